// Rows of text files that people keep, CSV and JSONL, from blocks of bytes as they come. For the files of a spreadsheet
// or another service; call records, of which there are millions, go through the scanner of io/cdr.
//
// CSV is RFC 4180: commas, quotes doubled inside quotes, CRLF or LF; a leading byte order mark is skipped, blank lines
// are no rows. A row that is not well formed is a value with an error, and reading goes on with the next line, so that
// a caller can set single rows aside. Limits: longest_row bytes in a row, most_cells cells. One object per file and
// thread.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.hpp"

namespace proviso {

inline constexpr std::size_t longest_row = 1u << 20;
inline constexpr std::size_t most_cells = 1000;

enum class RowForm : std::uint8_t {
    lines, ///< each line is a row: JSONL
    csv,
};

struct TextRow {
    std::uint64_t line = 1;     ///< of its first byte, from 1
    std::string_view raw;       ///< without the line end; valid during the call
    std::optional<Error> error; ///< csv.syntax, text.not_utf8: the row cannot be taken apart (`where` is not set)
};

class RowSource {
  public:
    using Sink = std::function<Result<void>(const TextRow &)>;

    explicit RowSource(RowForm form) : form_(form) {}

    /// Gives every row that is complete. Errors: input.too_large (`where` = the line), and the sink's.
    [[nodiscard]] Result<void> feed(std::string_view bytes, const Sink &sink);
    /// Gives the last row, which may lack its line end.
    [[nodiscard]] Result<void> finish(const Sink &sink);

  private:
    [[nodiscard]] Result<void> give(std::string_view raw, const Sink &sink);

    RowForm form_;
    std::string rest_;        ///< bytes of a row that is not complete
    std::size_t scanned_ = 0; ///< of rest_: what was looked through
    bool quoted_ = false;     ///< inside quotes at scanned_
    bool begun_ = false;      ///< the byte order mark was looked for
    std::uint64_t line_ = 1;
};

/// The cells of one CSV row, quotes taken off. Errors: csv.syntax, input.too_large for too many cells.
[[nodiscard]] Result<std::vector<std::string>> csv_cells(std::string_view raw);

} // namespace proviso
