#include "io/cdr/call_import.hpp"

#include <doctest/doctest.h>

#include <random>

#include "support/files.hpp"
#include "unit/io/cdr/import_fixture.hpp"

using namespace proviso;
using test::import_calls;
using test::Imported;
using test::spec_for;

namespace {

const Pack &pack() {
    static const Pack made = test::call_pack();
    return made;
}

CallImportSpec csv_spec() {
    CallImportSpec spec = spec_for("csv", test::two_services(Terms(pack())));
    REQUIRE(add_columns(spec.mapping, "number=to"));
    return spec;
}

CallImportSpec freepbx_spec(const ZoneDatabase &zones) {
    CallImportSpec spec = spec_for("freepbx", test::two_services(Terms(pack())));
    spec.zone = "Europe/Tirane";
    spec.zones = &zones;
    return spec;
}

std::string account_line(const Imported &import, std::string_view account) {
    for (const AccountCalls &line : import.accounts)
        if (line.account == account)
            return std::to_string(line.calls) + " " + std::to_string(line.billed_millis / 1'000) + " " +
                   line.amount.text();
    return "";
}

} // namespace

TEST_CASE("rows of an own file land in one class each") {
    const Imported import = import_calls(csv_spec(), "account,started,seconds,to,disposition\n"
                                                     "acme,2013-03-20T10:00:00Z,14,14155551234,ANSWERED\n"
                                                     "acme,2013-03-20T10:00:00Z,7,+1 (212) 555-1234,ANSWERED\n"
                                                     "acme,2013-03-20T10:00:00Z,0,14155551234,NO ANSWER\n"
                                                     "acme,2013-03-20T10:00:00Z,0,14155551234,ANSWERED\n"
                                                     "acme,2013-03-20T10:00:00Z,9,105,ANSWERED\n"
                                                     "acme,2013-03-20T10:00:00Z,9,*97,ANSWERED\n"
                                                     "acme,2013-03-20T10:00:00Z,9,911,ANSWERED\n"
                                                     "acme,2013-03-20T10:00:00Z,9,14155551234,BUSY\n"
                                                     "acme,2013-03-20T10:00:00Z,9,19075551234,ANSWERED\n"
                                                     "acme,2013-03-20T10:00:00Z,9,1415555123412345,ANSWERED\n"
                                                     "acme,2013-03-20T10:00:00Z,nine,14155551234,ANSWERED\n"
                                                     "acme,2013-02-29T10:00:00Z,9,14155551234,ANSWERED\n"
                                                     "acme,9\n"
                                                     "ac\"me,2013-03-20T10:00:00Z,9,14155551234,ANSWERED\n"
                                                     ",2013-03-20T10:00:00Z,9,14155551234,ANSWERED\n");
    REQUIRE(import.report);
    CHECK(import.report->rows == 15);
    CHECK(import.rows(RowClass::billed) == 2);
    CHECK(import.rows(RowStatus::unanswered) == 1);
    CHECK(import.rows(RowStatus::zero_seconds) == 1);
    CHECK(import.rows(RowStatus::internal) == 2);
    CHECK(import.rows(RowStatus::emergency) == 1);
    CHECK(import.rows(RowStatus::disposition_conflict) == 1);
    CHECK(import.rows(RowStatus::zone_outside) == 1);
    CHECK(import.rows(RowStatus::number_invalid) == 1);
    CHECK(import.rows(RowStatus::account_unmatched) == 1);
    CHECK(import.rows(RowClass::rejected) == 4);
    CHECK(import.report->exact.text() == "1/100"); // 18 s and 12 s at 0.02
    CHECK(account_line(import, "acme") == "2 30 0.01");
    REQUIRE(import.held.size() == 8);
    const HeldRow &outside = import.held[1];
    CHECK(outside.row == 10);
    CHECK(outside.reason.code == Code::zone_outside);
    CHECK(outside.reason.clause == "C-3");
    CHECK(outside.reason.where == "calls.csv:10");
    CHECK(outside.raw == "acme,2013-03-20T10:00:00Z,9,19075551234,ANSWERED");
    CHECK(import.held[3].reason.code == Code::row_invalid);
    CHECK(import.held[4].reason.code == Code::instant_invalid);
    CHECK(import.held[5].reason.code == Code::column_missing);
    CHECK(import.held[6].reason.code == Code::csv_syntax);
    CHECK(import.held[7].reason.code == Code::account_unmatched);
}

TEST_CASE("a thousand calls of seven seconds at 0.02 are 4.00") {
    std::string text = "account,started,seconds,to\n";
    for (int i = 0; i < 1'000; ++i) text += "acme,2013-03-20T10:00:00Z,7,14155551234\n";
    const Imported import = import_calls(csv_spec(), text);
    CHECK(account_line(import, "acme") == "1000 12000 4.00");
    CHECK(import.report->exact.text() == "4");
}

TEST_CASE("the real export of a switch: classes add up, calls between extensions are charged by the mapping") {
    const ZoneDatabase zones;
    const std::string file = test::source_file("fixtures/calls/freepbx-cdr-2017-09.csv");
    const Imported plain = import_calls(freepbx_spec(zones), file);
    REQUIRE(plain.report);
    CHECK(plain.report->rows == 856);
    CHECK(plain.rows(RowStatus::unanswered) == 63 + 44);
    CHECK(plain.rows(RowStatus::disposition_conflict) == 2);
    CHECK(plain.rows(RowStatus::internal) == 723 + 22); // stayed inside, 22 of them for less than a second
    CHECK(plain.rows(RowStatus::zone_outside) == 2);
    CHECK(plain.rows(RowClass::billed) == 0);

    CallImportSpec charged = freepbx_spec(zones);
    charged.mapping.internal_sku = "on-net";
    const Imported inside = import_calls(charged, file);
    CHECK(inside.rows(RowClass::billed) == 606);
    CHECK(inside.rows(RowStatus::zero_seconds) == 8);
    CHECK(inside.rows(RowStatus::internal) == 117 + 14); // feature codes and labels of the dial plan
    CHECK(inside.report->billed_millis == 75'594'000);
    CHECK(account_line(inside, "105") == "74 8442 0.14");

    charged.mapping.account = "acme";
    charged.mapping.accounts["107"] = "other";
    const Imported mapped = import_calls(charged, file);
    CHECK(account_line(mapped, "acme") == "551 51624 0.86");
    CHECK(account_line(mapped, "other") == "55 23970 0.40");

    const Imported twice = import_calls(charged, file + file);
    CHECK(twice.rows(RowClass::duplicate) == 856);
    CHECK(account_line(twice, "acme") == "551 51624 0.86");
}

TEST_CASE("Asterisk's Master.csv, with and without the account code and the last columns") {
    const ZoneDatabase zones;
    const std::string middle =
        "\"105\",\"14155551234\",\"from-internal\",\"\"\"Ann, B\"\" <105>\",\"SIP/105-1\",\"SIP/t-2\","
        "\"Dial\",\"SIP/t\",\"2013-03-20 10:00:00\",\"2013-03-20 10:00:05\",\"2013-03-20 "
        "10:00:19\",19,14,\"ANSWERED\",\"DOCUMENTATION\"";
    const auto run = [&](const std::string &text) {
        CallImportSpec spec = spec_for("asterisk", test::two_services(Terms(pack())));
        spec.zone = "America/Los_Angeles";
        spec.zones = &zones;
        return import_calls(spec, text);
    };
    const Imported with_account = run("\"acme\"," + middle + "\n");
    CHECK(account_line(with_account, "acme") == "1 18 0.01");
    CHECK(account_line(run("\"\"," + middle + "\n"), "105") == "1 18 0.01"); // no code: the caller
    CHECK(account_line(run(middle + "\n"), "105") == "1 18 0.01");
    const std::string with_id = "\"acme\"," + middle + ",\"1363798800.1\",\"\"\n";
    const Imported repeated = run(with_id + with_id);
    CHECK(repeated.rows(RowClass::duplicate) == 1);
    CHECK(repeated.rows(RowClass::billed) == 1);
    const Imported without_id = run("\"acme\"," + middle + "\n" + "\"acme\"," + middle + "\n");
    CHECK(without_id.rows(RowClass::billed) == 2); // nothing tells them apart, and nothing says they are one
    CHECK(run("a,b,c\n").report.error().code == Code::column_missing);
}

TEST_CASE("FreeSWITCH's Master.csv of the default template") {
    const ZoneDatabase zones;
    CallImportSpec spec = spec_for("freeswitch", test::two_services(Terms(pack())));
    spec.zone = "UTC";
    spec.zones = &zones;
    const Imported import = import_calls(
        spec,
        "\"Ann\",\"1000\",\"14155551234\",\"default\",\"2013-03-20 10:00:00\",\"2013-03-20 10:00:05\",\"2013-03-20 "
        "10:00:19\",\"19\",\"14\",\"NORMAL_CLEARING\",\"u-1\",\"u-2\",\"acme\",\"PCMU\",\"PCMU\"\n"
        "\"Ann\",\"1000\",\"14155551234\",\"default\",\"2013-03-20 11:00:00\",\"\",\"2013-03-20 "
        "11:00:19\",\"19\",\"0\",\"NO_ANSWER\",\"u-3\",\"\",\"acme\",\"\",\"\"\n"
        "\"Ann\",\"1000\",\"14155551234\",\"default\",\"2013-03-20 11:00:00\",\"\",\"2013-03-20 "
        "11:00:19\",\"19\",\"5\",\"NO_ANSWER\",\"u-4\",\"\",\"\",\"\",\"\"\n");
    REQUIRE(import.report);
    CHECK(account_line(import, "acme") == "1 18 0.01");
    CHECK(import.rows(RowStatus::unanswered) == 1);
    CHECK(import.rows(RowStatus::disposition_conflict) == 1);
}

TEST_CASE("local times need a zone; of a repeated hour the first counts, a missing hour waits") {
    const ZoneDatabase zones;
    const std::string head = "account,started,seconds,to\n";
    CHECK(import_calls(csv_spec(), head + "acme,2013-03-20 10:00:00,7,14155551234\n").report.error().code ==
          Code::import_zone_missing);
    CHECK(import_calls(csv_spec(), head + "acme,2013-03-20T10:00:00+01:00,7,14155551234\n").report.ok());
    CallImportSpec spec = csv_spec();
    spec.zone = "America/Los_Angeles";
    spec.zones = &zones;
    const Imported import = import_calls(spec, head + "acme,2013-11-03 01:30:00,7,14155551234\n" // occurs twice
                                                      "acme,2013-03-10 02:30:00,7,14155551234\n" // never
                                                      "acme,2013-03-10 02:31:00,0,14155551234\n" // never, and free
                                                      "acme,2013-03-10 03:00:00,7,14155551234\n");
    REQUIRE(import.report);
    CHECK(import.report->ambiguous_times == 1);
    CHECK(import.rows(RowStatus::time_nonexistent) == 1);
    CHECK(import.rows(RowStatus::zero_seconds) == 1);
    CHECK(import.rows(RowClass::billed) == 2);
    spec.zone = "Mars/Olympus";
    CHECK(import_calls(spec, head).report.error().code == Code::zone_unknown);
}

TEST_CASE("any blocks give what the whole file gives") {
    const ZoneDatabase zones;
    std::string file = test::source_file("fixtures/calls/freepbx-cdr-2017-09.csv").substr(0, 30'000);
    file += "a \"stray quote,in,a,row\n1/9/2017 16:33:01,too,short\n"; // the last row is cut off in the middle as well
    CallImportSpec spec = freepbx_spec(zones);
    spec.mapping.internal_sku = "on-net";
    const std::string whole = import_calls(spec, file).text();
    std::mt19937_64 random(3);
    for (int round = 0; round < 60; ++round) {
        std::vector<std::size_t> cuts;
        for (std::size_t cut = 0; (cut += 1 + random() % (round < 5 ? 3 : 1 + random() % 3'000)) < file.size();)
            cuts.push_back(cut);
        REQUIRE(import_calls(spec, file, cuts).text() == whole);
    }
}

TEST_CASE("a call counts on the civil day of its answer in the account's zone") {
    /// Keeps days and gives one account a zone, one no price before 21 March, one sealed days.
    class Days : public CallConsumer {
      public:
        Result<CallAccount> account(std::uint32_t, std::string_view name) override {
            CallAccount account;
            const bool dated = name == "dated";
            account.services = {{0, 0, dated ? Day::parse("2013-03-21").value() : day_first, day_last}};
            if (name == "east") account.zone = "America/New_York";
            if (name == "sealed") account.sealed_through = Day::parse("2013-03-20").value();
            account.known = name != "stranger";
            return account;
        }
        bool wants_identities() const override { return false; }
        Result<Sighting> sight(Day, const CallIdentity &) override { return Sighting::first; }
        Result<void> calls(const RatedCalls &calls) override {
            for (std::size_t i = 0; i < calls.count; ++i)
                log += Day(calls.day[i]).text() + " " +
                       std::string(row_status_name(static_cast<RowStatus>(calls.status[i]))) + "\n";
            return {};
        }
        Result<void> held(const HeldRow &row) override {
            reasons.push_back(row.reason);
            return {};
        }
        std::string log;
        std::vector<Error> reasons;
    };
    const ZoneDatabase zones;
    CallImportSpec spec = csv_spec();
    spec.zone = "America/Los_Angeles";
    spec.zones = &zones;
    Days days;
    CallImport import = CallImport::open(spec, days).value();
    REQUIRE(import.feed("account,started,answered,seconds,to\n"
                        "west,2013-03-20 23:59:50,2013-03-21 00:00:02,7,14155551234\n"
                        "east,2013-03-20 20:59:50,2013-03-20 21:00:02,7,14155551234\n"
                        "west,,2013-03-21T06:59:59Z,7,14155551234\n"
                        "dated,,2013-03-20 10:00:00,7,14155551234\n"
                        "dated,,2013-03-21 10:00:00,7,14155551234\n"
                        "sealed,,2013-03-20 10:00:00,7,14155551234\n"
                        "sealed,,2013-03-21 10:00:00,7,14155551234\n"
                        "sealed,,2013-03-20 10:00:00,0,14155551234\n"
                        "stranger,,2013-03-21 10:00:00,7,14155551234\n"));
    REQUIRE(import.finish());
    CHECK(days.log ==
          "2013-03-21 billed\n2013-03-21 billed\n2013-03-20 billed\n2013-03-20 price_missing\n2013-03-21 "
          "billed\n2013-03-20 late\n2013-03-21 billed\n2013-03-20 zero_seconds\n2013-03-21 account_unmatched\n");
    REQUIRE(days.reasons.size() == 3);
    CHECK(days.reasons[0].code == Code::price_missing);
    CHECK(days.reasons[0].clause == "C-1");
    CHECK(days.reasons[1].code == Code::event_late);
    CHECK(days.reasons[2].code == Code::account_unmatched);
}

TEST_CASE("the answer follows from the start where the file does not give it") {
    const ZoneDatabase zones;
    CallImportSpec spec = freepbx_spec(zones);
    spec.zone = "UTC";
    class LastDay : public CallTotals {
      public:
        using CallTotals::CallTotals;
        Result<void> calls(const RatedCalls &calls) override {
            for (std::size_t i = 0; i < calls.count; ++i) answered.push_back(calls.answered[i]);
            return CallTotals::calls(calls);
        }
        std::vector<std::int64_t> answered;
    } totals(*spec.rater);
    CallImport import = CallImport::open(spec, totals).value();
    // 20 s of ringing before 14 s of talk, begun ten seconds before midnight
    REQUIRE(import.feed(
        "\"9/9/2017 23:59:50\",\"x\",\"105\",\"14155551234\",\"from-internal\",\"c\",\"d\",\"Dial\",\"\",\"34\","
        "\"14\",\"ANSWERED\",\"3\",,\"1.1\"\n"));
    REQUIRE(import.finish());
    REQUIRE(totals.answered.size() == 1);
    CHECK(Instant(totals.answered[0]).text() == "2017-09-10T00:00:10Z");
}

TEST_CASE("inbound calls and calls of inside contexts are not billable; a sku column names the service") {
    CallImportSpec spec = csv_spec();
    spec.mapping.inbound_contexts = {"from-pstn"};
    spec.mapping.internal_contexts = {"ext-local"};
    const Imported import = import_calls(spec, "account,started,seconds,to,context,direction,sku\n"
                                               "acme,2013-03-20T10:00:00Z,7,14155551234,from-pstn,,\n"
                                               "acme,2013-03-20T10:00:00Z,7,14155551234,ext-local,,\n"
                                               "acme,2013-03-20T10:00:00Z,7,14155551234,out,inbound,\n"
                                               "acme,2013-03-20T10:00:00Z,7,14155551234,out,outbound,on-net\n"
                                               "acme,2013-03-20T10:00:00Z,7,14155551234,out,outbound,unheard-of\n");
    REQUIRE(import.report);
    CHECK(import.rows(RowStatus::inbound) == 2);
    CHECK(import.rows(RowStatus::internal) == 1);
    CHECK(import.rows(RowClass::billed) == 1);
    CHECK(import.rows(RowStatus::price_missing) == 1);
    CHECK(import.report->exact.text() == "1/5000"); // 12 s at 0.001
}

TEST_CASE("an emergency number stays one where calls between extensions are charged") {
    CallImportSpec spec = csv_spec();
    spec.mapping.internal_sku = "on-net";
    const Imported import = import_calls(spec, "account,started,seconds,to\n"
                                               "acme,2013-03-20T10:00:00Z,7,911\nacme,2013-03-20T10:00:00Z,7,105\n");
    CHECK(import.rows(RowStatus::emergency) == 1);
    CHECK(import.rows(RowClass::billed) == 1);
}

TEST_CASE("an import that cannot begin says why") {
    CallImportSpec spec = csv_spec();
    spec.format = "yate";
    CHECK(import_calls(spec, "").report.error().code == Code::format_unknown);
    spec = csv_spec();
    spec.mapping.internal_sku = "unheard-of";
    CHECK(import_calls(spec, "").report.error().code == Code::mapping_invalid);
    CHECK(import_calls(csv_spec(), "account,started,to\n").report.error().code == Code::column_missing);
    CHECK(import_calls(csv_spec(), "account,started,seconds,to,to\n").report.error().code == Code::column_missing);
    CHECK(import_calls(csv_spec(), "").report.ok());
    CallTotals totals(*csv_spec().rater);
    CallImportSpec once = csv_spec();
    CallTotals sums(*once.rater);
    CallImport import = CallImport::open(once, sums).value();
    REQUIRE(import.finish());
    CHECK(import.feed("x").error().code == Code::argument_invalid);
    CHECK(import.finish().error().code == Code::argument_invalid);
}
