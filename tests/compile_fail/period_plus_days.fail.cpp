// A period is not moved by a number: which end would move?
#include "core/time/day.hpp"

using namespace proviso;

#ifdef PROVISO_CONTROL
auto moved(Period p) { return Period{p.from + 30, p.until + 30}; }
#else
auto moved(Period p) { return p + 30; } // expect: no operator
#endif
