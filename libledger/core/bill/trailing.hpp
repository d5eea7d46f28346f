// Sums over the months that lead up to a day: what was received in them, or what of it was for them.
//
// The window of so many months before a day, by the reading of "threshold.window", where the contract asks it:
//   calendar_12m_inclusive  from the same date so many months before, to the day before (the default without a reading)
//   calendar_12m_exclusive  a day later at both ends: the day itself is in, the same date months before is out
//   365_days                365 days for twelve months, up to the day before
// Example: twelve months before 5 December 2020: 5 Dec 2019 to 4 Dec 2020; 6 Dec to 5 Dec; 6 Dec 2019 to 4 Dec 2020.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/explain/working.hpp"
#include "core/money/amount.hpp"
#include "core/pack/terms.hpp"
#include "core/time/day.hpp"

namespace proviso {

/// Money that came, and the time that it was for, if it was for one.
struct ReceivedSum {
    Day on;
    Ratio amount; ///< not negative
    std::optional<Period> serves;
};

/// Errors: date.*, reading.option_unknown; value.range for months outside 1 to 1,200.
[[nodiscard]] Result<Period> trailing_window(const Terms &terms, Day day, std::int64_t months);

/// Months from `from` to `day`, exact: whole ones, and the days of the last over the days that it has. Not negative.
[[nodiscard]] Result<Ratio> months_between(Day from, Day day);

/// "2020-01-01=12000 2020-01-01..2021-01-01", separated by commas; the days of a period are optional and half open.
[[nodiscard]] std::string receipts_text(const std::vector<ReceivedSum> &receipts);
/// The same back. Errors: value.type, date.*, money.*, input.too_large (more than 100,000).
[[nodiscard]] Result<std::vector<ReceivedSum>> parse_receipts(std::string_view text);

/// Adds up in `work` what was received in the window.
[[nodiscard]] Term received_in(Working &work, const std::vector<ReceivedSum> &receipts, const Period &window,
                               std::string_view name);
/// Adds up what of all that was received before the window's end is for time in it, by months; what is for no time
/// counts where it was received.
[[nodiscard]] Result<Term> accrued_in(Working &work, const std::vector<ReceivedSum> &receipts, const Period &window,
                                      std::string_view name);

} // namespace proviso
