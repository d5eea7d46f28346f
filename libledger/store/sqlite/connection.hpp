// One SQLite connection and its prepared statements, with SQLite's results as Errors. Internal to store/sqlite.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>

#include "core/result.hpp"
#include "core/time/day.hpp"
#include "store/store.hpp"

struct sqlite3;
struct sqlite3_stmt;

namespace proviso {

struct Blob {
    std::string_view bytes;
};

class Connection {
  public:
    /// `existing`: the file must be there. Errors: book.missing, book.io, book.foreign.
    [[nodiscard]] static Result<Connection> open(const std::string &path, bool existing,
                                                 std::chrono::milliseconds busy);
    Connection(Connection &&other) noexcept;
    Connection &operator=(Connection &&) = delete;
    ~Connection();

    [[nodiscard]] Result<void> run(const char *sql);
    /// Runs `sql`, which begins a transaction that roll_back() may end.
    [[nodiscard]] Result<void> begin(const char *sql);
    /// Ends the transaction, if there is one. Needs no memory: it is called when that has run out.
    void roll_back() noexcept;
    [[nodiscard]] Result<std::int64_t> integer(const char *sql);
    [[nodiscard]] Result<std::string> text(const char *sql);
    /// The last failure: book.busy, book.full, book.damaged, book.foreign, book.io, memory.exhausted.
    [[nodiscard]] Error error(int code) const;
    [[nodiscard]] bool in_transaction() const;
    [[nodiscard]] std::uint64_t last_number() const; ///< that the last insert gave
    [[nodiscard]] sqlite3 *handle() const { return handle_; }
    [[nodiscard]] const std::string &path() const { return path_; }

  private:
    Connection(sqlite3 *handle, std::string path) : handle_(handle), path_(std::move(path)) {}
    sqlite3 *handle_;
    sqlite3_stmt *roll_back_ = nullptr; ///< compiled before the first transaction begins
    std::string path_;
};

/// A statement, compiled at its first use and then kept. Bound texts must live until the statement has run.
class Statement {
  public:
    Statement(Connection &connection, std::string sql) : connection_(&connection), sql_(std::move(sql)) {}
    Statement(Statement &&other) noexcept;
    Statement(const Statement &) = delete;
    Statement &operator=(Statement) = delete;
    ~Statement();

    /// Binds the arguments in order and starts over.
    template <class... Args> Statement &start(const Args &...args) {
        reset();
        int index = 0;
        (bind(++index, args), ...);
        return *this;
    }
    /// The next row; false after the last, and then the statement is reset.
    [[nodiscard]] Result<bool> row();
    template <class... Args> [[nodiscard]] Result<void> run(const Args &...args) {
        start(args...);
        PV_CHECK(row());
        reset();
        return {};
    }
    void reset();
    /// From now on bound texts are copied, and need not live on.
    void copy_texts() { copy_texts_ = true; }

    [[nodiscard]] std::int64_t integer(int column) const;
    [[nodiscard]] std::uint64_t number(int column) const { return static_cast<std::uint64_t>(integer(column)); }
    [[nodiscard]] Day day(int column) const { return Day(static_cast<std::int32_t>(integer(column))); }
    [[nodiscard]] std::string_view text(int column) const; ///< also of a blob; valid until the next row
    [[nodiscard]] Hash hash(int column) const;
    [[nodiscard]] bool null(int column) const;

  private:
    template <class T> void bind(int index, const T &value) {
        if constexpr (std::is_same_v<T, std::nullopt_t>)
            bind_null(index);
        else if constexpr (std::is_same_v<T, Blob>)
            bind_blob(index, value.bytes);
        else if constexpr (std::is_same_v<T, Hash>)
            bind_blob(index, {reinterpret_cast<const char *>(value.data()), value.size()});
        else if constexpr (std::is_same_v<T, Day>)
            bind_integer(index, value.number());
        else if constexpr (std::is_same_v<T, Instant>)
            bind_integer(index, value.micros());
        else if constexpr (std::is_integral_v<T>)
            bind_integer(index, static_cast<std::int64_t>(value));
        else if constexpr (std::is_enum_v<T>)
            bind_integer(index, static_cast<std::int64_t>(value));
        else
            bind_text(index, value);
    }
    bool prepare();
    void bind_integer(int index, std::int64_t value);
    void bind_text(int index, std::string_view value);
    void bind_blob(int index, std::string_view value);
    void bind_null(int index);

    Connection *connection_;
    std::string sql_;
    sqlite3_stmt *statement_ = nullptr;
    int failed_ = 0; ///< first failure of prepare or bind
    bool copy_texts_ = false;
};

/// A cursor of its own statement.
template <class Row> class StatementCursor final : public Cursor<Row> {
  public:
    using Fill = void (*)(const Statement &, Row &);
    StatementCursor(Statement statement, Fill fill) : statement_(std::move(statement)), fill_(fill) {}
    [[nodiscard]] Result<bool> next(Row &row) override {
        PV_TRY(const bool more, statement_.row());
        if (more) fill_(statement_, row);
        return more;
    }
    Statement &statement() { return statement_; }

  private:
    Statement statement_;
    Fill fill_;
};

/// Starts a statement and hands it out as a cursor.
template <class Row, class... Args>
[[nodiscard]] CursorPtr<Row> make_cursor(Connection &connection, const char *sql,
                                         void (*fill)(const Statement &, Row &), const Args &...args) {
    auto cursor = std::make_unique<StatementCursor<Row>>(Statement(connection, sql), fill);
    cursor->statement().copy_texts();
    cursor->statement().start(args...);
    return cursor;
}

} // namespace proviso
