/* Calls in columns: the contract's minimum of 12 seconds and steps of 6 (SS-6.f), exact prices, and results that do not
 * depend on how rows are divided into calls. */
#include <stdlib.h>

#include "harness.h"
#include "world.h"

static struct world world;

static pv_rater *must_rater(const char *json, const char *deck) {
    pv_rater *rater = NULL;
    pv_error *error = NULL;
    MUST(pv_rater_new(world.ctx, world.pack, json, strlen(json), deck, deck ? strlen(deck) : 0, &rater, &error));
    return rater;
}

#define SERVICE(price) "{\"services\":[{\"sku\":\"per-minute\",\"per_minute\":\"" price "\"}],\"zones\":false}"

/* Columns of a result; `room` rows. */
struct results {
    int64_t *billed, *numerator;
    uint32_t *price;
    uint8_t *status;
};

static struct results results_of(size_t room) {
    struct results results = {calloc(room + 1, 8), calloc(room + 1, 8), calloc(room + 1, 4), calloc(room + 1, 1)};
    return results;
}

static void free_results(struct results *results) {
    free(results->billed);
    free(results->numerator);
    free(results->price);
    free(results->status);
}

/* Rates rows [from, from + count) of `calls` into the same rows of `results`. */
static int32_t rate(const pv_rater *rater, const pv_call_columns *calls, size_t from, size_t count,
                    const struct results *results, pv_error **error) {
    pv_call_columns in = *calls;
    if (in.millis) in.millis += from;
    if (in.millis_wide) in.millis_wide += from;
    if (in.number) in.number += from;
    if (in.service) in.service += from;
    if (in.flags) in.flags += from;
    if (in.place) in.place += from;
    pv_rated_columns out;
    memset(&out, 0, sizeof out);
    out.struct_size = sizeof out;
    out.billed_millis = results->billed + from;
    out.numerator = results->numerator + from;
    out.price = results->price + from;
    return pv_rate_calls(rater, &in, count, &out, results->status + from, error);
}

static pv_call_columns calls_of(const int32_t *millis) {
    pv_call_columns calls;
    memset(&calls, 0, sizeof calls);
    calls.struct_size = sizeof calls;
    calls.millis = millis;
    return calls;
}

static void minimum_and_steps(void) {
    static const int32_t millis[] = {0, 11000, 12000, 13000, 14000, 18000, 19000, 60000, 61000, 1, 12001};
    static const int64_t seconds[] = {0, 12, 12, 18, 18, 18, 24, 60, 66, 12, 18};
    enum { rows = sizeof millis / sizeof *millis };
    pv_rater *rater = must_rater(SERVICE("0.02"), NULL);
    struct results got = results_of(rows);
    const pv_call_columns calls = calls_of(millis);
    pv_error *error = NULL;
    MUST(rate(rater, &calls, 0, rows, &got, &error));
    const int64_t denominator = pv_rater_denominator(rater);
    for (size_t i = 0; i < rows; ++i) {
        CHECK_NUMBER(got.billed[i], seconds[i] * 1000);
        CHECK_NUMBER(got.numerator[i] * 3000, seconds[i] * denominator); /* 0.02 a minute is 1/3000 a second */
        CHECK_NUMBER(got.status[i], seconds[i] == 0 ? PV_ROW_ZERO_SECONDS : PV_ROW_BILLED);
    }
    int64_t mantissa = 0;
    int32_t scale = 0;
    CHECK_NUMBER(pv_rater_price(rater, got.price[4], &mantissa, &scale, &error), PV_OK);
    CHECK(mantissa * 50 == (scale == 2 ? 100 : scale == 3 ? 1000 : -1)); /* 0.02, however it is written */
    CHECK_NUMBER(got.price[0], UINT32_MAX);                              /* not billed: no price */
    free_results(&got);
    pv_rater_free(rater);
}

static void thousand_short_calls_are_four_exactly(void) {
    enum { rows = 1000 };
    int32_t millis[rows];
    for (size_t i = 0; i < rows; ++i) millis[i] = 7000;
    pv_rater *rater = must_rater(SERVICE("0.02"), NULL);
    struct results got = results_of(rows);
    const pv_call_columns calls = calls_of(millis);
    pv_error *error = NULL;
    MUST(rate(rater, &calls, 0, rows, &got, &error));
    int64_t sum = 0;
    for (size_t i = 0; i < rows; ++i) sum += got.numerator[i];
    CHECK_NUMBER(sum, 4 * pv_rater_denominator(rater)); /* 12 s each: 0.004; rounding each first would give 0.00 */
    free_results(&got);
    pv_rater_free(rater);
}

