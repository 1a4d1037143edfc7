/* What was meant, where nothing matches what was typed. Small words that keep the others from matching together are
 * left out. Words that nothing matches are replaced one after another, each by the nearest word that goes with the
 * rest. Where each word matches something and all together nothing, a typing error has made another word: then the
 * neighbours of all of them are tried. */
#include "db/search.h"

#include "model/text.h"

#include <stdlib.h>
#include <string.h>

enum {
    WORDS_MAX = 24, /* more than the longest name has: what has more is no question that somebody typed */
    TRIES_MAX = 32,
    TWO_EDITS_BYTES = 6, /* in shorter words a second edit would make too many others */
    PARTS_MAX = 2,
    COST_EDIT = 2,       /* a letter is mistyped more often than a space, */
    COST_SPACE = 3,      /* but one space is likelier than two letters */
    WORD_BYTES_MAX = 64, /* text_distance compares no longer ones */
};

/* Words that may stand for some of those that were typed. */
struct attempt {
    size_t first, count; /* of the words that it stands for */
    const char *parts[PARTS_MAX];
    size_t part_count;
    size_t cost;
    int64_t names; /* that have the word; of two the less frequent one */
};

/* A word of the question as it is by now. */
struct part {
    struct sought sought;
    bool missing; /* nothing matches it */
};

struct correcting {
    struct store *store;
    struct arena *arena;
    struct search *search;
    struct list parts; /* struct part */
    struct list corrected;
    int tries;
};

/* Trying ----------------------------------------------------------------------------------------------------------- */

/* Do the words match together that are not missing, but for count of them from first on? No words match. */
static enum store_status rest_matches(const struct correcting *correcting, const struct list *parts, size_t first,
                                      size_t count, bool *matches)
{
    const struct part *part = parts->at;
    struct list words = {0};

    for (size_t i = 0; i < parts->count; i++) {
        struct sought *sought;

        if (part[i].missing || (i >= first && i < first + count))
            continue;
        sought = list_add(&words, correcting->arena, sizeof *sought);
        if (!sought)
            return STORE_NO_MEMORY;
        *sought = part[i].sought;
    }
    *matches = true;
    if (words.count == 0)
        return STORE_OK;
    return search_matches(correcting->store, correcting->arena, correcting->search->kind, &words, matches);
}

static bool copy_parts(const struct correcting *correcting, const struct list *from, size_t first, size_t end,
                       struct list *parts)
{
    for (size_t i = first; i < end; i++) {
        struct part *part = list_add(parts, correcting->arena, sizeof *part);

        if (!part)
            return false;
        *part = ((const struct part *)from->at)[i];
    }
    return true;
}

/* The question with an attempt in place of what it stands for. */
static enum store_status apply(const struct correcting *correcting, const struct attempt *attempt, struct list *parts)
{
    const struct list *from = &correcting->parts;
    enum store_status status = STORE_OK;

    if (!copy_parts(correcting, from, 0, attempt->first, parts))
        return STORE_NO_MEMORY;
    for (size_t i = 0; i < attempt->part_count && status == STORE_OK; i++) {
        struct part *part = list_add(parts, correcting->arena, sizeof *part);

        status = part ? search_look_up(correcting->store, correcting->arena, attempt->parts[i], attempt->parts[i],
                                       &part->sought)
                      : STORE_NO_MEMORY;
    }
    if (status == STORE_OK && !copy_parts(correcting, from, attempt->first + attempt->count, from->count, parts))
        status = STORE_NO_MEMORY;
    return status;
}

/* Notes what an attempt has changed. @return false if there is no memory */
static bool note(struct correcting *correcting, const struct attempt *attempt)
{
    const struct part *typed = (const struct part *)correcting->parts.at + attempt->first;
    struct correction *correction = list_add(&correcting->corrected, correcting->arena, sizeof *correction);
    bool one = attempt->count == 1;

    if (!correction)
        return false;
    correction->typed = arena_format(correcting->arena, "%s%s%s", typed[0].sought.accented, one ? "" : " ",
                                     one ? "" : typed[1].sought.accented);
    correction->meant =
        arena_format(correcting->arena, "%s%s%s", attempt->parts[0], attempt->part_count == 1 ? "" : " ",
                     attempt->part_count == 1 ? "" : attempt->parts[1]);
    return correction->typed && correction->meant;
}

