// SHA-256, HMAC and the chain against published figures: FIPS 180-4 examples, RFC 4231.
#include <doctest/doctest.h>

#include "store/chain.hpp"
#include "store/sha256_blocks.hpp"

using namespace proviso;

TEST_CASE("SHA-256 gives the examples of FIPS 180-4") {
    CHECK(hex(sha256("")) == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    CHECK(hex(sha256("abc")) == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    CHECK(hex(sha256("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq")) ==
          "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
    CHECK(hex(sha256(std::string(1'000'000, 'a'))) ==
          "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

TEST_CASE("pieces of any size give what the whole gives") {
    std::string text;
    for (int i = 0; i < 300; ++i) text += static_cast<char>(i * 7);
    for (std::size_t piece = 1; piece < 130; ++piece) {
        Sha256 digest;
        for (std::size_t at = 0; at < text.size(); at += piece) digest.add(std::string_view(text).substr(at, piece));
        CHECK(digest.finish() == sha256(text));
    }
}

TEST_CASE("the processor's instructions and the portable code agree") {
    std::string blocks(64 * 9, '\0');
    for (std::size_t i = 0; i < blocks.size(); ++i) blocks[i] = static_cast<char>(i * i);
    std::uint32_t one[8] = {1, 2, 3, 4, 5, 6, 7, 8}, other[8] = {1, 2, 3, 4, 5, 6, 7, 8};
    sha256_blocks()(one, reinterpret_cast<const std::uint8_t *>(blocks.data()), 9);
    sha256_blocks_portable()(other, reinterpret_cast<const std::uint8_t *>(blocks.data()), 9);
    for (int i = 0; i < 8; ++i) CHECK(one[i] == other[i]);
}

TEST_CASE("HMAC-SHA-256 gives the examples of RFC 4231") {
    CHECK(hex(hmac_sha256(std::string(20, '\x0b'), "Hi There")) ==
          "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7");
    CHECK(hex(hmac_sha256("Jefe", "what do ya want for nothing?")) ==
          "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
    CHECK(hex(hmac_sha256(std::string(131, '\xaa'), "Test Using Larger Than Block-Size Key - Hash Key First")) ==
          "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54");
}

TEST_CASE("an entry's hash is that of the text a shell can write") {
    const std::string body = entry_body(1, "book.created", Instant(0), R"({"a":1})");
    CHECK(body == R"({"entry":1,"kind":"book.created","recorded_at":"1970-01-01T00:00:00Z","data":{"a":1}})");
    CHECK(chain_hash({}, body) == sha256("proviso.entry.1\n" + std::string(64, '0') + "\n" + body + "\n"));
    CHECK(entry_data(body, 1, "book.created", Instant(0)) == R"({"a":1})");
    CHECK(entry_data(body, 2, "book.created", Instant(0)).empty());
    CHECK(entry_data(body, 1, "book.opened", Instant(0)).empty());
    CHECK(entry_data(body, 1, "book.created", Instant(1)).empty());
}
