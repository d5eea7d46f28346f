// Every statement that the store keeps prepared, by area. Internal to store/sqlite.
#pragma once

#include "store/sqlite/store_impl.hpp"

namespace proviso {

constexpr const char *document_columns =
    "number, kind, position, name, entry, account, day, ordinal, due, currency, total, tax";

struct SqliteStore::Statements {
    explicit Statements(Connection &db) : db_(db) {}

  private:
    Connection &db_; // first: the members below are made with it
    [[nodiscard]] Statement sql(std::string text) { return Statement(db_, std::move(text)); }

  public:
    Statement chain_end = sql("SELECT number, hash, recorded_at FROM entry ORDER BY number DESC LIMIT 1");
    Statement add_entry = sql("INSERT INTO entry VALUES(?, ?, ?, ?, ?)");
    Statement entry_at = sql("SELECT number FROM entry WHERE recorded_at <= ? ORDER BY number DESC LIMIT 1");
    Statement recorded_at = sql("SELECT recorded_at FROM entry WHERE number = ?");
    Statement setting = sql("SELECT value FROM setting WHERE name = ?");
    Statement set = sql("INSERT INTO setting VALUES(?, ?) ON CONFLICT DO UPDATE SET value = excluded.value");
    Statement unset = sql("DELETE FROM setting WHERE name = ?");

    Statement account = sql("SELECT number, opened FROM account WHERE name = ?");
    Statement account_name = sql("SELECT name FROM account WHERE number = ?");
    Statement add_account = sql("INSERT INTO account(name) VALUES(?)");
    Statement open_account = sql("UPDATE account SET opened = ? WHERE number = ?");
    Statement add_event = sql("INSERT INTO event VALUES(?, ?, nullif(?, 0), ?, ?, ?)");
    Statement event = sql("SELECT number, entry, account, day, identity, body FROM event WHERE number = ?");
    Statement events_of = sql("SELECT e.number, e.entry, e.account, e.day, e.identity, e.body FROM event_account a "
                              "CROSS JOIN event e ON e.number = a.event WHERE a.account = ? ORDER BY a.event");
    Statement add_personal = sql("INSERT INTO personal(event, field, salt, value) VALUES(?, ?, ?, ?)");
    Statement personal = sql("SELECT event, field, salt, value, erased FROM personal WHERE event = ?");

    Statement add_journal = sql("INSERT INTO journal VALUES(?, ?, nullif(?, 0), ?, ?, ?)");
    Statement journal = sql("SELECT number, entry, account, day, identity, body FROM journal WHERE number = ?");
    Statement balance = sql("SELECT minor FROM balance WHERE ledger = ? AND currency = ? AND day = ?");
    Statement set_balance =
        sql("INSERT INTO balance VALUES(?, ?, ?, ?) ON CONFLICT DO UPDATE SET minor = excluded.minor");

    Statement drafts_of = sql("SELECT account, day, kind, ordinal, due, currency, total, state, sha256 FROM draft "
                              "WHERE account = ? ORDER BY day, kind, ordinal");
    Statement remove_drafts = sql("DELETE FROM draft WHERE account = ?");
    Statement add_draft = sql("INSERT INTO draft VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?)");
    Statement remove_drafts_through = sql("DELETE FROM draft WHERE day <= ?");
    Statement count_drafts =
        sql("SELECT kind, day, count(*) FROM draft WHERE day <= ? GROUP BY kind, day ORDER BY kind, day");

    Statement last_document = sql("SELECT max(number) FROM document");
    Statement add_document = sql("INSERT INTO document VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    Statement series_end = sql("SELECT position, day FROM document WHERE kind = ? ORDER BY position DESC LIMIT 1");
    Statement document = sql(std::string("SELECT ") + document_columns + ", body FROM document WHERE number = ?");
    Statement document_at =
        sql(std::string("SELECT ") + document_columns + ", body FROM document WHERE kind = ? AND position = ?");
    Statement document_of = sql(std::string("SELECT ") + document_columns +
                                ", body FROM document WHERE account = ? AND kind = ? AND day = ? AND ordinal = ?");
    Statement documents_of = sql(std::string("SELECT ") + document_columns +
                                 ", '' FROM document WHERE account = ? ORDER BY day, kind, ordinal");
    Statement full_documents_of = sql(std::string("SELECT ") + document_columns +
                                      ", body FROM document WHERE account = ? ORDER BY day, kind, ordinal");

    Statement add_allocation = sql("INSERT INTO allocation VALUES(?, ?, ?, ?, ?)");
    Statement allocations_of =
        sql("SELECT document, journal, payment, day, minor FROM allocation WHERE document = ? ORDER BY journal");
    Statement allocation_of_journal =
        sql("SELECT document, journal, payment, day, minor FROM allocation WHERE journal = ?");
    Statement add_deferral = sql("INSERT INTO deferral VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?)");
    Statement recognise = sql("UPDATE deferral SET recognised = ? WHERE document = ? AND line = ?");
    Statement add_sending = sql("INSERT INTO sending VALUES(?, ?, ?, ?)");
    Statement sending_of =
        sql("SELECT document, entry, day, channel FROM sending WHERE document = ? ORDER BY entry DESC LIMIT 1");

    Statement last_batch = sql("SELECT max(batch) FROM usage_batch");
    Statement add_batch = sql("INSERT INTO usage_batch VALUES(?, ?)");
    Statement add_block = sql("INSERT INTO usage_block(batch, block, rows, bytes, salt) VALUES(?, ?, ?, ?, ?)");
    Statement add_usage = sql("INSERT INTO usage_account VALUES(?, ?, ?)");
    Statement usage_of = sql("SELECT u.account, u.batch, u.body FROM usage_account u JOIN usage_batch b USING(batch) "
                             "WHERE u.account = ? AND b.entry <= ? ORDER BY u.batch");
    Statement add_identities = sql("INSERT INTO usage_identity VALUES(?, ?, ?, ?)");
    Statement identities = sql("SELECT batch, run FROM usage_identity WHERE source = ? AND day = ? ORDER BY batch");

    Statement add_seat =
        sql("INSERT INTO usage_seat(batch, account, seat, salt, value, erased) VALUES(?, ?, ?, ?, ?, 0)");
    Statement seats_of = sql("SELECT batch, account, seat, salt, value, erased FROM usage_seat WHERE account = ?");

    Statement add_suspense =
        sql("INSERT INTO suspense(state, kind, file, source, row, account, raw, event, code, what, todo, place, "
            "clause, recorded_at, note) VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    Statement update_suspense = sql(
        "UPDATE suspense SET state = ?, code = ?, what = ?, todo = ?, place = ?, clause = ?, note = ? WHERE id = ?");
    Statement suspense =
        sql("SELECT id, state, kind, file, source, row, account, raw, event, code, what, todo, place, clause, "
            "recorded_at, note FROM suspense WHERE id = ?");
};

} // namespace proviso