/* Makes the first attempt that goes with the rest. */
static enum store_status try_all(struct correcting *correcting, const struct list *attempts, bool *done)
{
    const struct attempt *attempt = attempts->at;
    enum store_status status = STORE_OK;

    *done = false;
    for (size_t i = 0; i < attempts->count && correcting->tries < TRIES_MAX && !*done && status == STORE_OK; i++) {
        struct list parts = {0};

        correcting->tries++;
        status = apply(correcting, &attempt[i], &parts);
        if (status == STORE_OK)
            status = rest_matches(correcting, &parts, 0, 0, done);
        if (status != STORE_OK || !*done)
            continue;
        if (!note(correcting, &attempt[i]))
            return STORE_NO_MEMORY;
        correcting->parts = parts;
    }
    return status;
}

/* Attempts --------------------------------------------------------------------------------------------------------- */

static const char *typed_at(const struct correcting *correcting, size_t at)
{
    return ((const struct part *)correcting->parts.at)[at].sought.folded;
}

static enum store_status add_near(const struct correcting *correcting, size_t at, size_t edits, struct list *attempts)
{
    struct list near = {0};
    const struct index_word *word;
    enum store_status status = words_near(correcting->store, correcting->arena, typed_at(correcting, at), edits, &near);

    word = near.at;
    for (size_t i = 0; i < near.count && status == STORE_OK; i++) {
        struct attempt *attempt;

        if (index_count(&word[i].counts, correcting->search->kind, SEARCH_ANYWHERE) == 0)
            continue;
        attempt = list_add(attempts, correcting->arena, sizeof *attempt);
        if (attempt)
            *attempt = (struct attempt){at, 1, {word[i].word}, 1, word[i].edits * COST_EDIT, word[i].counts.names};
        else
            status = STORE_NO_MEMORY;
    }
    return status;
}

/* The words of the index that a text is, or, if it is no longer than words are compared, begins or ends with. */
static enum store_status find_pieces(const struct correcting *correcting, const char *text, struct list *words)
{
    size_t length = strlen(text), ends = length <= WORD_BYTES_MAX ? length : 0;
    struct list pieces = {0};

    if (!list_add_text(&pieces, correcting->arena, text))
        return STORE_NO_MEMORY;
    for (size_t end = 1; end < ends; end++) {
        const char *first = arena_text(correcting->arena, text, end);

        if (!first || !list_add_text(&pieces, correcting->arena, first) ||
            !list_add_text(&pieces, correcting->arena, text + end))
            return STORE_NO_MEMORY;
    }
    return words_equal(correcting->store, correcting->arena, &pieces, words);
}

/* The one of some words that is a text of so many bytes; NULL if there is none. */
static const struct index_word *find_word(const struct list *words, const char *text, size_t length)
{
    const struct index_word *word = words->at;

    for (size_t i = 0; i < words->count; i++)
        if (strncmp(word[i].word, text, length) == 0 && word[i].word[length] == '\0')
            return &word[i];
    return NULL;
}

/* Two words for a text that stands for some: its first end bytes, and what begins at next; one if that is the end.
 * @param words  what find_pieces has found of the text. @return false if there is no memory */
static bool add_spaced(const struct correcting *correcting, const struct attempt *typed, const struct list *words,
                       size_t end, size_t next, struct list *attempts)
{
    const char *text = typed->parts[0], *rest = text + next;
    const struct index_word *left = find_word(words, text, end);
    const struct index_word *right = left && *rest ? find_word(words, rest, strlen(rest)) : left;
    struct attempt *attempt;

    if (!right)
        return true;
    attempt = list_add(attempts, correcting->arena, sizeof *attempt);
    if (!attempt)
        return false;
    *attempt = *typed;
    attempt->parts[0] = left->word;
    attempt->parts[1] = right->word;
    attempt->part_count = *rest ? 2 : 1;
    attempt->names = left->counts.names < right->counts.names ? left->counts.names : right->counts.names;
    return true;
}

/* All ways to space a text otherwise: one word cut in two, between its letters or where a letter stands for the space;
 * two words joined, or cut elsewhere. */
