// Names to numbers: every different account code or caller of a file gets an index, in order of first appearance.
//
// A look-up costs one hash and mostly two memory reads. Names of up to sixteen bytes lie in the table itself. The hash
// is seeded anew in every table, so that no file can be made that is slow; indices do not depend on it. One thread.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace proviso {

/// A name with what is needed to look it up; borrowed.
struct NameKey {
    const char *data = nullptr;
    std::uint32_t size = 0;
    std::uint64_t low = 0, high = 0; ///< the bytes, if there are at most sixteen
    std::uint64_t hash = 0;

    [[nodiscard]] std::string_view text() const { return {data, size}; }
};

class NameTable {
  public:
    NameTable();

    [[nodiscard]] NameKey key(std::string_view name) const;
    /// Brings the memory that a look-up will read closer.
    void prefetch(const NameKey &key) const { __builtin_prefetch(&slots_[key.hash & mask_]); }
    /// Where the name's entry probably lies, once prefetch() has had time; brings that closer. For find_or_add().
    void prefetch_entry(const NameKey &key) const {
        const auto tag = static_cast<std::uint32_t>(key.hash >> 32);
        std::uint64_t at = key.hash & mask_;
        while (slots_[at].entry != 0 && slots_[at].tag != tag) at = (at + 1) & mask_;
        if (slots_[at].entry != 0) __builtin_prefetch(&entries_[slots_[at].entry - 1]);
    }
    /// The name's index; adds it if it is new.
    [[nodiscard]] std::uint32_t find_or_add(const NameKey &key) {
        const Slot &slot = slots_[key.hash & mask_];
        if (slot.entry != 0 && slot.tag == static_cast<std::uint32_t>(key.hash >> 32)) {
            const Entry &entry = entries_[slot.entry - 1];
            if (key.size <= inline_bytes && entry.size == key.size && entry.low == key.low && entry.high == key.high)
                return slot.entry - 1;
        }
        return search(key);
    }
    [[nodiscard]] std::size_t size() const { return entries_.size(); }
    [[nodiscard]] std::string name(std::uint32_t index) const;
    /// A number that the owner keeps with the name; 0xffffffff until it is set.
    [[nodiscard]] std::uint32_t value(std::uint32_t index) const { return entries_[index].value; }
    void set_value(std::uint32_t index, std::uint32_t value) { entries_[index].value = value; }

  private:
    struct Slot {
        std::uint32_t tag = 0;   ///< high half of the hash
        std::uint32_t entry = 0; ///< 1 + index, 0 = free
    };
    struct Entry {
        std::uint64_t low = 0, high = 0; ///< of a longer name `low` is its place among long_names_
        std::uint32_t size = 0;
        std::uint32_t value = 0xffff'ffff;
        std::uint64_t unused = 0; ///< two to a cache line
    };
    static constexpr std::size_t inline_bytes = 16;
    [[nodiscard]] std::uint32_t search(const NameKey &key);
    [[nodiscard]] bool same(const Entry &entry, const NameKey &key) const;
    void grow();

    std::vector<Slot> slots_;
    std::uint64_t mask_ = 0;
    std::uint64_t seed_ = 0;
    std::vector<Entry> entries_;
    std::vector<std::string> long_names_;
};

} // namespace proviso
