// Differences: what facts that became known late make of lines that are sealed.
//
// Rule (product, section 5): the documents are worked out as they should have been (`due`) and compared with those that
// were issued (`sealed`, earlier corrections included) per stable line key. More is due: an adjustment for the next
// invoice. Less is due: a credit that names the sealed line it takes from, the newest line first, and never takes more
// than that line has left. Lines that a customer was given by goodwill are lines of their own and stay.
//
// Example: two seats were billed 398.00 on 31 March; a third, active since 20 March, becomes known in April. Due are
// 66.33 for 20 to 31 March (nothing was charged) and 597.00 on 31 March (398.00 was): adjustments of 66.33 and 199.00.
#pragma once

#include <algorithm>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/bill/document.hpp"

namespace proviso {

/// A line of an issued document.
struct SealedLine {
    const Document *document = nullptr;
    std::size_t number = 0; ///< 1-based
    const Line *line = nullptr;
    [[nodiscard]] bool credit() const { return document->kind == DocumentKind::credit_note; }
    [[nodiscard]] std::string name() const; ///< "2013-03-31:1"
};

/// One key whose lines do not come to the same.
struct LineDifference {
    std::string key;
    std::vector<const Line *> due; ///< as they should have been; the documents must outlive this
    std::vector<bool> due_credit;  ///< of those, which stand on credit notes
    std::vector<SealedLine> sealed;
    Amount amount; ///< due less sealed
    Amount tax;    ///< of the tax inside
    bool interest = false;
    std::string credits_of; ///< a credit note that should have been: the document it names
};

/// The key by which lines are compared: the line's own, that of the line it corrects, and one for all late interest on
/// a document, which is worked out cumulatively.
[[nodiscard]] std::string difference_key(const Line &line);

/// In the order of `due`, then of `sealed`. Keys that come to the same are left out. Error: money.overflow.
[[nodiscard]] Result<std::vector<LineDifference>> differences(std::span<const Document> due,
                                                              std::span<const Document> sealed);

/// The line that charges what more is due. `cause` says which facts came late; `stamp` keeps its key apart from those
/// of other corrections.
[[nodiscard]] Result<Line> adjustment(const LineDifference &difference, std::string_view cause, std::string_view stamp);

/// A credit for a sealed line.
struct CreditLine {
    std::string document; ///< draft id; empty: it takes from no document
    Line line;
};
/// The lines that credit what less is due. `left` gives the minor units that a sealed line still has. Empty if nothing
/// is left to take.
template <class Left>
[[nodiscard]] Result<std::vector<CreditLine>> credits(const LineDifference &difference, std::string_view cause,
                                                      std::string_view stamp, Left left);

/// One part of a credit: `minor` taken from `from` (null: from no line).
[[nodiscard]] Result<CreditLine> credit_part(const LineDifference &difference, const SealedLine *from,
                                             std::int64_t minor, std::int64_t tax, bool all, std::string_view cause,
                                             std::string_view stamp);

template <class Left>
Result<std::vector<CreditLine>> credits(const LineDifference &difference, std::string_view cause,
                                        std::string_view stamp, Left left) {
    std::vector<CreditLine> made;
    std::int64_t wanted = -difference.amount.minor();
    std::int64_t tax = -difference.tax.minor();
    bool any = false;
    for (auto from = difference.sealed.rbegin(); from != difference.sealed.rend() && wanted > 0; ++from) {
        if (from->credit() || from->line->amount.minor() <= 0) continue;
        any = true;
        const std::int64_t part = std::min({wanted, std::int64_t{left(*from)}, from->line->amount.minor()});
        if (part <= 0) continue;
        const std::int64_t part_tax = part == wanted ? tax : std::min(tax, from->line->tax.minor());
        PV_TRY(CreditLine line,
               credit_part(difference, &*from, part, part_tax, part == -difference.amount.minor(), cause, stamp));
        made.push_back(std::move(line));
        wanted -= part;
        tax -= part_tax;
    }
    if (!any && wanted > 0) {
        PV_TRY(CreditLine line, credit_part(difference, nullptr, wanted, tax, true, cause, stamp));
        made.push_back(std::move(line));
    }
    return made;
}

} // namespace proviso
