// Division by a number that is known long before: a multiplication and a shift instead of the machine's slow division.
#pragma once

#include <bit>
#include <cassert>
#include <cstdint>

#include "core/money/ratio.hpp"

namespace proviso {

/// floor(value / divisor) for value < 2^62 and 1 <= divisor <= 2^62. A plain value; thread-safe.
///
/// With shift = 62 + ceil(log2 divisor) and magic = ceil(2^shift / divisor), value * magic / 2^shift exceeds the true
/// quotient by less than value / 2^62 parts of 1 / divisor, which never carries it over the next integer.
class Reciprocal {
  public:
    constexpr Reciprocal() = default; ///< division by 1
    constexpr explicit Reciprocal(std::uint64_t divisor) : divisor_(divisor) {
        assert(divisor >= 1 && divisor <= std::uint64_t{1} << 62);
        shift_ = 62 + static_cast<int>(std::bit_width(divisor - 1));
        magic_ = static_cast<std::uint64_t>(((UInt128{1} << shift_) + divisor - 1) / divisor);
    }
    [[nodiscard]] constexpr std::uint64_t divisor() const { return divisor_; }
    [[nodiscard]] constexpr std::uint64_t floor(std::uint64_t value) const {
        return static_cast<std::uint64_t>((UInt128{value} * magic_) >> shift_);
    }

  private:
    std::uint64_t divisor_ = 1;
    std::uint64_t magic_ = std::uint64_t{1} << 62;
    int shift_ = 62;
};

} // namespace proviso
