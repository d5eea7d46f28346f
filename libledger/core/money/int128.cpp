#include "core/money/int128.hpp"

#include <array>
#include <bit>
#include <utility>

namespace proviso {
namespace {
constexpr std::array<UInt128, 39> powers = [] {
    std::array<UInt128, 39> table{};
    UInt128 power = 1;
    for (UInt128 &entry : table) {
        entry = power;
        power *= 10; // the product after the last entry is not used
    }
    return table;
}();
} // namespace

bool multiply_fits(UInt128 a, UInt128 b, UInt128 &out) {
    if (!fits_64(a) || !fits_64(b)) {
        if (b != 0 && a > ~UInt128{0} / b) return false;
    }
    out = a * b;
    return true;
}

UInt128 power_of_ten(int n) {
    assert(n >= 0 && n < static_cast<int>(powers.size()));
    return powers[static_cast<std::size_t>(n)];
}

std::uint64_t gcd_64(std::uint64_t a, std::uint64_t b) {
    if (a == 0) return b;
    if (b == 0) return a;
    const int twos = std::countr_zero(a | b);
    a >>= std::countr_zero(a);
    while (b != 0) {
        b >>= std::countr_zero(b);
        if (a > b) std::swap(a, b);
        b -= a;
    }
    return a << twos;
}

UInt128 gcd_128(UInt128 a, UInt128 b) {
    while (!fits_64(a) || !fits_64(b)) {
        if (b == 0) return a;
        a %= b;
        std::swap(a, b);
    }
    return gcd_64(static_cast<std::uint64_t>(a), static_cast<std::uint64_t>(b));
}

std::string int128_text(Int128 value) {
    std::array<char, 40> digits{}; // 39 digits and a sign
    std::size_t at = digits.size();
    UInt128 rest = magnitude(value);
    for (; !fits_64(rest); rest /= 10) digits[--at] = static_cast<char>('0' + static_cast<int>(rest % 10));
    auto low = static_cast<std::uint64_t>(rest); // dividing 64 bits is many times faster
    do {
        digits[--at] = static_cast<char>('0' + low % 10);
        low /= 10;
    } while (low != 0);
    if (value < 0) digits[--at] = '-';
    return {digits.data() + at, digits.size() - at};
}

std::string pointed_text(std::string digits, std::size_t places, bool negative) {
    if (digits.size() <= places) digits.insert(0, places + 1 - digits.size(), '0');
    if (places > 0) digits.insert(digits.size() - places, 1, '.');
    if (negative) digits.insert(0, 1, '-');
    return digits;
}

} // namespace proviso
