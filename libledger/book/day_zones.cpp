#include "book/day_zones.hpp"

#include "book/internal.hpp"

namespace proviso {

Result<DayZones> DayZones::read(Book::Impl &book, Day on) {
    DayZones zones;
    PV_TRY(const std::shared_ptr<const LoadedTerms> loaded, book.load_terms());
    for (const Pack *first : loaded->terms.config().packs) {
        const Pack &pack = *loaded->terms.pack(first->id, on);
        PV_TRY(const Terms terms, loaded->terms.terms(pack, on));
        if (!terms.decides("day.zone")) continue;
        PV_TRY(const ChosenReading whose, terms.option("day.zone"));
        if (whose.option == "utc") zones.instead_[pack.id] = "UTC";
        if (whose.option == "vendor_zone" && !pack.zone.empty()) zones.instead_[pack.id] = pack.zone;
    }
    return zones;
}

} // namespace proviso
