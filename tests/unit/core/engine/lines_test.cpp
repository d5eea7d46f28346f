// What an account keeps of its services with dates of their own.
#include <doctest/doctest.h>

#include "core/engine/line_rights.hpp"
#include "core/engine/state.hpp"
#include "io/pack_reader.hpp"
#include "support/files.hpp"
#include "support/life.hpp"

using namespace proviso;
using namespace proviso::test;

namespace {

const Pack &velvetel() {
    static const Pack pack = read_pack(source_file("rules/velvetel.toml"), "rules/velvetel.toml").value();
    return pack;
}

struct Run {
    AccountState state;
    AccountResult result;
};

/// A licence at 1,200 a year from 1 January 2025 and what `more` tells, through the day.
Run run(const std::string &through,
        const std::vector<std::tuple<std::string, std::string, std::vector<std::pair<std::string, std::string>>>>
            &more = {}) {
    std::vector<Event> book_wide, own;
    std::uint64_t sequence = 0;
    const auto add = [&](std::vector<Event> &to, const std::string &on, const std::string &type,
                         const std::string &account, const std::vector<std::pair<std::string, std::string>> &fields) {
        std::vector<RawField> raw;
        for (const auto &[name, text] : fields) raw.push_back({name, text, {}});
        to.push_back(make_event(type, day(on), std::nullopt, account, {}, raw).value());
        to.back().sequence = ++sequence;
    };
    add(book_wide, "2024-01-01", "tax.rate_posted", "", {{"jurisdiction", "US-IL"}, {"rate", "0.1"}});
    add(book_wide, "2024-01-01", "price.posted", "",
        {{"sku", "flat-app"}, {"amount", "1200.00"}, {"per", "unit"}, {"every", "year"}});
    add(own, "2025-01-01", "account.opened", "acme", {{"contract", "velvetel"}});
    add(own, "2025-01-01", "service.activated", "acme", {{"sku", "flat-app"}});
    for (const auto &[on, type, fields] : more) add(own, on, type, "acme", fields);
    const BookTerms terms = BookTerms::make({{&velvetel()}, {&weekdays()}, {}, {}, nullptr}, book_wide).value();
    Run made;
    const auto applied = apply(terms, made.state, {"acme", own, {}, {}}, day(through), {}, made.result);
    REQUIRE_MESSAGE(applied.ok(), (applied.ok() ? std::string() : applied.error().render()));
    return made;
}

} // namespace

TEST_CASE("a charge in advance is kept with its document, its line and its period, without the tax on top") {
    const Run made = run("2026-01-01");
    const LinesState &kept = made.state.impl().lines;
    REQUIRE(kept.lines.size() == 1);
    const StandingLine &line = kept.lines.front();
    CHECK(line.name == "flat-app");
    REQUIRE(line.charges.size() == 2);
    CHECK(line.charges.front().document == "2025-01-01");
    CHECK(line.charges.front().line == 0);
    CHECK(line.charges.front().service == Period{day("2025-01-01"), day("2026-01-01")});
    CHECK(line.charges.front().amount.text() == "1200.00");
    CHECK(line.charges.back().document == "2026-01-01");
    CHECK(made.result.documents.front().total.text() == "1320.00");
    CHECK(line.term == Period{day("2026-01-01"), day("2027-01-01")});
    CHECK(line.term_index == 1);
}

TEST_CASE("a line is found by its name, or as the latest that runs of its sku") {
    Run made =
        run("2025-06-01",
            {{"2025-02-01", "service.activated", {{"sku", "flat-app"}, {"quantity", "2"}}},
             {"2025-03-01", "agreement.ended", {{"by", "vendor"}, {"ground", "law"}, {"sku", "flat-app/2025-02-01"}}}});
    LinesState &kept = made.state.impl().lines;
    REQUIRE(kept.lines.size() == 2);
    CHECK(kept.find("flat-app/2025-02-01")->quantity == 2);
    CHECK(kept.find("flat-app/2025-02-01")->ended);
    CHECK(kept.find("flat-app")->quantity == 1);
    CHECK(kept.find("monitoring") == nullptr);
    CHECK(made.result.refusals.empty());
}

TEST_CASE("how an agreement ended is kept") {
    const Run made = run("2025-06-01", {{"2025-03-01", "agreement.ended", {{"by", "vendor"}, {"ground", "law"}}}});
    REQUIRE(made.state.impl().lines.ending);
    CHECK(made.state.impl().lines.ending->by == "vendor");
    CHECK(made.state.impl().lines.ending->ground == "law");
    CHECK(made.state.impl().lines.ending->on == day("2025-03-01"));
    CHECK(made.state.impl().status == Status::ended);
}

TEST_CASE("an end of what is not active is refused") {
    const Run made =
        run("2025-06-01",
            {{"2025-03-01", "agreement.ended", {{"by", "vendor"}, {"ground", "law"}, {"sku", "monitoring"}}}});
    REQUIRE(made.result.refusals.size() == 1);
    CHECK(made.result.refusals.front().error.code == Code::event_reference_unknown);
    CHECK(made.state.impl().status == Status::active);
}

TEST_CASE("when a notice ends a line: in time, late, and named for a later day") {
    const Run made = run("2025-06-01");
    const StandingLine &line = made.state.impl().lines.lines.front();
    const Terms terms(velvetel(), {}, {}, day("2025-06-01"), &weekdays());
    const auto end = [&](const std::string &deemed, std::optional<Day> effective = {}) {
        return line_end(terms, line, day(deemed), effective).value();
    };
    CHECK(end("2025-12-02").ends == day("2026-01-01"));
    CHECK(!end("2025-12-02").missed);
    CHECK(end("2025-12-03").ends == day("2027-01-01"));
    CHECK(end("2025-12-03").missed == day("2025-12-02"));
    CHECK(end("2025-06-01", day("2026-01-01")).ends == day("2026-01-01"));
    CHECK(end("2025-06-01", day("2026-01-02")).ends == day("2027-01-01"));
    CHECK(end("2025-06-01", day("2025-07-01")).early);
    CHECK(end("2025-12-03").term_end == day("2027-01-01"));
}
