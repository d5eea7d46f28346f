// Help pages, all made from the verbs' descriptions.
#pragma once

#include <string>
#include <vector>

#include "verb.hpp"

namespace proviso::cli {

/// The page of a verb, of all verbs of a noun ("invoice"), of a topic ("exit-codes", "formats", "environment"), or the
/// first page for an empty name. Throws Failure for a name that is none of these.
[[nodiscard]] std::string help_page(const std::vector<Verb> &verbs, const std::string &name);
/// docs/cli.md.
[[nodiscard]] std::string help_markdown(const std::vector<Verb> &verbs);

} // namespace proviso::cli
