// Ed25519 keys in the files that OpenSSL writes and reads, signatures, and digests of a verifier's state.
//
// A signing key is a PEM file "PRIVATE KEY" (PKCS #8, RFC 8410), a public key a PEM file "PUBLIC KEY"; `openssl genpkey
// -algorithm ed25519` makes such ones too. The same bytes under the same key give the same signature. Values;
// thread-safe to read.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>

#include "signing/secret.hpp"

namespace proviso {

class PublicKey {
  public:
    /// The text of a PEM file, with LF or CRLF. Error: license.key_invalid (`where` = name).
    [[nodiscard]] static Result<PublicKey> from_pem(std::string_view pem, const std::string &name);
    explicit PublicKey(const std::array<unsigned char, 32> &bytes) : bytes_(bytes) {}

    [[nodiscard]] std::string pem() const;
    /// The first 16 hex digits of the SHA-256 of the 32 bytes: which key it is, in files.
    [[nodiscard]] std::string id() const;
    /// True if `signature`, in base64, is this key's over the bytes. One spelling of a signature is good.
    [[nodiscard]] bool signed_these(std::string_view bytes, std::string_view signature) const;
    /// Keyed digest of the bytes, 64 hex digits: shows damage, keeps nobody from writing another.
    [[nodiscard]] std::string digest(std::string_view bytes) const;
    [[nodiscard]] friend bool operator==(const PublicKey &, const PublicKey &) = default;

  private:
    std::array<unsigned char, 32> bytes_;
};

class SigningKey {
  public:
    /// Of bytes that `random` fills; its errors are this call's.
    [[nodiscard]] static Result<SigningKey>
    generate(const std::function<Result<void>(std::span<unsigned char>)> &random);
    /// The text of a PEM file. Error: license.key_invalid, which repeats nothing of it.
    [[nodiscard]] static Result<SigningKey> from_pem(const SecretBytes &pem);

    [[nodiscard]] PublicKey public_key() const;
    /// Base64, 88 letters.
    [[nodiscard]] std::string sign(std::string_view bytes) const;
    /// The PEM file's text. Error: memory.exhausted.
    [[nodiscard]] Result<SecretBytes> pem() const;

    static constexpr std::size_t pem_most = 1024; ///< bytes of a key file

  private:
    explicit SigningKey(SecretBytes pair) : pair_(std::move(pair)) {}
    SecretBytes pair_; ///< 32 bytes of seed, 32 of public key
};

} // namespace proviso
