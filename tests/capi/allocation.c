/* Memory that runs out: the n-th allocation of an operation fails, for every n where that is short and for a sample of
 * n where it is long. The operation then says so (or does without), nothing is leaked, and the next try succeeds. This
 * program's malloc stands before the C library's for itself, libproviso and everything below it. */
#include <stdlib.h>

#include "harness.h"
#include "world.h"

extern void *__libc_malloc(size_t size);
extern void *__libc_calloc(size_t count, size_t size);
extern void *__libc_realloc(void *block, size_t size);
extern void __libc_free(void *block);

static int64_t left = -1; /* allocations until one fails; below 0: none does */
static int64_t failures, live;

static int fails(void) {
    if (left < 0 || left-- > 0) return 0;
    ++failures;
    return 1; /* `left` is below 0 now: one failure for each try */
}

__attribute__((visibility("default"))) void *malloc(size_t size) {
    void *block = fails() ? NULL : __libc_malloc(size);
    live += block != NULL;
    return block;
}

__attribute__((visibility("default"))) void *calloc(size_t count, size_t size) {
    void *block = fails() ? NULL : __libc_calloc(count, size);
    live += block != NULL;
    return block;
}

__attribute__((visibility("default"))) void *realloc(void *old, size_t size) {
    void *block = fails() ? NULL : __libc_realloc(old, size);
    live += block != NULL && old == NULL;
    return block;
}

__attribute__((visibility("default"))) void free(void *block) {
    live -= block != NULL;
    __libc_free(block);
}

static struct world world;
static char *pack_text, *deck_text;
static size_t pack_size, deck_size;

/* What is tried. Gives the status; frees everything that it got, so that `live` is what it was. */
typedef int32_t operation(pv_error **error);

static int32_t context_and_pack(pv_error **error) {
    static const char name[] = "safesoft-2013.toml";
    pv_ctx *ctx = NULL;
    pv_pack *pack = NULL;
    int32_t status = pv_ctx_new(NULL, &ctx, error);
    if (status == PV_OK) status = pv_pack_new(ctx, name, strlen(name), pack_text, pack_size, &pack, error);
    if (status == PV_OK) status = pv_ctx_add_pack(ctx, pack, error);
    pv_pack_free(pack);
    pv_ctx_free(ctx);
    return status;
}

static int32_t small_call(pv_error **error) {
    static const char method[] = "calc.proration";
    static const char json[] = "{\"pack\":\"safesoft-2013\",\"inputs\":"
                               "{\"price\":\"199\",\"cycle_start\":\"2013-03-01\",\"activated\":\"2013-03-20\"}}";
    pv_buffer *out = NULL;
    const int32_t status = pv_call_json(world.ctx, NULL, method, strlen(method), json, strlen(json), &out, error);
    pv_buffer_free(out);
    return status;
}

/* An error is made, with where, what, what to do and clause. */
static int32_t refused_call(pv_error **error) {
    static const char method[] = "calc.cycle";
    static const char json[] = "{\"pack\":\"safesoft-2013\",\"inputs\":{\"start\":\"2013-02-29\"}}";
    pv_buffer *out = NULL;
    const int32_t status = pv_call_json(world.ctx, NULL, method, strlen(method), json, strlen(json), &out, error);
    pv_buffer_free(out);
    return status == PV_REFUSED || status == PV_USAGE ? PV_OK : status;
}

static int32_t rate(pv_error **error) {
    static const char terms[] = "{\"services\":[{\"sku\":\"per-minute\",\"per_minute\":\"0.02\"}]}";
    pv_rater *rater = NULL;
    int32_t status = pv_rater_new(world.ctx, world.pack, terms, strlen(terms), deck_text, deck_size, &rater, error);
    if (status == PV_OK) {
        const int32_t millis[2] = {14000, 61000};
        const uint64_t number[2] = {13105550100, 14155550100};
        int64_t billed[2], numerator[2];
        uint8_t row_status[2];
        pv_call_columns in;
        pv_rated_columns out;
        memset(&in, 0, sizeof in);
        memset(&out, 0, sizeof out);
        in.struct_size = sizeof in;
        in.millis = millis;
        in.number = number;
        out.struct_size = sizeof out;
        out.billed_millis = billed;
        out.numerator = numerator;
        status = pv_rate_calls(rater, &in, 2, &out, row_status, error);
    }
    pv_rater_free(rater);
    return status;
}

