/* The header alone, and twice, as C11. */
#include "proviso.h"

_Static_assert(PV_VERSION_NUMBER == PV_VERSION_MAJOR * 10000 + PV_VERSION_MINOR * 100 + PV_VERSION_PATCH, "version");

int main(void) { return pv_version_number() == PV_VERSION_NUMBER ? 0 : 1; }
