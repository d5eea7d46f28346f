#include <algorithm>
#include <array>

#include "core/event/event.hpp"
#include "core/event/fields.hpp"

namespace proviso {
namespace {

enum class Scope : std::uint8_t { account, book, engine };

constexpr std::size_t type_count = 0
#define PV_EVENT(identifier, name, scope, phase, summary) +1
#include "core/event/types.def"
#undef PV_EVENT
    ;

std::array<TypeSpec, type_count> specs_by_enumerator() {
    return {{
#define PV_EVENT(identifier, name, scope, phase, summary)                                                              \
    {EventType::identifier,           name,  Scope::scope != Scope::account,                                           \
     Scope::scope == Scope::engine,   phase, summary,                                                                  \
     fields_of(EventType::identifier)},
#include "core/event/types.def"
#undef PV_EVENT
    }};
}

std::array<TypeSpec, type_count> specs_by_name() {
    auto specs = specs_by_enumerator();
    std::stable_sort(specs.begin(), specs.end(), [](const TypeSpec &a, const TypeSpec &b) { return a.name < b.name; });
    return specs;
}

} // namespace

std::string_view field_kind_name(FieldKind kind) {
    switch (kind) {
    case FieldKind::text:
        return "text";
    case FieldKind::amount:
        return "amount";
    case FieldKind::price:
        return "price";
    case FieldKind::ratio:
        return "ratio";
    case FieldKind::quantity:
        return "quantity";
    case FieldKind::count:
        return "count";
    case FieldKind::seconds:
        return "seconds";
    case FieldKind::day:
        return "day";
    case FieldKind::instant:
        return "instant";
    case FieldKind::flag:
        return "flag";
    case FieldKind::items:
        return "items";
    case FieldKind::lines:
        return "lines";
    case FieldKind::counts:
        return "counts";
    }
    return "";
}

const FieldSpec *TypeSpec::field(std::string_view field_name) const {
    for (const FieldSpec &spec : fields)
        if (spec.name == field_name) return &spec;
    return nullptr;
}

std::span<const TypeSpec> event_types() {
    static const auto sorted = specs_by_name();
    return sorted;
}

const TypeSpec *event_type(std::string_view name) {
    const auto types = event_types();
    const auto at = std::lower_bound(types.begin(), types.end(), name,
                                     [](const TypeSpec &spec, std::string_view wanted) { return spec.name < wanted; });
    return at != types.end() && at->name == name ? &*at : nullptr;
}

const TypeSpec &event_type(EventType type) {
    static const auto in_order = specs_by_enumerator();
    return in_order[static_cast<std::size_t>(type)];
}

} // namespace proviso
