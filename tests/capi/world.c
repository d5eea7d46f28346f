#include "world.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const char *source_folder = ".";
const char *work_folder = ".";

static void stop(const char *what, const char *why) {
    printf("%s: %s\n0 passed, 1 failed\n", what, why);
    exit(1);
}

void must(int32_t status, pv_error *error, const char *what) {
    if (status != PV_OK) stop(what, error ? pv_error_render(error) : "failed without an error");
}

void read_folders(int argc, char **argv) {
    if (argc != 3) stop("usage", "PROGRAM SOURCE_FOLDER WORK_FOLDER");
    source_folder = argv[1];
    work_folder = argv[2];
}

static char *joined(const char *folder, const char *name) {
    const size_t size = strlen(folder) + strlen(name) + 2;
    char *path = malloc(size);
    if (!path) stop(name, "no memory");
    snprintf(path, size, "%s/%s", folder, name);
    return path;
}

char *read_source(const char *path, size_t *size) {
    char *full = joined(source_folder, path);
    FILE *file = fopen(full, "rb");
    if (!file) stop(full, "cannot be read");
    fseek(file, 0, SEEK_END);
    const long length = ftell(file);
    rewind(file);
    char *bytes = length < 0 ? NULL : malloc((size_t)length + 1);
    if (!bytes || fread(bytes, 1, (size_t)length, file) != (size_t)length) stop(full, "cannot be read");
    bytes[length] = 0;
    *size = (size_t)length;
    fclose(file);
    free(full);
    return bytes;
}

char *new_path(const char *name) {
    static const char *const tails[] = {"", "-wal", "-shm", "-journal"}; /* SQLite's files beside a book */
    char *path = joined(work_folder, name);
    for (size_t i = 0; i < sizeof tails / sizeof *tails; ++i) {
        const size_t size = strlen(path) + 16;
        char *file = malloc(size);
        if (!file) stop(name, "no memory");
        snprintf(file, size, "%s%s", path, tails[i]);
        remove(file);
        free(file);
    }
    return path;
}

static int64_t fixed_clock(void *user) {
    (void)user;
    return INT64_C(1364904000000000); /* 2013-04-02T12:00:00Z */
}

static int32_t counting_random(void *user, uint8_t *bytes, size_t size) {
    struct world *world = user;
    for (size_t i = 0; i < size; ++i) bytes[i] = world->next_random++;
    return world->random_fails;
}

static int32_t asked_to_cancel(void *user) {
    struct world *world = user;
    ++world->questions;
    return world->cancels;
}

void world_open(struct world *world, uint8_t seed) {
    static const char *const calendars[] = {"rules/calendars/us-ca.toml", "rules/calendars/us-federal.toml"};
    pv_error *error = NULL;
    pv_ctx_params params;
    memset(&params, 0, sizeof params);
    params.struct_size = sizeof params;
    params.user = world;
    params.clock = fixed_clock;
    params.random = counting_random;
    params.cancel = asked_to_cancel;
    memset(world, 0, sizeof *world);
    world->next_random = seed;
    MUST(pv_ctx_new(&params, &world->ctx, &error));
    size_t size = 0;
    for (size_t i = 0; i < sizeof calendars / sizeof *calendars; ++i) {
        char *toml = read_source(calendars[i], &size);
        MUST(pv_ctx_add_calendar(world->ctx, calendars[i], strlen(calendars[i]), toml, size, &error));
        free(toml);
    }
    static const char pack[] = "rules/safesoft-2013.toml";
    char *toml = read_source(pack, &size);
    MUST(pv_pack_new(world->ctx, pack, strlen(pack), toml, size, &world->pack, &error));
    MUST(pv_ctx_add_pack(world->ctx, world->pack, &error));
    free(toml);
}

void world_close(struct world *world) {
    pv_pack_free(world->pack);
    pv_ctx_free(world->ctx);
}

pv_buffer *call(const struct world *world, pv_book *book, const char *method, const char *json, int32_t *status,
                pv_error **error) {
    pv_buffer *out = NULL;
    *status = pv_call_json(world->ctx, book, method, strlen(method), json, strlen(json), &out, error);
    return out;
}

pv_buffer *must_call(const struct world *world, pv_book *book, const char *method, const char *json) {
    int32_t status = PV_OK;
    pv_error *error = NULL;
    pv_buffer *out = call(world, book, method, json, &status, &error);
    must(status, error, method);
    return out;
}

pv_buffer *import_text(const struct world *world, pv_book *book, const char *json, const char *text, size_t block,
                       int32_t *status, pv_error **import_error) {
    pv_import *import = NULL;
    pv_buffer *report = NULL;
    pv_error *error = NULL;
    MUST(pv_import_open(world->ctx, book, json, strlen(json), &import, &error));
    for (size_t at = 0, size = strlen(text); at < size; at += block) {
        const size_t rest = size - at;
        MUST(pv_import_feed(import, text + at, rest < block ? rest : block, &error));
    }
    *status = pv_import_finish(import, &report, import_error);
    pv_import_free(import);
    return report;
}

pv_buffer *must_import(const struct world *world, pv_book *book, const char *json, const char *text, size_t block) {
    int32_t status = PV_OK;
    pv_error *error = NULL;
    pv_buffer *report = import_text(world, book, json, text, block, &status, &error);
    if (status == PV_NO) printf("%s\n", pv_buffer_data(report)); /* which rows wait, and why */
    must(status, error, json);
    return report;
}

char *must_list(pv_book *book, const char *list, const char *json) {
    pv_snapshot *snapshot = NULL;
    pv_cursor *cursor = NULL;
    pv_error *error = NULL;
    MUST(pv_snapshot_open(book, &snapshot, &error));
    MUST(pv_cursor_open(snapshot, list, strlen(list), json, strlen(json), &cursor, &error));
    char *text = calloc(1, 1);
    size_t length = 0;
    for (;;) {
        const char *block = NULL;
        size_t size = 0;
        MUST(pv_cursor_next(cursor, &block, &size, &error));
        if (!block) break;
        text = realloc(text, length + size + 1);
        if (!text) stop(list, "no memory");
        memcpy(text + length, block, size);
        length += size;
        text[length] = 0;
    }
    pv_cursor_free(cursor);
    pv_snapshot_free(snapshot);
    return text;
}

pv_book *must_create(const struct world *world, const char *path) {
    static const char json[] = "{\"packs\":[\"safesoft-2013\"],\"seller\":{\"name\":\"Example Dialling Services\"}}";
    pv_book *book = NULL;
    pv_error *error = NULL;
    MUST(pv_book_create(world->ctx, path, strlen(path), json, strlen(json), NULL, &book, &error));
    return book;
}
