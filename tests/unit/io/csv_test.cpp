#include "io/csv.hpp"

#include <doctest/doctest.h>

#include <random>

using namespace proviso;

namespace {

/// Everything that a scan gives, as text: what tests compare.
class Recorder : public CsvHandler {
  public:
    Result<void> row(const CsvRow &row) override {
        log += std::to_string(row.number) + "@" + std::to_string(row.line) + ":";
        for (const CsvField &field : row.fields) {
            std::string scratch;
            log += "[" + std::string(field.text(scratch)) + "]";
        }
        log += "\n";
        ++given;
        return {};
    }
    Result<void> bad_row(const CsvBadRow &row) override {
        log += std::to_string(row.number) + "@" + std::to_string(row.line) + " bad <" + std::string(row.raw) + "> " +
               std::string(row.fault.what) + "\n";
        ++given;
        return {};
    }
    Result<void> release() override {
        given = 0;
        return {};
    }
    std::string log;
    int given = 0; ///< rows that are still borrowed
};

CsvLimits small_limits() { return {64, 40, 6}; }

std::string scan(std::string_view text, const std::vector<std::size_t> &cuts = {}, CsvLimits limits = {}) {
    Recorder recorder;
    CsvScanner scanner(recorder, limits);
    std::size_t from = 0;
    const auto feed = [&](std::size_t until) {
        const std::string block(text.substr(from, until - from)); // a copy: what is read after feed() would show
        REQUIRE(scanner.feed(block));
        CHECK(recorder.given == 0);
        from = until;
    };
    for (const std::size_t cut : cuts) feed(cut);
    feed(text.size());
    REQUIRE(scanner.finish());
    CHECK(recorder.given == 0);
    return recorder.log;
}

/// The grammar by one byte after another. A row that is wrong costs the line on which it begins.
std::string slow_scan(std::string_view text) {
    std::string log;
    std::size_t at = 0;
    int row = 0, line = 1;
    while (at < text.size()) {
        std::string fields, field;
        std::size_t i = at;
        int lines = 0;
        bool quoted = false, closed = false, fresh = true, wrong = false, done = false;
        const auto end_field = [&] {
            fields += "[" + field + "]";
            field.clear();
            quoted = closed = false;
            fresh = true;
        };
        for (; i < text.size() && !done && !wrong; ++i) {
            const char c = text[i];
            if (quoted && !closed) {
                lines += c == '\n';
                if (c != '"')
                    field += c;
                else if (i + 1 < text.size() && text[i + 1] == '"')
                    field += text[i++];
                else
                    closed = true;
            } else if (c == ',') {
                end_field();
            } else if (c == '\n' || (c == '\r' && (i + 1 == text.size() || text[i + 1] == '\n'))) {
                i += c == '\r';
                end_field();
                done = true;
            } else if (c == '"') {
                if (!fresh) wrong = true;
                quoted = true;
                fresh = false;
            } else {
                wrong = wrong || closed;
                field += c;
                fresh = false;
            }
        }
        if (!done && !wrong) {
            wrong = quoted && !closed;
            end_field();
        }
        std::size_t line_end = std::min(text.find('\n', at), text.size());
        if (wrong) {
            std::string_view raw = text.substr(at, line_end - at);
            if (raw.ends_with('\r')) raw.remove_suffix(1);
            log += std::to_string(++row) + "@" + std::to_string(line++) + " bad <" + std::string(raw) + ">\n";
            at = line_end + 1;
            continue;
        }
        if (fields == "[]" && (text[at] == '\n' || text[at] == '\r')) {
            ++line;
        } else {
            log += std::to_string(++row) + "@" + std::to_string(line) + ":" + fields + "\n";
            line += 1 + lines;
        }
        at = i;
    }
    return log;
}

/// Without the reasons, which the slow scan does not give.
std::string without_reasons(std::string log) {
    std::string out;
    for (std::size_t at = 0; at < log.size();) {
        const std::size_t end = log.find('\n', at);
        std::string line = log.substr(at, end - at);
        out += line + "\n";
        at = end + 1;
    }
    for (const std::string reason : {" a quote stands inside a field that is not quoted",
                                     " text follows a closing quote", " a quote is opened and never closed"})
        for (std::size_t at; (at = out.find(reason)) != std::string::npos;) out.erase(at, reason.size());
    return out;
}

} // namespace

TEST_CASE("fields, quotes, doubled quotes and line ends inside quotes") {
    CHECK(scan("a,b,c\n1,2,3\n") == "1@1:[a][b][c]\n2@2:[1][2][3]\n");
    CHECK(scan("a,\"b,c\",d") == "1@1:[a][b,c][d]\n");
    CHECK(scan("\"say \"\"yes\"\"\",2\n") == "1@1:[say \"yes\"][2]\n");
    CHECK(scan("\"two\nlines\",x\ny,z\n") == "1@1:[two\nlines][x]\n2@3:[y][z]\n");
    CHECK(scan(",\n\"\",\n") == "1@1:[][]\n2@2:[][]\n");
    CHECK(scan("\"\"\"\"\n") == "1@1:[\"]\n");
}

