#include "signing/licence_files.hpp"

#include <algorithm>

namespace proviso {
namespace {

Result<PublicKey> named_key(std::string_view id, const std::vector<PublicKey> &keys, const std::string &name) {
    std::string given;
    for (const PublicKey &key : keys) {
        if (key.id() == id) return key;
        given += (given.empty() ? "" : ", ") + key.id();
    }
    return Error(Code::license_key_unknown,
                 "the file names key " + std::string(id) +
                     (given.empty() ? ", and no key is given" : ", and given is " + given),
                 "give the seller's public key of that id, from the seller", name);
}

template <class Content>
Result<std::string> sign(Content &content, LicenceFileKind kind, const SigningKey &key,
                         std::string (*write)(const Content &)) {
    content.key = key.public_key().id();
    std::string text = write(content);
    const std::string signature = key.sign(text);
    std::string file = seal_licence_file(std::move(text), kind, signature);
    if (file.size() > licence_file_limit(kind))
        return Error(Code::input_too_large,
                     "the file would have more than " + std::to_string(licence_file_limit(kind)) + " bytes",
                     "leave something out", std::string(licence_file_kind_name(kind)));
    return file;
}

} // namespace

Result<std::string> sign_licence(Licence licence, const SigningKey &key) {
    PV_CHECK(settle_licence(licence));
    return sign(licence, LicenceFileKind::licence, key, licence_text);
}

Result<std::string> sign_revocations(RevocationList list, const SigningKey &key) {
    PV_CHECK(settle_revocations(list));
    return sign(list, LicenceFileKind::revocations, key, revocations_text);
}

Result<void> check_licence_signature(const LicenceFile &file, const std::vector<PublicKey> &keys,
                                     const std::string &name) {
    PV_TRY(const PublicKey key, named_key(file.key, keys, name));
    if (key.signed_these(file.signed_bytes, file.proof)) return {};
    return Error(Code::license_signature,
                 "the signature is not key " + std::string(file.key) + "'s over what the file says",
                 "take the file as it was issued; do not use this one", name);
}

Result<Licence> open_licence(std::string_view bytes, const std::vector<PublicKey> &keys, const std::string &name) {
    PV_TRY(const LicenceFile file, split_licence_file(bytes, LicenceFileKind::licence, name));
    PV_CHECK(check_licence_signature(file, keys, name));
    return read_licence(file, name);
}

Result<RevocationList> open_revocations(std::string_view bytes, const std::vector<PublicKey> &keys,
                                        const std::string &name) {
    PV_TRY(const LicenceFile file, split_licence_file(bytes, LicenceFileKind::revocations, name));
    PV_CHECK(check_licence_signature(file, keys, name));
    return read_revocations(file, name);
}

Result<std::string> seal_licence_seen(const LicenceSeen &seen, const std::vector<PublicKey> &keys) {
    PV_TRY(const PublicKey key, named_key(seen.key, keys, "state"));
    std::string text = licence_seen_text(seen);
    const std::string digest = key.digest(text);
    return seal_licence_file(std::move(text), LicenceFileKind::state, digest);
}

Result<LicenceSeen> open_licence_seen(std::string_view bytes, const std::vector<PublicKey> &keys,
                                      const std::string &name) {
    PV_TRY(const LicenceFile file, split_licence_file(bytes, LicenceFileKind::state, name));
    PV_TRY(const PublicKey key, named_key(file.key, keys, name));
    if (key.digest(file.signed_bytes) != file.proof)
        return Error(Code::license_invalid, "the state was changed or damaged since it was written",
                     "put back the file as it was; without it nothing tells whether the clock was set back", name);
    return read_licence_seen(file, name);
}

} // namespace proviso
