/* Any bytes as a table: no crash, no leak, and an answer that fits the findings. */
#include "db/import/table.h"

#include <stdint.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    struct arena *arena = arena_new();
    struct findings findings = {0};
    struct document document = {0};
    struct input input = {"fuzz.csv", (const char *)bytes, length, arena, &findings};
    enum reading status;

    if (!arena)
        return 0;
    table_looks_likely(input.bytes, length);
    status = table_read(&input, &document);
    if ((status == READING_DONE) != (findings.errors == 0) || (status == READING_DONE && !document.source))
        abort();
    arena_free(arena);
    return 0;
}
