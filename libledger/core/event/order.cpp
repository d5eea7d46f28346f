#include <tuple>

#include "core/event/event.hpp"

namespace proviso {
namespace {

/// What comes later within its phase although its type stands earlier in the list.
int step_of(EventType type) {
    switch (type) {
    case EventType::seat_released:
    case EventType::did_released:
    case EventType::service_deactivated:
    case EventType::contact_designated:
        return 1;
    case EventType::account_closed:
        return 2;
    default:
        return 0;
    }
}

auto rank_of(const Event &event) {
    const TypeSpec &type = event_type(event.type);
    const std::int64_t micros = event.at ? event.at->micros() : INT64_MIN;
    return std::tuple(event.on, type.phase, step_of(event.type), event.type, micros);
}

bool content_before(const Event &a, const Event &b) {
    if (a.account != b.account) return a.account < b.account;
    for (std::size_t i = 0; i < a.fields.size() && i < b.fields.size(); ++i) {
        const Field &left = a.fields[i];
        const Field &right = b.fields[i];
        if (left.name != right.name) return left.name < right.name;
        if (left.text != right.text) return left.text < right.text;
    }
    if (a.fields.size() != b.fields.size()) return a.fields.size() < b.fields.size();
    return a.key < b.key;
}

} // namespace

bool event_before(const Event &a, const Event &b) {
    const auto left = rank_of(a);
    const auto right = rank_of(b);
    if (left != right) return left < right;
    return content_before(a, b);
}

} // namespace proviso
