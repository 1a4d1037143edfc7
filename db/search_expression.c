#include "db/search_expression.h"

#include "model/buffer.h"
#include "model/text.h"

#include <stdlib.h>
#include <string.h>

/* How the words that are looked for match: as the whole name, as its beginning, each as a whole word, each as a
 * beginning, each as a beginning or by its stem. */
enum how { WHOLE_NAME, NAME_BEGINNING, WHOLE_WORDS, BEGINNINGS, RELATIVES };

struct tier {
    enum search_form form;
    enum search_place place;
    enum how how;
};

/* Tables are read down their columns, which clang-format does not keep. */
/* clang-format off */

/* Who types diacritics means them: they come before the place. */
static const struct tier as_accented[] = {
    {SEARCH_ACCENTED, SEARCH_WHOLE,       WHOLE_NAME},
    {SEARCH_ACCENTED, SEARCH_NAME,        WHOLE_WORDS},
    {SEARCH_ACCENTED, SEARCH_NAME,        BEGINNINGS},
    {SEARCH_ACCENTED, SEARCH_ALTERNATIVE, WHOLE_WORDS},
    {SEARCH_ACCENTED, SEARCH_ALTERNATIVE, BEGINNINGS},
    {SEARCH_FOLDED,   SEARCH_WHOLE,       WHOLE_NAME},
    {SEARCH_FOLDED,   SEARCH_NAME,        WHOLE_WORDS},
    {SEARCH_FOLDED,   SEARCH_NAME,        BEGINNINGS},
    {SEARCH_FOLDED,   SEARCH_NAME,        RELATIVES},
    {SEARCH_FOLDED,   SEARCH_ALTERNATIVE, WHOLE_WORDS},
    {SEARCH_FOLDED,   SEARCH_ALTERNATIVE, RELATIVES},
    {SEARCH_FOLDED,   SEARCH_ANYWHERE,    WHOLE_WORDS},
    {SEARCH_FOLDED,   SEARCH_ANYWHERE,    RELATIVES},
};

/* Who types none may only have left them out: the place comes before them. */
static const struct tier as_plain[] = {
    {SEARCH_ACCENTED, SEARCH_WHOLE,       WHOLE_NAME},
    {SEARCH_FOLDED,   SEARCH_WHOLE,       WHOLE_NAME},
    {SEARCH_ACCENTED, SEARCH_NAME,        WHOLE_WORDS},
    {SEARCH_ACCENTED, SEARCH_NAME,        BEGINNINGS},
    {SEARCH_FOLDED,   SEARCH_NAME,        WHOLE_WORDS},
    {SEARCH_FOLDED,   SEARCH_NAME,        BEGINNINGS},
    {SEARCH_FOLDED,   SEARCH_NAME,        RELATIVES},
    {SEARCH_ACCENTED, SEARCH_ALTERNATIVE, WHOLE_WORDS},
    {SEARCH_ACCENTED, SEARCH_ALTERNATIVE, BEGINNINGS},
    {SEARCH_FOLDED,   SEARCH_ALTERNATIVE, WHOLE_WORDS},
    {SEARCH_FOLDED,   SEARCH_ALTERNATIVE, RELATIVES},
    {SEARCH_FOLDED,   SEARCH_ANYWHERE,    WHOLE_WORDS},
    {SEARCH_FOLDED,   SEARCH_ANYWHERE,    RELATIVES},
};

/* Who is still typing begins at the start of a name. A code or an id is found too, behind what is called so. */
static const struct tier as_suggestion[] = {
    {SEARCH_ACCENTED, SEARCH_WHOLE,       NAME_BEGINNING},
    {SEARCH_FOLDED,   SEARCH_WHOLE,       NAME_BEGINNING},
    {SEARCH_ACCENTED, SEARCH_NAME,        BEGINNINGS},
    {SEARCH_FOLDED,   SEARCH_NAME,        BEGINNINGS},
    {SEARCH_FOLDED,   SEARCH_NAME,        RELATIVES},
    {SEARCH_ACCENTED, SEARCH_ALTERNATIVE, BEGINNINGS},
    {SEARCH_FOLDED,   SEARCH_ALTERNATIVE, RELATIVES},
    {SEARCH_FOLDED,   SEARCH_ID,          WHOLE_NAME},
    {SEARCH_FOLDED,   SEARCH_ID,          NAME_BEGINNING},
};

/* clang-format on */

#define TIERS(table)                                                                                                   \
    {                                                                                                                  \
        table, sizeof(table) / sizeof *(table)                                                                         \
    }
static const struct tiers {
    const struct tier *tiers;
    size_t count;
} orders[] = {
    [SEARCH_AS_ACCENTED] = TIERS(as_accented),
    [SEARCH_AS_PLAIN] = TIERS(as_plain),
    [SEARCH_AS_SUGGESTION] = TIERS(as_suggestion),
};

