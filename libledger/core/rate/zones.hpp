// Where a called number lies, by its digits: which area the contract's rates cover and which they do not.
//
// NumberPlan is dated data (rules/zones/nanp.toml): area codes of country code 1 with the state, province, territory or
// service that they belong to. ZoneRule is the pack's provision "call_zone" over that plan:
//   parameter "zone.states"                 the states that the rates cover; unset: every number is covered
//   question  "zone.area"                   lower_48: those states only; lower_48_and_dc: the federal district as well
//   question  "zone.by"                     by_number: the area code places a call; by_location: the row must say where
//                                           it was answered
//   parameter "zone.restricted_area_codes"  codes that need a written price first; optional
//   parameter "emergency.numbers"           numbers that a call cannot be made to; optional (provision "emergency")
// Toll-free, premium and personal numbers and the Caribbean share country code 1 and are covered by none of this.
// A price for a prefix (a rate deck row) is the written agreement that lifts a zone; that is the rater's affair.
//
// Both are immutable after building; safe to share between threads.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "core/pack/terms.hpp"
#include "core/rate/number.hpp"

namespace proviso {

enum class RegionKind : std::uint8_t { state, district, territory, province, country, service };
/// "state", "district", "territory", "province", "country", "service".
[[nodiscard]] std::string_view region_kind_name(RegionKind kind);
/// Error: value.range.
[[nodiscard]] Result<RegionKind> region_kind_from_name(std::string_view name);

struct Region {
    std::string id; ///< ISO 3166: "US-CA", "CA-ON", "JM"; services have names of their own: "toll-free"
    std::string name;
    RegionKind kind = RegionKind::state;
};

struct AreaCode {
    std::uint16_t code = 0;   ///< 200 to 999
    std::uint16_t region = 0; ///< index into the plan's regions
    Day from = day_first;     ///< in service from this day, if it is known
};

class NumberPlan {
  public:
    /// Errors: value.range (a code outside 200..999, a region that is not there), key.duplicate.
    [[nodiscard]] static Result<NumberPlan> make(std::string id, std::string version, Period valid,
                                                 std::vector<Region> regions, std::vector<AreaCode> codes);

    [[nodiscard]] const std::string &id() const { return id_; }
    [[nodiscard]] const std::string &version() const { return version_; }
    [[nodiscard]] Period valid() const { return valid_; } ///< days that the list covers
    [[nodiscard]] const std::vector<Region> &regions() const { return regions_; }
    [[nodiscard]] const std::vector<AreaCode> &codes() const { return codes_; } ///< sorted by code
    /// The region of an area code; null if the plan has no such code.
    [[nodiscard]] const Region *region(std::uint32_t area_code) const;
    /// The region of this id; null if none.
    [[nodiscard]] const Region *region(std::string_view id) const;

  private:
    std::string id_;
    std::string version_;
    Period valid_{day_first, day_last};
    std::vector<Region> regions_;
    std::vector<AreaCode> codes_;
    std::vector<std::uint16_t> by_code_; ///< 1000 entries: 1-based index into codes_, 0 = none
};

/// The area code of a number of country code 1; 0 for any other number.
[[nodiscard]] constexpr std::uint32_t area_code_of(DialledNumber number) {
    if (number < 12'000'000'000 || number > 19'999'999'999) return 0;
    return static_cast<std::uint32_t>((number - 10'000'000'000) / 10'000'000);
}

enum class CallZone : std::uint8_t {
    covered,    ///< the contract's rates apply
    outside,    ///< no rate without a price for the prefix
    restricted, ///< covered, but the area code waits for a written price
    unplaced,   ///< the reading goes by place and the row does not give one
};

class ZoneRule {
  public:
    ZoneRule() = default; ///< covers every number
    /// Errors: parameter.type, reading.*, value.range (a state that the plan does not know).
    [[nodiscard]] static Result<ZoneRule> make(const Terms &terms, const NumberPlan &plan);

    /// `place`: 1 + index of the region where the call was answered, 0 if unknown; only read under by_location.
    [[nodiscard]] CallZone zone(DialledNumber number, std::uint16_t place = 0) const {
        if (!limited_) return CallZone::covered;
        return by_location_ ? placed(place) : zones_[area_code_of(number)];
    }
    [[nodiscard]] bool is_emergency(DialledNumber number) const;
    [[nodiscard]] bool by_location() const { return by_location_; }

  private:
    [[nodiscard]] CallZone placed(std::uint16_t place) const;

    bool limited_ = false;
    bool by_location_ = false;
    std::array<CallZone, 1000> zones_{};
    std::vector<CallZone> regions_;          ///< by region
    std::vector<DialledNumber> emergencies_; ///< sorted
};

} // namespace proviso
