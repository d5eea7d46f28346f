// A price per unit equals no amount.
#include "core/money/amount.hpp"

using namespace proviso;

#ifdef PROVISO_CONTROL
bool same(UnitPrice p, Amount a) { return p.ratio() == a.ratio(); }
#else
bool same(UnitPrice p, Amount a) { return p == a; } // expect: no operator
#endif
