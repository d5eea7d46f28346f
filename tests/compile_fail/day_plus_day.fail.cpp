// A sum of two days has no meaning; their difference is a number of days.
#include "core/time/day.hpp"

using namespace proviso;

#ifdef PROVISO_CONTROL
auto sum(Day a, Day b) { return a - b; }
#else
auto sum(Day a, Day b) { return a + b; } // expect: no operator
#endif
