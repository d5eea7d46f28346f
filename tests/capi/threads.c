/* What threads may share: a context, a pack, a rater; and what each has of its own: a book, on one file or on several.
 * Results are those of one thread. The build with the thread sanitizer runs it too. */
#include <pthread.h>
#include <stdlib.h>

#include "harness.h"
#include "world.h"

enum { crowd = 4 };

static struct world world; /* only read once threads run: nothing here asks its clock or its random bytes */
static pv_ctx *shared;     /* with the system's clock and random source */

static void all(void *(*body)(void *), void **arguments) {
    pthread_t threads[crowd];
    for (int i = 0; i < crowd; ++i)
        if (pthread_create(&threads[i], NULL, body, arguments[i]) != 0) abort();
    for (int i = 0; i < crowd; ++i) pthread_join(threads[i], NULL);
}

/* ------------------------------------------------------------------------------------------------------- one rater */
enum { rows = 5000 };
static int32_t millis[rows];
static pv_rater *rater;
struct rated {
    int64_t billed[rows], numerator[rows];
    uint8_t status[rows];
    int32_t result;
};

static void *rate_all(void *argument) {
    struct rated *rated = argument;
    pv_call_columns in;
    pv_rated_columns out;
    memset(&in, 0, sizeof in);
    memset(&out, 0, sizeof out);
    in.struct_size = sizeof in;
    in.millis = millis;
    out.struct_size = sizeof out;
    out.billed_millis = rated->billed;
    out.numerator = rated->numerator;
    rated->result = pv_rate_calls(rater, &in, rows, &out, rated->status, NULL);
    return NULL;
}

static void threads_share_a_rater(void) {
    static const char json[] = "{\"services\":[{\"sku\":\"per-minute\",\"per_minute\":\"0.019\"}],\"zones\":false}";
    pv_error *error = NULL;
    for (int i = 0; i < rows; ++i) millis[i] = i * 7919 % 600000;
    MUST(pv_rater_new(world.ctx, world.pack, json, sizeof json - 1, NULL, 0, &rater, &error));
    struct rated *rated = calloc(crowd, sizeof *rated);
    void *arguments[crowd];
    for (int i = 0; i < crowd; ++i) arguments[i] = &rated[i];
    all(rate_all, arguments);
    for (int i = 0; i < crowd; ++i) CHECK_NUMBER(rated[i].result, PV_OK);
    for (int i = 1; i < crowd; ++i) CHECK(memcmp(&rated[0], &rated[i], sizeof *rated) == 0);
    CHECK(rated[0].billed[1] == 12000);
    free(rated);
    pv_rater_free(rater);
}

/* ----------------------------------------------------------------------------------------------------- one context */
static void *calculate(void *argument) {
    static const char method[] = "calc.proration";
    static const char json[] = "{\"pack\":\"safesoft-2013\",\"inputs\":{\"price\":\"199\",\"cycle_start\":\"2013-03-"
                               "01\",\"activated\":\"2013-03-20\"}}";
    int32_t *right = argument;
    for (int i = 0; i < 50; ++i) {
        pv_buffer *out = NULL;
        pv_error *error = NULL;
        if (pv_call_json(shared, NULL, method, sizeof method - 1, json, sizeof json - 1, &out, &error) == PV_OK &&
            strstr(pv_buffer_data(out), "\"amount\":\"66.33\""))
            ++*right;
        pv_buffer_free(out);
        pv_error_free(error);
    }
    return NULL;
}

static void threads_share_a_context(void) {
    int32_t right[crowd] = {0};
    void *arguments[crowd];
    for (int i = 0; i < crowd; ++i) arguments[i] = &right[i];
    all(calculate, arguments);
    for (int i = 0; i < crowd; ++i) CHECK_NUMBER(right[i], 50);
}

/* ---------------------------------------------------------------------------------------------- books of their own */
static const char events[] =
    "{\"on\":\"2013-03-01\",\"account\":\"acme\",\"type\":\"account.opened\",\"contract\":\"safesoft-2013\"}\n"
    "{\"on\":\"2013-03-01\",\"account\":\"acme\",\"type\":\"card_form.received\"}\n"
    "{\"on\":\"2013-03-01\",\"account\":\"acme\",\"type\":\"seat.activated\",\"plan\":\"unlimited-monthly\","
    "\"quantity\":2}\n"
    "{\"on\":\"2013-03-20\",\"account\":\"acme\",\"type\":\"seat.activated\",\"plan\":\"unlimited-monthly\","
    "\"quantity\":1}\n";

