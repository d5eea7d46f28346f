// verify: recompute everything from first principles and name the first bad entry.
//
// What is checked, in this order: the chain (each entry's bytes against its hash and the rows beside it against the
// entry), numbering (gaps, repeats, dates), journal (each entry balanced, keys unique), balances (kept = recomputed),
// allocation (no document over-settled, no payment over-spent), lines (each amount follows from its derivation, lines
// add up to totals), and documents (made again from the events by the engine, equal byte for byte). Memory does not
// grow with the book. Reads one snapshot; writes nothing.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "book/book.hpp"

namespace proviso {

struct VerifyRequest {
    std::optional<std::string> expect_head; ///< hex, or "COUNT:HEX"
    bool replay = true;                     ///< make every document again
};
struct Fault {
    std::string check;       ///< "chain", "numbering", "journal", "balances", "allocation", "lines", "documents"
    std::uint64_t entry = 0; ///< chain entry at fault, 0 if it is of none
    std::string what;
};
struct VerifyCheck {
    std::string name;
    std::uint64_t checked = 0; ///< entries, documents, ...
    bool passed = true;
};
struct VerifyReport {
    Head head;
    std::vector<VerifyCheck> checks;
    std::vector<std::string> attested; ///< what was taken out with a receipt, in words; totals of it stand
    std::optional<Fault> fault;        ///< the first
    [[nodiscard]] bool ok() const { return !fault.has_value(); }
};
/// A fault found is an answer, not an Error. Errors: book.*, cancelled. An unexpected head is a fault of check "head".
[[nodiscard]] Result<VerifyReport> verify_book(Book &book, const VerifyRequest &request);

} // namespace proviso
