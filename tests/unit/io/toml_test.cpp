#include <doctest/doctest.h>

#include "io/toml_reader.hpp"

using namespace proviso;

namespace {
const Currency usd{};

Error parse_error(std::string_view text) {
    Result<TomlNode> root = parse_toml(text, "f.toml");
    REQUIRE_FALSE(root);
    return root.error();
}
} // namespace

TEST_CASE("values of each kind, with their places") {
    Result<TomlNode> root = parse_toml("a = 'x'\nb = 7\nc = 2013-03-20\nd = 2013-03-20T10:00:00Z\n"
                                       "e = 2013-03-20T10:00:00\nf = true\ng = [1, 'y']\n[h]\ni = 10:00:00\n",
                                       "f.toml");
    REQUIRE(root);
    CHECK(root->entry("a")->value.text == "x");
    CHECK(root->entry("b")->value.integer == 7);
    CHECK(root->entry("b")->value.text == "7");
    CHECK(root->entry("c")->value.kind == TomlKind::date);
    CHECK(root->entry("c")->value.day.text() == "2013-03-20");
    CHECK(root->entry("d")->value.kind == TomlKind::instant);
    CHECK(Instant::parse(root->entry("d")->value.text)->text() == "2013-03-20T10:00:00Z");
    CHECK(root->entry("e")->value.kind == TomlKind::local_time);
    CHECK(root->entry("f")->value.flag);
    CHECK(root->entry("g")->value.items.size() == 2);
    CHECK(root->entry("h")->value.entry("i")->value.kind == TomlKind::time);
    CHECK(root->entry("c")->place.line == 3);
    CHECK(root->entry("h")->value.entry("i")->place.line == 9);
    CHECK(root->entry("g")->value.items[1].place.column == 9);
}

TEST_CASE("broken files: code, line and column") {
    CHECK(parse_error("a = 1\na = 2\n").code == Code::key_duplicate);
    CHECK(parse_error("[t]\na = 1\n[t]\n").code == Code::key_duplicate);
    Error date = parse_error("x = 1\nday = 2013-02-29\n");
    CHECK(date.code == Code::date_invalid);
    CHECK(date.where.starts_with("f.toml:2:"));
    CHECK(parse_error("day = 2013-13-01\n").code == Code::date_invalid);
    Error syntax = parse_error("ok = 1\nbad = \n");
    CHECK(syntax.code == Code::toml_syntax);
    CHECK(syntax.where.starts_with("f.toml:2:"));
    CHECK(parse_error("a = \"\xff\"\n").code == Code::text_not_utf8);
    CHECK(parse_error("a = 0001-01-01\nb = 0000-01-01\n").code == Code::date_range);
    CHECK(parse_error("a = 99999999999999999999\n").code == Code::toml_syntax);
}

TEST_CASE("29 February exists in leap years") {
    CHECK(parse_toml("d = 2016-02-29\n", "f"));
    CHECK_FALSE(parse_toml("d = 1900-02-29\n", "f"));
    CHECK(parse_toml("d = 2000-02-29\n", "f"));
}

TEST_CASE("limits: size, nesting, dots in a line") {
    CHECK(parse_toml("a = 1\n", "f", 5).error().code == Code::input_too_large);
    CHECK_FALSE(parse_toml("a = " + std::string(100'000, '['), "f"));
    std::string deep = "a";
    for (int i = 0; i < 100'000; ++i) deep += ".a";
    Error dots = parse_error(deep + " = 1\n");
    CHECK(dots.code == Code::input_too_large);
    CHECK(dots.where == "f.toml:1:1");
}

TEST_CASE("a file with very many faults is read in time and keeps the first hundred") {
    std::string text;
    for (int i = 0; i < 100'000; ++i) text += "k" + std::to_string(i) + " = 1\n";
    Result<TomlNode> root = parse_toml(text, "f");
    REQUIRE(root);
    CHECK(root->entry("k99999")->place.line == 100'000);
    CHECK_FALSE(root->entry("k100000"));
    TomlErrors errors{"f", {}};
    TomlTable form(*root, errors, "the file");
    for (const TomlEntry &entry : root->entries) (void)form.text(entry.key); // wrong type, each
    CHECK(errors.list.size() == 100);
    CHECK(errors.list[99].where == "f:100:1");
}

TEST_CASE("a form reads typed keys and names every other") {
    const std::string text = "id = 'x'\ncount = 3\ntotal = '66.33'\non = 2013-03-20\nlist = ['a', 'b']\nextra = 1\n";
    Result<TomlNode> root = parse_toml(text, "f.toml");
    REQUIRE(root);
    TomlErrors errors{"f.toml", {}};
    TomlTable form(*root, errors, "the file");
    CHECK(form.text("id") == "x");
    CHECK(form.integer("count", 0, 10) == 3);
    CHECK(form.amount("total", usd).minor() == 6633);
    CHECK(form.day("on").text() == "2013-03-20");
    CHECK(form.texts("list") == std::vector<std::string>{"a", "b"});
    CHECK_FALSE(form.maybe_text("absent"));
    CHECK(form.flag("flag", true));
    CHECK(errors.none());
    form.finish();
    REQUIRE(errors.list.size() == 1);
    CHECK(errors.list[0].code == Code::key_unknown);
    CHECK(errors.list[0].where == "f.toml:6:1");
}

TEST_CASE("a form gathers every error, each at its place") {
    const std::string text = "total = 66.33\ncount = 11\non = '2013-03-20'\nname = ''\namount = '6x'\nlist = ['a', 2]\n"
                             "decimals = '1.005'\n[[row]]\n[[row]]\n  key = 1\n";
    Result<TomlNode> root = parse_toml(text, "f.toml");
    REQUIRE(root);
    TomlErrors errors{"f.toml", {}};
    TomlTable form(*root, errors, "the file");
    (void)form.amount("total", usd);
    (void)form.integer("count", 0, 10);
    (void)form.day("on");
    (void)form.text("name");
    (void)form.amount("amount", usd);
    (void)form.texts("list");
    (void)form.amount("decimals", usd);
    (void)form.text("missing");
    for (TomlTable &row : form.tables("row", "row")) row.finish();
    (void)form.table("gone").text("silent"); // an absent optional table says nothing
    std::vector<std::pair<Code, std::string>> found;
    for (const Error &error : errors.list) found.emplace_back(error.code, error.where);
    const std::vector<std::pair<Code, std::string>> expected{
        {Code::value_type, "f.toml:1:1"},     {Code::value_range, "f.toml:2:1"},  {Code::value_type, "f.toml:3:1"},
        {Code::value_range, "f.toml:4:1"},    {Code::money_syntax, "f.toml:5:1"}, {Code::value_type, "f.toml:6:14"},
        {Code::money_decimals, "f.toml:7:1"}, {Code::key_missing, "f.toml:1:1"},  {Code::key_unknown, "f.toml:10:3"}};
    CHECK(found == expected);
    CHECK(errors.list[0].todo.find("quotes") != std::string::npos); // 66.33 has to be written as text
}

TEST_CASE("ratios are whole numbers or text") {
    Result<TomlNode> root = parse_toml("a = 3\nb = '1/120'\nc = '0.015'\nd = true\n", "f");
    REQUIRE(root);
    TomlErrors errors{"f", {}};
    TomlTable form(*root, errors, "the file");
    CHECK(form.maybe_ratio("a")->text() == "3");
    CHECK(form.maybe_ratio("b")->text() == "1/120");
    CHECK(form.maybe_ratio("c")->text() == "3/200");
    CHECK_FALSE(form.maybe_ratio("d"));
    CHECK(errors.list.size() == 1);
}
