#include "tests/support/card_text.h"

#include "tests/support/support.h"

#include <stdlib.h>
#include <string.h>

struct card_reading card_reading(const char *bytes, size_t length)
{
    struct card_reading reading = {.arena = arena_new()};
    size_t said_length;

    ck_assert_ptr_nonnull(reading.arena);
    reading.findings.out = open_memstream(&reading.said, &said_length);
    ck_assert_ptr_nonnull(reading.findings.out);
    reading.status = card_read("cards/card.txt", bytes, length, reading.arena, &reading.findings, &reading.card);
    ck_assert_int_eq(fclose(reading.findings.out), 0);
    ck_assert_int_eq(reading.status, reading.findings.errors > 0 ? CARD_REFUSED : CARD_OK);
    return reading;
}

void card_reading_release(struct card_reading *reading)
{
    arena_free(reading->arena);
    free(reading->said);
}

char *card_text_real(void)
{
    return support_read("data/cards/103332.txt", NULL);
}

char *card_text_with(const char *text, size_t line, const char *other)
{
    const char *start = text, *end;
    char *copy;
    size_t length = 0;
    FILE *out = open_memstream(&copy, &length);

    ck_assert_ptr_nonnull(out);
    for (; line > 1; line--) {
        start = strchr(start, '\n');
        ck_assert_ptr_nonnull(start);
        start++;
    }
    end = strchr(start, '\n');
    fwrite(text, 1, (size_t)(start - text), out);
    if (other)
        fprintf(out, "%s\n", other);
    fputs(end ? end + 1 : "", out);
    ck_assert_int_eq(fclose(out), 0);
    return copy;
}

char *card_text_replaced(const char *text, const char *old, const char *other)
{
    char *copy;
    size_t length = 0;
    FILE *out = open_memstream(&copy, &length);

    ck_assert_ptr_nonnull(out);
    for (const char *at = strstr(text, old); at; text = at + strlen(old), at = strstr(text, old)) {
        fwrite(text, 1, (size_t)(at - text), out);
        fputs(other, out);
    }
    fputs(text, out);
    ck_assert_int_eq(fclose(out), 0);
    return copy;
}
