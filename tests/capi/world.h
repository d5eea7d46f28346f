/* What the programs of this folder share: the rules as bytes, a context whose clock and random numbers are fixed, and
 * short forms of calls. Everything ends the program with a message when the test itself cannot go on. */
#ifndef PROVISO_TESTS_WORLD_H
#define PROVISO_TESTS_WORLD_H

#include "proviso.h"

/* A context with the pack safesoft-2013, its business-day calendars, a clock that stands at 2013-04-02T12:00:00Z and
 * random bytes that count up from `seed`. */
struct world {
    pv_ctx *ctx;
    pv_pack *pack;
    uint8_t next_random;
    int32_t random_fails; /* not 0: the random callback says so */
    int32_t cancels;      /* not 0: the cancel callback says so */
    int64_t questions;    /* how often cancel was asked */
};

/* The folder of the checkout and one to write in: the program's two arguments. */
extern const char *source_folder;
extern const char *work_folder;
void read_folders(int argc, char **argv);

void world_open(struct world *world, uint8_t seed);
void world_close(struct world *world);

/* A file of the checkout, with a NUL after its last byte. Freed with free(). */
char *read_source(const char *path, size_t *size);

/* `work_folder`/NAME, with no file of this name there. Freed with free(). */
char *new_path(const char *name);

/* pv_call_json with texts that end in NUL; the buffer is NULL if there is none. */
pv_buffer *call(const struct world *world, pv_book *book, const char *method, const char *json, int32_t *status,
                pv_error **error);

/* The same where it must succeed. */
pv_buffer *must_call(const struct world *world, pv_book *book, const char *method, const char *json);

/* Opens an import, feeds `text` in blocks of `block` bytes, finishes it and gives the report. */
pv_buffer *import_text(const struct world *world, pv_book *book, const char *json, const char *text, size_t block,
                       int32_t *status, pv_error **import_error);

/* The same where no row may wait. */
pv_buffer *must_import(const struct world *world, pv_book *book, const char *json, const char *text, size_t block);

/* A list as one text of NDJSON, freed with free(). It must succeed. */
char *must_list(pv_book *book, const char *list, const char *json);

/* A book at a new path, under the pack, with a seller. It must succeed. */
pv_book *must_create(const struct world *world, const char *path);

/* Ends the program with the error if `status` is not PV_OK. */
void must(int32_t status, pv_error *error, const char *what);

/* A call that stores its error in `error`, and must succeed. */
#define MUST(expression)                                                                                               \
    do {                                                                                                               \
        const int32_t must_status = (expression);                                                                      \
        must(must_status, error, #expression);                                                                         \
    } while (0)

#endif
