/* Cases and checks in plain C. A program is a list of RUN(case) and ends in `return finish();`, which prints the line
 * that tests/run.py adds up. A check that fails tells where and does not end its case. One thread. */
#ifndef PROVISO_TESTS_HARNESS_H
#define PROVISO_TESTS_HARNESS_H

#include <inttypes.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

static int checks_failed = 0; /* in the case that runs */
static int cases_passed = 0;
static int cases_failed = 0;

static inline int fail_at(const char *file, int line, const char *what) {
    printf("%s:%d: %s\n", file, line, what);
    ++checks_failed;
    return 0;
}

static inline int check_number(const char *file, int line, const char *what, int64_t got, int64_t wanted) {
    if (got == wanted) return 1;
    printf("%s:%d: %s is %" PRId64 ", not %" PRId64 "\n", file, line, what, got, wanted);
    ++checks_failed;
    return 0;
}

static inline int check_text(const char *file, int line, const char *what, const char *got, const char *wanted) {
    if (got && strcmp(got, wanted) == 0) return 1;
    printf("%s:%d: %s is \"%s\", not \"%s\"\n", file, line, what, got ? got : "(NULL)", wanted);
    ++checks_failed;
    return 0;
}

static inline int check_part(const char *file, int line, const char *what, const char *got, const char *part) {
    if (got && strstr(got, part)) return 1;
    printf("%s:%d: %s has no \"%s\":\n  %.2000s\n", file, line, what, part, got ? got : "(NULL)");
    ++checks_failed;
    return 0;
}

static inline void run_case(const char *name, void (*body)(void)) {
    checks_failed = 0;
    body();
    if (checks_failed == 0) {
        ++cases_passed;
    } else {
        ++cases_failed;
        printf("FAILED %s\n", name);
    }
}

static inline int finish(void) {
    printf("%d passed, %d failed\n", cases_passed, cases_failed);
    return cases_failed == 0 && cases_passed > 0 ? 0 : 1;
}

/* Each gives 1 if it holds, so that a case may go on only where that makes sense. */
#define CHECK(condition) ((condition) ? 1 : fail_at(__FILE__, __LINE__, "not so: " #condition))
#define CHECK_NUMBER(got, wanted) check_number(__FILE__, __LINE__, #got, (int64_t)(got), (int64_t)(wanted))
#define CHECK_TEXT(got, wanted) check_text(__FILE__, __LINE__, #got, (got), (wanted))
#define CHECK_PART(got, part) check_part(__FILE__, __LINE__, #got, (got), (part)) /* `part` occurs in `got` */
#define RUN(body) run_case(#body, body)

#endif
