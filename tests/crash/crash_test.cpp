// A process that dies, a power cut, a failing disk: before and after each write of each command that writes. Whatever
// was said to be done is there, nothing is there by half, and the same command goes on to the book that an undisturbed
// one gives.
#include <array>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>
#include <set>

#include <sqlite3.h>

#include "book/documents.hpp"
#include "book/internal.hpp"
#include "book/period.hpp"
#include "book/privacy.hpp"
#include "book/verify.hpp"
#include "crash/watched_vfs.hpp"
#include "store/store.hpp"
#include "support/books.hpp"

using namespace proviso;
using namespace proviso::test;

namespace {

/// One command of a book's life: gives "ok" or the code of its error.
struct Command {
    const char *name;
    std::string (*give)(Book &);
    const char *done; ///< what it says to a book in which it was done before
};

constexpr const char *person = "Zaphod Quillfeather";

/// Rows in several batches, as a large file comes in.
std::string import(Book &book) {
    std::vector<Event> events = printed_example("acme");
    for (Event &event : printed_example("bond")) events.push_back(std::move(event));
    events.push_back(fact("2013-03-02", "contact.designated", {{"name", person}}));
    auto importing = EventImport::open(book, {"events", "facts.jsonl", "crm", 4});
    if (!importing) return code(importing);
    std::uint64_t row = 0;
    for (Event &event : events) {
        event.key = std::to_string(++row);
        if (const auto added = importing->add({event, row, {}}); !added) return code(added);
    }
    const auto report = importing->finish();
    if (report) CHECK(report->accepted + report->replayed == events.size());
    return code(report);
}
std::string run(Book &book) { return code(run_drafts(book, {day("2013-04-30"), {}, true})); }
std::string finalize(Book &book) { return code(finalize_drafts(book, {})); }
std::string close_march(Book &book) { return code(close_period(book, "2013-03")); }
std::string pay(Book &book) {
    Event event = payment("2013-05-02", "100.00", "bond");
    event.key = "late payment";
    return code(record_events(book, {event}));
}
std::string erase(Book &book) { return code(erase_personal(book, {{"", person}, "P. Clerk", "request 17"})); }
std::string send(Book &book) { return code(mark_sent(book, {"INV-000001"}, "email", {})); }

constexpr std::array commands{
    Command{"import", import, "ok"},
    Command{"run", run, "ok"},
    Command{"finalize", finalize, "drafts.none"},
    Command{"close", close_march, "period.closed"},
    Command{"record", pay, "ok"},
    Command{"send", send, "ok"},
    Command{"erase", erase, "person.unknown"},
};

/// Everything that a book says, without when it was recorded: documents, postings, drafts, personal values, events,
/// periods.
std::string content_of(Book &book) {
    Store &store = *book.impl().store;
    std::string out;
    auto snapshot = get(book.snapshot());
    StoredDocument document;
    for (auto rows = get(store.documents(true)); get(rows->next(document));)
        out += document.name + " " + document.body + "\n";
    StoredJournal journal;
    for (auto rows = get(store.journals(1)); get(rows->next(journal));) out += "journal " + journal.body + "\n";
    StoredDraft draft;
    for (auto rows = get(store.drafts()); get(rows->next(draft));)
        out += "draft " + std::to_string(draft.account) + " " + draft.day.text() + " " +
               std::to_string(draft.total.minor()) + "\n";
    PersonalRow value;
    for (auto rows = get(store.all_personal()); get(rows->next(value));) out += "value " + value.value + "\n";
    StoredEvent event;
    std::size_t events = 0;
    for (auto rows = get(store.events(1)); get(rows->next(event));) ++events;
    out += std::to_string(events) + " events";
    for (const StoredPeriod &period : get(store.periods())) out += " " + period.period;
    return out;
}

std::string bytes_of(const std::string &path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}
void put(const std::string &path, const std::string &bytes) { std::ofstream(path, std::ios::binary) << bytes; }

/// The files of a book at one moment.
struct Disk {
    std::string file;
    std::optional<std::string> log, index; ///< nothing: there is no such file
    void lay(const std::string &path) const {
        put(path, file);
        for (const auto &[suffix, bytes] : {std::pair("-wal", &log), std::pair("-shm", &index)}) {
            std::filesystem::remove(path + suffix);
            if (*bytes) put(path + suffix, **bytes);
        }
    }
};
Disk disk_of(const std::string &path) {
    Disk disk{bytes_of(path), {}, {}};
    if (std::filesystem::exists(path + "-wal")) disk.log = bytes_of(path + "-wal");
    if (std::filesystem::exists(path + "-shm")) disk.index = bytes_of(path + "-shm");
    return disk;
}

/// After a power cut: what was synced, and of each later change nothing, all, or the first sectors of it, by chance.
std::string after_cut(const WatchedFile &file, std::uint64_t &chance) {
    std::string bytes = file.durable;
    for (const Unsynced &change : file.since) {
        chance = chance * 6364136223846793005 + 1442695040888963407;
        const std::uint64_t fate = (chance >> 33) % 3;
        if (fate == 0) continue;
        if (change.cut) {
            bytes.resize(change.at);
            continue;
        }
        const std::size_t size = fate == 1 ? change.bytes.size() : change.bytes.size() / 1024 * 512;
        if (bytes.size() < change.at + size) bytes.resize(change.at + size);
        bytes.replace(change.at, size, change.bytes, 0, size);
    }
    return bytes;
}

/// The book after each command of an undisturbed life; [0] is new.
struct Reference {
    TemporaryFolder folder;
    std::vector<Disk> disks;
    std::vector<std::string> contents;
    Reference() {
        const std::string path = folder.file("reference.book");
        keep(path, get(Book::create(path, safesoft_request(), fixed_options())));
        for (const Command &command : commands) {
            Book book = get(Book::open(path, fixed_options()));
            REQUIRE_MESSAGE(command.give(book) == "ok", command.name);
            keep(path, std::move(book));
        }
    }
    void keep(const std::string &path, Book book) {
        contents.push_back(content_of(book));
        { Book closing = std::move(book); }
        disks.push_back(disk_of(path));
    }
};
const Reference &reference() {
    static const Reference made;
    return made;
}

/// What a disturbed command left must verify, hold all or nothing of each transaction, and go on.
void check_goes_on(const std::string &path, std::size_t nth, bool acknowledged, const std::string &where) {
    CAPTURE(where);
    auto opened = Book::open(path, fixed_options());
    REQUIRE_MESSAGE(opened.ok(), (opened.ok() ? std::string() : opened.error().render()));
    Book book = std::move(*opened);
    const VerifyReport report = get(verify_book(book, {}));
    CHECK_MESSAGE(report.ok(), (report.fault ? report.fault->what : std::string()));
    const std::string content = content_of(book);
    if (acknowledged) CHECK(content == reference().contents[nth + 1]);
    if (nth > 0 && !acknowledged) // one transaction: all of it or nothing
        CHECK((content == reference().contents[nth] || content == reference().contents[nth + 1]));
    const bool done = content == reference().contents[nth + 1];
    const bool erases = nth + 1 == commands.size(); // else the life goes on to the command before: vacuums take long
    const std::size_t end = erases ? commands.size() : commands.size() - 1;
    for (std::size_t i = nth; i < end; ++i) {
        const std::string said = commands[i].give(book);
        CHECK_MESSAGE((said == "ok" || (i == nth && done && said == commands[i].done)),
                      commands[i].name << " says " << said);
    }
    CHECK(content_of(book) == reference().contents[end]);
    if (!erases) return;
    { Book closing = std::move(book); }
    CHECK(bytes_of(path).find(person) == std::string::npos); // no byte of what was erased is left
    CHECK(!std::filesystem::exists(path + "-wal"));
}

} // namespace

