// The book billed again under another reading or pack, off to the side: nothing is written, and what was issued stays
// as it is.
//
// Both histories are made from the same facts, from the first day through the last one billed, so that a difference is
// the whole effect of the choice: charges, dates, interest, credit and what has accrued. Accounts are worked on one by
// one on all threads; memory does not grow with their number. Reads go through the book's own connection; the context
// of a snapshot gives one state. Progress stage "compare"; cancelling gives `cancelled`.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "book/book.hpp"
#include "core/bill/document.hpp"

namespace proviso {

/// What both histories are made of.
struct CompareScope {
    std::optional<Day> through; ///< default: the last day billed (of drafts, else sealed)
    std::string account;        ///< empty: all
};

/// A clause's part of a difference: its lines after less its lines before.
struct ClauseDifference {
    std::string clause; ///< the first that the lines cite
    Amount difference;
};

/// A document that is not the same in both histories.
struct DocumentDifference {
    std::string account;
    std::string document; ///< draft id
    std::string number;   ///< "INV-000001" if it was issued
    Day date;
    std::optional<Amount> before, after; ///< totals; credit notes below zero; none: there is no such document
    Amount difference;
    std::vector<ClauseDifference> clauses; ///< by clause; those that are not zero
};

struct CompareTotal {
    Currency currency{};
    std::uint64_t accounts = 0, accounts_changed = 0;
    std::uint64_t documents_before = 0, documents_after = 0, documents_changed = 0;
    Amount before, after, difference;     ///< of documents
    Amount accrued_before, accrued_after; ///< accrued and not billed on the last day
    std::vector<ClauseDifference> clauses;
};

/// Accounts for which the other history says less than it should.
struct CompareLimits {
    std::uint64_t failed = 0;       ///< cannot be billed so at all
    std::string failure;            ///< why: the first of them
    std::uint64_t rated_before = 0; ///< have usage that stays as it was rated or dated when it was imported
};

struct CompareReport {
    Day through;
    std::vector<CompareTotal> totals; ///< by currency
    CompareLimits limits;
};

struct CompareRequest {
    Choices readings;           ///< each id must be a reading of a pack of the book
    std::optional<Source> pack; ///< instead of the pack with its id; with one pack in the book, of any id
    std::optional<Source> from; ///< the history to compare with is billed under this one; default: as the book has it
    CompareScope scope;
};
/// `visit` gets documents in order of account and date, and returns false to stop. Errors: argument.missing (no last
/// day), reading.*, pack.*, and those of the book's own history.
[[nodiscard]] Result<CompareReport> compare_book(Book &book, const CompareRequest &request,
                                                 const std::function<bool(const DocumentDifference &)> &visit);

/// An account and what it pays more or less, with what has accrued.
struct AffectedAccount {
    std::string account;
    Amount difference;
};

/// One option of one reading that is not in force, alone, over the accounts of one currency.
struct Ambiguity {
    std::string pack, reading, question;
    std::vector<std::string> clauses;
    std::string in_force; ///< on the last day
    std::string option;
    bool computed = true;                      ///< false: nothing computes by the reading yet
    std::uint64_t accounts = 0, documents = 0; ///< that it changes
    Amount difference;                         ///< of documents
    Amount accrued;                            ///< of what has accrued and is not billed on the last day
    Amount moved;                              ///< the sum of what each account pays more or less, without signs
    std::vector<AffectedAccount> affected;     ///< those that it moves most; of equals the first by name
    CompareLimits limits;
};
struct AmbiguityReport {
    Day through;
    std::uint64_t accounts = 0;
    std::vector<Ambiguity> rows; ///< by currency, in each most money first
};
/// Prices every ambiguity: each option of each reading of each pack that is not in force. An account is billed again
/// only under readings of its own pack that its history asked for; under others it is the same. An option has a row for
/// each currency of the accounts that it changes, and one in its pack's currency if it changes none. `most`: how many
/// affected accounts to name for each. Errors: as compare_book.
[[nodiscard]] Result<AmbiguityReport> price_ambiguities(Book &book, const CompareScope &scope, std::size_t most = 1);

} // namespace proviso
