// The SQLite store: files that are no books, writers at one time, full disks, look-ups that lag.
#include <filesystem>
#include <fstream>

#include <doctest/doctest.h>
#include <sqlite3.h>

#include "store/sqlite/lookups.hpp"
#include "store/sqlite/sqlite_store.hpp"
#include "support/temporary.hpp"

using namespace proviso;
using proviso::test::TemporaryFolder;

namespace {

using StorePtr = std::unique_ptr<Store>;
const SqliteOptions quick{false, std::chrono::milliseconds(20), 0};

StorePtr made(const std::string &path, const SqliteOptions &options = quick) {
    auto store = create_sqlite_store(path, options);
    REQUIRE_MESSAGE(store.ok(), (store.ok() ? std::string() : store.error().render()));
    return std::move(store).value();
}
StorePtr opened(const std::string &path) {
    auto store = open_sqlite_store(path, quick);
    REQUIRE_MESSAGE(store.ok(), (store.ok() ? std::string() : store.error().render()));
    return std::move(store).value();
}
template <class T> std::string code(const Result<T> &result) {
    return result.ok() ? "ok" : std::string(code_name(result.error().code));
}
void write_file(const std::string &path, const std::string &bytes) { std::ofstream(path, std::ios::binary) << bytes; }
/// One entry with `count` events and as many journal rows; keys and accounts in no order.
void append(Store &store, std::uint64_t count) {
    REQUIRE(store.begin_write().ok());
    const auto entry = store.append("events.recorded", Instant(1'000'000), "{}");
    REQUIRE(entry.ok());
    for (std::uint64_t i = 0; i < count; ++i) {
        const std::uint64_t number = store.next_event().value();
        const auto identity = static_cast<std::int64_t>(number * 0x9e3779b97f4a7c15ULL);
        REQUIRE(store.add_event({number, entry->number, 0, identity, Day(15000), "{}"}).ok());
        REQUIRE(store.add_journal({number, entry->number, 0, identity, Day(15000), "{}"}).ok());
    }
    REQUIRE(store.commit().ok());
}

} // namespace

TEST_CASE("what is not a book is told apart") {
    TemporaryFolder folder;
    const std::string path = folder.file("x");
    CHECK(code(open_sqlite_store(path, quick)) == "book.missing");
    write_file(path, "");
    CHECK(code(open_sqlite_store(path, quick)) == "book.foreign");
    write_file(path, "This is a letter and not a database, however long it may be.");
    CHECK(code(open_sqlite_store(path, quick)) == "book.foreign");
    std::filesystem::remove(path);
    sqlite3 *db = nullptr;
    REQUIRE(sqlite3_open(path.c_str(), &db) == SQLITE_OK);
    REQUIRE(sqlite3_exec(db, "CREATE TABLE t(a)", nullptr, nullptr, nullptr) == SQLITE_OK);
    sqlite3_close(db);
    CHECK(code(open_sqlite_store(path, quick)) == "book.foreign");
    CHECK(code(create_sqlite_store(path, quick)) == "book.exists");
    CHECK(code(create_sqlite_store(folder.file("no/such/folder"), quick)) == "book.io");
    CHECK(code(open_sqlite_store(folder.file("."), quick)) == "book.foreign");
}

TEST_CASE("another schema version is refused, a newer one also by migrate") {
    TemporaryFolder folder;
    const std::string path = folder.file("b");
    made(path).reset();
    const auto set_version = [&](const char *sql) {
        sqlite3 *db = nullptr;
        REQUIRE(sqlite3_open(path.c_str(), &db) == SQLITE_OK);
        REQUIRE(sqlite3_exec(db, sql, nullptr, nullptr, nullptr) == SQLITE_OK);
        sqlite3_close(db);
    };
    CHECK(migrate_sqlite_store(path, quick).value() == 2); // nothing to do
    set_version("PRAGMA user_version=99");
    CHECK(code(open_sqlite_store(path, quick)) == "book.version");
    CHECK(code(migrate_sqlite_store(path, quick)) == "book.version");
}

TEST_CASE("a file that lost its end is damaged") {
    TemporaryFolder folder;
    const std::string path = folder.file("b");
    {
        StorePtr store = made(path);
        append(*store, 200);
    }
    const auto size = std::filesystem::file_size(path);
    std::filesystem::resize_file(path, size / 2);
    CHECK(code(open_sqlite_store(path, quick)) == "book.damaged");
    std::filesystem::resize_file(path, size / 2 + 100);
    CHECK(code(open_sqlite_store(path, quick)) == "book.damaged");
}

TEST_CASE("a second writer waits and is then told that the book is busy; readers go on") {
    TemporaryFolder folder;
    const std::string path = folder.file("b");
    StorePtr one = made(path);
    append(*one, 3);
    StorePtr two = opened(path);
    REQUIRE(one->begin_write().ok());
    CHECK(code(two->begin_write()) == "book.busy");
    REQUIRE(one->append("a", Instant(2'000'000), "{}").ok());
    REQUIRE(two->begin_read().ok());
    CHECK(two->head()->entries == 1); // what is not committed is not there
    two->end_read();
    REQUIRE(one->commit().ok());
    REQUIRE(two->begin_write().ok());
    CHECK(two->head()->entries == 2);
    two->rollback();
}

TEST_CASE("a snapshot stays as it was") {
    TemporaryFolder folder;
    const std::string path = folder.file("b");
    StorePtr one = made(path), two = opened(path);
    append(*one, 3);
    REQUIRE(two->begin_read().ok());
    CHECK(two->counts()->events == 3);
    append(*one, 2);
    CHECK(two->counts()->events == 3);
    CHECK(two->next_event().value() == 4);
    two->end_read();
    REQUIRE(two->begin_read().ok());
    CHECK(two->counts()->events == 5);
    two->end_read();
}

