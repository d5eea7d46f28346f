// An amount does not turn into a number by itself.
#include "core/money/amount.hpp"

using namespace proviso;

#ifdef PROVISO_CONTROL
std::int64_t number(Amount a) { return a.minor(); }
#else
std::int64_t number(Amount a) { return a; } // expect: no conversion
#endif
