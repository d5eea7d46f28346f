// A file of rows that is made piece by piece, and what stands in its control totals. Internal to book/.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "core/money/amount.hpp"
#include "store/sha256.hpp"

namespace proviso {

/// Takes a piece of the file `name`; false stops.
using FileSink = std::function<bool(std::string_view name, std::string_view piece)>;

struct FileForm {
    char separator = ','; ///< between fields; '|' as the audit data standards have it
    bool raw = false;     ///< fields as they are; else a text that a spreadsheet takes for a formula gets a ' before it
};

/// One field as RFC 4180 writes it. Numbers are never changed; texts beginning with = + - @ tab or CR are, unless raw.
[[nodiscard]] std::string separated_field(std::string_view text, const FileForm &form);

/// What is said of a file beside it.
struct FileTotals {
    std::string name;
    std::uint64_t rows = 0;             ///< without the header
    std::map<std::string, Amount> sums; ///< "Invoice_Amount USD"
    std::string first, last;            ///< the first column of the first and of the last row
    std::string sha256;                 ///< of its bytes
};

class ExportFile {
  public:
    ExportFile(const FileSink &sink, FileForm form, std::string name, const std::vector<std::string> &columns);
    /// One field for each column.
    void row(const std::vector<std::string> &fields);
    /// Adds to a control total. Error: money.overflow.
    [[nodiscard]] Result<void> total(std::string_view column, Amount amount);
    /// Hands over the rest.
    [[nodiscard]] FileTotals finish();
    [[nodiscard]] bool stopped() const { return !go_on_; }

  private:
    void line(const std::vector<std::string> &fields);
    void flush();

    const FileSink &sink_;
    FileForm form_;
    FileTotals totals_;
    Sha256 digest_;
    std::string piece_;
    bool go_on_ = true;
};

} // namespace proviso
