#include "store/sqlite/schema.hpp"

namespace proviso {
namespace {

// Rows of entry, event, journal, document, usage_block and usage_account are only ever added: triggers refuse the rest.
// They are a guard rail against mistakes; what shows tampering is the chain.
constexpr const char *version_1 = R"sql(
CREATE TABLE setting(name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE watermark(name TEXT PRIMARY KEY, number INTEGER NOT NULL) STRICT, WITHOUT ROWID;

CREATE TABLE entry(number INTEGER PRIMARY KEY, kind TEXT NOT NULL, recorded_at INTEGER NOT NULL, body TEXT NOT NULL,
    hash BLOB NOT NULL CHECK(length(hash) = 32)) STRICT;

CREATE TABLE source(sha256 TEXT PRIMARY KEY, kind TEXT NOT NULL, id TEXT NOT NULL, version TEXT NOT NULL,
    revision INTEGER NOT NULL, from_day INTEGER NOT NULL, entry INTEGER NOT NULL REFERENCES entry, name TEXT NOT NULL,
    bytes BLOB NOT NULL) STRICT;

CREATE TABLE account(number INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, opened INTEGER NOT NULL DEFAULT 0) STRICT;

CREATE TABLE event(number INTEGER PRIMARY KEY, entry INTEGER NOT NULL REFERENCES entry, account INTEGER REFERENCES account,
    day INTEGER NOT NULL, identity INTEGER NOT NULL, body TEXT NOT NULL) STRICT;
CREATE TABLE event_account(account INTEGER NOT NULL, event INTEGER NOT NULL, PRIMARY KEY(account, event)) STRICT, WITHOUT ROWID;
CREATE TABLE event_identity(identity INTEGER NOT NULL, event INTEGER NOT NULL, PRIMARY KEY(identity, event)) STRICT, WITHOUT ROWID;
CREATE TABLE personal(event INTEGER NOT NULL REFERENCES event, field TEXT NOT NULL, salt BLOB NOT NULL, value TEXT NOT NULL,
    PRIMARY KEY(event, field)) STRICT, WITHOUT ROWID;

CREATE TABLE journal(number INTEGER PRIMARY KEY, entry INTEGER NOT NULL REFERENCES entry, account INTEGER REFERENCES account,
    day INTEGER NOT NULL, identity INTEGER NOT NULL, body TEXT NOT NULL) STRICT;
CREATE TABLE journal_account(account INTEGER NOT NULL, journal INTEGER NOT NULL, PRIMARY KEY(account, journal)) STRICT, WITHOUT ROWID;
CREATE TABLE journal_identity(identity INTEGER NOT NULL, journal INTEGER NOT NULL, PRIMARY KEY(identity, journal)) STRICT, WITHOUT ROWID;
CREATE TABLE balance(ledger TEXT NOT NULL, currency TEXT NOT NULL, day INTEGER NOT NULL, minor INTEGER NOT NULL,
    PRIMARY KEY(ledger, currency, day)) STRICT, WITHOUT ROWID;

CREATE TABLE draft(account INTEGER NOT NULL REFERENCES account, day INTEGER NOT NULL, kind INTEGER NOT NULL,
    ordinal INTEGER NOT NULL, due INTEGER NOT NULL, currency TEXT NOT NULL, total INTEGER NOT NULL, state INTEGER NOT NULL,
    sha256 BLOB NOT NULL, PRIMARY KEY(account, day, kind, ordinal)) STRICT, WITHOUT ROWID;

CREATE TABLE document(number INTEGER PRIMARY KEY, kind INTEGER NOT NULL, position INTEGER NOT NULL, name TEXT NOT NULL,
    entry INTEGER NOT NULL REFERENCES entry, account INTEGER NOT NULL REFERENCES account, day INTEGER NOT NULL,
    ordinal INTEGER NOT NULL, due INTEGER NOT NULL, currency TEXT NOT NULL, total INTEGER NOT NULL, tax INTEGER NOT NULL,
    body TEXT NOT NULL, UNIQUE(kind, position)) STRICT;
CREATE UNIQUE INDEX document_account ON document(account, day, kind, ordinal);
CREATE TABLE allocation(document INTEGER NOT NULL REFERENCES document, journal INTEGER NOT NULL REFERENCES journal,
    payment INTEGER NOT NULL, day INTEGER NOT NULL, minor INTEGER NOT NULL, PRIMARY KEY(document, journal)) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX allocation_journal ON allocation(journal);
CREATE TABLE deferral(document INTEGER NOT NULL REFERENCES document, line INTEGER NOT NULL, account INTEGER NOT NULL,
    from_day INTEGER NOT NULL, until_day INTEGER NOT NULL, currency TEXT NOT NULL, minor INTEGER NOT NULL,
    recognised INTEGER NOT NULL, income TEXT NOT NULL, PRIMARY KEY(document, line)) STRICT, WITHOUT ROWID;
CREATE TABLE sending(document INTEGER NOT NULL REFERENCES document, entry INTEGER NOT NULL REFERENCES entry, day INTEGER NOT NULL,
    channel TEXT NOT NULL, PRIMARY KEY(document, entry)) STRICT, WITHOUT ROWID;

CREATE TABLE usage_batch(batch INTEGER PRIMARY KEY, entry INTEGER NOT NULL REFERENCES entry) STRICT;
CREATE TABLE usage_block(batch INTEGER NOT NULL, block INTEGER NOT NULL, rows INTEGER NOT NULL, bytes BLOB NOT NULL,
    PRIMARY KEY(batch, block)) STRICT;
CREATE TABLE usage_account(batch INTEGER NOT NULL, account INTEGER NOT NULL REFERENCES account, body TEXT NOT NULL,
    PRIMARY KEY(batch, account)) STRICT;
CREATE INDEX usage_account_of ON usage_account(account, batch);
CREATE TABLE usage_identity(source TEXT NOT NULL, day INTEGER NOT NULL, batch INTEGER NOT NULL, run BLOB NOT NULL,
    PRIMARY KEY(source, day, batch)) STRICT;

CREATE TABLE suspense(id INTEGER PRIMARY KEY, state INTEGER NOT NULL, kind TEXT NOT NULL, file TEXT NOT NULL,
    source TEXT NOT NULL, row INTEGER NOT NULL, account TEXT NOT NULL, raw TEXT NOT NULL, event TEXT NOT NULL,
    code TEXT NOT NULL, what TEXT NOT NULL, todo TEXT NOT NULL, place TEXT NOT NULL, clause TEXT NOT NULL,
    recorded_at INTEGER NOT NULL, note TEXT NOT NULL) STRICT;
CREATE INDEX suspense_state ON suspense(state, id);
CREATE TABLE period(period TEXT PRIMARY KEY, entry INTEGER NOT NULL REFERENCES entry, from_day INTEGER NOT NULL,
    until_day INTEGER NOT NULL, reopened INTEGER NOT NULL) STRICT, WITHOUT ROWID;

CREATE TRIGGER entry_fixed BEFORE UPDATE ON entry BEGIN SELECT RAISE(ABORT, 'entries are never changed'); END;
CREATE TRIGGER entry_kept BEFORE DELETE ON entry BEGIN SELECT RAISE(ABORT, 'entries are never deleted'); END;
CREATE TRIGGER event_fixed BEFORE UPDATE ON event BEGIN SELECT RAISE(ABORT, 'events are never changed'); END;
CREATE TRIGGER event_kept BEFORE DELETE ON event BEGIN SELECT RAISE(ABORT, 'events are never deleted'); END;
CREATE TRIGGER journal_fixed BEFORE UPDATE ON journal BEGIN SELECT RAISE(ABORT, 'postings are never changed'); END;
CREATE TRIGGER journal_kept BEFORE DELETE ON journal BEGIN SELECT RAISE(ABORT, 'postings are never deleted'); END;
CREATE TRIGGER document_fixed BEFORE UPDATE ON document BEGIN SELECT RAISE(ABORT, 'documents are never changed'); END;
CREATE TRIGGER document_kept BEFORE DELETE ON document BEGIN SELECT RAISE(ABORT, 'documents are never deleted'); END;
)sql";

// What erasure and purges need: values may be replaced by what stands in for them, rows taken out, each with the entry
// that did it. Hashes of blocks are salted, so that what was taken out cannot be guessed from them.
constexpr const char *version_2 = R"sql(
ALTER TABLE personal ADD COLUMN erased INTEGER NOT NULL DEFAULT 0;
ALTER TABLE usage_block ADD COLUMN salt BLOB NOT NULL DEFAULT x'';
CREATE TABLE usage_seat(account INTEGER NOT NULL REFERENCES account, batch INTEGER NOT NULL, seat TEXT NOT NULL,
    salt BLOB NOT NULL, value TEXT NOT NULL, erased INTEGER NOT NULL, PRIMARY KEY(account, batch, seat)) STRICT, WITHOUT ROWID;
CREATE TABLE usage_change(entry INTEGER NOT NULL REFERENCES entry DEFERRABLE INITIALLY DEFERRED,
    batch INTEGER NOT NULL, block INTEGER NOT NULL,
    gone INTEGER NOT NULL, was BLOB NOT NULL, now BLOB NOT NULL, PRIMARY KEY(entry, batch, block)) STRICT, WITHOUT ROWID;
CREATE INDEX usage_change_batch ON usage_change(batch, block, entry);
CREATE TABLE receipt(entry INTEGER PRIMARY KEY REFERENCES entry, salt BLOB NOT NULL, by TEXT NOT NULL, reason TEXT NOT NULL) STRICT;
DROP TRIGGER event_fixed;
CREATE TRIGGER event_fixed BEFORE UPDATE OF number, entry, account, day, body ON event
    BEGIN SELECT RAISE(ABORT, 'events are never changed'); END;
)sql";

constexpr Migration steps[] = {{1, version_1}, {2, version_2}};

} // namespace

std::span<const Migration> migrations() { return steps; }

} // namespace proviso
