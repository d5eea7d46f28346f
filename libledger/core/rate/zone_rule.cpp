// The pack's provision "call_zone" worked out over a number plan: one entry per area code, one per region.
#include <algorithm>
#include <charconv>

#include "core/rate/zones.hpp"

namespace proviso {
namespace {

/// A parameter that may be written as one value or as a list.
Result<std::vector<std::string>> values(const Terms &terms, std::string_view id) {
    const ParameterValue *value = terms.find(id);
    if (value == nullptr) return std::vector<std::string>{};
    if (const auto *list = std::get_if<std::vector<std::string>>(&value->data)) return *list;
    if (std::holds_alternative<bool>(value->data))
        return Error(Code::parameter_type, std::string(id) + " is a truth value", "write a list").by(value->clause);
    if (const auto *text = std::get_if<std::string>(&value->data)) return std::vector<std::string>{*text};
    return std::vector<std::string>{std::get<Ratio>(value->data).text()};
}

Result<std::uint64_t> whole_number(std::string_view id, const std::string &text) {
    std::uint64_t number = 0;
    const char *end = text.data() + text.size();
    const auto [at, failed] = std::from_chars(text.data(), end, number);
    if (failed != std::errc() || at != end)
        return Error(Code::value_range, std::string(id) + ": '" + text + "' is no number", "write digits only");
    return number;
}

} // namespace

Result<ZoneRule> ZoneRule::make(const Terms &terms, const NumberPlan &plan) {
    ZoneRule rule;
    PV_TRY(const auto emergencies, values(terms, "emergency.numbers"));
    for (const std::string &text : emergencies) {
        PV_TRY(const std::uint64_t number, whole_number("emergency.numbers", text));
        rule.emergencies_.push_back(number);
    }
    std::sort(rule.emergencies_.begin(), rule.emergencies_.end());

    if (terms.find("zone.states") == nullptr) return rule;
    PV_TRY(const auto states, values(terms, "zone.states"));
    PV_TRY(const ChosenReading area, terms.option("zone.area"));
    PV_TRY(const ChosenReading by, terms.option("zone.by"));
    rule.limited_ = true;
    rule.by_location_ = by.option == "by_location";
    rule.zones_.fill(CallZone::outside);

    const std::vector<Region> &regions = plan.regions();
    rule.regions_.assign(regions.size(), CallZone::outside);
    for (const std::string &state : states) {
        // A state is written by its two letters or by its full ISO 3166-2 code.
        const Region *region = plan.region(state);
        if (region == nullptr) region = plan.region("US-" + state);
        if (region == nullptr)
            return Error(Code::value_range, "zone.states: the number plan " + plan.id() + " has no '" + state + "'",
                         "write the two letters of a state")
                .by(terms.clause("call_zone"));
        rule.regions_[static_cast<std::size_t>(region - regions.data())] = CallZone::covered;
    }
    for (std::size_t i = 0; i < regions.size(); ++i)
        if (regions[i].kind == RegionKind::district && area.option == "lower_48_and_dc")
            rule.regions_[i] = CallZone::covered;
    for (const AreaCode &code : plan.codes()) rule.zones_[code.code] = rule.regions_[code.region];

    PV_TRY(const auto restricted, values(terms, "zone.restricted_area_codes"));
    for (const std::string &text : restricted) {
        PV_TRY(const std::uint64_t code, whole_number("zone.restricted_area_codes", text));
        if (code < 200 || code > 999)
            return Error(Code::value_range, "zone.restricted_area_codes: " + text + " is no area code");
        if (rule.zones_[code] == CallZone::covered) rule.zones_[code] = CallZone::restricted;
    }
    return rule;
}

CallZone ZoneRule::placed(std::uint16_t place) const {
    return place == 0 || place > regions_.size() ? CallZone::unplaced : regions_[place - 1U];
}

bool ZoneRule::is_emergency(DialledNumber number) const {
    return std::binary_search(emergencies_.begin(), emergencies_.end(), number);
}

} // namespace proviso
