// The context behind pv_ctx: callbacks and shared data. Immutable once made; adding data makes a new one.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/pack/pack.hpp"
#include "core/rate/zones.hpp"
#include "core/time/business_days.hpp"
#include "io/zones.hpp"
#include "proviso.h"

namespace proviso::capi {

/// What was read from one file: the value, and the bytes, which a book keeps.
template <class Value> struct Loaded {
    Value value;
    std::string name; ///< of the file, for messages
    std::string bytes;
};

struct LoadedPack : Loaded<Pack> {
    std::string warnings; ///< JSON array of texts
};
using LoadedCalendar = Loaded<BusinessCalendar>;
using LoadedNumberPlan = Loaded<NumberPlan>;

struct Context {
    pv_ctx_params callbacks{};
    std::vector<std::shared_ptr<const LoadedPack>> packs;         ///< sorted by id
    std::vector<std::shared_ptr<const LoadedCalendar>> calendars; ///< sorted by id
    std::shared_ptr<const LoadedNumberPlan> number_plan;          ///< null: no area codes
    std::shared_ptr<const ZoneDatabase> zones;

    /// Error: pack.unknown.
    [[nodiscard]] Result<const LoadedPack *> pack(std::string_view id) const;
    /// Null if there is none.
    [[nodiscard]] const BusinessCalendar *calendar(std::string_view id) const;
    /// All of them, borrowed from the context: what a reading may choose from.
    [[nodiscard]] std::vector<const BusinessCalendar *> all_calendars() const;
    [[nodiscard]] bool cancelled() const { return callbacks.cancel && callbacks.cancel(callbacks.user) != 0; }
};

} // namespace proviso::capi
