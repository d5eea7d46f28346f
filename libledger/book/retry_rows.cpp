#include "book/retry_rows.hpp"

#include <map>

#include "book/account_terms.hpp"
#include "io/cdr/call_import.hpp"

namespace proviso {
namespace {

/// Takes the calls of one file's waiting rows, which are fed one after the other.
class CallsAgain final : public CallConsumer {
  public:
    /// `rows[i]` is fed as row first + i.
    CallsAgain(const CallRetry &retry, std::span<const SuspenseRow> rows, std::uint64_t first, RetriedRows &retried)
        : retry_(retry), rows_(rows), first_(first), retried_(retried) {}

    Result<CallAccount> account(std::uint32_t index, std::string_view name) override {
        names_.resize(index + 1);
        names_[index] = name;
        PV_TRY(const AccountTerms terms, account_terms(retry_.store, name));
        CallAccount account;
        account.known = terms.number != 0;
        account.zone = retry_.prices.day_zones().of(terms.pack, terms.zone.empty() ? retry_.account_zone : terms.zone);
        account.services = retry_.prices.services(terms.number, terms.pack);
        packs_.insert_or_assign(std::string(name), terms.pack);
        return account; // what is late is judged by its row
    }
    bool wants_identities() const override { return false; }
    Result<Sighting> sight(Day /*day*/, const CallIdentity & /*identity*/) override { return Sighting::first; }
    Result<void> held(const HeldRow &row) override {
        const SuspenseRow *waiting = row_at(row.row);
        if (!waiting) return {};
        Error reason = row.reason;
        if (const auto pack = packs_.find(row.account); pack != packs_.end())
            reason.clause = retry_.prices.clause_under(pack->second, reason.clause);
        retried_.insert_or_assign(waiting->id, std::move(reason).at(waiting->reason.where));
        return {};
    }
    Result<void> calls(const RatedCalls &calls) override {
        for (std::size_t i = 0; i < calls.count; ++i) {
            const SuspenseRow *waiting = row_at(calls.row[i]);
            if (waiting && row_class(static_cast<RowStatus>(calls.status[i])) != RowClass::suspended)
                retried_.insert_or_assign(waiting->id, outcome(calls, i, *waiting));
        }
        return {};
    }

  private:
    const SuspenseRow *row_at(std::uint64_t row) const {
        return row >= first_ && row - first_ < rows_.size() ? &rows_[row - first_] : nullptr;
    }

    Result<RetriedUsage> outcome(const RatedCalls &calls, std::size_t i, const SuspenseRow &waiting) const {
        RetriedUsage outcome;
        outcome.billable = static_cast<RowStatus>(calls.status[i]) == RowStatus::billed;
        if (!outcome.billable) return outcome;
        const Rater &rater = *retry_.prices.rater();
        UsageTotal total;
        total.day = Day(calls.day[i]);
        if (retry_.on && retry_.sealed && total.day <= *retry_.sealed) total.day = *retry_.on;
        total.sku = rater.services()[calls.service[i]].sku;
        total.source = "suspense " + std::to_string(waiting.id);
        total.calls = 1;
        total.actual_millis = calls.millis[i];
        total.billed_millis = calls.billed_millis[i];
        PV_TRY(total.exact, Ratio::of(calls.numerator[i], rater.denominator()));
        if (rater.surcharge(calls.price[i]).mantissa == 0) total.price = rater.price(calls.price[i]);
        outcome.usage.account = names_[calls.account[i]];
        outcome.usage.totals.push_back(std::move(total));
        return outcome;
    }

    const CallRetry &retry_;
    std::span<const SuspenseRow> rows_;
    std::uint64_t first_;
    RetriedRows &retried_;
    std::vector<std::string> names_;
    std::map<std::string, std::string, std::less<>> packs_; ///< of accounts
};

} // namespace

Result<void> CallRetry::run(std::span<const SuspenseRow> rows, const CallProfile &profile, RetriedRows &retried) const {
    CallsAgain consumer(*this, rows, profile.header.empty() ? 1 : 2, retried);
    CallImportSpec spec;
    spec.format = profile.format;
    spec.source = rows.front().source;
    spec.mapping = profile.mapping;
    spec.skus = prices.skus();
    spec.rater = prices.rater();
    spec.plan = prices.plan();
    spec.zone = profile.zone;
    spec.zones = &zones;
    spec.where = rows.front().file;
    spec.rating_clause = prices.rating_clause();
    spec.zone_clause = prices.zone_clause();
    PV_TRY(CallImport calls, CallImport::open(std::move(spec), consumer));
    if (!profile.header.empty()) PV_CHECK(calls.feed(profile.header + "\n"));
    for (const SuspenseRow &row : rows) PV_CHECK(calls.feed(row.raw + "\n"));
    PV_CHECK(calls.finish());
    return {};
}

} // namespace proviso
