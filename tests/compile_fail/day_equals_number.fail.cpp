// A bare number is no day until it is said to count from 1970.
#include "core/time/day.hpp"

using namespace proviso;

#ifdef PROVISO_CONTROL
bool same(Day a) { return a == Day(15784); }
#else
bool same(Day a) { return a == 15784; } // expect: no operator
#endif
