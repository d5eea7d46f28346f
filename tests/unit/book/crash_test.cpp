// Several processes on one book, and one that dies in the middle.
#include <csignal>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

#include "book/documents.hpp"
#include "book/post.hpp"
#include "book/verify.hpp"
#include "support/books.hpp"

using namespace proviso;
using namespace proviso::test;

namespace {

/// Runs the work in a process of its own and gives what it exited with; -9 if it was killed.
template <class Work> int in_child(Work work) {
    const pid_t child = fork();
    REQUIRE(child >= 0);
    if (child == 0) _exit(work());
    int status = 0;
    REQUIRE(waitpid(child, &status, 0) == child);
    return WIFSIGNALED(status) ? -WTERMSIG(status) : WEXITSTATUS(status);
}

void fill(Book &book, int accounts) {
    for (int i = 0; i < accounts; ++i) get(record_events(book, printed_example("account-" + std::to_string(1000 + i))));
}

JournalEntry sale(const std::string &key) {
    return {day("2013-03-05"),
            "shop",
            key,
            "sale",
            {{std::string(chart::cash), Amount(100, {})}, {std::string(chart::one_off), Amount(-100, {})}}};
}

} // namespace

TEST_CASE("killed in the middle of finalize, a book has neither gap nor duplicate") {
    TemporaryFolder folder;
    const std::string path = folder.file("b.book");
    {
        Book book = get(Book::create(path, safesoft_request(), fixed_options()));
        fill(book, 20);
        get(run_drafts(book, {day("2013-04-01"), {}, false}));
    }
    // It dies twice, at its first look at the progress, and then has its way.
    for (int step = 0; step < 3; ++step) {
        const int status = in_child([&] {
            BookOptions options = fixed_options();
            options.threads = 1; // of one thread, so that the fork is the whole of it
            int looks = 0;
            options.rim.progress = [&](const Progress &) {
                if (looks++ == step / 2) kill(getpid(), SIGKILL);
                return true;
            };
            auto book = Book::open(path, options);
            if (!book) return 1;
            return finalize_drafts(*book, {}).ok() ? 0 : 2;
        });
        CHECK(status == (step < 2 ? -SIGKILL : 0));
        Book book = get(Book::open(path, fixed_options()));
        CHECK(get(verify_book(book, {})).ok());
        CHECK(get(book.info()).documents == (step < 2 ? 0 : 60));
        CHECK(get(book.info()).drafts == (step < 2 ? 60 : 0));
    }
}

TEST_CASE("a process that dies in a write leaves what was committed before") {
    TemporaryFolder folder;
    const std::string path = folder.file("b.book");
    get(Book::create(path, safesoft_request(), fixed_options()));
    const int status = in_child([&] {
        auto book = Book::open(path, fixed_options());
        if (!book || !post_entries(*book, std::vector{sale("a"), sale("b")}).ok()) return 1;
        BookOptions dying = fixed_options();
        dying.rim.random = [](std::span<std::byte>) { kill(getpid(), SIGKILL); }; // asked for a salt, inside the write
        auto other = Book::open(path, dying);
        return other && record_events(*other, printed_example()).ok() ? 0 : 2;
    });
    CHECK(status == -SIGKILL);
    Book book = get(Book::open(path, fixed_options()));
    CHECK(get(book.info()).journal_entries == 2);
    CHECK(get(book.info()).events == 0);
    CHECK(get(post_entries(book, std::vector{sale("a"), sale("c")})).replayed == 1);
    CHECK(get(verify_book(book, {})).ok());
}

