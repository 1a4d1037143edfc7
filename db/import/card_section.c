/*
 * The sections of a card: which headings there are, and who reads the lines below them.
 *
 * A section goes on until another heading comes, over page breaks, after which any of its headings may be repeated.
 */
#include "db/import/card_reader.h"

#include <assert.h>
#include <string.h>

#define YEAR "YYYY"
enum { HEADING_BYTES_MAX = 64, MISSPELT_MAX = 2 }; /* more edits may be running text */

#define NATIONAL_WAGES "Hrubé měsíční mzdy v roce " YEAR " celkem"
#define LOADS          "Pracovní podmínky"
#define QUALIFICATION  "Kvalifikace k výkonu povolání"
#define SCHOOLS        "Školní vzdělání"
#define COMPETENCES    "Kompetenční požadavky"
#define HEALTH         "Zdravotní podmínky"

#define STATES(part) .states = 1U << (part)
#define NOTE         .enter = card_note_begin, .any = card_note_line

static const struct card_section sections[] = {
    {.heading = "Pracovní činnosti", STATES(PART_ACTIVITIES), .bullet = card_activity},
    {.heading = "CZ-ISCO", .bullet = card_isco},
    {.heading = "Hrubé měsíční mzdy podle krajů v roce " YEAR,
     STATES(PART_WAGES),
     .enter = card_region_wages_begin,
     .table = &card_region_wages,
     .plain = card_wage_group},
    {.heading = NATIONAL_WAGES, STATES(PART_WAGES), .enter = card_national_wages_begin, .table = &card_national_wages},
    {.heading = "Medián za ČR celkem", .inside = NATIONAL_WAGES, STATES(PART_WAGES), .table = &card_national_wages},
    {.heading = "ESCO", .table = &card_esco},
    {.heading = LOADS,
     STATES(PART_WORKING_CONDITIONS),
     .table = &card_loads,
     .bullet = card_legend_level,
     .plain = card_legend_line},
    {.heading = "Legenda",
     .inside = LOADS,
     .table = &card_loads,
     .bullet = card_legend_level,
     .plain = card_legend_line},
    {.heading = QUALIFICATION},
    {.heading = SCHOOLS, .inside = QUALIFICATION, STATES(PART_EDUCATION)},
    {.vocabulary = education_suitability, .inside = SCHOOLS, STATES(PART_EDUCATION), .table = &card_education},
    {.heading = COMPETENCES, STATES(PART_COMPETENCES)},
    {.vocabulary = competence_kinds,
     .inside = COMPETENCES,
     STATES(PART_COMPETENCES),
     .enter = card_competences_begin,
     .table = &card_competences,
     .plain = card_guide},
    {.heading = HEALTH, STATES(PART_HEALTH), .plain = card_health_note},
    {.vocabulary = health_effects,
     .inside = HEALTH,
     STATES(PART_HEALTH),
     .bullet = card_health_condition,
     .plain = card_health_note},
    {.heading = "Příklady činností", NOTE},
    {.heading = "Příklady činností ze soukromého sektoru", NOTE},
    {.heading = "Příklady činností z veřejného sektoru", NOTE},
    {.heading = "Příklady činností ze veřejného sektoru", NOTE},
    {.heading = "Příklady prací z veřejného sektoru", NOTE},
    {.heading = "Legislativní požadavky", .inside = QUALIFICATION, NOTE},
    {.heading = "Další vzdělání", .inside = QUALIFICATION, NOTE},
    {.heading = "Profesní kvalifikace", .inside = QUALIFICATION, NOTE},
};
enum { SECTION_COUNT = sizeof sections / sizeof *sections };
static_assert(SECTION_COUNT <= (int)CARD_SECTIONS_MAX, "struct reader has room for all sections");

/* Headings --------------------------------------------------------------------------------------------------------- */

/* A heading as it was found in a text. */
struct heading {
    struct card_place place;
    const char *year; /* in the text; NULL: the heading has none */
    size_t year_length;
};

/* Is the text of length bytes this heading? */
static bool is_heading(const char *name, const char *text, size_t length, struct heading *heading)
{
    const char *gap = *name == *text ? strstr(name, YEAR) : NULL;
    size_t before = gap ? (size_t)(gap - name) : 0;
    size_t after = gap ? strlen(gap + strlen(YEAR)) : 0;

    if (!gap)
        return *name == *text && strlen(name) == length && memcmp(name, text, length) == 0;
    if (length <= before + after || memcmp(name, text, before) != 0 ||
        memcmp(name + strlen(name) - after, text + length - after, after) != 0)
        return false;
    heading->year = text + before;
    heading->year_length = length - before - after;
    return true;
}

static bool find_heading(const char *text, size_t length, struct heading *heading)
{
    *heading = (struct heading){0};
    for (const struct card_section *section = sections; section < sections + SECTION_COUNT; section++) {
        const struct entry *word = section->vocabulary;

        while (word && word->code && !is_heading(word->name, text, length, heading))
            word++;
        if (word ? word->code != NULL : is_heading(section->heading, text, length, heading)) {
            heading->place = (struct card_place){.section = section, .word = word};
            return true;
        }
    }
    return false;
}

