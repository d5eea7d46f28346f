// Refunds with a ground: what the contract gives back, and what it does not in spite of asking.
//
//   discontinued  the vendor withdrew the service: the unused part, counted by "refund.discontinued_count" (VT-2.1)
//   window        cancelled where it was bought and within the days of refund.window_days: all of it (VT-10.5)
//   vendor_ends   the vendor ends what is prepaid without a clause that names a refund: nothing, or as discontinued
//   (R-VT-01) hosted        the right to a hosted service ends for a claim: the unused part, by "refund.hosted"
//   (IP-20.c) software      the same for software: core/bill/depreciation.hpp (IP-20.b) unused        none of these:
//   refund.share of it, which may be 0 (core/bill/giving_back.hpp)
//
// Where a contract says that nothing ever comes back and names cases in which something does, the question
// "refund.exceptions" settles it: specific_wins, never, by_analogy. A pack without the ground's provision
// ("refund_window",
// ...) gives what it gives for unused.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "core/bill/unused_part.hpp"

namespace proviso {

enum class RefundGround : std::uint8_t { unused, discontinued, window, vendor_ends, hosted, software };
/// "unused", "discontinued", "window", "vendor-ends", "hosted", "software".
[[nodiscard]] std::string_view ground_name(RefundGround ground);
[[nodiscard]] std::optional<RefundGround> ground_from_name(std::string_view name);

/// Calculation "refund" for a prepaid sum whose service ended on a ground: discontinued, vendor_ends or hosted.
/// Errors: period.invalid, parameter.*, reading.*, money.overflow.
[[nodiscard]] Result<Calculation> prepaid_refund(const Terms &terms, RefundGround ground, const PrepaidSum &sum);

/// Something bought and given back within days. Instants decide where a reading counts hours and both are known; else
/// the civil days of the account.
struct WindowAsked {
    Amount paid;
    Day bought, asked;
    std::optional<Instant> bought_at, asked_at;
    bool renewal = false;      ///< what was paid renews something bought before
    std::string_view channel;  ///< the way in which it was bought: refund.window_channels lists those that count
    std::string_view asked_by; ///< the way in which it was given back; the same list
    std::string_view source = {};
};
/// Calculation "refund", ground "window". Question "refund.window": hours_336 (24 hours for each day, to the instant;
/// outputs "last_instant"), end_of_day_14 (the day of purchase outside), subscribing_day_counts (inside). Question
/// "refund.renewal": first_only, each_renewal. Outputs: "last_day", "in_time". Errors: parameter.*, reading.*,
/// date.range.
[[nodiscard]] Result<Calculation> window_refund(const Terms &terms, const WindowAsked &asked);

} // namespace proviso
