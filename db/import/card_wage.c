/*
 * The wage tables: by region for one CZ-ISCO group each, and the national medians.
 *
 * Each row has figures of two spheres. A figure is an amount such as "39 220 Kč", or "-" where the source withholds it.
 */
#include "db/import/card_reader.h"

#include "db/import/period.h"

#include <ctype.h>
#include <string.h>

enum { FIGURES = 3, SPHERES = 2, AMOUNT_MAX = 1000000000 };

/* Amounts ---------------------------------------------------------------------------------------------------------- */

/* Reads "39 220" at *at and moves *at behind it; what is above AMOUNT_MAX becomes one more. @return false: malformed.
 */
static bool read_digits(const char **at, int64_t *value)
{
    size_t run = strspn(*at, "0123456789");
    bool grouped = (*at)[run] == ' ' && isdigit((unsigned char)(*at)[run + 1]);
    bool regular = run > 0 && (!grouped || run <= 3) && (**at != '0' || run == 1);

    for (*value = 0; regular && run > 0; run--, ++*at)
        *value = *value > AMOUNT_MAX ? *value : *value * 10 + **at - '0';
    while (regular && **at == ' ' && isdigit((unsigned char)(*at)[1])) {
        ++*at;
        regular = strspn(*at, "0123456789") == 3;
        for (run = 3; regular && run > 0; run--, ++*at)
            *value = *value > AMOUNT_MAX ? *value : *value * 10 + **at - '0';
    }
    return regular;
}

/* Reads one figure. @return what is wrong with it; NULL if nothing is. */
static const char *read_amount(const char *text, struct figure *figure)
{
    const char *at = text;

    *figure = (struct figure){0};
    if (strcmp(text, "-") == 0)
        return NULL;
    if (*text == '-' || text_starts_with(text, "−"))
        return "is negative";
    if (!read_digits(&at, &figure->value))
        return "is no amount";
    if (*at == ',' || *at == '.')
        return "is not in whole crowns";
    at += strspn(at, " ");
    if (strcmp(at, "Kč") != 0)
        return *at ? "is not in Kč" : "has no currency";
    if (figure->value < 1)
        return "is zero";
    if (figure->value > AMOUNT_MAX)
        return "is above 1 000 000 000 Kč";
    figure->known = true;
    return NULL;
}

/* Rows ------------------------------------------------------------------------------------------------------------- */

static const char *const figure_names[FIGURES] = {"Od", "Medián", "Do"};

static void read_figure(struct reader *reader, const struct line *line, const char *cell, struct figure *figure)
{
    const char *wrong = read_amount(cell, figure);

    if (wrong)
        card_error(reader, line->number, "the wage %s %s; expected one such as \"39 220 Kč\", or \"-\"",
                   card_quote(reader, cell), wrong);
}

/* Two figures of one sphere, each known or not. */
static void check_order(struct reader *reader, const struct line *line, const struct figure figures[FIGURES],
                        const struct entry *sphere)
{
    for (size_t low = 0; low < FIGURES; low++)
        for (size_t high = low + 1; high < FIGURES; high++)
            if (figures[low].known && figures[high].known && figures[low].value > figures[high].value)
                card_error(reader, line->number,
                           "%s, %s: %lld is above %s: %lld; expected Od, Medián, Do in rising order", sphere->name,
                           figure_names[low], (long long)figures[low].value, figure_names[high],
                           (long long)figures[high].value);
}

/* Adds what a row says of one sphere. like: what it has in common with the others of its table. */
static void add_wage(struct reader *reader, const struct line *line, const struct wage *like,
                     const struct entry *sphere, const struct figure figures[FIGURES])
{
    struct wage *wage = card_add(reader, &reader->card.occupation.wages, sizeof *wage);
    bool known = figures[0].known || figures[1].known || figures[2].known;

    check_order(reader, line, figures, sphere);
    if (!wage)
        return;
    *wage = *like;
    wage->sphere = sphere->code;
    wage->status = wage_statuses[known ? 0 : 1].code;
    wage->from = figures[0];
    wage->median = figures[1];
    wage->to = figures[2];
}

/* Cards have whole years only. */
static int64_t read_year(struct reader *reader, const struct line *line, const char *text)
{
    struct period period = {0};

    if (strlen(text) != 4 || !period_read(text, &period))
        card_error(reader, line->number, "%s is no year; expected four digits from %d to %d", card_quote(reader, text),
                   PERIOD_YEAR_MIN, PERIOD_YEAR_MAX);
    return period.year;
}

