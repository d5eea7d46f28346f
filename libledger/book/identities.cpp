#include "book/identities.hpp"

#include <algorithm>
#include <cstring>

namespace proviso {
namespace {

constexpr std::size_t packed_size = 16;

std::string pack(const std::vector<RowIdentity> &identities) {
    std::string run;
    run.reserve(identities.size() * packed_size);
    const auto put = [&](std::uint64_t value) {
        for (int shift = 56; shift >= 0; shift -= 8)
            run += static_cast<char>(value >> shift & 0xff); // bytes order as numbers do
    };
    for (const RowIdentity &identity : identities) {
        put(identity.high);
        put(identity.low);
    }
    return run;
}

bool contains(const std::string &run, const std::string &key) {
    std::size_t low = 0, high = run.size() / packed_size;
    while (low < high) {
        const std::size_t middle = (low + high) / 2;
        const int order = std::memcmp(run.data() + middle * packed_size, key.data(), packed_size);
        if (order == 0) return true;
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return false;
}

} // namespace

bool IdentitySet::insert(RowIdentity identity) {
    if (identity == RowIdentity{}) {
        if (zero_) return false;
        zero_ = true;
        ++size_;
        return true;
    }
    if (4 * (size_ + 1) > 3 * slots_.size()) grow();
    const std::size_t mask = slots_.size() - 1;
    for (std::size_t at = identity.low & mask;; at = (at + 1) & mask) {
        if (slots_[at] == identity) return false;
        if (slots_[at] != RowIdentity{}) continue;
        slots_[at] = identity;
        ++size_;
        return true;
    }
}

void IdentitySet::grow() {
    std::vector<RowIdentity> old(std::max<std::size_t>(2 * slots_.size(), 64));
    old.swap(slots_);
    const std::size_t mask = slots_.size() - 1;
    for (const RowIdentity &identity : old) {
        if (identity == RowIdentity{}) continue;
        std::size_t at = identity.low & mask;
        while (slots_[at] != RowIdentity{}) at = (at + 1) & mask;
        slots_[at] = identity;
    }
}

std::vector<RowIdentity> IdentitySet::sorted() const {
    std::vector<RowIdentity> out;
    out.reserve(size_);
    if (zero_) out.push_back({});
    for (const RowIdentity &identity : slots_)
        if (identity != RowIdentity{}) out.push_back(identity);
    std::sort(out.begin(), out.end());
    return out;
}

Result<RowIdentities::Loaded *> RowIdentities::load(Day day) {
    const auto found = loaded_.find(day);
    if (found != loaded_.end()) {
        found->second.used = ++clock_;
        return &found->second;
    }
    Loaded loaded;
    PV_TRY(loaded.runs, store_.identities(source_, day));
    for (const IdentityRun &run : loaded.runs) loaded.count += run.identities.size() / packed_size;
    loaded.used = ++clock_;
    loaded_count_ += loaded.count;
    while (loaded_count_ > most_loaded && !loaded_.empty()) { // a file goes through time: the day used longest ago goes
        const auto oldest = std::min_element(
            loaded_.begin(), loaded_.end(), [](const auto &a, const auto &b) { return a.second.used < b.second.used; });
        loaded_count_ -= oldest->second.count;
        loaded_.erase(oldest);
    }
    return &loaded_.emplace(day, std::move(loaded)).first->second;
}

Result<void> RowIdentities::turn_to(Day day) {
    day_.reset();
    PV_TRY(before_, load(day));
    today_ = &fresh_[day];
    day_ = day;
    return {};
}

Result<Seen> RowIdentities::look(Day day, RowIdentity identity) {
    if (day_ != day) PV_CHECK(turn_to(day));
    if (!before_->runs.empty()) {
        const std::string key = pack({identity});
        for (const IdentityRun &run : before_->runs)
            if (contains(run.identities, key))
                return std::find(own_.begin(), own_.end(), run.batch) == own_.end() ? Seen::before
                                                                                    : Seen::in_this_import;
    }
    return today_->insert(identity) ? Seen::never : Seen::in_this_import;
}

Result<void> RowIdentities::write(std::uint64_t batch) {
    for (const auto &[day, identities] : fresh_)
        if (identities.size() != 0) PV_CHECK(store_.add_identities(source_, day, batch, pack(identities.sorted())));
    return {};
}

} // namespace proviso
