// A small language for tests of the engine: the pack of the repository, and events written in one line.
#pragma once

#include <fstream>
#include <iterator>
#include <string>
#include <utility>
#include <vector>

#include <doctest/doctest.h>

#include "core/engine/engine.hpp"
#include "io/pack_reader.hpp"
#include "support/source_dir.hpp"

namespace proviso::test {

inline std::string file_bytes(const std::string &path) {
    std::ifstream in(std::string(source_dir()) + "/" + path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

inline const Pack &safesoft() {
    static const Pack pack = read_pack(file_bytes("rules/safesoft-2013.toml"), "rules/safesoft-2013.toml").value();
    return pack;
}

inline Day day(const std::string &text) { return Day::parse(text).value(); }

/// Monday to Friday, no holidays: enough where no holiday is near.
inline const BusinessCalendar &weekdays() {
    static const BusinessCalendar calendar{
        "us-federal", "test", {day("2000-01-01"), day("2050-01-01")}, {Weekday::saturday, Weekday::sunday}, {}};
    return calendar;
}

class Life {
  public:
    explicit Life(Choices choices = {}) : choices_(std::move(choices)) {}

    /// life.on("2013-03-01", "seat.activated", {{"plan", "unlimited-monthly"}, {"quantity", "2"}})
    Life &on(const std::string &date, const std::string &type,
             const std::vector<std::pair<std::string, std::string>> &fields = {}, const std::string &account = "acme") {
        std::vector<RawField> raw;
        for (const auto &[name, text] : fields) raw.push_back({name, text, {}});
        Event event = make_event(type, day(date), std::nullopt, account, {}, raw).value();
        event.sequence = ++sequence_;
        (account.empty() ? book_ : own_).push_back(std::move(event));
        return *this;
    }
    Life &open(const std::string &date) {
        return on(date, "account.opened", {{"contract", "safesoft-2013"}}).on(date, "card_form.received");
    }
    Life &seats(const std::string &date, int quantity) {
        return on(date, "seat.activated", {{"plan", "unlimited-monthly"}, {"quantity", std::to_string(quantity)}});
    }
    Life &pay(const std::string &date, const std::string &amount) {
        return on(date, "payment.received", {{"amount", amount}, {"method", "card"}});
    }

    [[nodiscard]] BookTerms terms() const {
        return BookTerms::make({{&safesoft()}, {&weekdays()}, choices_, {}}, book_).value();
    }
    [[nodiscard]] std::vector<Event> &events() { return own_; }
    [[nodiscard]] const std::vector<Event> &events() const { return own_; }

    /// Applied in steps that end on the given days.
    [[nodiscard]] AccountResult run(const std::vector<std::string> &days, AccountState *last = nullptr) const {
        const BookTerms book = terms();
        AccountState state;
        AccountResult result;
        Day done = day_first - 1;
        for (const std::string &text : days) {
            std::vector<Event> some;
            for (const Event &event : own_)
                if (event.on > done && event.on <= day(text)) some.push_back(event);
            const AccountFacts facts{"acme", some, {}, {}};
            const auto applied = apply(book, state, facts, day(text), {}, result);
            REQUIRE_MESSAGE(applied.ok(), (applied.ok() ? std::string() : applied.error().render()));
            done = day(text);
        }
        if (last) *last = state;
        return result;
    }

  private:
    Choices choices_;
    std::vector<Event> book_, own_;
    std::uint64_t sequence_ = 0;
};

} // namespace proviso::test
