// What ends a verb early: an exit code and the one line that stderr gets. Thrown by helpers, caught in main only.
#pragma once

#include <string>
#include <utility>

namespace proviso::cli {

/// Exit codes (product, section 7).
enum Exit : int {
    exit_ok = 0,
    exit_no = 1,
    exit_refused = 2,
    exit_usage = 3,
    exit_io = 4,
    exit_fault = 70,
    exit_interrupted = 130
};

class Failure {
  public:
    /// `line` is a whole error line: "error[code] where: what; what to do".
    Failure(int code, std::string line_) : exit(code), line(std::move(line_)) {}
    /// An error of the command itself, in the library's form.
    Failure(int code, const std::string &name, const std::string &where, const std::string &what,
            const std::string &todo = {})
        : exit(code), line("error[" + name + "]" + (where.empty() ? "" : " " + where) + ": " + what +
                           (todo.empty() ? "" : "; " + todo)) {}

    int exit;
    std::string line;
};

/// A wrong call of the command: exit 3.
[[nodiscard]] inline Failure usage(const std::string &name, const std::string &where, const std::string &what,
                                   const std::string &todo = {}) {
    return {exit_usage, name, where, what, todo};
}

} // namespace proviso::cli
