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

const char *const title_likeness_names[] = {
    [TITLE_EXACT] = "exact", [TITLE_FOLDED] = "folded", [TITLE_PREFIX] = "prefix",
    [TITLE_WORDS] = "words", [TITLE_FUZZY] = "fuzzy",
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

bool title_words(struct arena *arena, const char *title, struct list *words)
{
    struct list all = {0};
    const struct word *word;

    if (!words_of(arena, title, strlen(title), &all))
        return false;
    word = all.at;
    for (size_t i = 0; i < all.count && words->count < TITLE_WORDS_MAX; i++) {
        struct word *kept;

        if (is_noise(word[i].folded))
            continue;
        kept = list_add(words, arena, sizeof *kept);
        if (!kept)
            return false;
        *kept = word[i];
    }
    return true;
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

    for (size_t i = 0; i < words->count; i++) {
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

/* How many words are the same at the start of both? */
static size_t words_in_common(const struct list *a, const struct list *b, bool accented)
{
    const struct word *first = a->at, *second = b->at;
    size_t count = 0;

    while (count < a->count && count < b->count &&
           strcmp(accented ? first[count].accented : first[count].folded,
                  accented ? second[count].accented : second[count].folded) == 0)
        count++;
    return count;
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

enum title_likeness title_likeness(const struct list *title, const struct list *name)
{
    size_t longer = title->count > name->count ? title->count : name->count;
    size_t shorter = title->count + name->count - longer;
    size_t folded = words_in_common(title, name, false);

    if (folded == longer)
        return words_in_common(title, name, true) == longer ? TITLE_EXACT : TITLE_FOLDED;
    if (folded == shorter && shorter > 0)
        return TITLE_PREFIX;
    return have_common_word(title, name) ? TITLE_WORDS : TITLE_FUZZY;
}
