#include "book/comparison.hpp"

#include <algorithm>
#include <map>

#include "book/bill_again.hpp"
#include "book/call_prices.hpp"
#include "book/document_name.hpp"
#include "book/other_terms.hpp"
#include "book/sweep.hpp"
#include "book/usage_again.hpp"

namespace proviso {
namespace {

/// An account in both histories.
struct Billed {
    Bill before;
    Bill after;
    std::optional<Error> failed; ///< there is no `after`
    std::vector<BillDifference> rows;
    bool rated_before = false;
};

/// Accounts whose calls are rated again at a time: their days are what is kept of them.
constexpr std::size_t accounts_at_once = 10'000;

class Comparing {
  public:
    Comparing(Book::Impl &book, const CompareRequest &request,
              const std::function<bool(const DocumentDifference &)> &visit)
        : book_(book), request_(request), visit_(visit) {}

    Result<CompareReport> run() {
        PV_TRY(const std::shared_ptr<const LoadedTerms> now, book_.load_terms());
        PV_TRY(const auto before, request_.from ? terms_with(book_, *request_.from) : Loaded(now));
        PV_TRY(const auto after, request_.pack ? terms_with(book_, *request_.pack) : Loaded(before));
        PV_CHECK(check_choices(after->terms, request_.readings));
        PV_TRY(const BillTerms base, last_bill(book_, request_.scope));
        BillTerms first = base, second = base;
        first.terms = &before->terms;
        second.terms = &after->terms;
        second.fixed = request_.readings;
        report_.through = base.through;
        PV_CHECK(list_histories(*before, *after));
        Sweep job;
        job.terms = now;
        job.stage = "compare";
        job.account = request_.scope.account;
        job.apply = [&](Swept &swept) -> Result<void> {
            auto billed = std::make_shared<Billed>();
            PV_TRY(const AccountInput input, input_of(now->sealed, swept.rows));
            const AccountInput before_input = under(input, before_histories_),
                               after_input = under(input, after_histories_);
            PV_TRY(billed->before, bill_of(before_input, first));
            if (auto after_bill = bill_of(after_input, second))
                billed->after = std::move(*after_bill);
            else
                billed->failed = std::move(after_bill.error());
            if (!billed->failed) { PV_TRY(billed->rows, differences(billed->before, billed->after)); }
            billed->rated_before = (not_again_ && (!input.usage.empty() || !input.sessions.empty())) ||
                                   ((history(before_histories_, input) || history(after_histories_, input)) &&
                                    again_.lacks_rows(input.usage));
            swept.made = std::move(billed);
            return {};
        };
        PV_CHECK(sweep_in_parts(
            book_, job, again_.empty() ? SIZE_MAX : accounts_at_once,
            [&](const std::vector<std::string> &names) { return again_.rate(names); },
            [&](Swept &swept) { return take(swept); }));
        return finish();
    }

  private:
    using Loaded = Result<std::shared_ptr<const LoadedTerms>>;
    using Histories = std::map<std::string, std::size_t, std::less<>>; ///< of imported calls, by pack
    struct Sum {
        CompareTotal total;
        std::int64_t before = 0, after = 0, accrued_before = 0, accrued_after = 0;
        std::map<std::string, std::int64_t> clauses;
    };

    /// Where another pack, or a reading of how calls are rated, is compared, imported calls are rated again.
    Result<void> list_histories(const LoadedTerms &before, const LoadedTerms &after) {
        const std::vector<std::string> questions = questions_of(after.terms, request_.readings);
        const bool rated =
            std::any_of(questions.begin(), questions.end(), [](const auto &q) { return rates_calls(q); });
        not_again_ = std::any_of(questions.begin(), questions.end(),
                                 [](const auto &q) { return settles_imports(q) && !rates_calls(q); });
        std::vector<Terms> histories;
        const auto add = [&](const LoadedTerms &loaded, const Choices &fixed, Histories &into) -> Result<void> {
            for (const Pack *pack : rating_packs(loaded, report_.through)) {
                PV_TRY(Terms terms, loaded.terms.terms(*pack, report_.through));
                for (const auto &[reading, option] : fixed)
                    if (pack->reading(reading)) PV_CHECK(terms.fix(reading, option));
                into.emplace(pack->id, histories.size());
                histories.push_back(std::move(terms));
            }
            return {};
        };
        if (request_.from) PV_CHECK(add(before, {}, before_histories_));
        if (request_.pack || request_.from || rated) PV_CHECK(add(after, request_.readings, after_histories_));
        PV_TRY(again_, UsageAgain::read(book_, std::move(histories)));
        return {};
    }

    /// That of the account's own pack; none: its usage stays. Any thread.
    static std::optional<std::size_t> history(const Histories &histories, const AccountInput &input) {
        for (const Event &event : input.events)
            if (event.type == EventType::account_opened)
                if (const auto found = histories.find(event.text("contract")); found != histories.end())
                    return found->second;
        return std::nullopt;
    }