static uint32_t random_state = 20130301;
static uint32_t next_random(void) { /* xorshift */
    random_state ^= random_state << 13;
    random_state ^= random_state >> 17;
    random_state ^= random_state << 5;
    return random_state;
}

#define DECK                                                                                                           \
    "prefix,rate_cost,description\n1213,0.010,Los Angeles\n1310,0.021,Santa Monica\n44,0.05,United Kingdom\n"          \
    "4420,0.033,London\n"

static void any_split_gives_the_same(void) {
    enum { rows = 20000 };
    static const uint64_t numbers[] = {12135550100u, 13105550100u, 442079460000u, 441614960000u, 15555550100u, 911, 0};
    static int32_t millis[rows];
    static int64_t wide[rows];
    static uint64_t number[rows];
    static uint8_t flags[rows];
    for (size_t i = 0; i < rows; ++i) {
        millis[i] = (int32_t)(next_random() % 200000u) - 1000; /* some below zero */
        if (next_random() % 8 == 0) millis[i] = 0;
        wide[i] = millis[i];
        number[i] = numbers[next_random() % (sizeof numbers / sizeof *numbers)];
        flags[i] = next_random() % 4 == 0 ? (uint8_t)(next_random() % 16) : 0;
    }
    pv_rater *rater = must_rater(
        "{\"services\":[{\"sku\":\"per-minute\",\"deck\":true,\"per_minute\":\"0.02\"}],\"zones\":false}", DECK);
    pv_error *error = NULL;
    struct results whole = results_of(rows), split = results_of(rows), other = results_of(rows);
    pv_call_columns calls = calls_of(millis);
    calls.number = number;
    calls.flags = flags;
    MUST(rate(rater, &calls, 0, rows, &whole, &error));
    for (size_t from = 0; from < rows;) {
        size_t count = next_random() % 300; /* none at all, too */
        if (count > rows - from) count = rows - from;
        MUST(rate(rater, &calls, from, count, &split, &error));
        from += count;
    }
    calls.millis = NULL;
    calls.millis_wide = wide;
    MUST(rate(rater, &calls, 0, rows, &other, &error));
    CHECK(memcmp(whole.billed, split.billed, rows * 8) == 0);
    CHECK(memcmp(whole.numerator, split.numerator, rows * 8) == 0);
    CHECK(memcmp(whole.price, split.price, rows * 4) == 0);
    CHECK(memcmp(whole.status, split.status, rows) == 0);
    CHECK(memcmp(whole.billed, other.billed, rows * 8) == 0);
    CHECK(memcmp(whole.numerator, other.numerator, rows * 8) == 0);
    CHECK(memcmp(whole.price, other.price, rows * 4) == 0);
    CHECK(memcmp(whole.status, other.status, rows) == 0);
    size_t seen[256] = {0};
    for (size_t i = 0; i < rows; ++i) ++seen[whole.status[i]];
    CHECK(seen[PV_ROW_BILLED] > 0 && seen[PV_ROW_ZERO_SECONDS] > 0 && seen[PV_ROW_UNANSWERED] > 0);
    CHECK(seen[PV_ROW_INBOUND] > 0 && seen[PV_ROW_DURATION_INVALID] > 0);
    free_results(&whole);
    free_results(&split);
    free_results(&other);
    pv_rater_free(rater);
}

static void the_longest_prefix_wins(void) {
    static const int32_t millis[] = {60000, 60000, 60000, 60000};
    static const uint64_t number[] = {12135550100u, 442079460000u, 441614960000u, 15555550100u};
    static const int64_t tenths_of_a_cent[] = {10, 33, 50, 20};
    pv_rater *rater = must_rater(
        "{\"services\":[{\"sku\":\"per-minute\",\"deck\":true,\"per_minute\":\"0.02\"}],\"zones\":false}", DECK);
    struct results got = results_of(4);
    pv_call_columns calls = calls_of(millis);
    calls.number = number;
    pv_error *error = NULL;
    MUST(rate(rater, &calls, 0, 4, &got, &error));
    for (size_t i = 0; i < 4; ++i) {
        CHECK_NUMBER(got.status[i], PV_ROW_BILLED);
        CHECK_NUMBER(got.numerator[i] * 1000, tenths_of_a_cent[i] * pv_rater_denominator(rater));
    }
    free_results(&got);
    pv_rater_free(rater);
}

