/* The library keeps nothing between calls outside the handles that it gave: a month is billed twice, in two contexts,
 * and after the first time (which fills tables that are made once) no byte of the library's writable memory changes. */
#define _GNU_SOURCE
#include <link.h>
#include <stdlib.h>

#include "harness.h"
#include "world.h"

struct part {
    const unsigned char *start;
    size_t size;
    unsigned char *kept;
};
static struct part parts[8];
static size_t part_count;

/* The writable segments of libproviso without what the loader made read-only after relocation. */
static int note_parts(struct dl_phdr_info *info, size_t size, void *unused) {
    (void)size;
    (void)unused;
    if (!strstr(info->dlpi_name, "libproviso.so")) return 0;
    const unsigned char *relro = NULL, *relro_end = NULL;
    for (size_t i = 0; i < info->dlpi_phnum; ++i)
        if (info->dlpi_phdr[i].p_type == PT_GNU_RELRO) {
            relro = (const unsigned char *)(info->dlpi_addr + info->dlpi_phdr[i].p_vaddr);
            relro_end = relro + info->dlpi_phdr[i].p_memsz;
        }
    for (size_t i = 0; i < info->dlpi_phnum; ++i) {
        if (info->dlpi_phdr[i].p_type != PT_LOAD || !(info->dlpi_phdr[i].p_flags & PF_W)) continue;
        const unsigned char *start = (const unsigned char *)(info->dlpi_addr + info->dlpi_phdr[i].p_vaddr);
        const unsigned char *end = start + info->dlpi_phdr[i].p_memsz;
        if (relro && start <= relro && relro_end <= end) start = relro_end;
        if (start >= end || part_count == sizeof parts / sizeof *parts) continue;
        parts[part_count].start = start;
        parts[part_count].size = (size_t)(end - start);
        parts[part_count++].kept = malloc((size_t)(end - start));
    }
    return 0;
}

static void bill(const char *file, uint8_t seed) {
    static const char rows[] = "account,opened,card_form,plan,seats,activated\n"
                               "acme,2013-03-01,2013-03-01,unlimited-monthly,2,2013-03-01\n";
    struct world world;
    world_open(&world, seed);
    char *path = new_path(file);
    pv_book *book = must_create(&world, path);
    pv_buffer_free(
        must_import(&world, book, "{\"kind\":\"accounts\",\"file\":\"accounts.csv\"}", rows, sizeof rows - 1));
    pv_buffer_free(must_call(&world, book, "run", "{\"through\":\"2013-04-01\"}"));
    pv_buffer_free(must_call(&world, book, "finalize", "{}"));
    int32_t status = PV_OK;
    pv_error *error = NULL;
    pv_buffer *out =
        call(&world, book, "calc.cycle", "{\"pack\":\"safesoft-2013\",\"inputs\":{\"start\":\"x\"}}", &status, &error);
    CHECK(status != PV_OK);
    pv_buffer_free(out);
    pv_error_free(error);
    pv_buffer *sound = must_call(&world, book, "verify", "{}");
    CHECK_PART(pv_buffer_data(sound), "\"verified\":true");
    pv_buffer_free(sound);
    pv_book_close(book);
    free(path);
    world_close(&world);
}

static void nothing_is_kept(void) {
    bill("first.book", 1);
    dl_iterate_phdr(note_parts, NULL);
    size_t bytes = 0;
    for (size_t i = 0; i < part_count; ++i) {
        if (!CHECK(parts[i].kept != NULL)) return;
        memcpy(parts[i].kept, parts[i].start, parts[i].size);
        bytes += parts[i].size;
    }
    CHECK(bytes > 0);
    bill("second.book", 2);
    for (size_t i = 0; i < part_count; ++i) {
        for (size_t at = 0; at < parts[i].size; ++at)
            if (parts[i].kept[at] != parts[i].start[at]) {
                printf("byte %zu of %zu of part %zu was written\n", at, parts[i].size, i);
                CHECK(!"a global was written");
                break;
            }
        free(parts[i].kept);
    }
}

int main(int argc, char **argv) {
    read_folders(argc, argv);
    RUN(nothing_is_kept);
    return finish();
}