static enum store_status add_spacings(const struct correcting *correcting, const struct attempt *typed,
                                      struct list *attempts)
{
    size_t length = strlen(typed->parts[0]);
    struct list words = {0};
    enum store_status status = find_pieces(correcting, typed->parts[0], &words);
    bool added = true;

    if (status != STORE_OK)
        return status;
    if (typed->count == 2)
        added = add_spaced(correcting, typed, &words, length, length, attempts);
    for (size_t end = 1; end < length && added; end++) {
        added = add_spaced(correcting, typed, &words, end, end, attempts);
        if (added && typed->count == 1 && end + 1 < length)
            added = add_spaced(correcting, typed, &words, end, end + 1, attempts);
    }
    return added ? STORE_OK : STORE_NO_MEMORY;
}

/* The least cost first, then the most frequent words, then the order of the question. */
static int compare_attempts(const void *a, const void *b)
{
    const struct attempt *first = a, *second = b;

    if (first->cost != second->cost)
        return first->cost < second->cost ? -1 : 1;
    if (first->names != second->names)
        return first->names > second->names ? -1 : 1;
    if (first->first != second->first)
        return first->first < second->first ? -1 : 1;
    return strcmp(first->parts[0], second->parts[0]);
}

static void put_in_order(struct list *attempts)
{
    if (attempts->count > 0)
        qsort(attempts->at, attempts->count, sizeof(struct attempt), compare_attempts);
}

/* All that may be meant by the word at a place, if the other words match without it. */
static enum store_status add_for_word(const struct correcting *correcting, size_t at, size_t edits,
                                      struct list *attempts)
{
    const struct attempt typed = {at, 1, {typed_at(correcting, at)}, 1, COST_SPACE, 0};
    bool matches;
    enum store_status status = rest_matches(correcting, &correcting->parts, at, 1, &matches);

    if (status != STORE_OK || !matches)
        return status;
    status = add_near(correcting, at, edits, attempts);
    return status == STORE_OK ? add_spacings(correcting, &typed, attempts) : status;
}

/* The same for a word and the next one, where a space may have been typed inside a word: then one is none. */
static enum store_status add_for_two(const struct correcting *correcting, size_t at, struct list *attempts)
{
    const struct part *part = (const struct part *)correcting->parts.at + at;
    struct attempt typed = {.first = at, .count = 2, .part_count = 1, .cost = COST_SPACE};
    bool matches;
    enum store_status status;

    if (at + 1 >= correcting->parts.count || (part[0].sought.whole && part[1].sought.whole))
        return STORE_OK;
    status = rest_matches(correcting, &correcting->parts, at, 2, &matches);
    if (status != STORE_OK || !matches)
        return status;
    typed.parts[0] = arena_format(correcting->arena, "%s%s", part[0].sought.folded, part[1].sought.folded);
    return typed.parts[0] ? add_spacings(correcting, &typed, attempts) : STORE_NO_MEMORY;
}

/* Correcting ------------------------------------------------------------------------------------------------------- */

static enum store_status begin(struct correcting *correcting)
{
    const struct sought *sought = correcting->search->words.at;
    enum store_status status = STORE_OK;

    for (size_t i = 0; i < correcting->search->words.count && status == STORE_OK; i++) {
        struct part *part = list_add(&correcting->parts, correcting->arena, sizeof *part);
        const struct list alone = {.at = (void *)&sought[i], .count = 1};
        bool matches;

        if (!part)
            return STORE_NO_MEMORY;
        part->sought = sought[i];
        status = search_matches(correcting->store, correcting->arena, correcting->search->kind, &alone, &matches);
        part->missing = !matches;
    }
    return status;
}

/* In byte order. What stands between the words of a question more often than between those of a name: "učitelka v
 * mateřské škole" is Učitel mateřské školy. */
static const char *const small_words[] = {"a",   "do", "i",  "k", "ke", "na", "o", "od", "po",
                                          "pro", "s",  "se", "u", "v",  "ve", "z", "za", "ze"};

static int compare_small(const void *word, const void *entry)
{
    return strcmp(word, *(const char *const *)entry);
}

