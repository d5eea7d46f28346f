/* Licence files through proviso.h alone: the signing key goes through the callbacks, and through nothing else. */
#include <stdlib.h>

#include "harness.h"
#include "world.h"

/* A place for one key, as a program might have it: in a token, a vault, a file. */
struct vault {
    char text[1024];
    size_t size;
    int32_t refuses; /* not 0: the callbacks say so */
    int64_t asked;
    int64_t now;
};

static int32_t read_secret(void *user, char *room, size_t room_size, size_t *size) {
    struct vault *vault = user;
    ++vault->asked;
    if (vault->refuses != 0 || vault->size > room_size) return 1;
    memcpy(room, vault->text, vault->size);
    *size = vault->size;
    return 0;
}

static int32_t keep_secret(void *user, const char *text, size_t size) {
    struct vault *vault = user;
    if (vault->refuses != 0 || size > sizeof vault->text) return 1;
    memcpy(vault->text, text, size);
    vault->size = size;
    return 0;
}

static int64_t clock_of(void *user) { return ((struct vault *)user)->now; }

static struct world vault_world(struct vault *vault) {
    struct world world = {0};
    pv_ctx_params params = {0};
    params.struct_size = sizeof params;
    params.user = vault;
    params.clock = clock_of;
    params.read_secret = read_secret;
    params.keep_secret = keep_secret;
    pv_error *error = NULL;
    MUST(pv_ctx_new(&params, &world.ctx, &error));
    vault->now = INT64_C(1577923200000000); /* 2020-01-02T00:00:00Z */
    return world;
}

/* The member's text as it stands in the JSON, still escaped. */
static void member(const char *json, const char *name, char *value, size_t room) {
    char key[64];
    snprintf(key, sizeof key, "\"%s\":\"", name);
    const char *at = strstr(json, key);
    size_t length = 0;
    if (at)
        for (at += strlen(key); at[length] && at[length] != '"' && length + 1 < room; ++length)
            value[length] = at[length];
    value[length] = 0;
}

static const char wish[] =
    "{\"account\":\"acme\",\"product\":\"app\",\"contract\":\"any\",\"version\":\"1\",\"clause\":\"C-1\","
    "\"licence\":\"L-1\",\"limits\":[{\"metric\":\"users\",\"count\":5}]}";

/* The middle line of the key file: 64 letters that nobody else may see. */
static int leaks(const struct vault *vault, const char *text) {
    char secret[65] = {0};
    memcpy(secret, vault->text + 28, 64);
    return strstr(text, secret) != NULL || strstr(text, "PRIVATE") != NULL;
}

static void a_key_is_made_used_and_never_told(void) {
    struct vault vault = {0};
    struct world world = vault_world(&vault);
    pv_buffer *made = must_call(&world, NULL, "license.key", "{\"new\":true}");
    CHECK(strncmp(vault.text, "-----BEGIN PRIVATE KEY-----\n", 28) == 0);
    CHECK(!leaks(&vault, pv_buffer_data(made)));
    char public_key[256], file[2048], json[4096];
    member(pv_buffer_data(made), "public", public_key, sizeof public_key);
    pv_buffer *issued = must_call(&world, NULL, "license.issue", wish);
    CHECK_NUMBER(vault.asked, 1);
    CHECK(!leaks(&vault, pv_buffer_data(issued)));
    CHECK_PART(pv_buffer_data(issued), "\"issued\":\"2020-01-02\""); /* by the clock callback */
    member(pv_buffer_data(issued), "file", file, sizeof file);
    snprintf(json, sizeof json, "{\"file\":\"%s\",\"keys\":[\"%s\"],\"metric\":\"users\",\"count\":5}", file,
             public_key);
    pv_buffer *verdict = must_call(&world, NULL, "license.verify", json);
    CHECK_PART(pv_buffer_data(verdict), "\"answer\":\"allow\"");
    pv_buffer_free(verdict);

    vault.now -= INT64_C(1); /* the day before */
    pv_error *error = NULL;
    int32_t status = PV_OK;
    verdict = call(&world, NULL, "license.verify", json, &status, &error);
    CHECK_NUMBER(status, PV_NO);
    CHECK_NUMBER(pv_error_code(error), PV_E_LICENSE_CLOCK_BACK);
    CHECK_PART(pv_buffer_data(verdict), "\"status\":\"clock_back\"");
    CHECK_TEXT(pv_error_clause(error), "C-1");
    pv_error_free(error);
    pv_buffer_free(verdict);
    pv_buffer_free(issued);
    pv_buffer_free(made);
    world_close(&world);
}

static void refused(struct world *world, const char *method, const char *json, int32_t code,
                    const struct vault *vault) {
    pv_error *error = NULL;
    int32_t status = PV_OK;
    pv_buffer *answer = call(world, NULL, method, json, &status, &error);
    CHECK(answer == NULL);
    CHECK_NUMBER(pv_error_code(error), code);
    CHECK(!vault || !leaks(vault, pv_error_details(error)));
    pv_error_free(error);
    pv_buffer_free(answer);
}

static void no_key_is_an_error_that_says_so(void) {
    struct vault vault = {0};
    struct world world = vault_world(&vault);
    pv_buffer_free(must_call(&world, NULL, "license.key", "{\"new\":true}"));
    vault.refuses = 1;
    refused(&world, "license.issue", wish, PV_E_FILE_UNREADABLE, &vault);
    refused(&world, "license.key", "{\"new\":true}", PV_E_FILE_UNWRITABLE, &vault);
    vault.refuses = 0;
    const struct vault good = vault;
    vault.text[30] = '*';
    refused(&world, "license.issue", wish, PV_E_LICENSE_KEY_INVALID, &vault);
    vault = good;
    vault.size = 40; /* half of it */
    refused(&world, "license.issue", wish, PV_E_LICENSE_KEY_INVALID, &good);
    vault.size = 0;
    refused(&world, "license.issue", wish, PV_E_LICENSE_KEY_INVALID, &good);
    world_close(&world);

    struct world bare; /* without the callbacks */
    world_open(&bare, 1);
    refused(&bare, "license.issue", wish, PV_E_ARGUMENT_MISSING, NULL);
    refused(&bare, "license.key", "{\"new\":true}", PV_E_ARGUMENT_MISSING, NULL);
    /* a secret is no argument */
    refused(&bare, "license.issue", "{\"account\":\"a\",\"product\":\"p\",\"key\":\"x\"}", PV_E_ARGUMENT_UNKNOWN, NULL);
    world_close(&bare);
}

static void the_same_wish_gives_the_same_bytes(void) {
    struct vault vault = {0};
    struct world world = vault_world(&vault);
    pv_buffer_free(must_call(&world, NULL, "license.key", "{\"new\":true}"));
    pv_buffer *once = must_call(&world, NULL, "license.issue", wish);
    pv_buffer *again = must_call(&world, NULL, "license.issue", wish);
    CHECK_TEXT(pv_buffer_data(again), pv_buffer_data(once));
    pv_buffer_free(once);
    pv_buffer_free(again);
    world_close(&world);
}

int main(int argc, char **argv) {
    read_folders(argc, argv);
    RUN(a_key_is_made_used_and_never_told);
    RUN(no_key_is_an_error_that_says_so);
    RUN(the_same_wish_gives_the_same_bytes);
    return finish();
}
