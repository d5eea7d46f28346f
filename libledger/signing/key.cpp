#include "signing/key.hpp"

#include <algorithm>
#include <cstring>

#include <sodium.h>

namespace proviso {
namespace {

constexpr std::size_t seed_size = crypto_sign_SEEDBYTES, public_size = crypto_sign_PUBLICKEYBYTES;
constexpr std::string_view secret_begin = "-----BEGIN PRIVATE KEY-----\n", secret_end = "\n-----END PRIVATE KEY-----\n";
constexpr std::string_view public_begin = "-----BEGIN PUBLIC KEY-----\n", public_end = "\n-----END PUBLIC KEY-----\n";
/// What goes before the 32 bytes: PKCS #8 and SubjectPublicKeyInfo with the algorithm 1.3.101.112 (RFC 8410).
constexpr std::array<unsigned char, 16> secret_head{0x30, 0x2e, 0x02, 0x01, 0x00, 0x30, 0x05, 0x06,
                                                    0x03, 0x2b, 0x65, 0x70, 0x04, 0x22, 0x04, 0x20};
constexpr std::array<unsigned char, 12> public_head{0x30, 0x2a, 0x30, 0x05, 0x06, 0x03,
                                                    0x2b, 0x65, 0x70, 0x03, 0x21, 0x00};
constexpr std::size_t secret_der = secret_head.size() + seed_size, public_der = public_head.size() + public_size;
static_assert(secret_der == 48 && public_der == 44);
constexpr int base64 = sodium_base64_VARIANT_ORIGINAL;

const unsigned char *bytes_of(std::string_view text) { return reinterpret_cast<const unsigned char *>(text.data()); }

/// The base64 between two lines; empty if they are not there.
std::string_view between(std::string_view pem, std::string_view begin, std::string_view end) {
    if (!pem.starts_with(begin) || !pem.ends_with(end) || pem.size() < begin.size() + end.size()) return {};
    return pem.substr(begin.size(), pem.size() - begin.size() - end.size());
}

/// Exactly `size` bytes of base64 in its one spelling, into `out`.
bool decode(std::string_view text, unsigned char *out, std::size_t size) {
    std::size_t length = 0;
    const char *end = nullptr;
    return text.size() == sodium_base64_encoded_len(size, base64) - 1 &&
           sodium_base642bin(out, size, text.data(), text.size(), nullptr, &length, &end, base64) == 0 &&
           length == size && end == text.data() + text.size();
}

std::string hex(std::span<const unsigned char> bytes) {
    std::string text(bytes.size() * 2 + 1, '\0');
    sodium_bin2hex(text.data(), text.size(), bytes.data(), bytes.size());
    text.pop_back();
    return text;
}

Error not_a_key(const std::string &name, const char *kind, const char *todo) {
    return Error(Code::license_key_invalid, std::string("this is no ") + kind + " of Ed25519 in PEM", todo, name);
}

Result<SecretBytes> pair_of(const unsigned char *seed) {
    PV_TRY(SecretBytes pair, SecretBytes::make(crypto_sign_SECRETKEYBYTES));
    std::array<unsigned char, public_size> unused{};
    crypto_sign_seed_keypair(unused.data(), pair.bytes().data(), seed);
    return pair;
}

} // namespace

Result<PublicKey> PublicKey::from_pem(std::string_view pem, const std::string &name) {
    std::string text;
    for (const char c : pem)
        if (c != '\r') text += c;
    if (!text.empty() && text.back() != '\n') text += '\n';
    std::array<unsigned char, public_der> der{};
    if (pem.size() > SigningKey::pem_most || !decode(between(text, public_begin, public_end), der.data(), der.size()) ||
        !std::equal(public_head.begin(), public_head.end(), der.begin())) {
        const bool is_secret = text.find("PRIVATE KEY") != std::string::npos;
        return not_a_key(name, "public key",
                         is_secret ? "this is a private key; give the public one, and let nobody have this"
                                   : "give the file that begins with -----BEGIN PUBLIC KEY-----");
    }
    std::array<unsigned char, public_size> bytes{};
    std::copy(der.begin() + public_head.size(), der.end(), bytes.begin());
    return PublicKey(bytes);
}

std::string PublicKey::pem() const {
    std::array<unsigned char, public_der> der{};
    std::copy(public_head.begin(), public_head.end(), der.begin());
    std::copy(bytes_.begin(), bytes_.end(), der.begin() + public_head.size());
    std::array<char, sodium_base64_ENCODED_LEN(public_der, base64)> text{};
    sodium_bin2base64(text.data(), text.size(), der.data(), der.size(), base64);
    return std::string(public_begin) + text.data() + std::string(public_end);
}

std::string PublicKey::id() const {
    std::array<unsigned char, crypto_hash_sha256_BYTES> digest{};
    crypto_hash_sha256(digest.data(), bytes_.data(), bytes_.size());
    return hex(std::span(digest).first(8));
}

bool PublicKey::signed_these(std::string_view bytes, std::string_view signature) const {
    std::array<unsigned char, crypto_sign_BYTES> raw{};
    return decode(signature, raw.data(), raw.size()) &&
           crypto_sign_verify_detached(raw.data(), bytes_of(bytes), bytes.size(), bytes_.data()) == 0;
}

std::string PublicKey::digest(std::string_view bytes) const {
    std::array<unsigned char, crypto_generichash_BYTES> out{};
    crypto_generichash(out.data(), out.size(), bytes_of(bytes), bytes.size(), bytes_.data(), bytes_.size());
    return hex(out);
}

Result<SigningKey> SigningKey::generate(const std::function<Result<void>(std::span<unsigned char>)> &random) {
    PV_TRY(SecretBytes seed, SecretBytes::make(seed_size));
    PV_CHECK(random(seed.bytes()));
    PV_TRY(SecretBytes pair, pair_of(seed.bytes().data()));
    return SigningKey(std::move(pair));
}

Result<SigningKey> SigningKey::from_pem(const SecretBytes &pem) {
    std::string_view text(reinterpret_cast<const char *>(pem.bytes().data()), pem.bytes().size());
    const bool ends = text.ends_with('\n');
    const std::string_view end = ends ? secret_end : secret_end.substr(0, secret_end.size() - 1);
    PV_TRY(SecretBytes der, SecretBytes::make(secret_der));
    if (!decode(between(text, secret_begin, end), der.bytes().data(), secret_der) ||
        !std::equal(secret_head.begin(), secret_head.end(), der.bytes().begin()))
        return not_a_key("key", "private key",
                         "give the file that `proviso license key new` made, or `openssl genpkey -algorithm ed25519`");
    PV_TRY(SecretBytes pair, pair_of(der.bytes().data() + secret_head.size()));
    return SigningKey(std::move(pair));
}

PublicKey SigningKey::public_key() const {
    std::array<unsigned char, public_size> bytes{};
    crypto_sign_ed25519_sk_to_pk(bytes.data(), pair_.bytes().data());
    return PublicKey(bytes);
}

std::string SigningKey::sign(std::string_view bytes) const {
    std::array<unsigned char, crypto_sign_BYTES> raw{};
    crypto_sign_detached(raw.data(), nullptr, bytes_of(bytes), bytes.size(), pair_.bytes().data());
    std::array<char, sodium_base64_ENCODED_LEN(crypto_sign_BYTES, base64)> text{};
    sodium_bin2base64(text.data(), text.size(), raw.data(), raw.size(), base64);
    return text.data();
}

Result<SecretBytes> SigningKey::pem() const {
    PV_TRY(SecretBytes der, SecretBytes::make(secret_der));
    std::copy(secret_head.begin(), secret_head.end(), der.bytes().begin());
    crypto_sign_ed25519_sk_to_seed(der.bytes().data() + secret_head.size(), pair_.bytes().data());
    constexpr std::size_t letters = sodium_base64_ENCODED_LEN(secret_der, base64); // with a NUL at the end
    PV_TRY(SecretBytes text, SecretBytes::make(secret_begin.size() + letters + secret_end.size()));
    auto *at = reinterpret_cast<char *>(text.bytes().data());
    std::memcpy(at, secret_begin.data(), secret_begin.size());
    sodium_bin2base64(at + secret_begin.size(), letters, der.bytes().data(), secret_der, base64);
    std::memcpy(at + secret_begin.size() + letters - 1, secret_end.data(), secret_end.size()); // over the NUL
    text.shrink(secret_begin.size() + letters - 1 + secret_end.size());
    return text;
}

} // namespace proviso
