/*
 * The head of a card: its title, its description, and lines of a label and a value.
 */
#include "db/import/card_reader.h"

#include "db/import/names.h"

#include <string.h>

#define NO_SUBFIELD "nezařazeno"

/* Lists of names --------------------------------------------------------------------------------------------------- */

static void add_names(struct reader *reader, struct list *names, char *value)
{
    for (char *name = names_next(&value); name; name = names_next(&value))
        card_add_text(reader, names, name);
}

static void add_related(struct reader *reader, struct list *related, char *value)
{
    for (char *name = names_next(&value); name; name = names_next(&value)) {
        struct related_ref *ref = card_add(reader, related, sizeof *ref);

        if (ref)
            ref->name = name;
    }
}

/* Values ----------------------------------------------------------------------------------------------------------- */

static struct term *new_term(struct reader *reader, const struct line *line, const char *name)
{
    struct term *term = card_take(reader, sizeof *term);

    if (term)
        card_set_term(reader, line, term, name);
    return term;
}

static void read_field(struct reader *reader, const struct line *line, char *value)
{
    reader->card.occupation.field = new_term(reader, line, value);
}

static void read_subfield(struct reader *reader, const struct line *line, char *value)
{
    if (*value && !text_starts_with(value, NO_SUBFIELD))
        reader->card.occupation.subfield = new_term(reader, line, value);
}

static void read_other_subfields(struct reader *reader, const struct line *line, char *value)
{
    for (char *name = names_next(&value); name && reader->errors < CARD_ERRORS_MAX; name = names_next(&value)) {
        struct term *term = card_add(reader, &reader->other_subfields, sizeof *term);

        if (term)
            card_set_term(reader, line, term, name);
    }
}

/* The longest label that the text is or begins with; one is the beginning of another. */
static const struct entry *level_label(const char *text)
{
    const struct entry *longest = NULL;

    for (const struct entry *label = qualification_labels; label->code; label++) {
        size_t length = strlen(label->name);

        if (text_starts_with(text, label->name) && (text[length] == '\0' || text[length] == ' ') &&
            (!longest || length > strlen(longest->name)))
            longest = label;
    }
    return longest;
}

static void add_level(struct reader *reader, const struct line *line, const struct entry *label)
{
    struct occupation *occupation = &reader->card.occupation;
    struct qualification *level = card_add(reader, &occupation->qualification_levels, sizeof *level);
    struct qualification **highest = &occupation->qualification_level;

    if (!level)
        return;
    card_once(reader, line, "the qualification level", "", label->name);
    *level = (struct qualification){.level = label->number, .name = label->name};
    if (*highest && (*highest)->level >= level->level)
        return;
    *highest = card_take(reader, sizeof **highest);
    if (*highest)
        **highest = *level;
}

static void read_levels(struct reader *reader, const struct line *line, char *value)
{
    for (char *next; *value && reader->errors < CARD_ERRORS_MAX; value = next) {
        char *end = value + strcspn(value, ";");
        const struct entry *label;
        char *rest;

        next = end + strspn(end, "; ");
        while (end > value && end[-1] == ' ')
            end--;
        *end = '\0';
        label = level_label(value);
        rest = label ? value + strlen(label->name) : value;
        rest += strspn(rest, " ");
        if (!label || (*rest && (*next || !names_begin(rest)))) {
            card_error(reader, line->number, "unknown qualification level %s; expected labels separated by \"; \"%s",
                       card_quote(reader, value), card_nearest(reader, value, qualification_labels));
            continue;
        }
        add_level(reader, line, label);
        add_names(reader, &reader->glued_names, rest);
    }
}

static void read_alternative_names(struct reader *reader, const struct line *line, char *value)
{
    (void)line;
    add_names(reader, &reader->card.occupation.alternative_names, value);
}

/* One occupation, so commas belong to its name. */
static void read_parent(struct reader *reader, const struct line *line, char *value)
{
    struct related *related = reader->card.occupation.related;
    size_t length = strlen(value);

    (void)line;
    while (length > 0 && strchr(", ", value[length - 1]))
        length--;
    if (length == 0)
        return;
    related->parent = card_take(reader, sizeof *related->parent);
    if (related->parent) {
        value[length] = '\0';
        related->parent->name = value;
    }
}

static void read_siblings(struct reader *reader, const struct line *line, char *value)
{
    (void)line;
    add_related(reader, &reader->card.occupation.related->siblings, value);
}

static void read_specializations(struct reader *reader, const struct line *line, char *value)
{
    (void)line;
    add_related(reader, &reader->card.occupation.related->specializations, value);
}

static void read_regulated(struct reader *reader, const struct line *line, char *value)
{
    bool yes = strcmp(value, "Ano") == 0;

    if (!yes && strcmp(value, "Ne") != 0)
        card_error(reader, line->number, "%s does not say whether the occupation is regulated; expected Ano or Ne",
                   card_quote(reader, value));
    reader->card.occupation.regulated = (struct figure){.known = true, .value = yes};
}

