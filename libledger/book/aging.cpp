// Open items by age. The strips foot to the control balance of assets:receivable.
#include <algorithm>

#include "book/demanded.hpp"
#include "book/facts.hpp"
#include "book/ledger.hpp"
#include "book/reports.hpp"

namespace proviso {
namespace {

class Aging {
  public:
    Aging(Book::Impl &book, const AgingRequest &request, const std::function<bool(const AgingAccount &)> &visit)
        : book_(book), store_(*book.store), request_(request), visit_(visit) {}

    Result<std::vector<AgingTotal>> run() {
        PV_TRY(view_, view_of(store_, request_.as_of, request_.known_at));
        PV_TRY(currency_, book_currency(book_));
        if (!request_.account.empty()) {
            PV_TRY(const StoredAccount account, open_account(store_, request_.account));
            PV_CHECK(one(account));
            return std::move(totals_);
        }
        PV_TRY(const CursorPtr<StoredAccount> accounts, store_.accounts_after({}));
        StoredAccount account;
        while (go_on_) {
            PV_TRY(const bool more, accounts->next(account));
            if (!more) break;
            PV_CHECK(one(account));
        }
        return std::move(totals_);
    }

  private:
    Result<void> one(const StoredAccount &account) {
        PV_CHECK(store_.documents_of(account.number, false, documents_));
        PV_CHECK(put_demanded_days(book_, account, view_, documents_));
        PV_TRY(const LedgerSums sums, account_sums(store_, account.number, view_));
        const Currency currency = documents_.empty() ? currency_ : documents_.front().total.currency();
        AgingAccount row;
        row.account = account.name;
        row.strip = empty_strip(currency);
        PV_TRY(row.strip.unapplied, negate(sums.of(chart::unapplied, currency)));
        for (const StoredDocument &document : documents_) {
            if (document.day > view_.as_of || document.entry > view_.last_entry) continue;
            PV_TRY(const Amount open, open_amount(store_, document, view_));
            if (open.is_zero()) continue;
            const std::int32_t days = view_.as_of - (request_.by_issue ? document.day : document.due);
            PV_CHECK(add_open(row.strip, open, days));
            if (request_.detail)
                row.items.push_back(
                    {account.name, document.name, document.kind, document.day, document.due, std::max(days, 0), open});
        }
        const Amount receivable = sums.of(chart::receivable, currency);
        if (row.strip.total.is_zero() && row.strip.unapplied.is_zero() && receivable.is_zero()) return {};
        PV_CHECK(add_total(row.strip, receivable));
        PV_TRY(row.personal, personal_of(store_, account.number));
        go_on_ = visit_(row);
        return {};
    }

    Result<void> add_total(const AgingStrip &strip, Amount receivable) {
        const std::string code(receivable.currency().code());
        auto at = std::find_if(totals_.begin(), totals_.end(),
                               [&](const AgingTotal &total) { return total.currency >= code; });
        if (at == totals_.end() || at->currency != code)
            at = totals_.insert(
                at, AgingTotal{code, empty_strip(receivable.currency()), Amount(0, receivable.currency()), 0});
        ++at->accounts;
        const auto sum = [](Amount &into, Amount more) -> Result<void> {
            PV_TRY(into, add(into, more));
            return {};
        };
        PV_CHECK(sum(at->strip.not_due, strip.not_due));
        PV_CHECK(sum(at->strip.days_1_30, strip.days_1_30));
        PV_CHECK(sum(at->strip.days_31_60, strip.days_31_60));
        PV_CHECK(sum(at->strip.days_61_90, strip.days_61_90));
        PV_CHECK(sum(at->strip.days_91, strip.days_91));
        PV_CHECK(sum(at->strip.total, strip.total));
        PV_CHECK(sum(at->strip.unapplied, strip.unapplied));
        return sum(at->receivable, receivable);
    }

    Book::Impl &book_;
    Store &store_;
    const AgingRequest &request_;
    const std::function<bool(const AgingAccount &)> &visit_;
    View view_;
    Currency currency_{};
    std::vector<StoredDocument> documents_;
    std::vector<AgingTotal> totals_;
    bool go_on_ = true;
};

} // namespace

Result<std::vector<AgingTotal>> aging(Book &book, const AgingRequest &request,
                                      const std::function<bool(const AgingAccount &)> &visit) {
    PV_TRY(ReadScope read, ReadScope::begin(*book.impl().store));
    return Aging(book.impl(), request, visit).run();
}

} // namespace proviso
