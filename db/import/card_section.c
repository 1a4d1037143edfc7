/*
 * The sections of a card: which headings there are, and who reads the lines below them.
 *
 * A section goes on until another heading comes, over page breaks, after which any of its headings may be repeated.
 */
#include "db/import/card_reader.h"

#include <assert.h>
#include <string.h>

#define YEAR "YYYY"
enum { YEAR_DIGITS = 4, HEADING_BYTES_MAX = 64 };

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

/* Is the text the heading? *year is then where a year stands in it, *year_length long. */
static bool is_heading(const char *heading, const char *text, size_t length, const char **year, size_t *year_length)
{
    const char *gap;
    size_t before, after;

    if (*heading != *text)
        return false;
    gap = strstr(heading, YEAR);
    before = gap ? (size_t)(gap - heading) : 0;
    after = gap ? strlen(gap + YEAR_DIGITS) : 0;
    if (!gap)
        return strlen(heading) == length && memcmp(heading, text, length) == 0;
    if (length <= before + after || memcmp(heading, text, before) != 0 ||
        memcmp(gap + YEAR_DIGITS, text + length - after, after) != 0)
        return false;
    *year = text + before;
    *year_length = length - before - after;
    return true;
}

/* Finds the place that a heading of length bytes opens. @return false if it is no heading. */
static bool find_place(const char *text, size_t length, struct card_place *place, const char **year,
                       size_t *year_length)
{
    for (const struct card_section *section = sections; section < sections + SECTION_COUNT; section++) {
        if (section->heading && is_heading(section->heading, text, length, year, year_length)) {
            *place = (struct card_place){.section = section};
            return true;
        }
        for (const struct entry *word = section->vocabulary; word && word->code; word++)
            if (is_heading(word->name, text, length, year, year_length)) {
                *place = (struct card_place){.section = section, .word = word};
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
    struct card_place place;
    const char *year;
    size_t year_length;

    return find_place(text, heading_length(text, length), &place, &year, &year_length);
}

static bool is_same_place(struct card_place a, struct card_place b)
{
    return a.section == b.section && a.word == b.word;
}

/* Is the inner place the outer one, or a part of it? */
static bool is_within(struct card_place inner, struct card_place outer)
{
    struct card_place around;
    const char *year;
    size_t year_length;

    while (!is_same_place(inner, outer)) {
        const char *inside = inner.section->inside;

        if (!inside || !find_place(inside, strlen(inside), &around, &year, &year_length))
            return false;
        inner = around;
    }
    return true;
}

static void move_to(struct reader *reader, struct card_place place)
{
    reader->place = place;
    reader->page.just_passed = false;
    reader->headers[0] = place.section->table ? place.section->table->header : NULL;
    reader->headers[1] = NULL;
}

bool card_heading(struct reader *reader, const struct line *line)
{
    size_t length = heading_length(line->text, strlen(line->text));
    struct card_place place;
    const char *year = NULL;
    size_t year_length = 0;

    if (*line->text == '-' || length > HEADING_BYTES_MAX ||
        !find_place(line->text, length, &place, &year, &year_length))
        return false;
    reader->stated |= place.section->states;
    if (!reader->page.just_passed || !reader->place.section || !is_within(reader->place, place))
        move_to(reader, place);
    if (year)
        year = arena_text(reader->arena, year, year_length);
    if (place.section->enter)
        place.section->enter(reader, line, year ? year : line->text);
    return true;
}

/* Lines ------------------------------------------------------------------------------------------------------------ */

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

    for (size_t i = 0; known->count < SECTION_COUNT && i < SECTION_COUNT; i++) {
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

    if (line->blanks > 0 && !strchr(line->text, '\t') && strncmp(line->text, "- ", 2) != 0) {
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
    if (!guess.best || guess.most > 2) /* more edits than that may be running text */
        return false;
    report_heading(reader, line, &guess);
    return true;
}

static const char *columns_of(struct reader *reader)
{
    char *columns = arena_text(reader->arena, reader->headers[0], strlen(reader->headers[0]));

    for (char *at = columns; at && *at; at++)
        if (*at == '\t')
            *at = '|';
    return columns ? columns : "";
}

static size_t count_columns(const char *header)
{
    size_t count = 1;

    for (; *header; header++)
        count += *header == '\t';
    return count;
}

/* How many columns the header has that the line is; 0 if it is none. */
static size_t header_columns(const struct reader *reader, const char *text)
{
    for (size_t i = 0; i < 2; i++)
        if (reader->headers[i] && strcmp(reader->headers[i], text) == 0)
            return count_columns(text);
    return 0;
}

static bool is_first_cell(const char *row, const char *cell)
{
    size_t length = strcspn(row, "\t");

    return strlen(cell) == length && memcmp(cell, row, length) == 0;
}

/* Does the row begin as the header or the row above it does? */
static bool is_like_header(const struct reader *reader, const char *cell)
{
    const char *above = reader->place.section->table->above;

    return is_first_cell(reader->headers[0], cell) || (above && is_first_cell(above, cell));
}

/* Reports a row whose number of cells is wrong. @return false: it cannot be read. */
static bool check_cells(struct reader *reader, const struct line *line, char *const cells[], size_t count,
                        size_t columns)
{
    bool gaps = reader->place.section->table->gaps;

    if (count > columns || (count < columns && !gaps)) {
        card_error(reader, line->number, "the row %s has %zu cell%s; expected %zu: %s", card_quote(reader, cells[0]),
                   count, count == 1 ? "" : "s", columns, columns_of(reader));
        return false;
    }
    for (size_t i = 0; i < count && !gaps; i++)
        if (!*cells[i]) {
            card_error(reader, line->number, "cell %zu of the row %s is empty; expected %s", i + 1,
                       card_quote(reader, cells[0]), columns_of(reader));
            return false;
        }
    return true;
}

/* How many columns the table has whose lines are read; 0 until its header has come. */
static size_t *columns_read(struct reader *reader)
{
    const struct card_place *place = &reader->place;
    size_t word = place->word ? (size_t)(place->word - place->section->vocabulary) : 0;

    return &reader->columns[place->section - sections][word];
}

static void table_line(struct reader *reader, struct line *line)
{
    const struct card_table *table = reader->place.section->table;
    size_t *columns = columns_read(reader);
    size_t found = header_columns(reader, line->text);
    char *cells[CARD_CELLS_MAX] = {NULL};
    size_t count;

    if (found > 0)
        *columns = found;
    if (found > 0 || (table->above && strcmp(table->above, line->text) == 0))
        return;
    count = line_split(line, cells, CARD_CELLS_MAX);
    if (is_like_header(reader, cells[0])) {
        card_error(reader, line->number, "the header of the table is another; expected %s", columns_of(reader));
        count = 0;
    } else if (*columns == 0) {
        card_error(reader, line->number, "the row %s comes before the header of its table; expected %s",
                   card_quote(reader, cells[0]), columns_of(reader));
    }
    if (*columns == 0) /* said once is enough */
        *columns = count_columns(reader->headers[0]);
    if (count > 0 && check_cells(reader, line, cells, count, *columns))
        table->row(reader, line, cells, count);
}

void card_section_line(struct reader *reader, struct line *line)
{
    const struct card_section *section = reader->place.section;
    bool bullet = strncmp(line->text, "- ", 2) == 0;
    bool row = strchr(line->text, '\t');

    if (!section)
        return;
    if (section->any)
        section->any(reader, line);
    else if (row && section->table)
        table_line(reader, line);
    else if (bullet && !row && section->bullet)
        section->bullet(reader, line, line->text + 2);
    else if (!bullet && !row && section->plain && section->plain(reader, line))
        return;
    else if (section->table && line->blanks == 0 && *columns_read(reader) > 0)
        table_line(reader, line); /* a row that has lost its other cells */
    else
        card_stray_line(reader, line);
}

struct card_place card_head_place(void)
{
    static const struct card_section head = {.any = card_head_line};

    return (struct card_place){.section = &head};
}
