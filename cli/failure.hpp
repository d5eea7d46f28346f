// What ends a verb early: an exit code and the one line that stderr gets. Thrown by helpers, caught in main only.
#pragma once

#include <cstdint>
#include <string>
#include <utility>

#include "proviso.h"

namespace proviso::cli {

/// Exit codes (product, section 7): the negatives of the library's status classes.
enum Exit : int {
    exit_ok = -PV_OK,
    exit_no = -PV_NO,
    exit_refused = -PV_REFUSED,
    exit_usage = -PV_USAGE,
    exit_io = -PV_IO,
    exit_fault = -PV_FAULT,
    exit_interrupted = -PV_INTERRUPTED
};

class Failure {
  public:
    /// `line` is a whole error line of the library: "error[code] where: what; what to do".
    Failure(int exit_, std::string line_) : exit(exit_), line(std::move(line_)) {}
    /// An error of the command itself, PV_E_*, in the library's form.
    Failure(std::int32_t code, const std::string &where, const std::string &what, const std::string &todo = {})
        : exit(-pv_code_status(code)),
          line(std::string("error[") + pv_code_name(code) + "]" + (where.empty() ? "" : " " + where) + ": " + what +
               (todo.empty() ? "" : "; " + todo)) {}

    int exit;
    std::string line;
};

} // namespace proviso::cli
