#include "core/sla/uptime.hpp"

#include <algorithm>
#include <cstdlib>

#include "core/explain/working.hpp"
#include "core/sla/downtime.hpp"
#include "core/time/months.hpp"

namespace proviso {
namespace {

constexpr std::int64_t micros_per_day = minutes_per_day * micros_per_minute;
constexpr int shown_decimals = 4;
constexpr int decimals_max = 9;
constexpr std::int32_t months_of_year = 12;
constexpr std::int64_t run_max = minutes_per_day; ///< longest run or block that a parameter may ask for, minutes

/// What decides on time, looked up once.
struct Rules {
    DowntimeRule downtime;
    bool net_of_suspension = false, net_of_exclusions = false, from_activation = false;
};

/// A window, and how much of it counts.
struct Measure {
    std::int64_t down = 0, excluded = 0, suspended = 0, measured = 0; ///< microseconds
};

Instant midnight(Day day) { return Instant(std::int64_t{day.number()} * micros_per_day); }

Result<std::int64_t> minutes_in_micros(const Terms &terms, std::string_view parameter) {
    PV_TRY(const Ratio minutes, terms.number(parameter));
    if (minutes.sign() <= 0 || minutes > Ratio(run_max))
        return Error(Code::value_range, "parameter " + std::string(parameter) + " is " + minutes.text(),
                     "give it a value above 0 and at most a day", {}, terms.clause("uptime"));
    PV_TRY(const Ratio micros, multiply(minutes, Ratio(micros_per_minute)));
    return round_to_integer(micros, Rounding::ceiling);
}

/// Empty if the pack does not ask the question.
std::string_view option_of(const Terms &terms, std::string_view question) {
    const auto chosen = terms.option(question);
    return chosen ? chosen->option : std::string_view();
}

Result<Rules> rules_of(const Terms &terms, Instant clock) {
    Rules rules;
    rules.downtime.option = option_of(terms, "uptime.downtime");
    PV_TRY(rules.downtime.least, minutes_in_micros(terms, "uptime.run_minutes"));
    if (terms.find("uptime.excluded_minutes")) { // the exclusion of what was short
        PV_TRY(const std::int64_t excluded, minutes_in_micros(terms, "uptime.excluded_minutes"));
        rules.downtime.least = std::max(rules.downtime.least, excluded);
    }
    PV_TRY(rules.downtime.block, minutes_in_micros(terms, "uptime.block_minutes"));
    rules.downtime.clock = clock;
    rules.net_of_suspension = option_of(terms, "uptime.suspended") == "net_of_suspension";
    rules.net_of_exclusions = option_of(terms, "uptime.denominator") == "net_month";
    rules.from_activation = option_of(terms, "uptime.first_month") == "from_activation";
    return rules;
}

Result<Measure> measure(const UptimeFacts &facts, const Rules &rules, const TimeSpan &window) {
    const TimeSpans suspended = joined(facts.suspended);
    const TimeSpans excluded = without(joined(facts.excluded), suspended);
    TimeSpans out = suspended;
    out.insert(out.end(), excluded.begin(), excluded.end());
    const TimeSpans runs = without(joined(facts.outages), joined(std::move(out)));
    PV_TRY(const TimeSpans counted, counted_downtime(runs, rules.downtime));
    Measure measure;
    measure.suspended = micros_of(within(suspended, window));
    measure.excluded = micros_of(within(excluded, window));
    measure.down = micros_of(within(counted, window));
    measure.measured = window.micros() - (rules.net_of_suspension ? measure.suspended : 0) -
                       (rules.net_of_exclusions ? measure.excluded : 0);
    measure.measured = std::max(measure.measured, measure.down); // blocks may reach into what is taken out
    return measure;
}

Result<Ratio> percent_of(const Measure &measure) {
    if (measure.measured == 0) return Ratio(100);
    PV_TRY(const Ratio down, Ratio::of(Int128{100} * measure.down, measure.measured));
    return subtract(Ratio(100), down);
}

Result<Ratio> minutes(std::int64_t micros) { return Ratio::of(micros, micros_per_minute); }

/// As few decimals as keep it on its side of both limits.
Result<std::string> shown(const Ratio &percent, const Ratio &level, const Ratio &row) {
    for (int decimals = shown_decimals;; ++decimals) {
        PV_TRY(const Ratio rounded, round_to_decimals(percent, decimals, Rounding::half_up));
        const bool same = (rounded < level) == (percent < level) && (rounded < row) == (percent < row);
        if (same || decimals == decimals_max) return decimal_text(rounded, decimals);
    }
}

class Uptime {
  public:
    Uptime(const Terms &terms, const UptimeFacts &facts)
        : terms_(terms), facts_(facts), work_(terms, "uptime"), years_(measures_years(terms)) {}