    /// Any thread.
    [[nodiscard]] AccountInput under(const AccountInput &input, const Histories &histories) const {
        AccountInput out = input;
        if (const auto at = history(histories, input)) out.usage = again_.usage(input.account, *at, input.usage);
        return out;
    }

    Result<bool> take(Swept &swept) {
        const Billed &billed = *static_cast<const Billed *>(swept.made.get());
        if (billed.before.pack.empty()) return true; // not open yet on the last day
        if (billed.failed) {
            if (report_.limits.failed++ == 0) report_.limits.failure = billed.failed->render();
            return true;
        }
        report_.limits.rated_before += billed.rated_before ? 1 : 0;
        Sum &sum = sums_[std::string(billed.before.currency.code())];
        sum.total.currency = billed.before.currency;
        ++sum.total.accounts;
        sum.total.accounts_changed += billed.rows.empty() && billed.before.accrued == billed.after.accrued ? 0 : 1;
        sum.total.documents_before += billed.before.items.size();
        sum.total.documents_after += billed.after.items.size();
        if (__builtin_add_overflow(sum.before, billed.before.total, &sum.before) ||
            __builtin_add_overflow(sum.after, billed.after.total, &sum.after) ||
            __builtin_add_overflow(sum.accrued_before, billed.before.accrued, &sum.accrued_before) ||
            __builtin_add_overflow(sum.accrued_after, billed.after.accrued, &sum.accrued_after))
            return Error(Code::money_overflow, "the sum of all bills is larger than the largest amount");
        for (const BillDifference &row : billed.rows) {
            ++sum.total.documents_changed;
            PV_TRY(const DocumentDifference told, difference_of(swept, billed.before.currency, row));
            for (const ClauseDifference &part : told.clauses)
                if (__builtin_add_overflow(sum.clauses[part.clause], part.difference.minor(),
                                           &sum.clauses[part.clause]))
                    return Error(Code::money_overflow, "the sum of a clause is larger than the largest amount");
            if (!visit_(told)) return false;
        }
        return true;
    }

    Result<DocumentDifference> difference_of(const Swept &swept, Currency currency, const BillDifference &row) {
        const Bill::Item &item = *(row.before ? row.before : row.after);
        DocumentDifference out;
        out.account = swept.rows.account.name;
        out.document = draft_id(item.date, item.kind, item.ordinal);
        out.date = item.date;
        if (row.before) out.before = Amount(row.before->minor, currency);
        if (row.after) out.after = Amount(row.after->minor, currency);
        out.difference = Amount(row.minor, currency);
        if (row.before) {
            PV_TRY(const std::optional<StoredDocument> issued,
                   book_.store->document_of(swept.rows.account.number, item.kind, item.date, item.ordinal));
            if (issued) out.number = issued->name;
        }
        std::map<std::string, std::int64_t> parts;
        if (row.after) parts = row.after->clauses;
        if (row.before)
            for (const auto &[clause, minor] : row.before->clauses)
                if (__builtin_sub_overflow(parts[clause], minor, &parts[clause]))
                    return Error(Code::money_overflow, "a difference is larger than the largest amount");
        for (const auto &[clause, minor] : parts)
            if (minor != 0) out.clauses.push_back({clause, Amount(minor, currency)});
        return out;
    }

    Result<CompareReport> finish() {
        for (auto &[code, sum] : sums_) {
            CompareTotal &total = sum.total;
            total.before = Amount(sum.before, total.currency);
            total.after = Amount(sum.after, total.currency);
            total.accrued_before = Amount(sum.accrued_before, total.currency);
            total.accrued_after = Amount(sum.accrued_after, total.currency);
            PV_TRY(total.difference, subtract(total.after, total.before));
            for (const auto &[clause, minor] : sum.clauses)
                if (minor != 0) total.clauses.push_back({clause, Amount(minor, total.currency)});
            report_.totals.push_back(std::move(total));
        }
        return std::move(report_);
    }

    Book::Impl &book_;
    const CompareRequest &request_;
    const std::function<bool(const DocumentDifference &)> &visit_;
    UsageAgain again_;
    Histories before_histories_, after_histories_;
    bool not_again_ = false; ///< a reading settles what an import did and the rows do not tell again
    std::map<std::string, Sum> sums_;
    CompareReport report_;
};

} // namespace

Result<CompareReport> compare_book(Book &handle, const CompareRequest &request,
                                   const std::function<bool(const DocumentDifference &)> &visit) {
    Book::Impl &book = handle.impl();
    PV_TRY(ReadScope read, ReadScope::begin(*book.store));
    return Comparing(book, request, visit).run();
}

} // namespace proviso
