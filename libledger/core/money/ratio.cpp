#include "core/money/ratio.hpp"

#include "core/money/int128.hpp"
#include "core/money/wide.hpp"

namespace proviso {
namespace {
std::uint64_t size_64(Int128 value) { return static_cast<std::uint64_t>(magnitude(value)); }

bool all_narrow(const Ratio &a, const Ratio &b) {
    return is_narrow(a.numerator()) && is_narrow(a.denominator()) && is_narrow(b.numerator()) &&
           is_narrow(b.denominator());
}
} // namespace

// Parts that are reduced already; no check but the range.
struct RatioMaker {
    static Ratio exactly(Int128 numerator, Int128 denominator) { return {numerator, denominator}; }
    static Result<Ratio> from_sizes(UInt128 numerator, UInt128 denominator, bool negative) {
        if (numerator > magnitude_max || denominator > magnitude_max) return exact_overflow();
        return exactly(with_sign(numerator, negative), static_cast<Int128>(denominator));
    }
};

Result<Ratio> Ratio::of(Int128 numerator, Int128 denominator) {
    if (denominator == 0) return Error(Code::money_zero_division, "a denominator is 0");
    UInt128 top = magnitude(numerator);
    UInt128 bottom = magnitude(denominator);
    if (const UInt128 common = gcd_128(top, bottom); common > 1) {
        top /= common;
        bottom /= common;
    }
    return RatioMaker::from_sizes(top, bottom, (numerator < 0) != (denominator < 0));
}

Ratio Ratio::negated() const { return {-numerator_, denominator_}; } // the parts' range is symmetric

std::strong_ordering Ratio::compare(const Ratio &a, const Ratio &b) {
    if (a.denominator_ == b.denominator_) return a.numerator_ <=> b.numerator_;
    if (all_narrow(a, b)) return a.numerator_ * b.denominator_ <=> b.numerator_ * a.denominator_;
    return wide_compare(a, b);
}

// Knuth, The Art of Computer Programming, volume 2, 4.5.1: with g = gcd of the denominators the sum is t over
// (da / g) * db, and only a factor of g can still be common. So the gcds stay at 64 bits.
Result<Ratio> add(const Ratio &a, const Ratio &b) {
    if (!all_narrow(a, b)) return wide_sum(a, b);
    if (a.is_integer() && b.is_integer()) return RatioMaker::exactly(a.numerator() + b.numerator(), 1);
    const std::uint64_t da = size_64(a.denominator());
    const std::uint64_t db = size_64(b.denominator());
    const std::uint64_t common = gcd_64(da, db);
    const Int128 sum =
        a.numerator() * static_cast<Int128>(db / common) + b.numerator() * static_cast<Int128>(da / common);
    if (common == 1) return RatioMaker::exactly(sum, static_cast<Int128>(da) * static_cast<Int128>(db));
    const std::uint64_t left = gcd_64(static_cast<std::uint64_t>(magnitude(sum) % common), common);
    return RatioMaker::exactly(sum / static_cast<Int128>(left),
                               static_cast<Int128>(da / common) * static_cast<Int128>(db / left));
}

Result<Ratio> subtract(const Ratio &a, const Ratio &b) { return add(a, b.negated()); }

// Common factors are taken out crosswise before multiplying; the product is then reduced, so that one that does not
// fit is a true overflow.
Result<Ratio> multiply(const Ratio &a, const Ratio &b) {
    const bool negative = a.sign() * b.sign() < 0;
    if (all_narrow(a, b)) {
        const std::uint64_t na = size_64(a.numerator()), nb = size_64(b.numerator());
        const std::uint64_t da = size_64(a.denominator()), db = size_64(b.denominator());
        const std::uint64_t first = db == 1 ? 1 : gcd_64(na, db);
        const std::uint64_t second = da == 1 ? 1 : gcd_64(nb, da);
        return RatioMaker::exactly(with_sign(UInt128{na / first} * (nb / second), negative),
                                   static_cast<Int128>(UInt128{da / second} * (db / first)));
    }
    const UInt128 na = magnitude(a.numerator()), nb = magnitude(b.numerator());
    const UInt128 da = magnitude(a.denominator()), db = magnitude(b.denominator());
    const UInt128 first = gcd_128(na, db), second = gcd_128(nb, da);
    UInt128 top = 0, bottom = 0;
    if (!multiply_fits(na / first, nb / second, top) || !multiply_fits(da / second, db / first, bottom))
        return exact_overflow();
    return RatioMaker::from_sizes(top, bottom, negative);
}

Result<Ratio> divide(const Ratio &a, const Ratio &b) {
    if (b.is_zero()) return Error(Code::money_zero_division, "a divisor is 0");
    const bool negative = b.sign() < 0;
    return multiply(a, RatioMaker::exactly(negative ? -b.denominator() : b.denominator(),
                                           negative ? -b.numerator() : b.numerator()));
}

} // namespace proviso
