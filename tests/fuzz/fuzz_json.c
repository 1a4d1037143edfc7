/* Any bytes as a JSON source: no crash, no leak, and an answer that fits the findings. */
#include "db/import/json_source.h"

#include <stdint.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    struct findings findings = {0};
    struct document document = {.path = "fuzz.json", .name = "fuzz.json"};
    struct input input = {.path = "fuzz.json", .bytes = (const char *)bytes, .length = length, .findings = &findings};
    enum reading status;

    input.arena = arena_new();
    if (!input.arena)
        return 0;
    json_looks_likely(input.bytes, length);
    status = json_read(&input, &document);
    if ((status == READING_DONE) != (findings.errors == 0) || (status == READING_DONE && !document.source))
        abort();
    arena_free(input.arena);
    return 0;
}
