/* From nothing to a sealed and proved invoice through proviso.h alone: the contract's printed example, two seats of 199
 * on 1 March 2013 and a third on 20 March. Figures: SS-6.b.ii (66.33 for the third seat's ten days of thirty),
 * SS-6.b.i. */
#include <stdlib.h>

#include "harness.h"
#include "world.h"

static const char accounts[] =
    "account,opened,name,zone,plan,seats,activated,card_form\r\n"
    "acme,2013-03-01,\"Acme, Inc.\",America/Los_Angeles,unlimited-monthly,2,2013-03-01,yes\r\n";
static const char events[] = "{\"on\":\"2013-03-20\",\"account\":\"acme\",\"type\":\"seat.activated\","
                             "\"plan\":\"unlimited-monthly\",\"quantity\":1}\n";
static const char payments[] = "account,date,amount,method,ref\nacme,2013-03-01,398.00,card,card 4410\n";

/* A book with the facts of the example in it, fed in blocks of `block` bytes. */
static pv_book *filled_book(const struct world *world, const char *path, size_t block) {
    pv_book *book = must_create(world, path);
    pv_buffer_free(must_import(world, book, "{\"kind\":\"accounts\",\"file\":\"accounts.csv\"}", accounts, block));
    pv_buffer_free(must_import(world, book, "{\"kind\":\"events\",\"file\":\"events.jsonl\"}", events, block));
    pv_buffer_free(must_import(world, book, "{\"kind\":\"payments\",\"file\":\"bank.csv\"}", payments, block));
    return book;
}

/* The value of a text member that occurs once in `json`, copied into `value`; empty if it does not. */
static void member(const char *json, const char *name, char *value, size_t room) {
    char key[64];
    snprintf(key, sizeof key, "\"%s\":\"", name);
    const char *at = json ? strstr(json, key) : NULL;
    size_t length = 0;
    if (at)
        for (at += strlen(key); at[length] && at[length] != '"' && length + 1 < room; ++length)
            value[length] = at[length];
    value[length] = 0;
}

/* A file that comes a second time books nothing twice: rows with keys are replayed, as accounts have them; of rows
 * without, one might be a second fact, so they wait. */
static void import_again_books_nothing(void) {
    struct world world;
    world_open(&world, 1);
    char *path = new_path("again.book");
    pv_book *book = filled_book(&world, path, 4096);
    static const struct {
        const char *json, *text, *counted;
        int32_t status;
    } files[] = {
        {"{\"kind\":\"accounts\",\"file\":\"accounts.csv\"}", accounts, "\"replayed\":3,\"suspended\":0", PV_OK},
        {"{\"kind\":\"events\",\"file\":\"events.jsonl\"}", events, "\"reasons\":{\"possible_duplicate\":1}", PV_NO},
        {"{\"kind\":\"payments\",\"file\":\"bank.csv\"}", payments, "\"reasons\":{\"possible_duplicate\":1}", PV_NO},
    };
    for (size_t i = 0; i < sizeof files / sizeof *files; ++i) {
        int32_t status = PV_OK;
        pv_error *error = NULL;
        pv_buffer *again = import_text(&world, book, files[i].json, files[i].text, 4096, &status, &error);
        CHECK_NUMBER(status, files[i].status);
        CHECK_PART(pv_buffer_data(again), "\"accepted\":0");
        CHECK_PART(pv_buffer_data(again), files[i].counted);
        pv_buffer_free(again);
        pv_error_free(error);
    }
    pv_book_close(book);
    free(path);
    world_close(&world);
}

static void run_drafts_and_bills_nothing_twice(void) {
    struct world world;
    world_open(&world, 1);
    char *path = new_path("drafts.book");
    pv_book *book = filled_book(&world, path, 4096);
    pv_buffer *first = must_call(&world, book, "run", "{\"through\":\"2013-04-01\"}");
    CHECK_PART(pv_buffer_data(first), "\"drafts\":{\"new\":3,\"changed\":0,\"same\":0,\"gone\":0}");
    CHECK_PART(pv_buffer_data(first), "\"total\":\"1061.33\""); /* 398.00 + 66.33 + 597.00 */
    CHECK_PART(pv_buffer_data(first), "\"refused\":0");
    pv_buffer *second = must_call(&world, book, "run", "{\"through\":\"2013-04-01\"}");
    CHECK_PART(pv_buffer_data(second), "\"drafts\":{\"new\":0,\"changed\":0,\"same\":3,\"gone\":0}");
    pv_buffer_free(must_call(&world, book, "finalize", "{}"));
    pv_buffer *third = must_call(&world, book, "run", "{\"through\":\"2013-04-01\"}");
    CHECK_PART(pv_buffer_data(third), "\"drafts\":{\"new\":0,\"changed\":0,\"same\":0,\"gone\":0}");
    int32_t status = PV_OK;
    pv_error *error = NULL;
    CHECK(call(&world, book, "finalize", "{}", &status, &error) == NULL);
    CHECK_NUMBER(status, PV_REFUSED);
    CHECK_NUMBER(pv_error_code(error), PV_E_DRAFTS_NONE);
    pv_error_free(error);
    pv_buffer_free(first);
    pv_buffer_free(second);
    pv_buffer_free(third);
    pv_book_close(book);
    free(path);
    world_close(&world);
}

