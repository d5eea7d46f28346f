// Amounts of two currencies have no order; minor units of one currency do.
#include "core/money/amount.hpp"

using namespace proviso;

#ifdef PROVISO_CONTROL
bool less(Amount a, Amount b) { return a.minor() < b.minor(); }
#else
bool less(Amount a, Amount b) { return a < b; } // expect: no operator
#endif
