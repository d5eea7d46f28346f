// Call records into a book. Figures: SS-6.f bills 12 seconds at least and then steps of 6; a call of no length is not
// billed (R-SS-13). The real file is a switch's own export: 856 rows, 22 answered ones of 0 seconds, 2 unanswered ones
// with seconds, most of them to extensions and services of the switch.
#include "book/documents.hpp"
#include "book/import_calls.hpp"
#include "book/import_rates.hpp"
#include "book/packs.hpp"
#include "book/retry_calls.hpp"
#include "book/usage.hpp"
#include "book/usage_sums.hpp"
#include "book/verify.hpp"
#include "support/books.hpp"

using namespace proviso;
using namespace proviso::test;

namespace {

std::uint64_t of(const BookCallReport &report, RowClass row_class) {
    return report.calls.classes[static_cast<std::size_t>(row_class)];
}
std::uint64_t of(const BookCallReport &report, RowStatus status) {
    return report.calls.statuses[static_cast<std::size_t>(status)];
}
bool adds_up(const BookCallReport &report) {
    std::uint64_t sum = 0;
    for (const std::uint64_t count : report.calls.classes) sum += count;
    return sum == report.calls.rows;
}

/// Own CSV: account, number, answered, seconds and, where wanted, id.
BookCallRequest csv_request(const std::string &file = "calls.csv") {
    BookCallRequest request;
    request.format = "csv";
    request.file = file;
    request.source = "switch";
    request.mapping.columns = {{"account", "account"}, {"number", "to"}, {"answered", "at"}, {"seconds", "seconds"}};
    return request;
}

BookCallReport import(Book &book, BookCallRequest request, const std::string &bytes, std::size_t block = 1 << 20) {
    BookCallImport calls = get(BookCallImport::open(book, std::move(request)));
    for (std::size_t at = 0; at < bytes.size(); at += block) get(calls.feed(bytes.substr(at, block)));
    return get(calls.finish());
}

const std::string header = "account,to,at,seconds\n";
std::string call(int day, int second, const std::string &seconds, const std::string &to = "13105550100",
                 const std::string &account = "acme") {
    char at[32];
    std::snprintf(at, sizeof at, "2013-03-%02dT%02d:%02d:%02dZ", day, 10 + second / 3600, second / 60 % 60,
                  second % 60);
    return account + "," + to + "," + at + "," + seconds + "\n";
}

void post_price(TestBook &t, const std::string &amount, const std::string &prefix = {}, const std::string &account = {},
                const std::string &sku = "per-minute", const std::string &on = "2013-03-01") {
    Fields fields{{"sku", sku}, {"amount", amount}, {"per", "minute"}};
    if (!prefix.empty()) fields.push_back({"prefix", prefix});
    t.record({fact(on, "price.posted", fields, account)});
}

std::vector<Line> usage_lines(Book &book, const std::string &account = "acme") {
    std::vector<Line> lines;
    const AccountResult result = get(preview_account(book, account, day("2013-04-05")));
    for (const Document &document : result.documents)
        for (const Line &line : document.lines)
            if (line.kind == LineKind::usage) lines.push_back(line);
    return lines;
}

RetryReport retry(Book &book, RetryImportsRequest request = {}) { return get(retry_imports(book, request)); }

} // namespace

TEST_CASE("a thousand calls of seven seconds at 0.02 a minute cost 4.00") {
    TestBook t;
    t.record(printed_example());
    post_price(t, "0.02");
    std::string file = header;
    for (int i = 0; i < 1000; ++i) file += call(10, i, "7");
    const BookCallReport report = import(t.book, csv_request(), file, 777);
    CHECK(report.calls.rows == 1000);
    CHECK(of(report, RowClass::billed) == 1000);
    CHECK(adds_up(report));
    CHECK(report.calls.exact.text() == "4");
    CHECK(report.calls.billed_millis == 12'000'000);
    CHECK(report.batches == 1);
    const auto lines = usage_lines(t.book);
    REQUIRE(lines.size() == 1);
    CHECK(lines[0].amount.text() == "4.00");
    CHECK(lines[0].quantity == 1000);
    t.run("2013-04-05");
    t.finalize();
    CHECK(get(verify_book(t.book, {})).ok());
}

