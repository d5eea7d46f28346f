/* Failures as a program sees them: one of each class, with code, name, message, place and what to do; outputs
 * untouched; handles freed in any order; arguments that are not known refused. */
#include <stdlib.h>

#include "harness.h"
#include "world.h"

static struct world world;
#define NOWHERE ((void *)1) /* what an output holds that must stay untouched; never followed */

/* The call that failed left its output alone, and gave an error of this class, code and place. */
static void check_error(int32_t got, pv_error *error, int32_t status, int32_t code, const char *where) {
    CHECK_NUMBER(got, status);
    CHECK_NUMBER(pv_error_code(error), code);
    CHECK_NUMBER(pv_error_status(error), status);
    CHECK_TEXT(pv_error_name(error), pv_code_name(code));
    CHECK_TEXT(pv_error_constant(error), pv_code_constant(code));
    CHECK_PART(pv_error_where(error), where);
    CHECK(*pv_error_message(error) != 0);
    CHECK(strchr(pv_error_message(error), '\n') == NULL);
    CHECK_PART(pv_error_details(error), pv_code_name(code));
    CHECK_PART(pv_error_render(error), pv_error_message(error));
    pv_error_free(error);
}

static int32_t json_call(pv_book *book, const char *method, const char *json, pv_error **error) {
    pv_buffer *out = NOWHERE;
    const int32_t status = pv_call_json(world.ctx, book, method, strlen(method), json, strlen(json), &out, error);
    if (status != PV_OK && status != PV_NO) {
        CHECK(out == NOWHERE);
    } else {
        pv_buffer_free(out);
    }
    return status;
}

static void success_stores_no_error(void) {
    pv_error *error = NOWHERE;
    int32_t day = 0;
    CHECK_NUMBER(pv_day_parse("2013-03-20", 10, &day, &error), PV_OK);
    CHECK(error == NOWHERE);
    CHECK_NUMBER(day, 15784);
    CHECK_NUMBER(json_call(NULL, "pack.list", "", &error), PV_OK);
    CHECK(error == NOWHERE);
}

static void refused(void) {
    pv_error *error = NULL;
    int32_t day = 77;
    int32_t status = pv_day_parse("2013-02-29", 10, &day, &error);
    CHECK_NUMBER(day, 77);
    check_error(status, error, PV_REFUSED, PV_E_DATE_INVALID, "");
    error = NULL;
    status = pv_currency_exponent("XXQ", 3, &day, &error);
    CHECK_NUMBER(day, 77);
    check_error(status, error, PV_REFUSED, PV_E_MONEY_CURRENCY_UNKNOWN, "");
    error = NULL;
    status = json_call(NULL, "pack.show", "{\"pack\":\"nobody\"}", &error);
    CHECK_PART(pv_error_todo(error), "safesoft-2013"); /* what there is */
    check_error(status, error, PV_REFUSED, PV_E_PACK_UNKNOWN, "");
    error = NULL;
    status = json_call(NULL, "pack.show", "{\"pack\":", &error);
    check_error(status, error, PV_REFUSED, PV_E_JSON_SYNTAX, "");
    error = NULL;
    status = json_call(NULL, "pack.show", "[]", &error);
    check_error(status, error, PV_REFUSED, PV_E_JSON_SYNTAX, "");
}

static void refused_by_a_clause(void) {
    pv_error *error = NULL;
    const int32_t status = json_call(NULL, "calc.cycle",
                                     "{\"pack\":\"safesoft-2013\",\"inputs\":{\"start\":\"2013-03-05\"},"
                                     "\"set\":{\"cycle.days\":\"0\"}}",
                                     &error);
    CHECK_TEXT(pv_error_clause(error), "SS-1.bd");
    CHECK_PART(pv_error_details(error), "\"clause\":\"SS-1.bd\"");
    CHECK_PART(pv_error_render(error), "error[value.range]");
    CHECK_PART(pv_error_render(error), "(SS-1.bd)");
    CHECK(*pv_error_todo(error) != 0);
    check_error(status, error, PV_REFUSED, PV_E_VALUE_RANGE, "");
}