/* Divides the words into those that stay and corrections of those that do not. @return false if there is no memory */
static bool divide_small(const struct correcting *correcting, struct list *stay, struct list *left_out)
{
    const struct part *part = correcting->parts.at;

    for (size_t i = 0; i < correcting->parts.count; i++) {
        const struct sought *sought = &part[i].sought;
        struct correction *correction;

        if (!bsearch(sought->folded, small_words, sizeof small_words / sizeof *small_words, sizeof *small_words,
                     compare_small)) {
            if (!copy_parts(correcting, &correcting->parts, i, i + 1, stay))
                return false;
            continue;
        }
        correction = list_add(left_out, correcting->arena, sizeof *correction);
        if (!correction)
            return false;
        *correction = (struct correction){sought->accented, ""};
    }
    return true;
}

/* Leaves out the small words where only they keep the others from matching together. @param done  they are left out */
static enum store_status leave_out_small(struct correcting *correcting, bool *done)
{
    struct list stay = {0}, left_out = {0};
    bool matches;
    enum store_status status = rest_matches(correcting, &correcting->parts, 0, 0, &matches);

    if (status != STORE_OK || matches)
        return status;
    if (!divide_small(correcting, &stay, &left_out))
        return STORE_NO_MEMORY;
    if (left_out.count == 0 || stay.count == 0)
        return STORE_OK;
    status = rest_matches(correcting, &stay, 0, 0, done);
    if (status == STORE_OK && *done) {
        correcting->parts = stay;
        correcting->corrected = left_out;
    }
    return status;
}

/* The first word that nothing matches; the count of words if there is none. */
static size_t first_missing(const struct correcting *correcting)
{
    const struct part *part = correcting->parts.at;
    size_t at = 0;

    while (at < correcting->parts.count && !part[at].missing)
        at++;
    return at;
}

/* Replaces the words that nothing matches. @param done  all of them are */
static enum store_status replace_missing(struct correcting *correcting, bool *done)
{
    enum store_status status = STORE_OK;

    *done = true;
    for (size_t at; *done && status == STORE_OK && (at = first_missing(correcting)) < correcting->parts.count;) {
        size_t edits = strlen(typed_at(correcting, at)) >= TWO_EDITS_BYTES ? 2 : 1;
        struct list attempts = {0};

        status = add_for_word(correcting, at, edits, &attempts);
        if (status == STORE_OK)
            status = add_for_two(correcting, at, &attempts);
        if (status == STORE_OK && at > 0)
            status = add_for_two(correcting, at - 1, &attempts);
        put_in_order(&attempts);
        if (status == STORE_OK)
            status = try_all(correcting, &attempts, done);
    }
    return status;
}

/* Replaces one of words that each match something. */
static enum store_status replace_one(struct correcting *correcting, bool *done)
{
    struct list attempts = {0};
    enum store_status status = STORE_OK;

    for (size_t at = 0; at < correcting->parts.count && status == STORE_OK; at++) {
        status = add_for_word(correcting, at, 1, &attempts);
        if (status == STORE_OK)
            status = add_for_two(correcting, at, &attempts);
    }
    put_in_order(&attempts);
    return status == STORE_OK ? try_all(correcting, &attempts, done) : status;
}

/* Takes over the words as they are by now. */
static enum store_status finish(struct correcting *correcting)
{
    const struct part *part = correcting->parts.at;
    struct list words = {0};

    for (size_t i = 0; i < correcting->parts.count; i++) {
        struct sought *sought = list_add(&words, correcting->arena, sizeof *sought);

        if (!sought)
            return STORE_NO_MEMORY;
        *sought = part[i].sought;
    }
    correcting->search->words = words;
    correcting->search->corrected = correcting->corrected;
    return STORE_OK;
}

enum store_status search_correct(struct store *store, struct arena *arena, struct search *search)
{
    struct correcting correcting = {.store = store, .arena = arena, .search = search};
    bool done = false;
    enum store_status status;

    if (search->words.count == 0 || search->words.count > WORDS_MAX)
        return STORE_OK;
    status = begin(&correcting);
    if (status == STORE_OK)
        status = leave_out_small(&correcting, &done);
    if (status != STORE_OK)
        return status;
    if (first_missing(&correcting) < correcting.parts.count)
        status = replace_missing(&correcting, &done);
    else if (!done)
        status = replace_one(&correcting, &done);
    return status == STORE_OK && done ? finish(&correcting) : status;
}
