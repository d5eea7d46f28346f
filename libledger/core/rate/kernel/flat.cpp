#include "core/rate/kernel/flat.hpp"

#if defined(__x86_64__)
#define PV_LANES_X86 1
#else
#define PV_LANES_X86 0
#endif
// The loops are written once and compiled for each instruction set: inlined into functions that carry the attribute.
#define PV_LANES_INLINE [[gnu::always_inline]] static inline

namespace proviso::kernel {
namespace {

/// floor(x / divisor) for x < 2^31 is (x * magic) >> shift: with shift = 31 + ceil(log2 divisor) and magic the
/// rounded-up quotient 2^shift / divisor, the excess is less than one part in 2^31 and never reaches the next integer.
struct Magic {
    std::uint32_t magic = 0;
    std::uint32_t shift = 0;
};

Magic magic_for(std::uint32_t divisor) {
    std::uint32_t bits = 0;
    while ((std::uint64_t{1} << bits) < divisor) ++bits;
    const std::uint32_t shift = 31 + bits;
    const std::uint64_t quotient = ((std::uint64_t{1} << shift) + divisor - 1) / divisor;
    return {static_cast<std::uint32_t>(quotient), shift};
}

/// The rule with everything worked out that does not depend on the row.
struct Lanes {
    std::uint32_t minimum, step, step_less_one, minimum_parts, step_parts, price, zero_mask;
    Magic step_magic, second_magic;
    std::uint8_t status_billed, status_zero;
};

Lanes lanes_for(const FlatRule &rule) {
    return {rule.minimum_millis,
            rule.step_millis,
            rule.step_millis - 1,
            rule.minimum_parts,
            rule.step_parts,
            rule.price_per_part,
            rule.zero_is_billed ? 0xffff'ffffU : 0U,
            magic_for(rule.step_millis),
            magic_for(1000),
            rule.status_billed,
            rule.status_zero};
}

PV_LANES_INLINE std::uint32_t quotient(std::uint32_t value, Magic by) {
    return static_cast<std::uint32_t>((static_cast<std::uint64_t>(value) * by.magic) >> by.shift);
}

template <bool WholeSeconds, class Millis>
PV_LANES_INLINE void loop(const Lanes &k, const Millis *__restrict millis, std::size_t count,
                          std::int64_t *__restrict billed, std::int64_t *__restrict numerator,
                          std::uint8_t *__restrict status) {
    for (std::size_t i = 0; i < count; ++i) {
        std::uint32_t length = static_cast<std::uint32_t>(millis[i]);
        if constexpr (WholeSeconds) length = quotient(length + 500, k.second_magic) * 1000;
        const std::uint32_t above = (length > k.minimum ? length : k.minimum) - k.minimum;
        const std::uint32_t steps = quotient(above + k.step_less_one, k.step_magic);
        const std::uint32_t keep = (length == 0 ? 0U : 0xffff'ffffU) | k.zero_mask;
        const std::uint32_t parts = (k.minimum_parts + steps * k.step_parts) & keep;
        billed[i] = static_cast<std::int64_t>((k.minimum + steps * k.step) & keep);
        numerator[i] = static_cast<std::int64_t>(static_cast<std::uint64_t>(parts) * k.price);
        status[i] = keep != 0 ? k.status_billed : k.status_zero;
    }
}

template <class Millis>
PV_LANES_INLINE void both(const Lanes &k, bool whole_seconds, const Millis *millis, std::size_t count,
                          const FlatOutput &out) {
    if (whole_seconds)
        loop<true>(k, millis, count, out.billed_millis, out.numerator, out.status);
    else
        loop<false>(k, millis, count, out.billed_millis, out.numerator, out.status);
}

/// The or of all values: a negative one or one above the bound shows in the high bits.
template <class Millis> PV_LANES_INLINE bool in_bounds(const Millis *__restrict millis, std::size_t count) {
    Millis all = 0;
    for (std::size_t i = 0; i < count; ++i) all |= millis[i];
    return all >= 0 && static_cast<std::uint64_t>(all) <= flat_millis_max;
}

// One set of entry points for each instruction set: the same source, compiled three times.
#define PV_LANES_ENTRY(name, attribute)                                                                                \
    struct name {                                                                                                      \
        attribute static void rate(const Lanes &k, bool whole, const std::int32_t *millis, std::size_t count,          \
                                   const FlatOutput &out) {                                                            \
            both(k, whole, millis, count, out);                                                                        \
        }                                                                                                              \
        attribute static void rate(const Lanes &k, bool whole, const std::int64_t *millis, std::size_t count,          \
                                   const FlatOutput &out) {                                                            \
            both(k, whole, millis, count, out);                                                                        \
        }                                                                                                              \
        attribute static bool fit(const std::int32_t *millis, std::size_t count) { return in_bounds(millis, count); }  \
        attribute static bool fit(const std::int64_t *millis, std::size_t count) { return in_bounds(millis, count); }  \
    };

PV_LANES_ENTRY(Baseline, )
#if PV_LANES_X86
PV_LANES_ENTRY(Avx2, [[gnu::target("avx2")]])
PV_LANES_ENTRY(Avx512, [[gnu::target("avx512f,avx512bw,avx512dq,avx512vl")]])
#endif

enum class Set { baseline, avx2, avx512 };

Set widest() {
#if PV_LANES_X86
    static const Set found = [] {
        __builtin_cpu_init();
        if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
            __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl"))
            return Set::avx512;
        return __builtin_cpu_supports("avx2") ? Set::avx2 : Set::baseline;
    }();
    return found;
#else
    return Set::baseline;
#endif
}

template <class Millis>
void dispatch(const FlatRule &rule, const Millis *millis, std::size_t count, const FlatOutput &out) {
    const Lanes k = lanes_for(rule);
    switch (widest()) {
#if PV_LANES_X86
    case Set::avx512:
        return Avx512::rate(k, rule.whole_seconds_first, millis, count, out);
    case Set::avx2:
        return Avx2::rate(k, rule.whole_seconds_first, millis, count, out);
#else
    case Set::avx512:
    case Set::avx2:
#endif
    case Set::baseline:
        break;
    }
    Baseline::rate(k, rule.whole_seconds_first, millis, count, out);
}

template <class Millis> bool dispatch_fit(const Millis *millis, std::size_t count) {
    switch (widest()) {
#if PV_LANES_X86
    case Set::avx512:
        return Avx512::fit(millis, count);
    case Set::avx2:
        return Avx2::fit(millis, count);
#else
    case Set::avx512:
    case Set::avx2:
#endif
    case Set::baseline:
        break;
    }
    return Baseline::fit(millis, count);
}

} // namespace

bool flat_fits(const FlatRule &rule) {
    // The longest call opens at most this many steps; billed length and parts must stay within 31 bits.
    if (rule.step_millis == 0 || rule.minimum_millis > flat_millis_max || rule.step_millis > flat_millis_max)
        return false;
    const std::uint64_t longest = std::uint64_t{flat_millis_max} + 500;
    const std::uint64_t steps = longest / rule.step_millis + 1;
    const std::uint64_t billed = rule.minimum_millis + steps * rule.step_millis;
    const std::uint64_t parts = rule.minimum_parts + steps * rule.step_parts;
    return billed <= 0x7fff'ffff && parts <= 0x7fff'ffff;
}

bool durations_fit(const std::int32_t *millis, std::size_t count) { return dispatch_fit(millis, count); }
bool durations_fit(const std::int64_t *millis, std::size_t count) { return dispatch_fit(millis, count); }

void rate_flat(const FlatRule &rule, const std::int32_t *millis, std::size_t count, const FlatOutput &out) {
    dispatch(rule, millis, count, out);
}
void rate_flat(const FlatRule &rule, const std::int64_t *millis, std::size_t count, const FlatOutput &out) {
    dispatch(rule, millis, count, out);
}

const char *flat_instruction_set() {
    switch (widest()) {
    case Set::avx512:
        return "avx512";
    case Set::avx2:
        return "avx2";
    case Set::baseline:
        break;
    }
    return "baseline";
}

} // namespace proviso::kernel