/* A month in a book of its own under the shared context; the path goes in, the list of documents comes out. */
static void *bill(void *argument) {
    char **text = argument;
    struct world own = world;
    own.ctx = shared;
    pv_book *book = must_create(&own, *text);
    pv_buffer_free(must_import(&own, book, "{\"kind\":\"events\",\"file\":\"e.jsonl\"}", events, 64));
    pv_buffer_free(must_call(&own, book, "run", "{\"through\":\"2013-04-01\"}"));
    pv_buffer_free(must_call(&own, book, "finalize", "{}"));
    pv_buffer_free(must_call(&own, book, "verify", "{}"));
    free(*text);
    *text = must_list(book, "documents", "{\"drafts\":false}");
    pv_book_close(book);
    return NULL;
}

static void threads_bill_books_of_their_own(void) {
    char *texts[crowd];
    void *arguments[crowd];
    for (int i = 0; i < crowd; ++i) {
        char name[] = "own-0.book";
        name[4] = (char)('0' + i);
        texts[i] = new_path(name);
        arguments[i] = &texts[i];
    }
    all(bill, arguments);
    for (int i = 0; i < crowd; ++i) {
        CHECK_PART(texts[i], "\"INV-000003\"");
        CHECK_PART(texts[i], "\"66.33\"");
        free(texts[i]);
    }
}

/* ----------------------------------------------------------------------------------------------- one file, many books
 */
static char *path;
static int64_t odd_snapshots; /* in which some of a month's documents were missing */
static pthread_mutex_t counting = PTHREAD_MUTEX_INITIALIZER;

static size_t lines_of(const char *text) {
    size_t lines = 0;
    for (; *text; ++text) lines += *text == '\n';
    return lines;
}

static void *write_or_read(void *argument) {
    struct world own = world;
    own.ctx = shared;
    pv_error *error = NULL;
    pv_book *book = NULL;
    MUST(pv_book_open(shared, path, strlen(path), NULL, &book, &error));
    if (*(int *)argument == 0) {
        pv_buffer_free(must_call(&own, book, "run", "{\"through\":\"2013-04-01\"}"));
        pv_buffer_free(must_call(&own, book, "finalize", "{}"));
    } else {
        for (int i = 0; i < 10; ++i) {
            char *text = must_list(book, "documents", "{\"drafts\":false}");
            const size_t lines = lines_of(text);
            if (lines != 0 && lines != 3) { /* sealed all at once */
                pthread_mutex_lock(&counting);
                ++odd_snapshots;
                pthread_mutex_unlock(&counting);
            }
            free(text);
        }
    }
    pv_book_close(book);
    return NULL;
}

static void readers_see_all_of_a_seal_or_nothing(void) {
    struct world own = world;
    own.ctx = shared;
    path = new_path("one.book");
    pv_book *book = must_create(&own, path);
    pv_buffer_free(must_import(&own, book, "{\"kind\":\"events\",\"file\":\"e.jsonl\"}", events, 64));
    int roles[crowd] = {0, 1, 1, 1};
    void *arguments[crowd];
    for (int i = 0; i < crowd; ++i) arguments[i] = &roles[i];
    all(write_or_read, arguments);
    CHECK_NUMBER(odd_snapshots, 0);
    char *text = must_list(book, "documents", "{\"drafts\":false}");
    CHECK_NUMBER(lines_of(text), 3);
    free(text);
    pv_book_close(book);
    free(path);
}

int main(int argc, char **argv) {
    read_folders(argc, argv);
    world_open(&world, 1);
    pv_error *error = NULL;
    MUST(pv_ctx_new(NULL, &shared, &error));
    size_t size = 0;
    char *toml = read_source("rules/calendars/us-federal.toml", &size);
    MUST(pv_ctx_add_calendar(shared, "us-federal.toml", 15, toml, size, &error));
    free(toml);
    MUST(pv_ctx_add_pack(shared, world.pack, &error));
    RUN(threads_share_a_rater);
    RUN(threads_share_a_context);
    RUN(threads_bill_books_of_their_own);
    RUN(readers_see_all_of_a_seal_or_nothing);
    pv_ctx_free(shared);
    world_close(&world);
    return finish();
}