TEST_CASE("the same file again gives duplicates only, the same rows in another file wait") {
    TestBook t;
    t.record(printed_example());
    post_price(t, "0.02");
    const std::string file = header + call(10, 1, "7") + call(10, 1, "7") + call(10, 2, "7");
    CHECK(of(import(t.book, csv_request(), file), RowClass::billed) == 3); // two equal rows of one file both stand
    const BookCallReport again = import(t.book, csv_request("renamed.csv"), file);
    CHECK(of(again, RowClass::duplicate) == 3);
    CHECK(adds_up(again));
    const std::string other = header + call(10, 9, "7") + call(10, 1, "7");
    const BookCallReport report = import(t.book, csv_request("other.csv"), other);
    CHECK(of(report, RowClass::billed) == 1);
    CHECK(of(report, RowStatus::possible_duplicate) == 1);
    REQUIRE(report.reasons.size() == 1);
    CHECK(report.reasons[0].first == "possible_duplicate");
    CHECK(retry(t.book).waiting == 1); // a person must say so
    RetryImportsRequest accept;
    accept.accept_duplicates = true;
    CHECK(retry(t.book, accept).resolved == 1);
    CHECK(usage_lines(t.book).at(0).quantity == 5);
}

TEST_CASE("what has no price waits, and is billed when the price is posted") {
    TestBook t;
    t.record(printed_example());
    const BookCallReport report = import(t.book, csv_request(), header + call(10, 1, "14") + call(11, 1, "0"));
    CHECK(of(report, RowStatus::price_missing) == 1);
    CHECK(of(report, RowStatus::zero_seconds) == 1);
    REQUIRE(report.samples.size() == 1);
    CHECK(code_name(report.samples[0].reason.code) == "price.missing");
    CHECK(report.samples[0].reason.where == "calls.csv:2");
    CHECK(report.samples[0].suspense == 1);
    CHECK(usage_lines(t.book).empty());
    CHECK(retry(t.book).waiting == 1);
    post_price(t, "0.02");
    const RetryReport retried = retry(t.book);
    CHECK(retried.resolved == 1);
    CHECK(retried.waiting == 0);
    const auto lines = usage_lines(t.book);
    REQUIRE(lines.size() == 1);
    CHECK(lines[0].amount.text() == "0.01"); // 18 s at 0.02: 0.006
    CHECK(retry(t.book).tried == 0);
    t.run("2013-04-05");
    t.finalize();
    CHECK(get(verify_book(t.book, {})).ok());
}

TEST_CASE("rows of accounts that are not open wait until they are, or are rejected for good") {
    TestBook t;
    post_price(t, "0.06");
    const BookCallReport report =
        import(t.book, csv_request(),
               header + call(10, 1, "60", "13105550100", "late") + call(10, 2, "60", "13105550100", "never"));
    CHECK(of(report, RowStatus::account_unmatched) == 2);
    t.record({fact("2013-03-01", "account.opened", {{"contract", "safesoft-2013"}}, "late")});
    const RetryReport retried = retry(t.book);
    CHECK(retried.resolved == 1);
    REQUIRE(retried.still.size() == 1);
    CHECK(retried.still[0].account == "never");
    CHECK(usage_lines(t.book, "late").at(0).amount.text() == "0.06");
    CHECK(code(reject_suspense(t.book, {retried.still[0].id}, "")) == "argument.missing");
    get(reject_suspense(t.book, {retried.still[0].id}, "not a customer"));
    CHECK(retry(t.book).tried == 0);
    CHECK(code(reject_suspense(t.book, {retried.still[0].id}, "again")) == "suspense.unknown");
}

