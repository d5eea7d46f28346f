// A sum of two instants has no meaning.
#include "core/time/day.hpp"

using namespace proviso;

#ifdef PROVISO_CONTROL
auto sum(Instant a, Instant b) { return a.micros() - b.micros(); }
#else
auto sum(Instant a, Instant b) { return a + b; } // expect: no operator
#endif
