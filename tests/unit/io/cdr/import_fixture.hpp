// A call import in one line: what tests of files of call records share.
#pragma once

#include <doctest/doctest.h>

#include "io/cdr/call_import.hpp"
#include "io/cdr/call_totals.hpp"
#include "unit/core/rate/call_pack.hpp"

namespace proviso::test {

/// Areas 415 (California), 212 (New York) and 907 (Alaska); the pack's rates hold in the first two.
inline std::shared_ptr<const NumberPlan> small_plan() {
    return std::make_shared<const NumberPlan>(
        NumberPlan::make(
            "small", "1", {day_first, day_last},
            {{"US-CA", "", RegionKind::state}, {"US-NY", "", RegionKind::state}, {"US-AK", "", RegionKind::state}},
            {{415, 0}, {212, 1}, {907, 2}})
            .value());
}

/// "per-minute" at 0.02 by number, "on-net" at 0.001 whatever the number.
inline std::shared_ptr<const Rater> two_services(const Terms &terms) {
    CallService minutes;
    minutes.sku = "per-minute";
    minutes.per_minute = usd("0.02");
    CallService inside;
    inside.sku = "on-net";
    inside.per_minute = usd("0.001");
    inside.by_number = false;
    return std::make_shared<const Rater>(
        Rater::make(terms, {minutes, inside}, ZoneRule::make(terms, *small_plan()).value()).value());
}

inline CallImportSpec spec_for(std::string format, std::shared_ptr<const Rater> rater) {
    CallImportSpec spec;
    spec.format = std::move(format);
    spec.source = "switch";
    spec.where = "calls.csv";
    spec.skus.clear();
    for (const CallService &service : rater->services()) spec.skus.push_back(service.sku);
    spec.rater = std::move(rater);
    spec.plan = small_plan();
    spec.rating_clause = "C-1";
    spec.zone_clause = "C-3";
    return spec;
}

/// What an import of `text`, fed in blocks that end at the cuts, gives.
struct Imported {
    Result<CallReport> report;
    std::vector<AccountCalls> accounts;
    std::vector<HeldRow> held;

    [[nodiscard]] std::uint64_t rows(RowClass row_class) const {
        return report->classes[static_cast<std::size_t>(row_class)];
    }
    [[nodiscard]] std::uint64_t rows(RowStatus status) const {
        return report->statuses[static_cast<std::size_t>(status)];
    }
    /// All of it as text, to compare two imports.
    [[nodiscard]] std::string text() const {
        std::string out = account_calls_csv(accounts) + report->exact.text() + "\n";
        for (const std::uint64_t count : report->statuses) out += std::to_string(count) + " ";
        for (const HeldRow &row : held)
            out += std::to_string(row.row) + "@" + std::to_string(row.line) + " " + row.account + " <" + row.raw +
                   "> " + row.reason.render() + "\n";
        return out;
    }
};

inline Imported import_calls(CallImportSpec spec, std::string_view text, const std::vector<std::size_t> &cuts = {}) {
    const std::shared_ptr<const Rater> rater = spec.rater;
    CallTotals totals(*rater);
    Result<CallImport> import = CallImport::open(std::move(spec), totals);
    if (!import) return {std::move(import).error(), {}, {}};
    std::size_t from = 0;
    std::vector<std::size_t> ends = cuts;
    ends.push_back(text.size());
    for (const std::size_t end : ends) {
        const std::string block(text.substr(from, end - from)); // gone after feed()
        if (Result<void> fed = import->feed(block); !fed) return {std::move(fed.error()), {}, {}};
        from = end;
    }
    Result<CallReport> report = import->finish();
    if (!report) return {std::move(report), {}, {}};
    std::uint64_t sum = 0;
    for (const std::uint64_t count : report->classes) sum += count;
    CHECK(sum == report->rows); // each row is in one class
    return {std::move(report), totals.accounts(Rounding::half_up).value(), totals.held_rows()};
}

} // namespace proviso::test
