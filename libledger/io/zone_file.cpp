#include "io/zone_file.hpp"

#include <algorithm>

#include "core/time/day.hpp"

namespace proviso {
namespace {
constexpr std::size_t header_size = 44;

Error damaged(std::string what) {
    return Error(Code::zone_unknown, std::move(what), "install the zone database of the system again");
}

/// Big-endian, two's complement, `width` bytes. The caller has checked that they are there.
std::int64_t number_at(std::string_view bytes, std::size_t at, std::size_t width) {
    std::uint64_t value = static_cast<unsigned char>(bytes[at]) >= 0x80 ? ~std::uint64_t{0} : 0;
    for (const char byte : bytes.substr(at, width)) value = value << 8 | static_cast<unsigned char>(byte);
    return static_cast<std::int64_t>(value);
}

/// The counts of a block, in the order of RFC 8536, 3.1, and where its parts begin.
struct Block {
    std::size_t start = 0; ///< of the header
    std::size_t time_size = 4;
    std::size_t time_count = 0, type_count = 0;
    bool leaps = false;
    std::size_t end = 0;

    [[nodiscard]] std::size_t times() const { return start + header_size; }
    [[nodiscard]] std::size_t indices() const { return times() + time_count * time_size; }
    [[nodiscard]] std::size_t types() const { return indices() + time_count; }
};

std::optional<Block> read_block(std::string_view bytes, std::size_t start, std::size_t time_size) {
    if (start > bytes.size() || bytes.size() - start < header_size || bytes.substr(start, 4) != "TZif")
        return std::nullopt;
    const auto count = [&](std::size_t n) {
        return static_cast<std::size_t>(number_at(bytes, start + 20 + n * 4, 4) & 0xFFFF'FFFF);
    };
    Block block{start, time_size, count(3), count(4), count(2) != 0, 0};
    const std::size_t chars = count(5);
    if (block.time_count > bytes.size() || block.type_count > 256 || chars > bytes.size() || count(0) > 256 ||
        count(1) > 256 || count(2) > bytes.size())
        return std::nullopt;
    block.end = block.types() + block.type_count * 6 + chars + count(2) * (time_size + 4) + count(1) + count(0);
    if (block.end > bytes.size()) return std::nullopt;
    return block;
}

Result<ZoneData> read_changes(std::string_view bytes, const Block &block) {
    const auto offset_of = [&](std::size_t type) {
        return static_cast<std::int32_t>(number_at(bytes, block.types() + type * 6, 4));
    };
    constexpr std::int32_t offset_max = 26 * 3'600; // RFC 8536 asks for less
    if (block.type_count == 0) return damaged("a zone file has no offset");
    ZoneData data;
    for (std::size_t type = 0; type < block.type_count; ++type)
        if (offset_of(type) < -offset_max || offset_of(type) > offset_max)
            return damaged("a zone file has an offset of more than a day");
    data.first_offset = offset_of(0);
    for (std::size_t n = 0; n < block.time_count; ++n) {
        const auto type = static_cast<unsigned char>(bytes[block.indices() + n]);
        const std::int64_t at = number_at(bytes, block.times() + n * block.time_size, block.time_size);
        if (type >= block.type_count || (!data.changes.empty() && at <= data.changes.back().at))
            return damaged("a zone file's changes are not in order");
        data.changes.push_back({at, offset_of(type)});
    }
    return data;
}

/// The year in which the second lies, within 0001 to 9999.
std::int32_t year_of(std::int64_t utc_seconds) {
    const std::int64_t day = std::clamp<std::int64_t>(utc_seconds / 86'400, day_first.number(), day_last.number());
    return Day(static_cast<std::int32_t>(day)).civil().year;
}

/// Lists the rule's changes up to rule_listed_until. A file without changes has its rule for all time: nothing to list.
void list_rule(ZoneData &data) {
    if (!data.rule || data.changes.empty()) return;
    const std::int64_t listed_until = data.changes.back().at;
    std::vector<ZoneChange> ruled;
    for (std::int32_t year = year_of(listed_until); year <= rule_listed_until; ++year)
        data.rule->append_changes(year, ruled);
    for (const ZoneChange &change : ruled) {
        if (change.at <= listed_until) continue;
        if (change.at ==
            data.changes.back().at) // summer all year: the later start wins over the end at the same second
            data.changes.back() = change;
        else
            data.changes.push_back(change);
    }
}
} // namespace

ZoneSpan ZoneData::span_at(std::int64_t utc_seconds) const {
    const auto find_in = [utc_seconds](const std::vector<ZoneChange> &list, ZoneSpan span) {
        const auto next =
            std::upper_bound(list.begin(), list.end(), utc_seconds,
                             [](std::int64_t second, const ZoneChange &change) { return second < change.at; });
        if (next != list.end()) span.end = next->at;
        if (next != list.begin()) {
            span.begin = std::prev(next)->at;
            span.offset_seconds = std::prev(next)->offset_seconds;
        }
        return span;
    };
    const bool after_list = changes.empty() || utc_seconds >= changes.back().at;
    if (!after_list || !rule) return find_in(changes, {INT64_MIN, INT64_MAX, first_offset});
    const std::int64_t begin = changes.empty() ? INT64_MIN : changes.back().at;
    if (!rule->has_summer)
        return {begin, INT64_MAX, changes.empty() ? rule->standard_offset : changes.back().offset_seconds};
    // The three years around the second: its own by UTC, and those that the offset may make it.
    const std::int32_t year = year_of(utc_seconds);
    std::vector<ZoneChange> near;
    for (std::int32_t each = std::max(year - 1, 1); each <= std::min(year + 1, 9999); ++each)
        rule->append_changes(each, near);
    const std::int32_t offset = changes.empty() ? rule->standard_offset : changes.back().offset_seconds;
    ZoneSpan span = find_in(near, {begin, INT64_MAX, offset});
    if (span.begin < begin) span = {begin, span.end, offset};
    return span;
}

Result<ZoneData> parse_zone_file(std::string_view bytes) {
    auto block = read_block(bytes, 0, 4);
    if (!block) return damaged("a zone file is not one");
    const bool has_second = bytes[4] >= '2';
    if (has_second) {
        block = read_block(bytes, block->end, 8);
        if (!block) return damaged("a zone file is cut off");
    }
    if (block->leaps) return damaged("a zone file counts leap seconds");
    PV_TRY(ZoneData data, read_changes(bytes, *block));
    if (has_second) {
        std::string_view footer = bytes.substr(block->end);
        if (footer.size() < 2 || footer.front() != '\n' || footer.find('\n', 1) == std::string_view::npos)
            return damaged("a zone file is cut off");
        footer = footer.substr(1, footer.find('\n', 1) - 1);
        if (!footer.empty()) {
            data.rule = ZoneChangeRule::parse(footer);
            if (!data.rule) return damaged("the rule in a zone file's last line cannot be read");
        }
    }
    list_rule(data);
    return data;
}

} // namespace proviso
