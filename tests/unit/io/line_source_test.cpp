// Lines of JSONL: the same lines whatever the blocks.
#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "io/line_source.hpp"

using namespace proviso;

namespace {

/// "number:line" of every line, fed in blocks of `block` bytes.
std::vector<std::string> lines_of(std::string_view bytes, std::size_t block) {
    std::vector<std::string> out;
    const auto sink = [&](std::uint64_t number, std::string_view line) -> Result<void> {
        out.push_back(std::to_string(number) + ":" + std::string(line));
        return {};
    };
    LineSource source;
    for (std::size_t at = 0; at < bytes.size(); at += block) REQUIRE(source.feed(bytes.substr(at, block), sink).ok());
    REQUIRE(source.finish(sink).ok());
    return out;
}

} // namespace

TEST_CASE("lines do not depend on how the bytes come") {
    const std::string text = "\xef\xbb\xbf"
                             "{\"a\":\"x\"}\r\n\n\r\n{\"b\":1}\n{\"c\"";
    const std::vector<std::string> wanted{"1:{\"a\":\"x\"}", "4:{\"b\":1}", "5:{\"c\""};
    for (std::size_t block = 1; block <= text.size(); ++block) CHECK(lines_of(text, block) == wanted);
    CHECK(lines_of("", 1).empty());
    CHECK(lines_of("\xef\xbb\xbf", 1).empty());
}

TEST_CASE("a line without end is refused before it eats the memory") {
    LineSource source;
    const auto sink = [](std::uint64_t, std::string_view) -> Result<void> { return {}; };
    CHECK(source.feed("first\n", sink).ok());
    const auto refused = source.feed(std::string(longest_line + 1, 'x'), sink);
    REQUIRE_FALSE(refused.ok());
    CHECK(refused.error().code == Code::input_too_large);
    CHECK(refused.error().where == "2");
    LineSource whole;
    CHECK(whole.feed(std::string(longest_line + 1, 'x') + "\n", sink).error().code == Code::input_too_large);
}

TEST_CASE("a sink's error stops the reading") {
    LineSource source;
    int count = 0;
    const auto sink = [&](std::uint64_t, std::string_view) -> Result<void> {
        return ++count == 2 ? Result<void>(Error(Code::cancelled)) : Result<void>();
    };
    CHECK(source.feed("a\nb\nc\n", sink).error().code == Code::cancelled);
    CHECK(count == 2);
}
