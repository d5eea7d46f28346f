#include "replay/sources.hpp"

#include <algorithm>
#include <set>

#include "core/duty/business_calendar.hpp"
#include "core/pack/terms.hpp"
#include "io/calendar_reader.hpp"
#include "io/number_plan_reader.hpp"
#include "io/pack_reader.hpp"

namespace proviso {

ReplaySources::ReplaySources(SourceProvider provider, const ZoneDatabase &zones)
    : provider_(std::move(provider)), zones_(zones) {}

Result<const Pack *> ReplaySources::pack(const std::string &id) {
    if (auto known = packs_.find(id); known != packs_.end()) return known->second.get();
    const std::optional<SourceFile> file = provider_("pack", id);
    if (!file) return Error(Code::pack_unknown, "there is no rule pack '" + id + "'", "give the folder that holds it");
    PV_TRY(Pack read, read_pack(file->bytes, file->name));
    if (read.id != id)
        return Error(Code::pack_unknown, "the pack in " + file->name + " is '" + read.id + "', not '" + id + "'",
                     "correct the name");
    return packs_.emplace(id, std::make_unique<Pack>(std::move(read))).first->second.get();
}

Result<std::vector<const BusinessCalendar *>> ReplaySources::calendars(const Pack &pack) {
    std::set<std::string> ids{pack.calendar};
    if (const Reading *reading = pack.reading_that_decides("calendar.business_days"))
        for (const ReadingOption &option : reading->options)
            ids.insert(business_calendar_id(Terms(pack, {{reading->id, option.name}})));
    std::vector<const BusinessCalendar *> found;
    for (const std::string &id : ids) {
        auto known = calendars_.find(id);
        if (known == calendars_.end()) {
            std::unique_ptr<BusinessCalendar> calendar;
            if (const std::optional<SourceFile> file = provider_("calendar", id)) {
                PV_TRY(BusinessCalendar read, read_calendar(file->bytes, file->name));
                calendar = std::make_unique<BusinessCalendar>(std::move(read));
            }
            known = calendars_.emplace(id, std::move(calendar)).first;
        }
        if (known->second) found.push_back(known->second.get());
    }
    return found;
}

Result<const NumberPlan *> ReplaySources::plan() {
    if (!plan_asked_) {
        if (const std::optional<SourceFile> file = provider_("zones", {})) {
            PV_TRY(plan_, read_number_plan(file->bytes, file->name));
        }
        plan_asked_ = true;
    }
    return plan_ ? &*plan_ : nullptr;
}

Result<Zone> ReplaySources::zone(const std::string &name) {
    if (auto known = read_zones_.find(name); known != read_zones_.end()) return known->second;
    PV_TRY(Zone zone, zones_.zone(name));
    return read_zones_.emplace(name, std::move(zone)).first->second;
}

} // namespace proviso
