// Dollars times dollars are nothing; an amount is multiplied by way of its exact ratio.
#include "core/money/amount.hpp"

using namespace proviso;

#ifdef PROVISO_CONTROL
auto product(Amount a, Ratio b) { return multiply(a.ratio(), b); }
#else
auto product(Amount a, Amount b) { return a * b; } // expect: no operator
#endif
