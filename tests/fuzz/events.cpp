// Any bytes as a file of events, in blocks of odd sizes: every row comes out, as events or as an error with its place,
// and the size of the blocks makes no difference.
#include <cstdlib>

#include "io/event_reader.hpp"

namespace {

struct Seen {
    std::string rows;
    bool failed = false;
};

Seen read(std::string_view bytes, proviso::EventTable table, std::size_t block) {
    proviso::EventReaderOptions options;
    options.name = "fuzz.csv";
    options.table = table;
    options.contract = "safesoft-2013";
    proviso::EventReader reader(std::move(options));
    Seen seen;
    const auto sink = [&](proviso::EventRow row) -> proviso::Result<void> {
        seen.rows += std::to_string(row.line) + " " + row.raw + "\n";
        if (!row.events) {
            if (row.events.error().where.empty()) std::abort();
            seen.rows += row.events.error().render() + "\n";
            return {};
        }
        for (const proviso::Event &event : *row.events) seen.rows += proviso::canonical_json(event) + "\n";
        return {};
    };
    for (std::size_t at = 0; at < bytes.size(); at += block)
        if (!reader.feed(bytes.substr(at, block), sink)) {
            seen.failed = true;
            return seen;
        }
    seen.failed = !reader.finish(sink).ok();
    return seen;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size) {
    if (size < 1) return 0;
    const auto table = static_cast<proviso::EventTable>(data[0] % 4);
    const std::string_view bytes(reinterpret_cast<const char *>(data) + 1, size - 1);
    const Seen whole = read(bytes, table, bytes.size() + 1);
    const Seen parts = read(bytes, table, 7);
    if (whole.failed != parts.failed || whole.rows != parts.rows) std::abort();
    return 0;
}
