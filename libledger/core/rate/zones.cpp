#include "core/rate/zones.hpp"

#include <algorithm>

namespace proviso {
namespace {

struct KindName {
    RegionKind kind;
    std::string_view name;
};
constexpr KindName kind_names[] = {
    {RegionKind::state, "state"},       {RegionKind::district, "district"}, {RegionKind::territory, "territory"},
    {RegionKind::province, "province"}, {RegionKind::country, "country"},   {RegionKind::service, "service"},
};

} // namespace

std::string_view region_kind_name(RegionKind kind) {
    for (const KindName &entry : kind_names)
        if (entry.kind == kind) return entry.name;
    return {};
}

Result<RegionKind> region_kind_from_name(std::string_view name) {
    for (const KindName &entry : kind_names)
        if (entry.name == name) return entry.kind;
    return Error(Code::value_range, "'" + std::string(name) + "' is no kind of region",
                 "use state, district, territory, province, country or service");
}

Result<NumberPlan> NumberPlan::make(std::string id, std::string version, Period valid, std::vector<Region> regions,
                                    std::vector<AreaCode> codes) {
    NumberPlan plan;
    plan.id_ = std::move(id);
    plan.version_ = std::move(version);
    plan.valid_ = valid;
    plan.regions_ = std::move(regions);
    plan.codes_ = std::move(codes);
    plan.by_code_.assign(1000, 0);
    std::stable_sort(plan.codes_.begin(), plan.codes_.end(),
                     [](const AreaCode &a, const AreaCode &b) { return a.code < b.code; });
    for (std::size_t i = 0; i < plan.codes_.size(); ++i) {
        const AreaCode &entry = plan.codes_[i];
        const std::string text = std::to_string(entry.code);
        if (entry.code < 200 || entry.code > 999)
            return Error(Code::value_range, text + " is no area code", "area codes are 200 to 999");
        if (entry.region >= plan.regions_.size())
            return Error(Code::value_range, "area code " + text + " is in a region that is not listed");
        if (plan.by_code_[entry.code] != 0)
            return Error(Code::key_duplicate, "area code " + text + " stands twice", "keep one of them");
        plan.by_code_[entry.code] = static_cast<std::uint16_t>(i + 1);
    }
    return plan;
}

const Region *NumberPlan::region(std::uint32_t area_code) const {
    const std::size_t entry = area_code < by_code_.size() ? by_code_[area_code] : 0;
    return entry == 0 ? nullptr : &regions_[codes_[entry - 1].region];
}

const Region *NumberPlan::region(std::string_view id) const {
    const auto found = std::find_if(regions_.begin(), regions_.end(), [&](const Region &r) { return r.id == id; });
    return found == regions_.end() ? nullptr : &*found;
}

} // namespace proviso
