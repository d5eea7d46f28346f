// Completion scripts for shells, made from the verbs' descriptions.
#pragma once

#include <string>
#include <vector>

#include "verb.hpp"

namespace proviso::cli {

/// The script for bash, zsh or fish. Throws Failure for another shell.
[[nodiscard]] std::string completion_script(const std::vector<Verb> &verbs, const std::string &shell);

} // namespace proviso::cli
