// Files of the source tree, for tests.
#pragma once

#include <fstream>
#include <sstream>
#include <stdexcept>
#include <string>

#include "support/source_dir.hpp"

namespace proviso::test {

/// The bytes of a file below the repository's root; throws if it cannot be read.
inline std::string source_file(const std::string &path) {
    std::ifstream in(std::string(source_dir()) + "/" + path, std::ios::binary);
    if (!in) throw std::runtime_error("cannot read " + path);
    std::ostringstream out;
    out << in.rdbuf();
    return out.str();
}

} // namespace proviso::test
