#include "capi/machine.hpp"

#include <chrono>

#include <sodium.h>

namespace proviso::capi {

Instant now_of(const Context &context) {
    const pv_ctx_params &call = context.callbacks;
    if (call.clock) return Instant(call.clock(call.user));
    const auto since_epoch = std::chrono::system_clock::now().time_since_epoch();
    return Instant(std::chrono::duration_cast<std::chrono::microseconds>(since_epoch).count());
}

Result<void> random_of(const Context &context, std::span<std::byte> bytes) {
    const pv_ctx_params &call = context.callbacks;
    if (!call.random) {
        randombytes_buf(bytes.data(), bytes.size());
        return {};
    }
    if (call.random(call.user, reinterpret_cast<std::uint8_t *>(bytes.data()), bytes.size()) == 0) return {};
    return Error(Code::internal, "the random callback failed", "see why the caller's generator gives nothing");
}

Result<SigningKey> signing_key_of(const Context &context) {
    const pv_ctx_params &call = context.callbacks;
    if (!call.read_secret)
        return Error(Code::argument_missing, "there is no signing key", "set read_secret in the context's parameters",
                     "key");
    PV_TRY(SecretBytes text, SecretBytes::make(SigningKey::pem_most));
    std::size_t size = 0;
    auto *room = reinterpret_cast<char *>(text.bytes().data());
    if (call.read_secret(call.user, room, SigningKey::pem_most, &size) != 0)
        return Error(Code::file_unreadable, "the caller gives no signing key", "see what the caller says", "key");
    if (size > SigningKey::pem_most)
        return Error(Code::license_key_invalid, "the signing key is longer than a key", "give a private key in PEM",
                     "key");
    text.shrink(size);
    return SigningKey::from_pem(text);
}

Result<SigningKey> new_signing_key(const Context &context) {
    const pv_ctx_params &call = context.callbacks;
    if (!call.keep_secret)
        return Error(Code::argument_missing, "there is nowhere to keep a signing key",
                     "set keep_secret in the context's parameters", "key");
    PV_TRY(SigningKey key, SigningKey::generate([&](std::span<unsigned char> seed) {
               return random_of(context, std::as_writable_bytes(seed));
           }));
    PV_TRY(const SecretBytes text, key.pem());
    if (call.keep_secret(call.user, reinterpret_cast<const char *>(text.bytes().data()), text.bytes().size()) != 0)
        return Error(Code::file_unwritable, "the caller keeps no signing key", "see what the caller says", "key");
    return key;
}

} // namespace proviso::capi
