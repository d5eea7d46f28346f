// Calculations about the availability of services.
#include "core/engine/calculation_families.hpp"
#include "core/engine/input_reader.hpp"
#include "core/sla/uptime.hpp"

namespace proviso {
namespace {

constexpr InputSpec uptime_inputs[] = {
    {"month", true, "the calendar month: 2025-04"},
    {"outages", false,
     "when the service was down, as a list: 2025-04-02T10:02/2025-04-02T10:13; instants or clock times"},
    {"excluded", false, "time that an exclusion takes out, as a list"},
    {"suspended", false, "time of suspension, as a list"},
    {"service_from", false, "first day of the service"},
    {"kind", false, "what the service is, if that matters: app, beta"},
    {"annual_fee", false, "fees of a year for the services that were down, 0 if absent"},
    {"other_annual_fee", false, "the same for those that were up"},
    {"owed", false, "what is owed in the period for the services that were down, 0 if absent"},
    {"other_owed", false, "the same for those that were up"},
    {"period_from", false, "the instant at which the period begins, if not midnight of UTC"},
    {"period_until", false, "the instant at which it ends"},
};

Result<TimeSpans> spans_of(const InputReader &read, std::string_view name) {
    auto spans = parse_time_spans(read.text(name));
    if (!spans) spans.error().where = name;
    return spans;
}

/// 0 if absent.
Result<Ratio> sum_of(const InputReader &read, std::string_view name) {
    if (!read.has(name)) return Ratio();
    PV_TRY(const Ratio sum, read.number(name));
    if (sum.sign() < 0)
        return Error(Code::argument_invalid, std::string(name) + " is below 0", "give 0 or more", std::string(name));
    return sum;
}

Result<Day> month_of(const InputReader &read) {
    const std::string_view text = read.text("month");
    auto day = Day::parse(std::string(text) + "-01");
    if (!day)
        return Error(Code::argument_invalid, "month is '" + std::string(text.substr(0, 80)) + "'",
                     "give a month such as 2025-04", "month");
    return day;
}

Result<Calculation> run_uptime(const Terms &terms, const Inputs &inputs) {
    const InputReader read(terms, inputs);
    UptimeFacts facts;
    PV_TRY(facts.month, month_of(read));
    PV_TRY(facts.outages, spans_of(read, "outages"));
    PV_TRY(facts.excluded, spans_of(read, "excluded"));
    PV_TRY(facts.suspended, spans_of(read, "suspended"));
    if (read.has("service_from")) { PV_TRY(facts.service_from, read.day("service_from")); }
    facts.kind = read.text("kind");
    PV_TRY(facts.annual_fee, sum_of(read, "annual_fee"));
    PV_TRY(facts.other_annual_fee, sum_of(read, "other_annual_fee"));
    PV_TRY(facts.owed, sum_of(read, "owed"));
    PV_TRY(facts.other_owed, sum_of(read, "other_owed"));
    if (read.has("period_from") != read.has("period_until"))
        return Error(Code::argument_missing, "a period needs both its ends", "give period_from and period_until",
                     "period_from");
    if (read.has("period_from")) {
        TimeSpan period;
        PV_TRY(period.from, parse_clock(read.text("period_from")));
        PV_TRY(period.until, parse_clock(read.text("period_until")));
        facts.period = period;
    }
    return uptime(terms, facts);
}

constexpr CalculationSpec rows[] = {
    {"uptime", "how available a service was in a month, and what it is credited with", uptime_inputs, run_uptime},
};

} // namespace

std::span<const CalculationSpec> calculation_family::service_levels() { return rows; }

} // namespace proviso
