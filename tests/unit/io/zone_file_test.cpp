#include <doctest/doctest.h>

#include <string>

#include "io/zone_file.hpp"

using namespace proviso;

namespace {
std::string big_endian(std::int64_t value, int bytes) {
    std::string out;
    for (int shift = (bytes - 1) * 8; shift >= 0; shift -= 8)
        out += static_cast<char>(static_cast<std::uint64_t>(value) >> shift & 0xFF);
    return out;
}

/// A version 2 file with one listed change, as zic writes it when asked to be slim.
std::string slim_file(std::string_view footer, std::int64_t change_at = 1'194'166'800, int leaps = 0, char type = 0) {
    const auto header = [&](int leap, int times, int types, int chars) {
        return "TZif2" + std::string(15, '\0') + big_endian(0, 4) + big_endian(0, 4) + big_endian(leap, 4) +
               big_endian(times, 4) + big_endian(types, 4) + big_endian(chars, 4);
    };
    const std::string standard = big_endian(-28'800, 4) + std::string(2, '\0');
    return header(0, 0, 1, 1) + std::string(7, '\0') + header(leaps, 1, 1, 4) + big_endian(change_at, 8) + type +
           standard + std::string("PST\0", 4) + std::string(static_cast<std::size_t>(leaps) * 12, '\0') + '\n' +
           std::string(footer) + '\n';
}
const std::string pacific = slim_file("PST8PDT,M3.2.0,M11.1.0"); // from 4 November 2007 on

std::int32_t offset(const ZoneData &data, std::int64_t second) { return data.span_at(second).offset_seconds; }
} // namespace

TEST_CASE("a slim file goes on by its rule, listed ahead or worked out") {
    const ZoneData data = parse_zone_file(pacific).value();
    CHECK(offset(data, 0) == -28'800);
    CHECK(offset(data, 1'378'000'000) == -25'200);   // September 2013
    CHECK(offset(data, 1'385'000'000) == -28'800);   // November 2013
    CHECK(offset(data, 2'224'800'000) == -25'200);   // 1 July 2040
    CHECK(offset(data, 4'118'083'200) == -25'200);   // 1 July 2100: the last year that is listed
    CHECK(offset(data, 4'133'980'800) == -28'800);   // 1 January 2101
    CHECK(offset(data, 4'149'619'200) == -25'200);   // 1 July 2101
    CHECK(offset(data, 253'370'764'800) == -28'800); // 1 January 9999
    CHECK(offset(data, 253'386'403'200) == -25'200); // 1 July 9999
    CHECK(offset(data, 253'402'300'799) == -28'800); // its last second
}

TEST_CASE("spans meet without gap or overlap, over the end of the list too") {
    const ZoneData data = parse_zone_file(pacific).value();
    std::int64_t second = 1'194'166'800;
    int spans = 0;
    for (; second < 6'000'000'000; ++spans) { // to 2160
        const ZoneSpan span = data.span_at(second);
        CHECK(span.begin == second);
        CHECK(span.end > span.begin);
        CHECK(data.span_at(span.end - 1).begin == span.begin);
        CHECK(data.span_at(span.end).begin == span.end);
        second = span.end;
    }
    CHECK(spans == 2 * (2160 - 2008) + 1); // November 2007, then two a year
}

TEST_CASE("summer all year keeps its offset over each New Year") {
    const ZoneData data = parse_zone_file(slim_file("XXX3EDT4,0/0,J365/23")).value();
    for (std::int64_t second = 1'230'000'000; second < 5'000'000'000; second += 3'000'000)
        CHECK(offset(data, second) == -14'400);
}

TEST_CASE("no rule, no change after the last") {
    const ZoneData data = parse_zone_file(slim_file("")).value();
    CHECK(offset(data, 2'224'800'000) == -28'800);
    CHECK(data.span_at(2'224'800'000).end == INT64_MAX);
}

TEST_CASE("damaged files are refused at every length") {
    for (std::size_t length = 0; length < pacific.size(); ++length)
        CHECK_FALSE(parse_zone_file(std::string_view(pacific).substr(0, length)).ok());
    CHECK_FALSE(parse_zone_file(slim_file("nonsense")).ok());
    CHECK_FALSE(parse_zone_file(slim_file("JST-9", 0, 1)).ok());    // counts leap seconds
    CHECK_FALSE(parse_zone_file(slim_file("JST-9", 0, 0, 1)).ok()); // a type that is not there
    CHECK(parse_zone_file(std::string(200, 'x')).error().code == Code::zone_unknown);
    for (const std::int64_t far : {INT64_MIN, INT64_MAX}) // absurd, but no reason to run for ever
        CHECK(parse_zone_file(slim_file("PST8PDT,M3.2.0,M11.1.0", far)).ok());
}

TEST_CASE("every byte may be wrong: reading ends, with or without a zone") {
    for (std::size_t at = 0; at < pacific.size(); ++at)
        for (const char byte : {'\0', '\x7f', '\xff'}) {
            std::string bytes = pacific;
            bytes[at] = byte;
            if (const auto data = parse_zone_file(bytes)) CHECK(offset(*data, 0) <= 26 * 3'600);
        }
}
