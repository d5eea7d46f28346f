// By when a duty of the pack is to be done, and from when a right of it may be used.
//
// The days count from the event's day or, if the event is itself a notice (of a breach, of an audit), from the day on
// which that notice counts (notice.hpp). Clear days leave so many whole days between; business days are those of the
// terms' calendar, and so is the day to which a date may have to move. A rule may count from a day that the event tells
// (the end of a product's life), and backwards from it.
//
// Example: ten days from a notice sent by email on Monday 2 March 2020, which counts a business day later: Friday 13
// March; ten clear days: Saturday 14, so Monday 16; ten business days: Tuesday 17.
#pragma once

#include <cstdint>

#include "core/event/event.hpp"
#include "core/pack/terms.hpp"

namespace proviso {

/// `days` from `on`, as the rule counts them; `event` may be null (the agreement's end), then they count from `on`. The
/// method of a notice is the event's field "method", email where it has none; the customer's count on the day of the
/// event. A date that would lie beyond the calendar of days is its last day. Errors: calendar.unknown, calendar.range.
[[nodiscard]] Result<Day> duty_date(const Terms &terms, const DutyRule &rule, Day on, std::int64_t days,
                                    const Event *event);
/// The same by the rule's parameter: days, hours (those begun on the last day belong to it), months or years, by its
/// unit. Which day stands for one that a month does not have is the rule's affair, else the question "duty.month_end".
/// Errors: as above, parameter.*, date.no_such_day, date.range.
[[nodiscard]] Result<Day> duty_date(const Terms &terms, const DutyRule &rule, Day on, const Event *event);

} // namespace proviso