static void a_row_never_fails_the_call(void) {
    static const int32_t millis[] = {-1, 5000, 0, 5000, 5000};
    static const uint8_t flags[] = {0, PV_CALL_UNANSWERED, PV_CALL_UNANSWERED, PV_CALL_INBOUND, PV_CALL_INTERNAL};
    static const uint64_t number[] = {13105550100u, 13105550100u, 13105550100u, 13105550100u, 13105550100u};
    static const uint8_t wanted[] = {PV_ROW_DURATION_INVALID, PV_ROW_DISPOSITION_CONFLICT, PV_ROW_UNANSWERED,
                                     PV_ROW_INBOUND, PV_ROW_INTERNAL};
    enum { rows = sizeof millis / sizeof *millis };
    pv_rater *rater = must_rater(SERVICE("0.02"), NULL);
    struct results got = results_of(rows);
    pv_call_columns calls = calls_of(millis);
    calls.flags = flags;
    calls.number = number;
    pv_error *error = NULL;
    MUST(rate(rater, &calls, 0, rows, &got, &error));
    for (size_t i = 0; i < rows; ++i) {
        CHECK_NUMBER(got.status[i], wanted[i]);
        CHECK_NUMBER(got.billed[i], 0);
        CHECK_NUMBER(got.numerator[i], 0);
    }
    free_results(&got);
    pv_rater_free(rater);
}

static void readings_are_chosen_by_the_caller(void) {
    static const int32_t millis[] = {0};
    pv_rater *rater = must_rater("{\"services\":[{\"sku\":\"per-minute\",\"per_minute\":\"0.02\"}],\"zones\":false,"
                                 "\"readings\":{\"R-SS-13\":\"literal_min\"}}",
                                 NULL);
    struct results got = results_of(1);
    const pv_call_columns calls = calls_of(millis);
    pv_error *error = NULL;
    MUST(rate(rater, &calls, 0, 1, &got, &error));
    CHECK_NUMBER(got.status[0], PV_ROW_BILLED);
    CHECK_NUMBER(got.billed[0], 12000);
    free_results(&got);
    pv_rater_free(rater);
}

static void columns_that_do_not_go_together(void) {
    static const int32_t millis[] = {1000};
    static const int64_t wide[] = {1000};
    pv_rater *rater = must_rater(SERVICE("0.02"), NULL);
    struct results got = results_of(1);
    pv_error *error = NULL;
    pv_call_columns calls = calls_of(millis);
    calls.millis_wide = wide;
    CHECK_NUMBER(rate(rater, &calls, 0, 1, &got, &error), PV_USAGE); /* both lengths */
    pv_error_free(error);
    error = NULL;
    calls = calls_of(NULL);
    CHECK_NUMBER(rate(rater, &calls, 0, 1, &got, &error), PV_USAGE); /* neither */
    pv_error_free(error);
    error = NULL;
    calls = calls_of(millis);
    pv_rated_columns out;
    memset(&out, 0, sizeof out);
    out.struct_size = sizeof out;
    out.billed_millis = got.billed;
    CHECK_NUMBER(pv_rate_calls(rater, &calls, 1, &out, got.status, &error), PV_USAGE); /* nowhere to write prices */
    CHECK_NUMBER(pv_error_code(error), PV_E_ARGUMENT_MISSING);
    pv_error_free(error);
    error = NULL;
    int64_t mantissa = 7;
    int32_t scale = 7;
    CHECK_NUMBER(pv_rater_price(rater, UINT32_MAX, &mantissa, &scale, &error), PV_USAGE);
    CHECK(mantissa == 7 && scale == 7);
    pv_error_free(error);
    free_results(&got);
    pv_rater_free(rater);
}

static void a_rater_outlives_what_made_it(void) {
    static const int32_t millis[] = {14000};
    struct world brief;
    world_open(&brief, 1);
    pv_rater *rater = NULL;
    pv_error *error = NULL;
    MUST(pv_rater_new(brief.ctx, brief.pack, SERVICE("0.02"), strlen(SERVICE("0.02")), NULL, 0, &rater, &error));
    world_close(&brief);
    struct results got = results_of(1);
    const pv_call_columns calls = calls_of(millis);
    MUST(rate(rater, &calls, 0, 1, &got, &error));
    CHECK_NUMBER(got.billed[0], 18000);
    free_results(&got);
    pv_rater_free(rater);
    CHECK_NUMBER(pv_rater_denominator(NULL), 0);
}

int main(int argc, char **argv) {
    read_folders(argc, argv);
    world_open(&world, 1);
    RUN(minimum_and_steps);
    RUN(thousand_short_calls_are_four_exactly);
    RUN(any_split_gives_the_same);
    RUN(the_longest_prefix_wins);
    RUN(a_row_never_fails_the_call);
    RUN(readings_are_chosen_by_the_caller);
    RUN(columns_that_do_not_go_together);
    RUN(a_rater_outlives_what_made_it);
    world_close(&world);
    return finish();
}
