// Questions of calls: may a number be called, may numbers be broadcast to.
#include <algorithm>

#include "core/decide/asked.hpp"
#include "core/engine/account_versions.hpp"
#include "core/rate/dialled.hpp"
#include "core/rate/zones.hpp"

namespace proviso::decide_family {
namespace {

/// A price for the beginning of the number is the written agreement that lifts a zone.
bool has_agreed_price(const Asked &asked, std::string_view to) {
    if (!to.empty() && to.front() == '+') to.remove_prefix(1);
    const auto versions = versions_in_force(asked.book, asked.state);
    for (std::size_t length = std::min<std::size_t>(to.size(), 15); length > 0; --length) {
        const std::string name = price_name("per-minute", to.substr(0, length));
        const Day on = asked.question.on;
        if (asked.state.prices.find(name, on) || asked.book.price(asked.terms.pack(), name, on) ||
            std::any_of(versions.begin(), versions.end(),
                        [&](const auto &version) { return version.first->prices.find(name, on) != nullptr; }))
            return true;
    }
    return false;
}

/// The area where the call ends has a rate, by the number or by the place.
Result<void> weigh_zone(const Asked &asked, Weighing &weighing) {
    const std::string clause = asked.clause("call_zone");
    const NumberPlan *plan = asked.book.plan(asked.question.on);
    const std::string_view to = asked.with("to");
    if (clause.empty() || !plan || is_internal_number(to)) return {};
    PV_TRY(const ZoneRule rule, ZoneRule::make(asked.terms, *plan));
    for (const std::string_view question : {"zone.area", "zone.by"})
        if (asked.terms.decides(question)) {
            PV_TRY(const ReadingUse used, asked.reading(question));
            weighing.used(used);
        }
    std::uint16_t place = 0;
    if (const std::string_view id = asked.with("place"); !id.empty()) {
        const Region *region = plan->region(id);
        if (!region)
            return Error(Code::argument_invalid, "\"" + std::string(id) + "\" is no region of the number plan",
                         "write it as US-CA, CA-ON, JM", "with.place", clause);
        place = static_cast<std::uint16_t>(region - plan->regions().data() + 1);
    }
    if (has_agreed_price(asked, to)) {
        weighing.met(clause, "a price is agreed for the beginning of the number");
        return {};
    }
    switch (rule.zone(dialled_number(to), place)) {
    case CallZone::covered:
        weighing.met(clause, "the area is one that the rates cover");
        break;
    case CallZone::outside:
        weighing.failed(clause,
                        "the area is outside those that the rates cover; a price for it has to be agreed first");
        break;
    case CallZone::restricted:
        weighing.failed(clause, "the area code waits for a written price");
        break;
    case CallZone::unplaced:
        weighing.failed(clause, "the reading goes by the place where the call is answered, and none is told");
        break;
    }
    return {};
}

} // namespace

Result<Decision> call_place(const Asked &asked) {
    PV_TRY(const auto emergency, asked.terms.list("emergency.numbers"));
    PV_TRY(const bool recorded, asked.flag("recorded"));
    const std::string_view to = asked.with("to");
    const std::string clause = asked.clause("emergency");
    Weighing weighing;
    weighing.require(std::find(emergency.begin(), emergency.end(), to) == emergency.end(), clause,
                     "the number is not an emergency number",
                     "emergency numbers cannot be called; another telephone line is needed");
    weighing.require(!asked.state.suspended, asked.clause("suspension"), "services are not suspended",
                     "services are suspended");
    PV_CHECK(weigh_zone(asked, weighing));
    if (recorded && asked.terms.pack().provision("calling"))
        weighing.require(asked.state.duties.may_broadcast(to), asked.clause("calling"),
                         "the number agreed to recorded messages",
                         "a recorded message needs the number's prior consent");
    return weighing.answer(clause, "the number is not an emergency number");
}

Result<Decision> broadcast_load(const Asked &asked) {
    const std::string clause = asked.clause("consent");
    Weighing weighing;
    for (const std::string &number : telephone_numbers(asked.with("numbers"))) {
        const NumberConsent *consent = asked.state.duties.consent(number);
        weighing.require(asked.state.duties.may_broadcast(number), clause,
                         consent && consent->express ? number + " agreed expressly"
                                                     : number + " agreed as part of a business relation",
                         consent ? number + " has a business relation, which does not carry consent by itself"
                                 : number + " has not agreed");
    }
    return weighing.answer(clause, "every number has agreed");
}

} // namespace proviso::decide_family
