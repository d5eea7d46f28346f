// CSV in pushed blocks (RFC 4180): fields in quotes may hold separators, line ends and doubled quotes; lines end in LF
// or CRLF; a byte-order mark at the start and blank lines are passed over.
//
// Strict: a quote inside an unquoted field, text after a closing quote and a quote that never closes make the row bad.
// A bad row costs one line only: reading goes on at the line after the one that it began on, so that one stray quote
// does not swallow the rest of a file. However a file is cut into blocks, the rows are the same.
//
// Cost: fields point into the caller's block; only a row that lies across two blocks is copied. Memory: one row and a
// fixed window. A scanner belongs to one thread.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.hpp"
#include "io/csv_index.hpp"

namespace proviso {

struct CsvLimits {
    std::size_t row_bytes = 1 << 20;
    std::size_t field_bytes = 64 << 10;
    std::size_t fields = 4'096; ///< in a row
};

/// One field, borrowed from the scanner until the handler's release().
struct CsvField {
    const char *data = nullptr; ///< without the quotes around it
    std::uint32_t size = 0;
    bool quoted = false;
    bool doubled = false; ///< holds doubled quotes; read it through text()

    /// As written, doubled quotes still doubled.
    [[nodiscard]] std::string_view raw() const { return {data, size}; }
    /// The value; `scratch` holds it if quotes have to be undoubled.
    [[nodiscard]] std::string_view text(std::string &scratch) const;
};

struct CsvRow {
    std::span<const CsvField> fields; ///< at least one
    std::string_view raw;             ///< without the line end
    std::uint64_t number = 0;         ///< of the row in the file, from 1; blank lines do not count
    std::uint64_t line = 0;           ///< on which the row begins, from 1
};

/// Why a row is bad.
struct CsvFault {
    std::string_view what, todo;
};

struct CsvBadRow {
    std::string_view raw; ///< the line, without its end; at most CsvScanner::bad_row_bytes
    std::uint64_t number = 0;
    std::uint64_t line = 0;
    CsvFault fault;
};

/// Who is told what is found. An error from any of these ends the scan and comes back from feed() or finish().
class CsvHandler {
  public:
    virtual ~CsvHandler() = default;
    virtual Result<void> row(const CsvRow &row) = 0;
    virtual Result<void> bad_row(const CsvBadRow &row) = 0;
    /// The bytes of every row given so far are about to go; called before feed() and finish() return, and in between.
    virtual Result<void> release() { return {}; }
};

class CsvScanner {
  public:
    static constexpr std::size_t bad_row_bytes = 4'096;

    explicit CsvScanner(CsvHandler &handler, CsvLimits limits = {}, char separator = ',');

    /// The next bytes of the file, of any length. Errors: text.not_utf8 for UTF-16, and the handler's.
    [[nodiscard]] Result<void> feed(std::string_view block);
    /// The file has ended; a last line without line end counts. Nothing may be fed afterwards.
    [[nodiscard]] Result<void> finish();

    [[nodiscard]] std::uint64_t rows() const { return rows_; } ///< rows and bad rows so far

  private:
    Result<void> start(std::string_view &block);
    Result<void> feed_carry(std::string_view &block);
    Result<void> scan_carry();
    void skip_line(std::string_view &block);
    Result<std::size_t> scan(std::string_view data);
    Result<const char *> walk(const char *window);
    std::size_t take_plain_fields(const char *window, std::size_t k);
    Result<void> end_row(const char *line_end);
    bool add_field(const char *begin, const char *end) {
        const auto size = static_cast<std::size_t>(end - begin);
        if (field_count_ == fields_.size() && !make_room()) return false;
        CsvField &field = fields_[field_count_++];
        field = {begin, static_cast<std::uint32_t>(size), false, false};
        if (size > limits_.field_bytes) return refuse_wide();
        return !quotes_ || check_quotes(field);
    }
    bool make_room();
    bool refuse_wide();
    bool check_quotes(CsvField &field);
    Result<const char *> give_up_line(const char *end);
    void begin_row(const char *at);
    Result<void> let_go();

    CsvHandler &handler_;
    CsvLimits limits_;
    char separator_;
    CsvIndex index_;
    std::string carry_;         ///< the beginning of a row whose end has not been fed
    bool carry_inside_ = false; ///< carry_ ends inside quotes
    bool started_ = false;      ///< the first bytes have been looked at
    bool skipping_ = false;     ///< inside the rest of a line that was too long
    bool lent_ = false;         ///< rows were given since the last release()
    std::uint64_t rows_ = 0;
    std::uint64_t line_ = 1; ///< of the row that is being read
    // the row that is being read
    std::vector<CsvField> fields_;
    std::size_t field_count_ = 0;
    const char *row_begin_ = nullptr;
    const char *field_begin_ = nullptr;
    std::uint64_t quoted_lines_ = 0; ///< line ends inside its quotes
    bool quotes_ = false;            ///< some of it lies in a window with quotes
    CsvFault fault_;                 ///< not empty: the row is bad
};

} // namespace proviso
