// A bare number has no currency.
#include "core/money/amount.hpp"

using namespace proviso;

#ifdef PROVISO_CONTROL
auto sum(Amount a) { return add(a, Amount(5, a.currency())); }
#else
auto sum(Amount a) { return a + 5; } // expect: no operator
#endif
