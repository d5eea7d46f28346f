// Packs and calendars by name, for scenarios. The library searches no paths: whoever runs scenarios says where bytes
// come from. What was read once is kept, so that a thousand scenarios read each pack once. Not thread-safe: one per
// thread.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/pack/pack.hpp"
#include "core/rate/zones.hpp"
#include "core/time/business_days.hpp"
#include "io/zones.hpp"

namespace proviso {

struct SourceFile {
    std::string name; ///< as messages call it
    std::string bytes;
};
/// `kind` is "pack", "calendar" or "zones"; `id` is "safesoft-2013", "us-federal", or empty for the one number plan
/// that tells where numbers lie. Nothing if there is none.
using SourceProvider = std::function<std::optional<SourceFile>(std::string_view kind, std::string_view id)>;

class ReplaySources {
  public:
    /// `zones`: where zone files are; must outlive.
    ReplaySources(SourceProvider provider, const ZoneDatabase &zones);

    /// Valid as long as the sources. Errors: pack.unknown, and those of read_pack.
    [[nodiscard]] Result<const Pack *> pack(const std::string &id);
    /// The calendars that the pack may come to need: its own and those of its readings, as far as there are any.
    /// Errors: those of read_calendar.
    [[nodiscard]] Result<std::vector<const BusinessCalendar *>> calendars(const Pack &pack);
    /// Null if there is none: then no number is outside a zone. Errors: those of read_number_plan.
    [[nodiscard]] Result<const NumberPlan *> plan();
    [[nodiscard]] const ZoneDatabase &zones() const { return zones_; }
    /// Error: zone.unknown.
    [[nodiscard]] Result<Zone> zone(const std::string &name);

  private:
    SourceProvider provider_;
    const ZoneDatabase &zones_;
    std::map<std::string, std::unique_ptr<Pack>> packs_;
    std::map<std::string, std::unique_ptr<BusinessCalendar>> calendars_; ///< null: there is none
    std::map<std::string, Zone> read_zones_;
    std::optional<NumberPlan> plan_;
    bool plan_asked_ = false;
};

} // namespace proviso