/* Some headings end with a colon: "Legenda:". */
static size_t heading_length(const char *text, size_t length)
{
    return length > 0 && text[length - 1] == ':' ? length - 1 : length;
}

bool card_is_heading(const char *text, size_t length)
{
    struct heading heading;

    return find_heading(text, heading_length(text, length), &heading);
}

static bool is_same_place(struct card_place a, struct card_place b)
{
    return a.section == b.section && a.word == b.word;
}

/* Is the inner place the outer one, or a part of it? */
static bool is_within(struct card_place inner, struct card_place outer)
{
    struct heading around;

    while (!is_same_place(inner, outer)) {
        const char *inside = inner.section->inside;

        if (!inside || !find_heading(inside, strlen(inside), &around))
            return false;
        inner = around.place;
    }
    return true;
}

static void move_to(struct reader *reader, struct card_place place)
{
    size_t word = place.word ? (size_t)(place.word - place.section->vocabulary) : 0;

    reader->place = place;
    reader->columns = &reader->columns_of[place.section - sections][word];
    reader->headers[0] = place.section->table ? place.section->table->header : NULL;
    reader->headers[1] = NULL;
}

bool card_heading(struct reader *reader, const struct line *line)
{
    size_t length = heading_length(line->text, strlen(line->text));
    struct heading heading;
    const struct card_section *section;
    const char *year = "";
    bool goes_on;

    if (length > HEADING_BYTES_MAX || !find_heading(line->text, length, &heading))
        return false;
    section = heading.place.section;
    reader->stated |= section->states;
    reader->page.just_passed |= is_same_place(reader->place, heading.place); /* only a page break repeats a heading */
    goes_on = reader->page.just_passed && reader->place.section && is_within(reader->place, heading.place);
    if (!goes_on)
        move_to(reader, heading.place);
    if (heading.year)
        year = arena_text(reader->arena, heading.year, heading.year_length);
    reader->no_memory |= !year;
    if (section->enter && year)
        section->enter(reader, line, year);
    return true;
}

/* Lines that have no place ----------------------------------------------------------------------------------------- */

static void add_known_heading(struct reader *reader, const char *heading)
{
    struct term *known = card_add(reader, &reader->known_headings, sizeof *known);

    if (known)
        *known = card_known(reader, heading);
}

static struct card_guess guess_heading(struct reader *reader, const char *text)
{
    struct card_guess guess = card_guess(reader, text);
    struct list *known = &reader->known_headings;
    bool all_new = known->count == 0;

    for (size_t i = 0; all_new && i < SECTION_COUNT; i++) {
        if (sections[i].heading)
            add_known_heading(reader, sections[i].heading);
        for (const struct entry *word = sections[i].vocabulary; word && word->code; word++)
            add_known_heading(reader, word->name);
    }
    for (size_t i = 0; i < known->count; i++)
        card_guess_try(&guess, (const struct term *)known->at + i);
    return guess;
}

/* What follows an unknown heading is not read: everything in it would be an error of its own. */
static void report_heading(struct reader *reader, const struct line *line, const struct card_guess *guess)
{
    card_error(reader, line->number, "unknown section or line %s; expected a known heading%s",
               card_quote(reader, line->text), card_guess_said(reader, guess));
    reader->place = (struct card_place){0};
}

void card_stray_line(struct reader *reader, const struct line *line)
{
    const struct card_section *section = reader->place.section;
    const char *heading = reader->place.word ? reader->place.word->name : section->heading;

    if (line->blanks > 0 && !strchr(line->text, '\t') && !text_starts_with(line->text, BULLET)) {
        struct card_guess guess = guess_heading(reader, line->text);

        report_heading(reader, line, &guess);
        return;
    }
    card_error(reader, line->number, "the line %s has no place in %s%s%s; expected a line of its form or a heading",
               card_quote(reader, line->text), heading ? "\"" : "", heading ? heading : "the head of the card",
               heading ? "\"" : "");
}

bool card_misspelt_heading(struct reader *reader, const struct line *line)
{
    struct card_guess guess;

    if (line->blanks == 0 || strlen(line->text) > HEADING_BYTES_MAX || strchr(line->text, '\t'))
        return false;
    guess = guess_heading(reader, line->text);
    if (!guess.best || guess.most > MISSPELT_MAX)
        return false;
    report_heading(reader, line, &guess);
    return true;
}

/* Lines ------------------------------------------------------------------------------------------------------------ */

void card_section_line(struct reader *reader, struct line *line)
{
    const struct card_section *section = reader->place.section;
    bool bullet = text_starts_with(line->text, BULLET);
    bool row = strchr(line->text, '\t');

    if (!section)
        return;
    if (section->any)
        section->any(reader, line);
    else if (row && section->table)
        card_table_line(reader, line);
    else if (bullet && !row && section->bullet)
        section->bullet(reader, line, line->text + strlen(BULLET));
    else if (!bullet && !row && section->plain && section->plain(reader, line))
        return;
    else if (section->table && line->blanks == 0 && *reader->columns > 0)
        card_table_line(reader, line); /* a row that has lost its other cells */
    else
        card_stray_line(reader, line);
}

struct card_place card_head_place(void)
{
    static const struct card_section head = {.any = card_head_line};

    return (struct card_place){.section = &head};
}
