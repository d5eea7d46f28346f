#include "io/zones.hpp"

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "io/zone_file.hpp"

namespace proviso {
namespace {
constexpr std::int64_t micros_per_second = 1'000'000;
constexpr std::int64_t split_days_max = 36'525; // a century
constexpr std::int64_t offset_seconds_max = 26 * 3'600;
constexpr std::size_t zone_file_size_max = 1u << 20;

std::int64_t floor_divide(std::int64_t value, std::int64_t divisor) {
    return value / divisor - (value % divisor < 0 ? 1 : 0);
}

std::string read_at_most(const std::string &path, std::size_t limit) {
    std::ifstream file(path, std::ios::binary);
    std::string bytes(limit, '\0');
    file.read(bytes.data(), static_cast<std::streamsize>(limit));
    bytes.resize(static_cast<std::size_t>(std::max<std::streamsize>(file.gcount(), 0)));
    return bytes;
}

/// "2026f" from "# version 2026f" of tzdata.zi, or the whole of a file that holds nothing else.
std::string read_version(const std::string &folder) {
    constexpr std::string_view lead = "# version ";
    for (const std::string_view file : {"tzdata.zi", "+VERSION", "version"}) {
        const std::string bytes = read_at_most(folder + '/' + std::string(file), 64);
        std::string_view line = std::string_view(bytes).substr(0, bytes.find_first_of("\r\n"));
        if (line.starts_with(lead)) line.remove_prefix(lead.size());
        const bool plain = std::all_of(line.begin(), line.end(), [](char letter) {
            return (letter >= '0' && letter <= '9') || (letter >= 'a' && letter <= 'z') || letter == '-' ||
                   letter == '.';
        });
        if (!line.empty() && line.size() <= 32 && plain) return std::string(line);
    }
    return "unknown";
}

std::string first_folder() {
    for (const char *folder :
         {"/usr/share/zoneinfo", "/usr/lib/zoneinfo", "/usr/share/lib/zoneinfo", "/etc/zoneinfo"}) {
        std::error_code ignored;
        if (std::filesystem::is_directory(folder, ignored)) return folder;
    }
    return {};
}

/// Parts of letters, digits, '_', '+' and '-' with '/' between them: no path leads out of the folder, and none of the
/// names that mean another thing on each machine, or other time scales, is one.
bool is_zone_name(std::string_view name) {
    constexpr std::array others{std::string_view("localtime"), std::string_view("posixrules"),
                                std::string_view("Factory")};
    if (name.empty() || name.size() > 64 || name.starts_with("right/") || name.starts_with("posix/")) return false;
    if (std::find(others.begin(), others.end(), name) != others.end()) return false;
    char before = '/';
    for (const char letter : name) {
        const bool word = (letter >= 'A' && letter <= 'Z') || (letter >= 'a' && letter <= 'z') ||
                          (letter >= '0' && letter <= '9') || letter == '_' || letter == '+' || letter == '-';
        if (!word && (letter != '/' || before == '/')) return false;
        before = letter;
    }
    return before != '/';
}
} // namespace

Zone::Zone(std::string name, std::shared_ptr<const ZoneData> data) : name_(std::move(name)), data_(std::move(data)) {}

Zone Zone::utc() { return Zone("UTC", std::make_shared<const ZoneData>()); }

LocalTime Zone::local(Instant instant) const {
    const std::int64_t second = floor_divide(instant.micros(), micros_per_second);
    const std::int32_t offset = data_->span_at(second).offset_seconds;
    const std::int64_t local = second + offset;
    const std::int64_t day = floor_divide(local, 86'400);
    const std::int64_t fraction = instant.micros() - second * micros_per_second;
    return {Day(static_cast<std::int32_t>(day)), (local - day * 86'400) * micros_per_second + fraction, offset};
}

Result<ResolvedTime> Zone::instant(Day day, std::int64_t micros_of_day) const {
    if (micros_of_day < 0 || micros_of_day >= micros_per_day)
        return Error(Code::value_range, "a time of day is not 00:00:00 to 23:59:59");
    if (day < day_first || day > day_last) return Error(Code::date_range, "a date lies outside the years 0001 to 9999");
    const std::int64_t local = std::int64_t{day.number()} * 86'400 + micros_of_day / micros_per_second;
    int found = 0;
    ResolvedTime result;
    for (std::int64_t second = local - offset_seconds_max; second <= local + offset_seconds_max;) {
        const ZoneSpan span = data_->span_at(second);
        const std::int64_t candidate = local - span.offset_seconds;
        if (candidate >= span.begin && candidate < span.end && ++found == 1)
            result = {Instant(candidate * micros_per_second + micros_of_day % micros_per_second), span.offset_seconds,
                      false};
        second = span.end; // INT64_MAX ends the loop
    }
    if (found == 0)
        return Error(Code::time_nonexistent, "the clocks of " + name_ + " leave out this time on " + day.text(),
                     "give the time with its offset, or correct it");
    result.repeated = found > 1;
    return result;
}

Result<std::vector<DayPiece>> Zone::split_by_day(Instant start, Instant end) const {
    if (end < start) return Error(Code::period_invalid, "the end lies before the start", "exchange start and end");
    const std::int64_t length =
        floor_divide(end.micros(), micros_per_day) - floor_divide(start.micros(), micros_per_day);
    if (length > split_days_max) return Error(Code::value_range, "a span of time is longer than a century");

    std::vector<DayPiece> pieces;
    for (std::int64_t at = start.micros(); at < end.micros();) {
        const ZoneSpan span = data_->span_at(floor_divide(at, micros_per_second));
        const std::int64_t offset = std::int64_t{span.offset_seconds} * micros_per_second;
        const std::int64_t day = floor_divide(at + offset, micros_per_day);
        std::int64_t next = std::min(end.micros(), (day + 1) * micros_per_day - offset);
        if (span.end < INT64_MAX / micros_per_second) next = std::min(next, span.end * micros_per_second);
        // Clocks that go back over midnight show a day twice: its pieces are one.
        const auto place = std::lower_bound(pieces.begin(), pieces.end(), Day(static_cast<std::int32_t>(day)),
                                            [](const DayPiece &piece, Day wanted) { return piece.day < wanted; });
        if (place != pieces.end() && place->day.number() == day)
            place->micros += next - at;
        else
            pieces.insert(place, {Day(static_cast<std::int32_t>(day)), next - at});
        at = next;
    }
    return pieces;
}

ZoneDatabase::ZoneDatabase(std::string folder)
    : folder_(folder.empty() ? first_folder() : std::move(folder)), version_(read_version(folder_)) {}

Result<Zone> ZoneDatabase::zone(std::string_view name) const {
    if (name == "UTC" || name == "Etc/UTC") return Zone(std::string(name), std::make_shared<const ZoneData>());
    const Error unknown(Code::zone_unknown, "there is no time zone of this name",
                        "use an IANA name, such as America/Los_Angeles");
    if (!is_zone_name(name) || folder_.empty()) return unknown;
    const std::string path = folder_ + '/' + std::string(name);
    std::error_code failure;
    if (!std::filesystem::is_regular_file(path, failure)) return unknown;
    const std::string bytes = read_at_most(path, zone_file_size_max);
    if (!bytes.starts_with("TZif")) return unknown;
    PV_TRY(ZoneData data, parse_zone_file(bytes));
    return Zone(std::string(name), std::make_shared<const ZoneData>(std::move(data)));
}

} // namespace proviso
