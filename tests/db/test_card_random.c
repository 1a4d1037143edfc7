#include "tests/support/card_maker.h"
#include "tests/support/support.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { CARDS = 300, PATH_BYTES = 256 };

SHAPE(guide_shape, "Guide", guide, FIELD(guide, kind, FIELD_TEXT), FIELD(guide, url, FIELD_TEXT));
SHAPE(beside_shape, "Beside", card, FIELD_IN(card, load_levels, FIELD_LIST, load_level_shape),
      FIELD_IN(card, guides, FIELD_LIST, guide_shape));

/* Comparing two values of a shape, field by field; path is then where they differ. --------------------------------- */

static bool same(const struct shape *shape, const void *a, const void *b, char *path);

static bool same_text(const char *a, const char *b)
{
    return a && b ? strcmp(a, b) == 0 : a == b;
}

static bool same_lists(const struct field *field, const struct list *a, const struct list *b, char *path)
{
    if (a->count != b->count)
        return false;
    for (size_t i = 0; i < a->count; i++) {
        if (field->type == FIELD_TEXTS ? !same_text(((char **)a->at)[i], ((char **)b->at)[i])
                                       : !same(field->shape, (const char *)a->at + i * field->shape->size,
                                               (const char *)b->at + i * field->shape->size, path))
            return false;
    }
    return true;
}

static bool same_field(const struct field *field, const char *a, const char *b, char *path)
{
    const struct figure *figure_a = (const void *)a, *figure_b = (const void *)b;

    switch (field->type) {
    case FIELD_TEXT:
    case FIELD_LINK:
        return same_text(*(const char *const *)(const void *)a, *(const char *const *)(const void *)b);
    case FIELD_NUMBER:
    case FIELD_SCORE:
    case FIELD_LEVELS:
        return memcmp(a, b, sizeof(int64_t)) == 0;
    case FIELD_FIGURE:
    case FIELD_TRUTH:
        return figure_a->known == figure_b->known && (!figure_a->known || figure_a->value == figure_b->value);
    case FIELD_OBJECT:
        a = *(const char *const *)(const void *)a;
        b = *(const char *const *)(const void *)b;
        return a && b ? same(field->shape, a, b, path) : a == b;
    case FIELD_TEXTS:
    case FIELD_LIST:
    case FIELD_MAP:
        return same_lists(field, (const void *)a, (const void *)b, path);
    }
    return false;
}

static bool same(const struct shape *shape, const void *a, const void *b, char *path)
{
    size_t length = strlen(path);

    for (const struct field *field = shape->fields; field->name; field++) {
        snprintf(path + length, PATH_BYTES - length, ".%s", field->name);
        if (!same_field(field, (const char *)a + field->offset, (const char *)b + field->offset, path))
            return false;
        path[length] = '\0';
    }
    return true;
}

/* ------------------------------------------------------------------------------------------------------------------ */

/* Reads the card that a seed makes. @return false, and says why, if it is not what it was made from. */
static bool reads_back(uint64_t seed)
{
    struct arena *arena = arena_new();
    struct made_card made = card_make(seed, arena);
    struct findings findings = {.out = stdout};
    char path[PATH_BYTES] = "";
    struct card card;
    bool read = card_read("made.txt", made.text, made.length, arena, &findings, &card) == CARD_OK;

    if (read)
        made.card.occupation.source = card.occupation.source;
    if (!read || findings.warnings > 0)
        printf("seed %llu: not read without findings\n", (unsigned long long)seed);
    else if (!same(&occupation_shape, &made.card.occupation, &card.occupation, path) ||
             !same(&beside_shape, &made.card, &card, path))
        printf("seed %llu: differs at %s\n", (unsigned long long)seed, path);
    else {
        arena_free(arena);
        return true;
    }
    if (getenv("POVOLANI_SHOW_CARD"))
        fwrite(made.text, 1, made.length, stdout);
    arena_free(arena);
    return false;
}

START_TEST(every_generated_card_reads_back_as_it_was_made)
{
    const char *only = getenv("POVOLANI_SEED");
    size_t failed = 0;

    for (uint64_t seed = 1; seed <= CARDS && !only; seed++)
        failed += !reads_back(seed);
    if (only)
        failed += !reads_back(strtoull(only, NULL, 10));
    ck_assert_uint_eq(failed, 0);
}
END_TEST

START_TEST(generated_cards_are_taken_for_cards)
{
    struct arena *arena = arena_new();

    for (uint64_t seed = 1; seed <= CARDS; seed++) {
        struct made_card made = card_make(seed, arena);

        ck_assert_msg(card_looks_like(made.text, made.length), "seed %llu", (unsigned long long)seed);
        arena_reset(arena);
    }
    arena_free(arena);
}
END_TEST

static Suite *card_random_suite(void)
{
    Suite *suite = suite_create("generated cards");
    TCase *tests = tcase_create("generated cards");

    tcase_set_timeout(tests, 0);
    tcase_add_test(tests, every_generated_card_reads_back_as_it_was_made);
    tcase_add_test(tests, generated_cards_are_taken_for_cards);
    suite_add_tcase(suite, tests);
    return suite;
}

TEST_MAIN(card_random_suite)