static void the_printed_example_is_billed(void) {
    struct world world;
    world_open(&world, 1);
    char *path = new_path("example.book");
    pv_book *book = filled_book(&world, path, 4096);
    pv_buffer_free(must_call(&world, book, "run", "{\"through\":\"2013-04-01\"}"));
    pv_buffer *sealed = must_call(&world, book, "finalize", "{}");
    CHECK_PART(pv_buffer_data(sealed), "\"documents\":3");
    pv_buffer_free(sealed);

    static const struct {
        const char *ref, *date, *total, *status, *open;
    } wanted[] = {
        {"{\"ref\":\"INV-000001\"}", "\"date\":\"2013-03-01\"", "\"total\":\"398.00\"", "\"status\":\"paid\"",
         "\"open\":\"0.00\""},
        {"{\"ref\":\"INV-000002\"}", "\"date\":\"2013-03-20\"", "\"total\":\"66.33\"", "\"status\":\"open\"",
         "\"open\":\"66.33\""},
        {"{\"ref\":\"INV-000003\"}", "\"date\":\"2013-03-31\"", "\"total\":\"597.00\"", "\"status\":\"open\"",
         "\"open\":\"597.00\""},
    };
    for (size_t i = 0; i < sizeof wanted / sizeof *wanted; ++i) {
        pv_buffer *shown = must_call(&world, book, "invoice.show", wanted[i].ref);
        CHECK_PART(pv_buffer_data(shown), wanted[i].date);
        CHECK_PART(pv_buffer_data(shown), wanted[i].total);
        CHECK_PART(pv_buffer_data(shown), wanted[i].status);
        CHECK_PART(pv_buffer_data(shown), wanted[i].open);
        CHECK_PART(pv_buffer_data(shown), "\"issued_at\":\"2013-04-02T12:00:00Z\""); /* the clock callback's */
        CHECK_PART(pv_buffer_data(shown), "\"Acme, Inc.\"");
        CHECK_NUMBER(strlen(pv_buffer_data(shown)), pv_buffer_size(shown));
        pv_buffer_free(shown);
    }
    char *listed = must_list(book, "documents", "{}");
    CHECK_PART(listed, "\"number\":\"INV-000001\"");
    const char *last = strstr(listed, "\"number\":\"INV-000003\"");
    CHECK(last && strchr(last, '\n') &&
          strchr(last, '\n')[1] == 0); /* three lines, in this order, each with its newline */
    free(listed);
    pv_book_close(book);
    free(path);
    world_close(&world);
}

static void the_line_says_why(void) {
    struct world world;
    world_open(&world, 1);
    char *path = new_path("why.book");
    pv_book *book = filled_book(&world, path, 4096);
    pv_buffer_free(must_call(&world, book, "run", "{\"through\":\"2013-04-01\"}"));
    pv_buffer_free(must_call(&world, book, "finalize", "{}"));
    pv_buffer *why = must_call(&world, book, "explain", "{\"ref\":\"INV-000002\",\"line\":1}");
    const char *text = pv_buffer_data(why);
    CHECK_PART(text, "\"kind\":\"proration\"");
    CHECK_PART(text, "\"amount\":\"66.33\"");
    CHECK_PART(text, "\"exact\":\"199/3\"");
    CHECK_PART(text, "\"fraction\":\"10/30\"");
    CHECK_PART(text, "\"SS-6.b.ii\"");
    CHECK_PART(text, "\"R-SS-10\":\"thirty_less_index\"");
    CHECK_PART(text, "\"chosen\":false"); /* a refused option, and what it would have given */
    pv_buffer_free(why);
    int32_t status = PV_OK;
    pv_error *error = NULL;
    CHECK(call(&world, book, "explain", "{\"ref\":\"INV-000002\",\"line\":9}", &status, &error) == NULL);
    CHECK_NUMBER(status, PV_REFUSED);
    CHECK_NUMBER(pv_error_code(error), PV_E_LINE_UNKNOWN);
    pv_error_free(error);
    pv_book_close(book);
    free(path);
    world_close(&world);
}

static void the_ledger_balances(void) {
    struct world world;
    world_open(&world, 1);
    char *path = new_path("ledger.book");
    pv_book *book = filled_book(&world, path, 4096);
    pv_buffer_free(must_call(&world, book, "run", "{\"through\":\"2013-04-01\"}"));
    pv_buffer_free(must_call(&world, book, "finalize", "{}"));
    pv_buffer *balance = must_call(&world, book, "trial_balance", "{\"as_of\":\"2013-04-01\"}");
    const char *text = pv_buffer_data(balance);
    CHECK_PART(text, "\"ledger\":\"assets:cash\",\"currency\":\"USD\",\"debit\":\"398.00\"");
    CHECK_PART(text, "\"ledger\":\"assets:receivable\",\"currency\":\"USD\",\"debit\":\"663.33\"");
    CHECK_PART(text, "\"totals\":[{\"currency\":\"USD\",\"debit\":\"1061.33\",\"credit\":\"1061.33\"}]");
    pv_buffer_free(balance);
    pv_buffer *earlier = must_call(&world, book, "trial_balance", "{\"as_of\":\"2013-03-20\"}");
    CHECK_PART(pv_buffer_data(earlier), "\"ledger\":\"assets:receivable\",\"currency\":\"USD\",\"debit\":\"66.33\"");
    pv_buffer_free(earlier);
    pv_book_close(book);
    free(path);
    world_close(&world);
}

