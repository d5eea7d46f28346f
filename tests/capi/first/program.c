/* A program that was built when proviso.h was as it is in this folder: the header of the first release. It fills every
 * struct and uses every family of functions; it must go on running with every library of the same SOVERSION. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "proviso.h"

static int failed(const char *what, pv_error *error) {
    printf("%s: %s\n0 passed, 1 failed\n", what, error ? pv_error_render(error) : "no error object");
    pv_error_free(error);
    return 1;
}

static char *read_file(const char *folder, const char *name, size_t *size) {
    char path[4096];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *file = fopen(path, "rb");
    if (!file) return NULL;
    char *text = malloc(1 << 20);
    *size = text ? fread(text, 1, 1 << 20, file) : 0;
    fclose(file);
    return text;
}

static int64_t fixed_clock(void *user) {
    (void)user;
    return INT64_C(1364904000000000);
}

static int32_t all_sevens(void *user, uint8_t *bytes, size_t size) {
    (void)user;
    memset(bytes, 7, size);
    return 0;
}

static pv_buffer *answer(const pv_ctx *ctx, pv_book *book, const char *method, const char *json, pv_error **error) {
    pv_buffer *out = NULL;
    if (pv_call_json(ctx, book, method, strlen(method), json, strlen(json), &out, error) == PV_OK) return out;
    pv_buffer_free(out);
    return NULL;
}

int main(int argc, char **argv) {
    static const char rows[] = "account,opened,card_form,plan,seats,activated\n"
                               "acme,2013-03-01,2013-03-01,unlimited-monthly,2,2013-03-01\n";
    static const char kind[] = "{\"kind\":\"accounts\",\"file\":\"accounts.csv\"}";
    static const char created[] = "{\"packs\":[\"safesoft-2013\"]}";
    static const char service[] = "{\"services\":[{\"sku\":\"per-minute\",\"per_minute\":\"0.02\"}]}";
    pv_error *error = NULL;
    pv_ctx *ctx = NULL;
    pv_pack *pack = NULL;
    pv_book *book = NULL;
    pv_rater *rater = NULL;
    pv_import *import = NULL;
    pv_snapshot *snapshot = NULL;
    pv_cursor *cursor = NULL;
    pv_buffer *out = NULL;
    size_t size = 0;
    if (argc != 3) return failed("usage: PROGRAM SOURCE_FOLDER WORK_FOLDER", NULL);
    if (pv_version_number() < PV_VERSION_NUMBER) return failed("the library is older than the program", NULL);

    pv_ctx_params params;
    memset(&params, 0, sizeof params);
    params.struct_size = sizeof params;
    params.clock = fixed_clock;
    params.random = all_sevens;
    if (pv_ctx_new(&params, &ctx, &error) != PV_OK) return failed("context", error);
    char *calendar = read_file(argv[1], "rules/calendars/us-federal.toml", &size);
    if (!calendar || pv_ctx_add_calendar(ctx, "us-federal.toml", 15, calendar, size, &error) != PV_OK)
        return failed("calendar", error);
    char *toml = read_file(argv[1], "rules/safesoft-2013.toml", &size);
    if (!toml || pv_pack_new(ctx, "safesoft-2013.toml", 18, toml, size, &pack, &error) != PV_OK)
        return failed("pack", error);
    if (pv_ctx_add_pack(ctx, pack, &error) != PV_OK) return failed("pack", error);

    if (pv_rater_new(ctx, pack, service, strlen(service), NULL, 0, &rater, &error) != PV_OK)
        return failed("rater", error);
    const int32_t millis[] = {14000};
    int64_t billed[1], numerator[1];
    uint8_t status[1];
    pv_call_columns calls;
    pv_rated_columns rated;
    memset(&calls, 0, sizeof calls);
    memset(&rated, 0, sizeof rated);
    calls.struct_size = sizeof calls;
    calls.millis = millis;
    rated.struct_size = sizeof rated;
    rated.billed_millis = billed;
    rated.numerator = numerator;
    if (pv_rate_calls(rater, &calls, 1, &rated, status, &error) != PV_OK) return failed("rating", error);
    if (numerator[0] * 500 != 3 * pv_rater_denominator(rater)) return failed("14 s at 0.02 are not 3/500", NULL);
    pv_rater_free(rater);

    char path[4096];
    snprintf(path, sizeof path, "%s/first.book", argv[2]);
    remove(path);
    pv_book_params book_params;
    memset(&book_params, 0, sizeof book_params);
    book_params.struct_size = sizeof book_params;
    if (pv_book_create(ctx, path, strlen(path), created, strlen(created), &book_params, &book, &error) != PV_OK)
        return failed("book", error);
    if (pv_import_open(ctx, book, kind, strlen(kind), &import, &error) != PV_OK ||
        pv_import_feed(import, rows, strlen(rows), &error) != PV_OK || pv_import_finish(import, &out, &error) != PV_OK)
        return failed("import", error);
    pv_buffer_free(out);
    pv_import_free(import);
    if (!(out = answer(ctx, book, "run", "{\"through\":\"2013-03-31\"}", &error))) return failed("run", error);
    pv_buffer_free(out);
    if (!(out = answer(ctx, book, "finalize", "{}", &error))) return failed("finalize", error);
    pv_buffer_free(out);
    if (pv_snapshot_open(book, &snapshot, &error) != PV_OK) return failed("snapshot", error);
    if (pv_cursor_open(snapshot, "documents", 9, "{}", 2, &cursor, &error) != PV_OK) return failed("cursor", error);
    const char *block = NULL;
    if (pv_cursor_next(cursor, &block, &size, &error) != PV_OK || !block || !strstr(block, "398.00"))
        return failed("the list has no 398.00", error);
    pv_cursor_free(cursor);
    pv_snapshot_free(snapshot);
    pv_book_close(book);
    pv_pack_free(pack);
    pv_ctx_free(ctx);
    free(toml);
    free(calendar);
    printf("1 passed, 0 failed\n");
    return 0;
}
