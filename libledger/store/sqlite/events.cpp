// Accounts, events and personal values.
#include "store/sqlite/statements.hpp"

namespace proviso {
namespace {
void fill_event(const Statement &s, StoredEvent &row) {
    row.number = s.number(0);
    row.entry = s.number(1);
    row.account = s.number(2);
    row.day = s.day(3);
    row.identity = s.integer(4);
    row.body = s.text(5);
}
void fill_personal(const Statement &s, PersonalRow &row) {
    row.event = s.number(0);
    row.field = s.text(1);
    row.salt = s.text(2);
    row.value = s.text(3);
    row.erased = s.number(4);
}
} // namespace

Result<std::optional<StoredAccount>> SqliteStore::account(std::string_view name) {
    Statement &find = sql_->account.start(name);
    PV_TRY(const bool found, find.row());
    std::optional<StoredAccount> account;
    if (found) account = StoredAccount{find.number(0), std::string(name), find.number(1)};
    find.reset();
    return account;
}

Result<std::string> SqliteStore::account_name(std::uint64_t account) {
    if (account == 0) return std::string();
    Statement &find = sql_->account_name.start(account);
    PV_TRY(const bool found, find.row());
    std::string name = found ? std::string(find.text(0)) : std::string();
    find.reset();
    return name;
}

Result<std::uint64_t> SqliteStore::add_account(std::string_view name) {
    PV_CHECK(sql_->add_account.run(name));
    return db_->last_number();
}

Result<void> SqliteStore::open_account(std::uint64_t account, std::uint64_t event) {
    return sql_->open_account.run(event, account);
}

Result<CursorPtr<StoredAccount>> SqliteStore::accounts_after(std::string_view name) {
    auto cursor = make_cursor<StoredAccount>(
        *db_, "SELECT number, name, opened FROM account WHERE name > cast(? AS TEXT) ORDER BY name",
        [](const Statement &s, StoredAccount &row) {
            row.number = s.number(0);
            row.name = s.text(1);
            row.opened = s.number(2);
        },
        name);
    return cursor;
}

Result<void> SqliteStore::add_event(const StoredEvent &row) {
    PV_CHECK(sql_->add_event.run(row.number, row.entry, row.account, row.day, row.identity, row.body));
    events_.added(row.number, row.account, row.identity);
    return {};
}

Result<void> SqliteStore::add_personal(const PersonalRow &row) {
    return sql_->add_personal.run(row.event, row.field, Blob{row.salt}, row.value);
}

Result<std::optional<StoredEvent>> SqliteStore::event(std::uint64_t number) {
    Statement &find = sql_->event.start(number);
    PV_TRY(const bool found, find.row());
    std::optional<StoredEvent> row;
    if (found) fill_event(find, row.emplace());
    find.reset();
    return row;
}

Result<std::vector<std::uint64_t>> SqliteStore::events_identified(std::int64_t identity) {
    std::vector<std::uint64_t> numbers;
    PV_CHECK(events_.by_identity(identity, numbers));
    return numbers;
}

Result<void> SqliteStore::events_of(std::uint64_t account, std::uint64_t last_entry, std::vector<StoredEvent> &out) {
    out.clear();
    Statement &indexed = sql_->events_of.start(account);
    for (;;) {
        PV_TRY(const bool more, indexed.row());
        if (!more) break;
        if (indexed.number(1) > last_entry) return indexed.reset(), Result<void>(); // later rows are of later entries
        fill_event(indexed, out.emplace_back());
    }
    std::vector<std::uint64_t> recent;
    events_.recent_of_account(account, recent);
    for (const std::uint64_t number : recent) {
        PV_TRY(std::optional<StoredEvent> row, event(number));
        if (!row || row->entry > last_entry) break;
        out.push_back(std::move(*row));
    }
    return {};
}

Result<CursorPtr<StoredEvent>> SqliteStore::events(std::uint64_t first) {
    return make_cursor<StoredEvent>(
        *db_, "SELECT number, entry, account, day, identity, body FROM event WHERE number >= ? ORDER BY number",
        fill_event, first);
}

Result<std::vector<PersonalRow>> SqliteStore::personal(std::uint64_t event) {
    Statement &find = sql_->personal.start(event);
    std::vector<PersonalRow> rows;
    for (;;) {
        PV_TRY(const bool more, find.row());
        if (!more) return rows;
        fill_personal(find, rows.emplace_back());
    }
}

} // namespace proviso
