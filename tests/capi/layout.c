/* What a compiled program has built into it: sizes and places of struct fields, and the values of constants. None of it
 * may change without breaking such programs, so all of it is written down here a second time. */
#include <stddef.h>

#include "harness.h"
#include "proviso.h"

#define SAME(got, wanted) _Static_assert((got) == (wanted), #got)

#if UINTPTR_MAX == UINT64_MAX
SAME(sizeof(pv_ctx_params), 72);
SAME(offsetof(pv_ctx_params, struct_size), 0);
SAME(offsetof(pv_ctx_params, user), 8);
SAME(offsetof(pv_ctx_params, clock), 16);
SAME(offsetof(pv_ctx_params, random), 24);
SAME(offsetof(pv_ctx_params, log), 32);
SAME(offsetof(pv_ctx_params, progress), 40);
SAME(offsetof(pv_ctx_params, cancel), 48);
SAME(offsetof(pv_ctx_params, read_secret), 56);
SAME(offsetof(pv_ctx_params, keep_secret), 64);

SAME(sizeof(pv_call_columns), 56);
SAME(offsetof(pv_call_columns, struct_size), 0);
SAME(offsetof(pv_call_columns, millis), 8);
SAME(offsetof(pv_call_columns, millis_wide), 16);
SAME(offsetof(pv_call_columns, number), 24);
SAME(offsetof(pv_call_columns, service), 32);
SAME(offsetof(pv_call_columns, flags), 40);
SAME(offsetof(pv_call_columns, place), 48);

SAME(sizeof(pv_rated_columns), 32);
SAME(offsetof(pv_rated_columns, struct_size), 0);
SAME(offsetof(pv_rated_columns, billed_millis), 8);
SAME(offsetof(pv_rated_columns, numerator), 16);
SAME(offsetof(pv_rated_columns, price), 24);

SAME(sizeof(pv_book_params), 32);
SAME(offsetof(pv_book_params, struct_size), 0);
SAME(offsetof(pv_book_params, flags), 8);
SAME(offsetof(pv_book_params, threads), 12);
SAME(offsetof(pv_book_params, busy_wait_millis), 16);
SAME(offsetof(pv_book_params, bytes_max), 24);
#endif

SAME(PV_OK, 0); /* the negatives of the command's exit codes */
SAME(PV_NO, -1);
SAME(PV_REFUSED, -2);
SAME(PV_USAGE, -3);
SAME(PV_IO, -4);
SAME(PV_FAULT, -70);
SAME(PV_INTERRUPTED, -130);

SAME(PV_DAY_NONE, INT32_MIN);
SAME(PV_DAY_TEXT_SIZE, 11);
SAME(PV_LOG_INFO, 1);
SAME(PV_LOG_WARNING, 2);
SAME(PV_BOOK_READ_ONLY, 1);
SAME(PV_CALL_UNANSWERED, 1);
SAME(PV_CALL_INBOUND, 2);
SAME(PV_CALL_INTERNAL, 4);
SAME(PV_CALL_NUMBER_BAD, 8);

SAME(PV_ROW_BILLED, 0);
SAME(PV_ROW_ZERO_SECONDS, 1);
SAME(PV_ROW_UNANSWERED, 2);
SAME(PV_ROW_INBOUND, 3);
SAME(PV_ROW_INTERNAL, 4);
SAME(PV_ROW_EMERGENCY, 5);
SAME(PV_ROW_FREE_OF_CHARGE, 6);
SAME(PV_ROW_DISPOSITION_CONFLICT, 16);
SAME(PV_ROW_DURATION_INVALID, 17);
SAME(PV_ROW_NUMBER_INVALID, 18);
SAME(PV_ROW_PRICE_MISSING, 19);
SAME(PV_ROW_ZONE_OUTSIDE, 20);
SAME(PV_ROW_ZONE_RESTRICTED, 21);
SAME(PV_ROW_ZONE_UNPLACED, 22);
SAME(PV_ROW_AMOUNT_OVERFLOW, 23);

#define GOLDEN(constant, number, name, status) SAME(constant, number);
#include "codes_golden.inc"
#undef GOLDEN

static const struct {
    int32_t number;
    const char *constant;
    const char *name;
    int32_t status;
} golden[] = {
#define GOLDEN(constant, number, name, status) {number, #constant, name, status},
#include "codes_golden.inc"
#undef GOLDEN
};
static const size_t golden_count = sizeof golden / sizeof *golden;