TEST_CASE("an account's price comes before one for all, a prefix before both, and each from its day") {
    TestBook t;
    t.record(printed_example());
    t.record({fact("2013-03-01", "account.opened", {{"contract", "safesoft-2013"}}, "other")});
    post_price(t, "0.60");
    post_price(t, "1.20", {}, {}, "per-minute", "2013-03-20");
    post_price(t, "0.06", {}, "other");
    post_price(t, "6.00", "44");
    const std::string file = header + call(10, 1, "60") + call(20, 1, "60") + call(10, 2, "60", "442071234567") +
                             call(10, 3, "60", "13105550100", "other") + call(10, 4, "60", "442071234567", "other");
    const BookCallReport report = import(t.book, csv_request(), file);
    CHECK(of(report, RowClass::billed) == 5);
    CHECK(report.calls.exact.text() == "693/50"); // 0.60 + 1.20 + 6.00 + 0.06 + 6.00 = 13.86
    const auto lines = usage_lines(t.book);
    REQUIRE(lines.size() == 1);
    CHECK(lines[0].amount.text() == "7.80");
    CHECK(usage_lines(t.book, "other").at(0).amount.text() == "6.06");
}

TEST_CASE("an imported deck prices calls from its day, and the clause's increments win") {
    TestBook t;
    t.record(printed_example());
    RatesRequest rates;
    rates.file = "march.csv";
    rates.bytes = "prefix,rate_cost,rate_minimum,rate_increment\n1,0.60,60,60\n1310,1.20,12,6\n";
    rates.from = day("2013-03-01");
    const RatesReport first = get(import_rates(t.book, rates));
    CHECK(first.rows == 2);
    CHECK(first.overruled == 1); // 60/60 is not 12/6
    CHECK(first.overruled_rows.at(0).prefix == "1");
    CHECK(first.clause == "SS-6.f");
    CHECK(!first.replayed);
    CHECK(get(import_rates(t.book, rates)).replayed);
    rates.file = "april.csv";
    rates.bytes = "prefix,rate\n1,2.40\n";
    rates.from = day("2013-03-20");
    get(import_rates(t.book, rates));

    const BookCallReport report = import(t.book, csv_request(),
                                         header + call(10, 1, "14", "12125550100") + call(10, 2, "60") +
                                             call(20, 1, "60") + call(10, 3, "60", "442071234567"));
    CHECK(of(report, RowClass::billed) == 3);
    CHECK(of(report, RowClass::suspended) == 1);
    CHECK(report.calls.exact.text() == "189/50"); // 18 s at 0.60 = 0.18, then 1.20 and 2.40
    REQUIRE(report.exceptions.size() == 1);
    CHECK(report.exceptions[0] == std::pair<std::string, std::uint64_t>("deck.increment_overruled", 1));
    CHECK(get(verify_book(t.book, {})).ok());
    rates.bytes = "prefix,rate\n1,2.40\n1,2.50\n";
    CHECK(code(import_rates(t.book, rates)) == "deck.invalid");
    rates.sku = "per minute";
    CHECK(code(import_rates(t.book, rates)) == "argument.invalid");
}

TEST_CASE("calls of sealed time are billed by their difference on the first open day") {
    TestBook t;
    t.record(printed_example());
    post_price(t, "0.06");
    t.run("2013-03-31");
    t.finalize();
    const BookCallReport report = import(t.book, csv_request(), header + call(10, 1, "60"));
    CHECK(of(report, RowClass::billed) == 1);
    t.run("2013-04-29");
    t.finalize();
    const AccountResult result = get(preview_account(t.book, "acme", day("2013-04-29")));
    CHECK(result.documents.back().date == day("2013-04-01"));
    CHECK(result.documents.back().total.text() == "0.06");
    CHECK(result.documents.back().lines.at(0).adjusts == "acme/per-minute/2013-03-01..2013-03-31/usage");
    CHECK(get(verify_book(t.book, {})).ok());
}

