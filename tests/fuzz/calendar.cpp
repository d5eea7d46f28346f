// Any bytes as a business-day calendar and as a number plan. Within what a calendar covers, days can be counted forth
// and back.
#include <cstdlib>

#include "core/time/business_days.hpp"
#include "io/calendar_reader.hpp"
#include "io/number_plan_reader.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size) {
    using namespace proviso;
    const std::string_view bytes(reinterpret_cast<const char *>(data), size);
    const auto plan = read_number_plan(bytes, "fuzz.toml");
    if (!plan && plan.error().where.empty()) std::abort();
    const auto calendar = read_calendar(bytes, "fuzz.toml");
    if (!calendar) {
        if (calendar.error().where.empty()) std::abort();
        return 0;
    }
    const Day from = calendar->valid.from;
    if (const auto open = calendar->on_or_after(from)) {
        const auto later = calendar->add_business_days(*open, 3);
        if (later) {
            const auto back = calendar->add_business_days(*later, -3);
            if (!back || *back != *open) std::abort();
        }
    }
    return 0;
}
