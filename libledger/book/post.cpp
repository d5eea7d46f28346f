#include "book/post.hpp"

#include <unordered_map>

#include "book/ledger.hpp"
#include "book/poster.hpp"
#include "book/settle.hpp"

namespace proviso {
namespace {

/// The account's row, made if it is new; 0 for book-wide entries.
Result<std::uint64_t> account_row(Store &store, const std::string &name,
                                  std::unordered_map<std::string, std::uint64_t> &known) {
    if (name.empty()) return std::uint64_t{0};
    const auto found = known.find(name);
    if (found != known.end()) return found->second;
    PV_TRY(const std::optional<StoredAccount> account, store.account(name));
    std::uint64_t number = account ? account->number : 0;
    if (number == 0) { PV_TRY(number, store.add_account(name)); }
    known.emplace(name, number);
    return number;
}

Result<void> check(const JournalEntry &entry, std::optional<Day> closed) {
    if (entry.key.empty())
        return Error(Code::argument_missing, "a posting needs a key", "give each entry one of its own");
    if (is_reserved_key(entry.key))
        return Error(Code::argument_invalid, "key \"" + entry.key + "\" is of the form that the book keeps for itself",
                     "begin it with something else");
    for (const Posting &posting : entry.postings)
        if (!is_ledger(posting.ledger))
            return Error(Code::value_range, "\"" + posting.ledger + "\" is not a ledger of the chart",
                         "use one of the chart");
    if (closed && entry.date <= *closed)
        return Error(Code::period_closed,
                     "the entry is dated " + entry.date.text() + ", and time is closed through " + closed->text(),
                     "date it in an open period");
    return {};
}

} // namespace

Result<PostReport> post_entries(Book &handle, std::span<const JournalEntry> entries) {
    Book::Impl &book = handle.impl();
    Store &store = *book.store;
    PV_TRY(const Instant now, book.now());
    PV_TRY(WriteScope write, WriteScope::begin(store));
    PV_TRY(const std::optional<Day> closed, book.day_setting(setting::closed_through));
    PV_TRY(const ChainHead before, store.head());
    Poster poster(book, now);
    PostReport report;
    std::unordered_map<std::string, std::uint64_t> accounts;
    for (std::size_t i = 0; i < entries.size(); ++i) {
        const auto place = [&](Error error) { return std::move(error).at(std::to_string(i + 1)); };
        if (auto fit = check(entries[i], closed); !fit) return place(std::move(fit.error()));
        Poster::Prepared prepared = poster.prepare(entries[i]);
        PV_TRY(const Poster::Known known, poster.known(entries[i], prepared));
        if (known == Poster::Known::same) {
            ++report.replayed;
            continue;
        }
        if (known == Poster::Known::other)
            return place(Error(Code::event_key_conflict, "key \"" + entries[i].key + "\" was used for another entry",
                               "use another key for another entry"));
        PV_TRY(const std::uint64_t account, account_row(store, entries[i].account, accounts));
        if (auto posted = poster.post(entries[i], account, std::move(prepared)); !posted)
            return place(std::move(posted.error()));
    }
    PV_CHECK(poster.flush());
    report.posted = poster.posted();
    PV_TRY(const ChainHead head, store.head());
    if (head.entries > before.entries) report.chain_entry = head.entries;
    report.head = head_of(head);
    PV_CHECK(write.commit());
    return report;
}

Result<Amount> account_balance(Book &handle, const std::string &account, const std::string &ledger, Day as_of) {
    Book::Impl &book = handle.impl();
    PV_TRY(ReadScope read, ReadScope::begin(*book.store));
    PV_TRY(const Currency currency, book_currency(book));
    PV_TRY(const std::optional<StoredAccount> of, book.store->account(account));
    if (!of)
        return Error(Code::event_account_unknown, "there is no account \"" + account + "\"", "list the accounts",
                     account);
    PV_TRY(const LedgerSums sums, account_sums(*book.store, of->number, {as_of, UINT64_MAX}));
    return sums.of(ledger, currency);
}

} // namespace proviso