static void a_broken_pack_has_its_place(void) {
    static const char toml[] = "[pack]\nid = \"x\"\ntitle = \n";
    pv_pack *pack = NOWHERE;
    pv_error *error = NULL;
    const int32_t status = pv_pack_new(world.ctx, "broken.toml", 11, toml, strlen(toml), &pack, &error);
    CHECK(pack == NOWHERE);
    check_error(status, error, PV_REFUSED, PV_E_TOML_SYNTAX, "broken.toml:3:");
}

static void usage(void) {
    pv_error *error = NULL;
    int32_t status = json_call(NULL, "invoice.shwo", "{}", &error);
    check_error(status, error, PV_USAGE, PV_E_METHOD_UNKNOWN, "invoice.shwo");
    error = NULL;
    status = json_call(NULL, "pack.show", "{\"pack\":\"safesoft-2013\",\"packs\":1}", &error);
    CHECK_PART(pv_error_todo(error), "\"pack\"");
    check_error(status, error, PV_USAGE, PV_E_ARGUMENT_UNKNOWN, "packs");
    error = NULL;
    status = json_call(NULL, "pack.show", "{}", &error);
    check_error(status, error, PV_USAGE, PV_E_ARGUMENT_MISSING, "pack");
    error = NULL;
    status = json_call(NULL, "pack.show", "{\"pack\":7}", &error);
    check_error(status, error, PV_USAGE, PV_E_ARGUMENT_INVALID, "pack");
    error = NULL;
    status = json_call(NULL, "book.info", "{}", &error); /* a method that needs a book */
    check_error(status, error, PV_USAGE, PV_E_ARGUMENT_MISSING, "book");
    error = NULL;
    status = json_call(NULL, "calc.nothing", "{}", &error);
    CHECK_NUMBER(status, PV_USAGE);
    pv_error_free(error);
}

static void pointers_that_must_not_be_null(void) {
    pv_error *error = NULL;
    pv_ctx *ctx = NOWHERE;
    int32_t status = pv_ctx_new(NULL, NULL, &error);
    check_error(status, error, PV_USAGE, PV_E_ARGUMENT_MISSING, "out");
    error = NULL;
    pv_buffer *out = NOWHERE;
    status = pv_call_json(NULL, NULL, "methods", 7, NULL, 0, &out, &error);
    check_error(status, error, PV_USAGE, PV_E_ARGUMENT_MISSING, "ctx");
    error = NULL;
    status = pv_call_json(world.ctx, NULL, NULL, 7, NULL, 0, &out, &error);
    check_error(status, error, PV_USAGE, PV_E_ARGUMENT_MISSING, "method");
    error = NULL;
    status = pv_call_json(world.ctx, NULL, "methods", 7, NULL, 2, &out, &error);
    check_error(status, error, PV_USAGE, PV_E_ARGUMENT_MISSING, "json");
    CHECK(out == NOWHERE);
    CHECK(ctx == NOWHERE);
    CHECK_NUMBER(pv_call_json(world.ctx, NULL, "nothing", 7, NULL, 0, &out, NULL),
                 PV_USAGE); /* the error is not wanted */
    error = NULL;
    pv_book *book = NOWHERE;
    status = pv_book_open(world.ctx, NULL, 0, NULL, &book, &error);
    check_error(status, error, PV_USAGE, PV_E_ARGUMENT_MISSING, "path");
    CHECK(book == NOWHERE);
    error = NULL;
    status = pv_import_feed(NULL, "x", 1, &error);
    check_error(status, error, PV_USAGE, PV_E_ARGUMENT_MISSING, "import");
    error = NULL;
    status = pv_rate_calls(NULL, NULL, 0, NULL, NULL, &error);
    check_error(status, error, PV_USAGE, PV_E_ARGUMENT_MISSING, "rater");
    error = NULL;
    status = pv_day_parse(NULL, 3, NULL, &error);
    check_error(status, error, PV_USAGE, PV_E_ARGUMENT_MISSING, "");
    error = NULL;
    status = pv_snapshot_open(NULL, NULL, &error);
    check_error(status, error, PV_USAGE, PV_E_ARGUMENT_MISSING, "book");
}

