#include "core/duty/business_calendar.hpp"

namespace proviso {

std::string business_calendar_id(const Terms &terms) {
    const Pack &pack = terms.pack();
    const auto chosen = terms.option("calendar.business_days");
    if (!chosen || pack.calendar.empty()) return pack.calendar;
    if (chosen->option == "us_federal") return "us-federal";
    if (chosen->option != "state") return pack.calendar;
    std::string id = pack.jurisdiction;
    for (char &c : id)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return id;
}

Terms with_calendar(const Terms &terms, std::span<const BusinessCalendar *const> calendars) {
    const std::string id = business_calendar_id(terms);
    const BusinessCalendar *found = nullptr;
    for (const BusinessCalendar *calendar : calendars)
        if (calendar->id == id) found = calendar;
    Terms with = terms;
    with.set_calendar(found);
    return with;
}

} // namespace proviso