TEST_CASE("killed before and after each write, each command goes on") {
    WatchedVfs &vfs = WatchedVfs::instance();
    for (std::size_t nth = 0; nth < commands.size(); ++nth) {
        TemporaryFolder folder;
        const std::string path = folder.file("a.book");
        reference().disks[nth].lay(path);
        std::vector<std::pair<Disk, bool>> moments; // and whether the command had said that it is done
        bool acknowledged = false;
        vfs.watch(path, [&](Change) {
            moments.emplace_back(disk_of(path), acknowledged);
            return SQLITE_OK;
        });
        {
            Book book = get(Book::open(path, fixed_options()));
            CHECK(commands[nth].give(book) == "ok");
            acknowledged = true;
        }
        vfs.stop();
        moments.emplace_back(disk_of(path), true); // after the last write
        CHECK(moments.size() > 5);
        for (std::size_t i = 0; i < moments.size(); ++i) {
            const auto &[disk, told] = moments[i];
            const std::string copy = folder.file("copy.book");
            disk.lay(copy);
            check_goes_on(copy, nth, told, std::string(commands[nth].name) + ", change " + std::to_string(i));
        }
    }
}

TEST_CASE("power fails at each write, and what was not synced is lost in part") {
    WatchedVfs &vfs = WatchedVfs::instance();
    std::uint64_t chance = 1;
    for (std::size_t nth = 0; nth < commands.size(); ++nth) {
        TemporaryFolder folder;
        const std::string path = folder.file("a.book");
        reference().disks[nth].lay(path);
        std::vector<std::pair<Disk, bool>> moments;
        bool acknowledged = false;
        vfs.watch(path, [&](Change) {
            Disk disk{after_cut(vfs.files().at(""), chance), {}, {}};
            if (const auto log = vfs.files().find("-wal"); log != vfs.files().end())
                disk.log = after_cut(log->second, chance);
            moments.emplace_back(std::move(disk), acknowledged);
            return SQLITE_OK;
        });
        {
            Book book = get(Book::open(path, fixed_options()));
            CHECK(commands[nth].give(book) == "ok");
            acknowledged = true;
        }
        vfs.stop();
        for (std::size_t i = 0; i < moments.size(); ++i) {
            const auto &[disk, told] = moments[i];
            const std::string copy = folder.file("copy.book");
            disk.lay(copy);
            check_goes_on(copy, nth, told, std::string(commands[nth].name) + ", cut " + std::to_string(i));
        }
    }
}

TEST_CASE("a disk that fails or is full at one write stops the command, and it goes on later") {
    WatchedVfs &vfs = WatchedVfs::instance();
    for (const int failure : {SQLITE_IOERR_WRITE, SQLITE_FULL})
        for (std::size_t nth = 0; nth < commands.size(); ++nth)
            for (int at = failure == SQLITE_FULL ? 2 : 0;; at += 5) {
                TemporaryFolder folder;
                const std::string path = folder.file("a.book");
                reference().disks[nth].lay(path);
                int changes = 0;
                std::string said;
                vfs.watch(path, [&](Change) { return changes++ < at ? SQLITE_OK : failure; });
                {
                    auto book = Book::open(path, fixed_options());
                    said = book ? commands[nth].give(*book) : code(book);
                }
                vfs.stop();
                const std::string where = std::string(commands[nth].name) + ", failure at " + std::to_string(at);
                if (said != "ok") CHECK_MESSAGE(said == (failure == SQLITE_FULL ? "book.full" : "book.io"), where);
                check_goes_on(path, nth, said == "ok", where);
                if (changes <= at) break;
            }
}
