#include "core/pack/checklist.hpp"

#include <algorithm>
#include <array>

namespace proviso {
namespace {

constexpr std::array<std::string_view, 6> form_names{"number", "text", "list", "flag", "version", "hour"};
constexpr std::array<std::string_view, 10> relation_names{"at least",     "at most", "equals", "one of", "none of",
                                                          "contains all", "yes",     "no",     "within", "below"};

constexpr std::array<std::string_view, 5> state_forms{"active", "in_force", "paid", "production", "installs"};

template <class Enum, std::size_t N>
std::optional<Enum> named(const std::array<std::string_view, N> &names, std::string_view name) {
    const auto at = std::find(names.begin(), names.end(), name);
    if (at == names.end()) return std::nullopt;
    return static_cast<Enum>(at - names.begin());
}

} // namespace

std::string_view fact_form_name(FactForm form) { return form_names[static_cast<std::size_t>(form)]; }
std::optional<FactForm> fact_form_from_name(std::string_view name) { return named<FactForm>(form_names, name); }
std::string_view relation_name(Relation relation) { return relation_names[static_cast<std::size_t>(relation)]; }
std::optional<Relation> relation_from_name(std::string_view name) { return named<Relation>(relation_names, name); }

bool compares(Relation relation, FactForm form) {
    switch (relation) {
    case Relation::at_least:
    case Relation::at_most:
    case Relation::below:
        return form == FactForm::number || form == FactForm::version;
    case Relation::equals:
        return form != FactForm::list && form != FactForm::flag;
    case Relation::one_of:
        return form == FactForm::text || form == FactForm::number;
    case Relation::none_of:
        return form == FactForm::text || form == FactForm::number || form == FactForm::list;
    case Relation::contains_all:
        return form == FactForm::list;
    case Relation::yes:
    case Relation::no:
        return form == FactForm::flag;
    case Relation::within:
        return form == FactForm::hour;
    }
    return false;
}

std::optional<std::pair<std::string_view, std::string_view>> state_fact_parts(std::string_view from) {
    const std::size_t colon = from.find(':');
    if (colon == std::string_view::npos || colon + 1 == from.size()) return std::nullopt;
    const std::pair parts(from.substr(0, colon), from.substr(colon + 1));
    if (std::find(state_forms.begin(), state_forms.end(), parts.first) == state_forms.end()) return std::nullopt;
    return parts;
}

const FactSpec *Checklist::fact(std::string_view name) const {
    const auto at = std::find_if(facts.begin(), facts.end(), [&](const FactSpec &spec) { return spec.name == name; });
    return at == facts.end() ? nullptr : &*at;
}

} // namespace proviso
