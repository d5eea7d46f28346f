// In which zone an account's sessions are told, remembered while a file is read. Internal to book/.
#pragma once

#include <map>
#include <memory>
#include <string>

#include "book/account_terms.hpp"
#include "book/day_zones.hpp"
#include "io/zones.hpp"

namespace proviso {

class SessionZones {
  public:
    /// `database` may be null: the system's. `otherwise`: of accounts without one; else the seller's. Error:
    /// zone.unknown.
    [[nodiscard]] static Result<SessionZones> make(Book &book, const ZoneDatabase *database, std::string otherwise);

    struct Place {
        bool open = false;       ///< there is an open account of this name
        bool zone_known = false; ///< else days are UTC's
        Zone zone = Zone::utc();
    };
    /// Inside a read or a write. Error: zone.unknown.
    [[nodiscard]] Result<Place> of(Store &store, const std::string &account);
    [[nodiscard]] const std::string &version() const { return database_->version(); }

  private:
    std::shared_ptr<const ZoneDatabase> database_;
    std::string otherwise_;
    DayZones day_zones_;
    std::map<std::string, Place> places_; ///< of open accounts
};

} // namespace proviso