TEST_CASE("CRLF, a byte-order mark, blank lines and a missing last line end are no trouble") {
    CHECK(scan("\xEF\xBB\xBF"
               "a,b\r\n\r\n\n1,\r\n\"x\r\ny\",\"2\"\r\n") == "1@1:[a][b]\n2@4:[1][]\n3@5:[x\r\ny][2]\n");
    CHECK(scan("") == "");
    CHECK(scan("\xEF\xBB\xBF") == "");
    CHECK(scan("a") == "1@1:[a]\n");
    CHECK(scan("\xEF\xBB") == "1@1:[\xEF\xBB]\n");
    CHECK(scan("\n\n") == "");
}

TEST_CASE("a wrong quote costs its line and no more") {
    CHECK(scan("a,b\n1,5\" nail\n2,ok\n") == "1@1:[a][b]\n2@2 bad <1,5\" nail> a quote stands inside a field that is "
                                             "not quoted\n3@3:[2][ok]\n");
    CHECK(scan("\"a\"x,b\nc,d\n") == "1@1 bad <\"a\"x,b> text follows a closing quote\n2@2:[c][d]\n");
    CHECK(scan("a,\"never\nb,c\nd,e\n") ==
          "1@1 bad <a,\"never> a quote is opened and never closed\n2@2:[b][c]\n3@3:[d][e]\n");
}

TEST_CASE("rows, fields and their number are limited; what follows is still read") {
    const std::string wide(100, 'x');
    CHECK(scan("a,b\n" + wide + "\nc,d\n", {}, small_limits()) ==
          "1@1:[a][b]\n2@2 bad <" + wide.substr(0, 64) + "> the row is too long\n3@3:[c][d]\n");
    CHECK(scan("a,\"" + wide + "\nc,d\n", {}, small_limits()) ==
          "1@1 bad <a,\"" + wide.substr(0, 61) + "> the row is too long\n2@2:[c][d]\n");
    CHECK(scan(std::string(41, 'x') + ",b\nc\n", {}, small_limits()).find("a field is too long") != std::string::npos);
    CHECK(scan("1,2,3,4,5,6,7\n8\n", {}, {64, 40, 32}) == "1@1:[1][2][3][4][5][6][7]\n2@2:[8]\n");
    std::string many;
    for (int i = 0; i < 40; ++i) many += ",";
    CHECK(scan(many + "\n8\n", {}, {64, 40, 32}) == "1@1 bad <" + many + "> the row has too many fields\n2@2:[8]\n");
    CHECK(scan(std::string(10'000, 'x'), {}, {8'000, 40, 32}) ==
          "1@1 bad <" + std::string(CsvScanner::bad_row_bytes, 'x') + "> the row is too long\n");
}

TEST_CASE("UTF-16 is refused by name") {
    Recorder recorder;
    CsvScanner scanner(recorder);
    CHECK(scanner
              .feed(std::string_view("\xFF\xFE"
                                     "a",
                                     3))
              .error()
              .code == Code::text_not_utf8);
}

TEST_CASE("any text in any blocks gives what the grammar gives") {
    std::mt19937_64 random(11);
    const std::string letters = "ab,,\"\"\"\n\n\r";
    for (std::uint64_t round = 0; round < 3'000; ++round) {
        std::string text = "a";
        const std::size_t size = random() % (round % 10 == 0 ? 600 : 60);
        while (text.size() < size) {
            // Whole quoted fields now and then, or hardly any row would be right.
            if (random() % 4 == 0)
                text += random() % 2 == 0 ? "\"a,\n\"\"b\"," : "\"c\"\n";
            else
                text += letters[random() % letters.size()];
        }
        std::vector<std::size_t> cuts;
        for (std::size_t cut = 0; (cut += 1 + random() % (round % 7 + 1) * (1 + random() % 40)) < text.size();)
            cuts.push_back(cut);
        CAPTURE(text);
        const std::string whole = scan(text);
        REQUIRE(without_reasons(whole) == slow_scan(text));
        REQUIRE(scan(text, cuts) == whole);
        REQUIRE(scan(text, cuts, small_limits()) == scan(text, {}, small_limits()));
    }
}

TEST_CASE("the widest registers see what the plain loop sees") {
    std::mt19937_64 random(5);
    const std::string letters = "abcdefgh;,\"\n\r";
    for (int round = 0; round < 300; ++round) {
        std::string text;
        const std::size_t size = round < 200 ? static_cast<std::size_t>(round) : random() % (csv_window + 1);
        while (text.size() < size) text += letters[random() % letters.size()];
        CsvIndex fast, plain;
        fast.inside_quotes = plain.inside_quotes = random() % 2 == 0;
        index_csv(text.data(), text.size(), ';', fast);
        index_csv_plain(text.data(), text.size(), ';', plain);
        REQUIRE(fast.structure_count == plain.structure_count);
        REQUIRE(std::equal(fast.structure.begin(),
                           fast.structure.begin() + static_cast<std::ptrdiff_t>(fast.structure_count),
                           plain.structure.begin()));
        REQUIRE(fast.quoted_lines == plain.quoted_lines);
        REQUIRE(fast.inside_quotes == plain.inside_quotes);
        REQUIRE(fast.has_quotes == plain.has_quotes);
    }
}
