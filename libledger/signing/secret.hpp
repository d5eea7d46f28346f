// Bytes that nobody else is to see: a signing key. They lie in memory that is kept out of swap and core dumps where the
// system allows it, between pages that nothing may touch, and are overwritten when they go. Moved, never copied; for
// one thread at a time.
#pragma once

#include <cstddef>
#include <span>
#include <utility>

#include "core/result.hpp"

namespace proviso {

class SecretBytes {
  public:
    /// Room for so many bytes, all zero. Error: memory.exhausted.
    [[nodiscard]] static Result<SecretBytes> make(std::size_t size);
    SecretBytes(SecretBytes &&other) noexcept
        : bytes_(std::exchange(other.bytes_, nullptr)), size_(std::exchange(other.size_, 0)) {}
    SecretBytes &operator=(SecretBytes &&) = delete;
    ~SecretBytes();

    [[nodiscard]] std::span<unsigned char> bytes() { return {bytes_, size_}; }
    [[nodiscard]] std::span<const unsigned char> bytes() const { return {bytes_, size_}; }
    /// Forgets what lies behind the first `size` bytes, which become all there is.
    void shrink(std::size_t size);

  private:
    SecretBytes(unsigned char *bytes, std::size_t size) : bytes_(bytes), size_(size) {}
    unsigned char *bytes_;
    std::size_t size_;
};

} // namespace proviso
