// The fields that each event type knows; see fields.cpp. Constant data, thread-safe.
#pragma once

#include <span>

#include "core/event/event.hpp"

namespace proviso {

[[nodiscard]] std::span<const FieldSpec> fields_of(EventType type);

} // namespace proviso
