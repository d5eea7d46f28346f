// A version of the terms as it was posted, with what comes with it: prices and parameters that begin, for each account,
// on the day on which the version governs it.
#pragma once

#include <algorithm>
#include <string>
#include <vector>

#include "core/engine/price_list.hpp"
#include "core/event/event.hpp"

namespace proviso {

struct TermsVersion {
    std::string name;      ///< as posted: "2014-01-01"
    std::string pack;      ///< whose text; empty: every agreement's
    std::string successor; ///< the pack that holds the new text; empty: the same pack
    Day posted;
    Day effective; ///< the day of the posting where none is given
    std::uint64_t event = 0;
    PriceList prices;              ///< of price.posted events that name the version
    std::vector<Event> parameters; ///< parameter.set events that name it, in order

    /// The first day on which it can govern anyone: a posting does not reach back.
    [[nodiscard]] Day begins() const { return std::max(posted, effective); }
};

/// Of a terms.posted event, still without prices and parameters.
[[nodiscard]] TermsVersion terms_version(const Event &event);

} // namespace proviso
