#include "capi/terms.hpp"

#include "core/duty/business_calendar.hpp"
#include <algorithm>

namespace proviso::capi {
namespace {

/// The day from which every parameter that has a value at all has one.
Day first_day(const Pack &pack) {
    Day first = day_first;
    for (const Parameter &parameter : pack.parameters)
        if (!parameter.values.empty()) first = std::max(first, parameter.values.front().from);
    return first;
}

/// The text as the kind of value that the parameter has had so far; a number if it reads as one.
ParameterValue value_of(const Pack &pack, std::string_view id, const std::string &text) {
    ParameterValue value;
    value.text = text;
    value.data = text;
    const Parameter *parameter = pack.parameter(id);
    const bool is_text =
        parameter && !parameter->values.empty() && std::holds_alternative<std::string>(parameter->values.front().data);
    if (const auto number = Ratio::parse(text); number && !is_text) value.data = *number;
    return value;
}

} // namespace

Result<Terms> terms_of(const Context &context, const Pack &pack, const Call &call) {
    Terms terms(pack, {}, {}, call.day("on").value_or(first_day(pack)), context.calendar(pack.calendar));
    PV_TRY(const auto readings, call.texts_of("readings"));
    for (const auto &[reading, option] : readings) PV_CHECK(terms.choose(reading, option));
    PV_TRY(const auto values, call.texts_of("set"));
    for (const auto &[id, text] : values) PV_CHECK(terms.set_parameter(id, value_of(pack, id, text)));
    return with_calendar(terms, context.all_calendars());
}

} // namespace proviso::capi
