// The command line, read against the verbs.
#pragma once

#include <string>
#include <vector>

#include "verb.hpp"

namespace proviso::cli {

struct Parsed {
    const Verb *verb = nullptr; ///< null if none was named
    std::string noun;           ///< "invoice", when only the first word of verbs was given
    bool help = false;
    bool version = false;
    Invocation invocation;
};

/// Throws Failure (exit 3) for a verb, option or argument that is not known, missing or given too often.
[[nodiscard]] Parsed parse(const std::vector<Verb> &verbs, int argc, char **argv);

} // namespace proviso::cli
