#include "book/settle.hpp"

#include <algorithm>
#include <array>
#include <charconv>

#include "book/document_name.hpp"
#include "book/journal_text.hpp"

namespace proviso {
namespace {

constexpr std::array<std::string_view, 7> reserved{"doc:", "pay:", "alloc:", "adj:", "rev:", "rec:", "acc:"};

bool starts_with(std::string_view text, std::string_view prefix) { return text.substr(0, prefix.size()) == prefix; }

bool is_engine_key(std::string_view key) {
    return starts_with(key, "doc:") || starts_with(key, "pay:") || starts_with(key, "alloc:") ||
           starts_with(key, "adj:");
}

/// What stands in the journal under one of the engine's keys.
struct Posted {
    unsigned version = 0;  ///< newest
    bool reversed = false; ///< that one was taken back
    std::uint64_t journal = 0;
    JournalEntry entry;
};

std::string versioned(const std::string &key, unsigned version) {
    return version < 2 ? key : key + '~' + std::to_string(version);
}

/// Splits "key~2"; a key without a version is the first.
std::pair<std::string, unsigned> split_version(const std::string &key) {
    const auto at = key.rfind('~');
    unsigned version = 1;
    if (at == std::string::npos) return {key, version};
    const auto [end, error] = std::from_chars(key.data() + at + 1, key.data() + key.size(), version);
    if (error != std::errc() || end != key.data() + key.size()) return {key, 1};
    return {key.substr(0, at), version};
}

Result<std::map<std::string, Posted>> posted_entries(Store &store, std::uint64_t account) {
    std::vector<StoredJournal> rows;
    PV_CHECK(store.journals_of(account, rows));
    std::map<std::string, Posted> posted;
    for (const StoredJournal &row : rows) {
        PV_TRY(JournalEntry entry, journal_from_json(row.body));
        if (starts_with(entry.key, "rev:")) {
            const auto [key, version] = split_version(entry.key.substr(4));
            Posted &of = posted[key];
            of.reversed = of.reversed || of.version == version;
            continue;
        }
        if (!is_engine_key(entry.key)) continue;
        const auto [key, version] = split_version(entry.key);
        posted[key] = {version, false, row.number, std::move(entry)};
    }
    return posted;
}

bool same_posting(const JournalEntry &a, const JournalEntry &b) {
    return a.date == b.date && a.text == b.text &&
           std::equal(a.postings.begin(), a.postings.end(), b.postings.begin(), b.postings.end(),
                      [](const Posting &x, const Posting &y) { return x.ledger == y.ledger && x.amount == y.amount; });
}

Result<PlannedEntry> reversal(Store &store, const Posted &posted) {
    PlannedEntry planned{posted.entry, {}};
    planned.entry.key = "rev:" + posted.entry.key;
    planned.entry.text = "taken back: " + posted.entry.text;
    for (Posting &posting : planned.entry.postings) { PV_TRY(posting.amount, negate(posting.amount)); }
    PV_TRY(std::optional<StoredAllocation> allocation, store.allocation_of_journal(posted.journal));
    if (allocation) {
        allocation->minor = -allocation->minor;
        allocation->journal = 0;
        planned.allocation = *allocation;
    }
    return planned;
}

/// The account cannot be billed yet, because a tax rate, a parameter or a price is missing or readings conflict: its
/// facts are kept all the same, `run` says what is missing, and `finalize` posts its money once that is there.
bool waits_for_terms(const Error &error) {
    const std::string_view name = code_name(error.code);
    return starts_with(name, "tax.") || starts_with(name, "parameter.") || starts_with(name, "price.") ||
           starts_with(name, "rules.");
}

} // namespace

bool is_reserved_key(std::string_view key) {
    return std::any_of(reserved.begin(), reserved.end(),
                       [&](std::string_view prefix) { return starts_with(key, prefix); });
}

bool is_settlement_key(std::string_view key) { return starts_with(key, "alloc:") || starts_with(key, "rev:alloc:"); }

bool settles(std::string_view key, std::string_view account, std::string_view draft_id) {
    if (starts_with(key, "rev:")) key.remove_prefix(4);
    return starts_with(key, "alloc:" + std::string(account) + '/' + std::string(draft_id) + '/');
}

Result<IssuedDocuments> issued_documents(Store &store, std::uint64_t account) {
    std::vector<StoredDocument> rows;
    PV_CHECK(store.documents_of(account, false, rows));
    IssuedDocuments issued;
    for (const StoredDocument &row : rows) issued.emplace(draft_id(row), row.number);
    return issued;
}

Result<std::vector<PlannedEntry>> plan_settlement(Store &store, std::uint64_t account, const AccountResult &result,
                                                  const IssuedDocuments &issued, Day until) {
    PV_TRY(const auto posted, posted_entries(store, account));
    std::vector<PlannedEntry> plan, fresh;
    std::map<std::string_view, const JournalEntry *> wanted;
    std::size_t allocation = 0;
    const std::string document_prefix = "doc:" + result.account + "/";
    for (const JournalEntry &entry : result.journal) {
        PlannedEntry planned{entry, {}};
        if (starts_with(entry.key, "alloc:")) {
            // The engine lists its allocations in the order in which it journals them.
            if (allocation == result.allocations.size())
                return Error(Code::internal, "an allocation is in the journal and not in the list", "", entry.key);
            const Allocation &made = result.allocations[allocation++];
            const auto document = issued.find(made.document);
            if (document == issued.end()) continue;
            planned.allocation = StoredAllocation{document->second, made.payment, 0, made.on, made.amount.minor()};
        } else if (starts_with(entry.key, document_prefix)) {
            if (issued.find(std::string_view(entry.key).substr(document_prefix.size())) == issued.end()) continue;
        }
        if (entry.date > until) continue;
        if (starts_with(entry.key, "adj:")) planned.entry.text = "manual journal"; // the reason may name a person
        wanted.emplace(entry.key, &entry);
        const auto before = posted.find(entry.key);
        unsigned version = 1;
        if (before != posted.end()) {
            const Posted &old = before->second;
            if (!old.reversed && same_posting(old.entry, planned.entry)) continue;
            if (!old.reversed) {
                PV_TRY(PlannedEntry back, reversal(store, old));
                plan.push_back(std::move(back));
            }
            version = old.version + 1;
        }
        planned.entry.key = versioned(entry.key, version);
        fresh.push_back(std::move(planned));
    }
    for (const auto &[key, old] : posted) {
        if (old.reversed || old.entry.date > until || wanted.find(key) != wanted.end()) continue;
        PV_TRY(PlannedEntry back, reversal(store, old));
        plan.push_back(std::move(back));
    }
    plan.insert(plan.end(), std::make_move_iterator(fresh.begin()), std::make_move_iterator(fresh.end()));
    return plan;
}

Result<void> post_plan(Poster &poster, std::uint64_t account, std::vector<PlannedEntry> plan) {
    for (PlannedEntry &planned : plan) {
        PV_TRY(const std::uint64_t number, poster.post(planned.entry, account));
        if (!planned.allocation) continue;
        planned.allocation->journal = number;
        poster.allocate(*planned.allocation);
    }
    return {};
}

Result<void> check_accepted(Book::Impl &book, const StoredAccount &account, std::uint64_t event) {
    PV_TRY(const std::shared_ptr<const LoadedTerms> terms, book.load_terms());
    PV_TRY(const AccountRows rows, read_rows(*book.store, account));
    AccountState state;
    PV_TRY(const AccountResult result, apply_rows(*terms, rows, rows.last_day(day_first, terms->sealed), {}, state));
    for (const Refusal &refusal : result.refusals)
        if (refusal.event == event) return refusal.error;
    return {};
}

Result<void> settle_accounts(Book::Impl &book, Instant now, std::vector<std::string> accounts) {
    if (accounts.empty()) return {};
    std::sort(accounts.begin(), accounts.end());
    accounts.erase(std::unique(accounts.begin(), accounts.end()), accounts.end());
    Store &store = *book.store;
    PV_TRY(const std::shared_ptr<const LoadedTerms> terms, book.load_terms());
    PV_TRY(const std::optional<Day> sealed, book.day_setting(setting::sealed_through));
    Poster poster(book, now);
    for (const std::string &name : accounts) {
        PV_TRY(const std::optional<StoredAccount> account, store.account(name));
        if (!account || account->opened == 0) continue;
        PV_TRY(const AccountRows rows, read_rows(store, *account));
        AccountState state;
        Result<AccountResult> applied =
            apply_rows(*terms, rows, rows.last_day(sealed.value_or(day_first), terms->sealed), {}, state);
        if (!applied && waits_for_terms(applied.error())) continue;
        PV_TRY(const AccountResult result, std::move(applied));
        PV_TRY(const IssuedDocuments issued, issued_documents(store, account->number));
        PV_TRY(std::vector<PlannedEntry> plan, plan_settlement(store, account->number, result, issued));
        PV_CHECK(post_plan(poster, account->number, std::move(plan)));
    }
    return poster.flush();
}

} // namespace proviso
