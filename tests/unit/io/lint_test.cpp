// What the packs tell of their contracts' own texts, against the catalogue: its list of text defects (section 9) and of
// values that the clauses need and never give (section 10).
#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <set>

#include "core/pack/check.hpp"
#include "core/pack/defect.hpp"
#include "io/pack_reader.hpp"
#include "support/files.hpp"

using namespace proviso;

namespace {

Pack shipped(const std::string &id) {
    Result<Pack> read = read_pack(test::source_file("rules/" + id + ".toml"), id);
    if (!read) FAIL(read.error().render());
    return std::move(*read);
}

/// Kind, clauses and the reading that settles it.
using Told = std::array<std::string_view, 3>;

std::vector<Told> told(const std::vector<TextDefect> &defects) {
    std::vector<Told> rows;
    for (const TextDefect &defect : defects)
        rows.push_back({defect_kind_name(defect.kind), defect.where, defect.reading});
    return rows;
}

void check_defects(const std::string &pack_id, const std::vector<Told> &catalogue) {
    const Pack pack = shipped(pack_id);
    const std::vector<Told> rows = told(pack.defects);
    CHECK(rows.size() == catalogue.size());
    for (const Told &row : catalogue) {
        INFO(row[1]);
        CHECK(std::count(rows.begin(), rows.end(), row) == 1);
    }
}

void check_unset(const std::string &pack_id, const std::vector<std::string_view> &catalogue) {
    const Pack pack = shipped(pack_id);
    std::set<std::string, std::less<>> unset;
    for (const LintRow &row : lint(pack))
        if (row.kind == "unset") unset.insert(row.id);
    for (const std::string_view id : catalogue) {
        INFO(id);
        CHECK(unset.contains(id));
    }
}

} // namespace

TEST_CASE("SafeSoft's eight text defects, with the reading that settles two of them") {
    check_defects("safesoft-2013", {{"reference", "SS-13.d", ""},
                                    {"undefined", "SS-0.b, SS-6.a, SS-6.h", ""},
                                    {"conflict", "SS-1.bd", ""},
                                    {"numbering", "SS-B.1, SS-C.1", ""},
                                    {"numbering", "SS-13.g", ""},
                                    {"conflict", "SS-1.bd, SS-4.b", "R-SS-03"},
                                    {"conflict", "SS-6.b.ii", "R-SS-03"},
                                    {"undefined", "SS-12", ""}});
}

TEST_CASE("the privacy policy's two: whose page it is, and a date that is not there") {
    check_defects("safesoft-privacy", {{"conflict", "PP-0", ""}, {"reference", "PP-13", "R-PP-01"}});
}

TEST_CASE("IPsoft's six rows, one of them in two, and one that only looks like a defect") {
    check_defects("ipsoft-2019", {{"reference", "IP-6.1", "R-IP-18"},
                                  {"reference", "IP-17.e", "R-IP-18"},
                                  {"reference", "IP-19.a", "R-IP-18"},
                                  {"undefined", "IP-7.2, IP-17.a", ""},
                                  {"sound", "IP-6.3, IP-7.7.3", ""},
                                  {"reference", "IP-6.4.4.3", ""},
                                  {"open", "IP-24.1.a", ""}});
}

TEST_CASE("Velvetel's twenty rows") {
    check_defects("velvetel", {{"reference", "VT-2.3", ""},
                               {"reference", "VT-3.1, VT-25.11", ""},
                               {"undefined", "VT-5.4.a", "R-VT-11"},
                               {"reference", "VT-7.3.1.2, VT-7.3.1.3", ""},
                               {"reference", "VT-7.3.2", "R-VT-19"},
                               {"reference", "VT-7.3.1.4", "R-VT-18"},
                               {"reference", "VT-10.1.1", ""},
                               {"reference", "VT-10.2", ""},
                               {"reference", "VT-14", ""},
                               {"conflict", "VT-10.4", ""},
                               {"conflict", "VT-10.8.b", "R-VT-40"},
                               {"conflict", "VT-16.2.3", "R-VT-36"},
                               {"undefined", "VT-26", ""},
                               {"reference", "VT-16.1.a", ""},
                               {"reference", "VT-21.3", ""},
                               {"reference", "VT-23", ""},
                               {"reference", "VT-24", ""},
                               {"repeated", "VT-8.3, VT-11.1, VT-11.3, VT-11.5, VT-11.6, VT-11.7, VT-12.1, VT-20", ""},
                               {"repeated", "VT-16.2.1, VT-16.2.2, VT-16.2.3", ""},
                               {"conflict", "VT-26", ""}});
}