/* An expression that is being written. */
struct writing {
    struct buffer text;
    enum search_kind kind;
    struct tier tier;
    size_t terms; /* that may match for the word at hand, or for all as a whole */
};

static void add_text(struct writing *writing, const char *text)
{
    buffer_add(&writing->text, text, strlen(text));
}

/* Begins one more term that may match. */
static void begin_term(struct writing *writing, enum search_form form, enum search_place place)
{
    char class[SEARCH_CLASS_BYTES];

    search_class(writing->kind, form, place, class);
    add_text(writing, writing->terms++ > 0 ? " OR \"" : "\"");
    add_text(writing, class);
}

/* Adds a term of length bytes of a word. */
static void add_term(struct writing *writing, enum search_form form, const char *word, size_t length, bool is_beginning)
{
    begin_term(writing, form, writing->tier.place);
    buffer_add(&writing->text, word, length);
    add_text(writing, is_beginning ? "\" *" : "\"");
}

static bool is_in_place(const struct writing *writing, const struct index_counts *counts)
{
    return index_count(counts, writing->kind, writing->tier.place) > 0;
}

/* The first form, of some with spaces between them, that begins so; NULL if none does. */
static const char *form_beginning(const char *forms, const char *beginning)
{
    for (forms += strspn(forms, " "); *forms && !text_starts_with(forms, beginning); forms += strspn(forms, " "))
        forms += strcspn(forms, " ");
    return *forms ? forms : NULL;
}

/* Adds the forms of a word that begin so. */
static void add_forms(struct writing *writing, const char *forms, const char *beginning)
{
    for (const char *form = forms; (form = form_beginning(form, beginning)) != NULL;) {
        size_t length = strcspn(form, " ");

        add_term(writing, SEARCH_ACCENTED, form, length, false);
        form += length;
    }
}

/* Adds the words that begin so and that the tier's place has, but for those of a stem; accented their forms that begin
 * so. */
static void add_words(struct writing *writing, const struct sought *sought, const char *but_of)
{
    const struct index_word *word = sought->words.at;

    for (size_t i = 0; i < sought->words.count; i++) {
        if (!is_in_place(writing, &word[i].counts) || (but_of && strcmp(word[i].stem, but_of) == 0))
            continue;
        if (writing->tier.form == SEARCH_ACCENTED)
            add_forms(writing, word[i].forms, sought->accented);
        else
            add_term(writing, SEARCH_FOLDED, word[i].word, strlen(word[i].word), false);
    }
}

/* Is one of the forms, which have spaces between them, this one? */
static bool has_form(const char *forms, const char *accented)
{
    size_t length = strlen(accented);
    const char *form = form_beginning(forms, accented);

    while (form && form[length] != ' ' && form[length] != '\0')
        form = form_beginning(form + strcspn(form, " "), accented);
    return form != NULL;
}

/* Does the index have the whole word, and if it is accented, a name so? */
static bool is_whole(const struct sought *sought, enum search_form form)
{
    return sought->whole && (form == SEARCH_FOLDED || has_form(sought->forms, sought->accented));
}

static void add_sought(struct writing *writing, const struct sought *sought)
{
    enum search_form form = writing->tier.form;
    const char *word = form == SEARCH_ACCENTED ? sought->accented : sought->folded;
    const char *stem = NULL;

    if (writing->tier.how == WHOLE_WORDS) {
        if (is_whole(sought, form))
            add_term(writing, form, word, strlen(word), false);
        return;
    }
    if (writing->tier.how == RELATIVES && is_in_place(writing, &sought->of_stem.counts))
        stem = sought->stem;
    if (sought->many)
        add_term(writing, form, word, strlen(word), true);
    else
        add_words(writing, sought, stem);
    if (stem)
        add_term(writing, SEARCH_STEM, stem, strlen(stem), false);
}

/* Adds all words, which all have to match. @return false if one cannot */
static bool add_all_sought(struct writing *writing, const struct list *words)
{
    const struct sought *sought = words->at;

    for (size_t i = 0; i < words->count; i++) {
        add_text(writing, i > 0 ? " AND (" : "(");
        writing->terms = 0;
        add_sought(writing, &sought[i]);
        add_text(writing, ")");
        if (writing->terms == 0)
            return false;
    }
    return words->count > 0;
}

/* Do words that a place has begin so? */
static bool is_beginning(const struct writing *writing, const struct sought *sought, enum search_place place)
{
    const struct index_word *word = sought->words.at;

    for (size_t i = 0; i < sought->words.count; i++)
        if (index_count(&word[i].counts, writing->kind, place) > 0 &&
            (writing->tier.form == SEARCH_FOLDED || form_beginning(word[i].forms, sought->accented)))
            return true;
    return sought->many;
}