    Result<Calculation> run() {
        PV_TRY(window_, period());
        PV_TRY(rules_, rules_of(terms_, window_.from));
        PV_TRY(const Term percent, percentage());
        PV_TRY(const Term earned, periods(percent));
        const Term share = work_.divide(work_.parameter("uptime.credit_percent"), work_.constant("per cent", 100),
                                        "share of the base");
        PV_TRY(const Term base, base_amount());
        return work_.finish_money(work_.multiply(work_.multiply(base, share, "credit for one period"), earned, "exact"),
                                  terms_.pack().currency);
    }

  private:
    /// The month or the year. Bounds that are those of the other one, under another reading, are moved by its days.
    Result<TimeSpan> period() const {
        PV_TRY(const TimeSpan plain, utc_period(facts_.month, years_));
        if (!facts_.period) return plain;
        const TimeSpan given = *facts_.period;
        if (given.until <= given.from)
            return Error(Code::value_range, "the period ends before it begins", "correct its bounds");
        PV_TRY(const TimeSpan other, utc_period(facts_.month, !years_));
        const auto away = [&](const TimeSpan &from) { return std::abs(given.micros() - from.micros()); };
        if (away(plain) <= away(other)) return given;
        const Instant from(given.from.micros() + plain.from.micros() - other.from.micros());
        return TimeSpan{from, Instant(from.micros() + plain.micros())};
    }

    void say_times() {
        work_.choose("uptime.period");
        work_.input("month", facts_.month.text().substr(0, 7), "the month asked about");
        work_.input("period from", window_.from.text(), "where the period begins");
        work_.input("period until", window_.until.text(), "where it ends");
        if (!facts_.kind.empty()) work_.input("kind", facts_.kind, "of the service");
    }

    Term given(std::string_view name, const TimeSpans &spans, std::string_view source) {
        return work_.input(name, time_spans_text(joined(spans)), source);
    }

    Term amount_of_time(std::string_view name, std::int64_t micros, std::string_view source,
                        const std::vector<Term> &args) {
        auto value = minutes(micros);
        if (!value) work_.fail(std::move(value).error());
        return work_.attest(name, value ? *value : Ratio(), source, args);
    }

    Result<Term> percentage() {
        say_times();
        std::vector<Term> bounds;
        const bool began = facts_.service_from && midnight(*facts_.service_from) > midnight(facts_.month) && !years_;
        if (began) {
            bounds.push_back(work_.input("service from", *facts_.service_from, "the service's first day"));
            work_.choose("uptime.first_month");
            if (rules_.from_activation) {
                const std::int32_t before = *facts_.service_from - facts_.month;
                window_.from = Instant(window_.from.micros() + before * micros_per_day);
                if (window_.until <= window_.from)
                    return Error(Code::value_range, "the service begins after the month", "give a day of the month");
            }
        }
        PV_TRY(const Measure found, measure(facts_, rules_, window_));
        Term measured = amount_of_time("minutes of the period", window_.micros(), "calendar", bounds);
        if (!facts_.suspended.empty()) {
            const Term spans = given("suspended", facts_.suspended, "suspensions");
            work_.choose("uptime.suspended");
            const Term time = amount_of_time("suspended minutes", found.suspended, "in the period", {spans});
            if (rules_.net_of_suspension) measured = work_.subtract(measured, time, "minutes without suspension");
        }
        if (!facts_.excluded.empty()) {
            const Term spans = given("excluded", facts_.excluded, "exclusions");
            work_.choose("uptime.denominator");
            const Term time = amount_of_time("excluded minutes", found.excluded, "in the period", {spans});
            if (rules_.net_of_exclusions) measured = work_.subtract(measured, time, "minutes without exclusions");
        }
        const Term outages = given("outages", facts_.outages, "outages");
        Term least = work_.parameter("uptime.run_minutes");
        if (const auto excluded = work_.optional_parameter("uptime.excluded_minutes"))
            least = work_.maximum(least, *excluded, "shortest run that counts");
        const Term block = work_.parameter("uptime.block_minutes");
        work_.choose("uptime.downtime");
        const Term down = amount_of_time("down minutes", found.down, "outages that count", {outages, least, block});
        PV_TRY(const Ratio down_minutes, minutes(found.down));
        PV_TRY(const Ratio measured_minutes, minutes(found.measured));
        work_.output("down_minutes", down_minutes);
        work_.output("measured_minutes", measured_minutes);
        const Term hundred = work_.constant("per cent", 100);
        if (found.measured == 0) return work_.add(hundred, down, "uptime, per cent: nothing is measured");
        if (work_.number(measured) < down_minutes) measured = work_.maximum(measured, down, "measured minutes");
        return work_.subtract(hundred, work_.multiply(hundred, work_.divide(down, measured, "share down")),
                              "uptime, per cent");
    }

