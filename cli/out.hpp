// What goes to standard output: tables for people, CSV for spreadsheets, JSON for programs. Data only; talk goes to
// stderr.
#pragma once

#include <cstdint>
#include <cstdio>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>
#include <vector>

namespace proviso::cli {

using Json = nlohmann::ordered_json;

enum class Align : std::uint8_t { left, right };

struct Column {
    std::string key;   ///< in the rows; "strip.total" looks inside
    std::string title; ///< of the table; CSV uses the key with '_' for '.'
    Align align = Align::left;
};

/// The cell's text: "" for null and absent, "yes"/"no" for truth, lists joined by spaces.
[[nodiscard]] std::string cell(const Json &row, const std::string &key);

/// Columns padded to their widest cell, two spaces apart, a line of dashes below the titles: every row is measured
/// first, then written.
class Table {
  public:
    explicit Table(std::vector<Column> columns);
    void measure(const Json &row);
    [[nodiscard]] std::string head() const; ///< titles and dashes
    [[nodiscard]] std::string line(const Json &row) const;

  private:
    [[nodiscard]] std::string joined(const std::vector<std::string> &cells) const;
    std::vector<Column> columns_;
    std::vector<std::size_t> widths_;
};
/// A whole table. Empty text for no rows.
[[nodiscard]] std::string table_text(const std::vector<Column> &columns, const std::vector<Json> &rows);
/// RFC 4180 with a header line. A text cell that begins with = + - @ tab or CR gets a ' before it, so that a
/// spreadsheet does not take it for a formula, unless `raw`; numbers are left as they are.
[[nodiscard]] std::string csv_head(const std::vector<Column> &columns);
[[nodiscard]] std::string csv_line(const std::vector<Column> &columns, const Json &row, bool raw = false);
[[nodiscard]] std::string csv_text(const std::vector<Column> &columns, const std::vector<Json> &rows, bool raw = false);
/// Indented JSON and a newline.
[[nodiscard]] std::string json_text(const Json &value);

/// Rows in the chosen format; for JSON the whole answer they came in.
void print_rows(const std::string &format, const std::vector<Column> &columns, const std::vector<Json> &rows,
                const Json &whole);

/// Writes to standard output. A closed pipe ends the process quietly; any other failure throws Failure (exit 4).
void print(const std::string &text);
/// Writes `text` to a file, or to standard output for "-". Throws Failure (exit 4).
void write_file(const std::string &path, const std::string &text);
/// A file that is written in pieces, or standard output for "-". Every function throws Failure (exit 4).
class Output {
  public:
    explicit Output(const std::string &path);
    Output(Output &&other) noexcept : path_(std::move(other.path_)), file_(std::exchange(other.file_, nullptr)) {}
    Output &operator=(Output &&) = delete;
    ~Output();
    void write(const std::string &text) const;
    void close(); ///< what was written stands in the file

  private:
    std::string path_;
    std::FILE *file_ = nullptr; ///< null for standard output
};
/// Flushes standard output; as print.
void flush();

/// One line on stderr unless `--quiet`.
void say(const std::string &line);
/// An error line on stderr, its code in colour on a terminal.
void tell_error(const std::string &line);
void set_quiet(bool quiet);
/// `text` in colour if stderr is a terminal that wants it.
[[nodiscard]] std::string red(const std::string &text);
[[nodiscard]] bool stderr_is_terminal();

} // namespace proviso::cli
