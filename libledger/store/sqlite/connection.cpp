#include "store/sqlite/connection.hpp"

#include <algorithm>
#include <cerrno>
#include <cstring>

#include <sqlite3.h>

namespace proviso {
namespace {
Error error_of(sqlite3 *handle, int code, const std::string &path) {
    const char *text = handle != nullptr ? sqlite3_errmsg(handle) : sqlite3_errstr(code);
    const int disk = handle != nullptr ? sqlite3_system_errno(handle) : 0;
    const auto make = [&](Code which, const char *what, const char *todo) { return Error(which, what, todo, path); };
    switch (code & 0xff) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return make(Code::book_busy, "another program is writing to the book", "try again when it has finished");
    case SQLITE_FULL:
        return make(Code::book_full, "there is no room to write", "free some space; nothing was changed");
    case SQLITE_NOTADB:
        return make(Code::book_foreign, "the file is not a book", "check the path");
    case SQLITE_CORRUPT:
        return make(Code::book_damaged, "the file is damaged", "restore it from a copy and verify that");
    case SQLITE_NOMEM:
        return make(Code::out_of_memory, "no memory is left", "");
    case SQLITE_CANTOPEN:
        return make(Code::book_io, "the file cannot be opened", "check the path and its permissions");
    case SQLITE_READONLY:
        return make(Code::book_io, "the book may not be written", "check the file's permissions");
    case SQLITE_IOERR:
        if (disk == ENOSPC || disk == EDQUOT)
            return make(Code::book_full, "there is no room to write", "free some space; nothing was changed");
        return Error(Code::book_io, std::string("the file cannot be read or written: ") + text, "", path);
    case SQLITE_CONSTRAINT:
        return Error(Code::book_damaged, std::string("a row breaks a rule of the book: ") + text, "verify the book",
                     path);
    default:
        return Error(Code::internal, std::string("SQLite: ") + text, "", path);
    }
}
} // namespace

Result<Connection> Connection::open(const std::string &path, bool existing, std::chrono::milliseconds busy) {
    Connection connection(nullptr, path); // first, so that it owns the handle whatever runs out afterwards
    sqlite3 *&handle = connection.handle_;
    const int flags =
        SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE | (existing ? 0 : SQLITE_OPEN_CREATE);
    const int code = sqlite3_open_v2(path.c_str(), &handle, flags, nullptr);
    if (code != SQLITE_OK) return error_of(handle, code, path);
    sqlite3_busy_timeout(handle, static_cast<int>(std::clamp<std::int64_t>(busy.count(), 0, 3'600'000)));
    sqlite3_db_config(handle, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);      // no writing of the schema by SQL
    sqlite3_db_config(handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr); // a foreign file's functions do not run
    sqlite3_limit(handle, SQLITE_LIMIT_LENGTH, 1 << 30);
    return connection;
}

Connection::Connection(Connection &&other) noexcept
    : handle_(std::exchange(other.handle_, nullptr)), roll_back_(std::exchange(other.roll_back_, nullptr)),
      path_(std::move(other.path_)) {}
Connection::~Connection() {
    sqlite3_finalize(roll_back_);
    sqlite3_close_v2(handle_);
}

Error Connection::error(int code) const { return error_of(handle_, code, path_); }
bool Connection::in_transaction() const { return sqlite3_get_autocommit(handle_) == 0; }

std::uint64_t Connection::last_number() const { return static_cast<std::uint64_t>(sqlite3_last_insert_rowid(handle_)); }

