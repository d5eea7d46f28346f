#include "book/retry_calls.hpp"

#include <algorithm>
#include <tuple>

#include "book/retry_rows.hpp"

namespace proviso {
namespace {

constexpr std::size_t longest_kept = 4'096; ///< bytes of a row; of a longer one only the beginning is there

/// Rows that only a person's word can move.
bool stays(const SuspenseRow &row, const RetryImportsRequest &request) {
    return row.raw.size() >= longest_kept ||
           (row.reason.code == Code::possible_duplicate && !request.accept_duplicates);
}

/// Reads waiting rows again, file by file.
class Again {
  public:
    Again(Book &book, const RetryImportsRequest &request) : book_(book), request_(request) {}

    Result<RetriedRows> run() {
        PV_TRY(sealed_, book_.impl().day_setting(setting::sealed_through));
        std::vector<SuspenseRow> rows;
        PV_CHECK(list_suspense(book_, request_.filter, [&](const SuspenseRow &row) {
            const bool usage = row.kind == "calls" || row.kind == "sessions";
            if (usage && row.state == SuspenseState::waiting && !stays(row, request_)) rows.push_back(row);
            return true;
        }));
        const auto origin = [](const SuspenseRow &row) { return std::tie(row.kind, row.source, row.file); };
        std::stable_sort(rows.begin(), rows.end(),
                         [&](const SuspenseRow &a, const SuspenseRow &b) { return origin(a) < origin(b); });
        for (std::size_t at = 0, end = 0; at < rows.size(); at = end) {
            while (end < rows.size() && origin(rows[end]) == origin(rows[at])) ++end;
            PV_CHECK(retry(std::span(rows).subspan(at, end - at)));
        }
        return std::move(retried_);
    }

  private:
    Result<void> retry(std::span<const SuspenseRow> rows) {
        const SuspenseRow &first = rows.front();
        std::optional<CallProfile> profile;
        PV_CHECK(call_profiles(book_, first.kind, first.source, first.file, [&](const CallProfile &found) {
            profile = found;
            return false;
        }));
        if (!profile) return {}; // its rows were purged: they stay as they are
        if (!request_.zone.empty()) profile->zone = request_.zone;
        Store &store = *book_.impl().store;
        if (first.kind == "sessions") {
            PV_TRY(SessionZones zones, SessionZones::make(book_, request_.zones, profile->zone));
            return retry_sessions(store, rows, *profile, zones, sealed_, request_.on, retried_);
        }
        if (request_.mapping) profile->mapping = *request_.mapping;
        PV_TRY(const Instant now, book_.impl().now());
        PV_TRY(const CallPrices prices, CallPrices::read(book_.impl(), now.utc_day(), profile->mapping.internal_sku));
        std::string account_zone;
        if (profile->zone.empty()) { PV_TRY(account_zone, seller_zone(store)); }
        const ZoneDatabase own_zones;
        const CallRetry calls{store,        prices,  request_.zones ? *request_.zones : own_zones,
                              account_zone, sealed_, request_.on};
        return calls.run(rows, *profile, retried_);
    }

    Book &book_;
    const RetryImportsRequest &request_;
    std::optional<Day> sealed_;
    RetriedRows retried_;
};

} // namespace

Result<RetryReport> retry_imports(Book &book, const RetryImportsRequest &request) {
    RetriedRows retried;
    {
        PV_TRY(ReadScope read, ReadScope::begin(*book.impl().store));
        PV_TRY(retried, Again(book, request).run());
    }
    RetryRequest retry;
    retry.filter = request.filter;
    retry.on = request.on;
    retry.accept_duplicates = request.accept_duplicates;
    retry.usage = [&](const SuspenseRow &row) -> Result<RetriedUsage> {
        const auto again = retried.find(row.id);
        if (again == retried.end()) return row.reason;
        return std::move(again->second);
    };
    return retry_suspense(book, retry);
}

} // namespace proviso
