// Closing a period: recognise deferred revenue by civil day, accrue unbilled usage and interest, and lock.
//
// Recognition is cumulative to the period's end less what was recognised before, so that roundings never add up.
// Accruals are reversed on the next day. Journals dated in closed time are refused (period.closed).
#pragma once

#include <string>
#include <vector>

#include "book/book.hpp"

namespace proviso {

struct ClosePeriodReport {
    std::string period;                                     ///< "2013-03"
    Day from, until;                                        ///< until is exclusive
    std::vector<std::pair<std::string, Amount>> recognised; ///< by income ledger
    std::vector<std::pair<std::string, Amount>> accrued;    ///< by income ledger; reversed on `until`
    Amount deferred;                                        ///< what stays deferred
    std::uint64_t journal_entries = 0;
    Head head;
};
/// `period`: "2013-03". Errors: date.invalid, period.closed (already), period.order (an earlier one is open and has
/// postings), period.not_sealed (documents are not finalised through its end).
[[nodiscard]] Result<ClosePeriodReport> close_period(Book &book, const std::string &period);

struct ClosedPeriod {
    std::string period;
    Instant recorded_at;
    std::uint64_t entry = 0;
    bool reopened = false;
};
[[nodiscard]] Result<std::vector<ClosedPeriod>> list_periods(Book &book);
/// Only the last closed one. What its close posted is taken back, on the same days, and the reopening is recorded; to
/// close again recognises and accrues anew. Errors: period.order, argument.missing.
[[nodiscard]] Result<Head> reopen_period(Book &book, const std::string &period, const std::string &reason);

} // namespace proviso
