#include "core/duty/business_calendar.hpp"

#include <algorithm>

namespace proviso {

namespace {

constexpr std::string_view question = "calendar.business_days";

std::string asked_under(const Pack &pack, std::string_view option) {
    if (option == "us_federal") return "us-federal";
    if (option != "state") return pack.calendar;
    std::string id = pack.jurisdiction;
    for (char &c : id)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return id;
}

} // namespace

std::string business_calendar_id(const Terms &terms) {
    const Pack &pack = terms.pack();
    const auto chosen = terms.option(question);
    if (!chosen || pack.calendar.empty()) return pack.calendar;
    return asked_under(pack, chosen->option);
}

bool may_ask_for(const Pack &pack, std::string_view calendar) {
    if (pack.calendar.empty()) return false;
    if (calendar == pack.calendar) return true;
    const Reading *reading = pack.reading_that_decides(question);
    return reading && std::any_of(reading->options.begin(), reading->options.end(), [&](const ReadingOption &option) {
               return asked_under(pack, option.name) == calendar;
           });
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
