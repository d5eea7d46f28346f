// The terms of a book as they were known at each sealing.
#include <algorithm>

#include "core/engine/late.hpp"

namespace proviso {

bool BookTerms::late_for_all(std::uint32_t seals) const {
    return std::any_of(events_.begin(), events_.end(),
                       [&](const Event &event) { return event.seals == seals && came_late(event, config_.seals); });
}

Result<void> BookTerms::keep_earlier(std::span<const Event> events) {
    for (std::uint32_t seals = 1; seals <= config_.seals.size(); ++seals) {
        if (!late_for_all(seals)) continue;
        late_seals_.push_back(seals);
        std::vector<Event> before;
        for (const Event &event : events)
            if (event.account.empty() && event.seals < seals) before.push_back(event);
        PV_TRY(BookTerms terms, build(config_, before));
        earlier_.emplace_back(seals, std::make_shared<const BookTerms>(std::move(terms)));
    }
    return {};
}

const BookTerms &BookTerms::known(std::uint32_t seals) const {
    for (const auto &[before, terms] : earlier_)
        if (before > seals) return *terms;
    return *this;
}

Result<BookTerms> BookTerms::make(Config config, std::span<const Event> events) {
    PV_TRY(BookTerms book, build(std::move(config), events));
    PV_CHECK(book.keep_earlier(events));
    return book;
}

} // namespace proviso