TEST_CASE("a full disk changes nothing") {
    TemporaryFolder folder;
    const std::string path = folder.file("b");
    StorePtr store = made(path, {false, std::chrono::milliseconds(20), 300'000});
    append(*store, 10);
    REQUIRE(store->begin_write().ok());
    const auto entry = store->append("events.recorded", Instant(1'000'000), "{}");
    const std::string body(2000, 'x');
    Result<void> last;
    for (std::uint64_t number = 11; last.ok() && number < 1000; ++number)
        last = store->add_event({number, entry->number, 0, 1, Day(15000), body});
    CHECK(code(last) == "book.full");
    store->rollback();
    CHECK(store->head()->entries == 1);
    REQUIRE(store->begin_read().ok());
    CHECK(store->counts()->events == 10);
    store->end_read();
    CHECK(store->check_file().value().empty());
}

TEST_CASE("a transaction ends when no memory is left") {
    TemporaryFolder folder;
    StorePtr store = made(folder.file("b"));
    append(*store, 10);
    const auto without_memory = [](auto &&what) {
        sqlite3_hard_heap_limit64(1);
        what();
        sqlite3_hard_heap_limit64(0);
    };
    REQUIRE(store->begin_write().ok());
    REQUIRE(store->append("events.recorded", Instant(1'000'000), std::string(100'000, ' ')).ok());
    without_memory([&] {
        CHECK(code(store->commit()) == "memory.exhausted");
        store->rollback();
    });
    CHECK(!store->in_transaction());
    CHECK(store->head()->entries == 1);
    REQUIRE(store->begin_read().ok());
    without_memory([&] { store->end_read(); });
    CHECK(!store->in_transaction());
    without_memory([&] { CHECK(code(store->begin_read()) == "memory.exhausted"); });
    CHECK(!store->in_transaction());
    append(*store, 2);
    REQUIRE(store->begin_read().ok());
    CHECK(store->counts()->events == 12);
    store->end_read();
}

TEST_CASE("recorded_at never runs backwards") {
    TemporaryFolder folder;
    StorePtr store = made(folder.file("b"));
    REQUIRE(store->begin_write().ok());
    REQUIRE(store->append("a", Instant(5'000'000), "{}").ok());
    CHECK(store->append("b", Instant(1'000'000), "{}")->recorded_at == Instant(5'000'000));
    REQUIRE(store->commit().ok());
    CHECK(store->entry_at(Instant(4'999'999)).value() == 0);
    CHECK(store->entry_at(Instant(5'000'000)).value() == 2);
}

TEST_CASE("look-ups find every row, folded or not, in every process") {
    TemporaryFolder folder;
    const std::string path = folder.file("b");
    StorePtr one = made(path), two = opened(path);
    const auto identity = [](std::uint64_t number) {
        return static_cast<std::int64_t>(number * 0x9e3779b97f4a7c15ULL);
    };
    const auto found = [&](Store &store, std::uint64_t number) {
        REQUIRE(store.begin_read().ok());
        const auto numbers = store.journals_identified(identity(number));
        store.end_read();
        return numbers.ok() && *numbers == std::vector<std::uint64_t>{number};
    };
    append(*one, 1500);
    CHECK(found(*one, 1));
    CHECK(found(*two, 1500));
    REQUIRE(one->begin_write().ok());
    REQUIRE(one->settle_lookups().ok()); // into the index tables
    REQUIRE(one->commit().ok());
    append(*two, 10);
    CHECK(found(*one, 700));
    CHECK(found(*one, 1510));
    CHECK(found(*two, 700));
    REQUIRE(two->begin_read().ok());
    CHECK(two->check_lookups().value().empty());
    two->end_read();

    SUBCASE("a rolled back fold is forgotten") {
        append(*one, 1500);
        REQUIRE(one->begin_write().ok());
        REQUIRE(one->settle_lookups().ok());
        one->rollback();
        CHECK(found(*one, 3010));
        CHECK(found(*two, 3010));
    }
}

TEST_CASE("rows that are recorded cannot be changed by mistake") {
    TemporaryFolder folder;
    const std::string path = folder.file("b");
    StorePtr store = made(path);
    append(*store, 2);
    sqlite3 *db = nullptr;
    REQUIRE(sqlite3_open(path.c_str(), &db) == SQLITE_OK);
    for (const char *sql : {"UPDATE entry SET body = 'x'", "DELETE FROM entry", "UPDATE event SET day = 1",
                            "DELETE FROM event", "UPDATE journal SET day = 1", "DELETE FROM journal"})
        CHECK(sqlite3_exec(db, sql, nullptr, nullptr, nullptr) == SQLITE_CONSTRAINT);
    CHECK(sqlite3_exec(db, "INSERT INTO event VALUES(9, 1, NULL, 1.5, 1, 'x')", nullptr, nullptr, nullptr) ==
          SQLITE_CONSTRAINT);
    sqlite3_close(db);
}

TEST_CASE("a balance that would overflow is refused") {
    TemporaryFolder folder;
    StorePtr store = made(folder.file("b"));
    REQUIRE(store->begin_write().ok());
    const BalanceRow row{"assets:cash", "USD", Day(15000), INT64_MAX};
    REQUIRE(store->add_balances(std::span(&row, 1)).ok());
    CHECK(code(store->add_balances(std::span(&row, 1))) == "money.overflow");
}
