// What a context gives of the world outside: the time, unpredictable bytes, and the signing key. From its callbacks;
// the time and the bytes from the machine where it has none.
#pragma once

#include <cstddef>
#include <span>

#include "capi/context.hpp"
#include "signing/key.hpp"

namespace proviso::capi {

[[nodiscard]] Instant now_of(const Context &context);
/// Error: internal, if the callback fails.
[[nodiscard]] Result<void> random_of(const Context &context, std::span<std::byte> bytes);

/// The key that the callback read_secret hands over. Errors: argument.missing (no callback), file.unreadable (it
/// failed), license.key_invalid.
[[nodiscard]] Result<SigningKey> signing_key_of(const Context &context);
/// A new key, which the callback keep_secret has kept. Errors: argument.missing, file.unwritable, internal.
[[nodiscard]] Result<SigningKey> new_signing_key(const Context &context);

} // namespace proviso::capi
