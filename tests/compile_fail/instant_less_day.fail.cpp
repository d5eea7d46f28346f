// An instant lies in a day only by way of a time zone.
#include "core/time/day.hpp"

using namespace proviso;

#ifdef PROVISO_CONTROL
bool before(Instant a, Day b) { return a.utc_day() < b; }
#else
bool before(Instant a, Day b) { return a < b; } // expect: no operator
#endif
