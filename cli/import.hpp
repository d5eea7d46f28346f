// Pushing a file through the library, as `import` and `rate` do.
#pragma once

#include <string>

#include "session.hpp"

namespace proviso::cli {

/// Pushes the file ("-": standard input) and gives the report, as text or as a value. `waits` gets the error line if
/// rows wait, else stays empty.
[[nodiscard]] Buffer push_file_text(Session &session, const std::string &file, const Json &arguments,
                                    std::string &waits);
[[nodiscard]] Json push_file(Session &session, const std::string &file, const Json &arguments, std::string &waits);
/// The arguments of --from, --source, --zone, --account, --mapping and --columns.
void add_reader_arguments(Json &arguments, const Invocation &invocation);

} // namespace proviso::cli
