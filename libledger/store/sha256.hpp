// SHA-256 (FIPS 180-4), fed piece by piece. Uses the processor's own instructions where there are any, since a book
// hashes every byte that it keeps, twice: when it is written and when it is verified. Otherwise portable code.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace proviso {

using Hash = std::array<std::uint8_t, 32>;

class Sha256 {
  public:
    Sha256();
    void add(std::string_view bytes);
    /// Ends the message and starts the next one.
    [[nodiscard]] Hash finish();

  private:
    void blocks(const std::uint8_t *data, std::size_t count);

    std::array<std::uint32_t, 8> state_;
    std::array<std::uint8_t, 64> buffer_;
    std::uint64_t length_ = 0; ///< bytes so far
};

[[nodiscard]] Hash sha256(std::string_view bytes);
/// Lower-case hexadecimal digits.
[[nodiscard]] std::string hex(std::string_view bytes);
[[nodiscard]] std::string hex(const Hash &hash);

} // namespace proviso
