#include "store/sha256.hpp"

#include <algorithm>
#include <cstring>

#include "store/sha256_blocks.hpp"

namespace proviso {
namespace {
constexpr std::array<std::uint32_t, 8> initial{0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
                                               0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};

std::string hex_of(const std::uint8_t *bytes, std::size_t count) {
    constexpr char digits[] = "0123456789abcdef";
    std::string out;
    out.reserve(2 * count);
    for (std::size_t i = 0; i < count; ++i) {
        out += digits[bytes[i] >> 4];
        out += digits[bytes[i] & 15];
    }
    return out;
}
} // namespace

Sha256::Sha256() : state_(initial), buffer_{} {}

void Sha256::blocks(const std::uint8_t *data, std::size_t count) {
    static const Sha256Blocks compress = sha256_blocks();
    compress(state_.data(), data, count);
}

void Sha256::add(std::string_view bytes) {
    const auto *data = reinterpret_cast<const std::uint8_t *>(bytes.data());
    std::size_t left = bytes.size();
    const std::size_t held = length_ % 64;
    length_ += left;
    if (held != 0) {
        const std::size_t take = std::min(left, 64 - held);
        std::memcpy(buffer_.data() + held, data, take);
        if (held + take < 64) return;
        blocks(buffer_.data(), 1);
        data += take;
        left -= take;
    }
    if (left >= 64) blocks(data, left / 64);
    if (left % 64 != 0) std::memcpy(buffer_.data(), data + left / 64 * 64, left % 64);
}

Hash Sha256::finish() {
    const std::uint64_t bits = length_ * 8;
    const std::size_t held = length_ % 64;
    buffer_[held] = 0x80;
    std::fill(buffer_.begin() + static_cast<std::ptrdiff_t>(held) + 1, buffer_.end(), std::uint8_t{0});
    if (held >= 56) { // no room for the length
        blocks(buffer_.data(), 1);
        buffer_.fill(0);
    }
    for (std::size_t i = 0; i < 8; ++i) buffer_[63 - i] = static_cast<std::uint8_t>(bits >> (8 * i));
    blocks(buffer_.data(), 1);
    Hash hash;
    for (std::size_t i = 0; i < hash.size(); ++i)
        hash[i] = static_cast<std::uint8_t>(state_[i / 4] >> (24 - 8 * (i % 4)));
    state_ = initial;
    length_ = 0;
    return hash;
}

Hash sha256(std::string_view bytes) {
    Sha256 digest;
    digest.add(bytes);
    return digest.finish();
}

std::string hex(std::string_view bytes) {
    return hex_of(reinterpret_cast<const std::uint8_t *>(bytes.data()), bytes.size());
}
std::string hex(const Hash &hash) { return hex_of(hash.data(), hash.size()); }

} // namespace proviso
