#include <doctest/doctest.h>

#include <algorithm>
#include <cstring>

#include "signing/licence_files.hpp"

using namespace proviso;

namespace {

Day day(std::string_view text) { return Day::parse(text).value(); }

/// The key whose seed is `first`, `first` + 1, ...
SigningKey key_from(unsigned char first) {
    return SigningKey::generate([&](std::span<unsigned char> seed) -> Result<void> {
               for (std::size_t i = 0; i < seed.size(); ++i) seed[i] = static_cast<unsigned char>(first + i);
               return {};
           })
        .value();
}

Licence sample() {
    Licence licence;
    licence.id = "L-1";
    licence.issued = licence.from = day("2020-01-02");
    licence.account = "acme";
    licence.pack = "any-2019";
    licence.version = "2019";
    licence.clause = "C-6.1";
    licence.product = "software";
    licence.limits = {{"users", 100, "C-4.1"}};
    return licence;
}

std::string code_of(const auto &result) { return result ? "ok" : std::string(code_name(result.error().code)); }

SecretBytes secret_text(std::string_view text) {
    SecretBytes bytes = SecretBytes::make(text.size()).value();
    std::memcpy(bytes.bytes().data(), text.data(), text.size());
    return bytes;
}

std::string text_of(const SecretBytes &bytes) {
    return {reinterpret_cast<const char *>(bytes.bytes().data()), bytes.bytes().size()};
}

} // namespace

TEST_CASE("the first test of RFC 8032: public key and signature of nothing") {
    constexpr unsigned char seed[32] = {0x9d, 0x61, 0xb1, 0x9d, 0xef, 0xfd, 0x5a, 0x60, 0xba, 0x84, 0x4a,
                                        0xf4, 0x92, 0xec, 0x2c, 0xc4, 0x44, 0x49, 0xc5, 0x69, 0x7b, 0x32,
                                        0x69, 0x19, 0x70, 0x3b, 0xac, 0x03, 0x1c, 0xae, 0x7f, 0x60};
    const auto key = SigningKey::generate([&](std::span<unsigned char> room) -> Result<void> {
        std::copy(std::begin(seed), std::end(seed), room.begin());
        return {};
    });
    REQUIRE(key.ok());
    CHECK(key->public_key().pem() == "-----BEGIN PUBLIC KEY-----\n"
                                     "MCowBQYDK2VwAyEA11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=\n"
                                     "-----END PUBLIC KEY-----\n");
    CHECK(key->sign("") == "5VZDAMNgrHKQhuLMgG6CioSHfx645dl02HPgZSJJAVVfuIIVkKM7rMYeOXAc+bRr0lv18FlbviRlUUFDjnoQCw==");
}

TEST_CASE("a key goes to a PEM file and back") {
    const SigningKey key = key_from(1);
    const SecretBytes pem = key.pem().value();
    const std::string text = text_of(pem);
    CHECK(text.starts_with("-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIEI"));
    CHECK(text.ends_with("\n-----END PRIVATE KEY-----\n"));
    CHECK(SigningKey::from_pem(pem)->public_key() == key.public_key());
    CHECK(PublicKey::from_pem(key.public_key().pem(), "k").value() == key.public_key());
    CHECK(SigningKey::from_pem(secret_text(text.substr(0, text.size() - 1)))->public_key() == key.public_key());
}

TEST_CASE("what is no key is refused, and its text is not repeated") {
    const std::string secret = text_of(key_from(1).pem().value());
    for (std::size_t size = 0; size + 1 < secret.size(); ++size)
        CHECK(code_of(SigningKey::from_pem(secret_text("x" + secret.substr(0, size)))) == "license.key_invalid");
    std::string changed = secret;
    changed[30] = '*';
    const auto refused = SigningKey::from_pem(secret_text(changed));
    REQUIRE(!refused.ok());
    CHECK(refused.error().render().find(changed.substr(31, 20)) == std::string::npos);
    const std::string open = key_from(1).public_key().pem();
    CHECK(code_of(PublicKey::from_pem("", "k")) == "license.key_invalid");
    CHECK(code_of(PublicKey::from_pem(open.substr(1), "k")) == "license.key_invalid");
    CHECK(code_of(PublicKey::from_pem(open + open, "k")) == "license.key_invalid");
    const auto swapped = PublicKey::from_pem(secret, "k");
    REQUIRE(!swapped.ok());
    CHECK(swapped.error().todo.find("private") != std::string::npos);
    CHECK(swapped.error().render().find(secret.substr(40, 20)) == std::string::npos);
}

TEST_CASE("a signed licence opens with its key, and with no other") {
    const SigningKey key = key_from(1), other = key_from(2);
    const std::string file = sign_licence(sample(), key).value();
    CHECK(file == sign_licence(sample(), key).value());
    const auto opened = open_licence(file, {other.public_key(), key.public_key()}, "a");
    REQUIRE(opened.ok());
    CHECK(opened->id == "L-1");
    CHECK(opened->key == key.public_key().id());
    CHECK(code_of(open_licence(file, {other.public_key()}, "a")) == "license.key_unknown");
    CHECK(code_of(open_licence(file, {}, "a")) == "license.key_unknown");
    // Under the other key's name the signature is not the other key's.
    std::string renamed = file;
    renamed.replace(renamed.find(key.public_key().id()), 16, other.public_key().id());
    CHECK(code_of(open_licence(renamed, {other.public_key(), key.public_key()}, "a")) == "license.signature");
}

TEST_CASE("every changed, lost or doubled byte of a licence is refused") {
    const SigningKey key = key_from(1);
    const std::string file = sign_licence(sample(), key).value();
    for (std::size_t i = 0; i < file.size(); ++i) {
        for (const unsigned flip : {1u, 0x20u, 0x80u}) {
            std::string changed = file;
            changed[i] = static_cast<char>(static_cast<unsigned char>(changed[i]) ^ flip);
            CHECK(!open_licence(changed, {key.public_key()}, "a").ok());
        }
        CHECK(!open_licence(file.substr(0, i), {key.public_key()}, "a").ok());
        CHECK(!open_licence(file.substr(0, i) + file.substr(i + 1), {key.public_key()}, "a").ok());
        CHECK(!open_licence(file.substr(0, i) + file.substr(i, 1) + file.substr(i), {key.public_key()}, "a").ok());
    }
}

TEST_CASE("a file of one kind is no file of another") {
    const SigningKey key = key_from(1);
    RevocationList list;
    list.issued = day("2020-01-01");
    list.next = day("2020-02-01");
    const std::string revocations = sign_revocations(list, key).value();
    CHECK(open_revocations(revocations, {key.public_key()}, "r").ok());
    CHECK(code_of(open_licence(revocations, {key.public_key()}, "r")) == "license.invalid");
    CHECK(code_of(open_revocations(sign_licence(sample(), key).value(), {key.public_key()}, "r")) == "license.invalid");
}

TEST_CASE("a state that was edited is refused") {
    const SigningKey key = key_from(1);
    LicenceSeen seen;
    seen.key = key.public_key().id();
    seen.day = day("2020-06-01");
    const std::string state = seal_licence_seen(seen, {key.public_key()}).value();
    CHECK(open_licence_seen(state, {key.public_key()}, "s").value() == seen);
    std::string edited = state;
    edited.replace(edited.find("2020-06-01"), 10, "2020-05-01");
    CHECK(code_of(open_licence_seen(edited, {key.public_key()}, "s")) == "license.invalid");
    CHECK(code_of(open_licence_seen(state, {key_from(2).public_key()}, "s")) == "license.key_unknown");
}
