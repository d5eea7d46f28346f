// The calculations of the families, over the repository's own packs: each has an example, its derivation gives the same
// again, and it is sound under every option of every reading that it uses.
#include <doctest/doctest.h>

#include "core/engine/calculation_families.hpp"
#include "io/pack_reader.hpp"
#include "support/files.hpp"
#include "support/test_pack.hpp"

using namespace proviso;

namespace {

struct Example {
    const char *pack;
    const char *name;
    Inputs inputs;
    const char *amount;
};

std::vector<Example> examples() {
    return {
        {"ipsoft-2019", "audit_cost", {{"cost", "4000"}, {"over", "yes"}}, "4000.00"},
        {"ipsoft-2019",
         "cap",
         {{"claim", "2020-09-01"},
          {"payments", "2020-01-01=12000.00 2020-01-01..2021-01-01,2019-08-31=1.00"},
          {"ground", "open-source-breach"},
          {"product", "hosted"},
          {"claimed", "15000"}},
         "15000.00"},
        {"velvetel",
         "cap",
         {{"claim", "2025-09-01"},
          {"arose", "2025-08-01"},
          {"payments", "2025-07-01=1000.00,2025-08-01=1000.00"},
          {"product", "app"},
          {"loss", "direct"},
          {"claimed", "9000"}},
         "1000.00"},
        {"velvetel",
         "early_fee",
         {{"price", "100"},
          {"quantity", "1"},
          {"price_months", "1"},
          {"from", "2025-01-01"},
          {"until", "2026-01-01"},
          {"ended", "2025-05-01"},
          {"kept", "0.00"}},
         "0.00"},
        {"ipsoft-2019",
         "overuse",
         {{"found", "15"},
          {"ordered", "10"},
          {"price", "600"},
          {"list_price", "720"},
          {"months", "12"},
          {"since", "2020-04-01"},
          {"found_on", "2020-10-01"},
          {"period_from", "2020-01-01"},
          {"period_until", "2021-01-01"}},
         "2250.00"},
        {"velvetel",
         "chargeback",
         {{"amount", "1200"}, {"from", "2025-01-01"}, {"until", "2026-01-01"}, {"ended", "2025-05-01"}},
         "0.00"},
        {"velvetel", "chargeback_fee", {{"chargebacks", "2"}}, "50.00"},
        {"velvetel", "exempted", {{"amount", "100"}}, "0.00"},
        {"ipsoft-2019",
         "refund",
         {{"amount", "36000"}, {"ground", "software"}, {"purchased", "2019-12-05"}, {"ended", "2021-01-20"}},
         "22467.15"},
        {"ipsoft-2019",
         "refund",
         {{"amount", "12000"},
          {"ground", "hosted"},
          {"from", "2020-01-01"},
          {"until", "2021-01-01"},
          {"ended", "2020-07-01"}},
         "6032.79"},
        {"velvetel",
         "refund",
         {{"amount", "1200"},
          {"ground", "discontinued"},
          {"from", "2025-01-31"},
          {"until", "2026-01-31"},
          {"ended", "2025-04-11"}},
         "969.86"},
        {"velvetel",
         "refund",
         {{"amount", "1200"},
          {"ground", "vendor-ends"},
          {"from", "2025-01-01"},
          {"until", "2026-01-01"},
          {"ended", "2025-04-11"}},
         "0.00"},
        {"velvetel",
         "refund",
         {{"amount", "100"},
          {"ground", "window"},
          {"subscribed", "2025-03-01"},
          {"subscribed_at", "2025-03-01T16:00:00Z"},
          {"asked", "2025-03-15"},
          {"asked_at", "2025-03-15T16:00:01Z"},
          {"channel", "exchange"},
          {"asked_by", "exchange"}},
         "100.00"},
        {"velvetel", "withholding", {{"received", "900"}, {"withheld", "100"}}, "100.00"},
        {"velvetel", "payment_days", {{"since", "2025-01-31"}, {"count", "3"}}, "none"},
        {"velvetel",
         "period",
         {{"price", "1200"}, {"quantity", "2"}, {"price_months", "12"}, {"period_months", "1"}},
         "200.00"},
        {"velvetel", "term", {{"since", "2025-01-01"}, {"months", "12"}, {"count", "2"}}, "none"},
        {"velvetel",
         "price_change",
         {{"old", "100"},
          {"new", "120"},
          {"posted", "2025-03-15"},
          {"told", "2025-03-16"},
          {"from", "2025-03-15"},
          {"in_use", "yes"},
          {"start", "2025-04-01"},
          {"end", "2025-05-01"},
          {"quantity", "2"}},
         "200.00"},
        {"ipsoft-2019",
         "threshold",
         {{"claim", "2020-12-05"}, {"fees", "2019-12-05=30000.00,2020-06-01=30000.00"}, {"support", "2020-06-01=1.00"}},
         "60000.00"},
        {"velvetel",
         "uptime",
         {{"month", "2025-04"},
          {"outages", "2025-04-03T15:00:00Z/2025-04-03T23:20:00Z"},
          {"excluded", "2025-04-09T15:00:00Z/2025-04-09T19:00:00Z"},
          {"suspended", "2025-04-11T05:00:00Z/2025-04-12T05:00:00Z"},
          {"service_from", "2025-04-02"},
          {"kind", "app"},
          {"annual_fee", "12000"},
          {"other_annual_fee", "6000"},
          {"period_from", "2025-04-01T05:00:00Z"},
          {"period_until", "2025-05-01T05:00:00Z"}},
         "200.00"},
    };
}

const Pack &pack(const std::string &id) {
    static std::map<std::string, Pack> loaded;
    auto at = loaded.find(id);
    if (at == loaded.end()) {
        const std::string file = "rules/" + id + ".toml";
        at = loaded.emplace(id, read_pack(test::source_file(file), file).value()).first;
    }
    return at->second;
}

/// The contract gives no fee for a chargeback: an order or a policy does.
Terms terms_of(const Example &example) {
    Terms terms(pack(example.pack), {}, {}, test::day("2025-01-01"));
    if (const Parameter *fee = terms.pack().parameter("chargeback.fee"))
        REQUIRE(terms.set_parameter("chargeback.fee", parse_parameter_value(*fee, "25").value()).ok());
    return terms;
}

} // namespace

