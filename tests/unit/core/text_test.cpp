// Checks of outside text, and the name that a mistyped one probably meant.
#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "core/closest.hpp"
#include "core/utf8.hpp"

using namespace proviso;

TEST_CASE("UTF-8 is told from its bytes") {
    for (const char *good : {"", "plain", "\xc2\x80", "\xdf\xbf", "\xe0\xa0\x80", "\xed\x9f\xbf", "\xef\xbf\xbf",
                             "\xf0\x90\x80\x80", "\xf4\x8f\xbf\xbf"})
        CHECK(is_utf8(good));
    for (const char *bad : {"\x80", "\xc0\x80", "\xc1\xbf", "\xc2", "\xe0\x9f\xbf", "\xed\xa0\x80", "\xf0\x8f\xbf\xbf",
                            "\xf4\x90\x80\x80", "\xf5\x80\x80\x80", "\xff", "a\xe2\x82"})
        CHECK_FALSE(is_utf8(bad));
    CHECK(is_utf8(std::string(1, '\0')));
}

TEST_CASE("control characters of both ranges are seen") {
    CHECK_FALSE(has_control("Zo\xc3\xab \xc2\xa0"));
    for (const char *bad : {"a\tb", "\n", "\x7f", "\xc2\x80", "\xc2\x9f"}) CHECK(has_control(bad));
    CHECK(has_control(std::string(1, '\0')));
}

TEST_CASE("the nearest name is suggested, and nothing where nothing is near") {
    const std::vector<std::string_view> names{"plan", "quantity", "order"};
    CHECK(closest_name("quantty", names) == "quantity");
    CHECK(closest_name("odrer", names) == "order");
    CHECK(closest_name("colour", names).empty());
    CHECK(closest_name("xy", names).empty());
    CHECK(closest_name(std::string(100000, 'q'), names).empty());
    CHECK(suggest_name("plam", names, "look it up") == "did you mean \"plan\"?");
    CHECK(suggest_name("zzzzzz", names, "look it up") == "look it up");
}
