// The bulk kernel for one price: duration in, billed length, exact price numerator and row status out, for many calls.
//
// The loop has no branch per row and works in 32-bit lanes, so that the compiler can vectorise it; the widest
// instruction set of the running machine is chosen once. It is only right inside bounds (flat_fits) that the caller
// checks for the whole batch: outside them core/rate/rater.cpp goes row by row in 64 and 128 bits. Both give the same
// results to the last bit; a test compares them over the edges and at random.
//
// Pure integers, no allocation, no state: safe to call from any thread.
#pragma once

#include <cstddef>
#include <cstdint>

namespace proviso::kernel {

/// One rule and one price, in milliseconds and in "parts": the rater's unit of billed time, which divides the minimum,
/// the step and a minute.
struct FlatRule {
    std::uint32_t minimum_millis = 0;
    std::uint32_t step_millis = 1;
    std::uint32_t minimum_parts = 0;
    std::uint32_t step_parts = 1;
    std::uint32_t price_per_part = 0; ///< numerator of one part
    bool zero_is_billed = false;      ///< a call of no length is billed the minimum
    bool whole_seconds_first = false; ///< parts of a second are rounded half-up before
    std::uint8_t status_billed = 0;   ///< written for a call that is billed ...
    std::uint8_t status_zero = 1;     ///< ... and for one of no length that is not
};

/// Calls longer than this (about 12 days) are not for the kernel.
constexpr std::uint32_t flat_millis_max = 0x3fff'ffff;

/// True if no call of at most flat_millis_max can leave the lanes under this rule.
[[nodiscard]] bool flat_fits(const FlatRule &rule);

/// True if every duration is in [0, flat_millis_max].
[[nodiscard]] bool durations_fit(const std::int32_t *millis, std::size_t count);
[[nodiscard]] bool durations_fit(const std::int64_t *millis, std::size_t count);

/// Where results go; each array has room for `count` rows and overlaps no other.
struct FlatOutput {
    std::int64_t *billed_millis = nullptr;
    std::int64_t *numerator = nullptr;
    std::uint8_t *status = nullptr;
};

/// Preconditions: flat_fits(rule), durations_fit(millis, count).
void rate_flat(const FlatRule &rule, const std::int32_t *millis, std::size_t count, const FlatOutput &out);
void rate_flat(const FlatRule &rule, const std::int64_t *millis, std::size_t count, const FlatOutput &out);

/// The instruction set in use: "avx512", "avx2", "baseline". For reports of measurements.
[[nodiscard]] const char *flat_instruction_set();

} // namespace proviso::kernel
