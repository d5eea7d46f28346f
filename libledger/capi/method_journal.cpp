// journal.post, journal.balance: entries of programs that keep their own documents.
#include "book/post.hpp"
#include "capi/book_json.hpp"
#include "capi/method.hpp"

namespace proviso::capi {
namespace {

constexpr Arg posting_args[] = {
    {"ledger", ArgKind::text, true, "a ledger of the chart, such as \"assets:receivable\""},
    {"amount", ArgKind::text, true, "debit positive, such as \"-66.33\""},
};
constexpr Arg entry_args[] = {
    {"key", ArgKind::text, true, "stable and unique in the book"},
    {"date", ArgKind::day, true, "the day"},
    {"account", ArgKind::text, false, "the agreement; default: none, for entries of the whole book"},
    {"text", ArgKind::text, false, "what it is"},
    {"currency", ArgKind::text, false, "of the amounts; default USD"},
    {"postings", ArgKind::list, true, "objects with ledger and amount, which add up to zero"},
};

Result<JournalEntry> read_entry(const Call &call, const Json &given) {
    PV_CHECK(check_arguments(entry_args, given));
    const Call entry(call.context(), nullptr, given);
    JournalEntry out{*entry.day("date"), entry.text("account"), entry.text("key"), entry.text("text"), {}};
    Currency currency;
    if (entry.has("currency")) { PV_TRY(currency, currency_from_code(entry.text("currency"))); }
    for (const Json &posting : entry.value("postings")) {
        PV_CHECK(check_arguments(posting_args, posting));
        PV_TRY(const Amount amount, parse_amount(posting["amount"].get<std::string>(), currency));
        out.postings.push_back({posting["ledger"].get<std::string>(), amount});
    }
    return out;
}

Result<Answer> post(const Call &call) {
    std::vector<JournalEntry> entries;
    for (const Json &given : call.value("entries")) {
        auto entry = read_entry(call, given);
        if (!entry) return std::move(entry.error()).at("entries." + std::to_string(entries.size()));
        entries.push_back(std::move(entry).value());
    }
    PV_TRY(const PostReport report, post_entries(call.book(), entries));
    Json out = schema("journal-post");
    out["posted"] = report.posted;
    out["replayed"] = report.replayed;
    out["entry"] = report.chain_entry;
    out["head"] = to_json(report.head);
    return Answer{std::move(out), {}};
}

Result<Answer> balance(const Call &call) {
    PV_TRY(const Amount amount,
           account_balance(call.book(), call.text("account"), call.text("ledger"), *call.day("as_of")));
    Json out = schema("journal-balance");
    out["account"] = call.text("account");
    out["ledger"] = call.text("ledger");
    out["as_of"] = to_json(*call.day("as_of"));
    out["currency"] = amount.currency().code();
    out["amount"] = amount.text();
    return Answer{std::move(out), {}};
}

constexpr Arg post_args[] = {
    {"entries", ArgKind::list, true, "objects with key, date, postings, and optionally account, text, currency"},
};
constexpr Arg balance_args[] = {
    {"account", ArgKind::text, true, "the account"},
    {"ledger", ArgKind::text, true, "a ledger, by its full name or its last word"},
    {"as_of", ArgKind::day, true, "the day, the whole of it"},
};
constexpr Method table[] = {
    {"journal.balance", "the sum of one account's postings to a ledger, debit positive", true, balance_args, balance},
    {"journal.post", "post balanced entries in one durable batch, all or none", true, post_args, post},
};

} // namespace

std::span<const Method> journal_methods() { return table; }

} // namespace proviso::capi
