/* The header alone, and twice, as C99: it needs nothing before it, and pulls in nothing but fixed-width integers. */
#include "proviso.h"

#ifdef EOF
#error "proviso.h includes <stdio.h>"
#endif
#ifdef EXIT_SUCCESS
#error "proviso.h includes <stdlib.h>"
#endif

/* The only thing here that is linked: the header's version is the library's. */
int main(void) { return pv_version_number() == PV_VERSION_NUMBER ? 0 : 1; }
