// Opening, creating and migrating a file, and transactions.
#include <cstdio>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "store/sqlite/schema.hpp"
#include "store/sqlite/statements.hpp"

namespace proviso {
namespace {

Result<void> set_up(Connection &db, const SqliteOptions &options) {
    PV_CHECK(
        db.run("PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA cell_size_check=ON; PRAGMA temp_store=FILE; "
               "PRAGMA secure_delete=ON; "
               "PRAGMA cache_size=-65536; PRAGMA wal_autocheckpoint=4000"));
    if (options.read_only) PV_CHECK(db.run("PRAGMA query_only=ON"));
    if (options.max_bytes == 0) return {};
    PV_TRY(const std::int64_t page, db.integer("PRAGMA page_size"));
    const auto pages = std::max<std::uint64_t>(options.max_bytes / static_cast<std::uint64_t>(page), 1);
    return db.run(("PRAGMA max_page_count=" + std::to_string(pages)).c_str());
}

/// A file shorter than its own header says has lost its end, unless the rest still stands in the write-ahead log.
Result<void> check_length(Connection &db) {
    struct stat file {
    }, log{};
    if (stat(db.path().c_str(), &file) != 0) return {};
    if (stat((db.path() + "-wal").c_str(), &log) == 0 && log.st_size > 0) return {};
    PV_TRY(const std::int64_t pages, db.integer("PRAGMA page_count"));
    PV_TRY(const std::int64_t page, db.integer("PRAGMA page_size"));
    if (pages * page <= file.st_size && file.st_size % page == 0) return {};
    return Error(Code::book_damaged, "the file has lost its end", "restore it from a copy and verify that", db.path());
}

Result<std::int32_t> recognise_file(Connection &db) {
    PV_TRY(const std::int64_t id, db.integer("PRAGMA application_id"));
    if (id != book_application_id)
        return Error(Code::book_foreign, "the file is not a book", "check the path", db.path());
    PV_TRY(const std::int64_t version, db.integer("PRAGMA user_version"));
    return static_cast<std::int32_t>(version);
}

Result<void> apply_migrations(Connection &db, std::int32_t version) {
    for (const Migration &step : migrations()) {
        if (step.version <= version) continue;
        PV_CHECK(db.run(step.sql));
        PV_CHECK(db.run(("PRAGMA user_version=" + std::to_string(step.version)).c_str()));
    }
    return {};
}

Result<Connection> open_file(const std::string &path, const SqliteOptions &options) {
    struct stat file {};
    if (stat(path.c_str(), &file) != 0)
        return Error(Code::book_missing, "there is no book here", "check the path", path);
    if (!S_ISREG(file.st_mode)) return Error(Code::book_foreign, "this is not a file", "check the path", path);
    return Connection::open(path, true, options.busy_wait);
}

} // namespace

Result<std::unique_ptr<Store>> create_sqlite_store(const std::string &path, const SqliteOptions &options) {
    const int file = ::open(path.c_str(), O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0644);
    if (file < 0) {
        if (errno == EEXIST)
            return Error(Code::book_exists, "there is a file here already", "choose another path", path);
        return Error(Code::book_io, "the file cannot be made", "check the folder and its permissions", path);
    }
    ::close(file);
    const auto make = [&]() -> Result<std::unique_ptr<Store>> {
        PV_TRY(Connection db, Connection::open(path, true, options.busy_wait));
        PV_CHECK(db.run(("PRAGMA application_id=" + std::to_string(book_application_id)).c_str()));
        PV_TRY(const std::string mode, db.text("PRAGMA journal_mode=WAL"));
        if (mode != "wal")
            return Error(Code::book_io, "the file system does not allow a write-ahead log", "use another", path);
        PV_CHECK(set_up(db, options));
        PV_CHECK(db.run("BEGIN IMMEDIATE"));
        PV_CHECK(apply_migrations(db, 0));
        PV_CHECK(db.run("COMMIT"));
        return std::unique_ptr<Store>(new SqliteStore(std::move(db), migrations().back().version, options.read_only));
    };
    auto made = make();
    if (!made) remove_sqlite_store(path); // nothing half done: the file was ours
    return made;
}

void remove_sqlite_store(const std::string &path) {
    for (const char *suffix : {"", "-wal", "-shm"}) std::remove((path + suffix).c_str());
}

Result<std::unique_ptr<Store>> open_sqlite_store(const std::string &path, const SqliteOptions &options) {
    PV_TRY(Connection db, open_file(path, options));
    PV_TRY(const std::int32_t version, recognise_file(db));
    if (version != migrations().back().version)
        return Error(Code::book_version,
                     "the book has schema " + std::to_string(version) + ", this program needs " +
                         std::to_string(migrations().back().version),
                     version < migrations().back().version ? "run migrate" : "use a newer program", path);
    PV_CHECK(check_length(db));
    PV_CHECK(set_up(db, options));
    return std::unique_ptr<Store>(new SqliteStore(std::move(db), version, options.read_only));
}

Result<std::int32_t> migrate_sqlite_store(const std::string &path, const SqliteOptions &options) {
    PV_TRY(Connection db, open_file(path, options));
    PV_TRY(std::int32_t version, recognise_file(db));
    if (version > migrations().back().version)
        return Error(Code::book_version, "the book is of a newer program", "use a newer program", path);
    PV_CHECK(check_length(db));
    PV_CHECK(set_up(db, options));
    PV_CHECK(db.run("BEGIN IMMEDIATE"));
    PV_TRY(version, recognise_file(db)); // another process may have been first
    PV_CHECK(apply_migrations(db, version));
    PV_CHECK(db.run("COMMIT"));
    return version;
}

SqliteStore::SqliteStore(Connection connection, std::int32_t schema, bool read_only)
    : db_(std::make_unique<Connection>(std::move(connection))), schema_(schema), read_only_(read_only),
      events_(*db_, "event"), journals_(*db_, "journal"), sql_(std::make_unique<Statements>(*db_)) {}

SqliteStore::~SqliteStore() {
    if (in_transaction()) rollback();
}

/// Nothing is left open if what has to be known in a transaction cannot be read.
Result<void> SqliteStore::begin(const char *sql) {
    PV_CHECK(db_->begin(sql));
    struct Undo { // also where memory runs out
        SqliteStore *store;
        ~Undo() {
            if (store) store->rollback();
        }
    } undo{this};
    chain_end_.reset();
    PV_CHECK(events_.refresh());
    PV_CHECK(journals_.refresh());
    undo.store = nullptr;
    return {};
}

Result<void> SqliteStore::begin_read() { return begin("BEGIN"); }

void SqliteStore::end_read() { db_->roll_back(); }

Result<void> SqliteStore::begin_write() {
    if (read_only_)
        return Error(Code::book_io, "the book is open for reading only", "open it for writing", db_->path());
    return begin("BEGIN IMMEDIATE");
}

Result<void> SqliteStore::commit() {
    PV_CHECK(events_.fold(Lookups::fold_at));
    PV_CHECK(journals_.fold(Lookups::fold_at));
    return db_->run("COMMIT");
}

void SqliteStore::rollback() {
    db_->roll_back();
    events_.forget();
    journals_.forget();
    chain_end_.reset();
}

Result<void> SqliteStore::settle_lookups() {
    constexpr std::uint64_t worth_it = 1024;
    PV_CHECK(events_.fold(worth_it));
    return journals_.fold(worth_it);
}

Result<SqliteStore::Counts> SqliteStore::counts() {
    Counts counts;
    const auto count = [&](const char *sql, std::uint64_t &out) -> Result<void> {
        PV_TRY(const std::int64_t number, db_->integer(sql));
        out = static_cast<std::uint64_t>(number);
        return {};
    };
    PV_CHECK(count("SELECT max(number) FROM account", counts.accounts));
    PV_CHECK(count("SELECT max(number) FROM event", counts.events));
    PV_CHECK(count("SELECT max(number) FROM document", counts.documents));
    PV_CHECK(count("SELECT max(number) FROM journal", counts.journal));
    return counts;
}

Result<std::string> SqliteStore::check_lookups() {
    PV_TRY(std::string events, events_.check(*db_));
    if (!events.empty()) return events;
    return journals_.check(*db_);
}

Result<std::string> SqliteStore::check_file() {
    PV_TRY(std::string said, db_->text("PRAGMA quick_check(1)"));
    return said == "ok" ? std::string() : said;
}

} // namespace proviso
