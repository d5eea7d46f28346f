// The statement of an account: what was posted to what the customer owes.
#include <algorithm>

#include "book/accounts.hpp"
#include "book/demanded.hpp"
#include "book/document_name.hpp"
#include "book/facts.hpp"
#include "book/journal_text.hpp"
#include "book/ledger.hpp"

namespace proviso {
namespace {

/// What the entry changes of the customer's balance: receivables less money on account.
Result<Amount> change_of(const JournalEntry &entry, Currency currency) {
    Amount sum(0, currency);
    for (const Posting &posting : entry.postings) {
        const bool owed = posting.ledger == chart::receivable || posting.ledger == chart::receivable_disputed ||
                          posting.ledger == chart::unapplied;
        if (owed && posting.amount.currency() == currency) { PV_TRY(sum, add(sum, posting.amount)); }
    }
    return sum;
}

/// The issued document that a "doc:" entry posts.
const StoredDocument *document_of(const JournalEntry &entry, const std::vector<StoredDocument> &documents) {
    const std::string prefix = "doc:" + entry.account + "/";
    if (entry.key.compare(0, prefix.size(), prefix) != 0) return nullptr;
    for (const StoredDocument &document : documents)
        if (entry.key.compare(prefix.size(), std::string::npos, draft_id(document)) == 0) return &document;
    return nullptr;
}

Result<AgingStrip> strip_of(Store &store, const std::vector<StoredDocument> &documents, const View &view,
                            Currency currency, Amount unapplied) {
    AgingStrip strip = empty_strip(currency);
    strip.unapplied = unapplied;
    for (const StoredDocument &document : documents) {
        if (document.day > view.as_of) continue;
        PV_TRY(const Amount open, open_amount(store, document, view));
        if (!open.is_zero()) PV_CHECK(add_open(strip, open, view.as_of - document.due));
    }
    return strip;
}

} // namespace

Result<AccountStatement> account_statement(Book &handle, const std::string &account, Day from, Day through) {
    if (through < from)
        return Error(Code::period_invalid, "the statement ends before it begins", "give an earlier first day");
    Book::Impl &book = handle.impl();
    Store &store = *book.store;
    PV_TRY(ReadScope read, ReadScope::begin(store));
    PV_TRY(const StoredAccount of, open_account(store, account));
    PV_TRY(const std::shared_ptr<const LoadedTerms> terms, book.load_terms());
    PV_TRY(const AccountRows rows, read_rows(store, of));
    AccountState state;
    PV_TRY(const AccountResult result, apply_rows(*terms, rows, through, {}, state));
    const Pack *pack = terms->terms.pack(result.pack);
    const Currency currency = pack ? pack->currency : Currency{};

    AccountStatement statement;
    statement.account = account;
    PV_TRY(statement.personal, personal_of(store, of.number));
    statement.from = from;
    statement.through = through;
    std::vector<StoredDocument> documents;
    PV_CHECK(store.documents_of(of.number, false, documents));
    PV_CHECK(put_demanded_days(book, of, {through, UINT64_MAX}, documents));
    std::vector<StoredJournal> journals;
    PV_CHECK(store.journals_of(of.number, journals));
    std::stable_sort(journals.begin(), journals.end(),
                     [](const StoredJournal &a, const StoredJournal &b) { return a.day < b.day; });
    const Amount zero(0, currency);
    statement.opening = statement.closing = zero;
    for (const StoredJournal &row : journals) {
        if (row.day > through) break;
        PV_TRY(const JournalEntry entry, journal_from_json(row.body));
        PV_TRY(const Amount change, change_of(entry, currency));
        if (change.is_zero()) continue; // money moved from one of the customer's documents to another
        PV_TRY(statement.closing, add(statement.closing, change));
        if (row.day < from) {
            statement.opening = statement.closing;
            continue;
        }
        StatementLine line;
        line.date = row.day;
        line.text = entry.text;
        if (const StoredDocument *document = document_of(entry, documents)) {
            line.document = document->name;
            line.due = document->due;
            PV_TRY(const Amount open, open_amount(store, *document, {through, UINT64_MAX}));
            if (!open.is_zero()) line.days_late = std::max(0, through - document->due);
        }
        line.debit = change.minor() > 0 ? change : zero;
        PV_TRY(line.credit, change.minor() < 0 ? negate(change) : Result<Amount>(zero));
        line.balance = statement.closing;
        statement.lines.push_back(std::move(line));
    }
    const View view{through, UINT64_MAX};
    PV_TRY(const LedgerSums sums, account_sums(store, of.number, view));
    PV_TRY(const Amount unapplied, negate(sums.of(chart::unapplied, currency)));
    PV_TRY(statement.aging, strip_of(store, documents, view, currency, unapplied));
    statement.accrued_interest = zero;
    for (const Posting &posting : result.accrued)
        if (posting.ledger == chart::interest) {
            PV_TRY(statement.accrued_interest, subtract(statement.accrued_interest, posting.amount));
        }
    return statement;
}

} // namespace proviso
