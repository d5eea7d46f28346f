#include "book/export_journal.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "book/document_name.hpp"
#include "book/facts.hpp"

namespace proviso {
namespace {

/// What an entry is about: the document that its key names, and the clauses of that document's lines.
struct About {
    std::string document;
    std::vector<std::string> clauses;
};

class Exporter {
  public:
    Exporter(Book &book, JournalFormat format, const JournalFilter &filter, const TextSink &sink)
        : book_(book), store_(*book.impl().store), format_(format), filter_(filter), sink_(sink) {}

    Result<void> run() {
        PV_CHECK(collect());
        head();
        if (!sums_.empty()) {
            PV_CHECK(entries());
            closing();
        }
        flush();
        return {};
    }

  private:
    using Place = std::pair<std::string, std::string>; ///< exported account, currency

    /// First reading: what there is to declare, and what it comes to.
    Result<void> collect() {
        Result<void> summed;
        PV_CHECK(list_journal(book_, filter_, [&](const JournalRow &row) {
            const JournalEntry &entry = row.entry;
            first_ = sums_.empty() ? entry.date : std::min(first_, entry.date);
            last_ = sums_.empty() ? entry.date : std::max(last_, entry.date);
            for (const Posting &posting : entry.postings)
                if (summed.ok()) summed = count(posting, entry.account);
            return summed.ok();
        }));
        return summed;
    }

    Result<void> count(const Posting &posting, const std::string &account) {
        const Currency currency = posting.amount.currency();
        currencies_.emplace(currency.code(), currency);
        const auto add_to = [&](std::map<Place, Amount> &sums, std::string name) -> Result<void> {
            Amount &sum = sums.try_emplace({std::move(name), std::string(currency.code())}, 0, currency).first->second;
            PV_TRY(sum, add(sum, posting.amount));
            return {};
        };
        PV_CHECK(add_to(sums_, exported_account(format_, posting.ledger, account)));
        return add_to(totals_, exported_account(format_, posting.ledger, {}));
    }

    void head() {
        const std::string remark = format_ == JournalFormat::beancount ? ";; " : "; ";
        line(remark + "journal of a proviso book; made by `proviso export journal`");
        std::set<std::string> names;
        for (const auto &[place, sum] : sums_) names.insert(place.first);
        for (const auto &[place, sum] : totals_) names.insert(place.first);
        for (const auto &[code, currency] : currencies_) {
            const std::string nothing = Amount(0, currency).text();
            if (format_ == JournalFormat::beancount) {
                line("option \"operating_currency\" \"" + code + "\"");
                line(first_.text() + " commodity " + code);
            } else if (format_ == JournalFormat::hledger) { // which asks for a decimal mark
                line("commodity 1000" + (currency.exponent ? nothing.substr(1) : ".") + ' ' + code);
            } else {
                line("commodity " + code);
                line("    format 1000" + nothing.substr(1) + ' ' + code);
            }
        }
        if (format_ != JournalFormat::beancount)
            for (const char *tag : {"journal", "key", "document", "clauses", "entry"}) line("tag " + std::string(tag));
        for (const std::string &name : names)
            line(format_ == JournalFormat::beancount ? first_.text() + " open " + name : "account " + name);
        line("");
    }

    Result<About> about(const JournalEntry &entry) {
        std::string_view key = entry.key;
        const auto starts = [&](std::string_view prefix) {
            if (key.substr(0, prefix.size()) != prefix) return false;
            key.remove_prefix(prefix.size());
            return true;
        };
        About out;
        starts("rev:");
        const bool issue = starts("doc:" + entry.account + '/');
        const bool settles = !issue && starts("alloc:" + entry.account + '/');
        if (!issue && !settles) return out;
        key = key.substr(0, key.rfind('~'));
        if (settles) key = key.substr(0, key.rfind('/')); // the n-th settlement of the document
        const auto name = draft_name(key);
        if (!name) return out;
        PV_TRY(const std::optional<StoredAccount> account, store_.account(entry.account));
        if (!account) return out;
        PV_TRY(const auto stored, store_.document_of(account->number, name->kind, name->date, name->ordinal));
        if (!stored) return out;
        out.document = stored->name;
        if (!issue) return out;
        PV_TRY(const std::optional<StoredDocument> whole, store_.document(stored->number));
        PV_TRY(const Document document, document_from_json(whole ? whole->body : std::string()));
        std::set<std::string> clauses;
        for (const Line &of : document.lines) clauses.insert(of.clauses.begin(), of.clauses.end());
        out.clauses.assign(clauses.begin(), clauses.end());
        return out;
    }

