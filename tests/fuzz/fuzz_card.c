/* Any bytes as a card: no crash, no leak, and an answer that fits the findings. */
#include "db/import/card.h"

#include <stdint.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    struct arena *arena = arena_new();
    struct findings findings = {0};
    struct card card = {0};
    enum card_status status;

    if (!arena)
        return 0;
    card_looks_like((const char *)bytes, length);
    status = card_read("fuzz.txt", (const char *)bytes, length, arena, &findings, &card);
    if ((status == CARD_OK) != (findings.errors == 0) || (status == CARD_OK && !card.occupation.name))
        abort();
    arena_free(arena);
    return 0;
}