static char *book_path;

static int32_t open_book(pv_error **error) {
    pv_book *book = NULL;
    const int32_t status = pv_book_open(world.ctx, book_path, strlen(book_path), NULL, &book, error);
    pv_book_close(book);
    return status;
}

/* A month in an empty book: accounts, seats, a run, a finalisation. */
static int32_t month(pv_error **error) {
    static const char *const steps[][2] = {{"run", "{\"through\":\"2013-03-31\"}"}, {"finalize", "{}"}};
    static const char kind[] = "{\"kind\":\"accounts\",\"file\":\"accounts.csv\"}";
    static const char rows[] = "account,opened,card_form,plan,seats,activated\n"
                               "acme,2013-03-01,2013-03-01,unlimited-monthly,2,2013-03-01\n";
    const int64_t armed = left;
    left = -1; /* the new file is not part of it */
    char *path = new_path("month.book");
    pv_book *book = must_create(&world, path);
    left = armed;
    pv_import *import = NULL;
    pv_buffer *out = NULL;
    int32_t status = pv_import_open(world.ctx, book, kind, strlen(kind), &import, error);
    if (status == PV_OK) status = pv_import_feed(import, rows, strlen(rows), error);
    if (status == PV_OK) status = pv_import_finish(import, &out, error);
    pv_import_free(import);
    pv_buffer_free(out);
    for (size_t i = 0; i < sizeof steps / sizeof *steps && status == PV_OK; ++i) {
        out = NULL;
        status = pv_call_json(world.ctx, book, steps[i][0], strlen(steps[i][0]), steps[i][1], strlen(steps[i][1]), &out,
                              error);
        pv_buffer_free(out);
    }
    left = -1;
    pv_buffer *sound = must_call(&world, book, "verify", "{}");
    CHECK_PART(pv_buffer_data(sound), "\"verified\":true");
    pv_buffer_free(sound);
    pv_book_close(book);
    free(path);
    return status;
}

/* Lets allocation 1, 1 + step, 1 + 2 * step, ... fail until the operation needs no more of them. */
static void try_all(operation *tried, int64_t step) {
    pv_error *error = NULL;
    if (!CHECK_NUMBER(tried(&error), PV_OK)) { /* also fills what is made once */
        printf("%s\n", pv_error_render(error));
        pv_error_free(error);
        return;
    }
    pv_error_free(error);
    int64_t told = 0;
    for (int64_t n = 0;; n += step) {
        error = NULL;
        failures = 0;
        const int64_t before = live;
        left = n;
        const int32_t status = tried(&error);
        left = -1;
        if (failures == 0) {
            CHECK_NUMBER(status, PV_OK);
            pv_error_free(error);
            break;
        }
        /* SQLite and the C++ runtime do without some of what they ask for. */
        if (status != PV_OK) {
            ++told;
            if (!CHECK_NUMBER(status, PV_FAULT) || !CHECK_TEXT(pv_error_name(error), "memory.exhausted"))
                printf("  at allocation %" PRId64 ": %s\n", n, pv_error_render(error));
        }
        pv_error_free(error);
        if (!CHECK_NUMBER(live, before)) printf("  at allocation %" PRId64 "\n", n);
        if (checks_failed > 5) break;
    }
    CHECK(told > 0);
}

static void a_context_and_a_pack(void) { try_all(context_and_pack, 7); }
static void a_call(void) { try_all(small_call, 1); }
static void a_call_that_is_refused(void) { try_all(refused_call, 1); }
static void a_rater(void) { try_all(rate, 1); }
static void a_book(void) { try_all(open_book, 1); }
static void a_month(void) { try_all(month, 31); }

int main(int argc, char **argv) {
    read_folders(argc, argv);
    world_open(&world, 1);
    pack_text = read_source("rules/safesoft-2013.toml", &pack_size);
    deck_text = malloc(64);
    if (!deck_text) return 1;
    deck_size = (size_t)snprintf(deck_text, 64, "prefix,rate_cost\n1310,0.02\n1,0.03\n");
    book_path = new_path("open.book");
    pv_book_close(must_create(&world, book_path));
    RUN(a_context_and_a_pack);
    RUN(a_call);
    RUN(a_call_that_is_refused);
    RUN(a_rater);
    RUN(a_book);
    RUN(a_month);
    free(book_path);
    free(deck_text);
    free(pack_text);
    world_close(&world);
    return finish();
}
