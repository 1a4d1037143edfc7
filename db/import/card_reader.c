/* The state of one reading: findings, memory and what may stand only once. */
#include "db/import/card_reader.h"

#include "db/import/code.h"
#include "model/text.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <xxhash.h>

enum {
    MESSAGE_BYTES = 1024,
    GUESS_BYTES = 60, /* text_distance compares no more than 64; two names that begin so much alike are the same */
    SEEN_CAPACITY = 256,
};

/* Findings --------------------------------------------------------------------------------------------------------- */

void card_error(struct reader *reader, size_t line, const char *format, ...)
{
    char message[MESSAGE_BYTES];
    va_list arguments;

    if (line == reader->fault_line || reader->errors >= CARD_ERRORS_MAX)
        return;
    va_start(arguments, format);
    vsnprintf(message, sizeof message, format, arguments);
    va_end(arguments);
    finding_error(reader->findings, reader->file, line, "%s", message);
    if (++reader->errors == CARD_ERRORS_MAX)
        finding_error(reader->findings, reader->file, line, "too many errors; the rest of the file is not read");
}

void card_warning(struct reader *reader, size_t line, const char *format, ...)
{
    char message[MESSAGE_BYTES];
    va_list arguments;

    va_start(arguments, format);
    vsnprintf(message, sizeof message, format, arguments);
    va_end(arguments);
    finding_warning(reader->findings, reader->file, line, "%s", message);
}

const char *card_quote(struct reader *reader, const char *text)
{
    return finding_quote(reader->arena, text);
}

struct term card_known(struct reader *reader, const char *word)
{
    char *slug = text_slug(reader->arena, word);

    if (slug && strlen(slug) > GUESS_BYTES)
        slug[GUESS_BYTES] = '\0';
    return (struct term){.id = slug ? slug : "", .name = word};
}

struct card_guess card_guess(struct reader *reader, const char *word)
{
    const char *slug = card_known(reader, word).id;

    /* Two fifths of a word may differ: "Zátěž hlučností" is meant to be "Zátěž hlukem". */
    return (struct card_guess){.slug = slug, .most = strlen(slug) * 2 / 5};
}

void card_guess_try(struct card_guess *guess, const struct term *known)
{
    size_t distance = text_distance(guess->slug, known->id, guess->most);

    if (distance > guess->most || (guess->best && distance == guess->most))
        return;
    guess->most = distance;
    guess->best = known->name;
}

const char *card_guess_said(struct reader *reader, const struct card_guess *guess)
{
    const char *said = guess->best ? arena_format(reader->arena, "; did you mean \"%s\"?", guess->best) : NULL;

    return said ? said : "";
}

const char *card_nearest(struct reader *reader, const char *word, const struct entry *vocabulary)
{
    struct card_guess guess = card_guess(reader, word);

    for (; vocabulary->code; vocabulary++) {
        struct term known = card_known(reader, vocabulary->name);

        card_guess_try(&guess, &known);
    }
    return card_guess_said(reader, &guess);
}

/* Memory ----------------------------------------------------------------------------------------------------------- */

void *card_take(struct reader *reader, size_t size)
{
    void *taken = arena_take(reader->arena, size);

    reader->no_memory |= !taken;
    return taken;
}

void *card_add(struct reader *reader, struct list *list, size_t size)
{
    void *item = list_add(list, reader->arena, size);

    reader->no_memory |= !item;
    return item;
}

void card_add_text(struct reader *reader, struct list *list, const char *text)
{
    reader->no_memory |= !text || !list_add_text(list, reader->arena, text);
}

const char *card_join(struct reader *reader, const struct list *texts)
{
    const char *const *text = texts->at;
    size_t length = 0;
    char *joined, *at;

    for (size_t i = 0; i < texts->count; i++)
        length += strlen(text[i]);
    joined = texts->count > 0 ? card_take(reader, length + 1) : NULL;
    at = joined;
    for (size_t i = 0; joined && i < texts->count; i++)
        at = stpcpy(at, text[i]);
    return joined;
}

