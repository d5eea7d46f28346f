// Two periods have no order; their ends do.
#include "core/time/day.hpp"

using namespace proviso;

#ifdef PROVISO_CONTROL
bool before(Period a, Period b) { return a.until <= b.from; }
#else
bool before(Period a, Period b) { return a < b; } // expect: no operator
#endif
