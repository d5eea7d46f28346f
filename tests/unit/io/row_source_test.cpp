// Rows of text files: the same rows whatever the blocks, and one bad row never takes others with it.
#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "io/row_source.hpp"

using namespace proviso;

namespace {

/// "line:raw" of every row, with the code of its error if it has one; fed in blocks of `block` bytes.
std::vector<std::string> rows_of(std::string_view bytes, RowForm form, std::size_t block) {
    std::vector<std::string> out;
    const auto sink = [&](const TextRow &row) -> Result<void> {
        out.push_back(std::to_string(row.line) + ":" + std::string(row.raw) +
                      (row.error ? " !" + std::string(code_name(row.error->code)) : ""));
        return {};
    };
    RowSource source(form);
    for (std::size_t at = 0; at < bytes.size(); at += block) REQUIRE(source.feed(bytes.substr(at, block), sink).ok());
    REQUIRE(source.finish(sink).ok());
    return out;
}

using Rows = std::vector<std::string>;

} // namespace

TEST_CASE("rows do not depend on how the bytes come") {
    const std::string text = "\xef\xbb\xbf"
                             "a,b\r\n1,\"x,\n\"\"y\"\"\"\n\n\r\n2,z";
    const Rows wanted{"1:a,b", "2:1,\"x,\n\"\"y\"\"\"", "6:2,z"};
    for (std::size_t block = 1; block <= text.size(); ++block) CHECK(rows_of(text, RowForm::csv, block) == wanted);
}

TEST_CASE("a stray quote spoils its own row only") {
    CHECK(rows_of("a\"b,1\nc,2\nd\"e,3\nf,4\n", RowForm::csv, 3) == Rows{"1:a\"b,1", "2:c,2", "3:d\"e,3", "4:f,4"});
    CHECK(rows_of("ok,1\n\"open,2\nc,3\nd,4", RowForm::csv, 100) == Rows{"1:ok,1", "2:\"open,2", "3:c,3", "4:d,4"});
}

TEST_CASE("bytes that are not text are said so, row by row") {
    CHECK(rows_of("a\n\xff\nb\n", RowForm::csv, 2) == Rows{"1:a", "2:\xff !text.not_utf8", "3:b"});
    const std::string nul("x\0y\nz\n", 6);
    CHECK(rows_of(nul, RowForm::lines, 2).at(0).substr(5) == " !csv.syntax");
    CHECK(rows_of("", RowForm::csv, 1).empty());
    CHECK(rows_of("\xef\xbb\xbf", RowForm::csv, 1).empty());
    CHECK(rows_of("{\"a\":\"\n", RowForm::lines, 1) == Rows{"1:{\"a\":\""}); // quotes mean nothing to lines
}

TEST_CASE("a row without end is refused before it eats the memory") {
    RowSource source(RowForm::csv);
    const auto sink = [](const TextRow &) -> Result<void> { return {}; };
    CHECK(source.feed("first\n\"", sink).ok());
    const auto refused = source.feed(std::string(longest_row + 1, 'x'), sink);
    REQUIRE_FALSE(refused.ok());
    CHECK(refused.error().code == Code::input_too_large);
    CHECK(refused.error().where == "2");
}

TEST_CASE("a sink's error stops the reading") {
    RowSource source(RowForm::csv);
    int count = 0;
    const auto sink = [&](const TextRow &) -> Result<void> {
        return ++count == 2 ? Result<void>(Error(Code::cancelled)) : Result<void>();
    };
    CHECK(source.feed("a\nb\nc\n", sink).error().code == Code::cancelled);
    CHECK(count == 2);
}

TEST_CASE("cells have their quotes taken off") {
    const auto cells = [](std::string_view raw) { return csv_cells(raw).value(); };
    CHECK(cells("") == std::vector<std::string>{""});
    CHECK(cells("a,,\"b\"\"c\",\"\"") == std::vector<std::string>{"a", "", "b\"c", ""});
    CHECK(cells("\"x,y\",") == std::vector<std::string>{"x,y", ""});
    for (const char *bad : {"\"a", "\"a\"b", "a\"b", "a,\"b\" ,c"}) {
        const auto refused = csv_cells(bad);
        REQUIRE_FALSE(refused.ok());
        CHECK(refused.error().code == Code::csv_syntax);
    }
    CHECK(csv_cells(std::string(most_cells, ',')).error().code == Code::input_too_large);
}
