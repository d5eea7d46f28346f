#include "book/seals.hpp"

#include <algorithm>
#include <charconv>

#include "book/internal.hpp"
#include "io/json.hpp"

namespace proviso {
namespace {

constexpr std::string_view setting_name = "seals"; ///< "12 2013-03-31,57 2013-04-30"

Result<std::vector<Seal>> from_text(std::string_view text) {
    std::vector<Seal> seals;
    while (!text.empty()) {
        const auto comma = std::min(text.find(','), text.size());
        const std::string_view one = text.substr(0, comma);
        Seal seal;
        const auto [end, error] = std::from_chars(one.data(), one.data() + one.size(), seal.entry);
        const auto day = error == std::errc() && end != one.data() + one.size()
                             ? Day::parse(one.substr(static_cast<std::size_t>(end - one.data()) + 1))
                             : Result<Day>(Error(Code::date_invalid, "no day"));
        if (!day || (!seals.empty() && seal.entry <= seals.back().entry))
            return Error(Code::book_damaged, "the list of seals cannot be read", "verify the book");
        seal.through = *day;
        seals.push_back(seal);
        text.remove_prefix(std::min(comma + 1, text.size()));
    }
    return seals;
}

Result<std::vector<Seal>> from_chain(Store &store) {
    std::vector<Seal> seals;
    PV_TRY(const CursorPtr<EntryRow> entries, store.entries(1));
    EntryRow entry;
    for (;;) {
        PV_TRY(const bool more, entries->next(entry));
        if (!more) return seals;
        if (entry.kind != entry_kind::finalized) continue;
        const auto at = entry.body.find("\"through\":\"");
        if (at == std::string::npos) continue;
        PV_TRY(const Day through, Day::parse(std::string_view(entry.body).substr(at + 11, 10)));
        seals.push_back({entry.number, through});
    }
}

} // namespace

Result<std::vector<Seal>> seals_of(Store &store, std::uint64_t last_entry) {
    PV_TRY(const std::optional<std::string> kept, store.setting(setting_name));
    std::vector<Seal> seals;
    if (kept) {
        PV_TRY(seals, from_text(*kept));
    } else {
        PV_TRY(const std::optional<std::string> sealed, store.setting(setting::sealed_through));
        if (sealed) { PV_TRY(seals, from_chain(store)); }
    }
    std::erase_if(seals, [&](const Seal &seal) { return seal.entry > last_entry; });
    return seals;
}

Result<void> add_seal(Store &store, Seal seal) {
    PV_TRY(std::vector<Seal> seals, seals_of(store));
    if (std::find(seals.begin(), seals.end(), seal) == seals.end()) seals.push_back(seal);
    std::string text;
    for (const Seal &one : seals) {
        if (!text.empty()) text += ',';
        text += std::to_string(one.entry) + ' ' + one.through.text();
    }
    return store.set(setting_name, text);
}

std::uint32_t SealedTime::before(std::uint64_t entry) const {
    const auto later =
        std::partition_point(seals.begin(), seals.end(), [&](const Seal &seal) { return seal.entry < entry; });
    return static_cast<std::uint32_t>(later - seals.begin());
}

std::uint32_t SealedTime::before_batch(std::uint64_t batch) const {
    if (seals.empty()) return 0;
    const auto known =
        std::partition_point(batches.begin(), batches.end(), [&](const auto &one) { return one.first < batch; });
    if (known == batches.end() || known->first != batch) return static_cast<std::uint32_t>(seals.size());
    return before(known->second);
}

Day SealedTime::effective(Day day, std::uint64_t entry) const {
    const std::uint32_t count = before(entry);
    return count > 0 && day <= seals[count - 1].through ? seals[count - 1].through + 1 : day;
}

} // namespace proviso
