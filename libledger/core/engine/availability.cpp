#include "core/engine/availability.hpp"

#include <algorithm>
#include <map>

#include "core/bill/trailing.hpp"
#include "core/time/months.hpp"

namespace proviso {
namespace {

constexpr std::int64_t micros_per_day = minutes_per_day * micros_per_minute;
constexpr std::int64_t months_of_year = 12;

/// Where a day begins: as an event gave it, else counted in days from the last first of a month that one gave.
Instant day_begins(const SlaState &sla, Day day) {
    const auto after = sla.midnights.upper_bound(day);
    if (after != sla.midnights.begin()) {
        const auto &[known, instant] = *std::prev(after);
        return Instant(instant.micros() + std::int64_t{day - known} * micros_per_day);
    }
    if (after != sla.midnights.end())
        return Instant(after->second.micros() - std::int64_t{after->first - day} * micros_per_day);
    return Instant(std::int64_t{day.number()} * micros_per_day);
}

class Account {
  public:
    Account(const AccountState::Impl &state, const Terms &terms, Day month, Day today)
        : state_(state), terms_(terms), month_(month), today_(today) {}

    Result<std::vector<Availability>> run() {
        PV_CHECK(find_period());
        std::vector<Availability> found;
        const bool together = all_together();
        std::map<std::vector<std::size_t>, std::vector<std::string>> groups;
        for (const std::string &sku : services()) {
            std::vector<std::size_t> down = outages_of(sku, period_);
            if (!down.empty()) groups[together ? std::vector<std::size_t>{0} : std::move(down)].push_back(sku);
        }
        for (auto &[key, skus] : groups) {
            PV_TRY(UptimeFacts facts, facts_of(skus));
            Availability one;
            one.all = skus.size() == services().size();
            one.skus = skus;
            PV_TRY(one.work, uptime(terms_, facts));
            found.push_back(std::move(one));
        }
        return found;
    }

  private:
    [[nodiscard]] bool all_together() const {
        const auto scope = terms_.option("uptime.scope");
        return scope && scope->option == "all_services";
    }

    Result<void> find_period() {
        const CivilDate civil = month_.civil();
        Period year;
        PV_TRY(year.from, Day::of({civil.year, 1, 1}));
        PV_TRY(year.until, Day::of({civil.year + 1, 1, 1}));
        days_ = measures_years(terms_) ? year : Period{month_, next_month(month_)};
        period_ = {day_begins(state_.sla, days_.from), day_begins(state_.sla, days_.until)};
        year_ = {day_begins(state_.sla, year.from), day_begins(state_.sla, year.until)};
        return {};
    }

    [[nodiscard]] bool ran(const StandingLine &line) const {
        return line.since < days_.until && (!line.ends_on || days_.from < *line.ends_on);
    }

    [[nodiscard]] std::vector<std::string> services() const {
        std::vector<std::string> skus;
        for (const StandingLine &line : state_.lines.lines)
            if (ran(line)) skus.push_back(line.sku);
        std::sort(skus.begin(), skus.end()); // total order: equal names are the same
        skus.erase(std::unique(skus.begin(), skus.end()), skus.end());
        return skus;
    }

    [[nodiscard]] TimeSpan span_of(const SlaOutage &outage) const {
        return {outage.from, outage.until.value_or(day_begins(state_.sla, today_ + 1))};
    }

    /// Those that bear on the service, whether they count or are excluded, and touch the window; none if none counts.
    [[nodiscard]] std::vector<std::size_t> outages_of(std::string_view sku, const TimeSpan &window) const {
        std::vector<std::size_t> found;
        bool counts = false;
        for (std::size_t i = 0; i < state_.sla.outages.size(); ++i) {
            const SlaOutage &outage = state_.sla.outages[i];
            if (!outage.sku.empty() && outage.sku != sku) continue;
            const TimeSpan span = span_of(outage);
            if (outage.counts == OutageCounts::immaterial || span.until <= window.from || span.from >= window.until)
                continue;
            counts = counts || outage.counts == OutageCounts::yes;
            found.push_back(i);
        }
        if (!counts) found.clear();
        return found;
    }

