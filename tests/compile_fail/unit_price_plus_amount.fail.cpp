// A price per unit is not an amount until a quantity is known.
#include "core/money/amount.hpp"

using namespace proviso;

#ifdef PROVISO_CONTROL
auto sum(UnitPrice p, Amount a) { return add(p.ratio(), a.ratio()); }
#else
auto sum(UnitPrice p, Amount a) { return p + a; } // expect: no operator
#endif
