#include "io/cdr/name_table.hpp"

#include <cstring>

#include <sodium.h>

#include "core/money/ratio.hpp"

namespace proviso {
namespace {

constexpr std::size_t slots_first = 1'024;

std::uint64_t load(const char *from, std::size_t bytes) {
    std::uint64_t value = 0;
    std::memcpy(&value, from, bytes);
    return value;
}

/// Both halves of the product of two 64-bit numbers, folded: every bit of either changes about half of the result.
std::uint64_t mix(std::uint64_t a, std::uint64_t b) {
    const UInt128 product = UInt128{a} * b;
    return static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64);
}

constexpr std::uint64_t odd = 0x9E3779B97F4A7C15;

} // namespace

NameTable::NameTable() : slots_(slots_first), mask_(slots_first - 1) { randombytes_buf(&seed_, sizeof seed_); }

NameKey NameTable::key(std::string_view name) const {
    NameKey key{name.data(), static_cast<std::uint32_t>(name.size()), 0, 0, 0};
    std::uint64_t hash = seed_ ^ name.size();
    if (name.size() <= inline_bytes) {
        // Fixed-size reads that may overlap: with the size they hold every byte, and no others.
        if (name.size() >= 8) {
            key.low = load(name.data(), 8);
            key.high = load(name.data() + name.size() - 8, 8);
        } else if (name.size() >= 4) {
            key.low = load(name.data(), 4);
            key.high = load(name.data() + name.size() - 4, 4);
        } else if (!name.empty()) { // an empty one may have no place
            key.low = load(name.data(), name.size());
        }
        key.hash = mix(mix(key.low ^ hash, odd) ^ key.high, odd ^ seed_);
        return key;
    }
    for (std::size_t at = 0; at < name.size(); at += 8)
        hash = mix(hash ^ load(name.data() + at, name.size() - at < 8 ? name.size() - at : 8), odd ^ seed_);
    key.hash = mix(hash, odd);
    return key;
}

bool NameTable::same(const Entry &entry, const NameKey &key) const {
    if (entry.size != key.size) return false;
    if (key.size <= inline_bytes) return entry.low == key.low && entry.high == key.high;
    return long_names_[entry.low] == key.text();
}

std::uint32_t NameTable::search(const NameKey &key) {
    const auto tag = static_cast<std::uint32_t>(key.hash >> 32);
    for (std::uint64_t at = key.hash & mask_;; at = (at + 1) & mask_) {
        Slot &slot = slots_[at];
        if (slot.entry != 0) {
            if (slot.tag == tag && same(entries_[slot.entry - 1], key)) return slot.entry - 1;
            continue;
        }
        Entry entry;
        entry.low = key.low;
        entry.high = key.high;
        entry.size = key.size;
        if (key.size > inline_bytes) {
            entry.low = long_names_.size();
            long_names_.emplace_back(key.text());
        }
        entries_.push_back(entry);
        slot = {tag, static_cast<std::uint32_t>(entries_.size())};
        const auto index = static_cast<std::uint32_t>(entries_.size() - 1);
        if (entries_.size() * 2 > slots_.size()) grow();
        return index;
    }
}

void NameTable::grow() {
    slots_.assign(slots_.size() * 2, Slot{});
    mask_ = slots_.size() - 1;
    for (std::uint32_t index = 0; index < entries_.size(); ++index) {
        const std::string text(name(index));
        const std::uint64_t hash = key(text).hash;
        std::uint64_t at = hash & mask_;
        while (slots_[at].entry != 0) at = (at + 1) & mask_;
        slots_[at] = {static_cast<std::uint32_t>(hash >> 32), index + 1};
    }
}

std::string NameTable::name(std::uint32_t index) const {
    const Entry &entry = entries_[index];
    if (entry.size > inline_bytes) return long_names_[entry.low];
    char bytes[inline_bytes] = {};
    const std::size_t part = entry.size >= 8 ? 8 : entry.size >= 4 ? 4 : entry.size;
    std::memcpy(bytes, &entry.low, part);
    if (entry.size >= 4) std::memcpy(bytes + entry.size - part, &entry.high, part);
    return {bytes, entry.size};
}

} // namespace proviso
