// A sum of amounts can fail (currency, overflow), so it is a call that returns a Result.
#include "core/money/amount.hpp"

using namespace proviso;

#ifdef PROVISO_CONTROL
auto sum(Amount a, Amount b) { return add(a, b); }
#else
auto sum(Amount a, Amount b) { return a + b; } // expect: no operator
#endif