/* What may stand only once ----------------------------------------------------------------------------------------- */

static uint64_t seen_hash(const struct card_seen *seen)
{
    uint64_t hash = XXH3_64bits(seen->what, strlen(seen->what));

    hash = XXH3_64bits_withSeed(seen->scope, strlen(seen->scope), hash);
    return XXH3_64bits_withSeed(seen->key, strlen(seen->key), hash);
}

static struct card_seen *seen_slot(const struct card_seen_set *set, const struct card_seen *wanted)
{
    size_t at = (size_t)seen_hash(wanted) & (set->capacity - 1);
    struct card_seen *slot = &set->slots[at];

    while (slot->what &&
           (strcmp(slot->key, wanted->key) || strcmp(slot->scope, wanted->scope) || strcmp(slot->what, wanted->what))) {
        at = (at + 1) & (set->capacity - 1);
        slot = &set->slots[at];
    }
    return slot;
}

static bool seen_grow(struct reader *reader, struct card_seen_set *set)
{
    struct card_seen_set grown = {.capacity = set->capacity ? set->capacity * 2 : SEEN_CAPACITY, .count = set->count};

    grown.slots = card_take(reader, grown.capacity * sizeof *grown.slots);
    if (!grown.slots)
        return false;
    for (size_t i = 0; i < set->capacity; i++)
        if (set->slots[i].what)
            *seen_slot(&grown, &set->slots[i]) = set->slots[i];
    *set = grown;
    return true;
}

struct card_seen *card_seen(struct reader *reader, const char *what, const char *scope, const char *key)
{
    struct card_seen wanted = {.what = what, .scope = scope, .key = key};
    struct card_seen *slot;

    if (reader->seen.count * 2 >= reader->seen.capacity && !seen_grow(reader, &reader->seen))
        return NULL;
    slot = seen_slot(&reader->seen, &wanted);
    if (!slot->what) {
        *slot = wanted;
        reader->seen.count++;
    }
    return slot;
}

void card_once(struct reader *reader, const struct line *line, const char *what, const char *scope, const char *key)
{
    struct card_seen *seen = card_seen(reader, what, scope, key);

    if (seen && seen->line > 0)
        card_error(reader, line->number, "%s %s comes twice, first on line %zu; expected once", what,
                   card_quote(reader, key), seen->line);
    else if (seen)
        seen->line = line->number;
}

/* What several parts read ------------------------------------------------------------------------------------------ */

void card_check_isco(struct reader *reader, const struct line *line, const char *what, const char *code)
{
    if (!code_is_isco(code))
        card_error(reader, line->number, "%s %s is no code; expected 1 to 5 digits", what, card_quote(reader, code));
}

void card_check_code(struct reader *reader, const struct line *line, const char *what, const char *code,
                     const char *signs)
{
    if (!code_is_of(code, signs))
        card_error(reader, line->number, "%s %s is no code; expected letters, digits and %s", what,
                   card_quote(reader, code), signs);
}

void card_name_isco(struct reader *reader, const struct line *line, const char *code, const char *name)
{
    struct naming *named = card_add(reader, &reader->card.namings, sizeof *named);
    struct card_seen *seen = card_seen(reader, "the name of the CZ-ISCO code", "", code);

    if (!named || !seen)
        return;
    *named = (struct naming){NAMING_ISCO, code, name, (int64_t)line->number};
    if (seen->line == 0) {
        seen->line = line->number;
        seen->value = name;
    } else if (strcmp(seen->value, name) != 0) {
        card_warning(reader, line->number, "the CZ-ISCO code %s is named %s; expected %s as on line %zu", code,
                     card_quote(reader, name), card_quote(reader, seen->value), seen->line);
    }
}

void card_set_term(struct reader *reader, const struct line *line, struct term *term, const char *name)
{
    const char *id = text_slug(reader->arena, name);

    reader->no_memory |= !id;
    if (id && !*id)
        card_error(reader, line->number, "%s has no letter or digit; expected a name", card_quote(reader, name));
    *term = (struct term){.id = id ? id : "", .name = name};
}