    Result<UptimeFacts> facts_of(const std::vector<std::string> &skus) const {
        UptimeFacts facts;
        facts.month = month_;
        facts.period = period_;
        std::vector<std::size_t> down;
        for (const std::string &sku : skus)
            for (const std::size_t at : outages_of(sku, year_)) down.push_back(at);
        std::sort(down.begin(), down.end());
        down.erase(std::unique(down.begin(), down.end()), down.end());
        for (const std::size_t at : down) {
            const SlaOutage &outage = state_.sla.outages[at];
            (outage.counts == OutageCounts::yes ? facts.outages : facts.excluded).push_back(span_of(outage));
        }
        std::vector<Period> suspended = state_.sla.suspensions;
        if (state_.suspended) suspended.push_back({state_.suspended_from, today_ + 1});
        for (const Period &days : suspended)
            if (days.from < days_.until && days_.from < days.until)
                facts.suspended.push_back({day_begins(state_.sla, days.from), day_begins(state_.sla, days.until)});
        bool whole = false; // a service that was down ran from the first day
        for (const StandingLine &line : state_.lines.lines) {
            if (!ran(line)) continue;
            const bool affected = std::find(skus.begin(), skus.end(), line.sku) != skus.end();
            if (affected && line.since > days_.from && (!facts.service_from || line.since < *facts.service_from))
                facts.service_from = line.since;
            whole = whole || (affected && line.since <= days_.from);
            PV_CHECK(add_fees(facts, line, affected));
        }
        if (whole) facts.service_from.reset();
        facts.kind = kind_of(skus.front());
        return facts;
    }

    /// A beta is one that is designated so for the whole of the period.
    [[nodiscard]] std::string kind_of(const std::string &service) const {
        const auto beta = [&](Day on) {
            const Designation *found = state_.duties.designation(service, on);
            return found && found->kind == "beta";
        };
        Day first = days_.until - 1;
        for (const StandingLine &line : state_.lines.lines)
            if (line.sku == service && ran(line)) first = std::min(first, std::max(line.since, days_.from));
        if (beta(first) && beta(days_.until - 1)) return "beta";
        const Sku *sku = state_.pack->sku(service);
        return sku ? sku->kind : std::string();
    }

    Result<void> add_fees(UptimeFacts &facts, const StandingLine &line, bool affected) const {
        const PrepaidCharge *last = nullptr;
        for (const PrepaidCharge &charge : line.charges) {
            if (charge.service.from >= days_.until) continue;
            last = &charge;
            if (charge.service.from < days_.from) continue;
            Ratio &owed = affected ? facts.owed : facts.other_owed;
            PV_TRY(owed, add(owed, charge.amount.ratio()));
        }
        if (!last || line.months == 0 || last->service.until <= days_.from) return {};
        PV_TRY(const Ratio months, months_between(last->service.from, last->service.until));
        PV_TRY(const Ratio a_year, multiply(last->amount.ratio(), Ratio(months_of_year)));
        PV_TRY(const Ratio fee, divide(a_year, months));
        Ratio &annual = affected ? facts.annual_fee : facts.other_annual_fee;
        PV_TRY(annual, add(annual, fee));
        return {};
    }

    const AccountState::Impl &state_;
    const Terms &terms_;
    Day month_, today_;
    Period days_;
    TimeSpan period_;
    TimeSpan year_; ///< what was down in it is told, so that a month can be looked at as a year
};

} // namespace

Day month_of(Day day) { return day - (day.civil().day - 1); }

Day next_month(Day month) {
    const auto next = add_months(month, 1, MonthEnd::round_down);
    return next ? *next : day_last;
}

Result<std::vector<Availability>> availability(const AccountState::Impl &state, const Terms &terms, Day month,
                                               Day today) {
    return Account(state, terms, month, today).run();
}

} // namespace proviso
