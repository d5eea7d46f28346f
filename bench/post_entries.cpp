// post_entries RULES FOLDER [COUNT]: balanced entries posted directly to a new book in FOLDER, which is removed again.
//   batches   COUNT entries, 1,000 a batch: each batch is one durable transaction (synchronous=FULL) with its entry of
//             the chain, every key looked up, accounts by name, balances kept
//   single    one entry a transaction, in turn with a bare SQLite file that gets the same header and postings (WAL,
//             synchronous=FULL, no chain, keys or balances): the ratio is the median of the pairs
// Checks: as many entries stand as were posted, a batch posted again is all known, and the balances add up to nothing.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>

#include <sqlite3.h>

#include "book/book.hpp"
#include "book/post.hpp"
#include "book/reports.hpp"

using namespace proviso;

namespace {

constexpr std::size_t batch_entries = 1'000, account_count = 10'000, singles = 200, rounds = 9;

std::string file_bytes(const std::string &path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

template <class T> T need(Result<T> result) {
    if (result) return std::move(result).value();
    std::fprintf(stderr, "%s\n", result.error().render().c_str());
    std::exit(2);
}
void check(bool right, const char *what) {
    if (right) return;
    std::fprintf(stderr, "wrong: %s\n", what);
    std::exit(1);
}

Book make_book(const std::string &rules, const std::string &path) {
    BookOptions options;
    options.rim.now = [] {
        const auto now = std::chrono::system_clock::now().time_since_epoch();
        return Instant(std::chrono::duration_cast<std::chrono::microseconds>(now).count());
    };
    options.rim.random = [random = std::mt19937_64(7)](std::span<std::byte> bytes) mutable {
        for (std::byte &byte : bytes) byte = static_cast<std::byte>(random());
    };
    CreateRequest request;
    request.sources.push_back({"pack", "safesoft-2013.toml", file_bytes(rules + "/safesoft-2013.toml")});
    request.sources.push_back({"calendar", "us-federal.toml", file_bytes(rules + "/calendars/us-federal.toml")});
    request.seller["name"] = "Bench";
    return need(Book::create(path, request, std::move(options)));
}

/// Entries of two or three postings, accounts at random, days going on.
class Maker {
  public:
    JournalEntry next() {
        const std::uint64_t drawn = random_();
        const Currency dollars = need(currency_from_code("USD"));
        JournalEntry entry;
        entry.date = Day(static_cast<std::int32_t>(20'000 + made_ / 10'000));
        entry.account = "AC" + std::to_string(10'000'000 + drawn % account_count);
        entry.key = "bench/" + std::to_string(++made_);
        entry.text = "call charges";
        const auto amount = static_cast<std::int64_t>(100 + (drawn >> 20) % 100'000);
        const std::int64_t tax = made_ % 10 < 7 ? amount / 10 : 0;
        entry.postings.push_back({"assets:receivable", Amount(amount, dollars)});
        entry.postings.push_back({"liabilities:deferred", Amount(tax - amount, dollars)});
        if (tax != 0) entry.postings.push_back({"liabilities:tax:NY", Amount(-tax, dollars)});
        return entry;
    }
    std::vector<JournalEntry> batch() {
        std::vector<JournalEntry> entries;
        while (entries.size() < batch_entries) entries.push_back(next());
        return entries;
    }
    [[nodiscard]] std::uint64_t made() const { return made_; }

  private:
    std::mt19937_64 random_{5};
    std::uint64_t made_ = 0;
};

/// A file of two tables and nothing else.
class Bare {
  public:
    explicit Bare(const std::string &path) {
        check(sqlite3_open(path.c_str(), &db_) == SQLITE_OK, "the bare file cannot be made");
        run("PRAGMA journal_mode=WAL");
        run("PRAGMA synchronous=FULL");
        run("CREATE TABLE txn(id INTEGER PRIMARY KEY, account TEXT NOT NULL, day INTEGER NOT NULL, key TEXT NOT NULL)");
        run("CREATE TABLE posting(txn INTEGER NOT NULL, line INTEGER NOT NULL, ledger TEXT NOT NULL, minor INTEGER NOT "
            "NULL, PRIMARY KEY(txn, line)) WITHOUT ROWID");
        begin_ = statement("BEGIN IMMEDIATE");
        header_ = statement("INSERT INTO txn VALUES(?, ?, ?, ?)");
        posting_ = statement("INSERT INTO posting VALUES(?, ?, ?, ?)");
        commit_ = statement("COMMIT");
    }
    ~Bare() {
        for (sqlite3_stmt *one : {begin_, header_, posting_, commit_}) sqlite3_finalize(one);
        sqlite3_close(db_);
    }
    Bare(const Bare &) = delete;
    Bare &operator=(const Bare &) = delete;

    void post(const JournalEntry &entry) {
        step(begin_);
        sqlite3_bind_int64(header_, 1, ++last_);
        text(header_, 2, entry.account);
        sqlite3_bind_int64(header_, 3, entry.date.number());
        text(header_, 4, entry.key);
        step(header_);
        for (std::size_t i = 0; i < entry.postings.size(); ++i) {
            sqlite3_bind_int64(posting_, 1, last_);
            sqlite3_bind_int64(posting_, 2, static_cast<std::int64_t>(i));
            text(posting_, 3, entry.postings[i].ledger);
            sqlite3_bind_int64(posting_, 4, entry.postings[i].amount.minor());
            step(posting_);
        }
        step(commit_);
    }

  private:
    void run(const char *sql) { check(sqlite3_exec(db_, sql, nullptr, nullptr, nullptr) == SQLITE_OK, sql); }
    sqlite3_stmt *statement(const char *sql) {
        sqlite3_stmt *made = nullptr;
        check(sqlite3_prepare_v2(db_, sql, -1, &made, nullptr) == SQLITE_OK, sql);
        return made;
    }
    static void text(sqlite3_stmt *into, int index, const std::string &value) {
        sqlite3_bind_text(into, index, value.data(), static_cast<int>(value.size()), nullptr);
    }
    static void step(sqlite3_stmt *one) {
        check(sqlite3_step(one) == SQLITE_DONE, "the bare file refuses");
        sqlite3_reset(one);
    }
    sqlite3 *db_ = nullptr;
    sqlite3_stmt *begin_ = nullptr, *header_ = nullptr, *posting_ = nullptr, *commit_ = nullptr;
    std::int64_t last_ = 0;
};

template <class Work> double seconds_of(const Work &work) {
    const auto begun = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count();
}

void batches(Book &book, Maker &maker, std::size_t count) {
    double seconds = 0;
    const std::clock_t before = std::clock();
    std::vector<JournalEntry> entries;
    for (std::size_t done = 0; done < count; done += batch_entries) {
        entries = maker.batch();
        seconds +=
            seconds_of([&] { check(need(post_entries(book, entries)).posted == batch_entries, "not all posted"); });
    }
    const double processor = static_cast<double>(std::clock() - before) / CLOCKS_PER_SEC;
    check(need(post_entries(book, entries)).replayed == batch_entries, "a batch posted again is not known");
    std::printf(
        "batches  %7.0f entries/s (%zu entries, 1,000 a batch, %.2f s; processor %.2f s, making them included)\n",
        static_cast<double>(count) / seconds, count, seconds, processor);
}

void single(Book &book, Maker &maker, const std::string &path) {
    Bare bare(path);
    std::vector<double> ours, theirs, ratios;
    for (std::size_t round = 0; round <= rounds; ++round) { // the first is not counted
        std::vector<JournalEntry> entries;
        while (entries.size() < singles) entries.push_back(maker.next());
        const double a = seconds_of([&] {
            for (const JournalEntry &entry : entries)
                check(need(post_entries(book, {&entry, 1})).posted == 1, "not posted");
        });
        const double b = seconds_of([&] {
            for (const JournalEntry &entry : entries) bare.post(entry);
        });
        if (round == 0) continue;
        ours.push_back(singles / a);
        theirs.push_back(singles / b);
        ratios.push_back(b / a);
    }
    for (std::vector<double> *figures : {&ours, &theirs, &ratios}) std::sort(figures->begin(), figures->end());
    std::printf("single   %7.0f a second, bare SQLite %.0f, ratio %.2f (%zu pairs of %zu, from %.2f to %.2f)\n",
                ours[rounds / 2], theirs[rounds / 2], ratios[rounds / 2], rounds, singles, ratios.front(),
                ratios.back());
}

} // namespace

int main(int count, char **argument) {
    if (count < 3) {
        std::fprintf(stderr, "usage: post_entries RULES FOLDER [COUNT]\n");
        return 3;
    }
    const std::filesystem::path folder = std::filesystem::path(argument[2]) / "post_entries";
    std::filesystem::remove_all(folder);
    std::filesystem::create_directories(folder);
    {
        Book book = make_book(argument[1], folder / "bench.book");
        Maker maker;
        const std::size_t wanted = count > 3 ? std::strtoull(argument[3], nullptr, 10) : 200'000;
        batches(book, maker, (wanted + batch_entries - 1) / batch_entries * batch_entries);
        single(book, maker, folder / "bare.db");
        check(need(book.info()).journal_entries == maker.made(), "another number of entries stands");
        const TrialBalance balance = need(trial_balance(book, Day(30'000)));
        for (const auto &[debit, credit] : balance.totals) check(debit == credit, "the balances do not add up");
    }
    std::filesystem::remove_all(folder);
    return 0;
}