    Result<void> entries() {
        Result<void> shown;
        PV_CHECK(list_journal(book_, filter_, [&](const JournalRow &row) {
            shown = entry(row);
            return shown.ok() && go_on_;
        }));
        return shown;
    }

    Result<void> entry(const JournalRow &row) {
        if (row.entry.postings.empty()) return {};
        PV_TRY(const About what, about(row.entry));
        title(row.entry.date, std::to_string(row.number), row.entry.text);
        tag("journal", std::to_string(row.number));
        tag("key", row.entry.key);
        tag("document", what.document);
        std::string clauses;
        for (const std::string &clause : what.clauses) clauses += (clauses.empty() ? "" : " ") + clause;
        tag("clauses", clauses);
        tag("entry", std::to_string(row.chain_entry));
        for (const Posting &posting : row.entry.postings)
            line("    " + exported_account(format_, posting.ledger, row.entry.account) + "  " + money(posting.amount));
        line("");
        return {};
    }

    void title(Day date, const std::string &number, std::string_view text) {
        const std::string shown = exported_text(format_, text);
        if (format_ == JournalFormat::beancount)
            line(date.text() + " * \"" + shown + '"');
        else
            line(date.text() + " * (" + number + ") " + shown);
    }

    void tag(std::string_view name, std::string_view value) {
        if (value.empty()) return;
        const std::string shown = exported_text(format_, value);
        if (format_ == JournalFormat::beancount)
            line("    " + std::string(name) + ": \"" + shown + '"');
        else
            line("    ; " + std::string(name) + ": " + shown);
    }

    static std::string money(Amount amount) { return amount.text() + ' ' + std::string(amount.currency().code()); }

    /// What the program has to arrive at: every sub-account, and every ledger with its sub-accounts.
    void closing() {
        if (format_ == JournalFormat::beancount) {
            if (last_ == day_last) return; // a balance is of the morning after
            for (const auto &[place, sum] : sums_)
                if (totals_.count(place) == 0) balance(place.first, sum);
            for (const auto &[place, sum] : totals_) balance(place.first, sum); // counts the sub-accounts in
            return;
        }
        title(last_, "closing", "closing balances");
        const auto zero = [](Amount sum) { return money(Amount(0, sum.currency())); };
        for (const auto &[place, sum] : sums_) line("    " + place.first + "  " + zero(sum) + " = " + money(sum));
        for (const auto &[place, sum] : totals_)
            if (format_ == JournalFormat::hledger)
                line("    " + place.first + "  " + zero(sum) + " =* " + money(sum));
            else
                line("    ; " + place.first + " with its sub-accounts is " + money(sum));
    }

    void balance(const std::string &name, Amount sum) {
        const std::string code(sum.currency().code());
        line((last_ + 1).text() + " balance " + name + "  " + sum.text() + " ~ 0 " + code); // to the cent
    }

    void line(const std::string &text) {
        (piece_ += text) += '\n';
        if (piece_.size() >= piece_bytes) flush();
    }
    void flush() {
        if (go_on_ && !piece_.empty()) go_on_ = sink_(piece_);
        piece_.clear();
    }

    static constexpr std::size_t piece_bytes = std::size_t{64} << 10;
    Book &book_;
    Store &store_;
    JournalFormat format_;
    const JournalFilter &filter_;
    const TextSink &sink_;
    Day first_, last_;
    std::map<std::string, Currency> currencies_;
    std::map<Place, Amount> sums_;   ///< of each account alone
    std::map<Place, Amount> totals_; ///< of each ledger with its sub-accounts
    std::string piece_;
    bool go_on_ = true;
};

} // namespace

Result<void> export_journal(Book &book, JournalFormat format, const JournalFilter &filter, const TextSink &sink) {
    PV_TRY(ReadScope read, ReadScope::begin(*book.impl().store));
    return Exporter(book, format, filter, sink).run();
}

} // namespace proviso