static void read_regulation(struct reader *reader, const struct line *line, char *value)
{
    if (!*value)
        return;
    reader->card.occupation.regulation = value;
    reader->regulation_line = line->number;
}

/* Header lines ----------------------------------------------------------------------------------------------------- */

static const struct label {
    const char *name;
    bool may_be_empty;
    void (*read)(struct reader *reader, const struct line *line, char *value);
} labels[] = {
    {"Odborný směr", false, read_field},
    {"Odborný podsměr", true, read_subfield},
    {"Další odborné podsměry", true, read_other_subfields},
    {"Kvalifikační úroveň", false, read_levels},
    {"Alternativní názvy", true, read_alternative_names},
    {"Nadřízené povolání", true, read_parent},
    {"Příbuzné specializace", true, read_siblings},
    {"Podřízené specializace", true, read_specializations},
    {"Regulovaná jednotka práce", false, read_regulated},
    {"Předpis regulující výkon povolání", true, read_regulation},
};
enum { LABEL_COUNT = sizeof labels / sizeof *labels };

static const struct label *find_label(const char *text)
{
    for (const struct label *label = labels; label < labels + LABEL_COUNT; label++)
        if (text_starts_with(text, label->name) && text[strlen(label->name)] == ':')
            return label;
    return NULL;
}

size_t card_label_length(const char *text)
{
    const struct label *label = find_label(text);

    return label ? strlen(label->name) : 0;
}

bool card_label(struct reader *reader, const struct line *line)
{
    const struct label *label = find_label(line->text);
    char *value = label ? line->text + strlen(label->name) + 1 : NULL;

    if (!label || (*value && *value != '\t'))
        return false;
    reader->labels_began = true;
    value += *value == '\t';
    card_once(reader, line, "the header line", "", label->name);
    if (strchr(value, '\t'))
        card_error(reader, line->number, "the header line \"%s\" has more than one value; expected one", label->name);
    else if (!*value && !label->may_be_empty)
        card_error(reader, line->number, "the header line \"%s\" is empty; expected a value", label->name);
    else
        label->read(reader, line, value);
    return true;
}

static void report_label(struct reader *reader, const struct line *line)
{
    char *name = arena_text(reader->arena, line->text, strcspn(line->text, ":\t"));
    struct card_guess guess = card_guess(reader, name ? name : "");

    for (size_t i = 0; i < LABEL_COUNT; i++) {
        struct term known = card_known(reader, labels[i].name);

        card_guess_try(&guess, &known);
    }
    card_error(reader, line->number, "unknown header line %s; expected a known label, a colon and a tab%s",
               card_quote(reader, line->text), card_guess_said(reader, &guess));
}

/* Title and description -------------------------------------------------------------------------------------------- */

/* A page break has a blank line on both sides or on none; only a blank line besides begins a paragraph. */
static bool begins_paragraph(const struct reader *reader, const struct line *line)
{
    if (reader->page.just_passed)
        return line->blanks != reader->page.blanks || line->blanks > 1;
    return line->blanks > 0;
}

void card_head_line(struct reader *reader, const struct line *line)
{
    struct occupation *occupation = &reader->card.occupation;

    if (strchr(line->text, '\t') || (reader->labels_began && line->text[strlen(line->text) - 1] == ':'))
        report_label(reader, line);
    else if (reader->labels_began)
        card_stray_line(reader, line);
    else if (!occupation->name)
        occupation->name = line->text;
    else if (!card_misspelt_heading(reader, line)) {
        if (reader->description.count > 0)
            card_add_text(reader, &reader->description, begins_paragraph(reader, line) ? "\n\n" : "\n");
        card_add_text(reader, &reader->description, line->text);
    }
}

/* Subfields: the card's own one, then the others. Names: those glued behind the level first. */
static void append(struct reader *reader, struct list *list, const struct list *more, size_t size)
{
    for (size_t i = 0; i < more->count; i++) {
        void *item = card_add(reader, list, size);

        if (item)
            memcpy(item, (const char *)more->at + i * size, size);
    }
}

void card_head_finish(struct reader *reader)
{
    struct occupation *occupation = &reader->card.occupation;
    struct list names = reader->glued_names;

    if (!occupation->name)
        card_error(reader, 1, "the card has no title; expected it on its first line");
    occupation->description = card_join(reader, &reader->description);
    append(reader, &names, &occupation->alternative_names, sizeof(const char *));
    occupation->alternative_names = names;
    if (occupation->subfield) {
        struct term *first = card_add(reader, &occupation->subfields, sizeof *first);

        if (first)
            *first = *occupation->subfield;
    }
    append(reader, &occupation->subfields, &reader->other_subfields, sizeof(struct term));
    if (occupation->regulation && occupation->regulated.known && !occupation->regulated.value)
        card_warning(reader, reader->regulation_line,
                     "a regulation is named, but the occupation is not regulated; expected none, or Ano");
}
