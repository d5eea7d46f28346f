#include "support/source_dir.hpp"

namespace proviso::test {

const char *source_dir() { return PROVISO_SOURCE_DIR; }

} // namespace proviso::test
