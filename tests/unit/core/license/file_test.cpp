#include <doctest/doctest.h>

#include "core/license/judge.hpp"

using namespace proviso;

namespace {

constexpr std::string_view key = "00112233445566ff";

Day day(std::string_view text) { return Day::parse(text).value(); }

Licence sample() {
    Licence licence;
    licence.key = key;
    licence.id = "L-1";
    licence.issue = 2;
    licence.issued = day("2020-01-02");
    licence.account = "acme & sons";
    licence.order = "order 7";
    licence.pack = "any-2019";
    licence.version = "2019, second";
    licence.revision = 3;
    licence.clause = "C-6.1";
    licence.product = "software";
    licence.from = day("2020-01-01");
    licence.until = day("2021-01-01");
    licence.grace_days = 10;
    licence.limits = {{"users", 100, "C-4.1"}, {"instances", 2, "C-6.2"}};
    licence.names = {{"server", "pbx2", "C-10"}, {"server", "pbx1", "C-10"}};
    licence.revocations = 4;
    REQUIRE(settle_licence(licence).ok());
    return licence;
}

constexpr std::string_view sample_text = "Proviso licence 1\n"
                                         "key: 00112233445566ff\n"
                                         "licence: L-1\n"
                                         "issue: 2\n"
                                         "issued: 2020-01-02\n"
                                         "account: acme & sons\n"
                                         "order: order 7\n"
                                         "contract: any-2019\n"
                                         "version: 2019, second\n"
                                         "revision: 3\n"
                                         "clause: C-6.1\n"
                                         "product: software\n"
                                         "from: 2020-01-01\n"
                                         "until: 2021-01-01\n"
                                         "grace-days: 10\n"
                                         "limit: instances 2 C-6.2\n"
                                         "limit: users 100 C-4.1\n"
                                         "name: server pbx1 C-10\n"
                                         "name: server pbx2 C-10\n"
                                         "revocations: 4\n";

std::string sealed(std::string text, LicenceFileKind kind = LicenceFileKind::licence) {
    return seal_licence_file(std::move(text), kind, "proof");
}

std::string replaced(std::string text, std::string_view old, std::string_view with) {
    const std::size_t at = text.find(old);
    REQUIRE(at != std::string::npos);
    return text.replace(at, old.size(), with);
}

/// What reading the whole file gives: the code's name, or "read".
std::string reading(const std::string &bytes) {
    const auto file = split_licence_file(bytes, LicenceFileKind::licence, "a");
    if (!file) return std::string(code_name(file.error().code));
    const auto licence = read_licence(*file, "a");
    return licence ? "read" : std::string(code_name(licence.error().code));
}

} // namespace

TEST_CASE("a licence is written as its lines, and read back") {
    CHECK(licence_text(sample()) == sample_text);
    const std::string bytes = sealed(std::string(sample_text));
    const auto file = split_licence_file(bytes, LicenceFileKind::licence, "a");
    REQUIRE(file.ok());
    CHECK(file->signed_bytes == sample_text);
    CHECK(file->key == key);
    CHECK(file->proof == "proof");
    CHECK(read_licence(*file, "a").value() == sample());
}

TEST_CASE("what a licence need not have has no line") {
    Licence licence = sample();
    licence.order.clear();
    licence.until.reset();
    licence.limits.clear();
    licence.names.clear();
    licence.revocations = 0;
    const std::string text = licence_text(licence);
    for (const char *line : {"\norder:", "\nuntil:", "\nlimit:", "\nname:", "\nrevocations:"})
        CHECK(text.find(line) == std::string::npos);
    const std::string bytes = sealed(text);
    const auto file = split_licence_file(bytes, LicenceFileKind::licence, "a");
    REQUIRE(file.ok());
    CHECK(read_licence(*file, "a").value() == licence);
}