TEST_CASE("each calculation of the families has an example, and comes to its figure") {
    // Those of counts have theirs in calculations_counts_test.cpp.
    for (const auto family : {calculation_family::claims(), calculation_family::lines(), calculation_family::prices(),
                              calculation_family::refunds(), calculation_family::service_levels()})
        for (const CalculationSpec &spec : family) {
            INFO(std::string(spec.name));
            bool found = false;
            for (const Example &example : examples()) found = found || example.name == spec.name;
            CHECK(found);
        }
    for (const Example &example : examples()) {
        INFO(std::string(example.name));
        CHECK(test::amount_of(calculate(terms_of(example), example.name, example.inputs)) == example.amount);
    }
}

TEST_CASE("what the derivation of each carries gives the same again") {
    for (const Example &example : examples()) {
        INFO(std::string(example.name));
        const auto first = calculate(terms_of(example), example.name, example.inputs);
        REQUIRE(first.ok());
        const Inputs carried = inputs_of(first->derivation);
        for (const auto &[name, text] : example.inputs) {
            INFO(name);
            CHECK(carried.contains(name));
        }
        const auto again = calculate(terms_of(example), example.name, carried);
        REQUIRE_MESSAGE(again.ok(), (again.ok() ? std::string() : again.error().render()));
        CHECK(derivation_json(again->derivation) == derivation_json(first->derivation));
        CHECK(evaluate(first->derivation).ok());
    }
}

TEST_CASE("each is sound under every option of every reading that it uses") {
    for (const Example &example : examples()) {
        INFO(std::string(example.name));
        const auto rows = all_readings(terms_of(example), example.name, example.inputs);
        REQUIRE(rows.ok());
        CHECK(rows->size() > 1);
        for (const Alternative &row : *rows) {
            const std::string which = row.reading + " = " + row.option;
            INFO(which);
            REQUIRE(row.result.ok());
            CHECK(evaluate(row.result->derivation).ok());
        }
    }
}