static void books_that_cannot_be_read(void) {
    char *path = new_path("none.book");
    pv_book *book = NOWHERE;
    pv_error *error = NULL;
    int32_t status = pv_book_open(world.ctx, path, strlen(path), NULL, &book, &error);
    check_error(status, error, PV_IO, PV_E_BOOK_MISSING, "none.book");
    FILE *file = fopen(path, "wb");
    if (CHECK(file != NULL)) {
        fputs("This is a text of more than a hundred bytes, and no book at all, whatever its name says: it was written "
              "by a program that knows nothing of books.\n",
              file);
        fclose(file);
    }
    error = NULL;
    status = pv_book_open(world.ctx, path, strlen(path), NULL, &book, &error);
    check_error(status, error, PV_IO, PV_E_BOOK_FOREIGN, "none.book");
    error = NULL;
    status = pv_book_create(world.ctx, path, strlen(path), "{\"packs\":[\"safesoft-2013\"]}", 27, NULL, &book, &error);
    check_error(status, error, PV_REFUSED, PV_E_BOOK_EXISTS, "none.book");
    CHECK(book == NOWHERE);
    free(path);
}

static void a_refused_pack_has_its_findings(void) {
    pv_error *error = NULL;
    int32_t status = PV_OK;
    pv_buffer *out = call(&world, NULL, "pack.check", "{\"name\":\"p.toml\",\"toml\":\"[pack\"}", &status, &error);
    CHECK_PART(pv_buffer_data(out), "\"usable\":false");
    pv_buffer_free(out);
    check_error(status, error, PV_REFUSED, PV_E_TOML_SYNTAX, "p.toml:1:");
}

static void a_fault_of_a_callback(void) {
    char *path = new_path("fault.book");
    pv_book *book = NOWHERE;
    pv_error *error = NULL;
    world.random_fails = 1;
    const int32_t status =
        pv_book_create(world.ctx, path, strlen(path), "{\"packs\":[\"safesoft-2013\"]}", 27, NULL, &book, &error);
    world.random_fails = 0;
    CHECK(book == NOWHERE);
    check_error(status, error, PV_FAULT, PV_E_INTERNAL, "");
    book = NULL;
    error = NULL; /* and nothing was left behind that is in the way */
    CHECK_NUMBER(
        pv_book_create(world.ctx, path, strlen(path), "{\"packs\":[\"safesoft-2013\"]}", 27, NULL, &book, &error),
        PV_OK);
    pv_error_free(error);
    pv_book_close(book);
    free(path);
}

static void interrupted(void) {
    char *text = calloc(1, 64 * 4000);
    if (!CHECK(text != NULL)) return;
    size_t at = (size_t)sprintf(text, "account,opened\n");
    for (int i = 0; i < 4000; ++i) at += (size_t)sprintf(text + at, "a%05d,2013-03-01\n", i);
    char *path = new_path("interrupted.book");
    pv_book *book = must_create(&world, path);
    pv_import *import = NULL;
    pv_error *error = NULL;
    MUST(pv_import_open(world.ctx, book, "{\"kind\":\"accounts\"}", 19, &import, &error));
    world.cancels = 1;
    pv_buffer *report = NOWHERE;
    int32_t status = pv_import_feed(import, text, at, &error);
    if (status == PV_OK) status = pv_import_finish(import, &report, &error);
    world.cancels = 0;
    CHECK(report == NOWHERE);
    check_error(status, error, PV_INTERRUPTED, PV_E_CANCELLED, "");
    error = NULL; /* an import that failed can only be freed */
    CHECK_NUMBER(pv_import_finish(import, &report, &error), PV_USAGE);
    pv_error_free(error);
    pv_import_free(import);
    pv_buffer *proof = must_call(&world, book, "verify", "{}");
    CHECK_PART(pv_buffer_data(proof), "\"verified\":true");
    pv_buffer_free(proof);
    pv_buffer_free(
        must_import(&world, book, "{\"kind\":\"accounts\"}", text, at)); /* the rest comes with the next try */
    pv_buffer *info = must_call(&world, book, "book.info", "{}");
    CHECK_PART(pv_buffer_data(info), "\"accounts\":4000");
    pv_buffer_free(info);
    pv_book_close(book);
    free(path);
    free(text);
}