static void the_book_verifies(void) {
    struct world world;
    world_open(&world, 1);
    char *path = new_path("verify.book");
    pv_book *book = filled_book(&world, path, 4096);
    pv_buffer_free(must_call(&world, book, "run", "{\"through\":\"2013-04-01\"}"));
    pv_buffer_free(must_call(&world, book, "finalize", "{}"));
    pv_book_close(book);

    pv_error *error = NULL;
    pv_book_params params;
    memset(&params, 0, sizeof params);
    params.struct_size = sizeof params;
    params.flags = PV_BOOK_READ_ONLY;
    MUST(pv_book_open(world.ctx, path, strlen(path), &params, &book, &error));
    pv_buffer *good = must_call(&world, book, "verify", "{}");
    CHECK_PART(pv_buffer_data(good), "\"verified\":true");
    char hash[80], request[128];
    member(pv_buffer_data(good), "hash", hash, sizeof hash);
    CHECK_NUMBER(strlen(hash), 64);
    pv_buffer_free(good);
    snprintf(request, sizeof request, "{\"expect_head\":\"%s\"}", hash);
    pv_buffer_free(must_call(&world, book, "verify", request));

    request[sizeof "{\"expect_head\":\"" - 1] ^= 1; /* another hex digit: '0' and '1' change places, and so on */
    int32_t status = PV_OK;
    pv_buffer *bad = call(&world, book, "verify", request, &status, &error);
    CHECK_NUMBER(status, PV_NO);
    CHECK_NUMBER(pv_error_code(error), PV_E_VERIFY_HEAD);
    CHECK_PART(pv_buffer_data(bad), "\"verified\":false"); /* a no has its report all the same */
    pv_error_free(error);
    pv_buffer_free(bad);
    pv_book_close(book);
    free(path);
    world_close(&world);
}

/* The head of a book with the example billed in it. */
static void billed_head(uint8_t seed, size_t block, const char *name, char *hash, size_t room) {
    struct world world;
    world_open(&world, seed);
    char *path = new_path(name);
    pv_book *book = filled_book(&world, path, block);
    pv_buffer_free(must_call(&world, book, "run", "{\"through\":\"2013-04-01\"}"));
    pv_buffer_free(must_call(&world, book, "finalize", "{}"));
    pv_buffer *info = must_call(&world, book, "book.info", "{}");
    member(pv_buffer_data(info), "hash", hash, room);
    pv_buffer_free(info);
    pv_book_close(book);
    free(path);
    world_close(&world);
}

static void heads_agree_when_clock_and_salts_do(void) {
    char whole[80], split[80], other[80];
    billed_head(1, 4096, "whole.book", whole, sizeof whole);
    billed_head(1, 1, "split.book", split, sizeof split); /* fed byte by byte */
    billed_head(2, 4096, "other.book", other, sizeof other);
    CHECK_NUMBER(strlen(whole), 64);
    CHECK_TEXT(split, whole);
    CHECK(strcmp(other, whole) != 0); /* other salts */
}

static void a_snapshot_does_not_move(void) {
    struct world world;
    world_open(&world, 1);
    char *path = new_path("snapshot.book");
    pv_book *book = filled_book(&world, path, 4096);
    pv_error *error = NULL;
    pv_snapshot *before = NULL;
    MUST(pv_snapshot_open(book, &before, &error));
    pv_buffer_free(must_call(&world, book, "run", "{\"through\":\"2013-04-01\"}"));
    pv_buffer_free(must_call(&world, book, "finalize", "{}"));
    pv_book_close(book); /* and lives longer than its book */
    pv_cursor *cursor = NULL;
    MUST(pv_cursor_open(before, "documents", 9, NULL, 0, &cursor, &error));
    pv_snapshot_free(before); /* as the cursor does than its snapshot */
    const char *block = "";
    size_t size = 1;
    CHECK_NUMBER(pv_cursor_next(cursor, &block, &size, &error), PV_OK);
    CHECK(block == NULL && size == 0);
    pv_cursor_free(cursor);
    free(path);
    world_close(&world);
}

int main(int argc, char **argv) {
    read_folders(argc, argv);
    RUN(import_again_books_nothing);
    RUN(run_drafts_and_bills_nothing_twice);
    RUN(the_printed_example_is_billed);
    RUN(the_line_says_why);
    RUN(the_ledger_balances);
    RUN(the_book_verifies);
    RUN(heads_agree_when_clock_and_salts_do);
    RUN(a_snapshot_does_not_move);
    return finish();
}
