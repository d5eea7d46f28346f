// The same through the named function.
#include "core/money/amount.hpp"

using namespace proviso;

#ifdef PROVISO_CONTROL
auto sum(Amount a, Ratio b) { return add(a.ratio(), b); }
#else
auto sum(Amount a, Ratio b) { return add(a, b); } // expect: no function
#endif
