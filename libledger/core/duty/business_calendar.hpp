// Which calendar of business days some terms ask for.
//
// Rule (question "calendar.business_days"): us_federal names the federal list; state names the list of the pack's
// jurisdiction ("US-CA": "us-ca"). A pack that asks no such question has its own calendar.
#pragma once

#include <span>
#include <string>

#include "core/pack/terms.hpp"
#include "core/time/business_days.hpp"

namespace proviso {

/// "us-federal", "us-ca", ...; empty if the pack names none.
[[nodiscard]] std::string business_calendar_id(const Terms &terms);

/// True if the pack's terms ask for the calendar under some option.
[[nodiscard]] bool may_ask_for(const Pack &pack, std::string_view calendar);

/// The same terms with the calendar that they ask for, without one if it is not there. The calendars must outlive them.
[[nodiscard]] Terms with_calendar(const Terms &terms, std::span<const BusinessCalendar *const> calendars);

} // namespace proviso