/* Can a name or an id consist of the words, or begin with them? Then the last one may go on. */
static bool can_be_whole(const struct writing *writing, const struct list *words, enum search_place place)
{
    const struct sought *sought = words->at;
    bool goes_on = writing->tier.how == NAME_BEGINNING;

    for (size_t i = 0; i < words->count; i++) {
        bool is_last = i + 1 == words->count;

        if (!is_beginning(writing, &sought[i], place))
            return false;
        if (!is_whole(&sought[i], writing->tier.form) && !(goes_on && is_last))
            return false;
    }
    return words->count > 0;
}

/* Adds all words as one term, if it can match. */
static void add_whole(struct writing *writing, const struct list *words, enum search_place place)
{
    const struct sought *sought = words->at;

    if (!can_be_whole(writing, words, place))
        return;
    begin_term(writing, writing->tier.form, place);
    for (size_t i = 0; i < words->count; i++) {
        add_text(writing, i > 0 ? "-" : "");
        add_text(writing, writing->tier.form == SEARCH_ACCENTED ? sought[i].accented : sought[i].folded);
    }
    add_text(writing, writing->tier.how == NAME_BEGINNING ? "\" *" : "\"");
}

/* A whole id, which has no diacritics, is as good as a whole name; not so their beginnings. @return false if neither
 * can match */
static bool add_whole_name(struct writing *writing, const struct list *words)
{
    const struct tier *tier = &writing->tier;

    add_whole(writing, words, tier->place);
    if (tier->place == SEARCH_WHOLE && tier->how == WHOLE_NAME && tier->form == SEARCH_FOLDED)
        add_whole(writing, words, SEARCH_ID);
    return writing->terms > 0;
}

/* Have other words than those that begin so their stem? Where many begin so, it is not known. */
static bool has_relatives(const struct sought *sought)
{
    const struct index_word *word = sought->words.at;
    int64_t beginning = 0;

    for (size_t i = 0; i < sought->words.count; i++)
        beginning += strcmp(word[i].stem, sought->stem) == 0;
    return sought->of_stem.words > beginning;
}

/* Does a tier find what the one before it does not? Of the same words in the same place only if they match in more
 * ways.
 */
static bool finds_more(const struct search *search, size_t tier)
{
    const struct tier *tiers = orders[search->order].tiers, *one = &tiers[tier], *before;
    const struct sought *sought = search->words.at;

    if (tier == 0 || one->place >= SEARCH_WHOLE)
        return true;
    before = &tiers[tier - 1];
    if (one->form != before->form || one->place != before->place)
        return true;
    for (size_t i = 0; i < search->words.count; i++)
        if ((before->how == WHOLE_WORDS && (sought[i].many || sought[i].words.count > sought[i].whole)) ||
            (one->how == RELATIVES && has_relatives(&sought[i])))
            return true;
    return false;
}

static char *expression(struct arena *arena, enum search_kind kind, const struct list *words, struct tier tier)
{
    struct writing writing = {.kind = kind, .tier = tier};
    bool can_match = tier.place >= SEARCH_WHOLE ? add_whole_name(&writing, words) : add_all_sought(&writing, words);
    char *text = NULL;

    if (!writing.text.failed)
        text = arena_text(arena, can_match ? writing.text.at : "", can_match ? writing.text.length : 0);
    buffer_release(&writing.text);
    return text;
}

size_t search_tier_count(const struct search *search)
{
    return orders[search->order].count;
}

/* What is found by words is all in the last of those tiers, and what is found by its id in the last of those. */
size_t search_tier_with_all(const struct search *search, size_t tier)
{
    const struct tiers *order = &orders[search->order];
    bool by_id = order->tiers[tier].place == SEARCH_ID;

    while (tier + 1 < order->count && (order->tiers[tier + 1].place == SEARCH_ID) == by_id)
        tier++;
    return tier;
}

bool search_is_alternative(const struct search *search, size_t tier)
{
    return orders[search->order].tiers[tier].place == SEARCH_ALTERNATIVE;
}

char *search_tier(struct arena *arena, const struct search *search, size_t tier)
{
    if (tier != search_tier_with_all(search, tier) && !finds_more(search, tier))
        return arena_text(arena, "", 0);
    return expression(arena, search->kind, &search->words, orders[search->order].tiers[tier]);
}

char *search_all(struct arena *arena, enum search_kind kind, const struct list *words)
{
    return expression(arena, kind, words, (struct tier){SEARCH_FOLDED, SEARCH_ANYWHERE, RELATIVES});
}
