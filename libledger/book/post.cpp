#include "book/post.hpp"

#include <unordered_map>

#include "book/ledger.hpp"
#include "book/poster.hpp"
#include "book/settle.hpp"

namespace proviso {
namespace {

/// Rows of accounts by name: those that are committed are remembered from batch to batch.
class AccountNumbers {
  public:
    explicit AccountNumbers(Book::Impl &book) : book_(book) {}

    /// The account's row, made if it is new; 0 for book-wide entries.
    Result<std::uint64_t> number(const std::string &name) {
        if (name.empty()) return std::uint64_t{0};
        if (const auto known = book_.account_numbers.find(name); known != book_.account_numbers.end())
            return known->second;
        if (const auto fresh = fresh_.find(name); fresh != fresh_.end()) return fresh->second;
        PV_TRY(const std::optional<StoredAccount> account, book_.store->account(name));
        std::uint64_t number = account ? account->number : 0;
        if (number == 0) { PV_TRY(number, book_.store->add_account(name)); }
        fresh_.emplace(name, number);
        return number;
    }
    void committed() {
        constexpr std::size_t most = 200'000;
        if (book_.account_numbers.size() > most) book_.account_numbers.clear();
        book_.account_numbers.merge(fresh_);
    }

  private:
    Book::Impl &book_;
    std::unordered_map<std::string, std::uint64_t> fresh_;
};

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
    AccountNumbers accounts(book);
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
        PV_TRY(const std::uint64_t account, accounts.number(entries[i].account));
        if (auto posted = poster.post(entries[i], account, std::move(prepared)); !posted)
            return place(std::move(posted.error()));
    }
    PV_CHECK(poster.flush());
    report.posted = poster.posted();
    PV_TRY(const ChainHead head, store.head());
    if (head.entries > before.entries) report.chain_entry = head.entries;
    report.head = head_of(head);
    PV_CHECK(write.commit());
    accounts.committed();
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
