// A day cannot be doubled; days can be added to it.
#include "core/time/day.hpp"

using namespace proviso;

#ifdef PROVISO_CONTROL
auto later(Day a) { return a + 2; }
#else
auto later(Day a) { return a * 2; } // expect: no operator
#endif
