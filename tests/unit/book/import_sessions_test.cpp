// Login sessions into a book. SS-1.seat: a seat is one login for at most eight hours; 16:00 to 24:00 and 0:00 to 8:00
// are 16 hours of one rolling day, two seats.
#include <algorithm>

#include "book/import_sessions.hpp"
#include "book/retry_calls.hpp"
#include "book/usage.hpp"
#include "book/verify.hpp"
#include "support/books.hpp"

using namespace proviso;
using namespace proviso::test;

namespace {

const std::string header = "account,seat,start,end\n";

BookSessionReport import(Book &book, const std::string &bytes, BookSessionRequest request = {},
                         std::size_t block = 1 << 20) {
    if (request.file.empty()) request.file = "logins.csv";
    BookSessionImport sessions = get(BookSessionImport::open(book, std::move(request)));
    for (std::size_t at = 0; at < bytes.size(); at += block) get(sessions.feed(bytes.substr(at, block)));
    return get(sessions.finish());
}
std::uint64_t of(const BookSessionReport &report, RowClass row_class) {
    return report.classes[static_cast<std::size_t>(row_class)];
}
bool adds_up(const BookSessionReport &report) {
    std::uint64_t sum = 0;
    for (const std::uint64_t count : report.classes) sum += count;
    return sum == report.rows;
}
std::uint64_t exceeded(Book &book, const std::string &through = "2013-04-05") {
    const AccountResult result = get(preview_account(book, "acme", day(through)));
    return static_cast<std::uint64_t>(
        std::count_if(result.exceptions.begin(), result.exceptions.end(),
                      [](const Exception &exception) { return exception.code == Code::seat_hours_exceeded; }));
}

} // namespace

TEST_CASE("sixteen hours of one login in one rolling day need two seats") {
    TestBook t;
    t.record(printed_example());
    const BookSessionReport eight =
        import(t.book, header + "acme,ann,2013-03-05T08:00:00Z,2013-03-05T16:00:00Z\n", {}, 7);
    CHECK(of(eight, RowClass::billed) == 1);
    CHECK(exceeded(t.book) == 0); // exactly eight hours are allowed
    const std::string night = header + "acme,bob,2013-03-06T16:00:00Z,2013-03-07T00:00:00Z\n"
                                       "acme,bob,2013-03-07T00:00:00Z,2013-03-07T08:00:00Z\n";
    const BookSessionReport report = import(t.book, night);
    CHECK(of(report, RowClass::billed) == 2);
    CHECK(adds_up(report));
    CHECK(exceeded(t.book) == 1);
    const BookSessionReport again = import(t.book, night);
    CHECK(of(again, RowClass::duplicate) == 2);
    CHECK(exceeded(t.book) == 1);
    t.run("2013-04-05");
    t.finalize();
    CHECK(get(verify_book(t.book, {})).ok());
}

TEST_CASE("each row of sessions falls into a class, with its reason") {
    TestBook t;
    t.record(printed_example());
    BookSessionRequest request;
    request.zone = "America/Los_Angeles"; // 2:30 on 10 March 2013 does not exist there
    const std::string file = "seat,start,account,end,idle\n"
                             "ann,2013-03-05 08:00:00,acme,2013-03-05 09:00:00,\n"     // billed
                             "ann,2013-03-05 10:00:00,acme,2013-03-05 10:00:00,0\n"    // of no length
                             "ann,2013-03-05 11:00:00,acme,2013-03-05 10:00:00,\n"     // ends before it starts
                             "ann,2013-03-05 12:00:00,acme,2013-03-05 13:00:00,3601\n" // idles longer than it lasts
                             "ann,2013-03-10 02:30:00,acme,2013-03-10 04:00:00,\n"     // an hour left out
                             "eve,2013-03-05 08:00:00,nobody,2013-03-05 09:00:00,\n"   // no such account
                             "ann,yesterday,acme,2013-03-05 09:00:00,\n"               // no time
                             "ann,2013-03-05 08:00:00,acme\n";                         // too short
    const BookSessionReport report = import(t.book, file, request);
    CHECK(report.rows == 8);
    CHECK(adds_up(report));
    CHECK(of(report, RowClass::billed) == 1);
    CHECK(of(report, RowClass::not_billable) == 1);
    CHECK(of(report, RowClass::rejected) == 4);
    CHECK(of(report, RowClass::suspended) == 2);
    REQUIRE(report.reasons.size() == 2);
    CHECK(report.reasons[0].first == "account.unmatched");
    CHECK(report.reasons[1].first == "time.nonexistent");
    REQUIRE(report.samples.size() == 6);
    CHECK(report.samples[0].reason.where == "logins.csv:4");
    CHECK(code_name(report.samples[0].reason.code) == "event.end_before_start");

    CHECK(get(retry_imports(t.book, {})).waiting == 2);
    t.record({fact("2013-03-01", "account.opened", {{"contract", "safesoft-2013"}}, "nobody")});
    CHECK(get(retry_imports(t.book, {})).resolved == 1);
    RetryImportsRequest agreed;
    agreed.zone = "America/Phoenix"; // has no summer time
    CHECK(get(retry_imports(t.book, agreed)).resolved == 1);
}

TEST_CASE("idle time comes off where the reading counts active time only") {
    const std::string file = "account,seat,start,end,idle\nacme,ann,2013-03-05T08:00:00Z,2013-03-05T20:00:00Z,14400\n";
    TestBook t;
    t.record(printed_example());
    import(t.book, file);
    CHECK(exceeded(t.book) == 1); // R-SS-32: twelve hours logged in
    TestBook active;
    active.record({fact("2013-03-01", "reading.chosen",
                        {{"reading", "R-SS-32"}, {"value", "active_time"}, {"by", "owner"}, {"why", "test"}}, "")});
    active.record(printed_example());
    import(active.book, file);
    CHECK(exceeded(active.book) == 0); // less four idle ones
}

TEST_CASE("sessions of sealed time are judged as they would have been") {
    TestBook t;
    t.record(printed_example());
    t.run("2013-03-31");
    t.finalize();
    const std::string file = header + "acme,ann,2013-03-05T08:00:00Z,2013-03-05T20:00:00Z\n";
    CHECK(of(import(t.book, file), RowClass::billed) == 1);
    CHECK(of(import(t.book, file), RowClass::duplicate) == 1);
    CHECK(exceeded(t.book) == 1);
}

TEST_CASE("a file of sessions that is none is refused whole") {
    TestBook t;
    const auto refused = [&](const std::string &bytes) {
        BookSessionImport sessions = get(BookSessionImport::open(t.book, {}));
        auto fed = sessions.feed(bytes);
        return fed ? code(sessions.finish()) : code(fed);
    };
    CHECK(refused("") == "column.missing");
    CHECK(refused("account,seat,start\n") == "column.missing");
    CHECK(refused("account,seat,start,end,color\n") == "key.unknown");
    CHECK(refused("account,seat,start,end,end\n") == "key.duplicate");
    t.record(printed_example());
    CHECK(refused(header + "acme,ann,2013-03-05 08:00:00,2013-03-05 09:00:00\n") == "import.zone_missing");
    CHECK(get(list_usage_batches(t.book)).empty());
    BookSessionRequest request;
    request.zone = "Mars/Olympus";
    CHECK(code(BookSessionImport::open(t.book, request)) == "zone.unknown");
}