static void rows_that_wait_are_a_no(void) {
    char *path = new_path("wait.book");
    pv_book *book = must_create(&world, path);
    pv_import *import = NULL;
    pv_buffer *report = NULL;
    pv_error *error = NULL;
    static const char json[] = "{\"kind\":\"payments\",\"file\":\"bank.csv\"}";
    static const char csv[] = "account,date,amount,method\nnobody,2013-03-01,398.00,card\n";
    MUST(pv_import_open(world.ctx, book, json, strlen(json), &import, &error));
    MUST(pv_import_feed(import, csv, strlen(csv), &error));
    const int32_t status = pv_import_finish(import, &report, &error);
    CHECK_PART(pv_buffer_data(report), "\"suspended\":1");
    CHECK_PART(pv_buffer_data(report), "event.account_unknown");
    pv_buffer_free(report);
    check_error(status, error, PV_NO, PV_E_ROWS_SUSPENDED, "");
    pv_import_free(import);
    pv_book_close(book);
    free(path);
}

static int32_t always(void *user) {
    (void)user;
    return 1;
}

static void structs_of_other_sizes(void) {
    struct {
        pv_ctx_params known;
        char more[16];
    } later;
    memset(&later, 0, sizeof later);
    pv_ctx *ctx = NULL;
    pv_error *error = NULL;
    later.known.struct_size = sizeof later; /* a later version's struct whose new fields are not used */
    int32_t status = pv_ctx_new(&later.known, &ctx, &error);
    CHECK_NUMBER(status, PV_OK);
    pv_ctx_free(ctx);
    later.more[15] = 1;
    ctx = NOWHERE;
    status = pv_ctx_new(&later.known, &ctx, &error);
    check_error(status, error, PV_USAGE, PV_E_ARGUMENT_UNKNOWN, "struct_size");
    CHECK(ctx == NOWHERE);
    error = NULL;
    later.known.struct_size = 0;
    status = pv_ctx_new(&later.known, &ctx, &error);
    check_error(status, error, PV_USAGE, PV_E_ARGUMENT_INVALID, "struct_size");
    error = NULL;
    later.known.struct_size = (size_t)-1;
    status = pv_ctx_new(&later.known, &ctx, &error);
    check_error(status, error, PV_USAGE, PV_E_ARGUMENT_INVALID, "struct_size");
    error = NULL;
    ctx = NULL;
    later.known.struct_size = sizeof(size_t); /* the shortest there ever was: defaults for all */
    later.known.cancel = always;              /* behind its end: not looked at */
    CHECK_NUMBER(pv_ctx_new(&later.known, &ctx, &error), PV_OK);
    pv_buffer *out = NULL;
    CHECK_NUMBER(pv_call_json(ctx, NULL, "methods", 7, NULL, 0, &out, &error), PV_OK);
    pv_buffer_free(out);
    pv_ctx_free(ctx);
}

static void flags_that_are_not_known(void) {
    char *path = new_path("flags.book");
    pv_book *book = NOWHERE;
    pv_error *error = NULL;
    pv_book_params params;
    memset(&params, 0, sizeof params);
    params.struct_size = sizeof params;
    params.flags = UINT32_C(1) << 31;
    const int32_t status =
        pv_book_create(world.ctx, path, strlen(path), "{\"packs\":[\"safesoft-2013\"]}", 27, &params, &book, &error);
    CHECK(book == NOWHERE);
    check_error(status, error, PV_USAGE, PV_E_ARGUMENT_UNKNOWN, "flags");
    free(path);
}

