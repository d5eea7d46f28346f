// Books for tests: fixed clock and random source, the repository's SafeSoft pack, events in one line.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include <doctest/doctest.h>

#include "book/book.hpp"
#include "book/record.hpp"
#include "book/run.hpp"
#include "support/life.hpp"
#include "support/temporary.hpp"

namespace proviso::test {

using Fields = std::vector<std::pair<std::string, std::string>>;

/// A clock that goes on by a second at each look, and bytes that repeat: two books get equal bytes.
inline Rim fixed_rim(std::int64_t start = 1'364'000'000) {
    Rim rim;
    rim.now = [seconds = start]() mutable { return Instant(seconds++ * 1'000'000); };
    rim.random = [next = 0U](std::span<std::byte> bytes) mutable {
        for (std::byte &byte : bytes) byte = static_cast<std::byte>(next++ % 251);
    };
    return rim;
}

inline BookOptions fixed_options() {
    BookOptions options;
    options.rim = fixed_rim();
    options.busy_wait = std::chrono::milliseconds(50);
    return options;
}

inline CreateRequest safesoft_request() {
    CreateRequest request;
    request.sources.push_back({"pack", "safesoft-2013.toml", file_bytes("rules/safesoft-2013.toml")});
    request.sources.push_back({"calendar", "us-federal.toml", file_bytes("rules/calendars/us-federal.toml")});
    request.seller["name"] = "Seller Inc.";
    return request;
}

/// The value, or the test fails with the error's text.
template <class T> T get(Result<T> result) {
    REQUIRE_MESSAGE(result.ok(), (result.ok() ? std::string() : result.error().render()));
    return std::move(result).value();
}
inline void get(Result<void> result) {
    REQUIRE_MESSAGE(result.ok(), (result.ok() ? std::string() : result.error().render()));
}
template <class T> std::string code(const Result<T> &result) {
    return result.ok() ? "ok" : std::string(code_name(result.error().code));
}

inline Event fact(const std::string &date, const std::string &type, const Fields &fields = {},
                  const std::string &account = "acme", const std::string &key = {}) {
    std::vector<RawField> raw;
    for (const auto &[name, text] : fields) raw.push_back({name, text, {}});
    return get(make_event(type, day(date), std::nullopt, account, key, raw));
}
inline Event payment(const std::string &date, const std::string &amount, const std::string &account = "acme") {
    return fact(date, "payment.received", {{"amount", amount}, {"method", "card"}}, account);
}

/// Account "acme" with two seats on 1 March 2013 and a third on 20 March, the printed example of SS-6.b.ii; 398.00
/// paid.
inline std::vector<Event> printed_example(const std::string &account = "acme") {
    return {fact("2013-03-01", "account.opened", {{"contract", "safesoft-2013"}, {"name", "Acme & Sons"}}, account),
            fact("2013-03-01", "card_form.received", {}, account), payment("2013-03-01", "398.00", account),
            fact("2013-03-01", "seat.activated", {{"plan", "unlimited-monthly"}, {"quantity", "2"}}, account),
            fact("2013-03-20", "seat.activated", {{"plan", "unlimited-monthly"}, {"quantity", "1"}}, account)};
}

/// A new book in a folder of its own.
struct TestBook {
    TemporaryFolder folder;
    std::string path = folder.file("test.book");
    Book book = get(Book::create(path, safesoft_request(), fixed_options()));

    void record(std::vector<Event> events) { get(record_events(book, std::move(events))); }
    RunReport run(const std::string &through, bool interest = false) {
        return get(run_drafts(book, {day(through), {}, interest}));
    }
    FinalizeReport finalize() { return get(finalize_drafts(book, {})); }
};

} // namespace proviso::test