TEST_CASE("batches are committed as they fill, and a cancelled import goes on where it stopped") {
    TestBook t;
    t.record(printed_example());
    post_price(t, "0.06");
    std::string file = header;
    for (int i = 0; i < 2500; ++i) file += call(10, i, "60");
    BookOptions options = fixed_options();
    options.rim = fixed_rim(1'365'000'000);
    options.rim.progress = [](const Progress &progress) { return progress.done < 2000; };
    Book second = get(Book::open(t.path, options));
    BookCallRequest request = csv_request();
    request.batch_rows = 1000;
    BookCallImport calls = get(BookCallImport::open(second, request));
    Result<void> fed;
    for (std::size_t at = 0; at < file.size() && fed; at += 4096) fed = calls.feed(file.substr(at, 4096));
    CHECK(code(fed) == "cancelled");
    CHECK(code(calls.finish()) == "argument.invalid");
    std::uint64_t committed = 0;
    for (const UsageBatchRow &batch : get(list_usage_batches(t.book))) committed += batch.head.rows;
    CHECK(committed >= 1000);
    CHECK(committed <= 2000);
    const BookCallReport report = import(t.book, csv_request(), file);
    CHECK(of(report, RowClass::duplicate) == committed);
    CHECK(of(report, RowClass::billed) == 2500 - committed);
    CHECK(usage_lines(t.book).at(0).amount.text() == "150.00");
}

TEST_CASE("equal rows of one file all stand, also in different batches of its import") {
    TestBook t;
    t.record(printed_example());
    post_price(t, "0.02");
    std::string file = header;
    for (int i = 0; i < 600; ++i) file += call(10, i, "7");
    for (int i = 0; i < 10; ++i) file += call(10, i, "7"); // in the last of three batches
    BookCallRequest request = csv_request();
    request.batch_rows = 256;
    const BookCallReport report = import(t.book, std::move(request), file);
    CHECK(report.batches == 3);
    CHECK(of(report, RowClass::billed) == 610);

    // In another file as many wait as the book has of that content.
    std::string other = header + call(11, 0, "7");
    for (int i = 0; i < 3; ++i) other += call(10, 4, "7");
    other += call(10, 40, "7");
    const BookCallReport second = import(t.book, csv_request("other.csv"), other);
    CHECK(of(second, RowStatus::possible_duplicate) == 3);
    CHECK(of(second, RowClass::billed) == 2);
}

TEST_CASE("totals are by account, day and sku, with the price where one price holds") {
    CallRows rows;
    rows.accounts = {"a", "b"};
    rows.denominator = 100;
    rows.currency = get(currency_from_code("USD"));
    const auto price = [&](std::int64_t mantissa, std::int64_t surcharge = 0) {
        return BatchPrice{"per-minute", {mantissa, 2, rows.currency}, {surcharge, 2, rows.currency}};
    };
    rows.prices = {price(2), price(3), price(2), price(5, 1)};
    rows.prices[1].sku = "on-net";
    const auto add = [&](std::uint32_t account, std::int32_t day, std::uint32_t used) {
        rows.row.push_back(rows.row.size() + 1);
        rows.account.push_back(account);
        rows.day.push_back(day);
        rows.millis.push_back(7'000);
        rows.billed_millis.push_back(12'000);
        rows.numerator.push_back(4);
        rows.status.push_back(
            static_cast<std::uint8_t>(used == Rater::no_price ? RowStatus::zero_seconds : RowStatus::billed));
        rows.price.push_back(used);
    };
    add(1, 20, 0);
    add(0, 21, 3);
    add(1, 19, 1);
    add(1, 19, Rater::no_price); // not billed
    add(1, 19, 0);
    UsageSums sums(100);
    const std::uint32_t owners[] = {7, 3};
    get(sums.add(rows, owners));
    rows.prices = {price(9), price(2)}; // another block: other indices, the same price
    rows.price = {1, 0, 1, Rater::no_price, 1};
    get(sums.add(rows, owners));
    REQUIRE(sums.arrange() == std::vector<std::uint32_t>{3, 7});
    AccountUsage usage;
    CHECK(get(sums.totals_of(3, "batch 1", usage)).text() == "6/25"); // six rows of 4/100
    REQUIRE(usage.totals.size() == 3);
    CHECK(usage.totals[0].sku == "on-net");
    CHECK(usage.totals[0].calls == 1);
    CHECK(usage.totals[1].day == Day(19));
    CHECK(usage.totals[1].calls == 3);
    CHECK(usage.totals[1].billed_millis == 36'000);
    CHECK(usage.totals[1].price->text() == "0.02");
    CHECK(usage.totals[2].day == Day(20));
    CHECK(usage.totals[2].exact.text() == "2/25");
    get(sums.totals_of(7, "batch 1", usage));
    REQUIRE(usage.totals.size() == 1);
    CHECK(usage.totals[0].calls == 2);
    CHECK_FALSE(usage.totals[0].price.has_value()); // one of them had a surcharge
    sums.clear();
    CHECK(sums.empty());
}

TEST_CASE("a switch's real export falls into classes that add up") {
    TestBook t;
    const auto opened = [](const std::string &zone) {
        return fact("2017-09-01", "account.opened", {{"contract", "safesoft-2013"}, {"zone", zone}});
    };
    t.record({opened("Europe/Athens")});
    const std::string file = file_bytes("fixtures/calls/freepbx-cdr-2017-09.csv");
    BookCallRequest request;
    request.format = "freepbx";
    request.file = "freepbx.csv";
    request.mapping.account = "acme";
    const BookCallReport plain = import(t.book, request, file);
    CHECK(plain.calls.rows == 856);
    CHECK(adds_up(plain));
    CHECK(of(plain, RowStatus::disposition_conflict) == 2);
    CHECK(of(plain, RowClass::rejected) == 0);
    CHECK(of(plain, RowClass::duplicate) == 0);
    const BookCallReport again = import(t.book, request, file);
    CHECK(of(again, RowClass::duplicate) == 856);

    TestBook inside; // calls between extensions are charged
    inside.record({opened("Europe/Athens"),
                   fact("2017-09-01", "price.posted", {{"sku", "on-net"}, {"amount", "0.01"}, {"per", "minute"}}, "")});
    request.mapping.internal_sku = "on-net";
    const BookCallReport charged = import(inside.book, request, file);
    CHECK(charged.calls.rows == 856);
    CHECK(adds_up(charged));
    CHECK(of(charged, RowClass::billed) > 400);
    CHECK(of(charged, RowStatus::zero_seconds) <= 22);
    CHECK(of(charged, RowStatus::disposition_conflict) == 2);
    inside.run("2017-12-01");
    inside.finalize();
    CHECK(get(verify_book(inside.book, {})).ok());
}

TEST_CASE("local times need a zone") {
    TestBook t;
    t.record(printed_example());
    BookCallRequest request = csv_request();
    const std::string file = header + "acme,13105550100,2013-03-10 02:30:00,60\n";
    BookCallImport calls = get(BookCallImport::open(t.book, request));
    auto fed = calls.feed(file);
    CHECK((fed ? code(calls.finish()) : code(fed)) == "import.zone_missing");
    post_price(t, "0.06");
    request.zone = "America/Los_Angeles"; // clocks went from 2:00 to 3:00 on that day
    const BookCallReport report = import(t.book, request, file);
    CHECK(of(report, RowStatus::time_nonexistent) == 1);
    RetryImportsRequest agreed;
    agreed.zone = "America/Phoenix"; // has no summer time
    CHECK(retry(t.book, agreed).resolved == 1);
}
