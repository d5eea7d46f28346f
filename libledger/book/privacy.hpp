// Personal data of a book: what is held, what it was told to whom, and its removal.
//
// Personal values stand beside the chain under salted commitments; erasing one removes value and salt and leaves a
// stand-in: the same for equal values of one account, so that what was billed can still be made again, and of a number
// called the leading digits that rating reads. The commitment in the chain is then noise. Each removal is an entry of
// the chain, its receipt; verify checks that nothing went without one. docs/privacy.md says what is where.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "book/book.hpp"

namespace proviso {

/// One value that the book holds about an account or a person.
struct PersonalItem {
    std::string where;       ///< "event 12", "batch 3", "suspense 4", "entry 5"
    std::uint64_t entry = 0; ///< that recorded it; 0 if no entry covers it
    std::string account;
    std::optional<Day> on;
    std::string type;         ///< event type, "calls", "sessions", "suspense", "receipt"
    std::string field;        ///< "name", "to", "seat", "raw"
    std::string value;        ///< once erased what stands in for it
    std::string why;          ///< what it is recorded for
    std::uint64_t erased = 0; ///< entry that erased it
    std::optional<Day> erased_on;
};
/// Whose: an account's, or everything that names a person (a value that contains the name; a number called, written as
/// people write numbers). One of them, or both.
struct PersonalFilter {
    std::string account;
    std::string person;
};
/// `visit` returns false to stop. Errors: event.account_unknown, argument.missing (neither is given).
[[nodiscard]] Result<void> list_personal(Book &book, const PersonalFilter &filter,
                                         const std::function<bool(const PersonalItem &)> &visit);

struct EraseRequest {
    PersonalFilter whose;
    std::string by, reason; ///< who does it and on what ground; kept with the receipt
};
/// A value that was left, and why.
struct Kept {
    std::string where, field, why;
};
struct EraseReport {
    std::uint64_t entry = 0; ///< the receipt; 0 if only the file's bytes were scrubbed
    std::uint64_t values = 0, seats = 0, calls = 0, suspended = 0;
    std::vector<Kept> kept;
    bool scrubbed = false; ///< the file's old bytes are gone; false: another program holds the file
    Head head;
};
/// Erases what no open matter needs and says what stays. Errors: argument.missing, argument.invalid (`by` or `reason`
/// repeats what is to be erased), event.account_unknown, person.unknown (nothing is held), erasure.held (everything is
/// still needed), book.busy.
[[nodiscard]] Result<EraseReport> erase_personal(Book &book, const EraseRequest &request);

struct PurgeRequest {
    std::string data_class;     ///< of the contracts' retention classes, the one of imported usage: "call-log"
    std::optional<Day> through; ///< rows dated on or before; all whose clock has run if absent
    std::optional<Day> on;      ///< the day of the purge; today in UTC if absent
    std::string by, reason;
};
struct PurgeReport {
    std::uint64_t entry = 0;
    std::string clause;
    Day on;
    std::uint64_t batches = 0, blocks = 0, rows = 0; ///< of calls
    std::uint64_t values = 0, seats = 0, suspended = 0;
    bool scrubbed = false;
    Head head;
};
/// Removes call rows, and the numbers and login names of single events and sessions, whose retention clock has run;
/// totals stay. Errors: argument.*, purge.early (with clause and first day), purge.unbilled, book.busy.
[[nodiscard]] Result<PurgeReport> purge_rows(Book &book, const PurgeRequest &request);

/// Overwrites what an earlier removal had to leave in the file's free bytes. False if another program holds the file.
[[nodiscard]] Result<bool> scrub_book(Book &book);

/// Data about the account that went to somebody, or that somebody looked at.
struct Disclosure {
    std::uint64_t event = 0, entry = 0;
    Day on;
    std::string what; ///< "data.shared", "data.accessed"
    std::string data_class, recipient, to, purpose;
    std::vector<std::pair<std::string, std::string>> facts; ///< every other field as recorded
    bool allowed = true;
    std::string clause, reason; ///< that decides, and its condition; no clause: no contract of the book speaks of it
};
[[nodiscard]] Result<std::vector<Disclosure>> list_disclosures(Book &book, const std::string &account);

} // namespace proviso