Result<void> Connection::run(const char *sql) {
    const int code = sqlite3_exec(handle_, sql, nullptr, nullptr, nullptr);
    if (code != SQLITE_OK) return error(code);
    return {};
}
Result<void> Connection::begin(const char *sql) {
    if (roll_back_ == nullptr) {
        const int code = sqlite3_prepare_v3(handle_, "ROLLBACK", -1, SQLITE_PREPARE_PERSISTENT, &roll_back_, nullptr);
        if (code != SQLITE_OK) return error(code);
    }
    return run(sql);
}
void Connection::roll_back() noexcept {
    if (!in_transaction()) return;
    sqlite3_step(roll_back_); // what it says is passed over: SQLite is out of the transaction in any case
    sqlite3_reset(roll_back_);
}
Result<std::int64_t> Connection::integer(const char *sql) {
    Statement statement(*this, sql);
    PV_TRY(const bool found, statement.row());
    return found ? statement.integer(0) : std::int64_t{0};
}
Result<std::string> Connection::text(const char *sql) {
    Statement statement(*this, sql);
    PV_TRY(const bool found, statement.row());
    return found ? std::string(statement.text(0)) : std::string();
}

Statement::Statement(Statement &&other) noexcept
    : connection_(other.connection_), sql_(std::move(other.sql_)), statement_(std::exchange(other.statement_, nullptr)),
      failed_(other.failed_), copy_texts_(other.copy_texts_) {}
Statement::~Statement() { sqlite3_finalize(statement_); }

bool Statement::prepare() {
    if (statement_ != nullptr) return true;
    const int code = sqlite3_prepare_v3(connection_->handle(), sql_.c_str(), static_cast<int>(sql_.size()) + 1,
                                        SQLITE_PREPARE_PERSISTENT, &statement_, nullptr);
    if (code != SQLITE_OK) failed_ = code;
    return code == SQLITE_OK;
}

Result<bool> Statement::row() {
    if (prepare() && failed_ == SQLITE_OK) {
        const int code = sqlite3_step(statement_);
        if (code == SQLITE_ROW) return true;
        if (code == SQLITE_DONE) {
            sqlite3_reset(statement_);
            return false;
        }
        failed_ = code;
    }
    Error error = connection_->error(failed_);
    reset();
    return error;
}

void Statement::reset() {
    if (statement_ != nullptr) sqlite3_reset(statement_);
    failed_ = SQLITE_OK;
}

void Statement::bind_integer(int index, std::int64_t value) {
    if (!prepare()) return;
    if (const int code = sqlite3_bind_int64(statement_, index, value); code != SQLITE_OK) failed_ = code;
}
void Statement::bind_text(int index, std::string_view value) {
    if (!prepare()) return;
    const char *data = value.data() != nullptr ? value.data() : "";
    const int code = sqlite3_bind_text64(statement_, index, data, value.size(),
                                         copy_texts_ ? SQLITE_TRANSIENT : SQLITE_STATIC, SQLITE_UTF8);
    if (code != SQLITE_OK) failed_ = code;
}
void Statement::bind_blob(int index, std::string_view value) {
    if (!prepare()) return;
    const char *data = value.data() != nullptr ? value.data() : "";
    const int code = sqlite3_bind_blob64(statement_, index, data, value.size(), SQLITE_STATIC);
    if (code != SQLITE_OK) failed_ = code;
}
void Statement::bind_null(int index) {
    if (!prepare()) return;
    if (const int code = sqlite3_bind_null(statement_, index); code != SQLITE_OK) failed_ = code;
}

std::int64_t Statement::integer(int column) const { return sqlite3_column_int64(statement_, column); }
std::string_view Statement::text(int column) const {
    const void *data = sqlite3_column_blob(statement_, column);
    const int size = sqlite3_column_bytes(statement_, column);
    if (data == nullptr) return {};
    return {static_cast<const char *>(data), static_cast<std::size_t>(size)};
}
Hash Statement::hash(int column) const {
    Hash hash{};
    const std::string_view bytes = text(column);
    if (bytes.size() == hash.size()) std::memcpy(hash.data(), bytes.data(), hash.size());
    return hash;
}
bool Statement::null(int column) const { return sqlite3_column_type(statement_, column) == SQLITE_NULL; }

} // namespace proviso
