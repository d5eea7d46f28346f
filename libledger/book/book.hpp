// A book: one seller's events, documents and postings in one store, and what the operations of this folder share.
//
// The operations are free functions that take a Book: import (record.hpp, usage.hpp), run and finalize (run.hpp),
// documents, accounts, reports, suspense, payments, periods, packs, verify. Each is whole or nothing unless it says
// that it works in batches. Nothing here reads a clock, a random source, a file or the environment by itself: they come
// in through Rim and CreateRequest, so that with fixed ones two books get equal bytes.
//
// A Book is used by one thread at a time. Several may be open on one file, in one process or in several: one writes,
// the others read; a second writer waits `busy_wait` and then gets book.busy.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/engine/engine.hpp"
#include "core/result.hpp"
#include "core/time/day.hpp"

namespace proviso {

class Store;

/// How far long work has come.
struct Progress {
    std::string_view stage; ///< "run", "finalize", "verify", "import", ...
    std::uint64_t done = 0;
    std::uint64_t total = 0; ///< 0: not known
};

/// What a book needs of the world outside. An empty function is allowed: no progress, but `now` and `random` are needed
/// by everything that writes (argument.missing).
struct Rim {
    std::function<Instant()> now;                     ///< stamps recorded_at
    std::function<void(std::span<std::byte>)> random; ///< fills with random bytes: salts and the book's id
    std::function<bool(const Progress &)> progress;   ///< false cancels: the error is `cancelled`, whole batches stay
};

struct BookOptions {
    Rim rim;
    bool read_only = false;
    std::chrono::milliseconds busy_wait{5000}; ///< how long a second writer waits
    std::uint64_t max_bytes = 0;               ///< 0: no limit; else the file may not grow beyond (book.full)
    unsigned threads = 0;                      ///< 0: as many as the machine has; results do not depend on it
};

/// A rule pack, calendar or zone table as bytes; the book stores them and cites them by their SHA-256.
struct Source {
    std::string kind; ///< "pack", "calendar", "zones"
    std::string name; ///< file name, for messages
    std::string bytes;
};

struct CreateRequest {
    std::vector<Source> sources;               ///< at least one pack and the calendars that the packs name
    std::map<std::string, std::string> seller; ///< "name", "address", "zone", "tax_id", ...: printed on documents
};

/// A source that the book holds.
struct AdoptedSource {
    std::string kind;
    std::string id; ///< "safesoft-2013"
    std::string version;
    std::int32_t revision = 1;
    std::string sha256;      ///< lower-case hex of the bytes
    std::uint64_t entry = 0; ///< that adopted it
    Day from = day_first;    ///< in force from this day; the newest one in force counts
};

/// The head of the chain.
struct Head {
    std::uint64_t entries = 0;
    std::string hash; ///< lower-case hex; of 0 entries: 64 zeros
};

struct BookInfo {
    std::string id;          ///< 32 hex digits
    std::int32_t schema = 0; ///< user_version
    Instant created;
    std::map<std::string, std::string> seller;
    std::vector<AdoptedSource> sources;
    Head head;
    std::optional<Day> sealed_through; ///< facts dated on or before are late
    std::optional<Day> closed_through; ///< journals dated on or before are refused
    std::optional<Day> drafts_through; ///< of the last run, if drafts stand
    std::uint64_t accounts = 0, events = 0, documents = 0, drafts = 0, journal_entries = 0, suspended = 0;
};

class Book {
  public:
    /// Errors: book.exists, book.io, book.full, pack.*, calendar.unknown, argument.missing.
    [[nodiscard]] static Result<Book> create(const std::string &path, const CreateRequest &request,
                                             BookOptions options);
    /// Errors: book.missing, book.foreign, book.version, book.damaged, book.busy, book.io.
    [[nodiscard]] static Result<Book> open(const std::string &path, BookOptions options);
    /// Brings a book of an older schema to this one. Returns the schema it had. Errors: as open; book.version if newer.
    [[nodiscard]] static Result<std::int32_t> migrate(const std::string &path, BookOptions options);

    Book(Book &&) noexcept;
    Book &operator=(Book &&) noexcept;
    ~Book();

    [[nodiscard]] Result<BookInfo> info();

    /// While it lives, all reads see one state of the book, whatever other processes write.
    class Snapshot {
      public:
        Snapshot(Snapshot &&other) noexcept : store_(std::exchange(other.store_, nullptr)) {}
        Snapshot &operator=(Snapshot &&) = delete;
        ~Snapshot();

      private:
        friend class Book;
        explicit Snapshot(Store *store) : store_(store) {}
        Store *store_;
    };
    /// Errors: book.busy, book.io. Writing operations fail while one lives on the same Book.
    [[nodiscard]] Result<Snapshot> snapshot();

    struct Impl; ///< internal.hpp
    [[nodiscard]] Impl &impl() { return *impl_; }

  private:
    explicit Book(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> impl_;
};

} // namespace proviso
