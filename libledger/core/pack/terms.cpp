#include "core/pack/terms.hpp"

#include <algorithm>
#include <limits>

namespace proviso {
namespace {

/// `until` is exclusive, but the calendar's last day as `until` means "for ever".
bool in_force(const ParameterValue &value, Day on) {
    return value.from <= on && (on < value.until || value.until == day_last);
}

Error not_a(const std::string &id, const std::string &wanted, const ParameterValue &value) {
    return Error(Code::parameter_type, "parameter " + id + " is '" + value.text + "', not " + wanted, {}, {},
                 value.clause);
}

} // namespace

Terms::Terms(const Pack &pack, Choices choices, Overrides overrides, Day on, const BusinessCalendar *calendar)
    : pack_(&pack), choices_(std::move(choices)), overrides_(std::move(overrides)), on_(on), calendar_(calendar) {}

Result<void> Terms::choose(std::string_view id, std::string_view option) {
    const Reading *reading = pack_->reading(id);
    if (!reading)
        return Error(Code::reading_unknown, "pack " + pack_->id + " has no reading " + std::string(id),
                     "take one from `proviso pack show " + pack_->id + "`");
    if (!has_option(*reading, option)) return unknown_option(*reading, option);
    if (reading->recorded_only && option != reading->default_option)
        return Error(Code::reading_not_computed,
                     "nothing computes by reading " + reading->id + " yet, so '" + std::string(option) +
                         "' would change nothing",
                     "leave it at " + reading->default_option, {},
                     reading->clauses.empty() ? std::string{} : reading->clauses.front());
    if (!fixed_.contains(id)) choices_.insert_or_assign(std::string(id), std::string(option));
    return {};
}

Result<void> Terms::fix(std::string_view id, std::string_view option) {
    PV_CHECK(choose(id, option));
    fixed_.emplace(id);
    return {};
}

Result<void> Terms::set_parameter(std::string_view id, ParameterValue value) {
    const Parameter *parameter = pack_->parameter(id);
    if (!parameter) return Error(Code::parameter_unknown, "pack " + pack_->id + " has no parameter " + std::string(id));
    if (parameter->recorded_only || parameter->answered_elsewhere())
        return Error(Code::parameter_not_computed,
                     "nothing computes by parameter " + parameter->id + ", so a value would change nothing",
                     !parameter->answered_by_reading.empty() ? "choose reading " + parameter->answered_by_reading
                     : !parameter->answered_by_event.empty() ? "record it with " + parameter->answered_by_event
                                                             : "leave it out",
                     {}, parameter->clause);
    overrides_.insert_or_assign(std::string(id), std::move(value));
    return {};
}

Result<ChosenReading> Terms::option(std::string_view question) const {
    const Reading *reading = pack_->reading_that_decides(question);
    if (!reading)
        return Error(Code::reading_unknown,
                     "pack " + pack_->id + " has no reading that decides " + std::string(question));
    if (asked_) asked_->insert(reading->id);
    auto chosen = choices_.find(reading->id);
    if (chosen == choices_.end()) return ChosenReading{reading, reading->default_option};
    if (!has_option(*reading, chosen->second)) return unknown_option(*reading, chosen->second);
    return ChosenReading{reading, chosen->second};
}

bool Terms::decides(std::string_view question) const { return pack_->reading_that_decides(question) != nullptr; }

const SuppliedValue *Terms::supplied(const Parameter &parameter) const {
    for (const SuppliedValue &candidate : parameter.supplied) {
        const Reading *reading = pack_->reading(candidate.reading);
        if (!reading) continue;
        if (asked_) asked_->insert(reading->id);
        const auto chosen = choices_.find(reading->id);
        if ((chosen == choices_.end() ? reading->default_option : chosen->second) == candidate.option)
            return &candidate;
    }
    return nullptr;
}

const Reading *Terms::supplier(std::string_view id) const {
    const auto replaced = overrides_.find(id);
    if (replaced != overrides_.end() && in_force(replaced->second, on_)) return nullptr;
    const Parameter *parameter = pack_->parameter(id);
    const SuppliedValue *found = parameter ? supplied(*parameter) : nullptr;
    return found ? pack_->reading(found->reading) : nullptr;
}

const ParameterValue *Terms::find(std::string_view id) const {
    auto replaced = overrides_.find(id);
    if (replaced != overrides_.end() && in_force(replaced->second, on_)) return &replaced->second;
    const Parameter *parameter = pack_->parameter(id);
    if (!parameter) return nullptr;
    if (const SuppliedValue *found = supplied(*parameter)) return &found->value;
    for (const ParameterValue &value : parameter->values)
        if (in_force(value, on_)) return &value;
    return nullptr;
}

Result<const ParameterValue *> Terms::require(std::string_view id) const {
    if (const ParameterValue *value = find(id)) return value;
    const Parameter *parameter = pack_->parameter(id);
    if (!parameter) return Error(Code::parameter_unknown, "pack " + pack_->id + " has no parameter " + std::string(id));
    std::string todo = parameter->kind == ParameterKind::by_reading
                           ? "choose a reading that supplies it"
                           : "give it a value with an order, a price or parameter.set";
    return Error(Code::parameter_unset, "parameter " + parameter->id + " has no value on " + on_.text(),
                 std::move(todo), {}, parameter->clause);
}

Result<Ratio> Terms::number(std::string_view id) const {
    PV_TRY(const ParameterValue *value, require(id));
    if (const auto *number = std::get_if<Ratio>(&value->data)) return *number;
    return not_a(std::string(id), "a number", *value);
}

Result<std::int64_t> Terms::integer(std::string_view id) const {
    PV_TRY(const ParameterValue *value, require(id));
    const auto *number = std::get_if<Ratio>(&value->data);
    if (!number || !number->is_integer() || number->numerator() > std::numeric_limits<std::int64_t>::max() ||
        number->numerator() < std::numeric_limits<std::int64_t>::min())
        return not_a(std::string(id), "a whole number", *value);
    return static_cast<std::int64_t>(number->numerator());
}

Result<std::string> Terms::text(std::string_view id) const {
    PV_TRY(const ParameterValue *value, require(id));
    if (const auto *text = std::get_if<std::string>(&value->data)) return *text;
    return not_a(std::string(id), "a text", *value);
}

Result<std::vector<std::string>> Terms::list(std::string_view id) const {
    PV_TRY(const ParameterValue *value, require(id));
    if (const auto *list = std::get_if<std::vector<std::string>>(&value->data)) return *list;
    return not_a(std::string(id), "a list", *value);
}

std::vector<std::string> Terms::clauses(std::string_view id) const {
    const Provision *provision = pack_->provision(id);
    return provision ? provision->clauses : std::vector<std::string>{};
}

std::string Terms::clause(std::string_view id) const {
    const Provision *provision = pack_->provision(id);
    return provision && !provision->clauses.empty() ? provision->clauses.front() : std::string{};
}

Result<const BusinessCalendar *> Terms::calendar() const {
    if (const Reading *reading = asked_ ? pack_->reading_that_decides("calendar.business_days") : nullptr)
        asked_->insert(reading->id); // it chose the calendar when the terms were made
    if (calendar_) return calendar_;
    return Error(Code::calendar_unknown, "business days are needed and no calendar is given",
                 "load the calendar '" + pack_->calendar + "' that the pack names");
}

bool has_option(const Reading &reading, std::string_view option) {
    return std::any_of(reading.options.begin(), reading.options.end(),
                       [&](const ReadingOption &candidate) { return candidate.name == option; });
}

Error unknown_option(const Reading &reading, std::string_view option) {
    std::string known;
    for (const ReadingOption &candidate : reading.options) known += (known.empty() ? "" : ", ") + candidate.name;
    return Error(Code::reading_option_unknown, "reading " + reading.id + " has no option '" + std::string(option) + "'",
                 "choose one of " + known, {}, reading.clauses.empty() ? std::string{} : reading.clauses.front());
}

} // namespace proviso