TEST_CASE("one content has one spelling: any other is refused") {
    const std::string good = sealed(std::string(sample_text));
    CHECK(reading(good) == "read");
    const std::pair<std::string_view, std::string_view> spellings[] = {
        {"issue: 2", "issue: 02"},
        {"issue: 2", "issue: +2"},
        {"issue: 2", "issue:  2"},
        {"issue: 2\n", "issue: 2 \n"},
        {"issue: 2", "issue: 0"},
        {"issue: 2", "issue: 1000000000000000"},
        {"issued: 2020-01-02", "issued: 2020-1-2"},
        {"issued: 2020-01-02", "issued: 2020-02-30"},
        {"account: acme", "account:  acme"},
        {"account: acme", "account: \tacme"},
        {"licence: L-1", "licence: L 1"},
        {"licence: L-1", "licence: "},
        {"limit: users 100 C-4.1", "limit: users  100 C-4.1"},
        {"limit: users 100 C-4.1", "limit: users 100"},
        {"limit: users 100 C-4.1", "limit: users 100 C-4.1 more"},
        {"limit: users", "limit: Users"},
        {"limit: instances 2 C-6.2\nlimit: users 100 C-4.1\n", "limit: users 100 C-4.1\nlimit: instances 2 C-6.2\n"},
        {"limit: users 100 C-4.1", "limit: instances 2 C-6.2"},
        {"name: server pbx2", "name: server pbx1"},
        {"until: 2021-01-01", "until: 2020-01-01"},
        {"grace-days: 10", "grace-days: 367"},
        {"revocations: 4", "revocations: 0"},
        {"revocations: 4\n", "revocations: 4\nsurprise: 1\n"},
        {"order: order 7\n", "order: order 7\norder: order 7\n"},
        {"product: software\n", ""},
        {"key: 00112233445566ff", "key: 00112233445566FF"},
        {"key: 00112233445566ff", "key: 0011"},
        {"\nsignature: ", "\nSignature: "},
        {"Proviso licence 1", "Proviso licence 2"},
        {"Proviso licence 1", "Proviso revocations 1"},
        {"Proviso licence 1", "\xEF\xBB\xBFProviso licence 1"},
    };
    for (const auto &[old, with] : spellings) {
        CAPTURE(with);
        CHECK(reading(replaced(good, old, with)) == "license.invalid");
    }
    CHECK(reading(replaced(good, "acme", "ac\xffme")) == "text.not_utf8");
    CHECK(reading(replaced(good, "proof\n", "proof")) == "license.invalid");
    CHECK(reading(good + "\n") == "license.invalid");
    CHECK(reading(std::string((std::size_t{128} << 10) + 1, 'x')) == "input.too_large");
    CHECK(reading("") == "license.invalid");
    for (std::size_t size = 0; size < good.size(); ++size) CHECK(reading(good.substr(0, size)) != "read");
}

TEST_CASE("errors say the line") {
    const std::string bytes = replaced(sealed(std::string(sample_text)), "revision: 3", "revision: three");
    const auto file = split_licence_file(bytes, LicenceFileKind::licence, "acme.licence");
    REQUIRE(file.ok());
    const auto licence = read_licence(*file, "acme.licence");
    REQUIRE(!licence.ok());
    CHECK(licence.error().where == "acme.licence:10");
    const auto newer = split_licence_file("Proviso licence 7\n", LicenceFileKind::licence, "a");
    REQUIRE(!newer.ok());
    CHECK(newer.error().what.find("version 7") != std::string::npos);
}

TEST_CASE("a licence that a file cannot carry is refused before it is written") {
    const auto refused = [](auto change) {
        Licence licence = sample();
        change(licence);
        const auto settled = settle_licence(licence);
        return settled.ok() ? std::string() : settled.error().where;
    };
    CHECK(refused([](Licence &) {}).empty());
    CHECK(refused([](Licence &licence) { licence.account = "two\nlines"; }) == "account");
    CHECK(refused([](Licence &licence) { licence.account.assign(201, 'a'); }) == "account");
    CHECK(refused([](Licence &licence) { licence.id.assign(65, 'a'); }) == "licence");
    CHECK(refused([](Licence &licence) { licence.clause.clear(); }) == "clause");
    CHECK(refused([](Licence &licence) { licence.grace_days = -1; }) == "grace_days");
    CHECK(refused([](Licence &licence) { licence.until = licence.from; }) == "until");
    CHECK(refused([](Licence &licence) { licence.limits.push_back({"users", 1, "C-1"}); }) == "limits");
    CHECK(refused([](Licence &licence) { licence.limits[0].count = -1; }) == "limits");
    CHECK(refused([](Licence &licence) { licence.limits.assign(51, {"users", 1, "C-1"}); }) == "limits");
}