    /// A beta has no service level, and neither has an app that is treated as one.
    bool has_level() {
        if (facts_.kind == "beta") return false;
        return facts_.kind != "app" || !terms_.decides("beta.scope") || work_.choose("beta.scope") != "every_app";
    }

    /// How many periods earn the credit.
    Result<Term> periods(Term percent) {
        const Ratio value = work_.number(percent);
        const Term level = work_.parameter("uptime.percent");
        const Term row = work_.parameter("uptime.credit_below_percent");
        const bool met = value >= work_.number(level), below = value < work_.number(row);
        PV_TRY(const std::string text, shown(value, work_.number(level), work_.number(row)));
        work_.output("uptime", text);
        work_.output("met", met);
        std::string why = met ? "the promise is kept" : below ? "below the row" : "no row for it";
        std::int64_t count = below ? 1 : 0;
        if (!met && work_.choose("uptime.no_row") == "only_row_is_the_credit") count = 1, why = "the promise is missed";
        if (!has_level()) count = 0, why = "a beta has no service level";
        if (count > 0 && years_) { PV_TRY(count, of_year()); }
        return work_.attest("periods that earn it", Ratio(count), why, {percent, level, row});
    }

    Result<std::int64_t> of_year() {
        const std::string_view option = work_.choose("uptime.annual_credit");
        if (option == "once") return 1;
        if (option == "every_month") return months_of_year;
        if (option != "missed_months" && !work_.failed())
            return Error(Code::reading_option_unknown, "'" + std::string(option) + "' counts no periods",
                         "choose another option");
        PV_TRY(const Ratio level, terms_.number("uptime.percent"));
        PV_TRY(const Day first, Day::of({facts_.month.civil().year, 1, 1}));
        std::int64_t missed = 0;
        for (std::int32_t i = 0; i < months_of_year; ++i) {
            PV_TRY(const Day from, add_months(first, i, MonthEnd::round_down));
            PV_TRY(const Day until, add_months(first, i + 1, MonthEnd::round_down));
            const auto at = [&](Day day) { return Instant(window_.from.micros() + (day - first) * micros_per_day); };
            PV_TRY(const Measure month, measure(facts_, rules_, {at(from), at(until)}));
            PV_TRY(const Ratio percent, percent_of(month));
            if (percent < level) ++missed;
        }
        return missed;
    }

    Result<Term> base_amount() {
        const std::string_view base = work_.choose("uptime.base");
        const bool owed = base == "fees_owed_in_period";
        if (!owed && base != "annual_fee_over_12" && !work_.failed())
            return Error(Code::reading_option_unknown, "'" + std::string(base) + "' is no base of a credit",
                         "choose another option");
        Term fees = owed ? work_.input("owed", facts_.owed, "what is owed for the period")
                         : work_.input("annual fee", facts_.annual_fee, "fees of a year");
        const Ratio other = owed ? facts_.other_owed : facts_.other_annual_fee;
        if (!other.is_zero()) {
            const Term more = work_.input(owed ? "other owed" : "other annual fee", other, "services that were up");
            if (work_.choose("uptime.scope") == "all_services")
                fees = work_.add(fees, more, "fees of all services");
            else
                fees = work_.add(fees, work_.constant("of services that were up", 0), "fees of the affected services");
        }
        if (owed) return fees;
        return work_.divide(fees, work_.parameter("uptime.credit_divisor"), "base");
    }

    const Terms &terms_;
    const UptimeFacts &facts_;
    Working work_;
    bool years_;
    TimeSpan window_;
    Rules rules_;
};

} // namespace

bool measures_years(const Terms &terms) { return option_of(terms, "uptime.period") == "annual"; }

Result<TimeSpan> utc_period(Day month, bool year) {
    const CivilDate civil = month.civil();
    PV_TRY(const Day from, Day::of({civil.year, year ? 1 : civil.month, 1}));
    PV_TRY(const Day until, add_months(from, year ? months_of_year : 1, MonthEnd::round_down));
    return TimeSpan{midnight(from), midnight(until)};
}

Result<Calculation> uptime(const Terms &terms, const UptimeFacts &facts) {
    if (facts.month.civil().day != 1)
        return Error(Code::value_range, "a month does not begin on " + facts.month.text(), "give its first day");
    return Uptime(terms, facts).run();
}

} // namespace proviso
