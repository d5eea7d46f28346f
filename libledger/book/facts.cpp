#include "book/facts.hpp"

#include <algorithm>
#include <map>

#include "book/stored_event.hpp"
#include "book/usage_text.hpp"

namespace proviso {
namespace {

/// Whether the row may be of a type whose personal fields matter, without reading it all: canonical JSON has the type
/// as text.
bool may_need_personal(const StoredEvent &row) {
    const auto at = row.body.find("\"type\":\"");
    if (at == std::string::npos) return false;
    const auto from = at + 8;
    const TypeSpec *type = event_type(std::string_view(row.body).substr(from, row.body.find('"', from) - from));
    return type != nullptr && engine_reads_personal(type->type);
}

} // namespace

Day AccountRows::last_day(Day otherwise, const SealedTime &sealed) const {
    for (const StoredEvent &row : events) otherwise = std::max(otherwise, sealed.effective(row.day, row.entry));
    return otherwise;
}

Result<AccountRows> read_rows(Store &store, StoredAccount account, std::uint64_t last_entry) {
    AccountRows rows;
    rows.account = std::move(account);
    PV_CHECK(store.events_of(rows.account.number, last_entry, rows.events));
    rows.personal.resize(rows.events.size());
    for (std::size_t i = 0; i < rows.events.size(); ++i) {
        if (!may_need_personal(rows.events[i])) continue;
        PV_TRY(rows.personal[i], store.personal(rows.events[i].number));
    }
    PV_CHECK(store.usage_of(rows.account.number, last_entry, rows.usage));
    const bool sessions = std::any_of(rows.usage.begin(), rows.usage.end(), [](const StoredUsage &row) {
        return row.body.find("{\"seat\":") != std::string::npos;
    });
    if (sessions) { PV_TRY(rows.seats, store.seats_of(rows.account.number)); }
    return rows;
}

Result<AccountInput> input_of(const SealedTime &sealed, const AccountRows &rows) {
    AccountInput input;
    input.account = rows.account.name;
    input.events.reserve(rows.events.size());
    for (std::size_t i = 0; i < rows.events.size(); ++i) {
        PV_TRY(Event event, event_of(rows.events[i]));
        restore_personal(event, rows.personal[i]);
        event.seals = sealed.before(rows.events[i].entry);
        input.events.push_back(std::move(event));
    }
    AccountUsage usage;
    for (const StoredUsage &row : rows.usage) {
        const std::size_t totals = usage.totals.size(), sessions = usage.sessions.size();
        PV_CHECK(usage_from_json(row.body, usage));
        const std::uint32_t seals = sealed.before_batch(row.batch);
        for (std::size_t i = totals; i < usage.totals.size(); ++i) usage.totals[i].seals = seals;
        for (std::size_t i = sessions; i < usage.sessions.size(); ++i) usage.sessions[i].seals = seals;
    }
    std::map<std::string_view, const UsageSeat *> seats;
    for (const UsageSeat &seat : rows.seats) seats.emplace(seat.seat, &seat);
    for (Session &session : usage.sessions)
        if (const auto seat = seats.find(session.seat); seat != seats.end()) session.seat = seat->second->value;
    input.usage = std::move(usage.totals);
    input.sessions = std::move(usage.sessions);
    return input;
}

Result<AccountResult> apply_rows(const LoadedTerms &terms, const AccountRows &rows, Day through,
                                 const RunOptions &options, AccountState &state) {
    PV_TRY(const AccountInput input, input_of(terms.sealed, rows));
    AccountResult result;
    PV_CHECK(apply(terms.terms, state, input.facts(), through, options, result));
    return result;
}

Result<StoredAccount> open_account(Store &store, const std::string &name) {
    PV_TRY(const std::optional<StoredAccount> account, store.account(name));
    if (!account || account->opened == 0)
        return Error(Code::event_account_unknown, "account \"" + name + "\" has not been opened", "list the accounts",
                     name);
    return *account;
}

Result<std::map<std::string, std::string>> personal_of(Store &store, std::uint64_t account) {
    // The customer's own fields are those of the opening; a contact's name is not the customer's.
    PV_TRY(const std::string name, store.account_name(account));
    PV_TRY(const std::optional<StoredAccount> found, store.account(name));
    std::map<std::string, std::string> values;
    if (!found || found->opened == 0) return values;
    PV_TRY(const std::vector<PersonalRow> rows, store.personal(found->opened));
    for (const PersonalRow &row : rows) {
        values[row.field] = row.value;
        if (row.erased == 0) continue;
        PV_TRY(const std::optional<Instant> at, store.recorded_at(row.erased));
        values[row.field] = "(erased on " + (at ? at->utc_day().text() : std::string("an unknown day")) + ")";
    }
    return values;
}

} // namespace proviso
