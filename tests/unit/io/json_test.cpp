#include <doctest/doctest.h>

#include "io/json.hpp"

using namespace proviso;

TEST_CASE("numbers keep the text that was written") {
    Result<JsonNode> node = read_json(R"({"a":1.10,"b":12345678901234567890123,"c":-7,"d":1e3})");
    REQUIRE(node);
    CHECK(node->find("a")->text == "1.10");
    CHECK(node->find("b")->text == "12345678901234567890123");
    CHECK(node->find("c")->text == "-7");
    CHECK(node->find("d")->text == "1e3");
    CHECK(node->find("a")->kind == JsonKind::number);
    CHECK_FALSE(node->find("e"));
}

TEST_CASE("values of each kind, members in the text's order") {
    Result<JsonNode> node = read_json(R"( {"z":[null,true,"x\u00e9",{}],"a":{"b":[]}} )");
    REQUIRE(node);
    REQUIRE(node->members.size() == 2);
    CHECK(node->members[0].key == "z");
    const std::vector<JsonNode> &items = node->members[0].value.items;
    REQUIRE(items.size() == 4);
    CHECK(items[0].kind == JsonKind::null);
    CHECK((items[1].kind == JsonKind::flag && items[1].flag));
    CHECK(items[2].text == "x\xc3\xa9");
    CHECK(items[3].kind == JsonKind::object);
    CHECK(node->find("a")->find("b")->kind == JsonKind::list);
}

TEST_CASE("a key that stands twice is refused with its pointer") {
    Result<JsonNode> node = read_json(R"({"a":[1,{"x/y":{"k":1,"k":2}}]})", "seller.json");
    REQUIRE_FALSE(node);
    CHECK(node.error().code == Code::key_duplicate);
    CHECK(node.error().where == "seller.json:/a/1/x~1y");
    CHECK(node.error().what == "the key 'k' stands twice");
}

TEST_CASE("what is not one value is refused with its byte") {
    for (const char *bad : {"", "{", "[1,]", "{\"a\":1}x", "01", "'a'", "// c\n1", "nul", "[1 2]", "\"\n\""}) {
        CAPTURE(bad);
        Result<JsonNode> node = read_json(bad);
        REQUIRE_FALSE(node);
        CHECK(node.error().code == Code::json_syntax);
        CHECK(node.error().where.starts_with("byte "));
    }
}

TEST_CASE("limits: bytes, depth, UTF-8") {
    CHECK(read_json("[[1]]", {}, {100, 2}));
    CHECK(read_json("[[[1]]]", {}, {100, 2}).error().code == Code::input_too_large);
    CHECK(read_json("[1,2]", {}, {4, 2}).error().code == Code::input_too_large);
    CHECK(read_json(std::string(100'000, '[')).error().code == Code::input_too_large);
    CHECK(read_json("\"\xc3\x28\"").error().code == Code::text_not_utf8);
}

TEST_CASE("the writer makes compact canonical text") {
    JsonWriter writer;
    writer.begin_object().text("a", "x\"\n").integer("b", -5).flag("c", true).key("d").begin_list().null().integer(1);
    writer.begin_object().end().end().key("e").raw("[2]").end();
    CHECK(writer.take() == R"({"a":"x\"\u000a","b":-5,"c":true,"d":[null,1,{}],"e":[2]})");
    CHECK(writer.text("again").take() == "\"again\"");
}