static void a_book_to_read_is_not_written(void) {
    char *path = new_path("reader.book");
    pv_book_close(must_create(&world, path));
    pv_error *error = NULL;
    pv_book_params params;
    memset(&params, 0, sizeof params);
    params.struct_size = sizeof params;
    params.flags = PV_BOOK_READ_ONLY;
    pv_book *reader = NULL;
    MUST(pv_book_open(world.ctx, path, strlen(path), &params, &reader, &error));
    const int32_t status = json_call(reader, "run", "{\"through\":\"2013-04-01\"}", &error);
    check_error(status, error, PV_IO, PV_E_BOOK_IO, "reader.book");
    pv_book_close(reader);
    free(path);
}

static void handles_are_freed_in_any_order(void) {
    struct world brief;
    world_open(&brief, 1);
    char *path = new_path("order.book");
    pv_book *book = must_create(&brief, path);
    pv_error *error = NULL;
    pv_import *import = NULL;
    pv_snapshot *snapshot = NULL;
    pv_cursor *cursor = NULL;
    MUST(pv_snapshot_open(book, &snapshot, &error));
    MUST(pv_cursor_open(snapshot, "documents", 9, NULL, 0, &cursor, &error));
    MUST(pv_import_open(brief.ctx, book, "{\"kind\":\"accounts\"}", 19, &import, &error));
    pv_ctx_free(brief.ctx);
    pv_book_close(book);
    MUST(pv_import_feed(import, "account,opened\nacme,2013-03-01\n", 31, &error));
    pv_buffer *report = NULL;
    MUST(pv_import_finish(import, &report, &error));
    pv_snapshot_free(snapshot);
    pv_pack_free(brief.pack);
    const char *block = NULL;
    size_t size = 0;
    MUST(pv_cursor_next(cursor, &block, &size, &error));
    pv_import_free(import);
    CHECK_PART(pv_buffer_data(report), "\"accepted\":1");
    pv_buffer_free(report);
    pv_cursor_free(cursor);
    free(path);
}

static void null_is_freed_and_asked(void) {
    pv_error_free(NULL);
    pv_buffer_free(NULL);
    pv_ctx_free(NULL);
    pv_pack_free(NULL);
    pv_rater_free(NULL);
    pv_book_close(NULL);
    pv_import_free(NULL);
    pv_snapshot_free(NULL);
    pv_cursor_free(NULL);
    CHECK_NUMBER(pv_error_code(NULL), 0);
    CHECK_NUMBER(pv_error_status(NULL), PV_OK);
    CHECK_TEXT(pv_error_message(NULL), "");
    CHECK_TEXT(pv_error_where(NULL), "");
    CHECK_TEXT(pv_error_clause(NULL), "");
    CHECK_TEXT(pv_error_todo(NULL), "");
    CHECK_TEXT(pv_error_name(NULL), "");
    CHECK(pv_buffer_data(NULL) == NULL);
    CHECK_NUMBER(pv_buffer_size(NULL), 0);
}

static void text_that_is_not_utf8(void) {
    pv_error *error = NULL;
    const int32_t status = json_call(NULL, "pack.show", "{\"pack\":\"\xff\"}", &error);
    CHECK(status == PV_REFUSED || status == PV_USAGE);
    CHECK(pv_error_code(error) == PV_E_TEXT_NOT_UTF8 || pv_error_code(error) == PV_E_JSON_SYNTAX);
    pv_error_free(error);
}

int main(int argc, char **argv) {
    read_folders(argc, argv);
    world_open(&world, 1);
    RUN(success_stores_no_error);
    RUN(refused);
    RUN(refused_by_a_clause);
    RUN(a_broken_pack_has_its_place);
    RUN(usage);
    RUN(pointers_that_must_not_be_null);
    RUN(books_that_cannot_be_read);
    RUN(a_refused_pack_has_its_findings);
    RUN(a_fault_of_a_callback);
    RUN(interrupted);
    RUN(rows_that_wait_are_a_no);
    RUN(structs_of_other_sizes);
    RUN(flags_that_are_not_known);
    RUN(a_book_to_read_is_not_written);
    RUN(handles_are_freed_in_any_order);
    RUN(null_is_freed_and_asked);
    RUN(text_that_is_not_utf8);
    world_close(&world);
    return finish();
}