TEST_CASE("what SafeSoft's clauses need and never give is unset") {
    check_unset("safesoft-2013", {"seat.per_minute_order_fee",
                                  "rating.per_minute",
                                  "rating.broadcast_per_minute",
                                  "zone.restricted_area_codes",
                                  "zone.restricted_per_minute",
                                  "retention.storage_fee",
                                  "prepaid.term_days",
                                  "cure.days",
                                  "credit.limit",
                                  "card.change_lead_days",
                                  "support.ticket_wait_hours",
                                  "claim.notice_days",
                                  "calling.hours",
                                  "support.response_hours_p1",
                                  "support.response_hours_p2",
                                  "support.response_hours_p3",
                                  "notice.zone",
                                  "notice.calendar",
                                  "interest.annual_ceiling",
                                  "tax.rate",
                                  "dialler.price"});
    check_unset("safesoft-privacy", {"retention.card_form_days", "breach.notice_days"});
}

TEST_CASE("what IPsoft's clauses need and never give is unset") {
    check_unset("ipsoft-2019",
                {"users.price", "storage.limit", "storage.overage_rate", "term.cancel_lead_days", "data.deletion_days",
                 "support.level", "audit.overuse_rate", "audit.prompt_days", "tax.rate", "free.fee",
                 "term.renewal_rate", "free.period_days", "suspension.cure_days", "expenses.ceiling"});
}

TEST_CASE("what Velvetel's clauses need and never give is unset") {
    check_unset("velvetel", {"deposit.amount",
                             "deposit.trigger",
                             "usage.substantial",
                             "interest.annual_ceiling",
                             "ending.early_fee",
                             "chargeback.fee",
                             "support.credit_minutes",
                             "support.credit_price",
                             "support.credit_expiry",
                             "support.overage_rate",
                             "support.hourly_rate",
                             "indemnity.hourly_rate",
                             "usage.excess_rate",
                             "usage.percentile_method",
                             "capacity.committed_minimum",
                             "uptime.material_users",
                             "rating.increment",
                             "network.port_fee",
                             "address.fee",
                             "monitoring.fee",
                             "backup.fee",
                             "service_level.scheduled_windows",
                             "deposit.return_days",
                             "activation.days",
                             "maintenance.fee",
                             "payment.arrears_due_days",
                             "app.third_party_fee",
                             "use.blocked_countries",
                             "app.eol_date"});
}

TEST_CASE("an unset value says what gives it, and a sku without a price is one of them") {
    const Pack pack = shipped("safesoft-2013");
    const std::vector<LintRow> rows = lint(pack);
    const auto row = [&](std::string_view id) {
        const auto found = std::find_if(rows.begin(), rows.end(), [&](const LintRow &one) { return one.id == id; });
        return found == rows.end() ? LintRow() : *found;
    };
    CHECK(row("tax.rate").actually == "the event tax.rate_posted gives it");
    CHECK(row("notice.calendar").reading == "R-X-02");
    CHECK(row("notice.calendar").option == "us_federal");
    CHECK(row("prepaid.term_days").actually == "an order, a posted price or parameter.set has to give it");
    CHECK(row("credit.limit").actually == "without it this part of the clause is not applied");
    CHECK(row("unlimited-monthly").kind.empty()); // its price is printed
    CHECK(std::count_if(rows.begin(), rows.end(), [](const LintRow &one) {
              return one.kind == "unset" && one.says.starts_with("price for each ");
          }) > 0);
    CHECK(row("G1/G3").kind == "conflict");
}

TEST_CASE("a defect that cites no clause of the pack, or no reading, is refused") {
    Pack pack = shipped("safesoft-privacy");
    pack.defects.push_back({"PP-0, PP-99", "x", "y", DefectKind::reference, "R-PP-99"});
    std::vector<Code> codes;
    for (const PackFinding &finding : check_pack(pack)) codes.push_back(finding.error.code);
    CHECK(codes == std::vector{Code::pack_clause_unknown, Code::reading_unknown});
}

TEST_CASE("the kinds of defects are read back from their names") {
    for (const DefectKind kind : {DefectKind::other, DefectKind::reference, DefectKind::undefined, DefectKind::conflict,
                                  DefectKind::repeated, DefectKind::numbering, DefectKind::open, DefectKind::sound})
        CHECK(defect_kind_from(defect_kind_name(kind)) == kind);
    CHECK_FALSE(defect_kind_from("unset"));
}
