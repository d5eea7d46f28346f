// What was taken out of the book: every value and row that is gone has its receipt, and nothing went without one.
#include <set>

#include "book/removal.hpp"
#include "book/stored_event.hpp"
#include "book/usage_text.hpp"
#include "book/verifier.hpp"

namespace proviso {
namespace {

std::string text_of(const JsonNode &data, std::string_view key) {
    const JsonNode *value = data.find(key);
    return value ? value->text : std::string();
}
std::uint64_t number_of(const JsonNode &data, std::string_view key) {
    return std::strtoull(text_of(data, key).c_str(), nullptr, 10);
}

} // namespace

/// The batch's blocks against the import's digest; one that was purged or written again gives the hash that it had.
Result<void> Verifier::blocks_beside(const EntryRow &entry, std::uint64_t batch, std::uint64_t blocks,
                                     RowsDigest &digest) {
    const auto wrong = [&](std::uint64_t number) {
        fault(entry.number, "block " + std::to_string(number) + " of usage batch " + std::to_string(batch) +
                                " is not the one that was recorded, and no receipt says why");
    };
    PV_TRY(const std::vector<UsageChange> changes, store_.changes_of_batch(batch));
    changes_ += changes.size();
    PV_TRY(const CursorPtr<UsageBlock> rows, store_.blocks(batch));
    UsageBlock block;
    PV_TRY(bool more, rows->next(block));
    std::size_t at = 0;
    for (std::uint64_t number = 1; number <= blocks && !failed(); ++number) {
        std::optional<Hash> here, first, last;
        bool changed = false;
        if (more && block.block == number) {
            here = block_hash(block);
            PV_TRY(more, rows->next(block));
        }
        for (; at < changes.size() && changes[at].block == number; ++at) {
            if (!changed) first = changes[at].was;
            if (changed && (!last || *last != changes[at].was)) wrong(number);
            last = changes[at].now;
            changed = true;
        }
        if (changed ? here != last : !here) wrong(number);
        digest.add(hex(changed ? *first : here.value_or(Hash{})));
    }
    if (!failed() && (more || at != changes.size())) wrong(blocks + 1);
    return {};
}

Result<void> Verifier::removal_beside(const EntryRow &entry, const JsonNode &data) {
    Removal again;
    PV_TRY(const CursorPtr<PersonalRow> values, store_.personal_erased_by(entry.number));
    PersonalRow value;
    for (;;) {
        PV_TRY(const bool more, values->next(value));
        if (!more) break;
        again.value(value.event, value.field, value.value);
    }
    PV_TRY(const CursorPtr<UsageSeat> seats, store_.seats_erased_by(entry.number));
    UsageSeat seat;
    for (;;) {
        PV_TRY(const bool more, seats->next(seat));
        if (!more) break;
        again.seat(seat, seat.value);
    }
    PV_TRY(const std::vector<UsageChange> changes, store_.changes_by(entry.number));
    std::map<std::uint64_t, std::uint64_t> gone; // rows by batch
    for (const UsageChange &change : changes) {
        again.block(change);
        gone[change.batch] += change.gone;
    }
    const Removal::Digests digests = again.digests();
    if (again.values() != number_of(data, "values") || digests.values != text_of(data, "values_sha256") ||
        again.seats() != number_of(data, "seats") || digests.seats != text_of(data, "seats_sha256") ||
        again.blocks() != number_of(data, "blocks") || digests.blocks != text_of(data, "blocks_sha256") ||
        again.rows() != number_of(data, "rows"))
        fault(entry.number, "what entry " + std::to_string(entry.number) + " took out is not what is gone");
    PV_CHECK(receipt_beside(entry, data));
    erased_values_ += again.values();
    erased_seats_ += again.seats();
    attested_changes_ += again.blocks();
    const std::string day = entry.recorded_at.utc_day().text();
    for (const auto &[batch, rows] : gone)
        if (rows > 0)
            report_.attested.push_back("usage batch " + std::to_string(batch) + ": attested, " + std::to_string(rows) +
                                       " rows purged on " + text_of(data, "on") + " by clause " +
                                       text_of(data, "clause"));
    const std::uint64_t values_and_seats = again.values() + again.seats();
    if (values_and_seats > 0)
        report_.attested.push_back(std::to_string(values_and_seats) + " personal values erased on " + day + " (entry " +
                                   std::to_string(entry.number) + ")");
    return {};
}

/// Who did it and why. A reopening that a book of schema 1 recorded has none.
Result<void> Verifier::receipt_beside(const EntryRow &entry, const JsonNode &data) {
    PV_TRY(const std::optional<ReceiptRow> receipt, store_.receipt(entry.number));
    const std::string what = "the receipt of entry " + std::to_string(entry.number);
    const std::string by = text_of(data, "by");
    if (!receipt) {
        if (!by.empty()) fault(entry.number, what + " is missing");
        return {};
    }
    if ((!by.empty() && commitment(receipt->salt, "by " + receipt->by) != by) ||
        commitment(receipt->salt, "reason " + receipt->reason) != text_of(data, "reason"))
        fault(entry.number, what + " is not the one that was recorded");
    return {};
}

/// Every login name that the share has a commitment to is there, or was taken out.
Result<void> Verifier::seats_beside(const EntryRow &entry, const StoredUsage &share) {
    if (share.body.find("{\"seat\":\"sha256:") == std::string::npos) return {};
    AccountUsage usage;
    PV_CHECK(usage_from_json(share.body, usage));
    PV_TRY(const std::vector<UsageSeat> seats, store_.seats_of(share.account));
    std::set<std::string_view> kept;
    for (const UsageSeat &seat : seats)
        if (seat.batch == share.batch) kept.insert(seat.seat);
    for (const Session &session : usage.sessions)
        if (is_commitment(session.seat) && !kept.contains(session.seat))
            return fault(entry.number, "a login name of usage batch " + std::to_string(share.batch) +
                                           " is gone, and no entry took it out"),
                   Result<void>();
    return {};
}

/// Values that are gone and that no entry took out; login names that are not the ones committed to.
Result<void> Verifier::nothing_erased_else() {
    PV_TRY(const CursorPtr<PersonalRow> values, store_.all_personal());
    PersonalRow value;
    for (;;) {
        PV_TRY(const bool more, values->next(value));
        if (!more) break;
        if (value.erased == 0) continue;
        if (erased_values_ == 0) {
            fault(0, "the personal field " + value.field + " of event " + std::to_string(value.event) +
                         " is gone, and no entry took it out");
            return {};
        }
        --erased_values_;
    }
    PV_TRY(const CursorPtr<UsageSeat> seats, store_.all_seats());
    UsageSeat seat;
    for (;;) {
        PV_TRY(const bool more, seats->next(seat));
        if (!more) break;
        const std::string what = "a login name of usage batch " + std::to_string(seat.batch);
        if (seat.erased == 0 && commitment(seat.salt, seat.value) != seat.seat)
            fault(0, what + " is not the one that was recorded");
        if (seat.erased == 0) continue;
        if (erased_seats_ == 0) {
            fault(0, what + " is gone, and no entry took it out");
            return {};
        }
        --erased_seats_;
    }
    if (changes_ != attested_changes_) fault(0, "a block of usage rows was changed by no entry");
    PV_TRY(const std::optional<std::string> waits, store_.setting(setting::scrub_waits));
    if (waits) report_.attested.push_back("old bytes of what was taken out may stand in the file: `privacy scrub`");
    return {};
}

} // namespace proviso
