// Manual pages (roff), made from the verbs' descriptions.
#pragma once

#include <string>
#include <vector>

#include "verb.hpp"

namespace proviso::cli {

/// proviso(1) for an empty name, else the page of the verb of this name.
[[nodiscard]] std::string man_page(const std::vector<Verb> &verbs, const std::string &name);
/// "proviso-invoice-list.1" for "invoice list"; "proviso.1" for an empty name.
[[nodiscard]] std::string man_file(const std::string &name);

} // namespace proviso::cli
