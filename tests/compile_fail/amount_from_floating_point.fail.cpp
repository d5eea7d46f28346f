// Money does not pass through floating point.
#include "core/money/amount.hpp"

using namespace proviso;

#ifdef PROVISO_CONTROL
auto made(std::int64_t minor) { return Amount{minor, Currency{}}; }
#else
auto made(double minor) { return Amount{minor, Currency{}}; } // expect: narrowing
#endif
