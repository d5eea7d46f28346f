// A credit that the vendor grants against an issued document: a recorded event, which the next run makes a credit note.
#pragma once

#include <optional>
#include <string>

#include "book/book.hpp"

namespace proviso {

struct CreditRequest {
    std::string document; ///< number, or with the account its draft id
    std::string account;  ///< empty: the document's number tells it
    std::size_t line = 0; ///< 1-based; 0: the document's lines in their order
    std::string amount;   ///< in the document's currency; empty: all that is left
    std::string reason;   ///< printed on the credit note
    std::string by;
    std::string clause;    ///< that grants it; empty: goodwill
    std::optional<Day> on; ///< default: today by the clock, and no earlier than the first open day
};

struct CreditReport {
    std::string account;
    std::string document; ///< number
    std::size_t line = 0;
    Day on;
    Amount amount;
    std::uint64_t event = 0;
    Head head;
};

/// Errors: document.unknown, line.unknown, credit.exceeds, pack.clause_unknown, argument.missing, value.*: nothing is
/// recorded.
[[nodiscard]] Result<CreditReport> grant_credit(Book &book, const CreditRequest &request);

} // namespace proviso