static void codes_keep_their_meaning(void) {
    for (size_t i = 0; i < golden_count; ++i) {
        CHECK_TEXT(pv_code_name(golden[i].number), golden[i].name);
        CHECK_TEXT(pv_code_constant(golden[i].number), golden[i].constant);
        CHECK_NUMBER(pv_code_status(golden[i].number), golden[i].status);
        CHECK(*pv_code_text(golden[i].number) != 0);
    }
}

static void every_code_is_written_down(void) {
    for (size_t i = 0; i < pv_code_count(); ++i) {
        int found = 0;
        for (size_t j = 0; j < golden_count; ++j) found += golden[j].number == pv_code_at(i);
        if (!CHECK_NUMBER(found, 1))
            printf("  give codes_golden.inc a line for %s %d\n", pv_code_constant(pv_code_at(i)), pv_code_at(i));
    }
}

static void numbers_that_are_no_code(void) {
    CHECK_NUMBER(pv_code_at(pv_code_count()), 0);
    CHECK_TEXT(pv_code_name(0), "unknown");
    CHECK_TEXT(pv_code_constant(-1), "PV_E_UNKNOWN");
    CHECK_TEXT(pv_code_text(INT32_MAX), "");
}

static void versions_agree(void) {
    char text[32];
    snprintf(text, sizeof text, "%d.%d.%d", PV_VERSION_MAJOR, PV_VERSION_MINOR, PV_VERSION_PATCH);
    CHECK_TEXT(PV_VERSION_STRING, text);
    CHECK_TEXT(pv_version_string(), text);
    CHECK_NUMBER(pv_version_number(), PV_VERSION_NUMBER);
    CHECK_NUMBER(PV_VERSION_NUMBER, PV_VERSION_MAJOR * 10000 + PV_VERSION_MINOR * 100 + PV_VERSION_PATCH);
    CHECK_PART(pv_build_info(), text);
    CHECK_PART(pv_build_info(), "\"book_schema\":2");
}

static void row_statuses_have_names(void) {
    static const struct {
        uint8_t status;
        const char *name, *row_class;
        int32_t code;
    } rows[] = {
        {PV_ROW_BILLED, "billed", "billed", 0},
        {PV_ROW_ZERO_SECONDS, "zero_seconds", "not_billable", 0},
        {PV_ROW_UNANSWERED, "unanswered", "not_billable", 0},
        {PV_ROW_INBOUND, "inbound", "not_billable", 0},
        {PV_ROW_INTERNAL, "internal", "not_billable", 0},
        {PV_ROW_EMERGENCY, "emergency", "not_billable", PV_E_CALL_EMERGENCY},
        {PV_ROW_FREE_OF_CHARGE, "free_of_charge", "not_billable", 0},
        {PV_ROW_DISPOSITION_CONFLICT, "disposition_conflict", "suspended", PV_E_CALL_DISPOSITION_CONFLICT},
        {PV_ROW_DURATION_INVALID, "duration_invalid", "suspended", PV_E_CALL_DURATION_INVALID},
        {PV_ROW_NUMBER_INVALID, "number_invalid", "suspended", PV_E_CALL_NUMBER_INVALID},
        {PV_ROW_PRICE_MISSING, "price_missing", "suspended", PV_E_PRICE_MISSING},
        {PV_ROW_ZONE_OUTSIDE, "zone_outside", "suspended", PV_E_ZONE_OUTSIDE},
        {PV_ROW_ZONE_RESTRICTED, "zone_restricted", "suspended", PV_E_ZONE_RESTRICTED},
        {PV_ROW_ZONE_UNPLACED, "zone_unplaced", "suspended", PV_E_ZONE_UNPLACED},
        {PV_ROW_AMOUNT_OVERFLOW, "amount_overflow", "suspended", PV_E_MONEY_OVERFLOW},
        {255, "", "", 0},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; ++i) {
        CHECK_TEXT(pv_row_status_name(rows[i].status), rows[i].name);
        CHECK_TEXT(pv_row_status_class(rows[i].status), rows[i].row_class);
        CHECK_NUMBER(pv_row_status_code(rows[i].status), rows[i].code);
    }
}

int main(void) {
    RUN(codes_keep_their_meaning);
    RUN(every_code_is_written_down);
    RUN(numbers_that_are_no_code);
    RUN(versions_agree);
    RUN(row_statuses_have_names);
    return finish();
}
