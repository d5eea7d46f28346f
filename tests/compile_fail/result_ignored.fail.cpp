// A failure cannot be overlooked.
#include "core/money/amount.hpp"

using namespace proviso;

#ifdef PROVISO_CONTROL
void sum(Amount a, Amount b) { static_cast<void>(add(a, b)); }
#else
void sum(Amount a, Amount b) { add(a, b); } // expect: ignored
#endif
