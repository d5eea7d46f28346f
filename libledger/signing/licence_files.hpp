// Licences, lists of revocations and verifiers' states as whole files: signed, and checked against the keys that a
// caller trusts. A file names its key; the signature is looked at before the content is. Pure but for memory;
// thread-safe.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/license/licence.hpp"
#include "core/license/revocations.hpp"
#include "core/license/seen.hpp"
#include "signing/key.hpp"

namespace proviso {

/// The file's bytes; the licence's key id becomes the key's. Error: license.invalid.
[[nodiscard]] Result<std::string> sign_licence(Licence licence, const SigningKey &key);
[[nodiscard]] Result<std::string> sign_revocations(RevocationList list, const SigningKey &key);

/// The key that a file names, among those given. Errors: license.key_unknown, license.signature (other bytes were
/// signed, or none).
[[nodiscard]] Result<void> check_licence_signature(const LicenceFile &file, const std::vector<PublicKey> &keys,
                                                   const std::string &name);
/// Errors of both, and of reading: license.invalid, input.too_large, text.not_utf8.
[[nodiscard]] Result<Licence> open_licence(std::string_view bytes, const std::vector<PublicKey> &keys,
                                           const std::string &name);
[[nodiscard]] Result<RevocationList> open_revocations(std::string_view bytes, const std::vector<PublicKey> &keys,
                                                      const std::string &name);

/// What was seen, as a file. `keys` must hold the one that it names.
[[nodiscard]] Result<std::string> seal_licence_seen(const LicenceSeen &seen, const std::vector<PublicKey> &keys);
[[nodiscard]] Result<LicenceSeen> open_licence_seen(std::string_view bytes, const std::vector<PublicKey> &keys,
                                                    const std::string &name);

} // namespace proviso
