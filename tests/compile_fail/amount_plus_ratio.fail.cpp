// An exact number becomes an amount only by a named rounding.
#include "core/money/amount.hpp"

using namespace proviso;

#ifdef PROVISO_CONTROL
auto sum(Amount a, Ratio b) { return add(a.ratio(), b); }
#else
auto sum(Amount a, Ratio b) { return a + b; } // expect: no operator
#endif
