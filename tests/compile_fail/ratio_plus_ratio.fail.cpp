// Exact sums can overflow, so they are calls that return a Result.
#include "core/money/ratio.hpp"

using namespace proviso;

#ifdef PROVISO_CONTROL
auto sum(Ratio a, Ratio b) { return add(a, b); }
#else
auto sum(Ratio a, Ratio b) { return a + b; } // expect: no operator
#endif
