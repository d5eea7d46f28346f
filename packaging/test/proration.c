/* A program as an outsider writes it: one pack, one calculation, C99. Prints the amount of a seat added on 20 March. */
#include <proviso.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int failed(pv_error *error) {
    fprintf(stderr, "%s\n", pv_error_render(error));
    pv_error_free(error);
    return 1;
}

static char *read_file(const char *path, size_t *size) {
    FILE *file = fopen(path, "rb");
    char *text = NULL;
    long end;
    if (!file) return NULL;
    if (fseek(file, 0, SEEK_END) == 0 && (end = ftell(file)) >= 0 && fseek(file, 0, SEEK_SET) == 0 &&
        (text = malloc((size_t)end + 1)) != NULL)
        *size = fread(text, 1, (size_t)end, file);
    fclose(file);
    return text;
}

int main(int argc, char **argv) {
    static const char method[] = "calc.proration";
    static const char arguments[] = "{\"pack\":\"safesoft-2013\",\"inputs\":"
                                    "{\"price\":\"199\",\"cycle_start\":\"2013-03-01\",\"activated\":\"2013-03-20\"}}";
    size_t size = 0;
    pv_error *error = NULL;
    pv_ctx *ctx = NULL;
    pv_pack *pack = NULL;
    pv_buffer *answer = NULL;
    char *toml;
    if (argc != 2 || !(toml = read_file(argv[1], &size))) {
        fprintf(stderr, "usage: proration PACK.toml\n");
        return 3;
    }
    if (pv_version_number() != PV_VERSION_NUMBER) return 1;
    if (pv_ctx_new(NULL, &ctx, &error) != PV_OK) return failed(error);
    if (pv_pack_new(ctx, argv[1], strlen(argv[1]), toml, size, &pack, &error) != PV_OK) return failed(error);
    if (pv_ctx_add_pack(ctx, pack, &error) != PV_OK) return failed(error);
    if (pv_call_json(ctx, NULL, method, strlen(method), arguments, strlen(arguments), &answer, &error) != PV_OK)
        return failed(error);
    printf("%s\n", pv_buffer_data(answer));
    pv_buffer_free(answer);
    pv_pack_free(pack);
    pv_ctx_free(ctx);
    free(toml);
    return 0;
}
