#include "capi/event_zones.hpp"

#include <map>
#include <memory>

#include "book/account_zone.hpp"

namespace proviso::capi {

Result<EventZones> event_zones(const Context &context, Book &book, std::string otherwise) {
    EventZones zones;
    zones.database = context.zones.get();
    zones.otherwise = std::move(otherwise);
    if (zones.otherwise.empty()) { PV_TRY(zones.otherwise, seller_zone(book)); }
    PV_TRY(DayZones days, day_zones(book));
    auto known = std::make_shared<std::map<std::string, std::string, std::less<>>>();
    zones.of = [known, &book, days = std::move(days)](std::string_view account) {
        if (account.empty()) return std::string();
        const auto found = known->find(account);
        if (found != known->end()) return found->second;
        const auto asked = account_zone(book, std::string(account), days);
        if (!asked || asked->empty()) return std::string(); // it may yet be opened
        return known->emplace(std::string(account), *asked).first->second;
    };
    return zones;
}

} // namespace proviso::capi
