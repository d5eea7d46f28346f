// Availability: outages as events tell them, and what a month of them, or a year, is credited with.
//
// A month is looked at on the first day of the next one, once the day's outages are known and before its documents are
// made. A credit waits for the next invoice and stands in a credit note of that day; where the contract gives it in
// money it is made at once, to be paid out.
#include <algorithm>

#include "core/engine/availability.hpp"
#include "core/engine/fold.hpp"

namespace proviso {
namespace {

bool holds(const Terms &terms, std::string_view parameter, std::string_view word) {
    const auto list = terms.list(parameter);
    return list && std::find(list->begin(), list->end(), word) != list->end();
}

void take_out(SlaOutage &outage, OutageCounts counts, std::string clause, std::string why) {
    outage.counts = counts;
    outage.clause = std::move(clause);
    outage.why = std::move(why);
}

std::string clause_of(const Terms &terms, std::string_view parameter) {
    const ParameterValue *value = terms.find(parameter);
    return value ? value->clause : std::string();
}

} // namespace

bool Fold::promises_uptime() const { return state_.pack->provision("uptime") != nullptr; }

/// Whether the outage is downtime. Errors: parameter.unset, where users are counted and no number makes them material.
Result<void> Fold::judge_outage(const Event &event, SlaOutage &outage) const {
    const std::string cause(event.text("cause")), place(event.text("place")), function(event.text("function"));
    if (!function.empty() && terms_->find("uptime.core_services") && !holds(*terms_, "uptime.core_services", function))
        take_out(outage, OutageCounts::immaterial, clause_of(*terms_, "uptime.core_services"),
                 function + " is none of the core services");
    if (!event.flag("material", true))
        take_out(outage, OutageCounts::immaterial, clause("uptime"), "it did not reach a material number of users");
    if (event.field("users")) {
        PV_TRY(const std::int64_t least, terms_->integer("uptime.material_users"));
        const std::int64_t users = event.number("users");
        if (users < least)
            take_out(outage, OutageCounts::immaterial, clause_of(*terms_, "uptime.material_users"),
                     std::to_string(users) + " users were reached, and " + std::to_string(least) + " are material");
    }
    if (!place.empty() && holds(*terms_, "uptime.excluded_places", place))
        take_out(outage, OutageCounts::excluded, clause_of(*terms_, "uptime.excluded_places"), "it was in " + place);
    if (!cause.empty() && holds(*terms_, "uptime.exclusions", cause))
        take_out(outage, OutageCounts::excluded, clause_of(*terms_, "uptime.exclusions"),
                 "its cause is an exclusion: " + cause);
    return {};
}

Result<void> Fold::note_outage(const Event &event) {
    if (!promises_uptime()) return {};
    if (!event.at)
        return Error(Code::event_field_missing, "an outage is counted in minutes, and this one has only a day",
                     "give its instant as `at`", {}, clause("uptime"));
    const std::string id(event.text("outage"));
    SlaState &sla = state_.sla;
    if (event.type == EventType::outage_opened) {
        SlaOutage outage{id, std::string(event.text("sku")), *event.at, {}};
        PV_CHECK(judge_outage(event, outage));
        sla.outages.push_back(std::move(outage));
        const Day next = next_month(month_of(day_));
        if (!sla.due || next < *sla.due) sla.due = next;
    } else {
        for (SlaOutage &outage : sla.outages) {
            if (outage.id != id || outage.until) continue;
            if (*event.at < outage.from)
                return Error(Code::event_end_before_start, "the outage \"" + id + "\" ends before it began",
                             "correct its instants", {}, clause("uptime"));
            outage.until = *event.at;
        }
    }
    for (const DayPiece &piece : event.pieces)
        sla.midnights[piece.day] = Instant(event.at->micros() + (piece.day <= day_ ? -piece.micros : piece.micros));
    return {};
}

Result<void> Fold::availability_of_day() {
    SlaState &sla = state_.sla;
    while (sla.due && *sla.due <= day_) {
        const Day next = *sla.due;
        const bool whole_years = measures_years(*terms_);
        if (!whole_years || next.civil().month == 1) PV_CHECK(credit_availability(month_of(next - 1)));
        const bool goes_on = std::any_of(sla.outages.begin(), sla.outages.end(), [&](const SlaOutage &outage) {
            return !outage.until || month_of(day_of(*outage.until)) >= next;
        });
        sla.due = goes_on || (whole_years && next.civil().month != 1) ? std::optional(next_month(next)) : std::nullopt;
    }
    return {};
}

/// Once all of the day's charges are known.
void Fold::give_waiting_credits() {
    std::vector<Line> &waiting = state_.sla.waiting;
    if (waiting.empty() || (lines_.empty() && !ended())) return;
    std::move(waiting.begin(), waiting.end(), std::back_inserter(credits_));
    waiting.clear();
}

/// The civil day of the instant, by the midnights that are known.
Day Fold::day_of(Instant instant) const {
    const auto &midnights = state_.sla.midnights;
    constexpr std::int64_t micros_per_day = minutes_per_day * micros_per_minute;
    auto after =
        std::find_if(midnights.begin(), midnights.end(), [&](const auto &known) { return known.second > instant; });
    if (after == midnights.begin()) return instant.utc_day();
    const auto &[day, begins] = *std::prev(after);
    return day + static_cast<std::int32_t>((instant.micros() - begins.micros()) / micros_per_day);
}

Result<void> Fold::credit_availability(Day month) {
    PV_TRY(const std::vector<Availability> found, availability(state_, *terms_, month, day_));
    Period served{month, next_month(month)};
    if (measures_years(*terms_)) { PV_TRY(served.from, Day::of({month.civil().year, 1, 1})); }
    for (const Availability &one : found) {
        const Value *percent = one.work.output("uptime");
        const Value *met = one.work.output("met");
        const std::string shown = percent ? value_text(*percent) + " %" : std::string();
        const std::string when = measures_years(*terms_) ? month.text().substr(0, 4) : month.text().substr(0, 7);
        if (!one.work.amount || one.work.amount->is_zero()) {
            if (met && !std::get<bool>(*met))
                raise(Code::service_credit_none, clause("uptime"),
                      "availability in " + when + " was " + shown + ", less than promised, and earns 0.00");
            continue;
        }
        const bool in_money = option("uptime.form") == "cash";
        Line credit = line(in_money ? LineKind::refund : LineKind::credit, one.skus.size() == 1 ? one.skus.front() : "",
                           served, one.work);
        record_choice(credit, "uptime.form");
        credit.quantity = 1;
        credit.ledger = chart::credits;
        credit.text = "Credit for availability in " + when + ": " + shown;
        credit.key += "/uptime";
        for (const std::string &sku : one.skus) credit.key += "/" + sku;
        (in_money ? credits_ : state_.sla.waiting).push_back(std::move(credit));
    }
    return {};
}

} // namespace proviso
