// The licence files that were issued for an account. Plain values; part of AccountState::Impl.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/time/day.hpp"

namespace proviso {

struct IssuedLicence {
    std::string id;
    std::string sku;
    std::int64_t issue = 1;     ///< the newest
    Day on;                     ///< of the newest issue
    std::optional<Day> revoked; ///< since; every issue of it
};

struct LicencesState {
    std::vector<IssuedLicence> issued; ///< in the order of their first issues

    [[nodiscard]] const IssuedLicence *find(std::string_view id) const {
        for (const IssuedLicence &licence : issued)
            if (licence.id == id) return &licence;
        return nullptr;
    }
};

} // namespace proviso