/* Begins the wages of a year; a repeated heading goes on with the group that was read. */
static void begin_year(struct reader *reader, const struct line *line, const char *year, struct wage *like)
{
    if (!like->period || strcmp(like->period, year) != 0)
        *like = (struct wage){.source = "nsp", .period = year, .year = read_year(reader, line, year)};
}

/* By region -------------------------------------------------------------------------------------------------------- */

void card_region_wages_begin(struct reader *reader, const struct line *line, const char *year)
{
    begin_year(reader, line, year, &reader->group);
}

/* "Řídící pracovníci … (CZ-ISCO 1221)": the group of the rows that follow. */
bool card_wage_group(struct reader *reader, const struct line *line)
{
    static const char before[] = " (CZ-ISCO ";
    char *gap = strstr(line->text, before);
    size_t length = strlen(line->text);
    char *code;

    for (char *next = gap; next; next = strstr(next + 1, before))
        gap = next; /* the last */
    if (!gap || line->text[length - 1] != ')')
        return false;
    code = gap + strlen(before);
    line->text[length - 1] = '\0';
    *gap = '\0';
    card_check_isco(reader, line, "the CZ-ISCO code", code);
    card_name_isco(reader, line, code, line->text);
    reader->group.isco = code;
    reader->group.isco_name = line->text;
    reader->group_scope = arena_format(reader->arena, "%s %s", code, reader->group.period);
    return true;
}

static void read_region_row(struct reader *reader, const struct line *line, char *const cells[], size_t count)
{
    const struct entry *region = entry_by_name(regions, cells[0]);
    struct wage *group = &reader->group;

    (void)count;
    if (!group->isco) {
        card_error(reader, line->number, "the row %s has no group; expected \"NAME (CZ-ISCO CODE)\" above its table",
                   card_quote(reader, cells[0]));
        group->isco = ""; /* said once is enough */
    }
    if (!region || region >= regions + REGION_COUNT)
        card_error(reader, line->number, "unknown region %s; expected one of the %d regions%s",
                   card_quote(reader, cells[0]), REGION_COUNT, region ? "" : card_nearest(reader, cells[0], regions));
    else
        group->region = region->code;
    card_once(reader, line, "the region", reader->group_scope ? reader->group_scope : "", cells[0]);
    for (size_t sphere = 0; sphere < SPHERES; sphere++) {
        struct figure figures[FIGURES];

        for (size_t i = 0; i < FIGURES; i++)
            read_figure(reader, line, cells[1 + sphere * FIGURES + i], &figures[i]);
        add_wage(reader, line, group, &spheres[sphere], figures);
    }
}

const struct card_table card_region_wages = {.above = "Kraj\tMzdová sféra\t\t\tPlatová sféra",
                                             .header = "\tOd\tMedián\tDo\tOd\tMedián\tDo",
                                             .row = read_region_row};

/* The country ------------------------------------------------------------------------------------------------------ */

void card_national_wages_begin(struct reader *reader, const struct line *line, const char *year)
{
    begin_year(reader, line, year, &reader->nation);
    reader->nation.region = regions[REGION_COUNT].code;
}

static void read_national_row(struct reader *reader, const struct line *line, char *const cells[], size_t count)
{
    struct wage *nation = &reader->nation;

    (void)count;
    if (!nation->period) {
        card_error(reader, line->number,
                   "the row %s has no year; expected \"Hrubé měsíční mzdy v roce YYYY celkem\" above",
                   card_quote(reader, cells[0]));
        nation->period = ""; /* said once is enough */
    }
    card_check_isco(reader, line, "the CZ-ISCO code", cells[0]);
    card_once(reader, line, "the median of the CZ-ISCO code", nation->period, cells[0]);
    card_name_isco(reader, line, cells[0], cells[1]);
    nation->isco = cells[0];
    nation->isco_name = cells[1];
    for (size_t sphere = 0; sphere < SPHERES; sphere++) {
        struct figure figures[FIGURES] = {0};

        read_figure(reader, line, cells[2 + sphere], &figures[1]);
        add_wage(reader, line, nation, &spheres[sphere], figures);
    }
}

const struct card_table card_national_wages = {.header = "CZ-ISCO\t\tMzdová sféra\tPlatová sféra",
                                               .row = read_national_row};
