#include "core/license/order_threshold.hpp"

#include <algorithm>
#include <limits>

namespace proviso {
namespace {

constexpr std::string_view limit_parameter = "rating.per_minute_seats_above";

/// The most seats that are not above the threshold.
Result<std::int64_t> most(const Terms &terms) {
    if (!terms.find(limit_parameter)) return std::numeric_limits<std::int64_t>::max();
    PV_TRY(const std::int64_t limit, terms.integer(limit_parameter));
    if (terms.decides("edges")) {
        PV_TRY(const ChosenReading edges, terms.option("edges"));
        if (edges.option != "literal_edges")
            return Error(Code::reading_option_unknown,
                         "reading " + edges.reading->id + " answers edges with '" + std::string(edges.option) +
                             "', which no threshold follows",
                         "choose another option", {}, terms.clause("order_threshold"));
    }
    return limit;
}

} // namespace

Result<bool> above_seat_threshold(const Terms &terms, std::int64_t seats) {
    PV_TRY(const std::int64_t limit, most(terms));
    return seats > limit;
}

Result<std::int64_t> seats_below_threshold(const Terms &terms, std::int64_t taken) {
    PV_TRY(const std::int64_t limit, most(terms));
    return std::max<std::int64_t>(0, limit - taken);
}

} // namespace proviso
