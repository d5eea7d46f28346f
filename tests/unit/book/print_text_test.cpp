// Text made fit to print.
#include "book/print_text.hpp"

#include <doctest/doctest.h>

#include "book/invoice_page.hpp"

using namespace proviso;
using Lines = std::vector<std::string>;

TEST_CASE("printable text is one line of well-formed UTF-8 that runs one way") {
    CHECK(printable("  Zo\xc3\xab & Co.\t") == "Zo\xc3\xab & Co.");
    CHECK(printable("a\r\nb\x1b[0m") == "a  b [0m");
    CHECK(printable("a\xc2\x85\xe2\x80\xa8z") == "a  z"); // U+0085, U+2028
    CHECK(printable("1\xe2\x80\xae"
                    "23\xe2\x81\xa6") == "123");                                // U+202E, U+2066
    CHECK(printable("\xc3") == "\xef\xbf\xbd");                                 // cut off
    CHECK(printable("\xed\xa0\x80") == "\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd"); // half of a pair
    CHECK(printable(" \n ").empty());
    CHECK(printable_lines("1 Main Street\r\n\n Springfield") == Lines{"1 Main Street", "Springfield"});
}

TEST_CASE("columns count what a fixed-width font shows") {
    CHECK(columns("abc") == 3);
    CHECK(columns("e\xcc\x81") == 1);          // combining accent
    CHECK(columns("\xe6\xa0\xaa") == 2);       // East Asian
    CHECK(columns("\xf0\x9f\x93\x9e a") == 4); // a picture of a telephone
}

TEST_CASE("lines break at blanks, and inside words that are too long") {
    CHECK(wrapped("", 10) == Lines{""});
    CHECK(wrapped("exactly 10", 10) == Lines{"exactly 10"});
    CHECK(wrapped("one two three", 7) == Lines{"one two", "three"});
    CHECK(wrapped("one two three", 8) == Lines{"one two", "three"});
    CHECK(wrapped("one   two", 4) == Lines{"one", "two"});
    CHECK(wrapped("a abcdefgh", 4) == Lines{"a", "abcd", "efgh"});
    CHECK(wrapped("\xe6\xa0\xaa\xe6\xa0\xaa\xe6\xa0\xaa", 5) == Lines{"\xe6\xa0\xaa\xe6\xa0\xaa", "\xe6\xa0\xaa"});
}

TEST_CASE("escapes for HTML and for a shell") {
    CHECK(html_escaped("<a href=\"x\">'&'</a>") == "&lt;a href=&quot;x&quot;&gt;&#39;&amp;&#39;&lt;/a&gt;");
    CHECK(shell_word("INV-000001") == "INV-000001");
    CHECK(shell_word("2013-05-16/interest#2") == "'2013-05-16/interest#2'");
    CHECK(shell_word("a'b") == "'a'\\''b'");
    CHECK(shell_word("$(x)") == "'$(x)'");
    CHECK(shell_word("").size() == 2);
}

TEST_CASE("thousands are told apart") {
    CHECK(grouped("0.00") == "0.00");
    CHECK(grouped("999.99") == "999.99");
    CHECK(grouped("-1000.5") == "-1,000.5");
    CHECK(grouped("-999") == "-999");
    CHECK(grouped("1234567") == "1,234,567");
    CHECK(grouped("0.012345") == "0.012345");
}

TEST_CASE("service periods name their last day") {
    const Day start = Day::parse("2013-03-20").value();
    CHECK(period_text({start, start + 11}) == "2013-03-20 to 2013-03-30");
    CHECK(period_text({start, start + 1}) == "2013-03-20");
    CHECK(period_text({start, start}).empty());
    CHECK(period_text({start, start - 1}).empty());
}