TEST_CASE("two processes post in turn, and every posting is there once") {
    TemporaryFolder folder;
    const std::string path = folder.file("b.book");
    get(Book::create(path, safesoft_request(), fixed_options()));
    const auto post_all = [&](const std::string &name) {
        BookOptions options = fixed_options();
        options.busy_wait = std::chrono::seconds(60);
        auto book = Book::open(path, options);
        if (!book) return 1;
        for (int i = 0; i < 25; ++i) {
            // "both" is posted by each: whoever comes second replays it
            const std::vector<JournalEntry> batch{sale(name + std::to_string(i)), sale("both" + std::to_string(i))};
            if (!post_entries(*book, batch).ok()) return 2;
        }
        return 0;
    };
    const pid_t other = fork();
    REQUIRE(other >= 0);
    if (other == 0) _exit(post_all("x"));
    CHECK(post_all("y") == 0);
    int status = 0;
    REQUIRE(waitpid(other, &status, 0) == other);
    CHECK(status == 0);
    Book book = get(Book::open(path, fixed_options()));
    CHECK(get(book.info()).journal_entries == 75);
    CHECK(get(verify_book(book, {})).ok());
}

TEST_CASE("a second writer is told that the book is busy") {
    TestBook t;
    t.record(printed_example());
    BookOptions slow = fixed_options();
    Book other = get(Book::open(t.path, fixed_options()));
    std::string answer;
    slow.rim.progress = [&](const Progress &) {
        answer = code(run_drafts(other, {day("2013-04-01"), {}, false}));
        return true;
    };
    Book book = get(Book::open(t.path, slow));
    get(run_drafts(book, {day("2013-04-01"), {}, false}));
    CHECK(answer == "book.busy");
}

TEST_CASE("a cancelled run changes nothing") {
    TestBook t;
    t.record(printed_example());
    BookOptions options = fixed_options();
    options.rim.progress = [](const Progress &) { return false; };
    Book book = get(Book::open(t.path, options));
    CHECK(code(run_drafts(book, {day("2013-04-01"), {}, false})) == "cancelled");
    CHECK(get(t.book.info()).drafts == 0);
    t.run("2013-04-01");
    CHECK(code(finalize_drafts(book, {})) == "cancelled");
    CHECK(get(t.book.info()).documents == 0);
    CHECK(get(t.book.info()).drafts == 3);
}

TEST_CASE("a full disk stops finalize whole") {
    TestBook t;
    fill(t.book, 30);
    t.run("2013-04-01");
    const std::uint64_t size = std::filesystem::file_size(t.path);
    BookOptions options = fixed_options();
    options.max_bytes = size + 65536;
    Book book = get(Book::open(t.path, options));
    CHECK(code(finalize_drafts(book, {})) == "book.full");
    CHECK(get(t.book.info()).documents == 0);
    CHECK(get(t.book.info()).drafts == 90);
    CHECK(get(verify_book(t.book, {})).ok());
    CHECK(t.finalize().documents == 90);
}

TEST_CASE("with clock and random source fixed, two books are equal byte for byte, on any number of threads") {
    std::string heads[3];
    const unsigned threads[] = {1, 2, 7};
    for (int i = 0; i < 3; ++i) {
        TemporaryFolder folder;
        BookOptions options = fixed_options();
        options.threads = threads[i];
        Book book = get(Book::create(folder.file("b"), safesoft_request(), options));
        fill(book, 70);
        get(run_drafts(book, {day("2013-05-01"), {}, true}));
        get(finalize_drafts(book, {}));
        heads[i] = get(book.info()).head.hash;
    }
    CHECK(heads[0] == heads[1]);
    CHECK(heads[0] == heads[2]);
}

TEST_CASE("interest that a run asks for is billed once, and verifies") {
    TestBook t;
    t.record(printed_example());
    CHECK(t.run("2013-04-30", true).fresh == 5);
    // 66.33 due 20 March, 597.00 due 31 March, both open on 30 April, 1.5 % per 30 days (SS-6.c.i): one document.
    t.finalize();
    CHECK(t.run("2013-04-30", true).fresh == 0);
    CHECK(get(verify_book(t.book, {})).ok());
    const DocumentView interest = get(show_document(t.book, "INT-000001"));
    CHECK(interest.document.date == day("2013-04-30"));
}