TEST_CASE("the largest licence fits its file") {
    Licence licence = sample();
    licence.limits.clear();
    licence.names.clear();
    const std::string long_word(60, 'w'), metric(37, 'm'), text(200, 't');
    licence.account = licence.order = licence.version = text;
    for (std::size_t i = 0; i < licence_limits_most; ++i)
        licence.limits.push_back({metric + std::to_string(100 + i), licence_number_most, long_word});
    for (std::size_t i = 0; i < licence_names_most; ++i)
        licence.names.push_back({"mac", std::string(56, 'n') + std::to_string(1000 + i), long_word});
    REQUIRE(settle_licence(licence).ok());
    const std::string bytes = seal_licence_file(licence_text(licence), LicenceFileKind::licence, std::string(88, 's'));
    CHECK(bytes.size() < licence_file_limit(LicenceFileKind::licence));
}

TEST_CASE("a list of revocations is written and read back, sorted and each licence once") {
    RevocationList list;
    list.key = key;
    list.number = 12;
    list.issued = day("2020-03-01");
    list.next = day("2020-04-01");
    list.rows = {{"L-9", day("2020-03-01"), "breach"}, {"L-10", day("2020-02-01"), "ended"}};
    REQUIRE(settle_revocations(list).ok());
    const std::string text = revocations_text(list);
    CHECK(text == "Proviso revocations 1\nkey: 00112233445566ff\nnumber: 12\nissued: 2020-03-01\nnext: 2020-04-01\n"
                  "revoked: L-10 2020-02-01 ended\nrevoked: L-9 2020-03-01 breach\n");
    const std::string bytes = sealed(text, LicenceFileKind::revocations);
    const auto file = split_licence_file(bytes, "list");
    REQUIRE(file.ok());
    CHECK(file->kind == LicenceFileKind::revocations);
    CHECK(read_revocations(*file, "list").value() == list);
    CHECK(list.find("L-9")->reason == "breach");
    CHECK(list.find("L-1") == nullptr);
    list.rows.push_back(list.rows.front());
    CHECK(!settle_revocations(list).ok());
    list.rows.clear();
    list.next = list.issued;
    CHECK(!settle_revocations(list).ok());
    const std::string unsorted =
        sealed("Proviso revocations 1\nkey: 00112233445566ff\nnumber: 12\nissued: 2020-03-01\n"
               "next: 2020-04-01\nrevoked: L-9 2020-03-01 breach\nrevoked: L-10 2020-02-01 ended\n",
               LicenceFileKind::revocations);
    const auto other = split_licence_file(unsorted, "list");
    REQUIRE(other.ok());
    CHECK(!read_revocations(*other, "list").ok());
}

TEST_CASE("what was seen is written and read back, the newest issue of each licence") {
    LicenceSeen seen;
    seen.key = key;
    seen.day = day("2020-06-01");
    seen.list = 3;
    seen.note_issue("L-2", 1);
    seen.note_issue("L-1", 4);
    seen.note_issue("L-1", 2);
    CHECK(seen.issue_of("L-1") == 4);
    CHECK(seen.issue_of("L-3") == 0);
    const std::string bytes = sealed(licence_seen_text(seen), LicenceFileKind::state);
    const auto file = split_licence_file(bytes, LicenceFileKind::state, "state");
    REQUIRE(file.ok());
    CHECK(read_licence_seen(*file, "state").value() == seen);
}
