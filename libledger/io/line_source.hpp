// Lines of text that come in blocks of any size: JSONL. LF or CRLF ends a line, a byte order mark at the start is
// passed over, blank lines are none. A line longer than longest_line is an error. One object per file and thread.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "core/result.hpp"

namespace proviso {

inline constexpr std::size_t longest_line = 1u << 20; ///< bytes

class LineSource {
  public:
    /// `number` is the line's in the file, from 1; `line` is valid during the call.
    using Sink = std::function<Result<void>(std::uint64_t number, std::string_view line)>;

    /// Gives every line that is complete. Errors: input.too_large (`where` = the line's number), and the sink's.
    [[nodiscard]] Result<void> feed(std::string_view block, const Sink &sink);
    /// Gives the last line, which may lack its end.
    [[nodiscard]] Result<void> finish(const Sink &sink);

  private:
    [[nodiscard]] Result<void> give(std::string_view line, const Sink &sink);

    std::string rest_; ///< the beginning of a line that is not complete
    std::uint64_t number_ = 1;
};

} // namespace proviso
