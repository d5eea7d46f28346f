// Any bytes as CSV: however they are cut into blocks, the rows are the same, and good rows lie within the limits.
#include <cstdlib>
#include <string>

#include "io/csv.hpp"

namespace {

using namespace proviso;

struct Listing : CsvHandler {
    std::string seen;
    Result<void> row(const CsvRow &row) override {
        std::string scratch;
        seen += std::to_string(row.number) + "/" + std::to_string(row.line);
        for (const CsvField &field : row.fields) seen += "|" + std::string(field.text(scratch));
        seen += "\n";
        if (row.fields.empty() || row.fields.size() > 64) std::abort();
        return {};
    }
    Result<void> bad_row(const CsvBadRow &row) override {
        if (row.fault.what.empty()) std::abort();
        seen +=
            "bad " + std::to_string(row.number) + " " + std::string(row.fault.what) + "|" + std::string(row.raw) + "\n";
        return {};
    }
};

std::string read(std::string_view bytes, std::size_t block, char separator) {
    Listing listing;
    CsvScanner scanner(listing, {4096, 1024, 64}, separator);
    Result<void> fed{};
    for (std::size_t at = 0; at < bytes.size() && fed.ok(); at += block) fed = scanner.feed(bytes.substr(at, block));
    if (fed.ok()) fed = scanner.finish();
    return listing.seen + (fed.ok() ? "" : fed.error().render());
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size) {
    if (size < 1) return 0;
    const std::string_view bytes(reinterpret_cast<const char *>(data) + 1, size - 1);
    const char separator = data[0] % 2 == 0 ? ',' : ';';
    const std::string whole = read(bytes, bytes.size() + 1, separator);
    for (const std::size_t block : {std::size_t{1}, std::size_t{63}, std::size_t{65}})
        if (read(bytes, block, separator) != whole) std::abort();
    return 0;
}
