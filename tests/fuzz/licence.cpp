// Any bytes as a licence, a list of revocations or a verifier's state: what is read is written as the same bytes, and
// no signature is good that was not made.
#include <cstdlib>

#include "signing/licence_files.hpp"

namespace {

using namespace proviso;

const PublicKey &some_key() {
    static const PublicKey key(std::array<unsigned char, 32>{3});
    return key;
}

/// Whatever the last line says, what stands above it has one spelling.
template <class Content>
void read_one(std::string_view bytes, LicenceFileKind kind,
              Result<Content> (*read)(const LicenceFile &, const std::string &),
              std::string (*write)(const Content &)) {
    const auto file = split_licence_file(bytes, kind, "fuzz");
    if (!file) {
        if (file.error().what.empty() || file.error().where.empty()) std::abort();
        return;
    }
    if (seal_licence_file(std::string(file->signed_bytes), kind, file->proof) != bytes) std::abort();
    const auto content = read(*file, "fuzz");
    if (content && write(*content) != file->signed_bytes) std::abort();
    if (!content && (content.error().what.empty() || content.error().where.empty())) std::abort();
    if (kind != LicenceFileKind::state && check_licence_signature(*file, {some_key()}, "fuzz").ok()) std::abort();
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size) {
    const std::string_view bytes(reinterpret_cast<const char *>(data), size);
    read_one<Licence>(bytes, LicenceFileKind::licence, read_licence, licence_text);
    read_one<RevocationList>(bytes, LicenceFileKind::revocations, read_revocations, revocations_text);
    read_one<LicenceSeen>(bytes, LicenceFileKind::state, read_licence_seen, licence_seen_text);
    (void)PublicKey::from_pem(bytes, "fuzz");
    return 0;
}
