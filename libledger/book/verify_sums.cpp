// What follows from all rows: gapless numbers, keys used once, kept balances, allocation, recognition.
#include <algorithm>

#include "book/document_name.hpp"
#include "book/journal_text.hpp"
#include "book/ledger.hpp"
#include "book/recognition.hpp"
#include "book/settle.hpp"
#include "book/verifier.hpp"

namespace proviso {

Result<void> Verifier::numbering() {
    PV_TRY(const CursorPtr<StoredDocument> documents, store_.documents(false));
    StoredDocument before, row;
    while (!failed()) {
        PV_TRY(const bool more, documents->next(row));
        if (!more) break;
        const bool first = before.number == 0 || before.kind != row.kind;
        const std::uint64_t expected = first ? 1 : before.position + 1;
        if (row.position != expected)
            fault(row.entry, row.name + " follows a gap in its series");
        else if (!first && row.day < before.day)
            fault(row.entry, row.name + " is dated before the number ahead of it");
        before = row;
        checked();
    }
    return {};
}

Result<void> Verifier::keys() {
    PV_TRY(const std::vector<std::int64_t> repeated, store_.repeated_journal_identities());
    checked(last_journal_);
    for (const std::int64_t identity : repeated) { // almost never: two keys with one hash, or a key used twice
        PV_TRY(const std::vector<std::uint64_t> numbers, store_.journals_identified(identity));
        std::vector<std::string> seen;
        for (const std::uint64_t number : numbers) {
            PV_TRY(const std::optional<StoredJournal> row, store_.journal(number));
            if (!row) continue;
            PV_TRY(const JournalEntry entry, journal_from_json(row->body));
            if (std::find(seen.begin(), seen.end(), entry.key) != seen.end())
                fault(row->entry, "key \"" + entry.key + "\" was posted twice");
            seen.push_back(entry.key);
        }
    }
    PV_TRY(const std::string lookups, store_.check_lookups());
    if (!lookups.empty()) fault(0, lookups);
    if (failed()) return {};
    // What no check above reads: an index with pages of noise hides rows from later questions.
    PV_TRY(const std::string file, store_.check_file());
    if (!file.empty()) fault(0, "the file is damaged: " + file);
    return {};
}

Result<void> Verifier::balances() {
    PV_TRY(const CursorPtr<BalanceRow> kept, store_.balances(day_last));
    BalanceRow row;
    while (!failed()) {
        PV_TRY(const bool more, kept->next(row));
        if (!more) break;
        const auto at = balances_.find({row.ledger, row.currency, row.day});
        if (at == balances_.end() ? row.minor != 0 : at->second != row.minor)
            fault(0, "the kept balance of " + row.ledger + " on " + row.day.text() + " is not the sum of its postings");
        if (at != balances_.end()) balances_.erase(at);
        checked();
    }
    if (!failed() && !balances_.empty())
        fault(0, "no balance is kept of " + std::get<0>(balances_.begin()->first) + " on " +
                     std::get<2>(balances_.begin()->first).text());
    balances_.clear();
    return {};
}

Result<void> Verifier::allocation() {
    PV_TRY(const CursorPtr<StoredAllocation> rows, store_.allocations());
    StoredAllocation row;
    std::optional<StoredDocument> document;
    std::int64_t settled = 0;
    std::uint64_t found = 0;
    const auto judge = [&] {
        if (document && (settled < 0 || settled > document->total.minor()))
            fault(document->entry, document->name + " is settled with more than its total, or less than nothing");
    };
    while (!failed()) {
        PV_TRY(const bool more, rows->next(row));
        if (!more) break;
        if (!document || document->number != row.document) {
            judge();
            PV_TRY(document, store_.document(row.document));
            settled = 0;
            if (!document) {
                fault(0, "an allocation is of no document");
                break;
            }
        }
        settled += row.minor;
        PV_TRY(const std::optional<StoredJournal> journal, store_.journal(row.journal));
        PV_TRY(const JournalEntry entry,
               journal ? journal_from_json(journal->body) : Result<JournalEntry>(JournalEntry{}));
        LedgerSums sums;
        PV_CHECK(sums.add(entry));
        const Currency currency = document->total.currency();
        if (!journal || journal->account != document->account || journal->day != row.day ||
            !settles(entry.key, entry.account, draft_id(*document)) ||
            sums.of(chart::receivable, currency).minor() != -row.minor)
            fault(journal ? journal->entry : 0,
                  "an allocation to " + document->name + " is not what its journal entry says");
        ++found;
        checked();
    }
    if (!failed()) judge();
    if (found != settlements_)
        fault(0, "the journal settles documents " + std::to_string(settlements_) + " times, and " +
                     std::to_string(found) + " allocations are kept");
    return {};
}

Result<void> Verifier::recognition() {
    PV_TRY(const CursorPtr<DeferralRow> rows, store_.all_deferrals());
    DeferralRow row;
    while (!failed()) {
        PV_TRY(const bool more, rows->next(row));
        if (!more) break;
        // Lines of documents that were issued after the last closing have nothing recognised yet.
        PV_TRY(const Amount earned, earned_before(row, recognised_.value_or(day_first) + 1));
        if (row.recognised != earned.minor() && row.recognised != 0)
            fault(0, "what is recognised of document row " + std::to_string(row.document) + " is not what was earned");
        checked();
    }
    return {};
}

} // namespace proviso
