// Text from outside made fit to print: no control characters, known widths, broken lines, escapes. Internal to book/.
//
// Pure functions; bytes that are not UTF-8 become U+FFFD, so that whatever comes in, well-formed UTF-8 goes out.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace proviso {

/// One line: control characters and line separators become blanks, characters that turn the direction of writing are
/// dropped (they could show digits in another order), blanks at both ends go.
[[nodiscard]] std::string printable(std::string_view text);
/// The lines of a text, each printable; empty ones are left out.
[[nodiscard]] std::vector<std::string> printable_lines(std::string_view text);

/// Columns that printable text takes in a fixed-width font: 0 for combining marks, 2 for East Asian wide characters.
[[nodiscard]] std::size_t columns(std::string_view text);
/// Printable text in lines of at most `width` columns (2 or more), broken at blanks, and inside a word that is longer.
/// At least one line.
[[nodiscard]] std::vector<std::string> wrapped(std::string_view text, std::size_t width);

/// For element content and quoted attributes: & < > " ' become entities.
[[nodiscard]] std::string html_escaped(std::string_view text);
/// As one word of a POSIX shell: plain where nothing needs quoting, else in single quotes.
[[nodiscard]] std::string shell_word(std::string_view text);

} // namespace proviso
