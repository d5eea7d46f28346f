#include "signing/secret.hpp"

#include <sodium.h>

namespace proviso {

Result<SecretBytes> SecretBytes::make(std::size_t size) {
    if (sodium_init() < 0) return Error(Code::internal, "the cryptographic library does not start", "report it");
    auto *bytes = static_cast<unsigned char *>(sodium_malloc(size));
    if (!bytes) return Error(Code::out_of_memory, "there is no memory for a secret", "free some");
    sodium_memzero(bytes, size);
    return SecretBytes(bytes, size);
}

SecretBytes::~SecretBytes() { sodium_free(bytes_); } // overwrites them first

void SecretBytes::shrink(std::size_t size) {
    if (size >= size_) return;
    sodium_memzero(bytes_ + size, size_ - size);
    size_ = size;
}

} // namespace proviso
