// Any bytes as a zone file: each instant lies in the span that is given for it, offsets are of this earth, and a day of
// the zone cut into pieces adds up.
#include <cstdlib>
#include <memory>

#include "io/zone_file.hpp"
#include "io/zones.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size) {
    using namespace proviso;
    auto parsed = parse_zone_file({reinterpret_cast<const char *>(data), size});
    if (!parsed) {
        if (parsed.error().what.empty()) std::abort();
        return 0;
    }
    const auto kept = std::make_shared<const ZoneData>(std::move(*parsed));
    for (const std::int64_t at : {INT64_C(-62135596800), INT64_C(-2'000'000'000), INT64_C(0), INT64_C(1'363'000'000),
                                  INT64_C(1'383'000'000), INT64_C(4'102'444'800), INT64_C(30'000'000'000)}) {
        const ZoneSpan span = kept->span_at(at);
        if (span.begin > at || span.end <= at || std::abs(span.offset_seconds) > 26 * 3600) std::abort();
    }
    const Zone zone("fuzz", kept);
    const Instant start(INT64_C(1'362'800'000'000'000)), end(INT64_C(1'363'200'000'000'000));
    const auto pieces = zone.split_by_day(start, end);
    if (!pieces) return 0;
    std::int64_t sum = 0;
    for (const DayPiece &piece : *pieces) {
        if (piece.micros <= 0) std::abort();
        sum += piece.micros;
    }
    if (sum != end.micros() - start.micros()) std::abort();
    return 0;
}
