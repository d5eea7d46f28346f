#include <doctest/doctest.h>

#include "capi/json.hpp"

using namespace proviso;
using capi::Json;

TEST_CASE("braces make objects of pairs that begin with a text, and lists of everything else") {
    CHECK(json_text(Json{{"a", 1}, {"b", {2, 3}}}) == R"({"a":1,"b":[2,3]})");
    CHECK(json_text(Json{{"a", {{"b", nullptr}, {"c", true}}}}) == R"({"a":{"b":null,"c":true}})");
    CHECK(json_text(Json{1, "two", -3}) == R"([1,"two",-3])");
    CHECK(json_text(Json::array()) == "[]");
    CHECK(json_text(Json::object()) == "{}");
    const std::string name = "kept"; // what is named is copied, not emptied
    const Json row = {{"name", name}};
    CHECK(name == "kept");
    CHECK(row["name"].text() == "kept");
}

TEST_CASE("members keep the order in which they came, and setting one again changes it in place") {
    Json object;
    object["z"] = 1;
    object["a"] = 2;
    object["z"] = 3;
    object.update({{"a", 4}, {"m", 5}});
    CHECK(json_text(object) == R"({"z":3,"a":4,"m":5})");
    CHECK(object.contains("m"));
    CHECK_FALSE(object.contains("y"));
    CHECK(object.find("y") == object.end());
    CHECK(object.value("y", std::uint64_t{7}) == 7);
}

TEST_CASE("what is parsed is written again as it was") {
    for (const char *text :
         {R"({"a":[1,-2,{"b":""}],"c":null,"d":false})", "18446744073709551615", "-9223372036854775808",
          R"("\u0001 \" \\ ü 東")", "0.10", "1e40", "123456789012345678901234567890"}) {
        CAPTURE(text);
        const auto value = capi::parse_json(text);
        REQUIRE(value);
        const auto again = capi::parse_json(json_text(*value));
        REQUIRE(again);
        CHECK(*again == *value);
    }
    CHECK(json_text(*capi::parse_json("0.10")) == "0.10"); // no amount goes through a binary fraction
    CHECK_FALSE(capi::parse_json("0.10")->is_number_integer());
    CHECK(capi::parse_json("18446744073709551615")->is_number_unsigned());
}

TEST_CASE("bytes that are no character are replaced, one by one") {
    CHECK(json_text(Json(std::string("a\xFF\xC3"))) == "\"a\xEF\xBF\xBD\xEF\xBF\xBD\"");
    CHECK(json_text(Json(std::string("\xE6\x9D\xB1"))) == "\"\xE6\x9D\xB1\"");
}
