/* What of a title tells the occupation. */
#include "model/title.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* In byte order. What says nothing of the work: endings, small words, contract, shifts, levels, whom a place is for. */
static const char *const noise[] = {
    "a",     "brigada", "ce",     "cka",   "do",     "dpc",    "dpp", "f",      "h",      "hpp",    "i",      "ice",
    "ihned", "ik",      "junior", "k",     "ka",     "kc",     "ke",  "ky",     "kyne",   "m",      "medior", "mesic",
    "mista", "misto",   "muz",    "muzi",  "na",     "nastup", "ne",  "nebo",   "nice",   "o",      "od",     "ova",
    "ozp",   "plny",    "po",     "pouze", "pro",    "provoz", "rka", "s",      "se",     "senior", "smena",  "smenny",
    "tka",   "tp",      "tzp",    "u",     "uvazek", "v",      "ve",  "vhodna", "vhodne", "vhodny", "w",      "y",
    "yne",   "z",       "za",     "ze",    "zena",   "zeny",   "zp",  "zps",
};

enum { GRAM = 4, BEGINNING = 5, WEIGHT_NUMERATOR = 17, WEIGHT_DENOMINATOR = 20, USUAL_FEATURES = 5 };

static int compare_noise(const void *word, const void *entry)
{
    return strcmp(word, *(const char *const *)entry);
}

/* Numbers are wages, hours and dates; words of other alphabets are in no name. */
static bool is_noise(const char *word)
{
    for (const char *at = word; *at; at++)
        if ((unsigned char)*at >= 0x80)
            return true;
    return strspn(word, "0123456789.") == strlen(word) ||
           bsearch(word, noise, sizeof noise / sizeof *noise, sizeof *noise, compare_noise);
}

static bool add_words(struct arena *arena, const struct list *all, bool noisy, struct list *words)
{
    const struct word *word = all->at;

    for (size_t i = 0; i < all->count; i++) {
        struct word *kept;

        if (!noisy && is_noise(word[i].folded))
            continue;
        kept = list_add(words, arena, sizeof *kept);
        if (!kept)
            return false;
        *kept = word[i];
    }
    return true;
}

bool title_words(struct arena *arena, const char *title, struct list *words)
{
    struct list all = {0};

    if (!words_of(arena, title, strlen(title), &all) || !add_words(arena, &all, false, words))
        return false;
    return words->count > 0 || add_words(arena, &all, true, words);
}

/* Features --------------------------------------------------------------------------------------------------------- */

static bool add_feature(struct list *features, struct arena *arena, const char *from, size_t length, int64_t weight)
{
    struct title_feature *feature = list_add(features, arena, sizeof *feature);

    if (feature) {
        memcpy(feature->text, from, length);
        feature->weight = weight;
    }
    return feature;
}

/* A long word has more features than a short one and would drown it, so each of them weighs less: by the fourth root,
 * for it does tell more. (Square roots are the same on all machines.) */
static int64_t weight_among(int64_t weight, size_t features)
{
    return llround((double)weight * sqrt(sqrt((double)USUAL_FEATURES / (double)features)));
}

/* A word of one letter is one feature with its edges. */
static bool add_word(struct list *features, struct arena *arena, const char *word, int64_t weight)
{
    char edged[TITLE_WORD_BYTES_MAX + 2] = "_";
    size_t length = strnlen(word, TITLE_WORD_BYTES_MAX);
    size_t runs = length + 2 > GRAM ? length + 3 - GRAM : 1;
    bool good = true;

    memcpy(edged + 1, word, length);
    edged[length + 1] = '_';
    weight = weight_among(weight, runs + (length > BEGINNING));
    for (size_t i = 0; good && i < runs; i++)
        good = add_feature(features, arena, edged + i, length + 2 < GRAM ? length + 2 : GRAM, weight);
    if (good && length > BEGINNING) {
        char beginning[BEGINNING + 1];

        memcpy(beginning, word, BEGINNING);
        beginning[BEGINNING] = '*';
        good = add_feature(features, arena, beginning, sizeof beginning, weight);
    }
    return good;
}

/* By text; of equal ones the weightiest first. */
static int compare_features(const void *a, const void *b)
{
    const struct title_feature *first = a, *second = b;
    int order = memcmp(first->text, second->text, TITLE_FEATURE_BYTES);

    return order ? order : (first->weight < second->weight) - (first->weight > second->weight);
}

static void drop_repeated(struct list *features)
{
    struct title_feature *feature = features->at;
    size_t kept = 0;

    for (size_t i = 0; i < features->count; i++)
        if (kept == 0 || memcmp(feature[kept - 1].text, feature[i].text, TITLE_FEATURE_BYTES) != 0)
            feature[kept++] = feature[i];
    features->count = kept;
}

bool title_features(struct arena *arena, const struct list *words, struct list *features)
{
    const struct word *word = words->at;
    int64_t weight = TITLE_WEIGHT_FIRST;

    for (size_t i = 0; i < words->count && i < TITLE_WORDS_MAX; i++) {
        if (!add_word(features, arena, word[i].folded, weight))
            return false;
        weight = weight * WEIGHT_NUMERATOR / WEIGHT_DENOMINATOR;
    }
    if (features->count > 0)
        qsort(features->at, features->count, sizeof(struct title_feature), compare_features);
    drop_repeated(features);
    return true;
}

/* Likeness --------------------------------------------------------------------------------------------------------- */

/* Does a text of joined words begin with all words of another? */
static bool begins_with(const char *text, const char *start)
{
    size_t length = strlen(start);

    return length > 0 && strncmp(text, start, length) == 0 && text[length] == '-';
}

static bool have_common_word(const struct list *a, const struct list *b)
{
    const struct word *first = a->at, *second = b->at;

    for (size_t i = 0; i < a->count; i++)
        for (size_t j = 0; j < b->count; j++)
            if (strcmp(first[i].folded, second[j].folded) == 0)
                return true;
    return false;
}

const char *title_likeness(struct arena *arena, const struct list *title, const struct list *name)
{
    const char *accented = words_joined(arena, title, true), *accented_name = words_joined(arena, name, true);
    const char *folded = words_joined(arena, title, false), *folded_name = words_joined(arena, name, false);

    if (!accented || !accented_name || !folded || !folded_name)
        return NULL;
    if (strcmp(accented, accented_name) == 0)
        return "exact";
    if (strcmp(folded, folded_name) == 0)
        return "folded";
    if (begins_with(folded, folded_name) || begins_with(folded_name, folded))
        return "prefix";
    return have_common_word(title, name) ? "words" : "fuzzy";
}
