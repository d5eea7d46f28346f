#include "io/cdr/identity.hpp"

#include <cstring>

#include <sodium.h>

namespace proviso {
namespace {

constexpr std::size_t slots_first = 1'024;
/// Stands between fields; cannot be mistaken, since each field's length goes in before it.
constexpr unsigned char personal[16] = {'p', 'r', 'o', 'v', 'i', 's', 'o', '.', 'c', 'a', 'l', 'l', '.', 'i', 'd', '1'};

CallIdentity blake2b(const void *data, std::size_t size, const unsigned char *salt) {
    unsigned char out[crypto_generichash_blake2b_BYTES_MIN];
    static_assert(sizeof out == 16);
    crypto_generichash_blake2b_salt_personal(out, sizeof out, static_cast<const unsigned char *>(data), size, nullptr,
                                             0, salt, personal);
    CallIdentity identity;
    for (int i = 0; i < 8; ++i) {
        identity.high = identity.high << 8 | out[i];
        identity.low = identity.low << 8 | out[8 + i];
    }
    return identity;
}

void append_number(std::string &out, std::uint64_t value) {
    for (; value >= 128; value >>= 7) out += static_cast<char>(value | 128);
    out += static_cast<char>(value);
}

} // namespace

RowHasher::RowHasher(std::string_view source) {
    crypto_generichash_blake2b(salt_, sizeof salt_, reinterpret_cast<const unsigned char *>(source.data()),
                               source.size(), nullptr, 0);
}

CallIdentity RowHasher::hash(std::span<const CsvField> fields) {
    buffer_.clear();
    for (const CsvField &field : fields) {
        const std::string_view text = field.text(scratch_);
        append_number(buffer_, text.size());
        buffer_ += text;
    }
    return blake2b(buffer_.data(), buffer_.size(), salt_);
}

CallIdentity RowHasher::nth(const CallIdentity &content, std::uint64_t ordinal) const {
    if (ordinal <= 1) return content;
    const std::uint64_t parts[3] = {content.high, content.low, ordinal};
    unsigned char bytes[sizeof parts];
    for (std::size_t i = 0; i < sizeof bytes; ++i) bytes[i] = static_cast<unsigned char>(parts[i / 8] >> (8 * (i % 8)));
    return blake2b(bytes, sizeof bytes, salt_);
}

bool CallIdentitySet::add(const CallIdentity &identity) {
    if (identity == CallIdentity{}) {
        const bool added = !zero_;
        zero_ = true;
        size_ += added ? 1 : 0;
        return added;
    }
    if (size_ * 4 >= slots_.size() * 3) grow();
    const std::size_t mask = slots_.size() - 1;
    for (std::size_t at = identity.low & mask;; at = (at + 1) & mask) {
        if (slots_[at] == identity) return false;
        if (slots_[at] == CallIdentity{}) {
            slots_[at] = identity;
            ++size_;
            return true;
        }
    }
}

void CallIdentitySet::grow() {
    std::vector<CallIdentity> larger(slots_.empty() ? slots_first : slots_.size() * 2);
    const std::size_t mask = larger.size() - 1;
    for (const CallIdentity &identity : slots_) {
        if (identity == CallIdentity{}) continue;
        std::size_t at = identity.low & mask;
        while (!(larger[at] == CallIdentity{})) at = (at + 1) & mask;
        larger[at] = identity;
    }
    slots_.swap(larger);
}

std::uint64_t ContentCounter::next(const CallIdentity &content, Sighting sighting) {
    if (sighting == Sighting::first || sighting == Sighting::not_checked) return 1;
    if (sighting == Sighting::again && before_.add(content)) return 1;
    std::uint64_t &count = repeated_[{content.high, content.low}];
    count = count == 0 ? 2 : count + 1;
    return count;
}

} // namespace proviso
