#include <algorithm>
#include <cstddef>
#include <numeric>

#include <boost/multiprecision/cpp_int.hpp>

#include "core/money/amount.hpp"
#include "core/money/int128.hpp"

// Largest remainder (Hamilton): every part first gets its share cut off towards zero, then the units that are left go
// one by one to the parts with the largest remainders. Shares are products of three 127-bit numbers, hence the wide
// integers.
namespace proviso {
namespace {
using Wide = boost::multiprecision::cpp_int;

struct Share {
    UInt128 units = 0; ///< whole minor units
    Wide rest;         ///< what was cut off, over `divisor`
    Wide divisor;
};

Error not_spreadable(std::string what, std::string todo) {
    return Error(Code::money_allocation, std::move(what), std::move(todo));
}

Result<Ratio> sum_of(std::span<const Ratio> weights) {
    Ratio total;
    for (const Ratio &weight : weights) {
        if (weight.sign() < 0) return not_spreadable("a weight is negative", "give weights of 0 or more");
        auto sum = add(total, weight);
        if (!sum) return not_spreadable("the weights are too large or too fine to be added", "give rounder weights");
        total = *sum;
    }
    if (total.is_zero()) return not_spreadable("all weights are 0", "give at least one weight above 0");
    return total;
}

/// size * weight / total, cut off.
Share share_of(UInt128 size, const Ratio &weight, const Ratio &total) {
    Share share;
    const Wide top = Wide(size) * Wide(weight.numerator()) * Wide(total.denominator());
    share.divisor = Wide(weight.denominator()) * Wide(total.numerator());
    Wide units;
    boost::multiprecision::divide_qr(top, share.divisor, units, share.rest);
    share.units = static_cast<UInt128>(units);
    return share;
}
} // namespace

Result<std::vector<Amount>> allocate(Amount whole, std::span<const Ratio> weights) {
    PV_TRY(const Ratio total, sum_of(weights));
    const UInt128 size = magnitude(whole.minor());

    std::vector<Share> shares;
    shares.reserve(weights.size());
    UInt128 left = size;
    for (const Ratio &weight : weights) {
        shares.push_back(share_of(size, weight, total));
        left -= shares.back().units;
    }

    std::vector<std::size_t> order(shares.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        return shares[a].rest * shares[b].divisor > shares[b].rest * shares[a].divisor;
    });
    // Fewer units are left than parts have a remainder, since the cut-off remainders add up to exactly what is left.
    for (std::size_t i = 0; left > 0; ++i, --left) ++shares[order[i]].units;

    std::vector<Amount> parts;
    parts.reserve(shares.size());
    for (const Share &share : shares)
        parts.emplace_back(static_cast<std::int64_t>(with_sign(share.units, whole.minor() < 0)), whole.currency());
    return parts;
}

} // namespace proviso
