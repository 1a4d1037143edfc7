/* Tables: ESCO groups, working conditions with their legend, education, competences. */
#include "db/import/card_reader.h"

#include <string.h>

#define ESCO_URI    "http://data.europa.eu/esco/"
#define GUIDE       "Popisy úrovní naleznete zde:"
#define SUITABILITY "CompetenceSuitabilityEnum."

/* ESCO ------------------------------------------------------------------------------------------------------------- */

static void read_esco(struct reader *reader, const struct line *line, char *const cells[], size_t count)
{
    struct esco_ref *ref = card_add(reader, &reader->card.occupation.esco, sizeof *ref);

    (void)count;
    card_check_isco(reader, line, "the ESCO code", cells[0]);
    card_once(reader, line, "the ESCO code", "", cells[0]);
    if (!text_starts_with(cells[2], ESCO_URI) || !cells[2][strlen(ESCO_URI)])
        card_error(reader, line->number, "%s is no address of ESCO; expected one below " ESCO_URI,
                   card_quote(reader, cells[2]));
    if (ref)
        *ref = (struct esco_ref){.code = cells[0], .name = cells[1], .uri = cells[2]};
}

const struct card_table card_esco = {.header = "Kód podskupiny\tNázev podskupiny v ESCO\tURL - podskupiny v ESCO",
                                     .row = read_esco};

/* Working conditions ----------------------------------------------------------------------------------------------- */

static void read_load(struct reader *reader, const struct line *line, char *const cells[], size_t count)
{
    const struct entry *factor = entry_by_name(load_factors, cells[0]);
    int64_t levels = 0;

    for (size_t i = 1; i < count; i++) {
        if (strcmp(cells[i], "x") == 0)
            levels |= (int64_t)1 << (i - 1);
        else if (*cells[i])
            card_error(reader, line->number, "the mark %s in column %zu is unknown; expected x or nothing",
                       card_quote(reader, cells[i]), i);
    }
    card_once(reader, line, "the load factor", "", cells[0]);
    if (factor)
        reader->loads[factor - load_factors] = (struct working_condition){
            .factor = factor->code, .name = factor->name, .name_en = factor->name_en, .levels = levels};
    if (!factor)
        card_error(reader, line->number, "unknown load factor %s; expected one of the %d factors%s",
                   card_quote(reader, cells[0]), LOAD_FACTOR_COUNT, card_nearest(reader, cells[0], load_factors));
    else if (count == 1)
        card_error(reader, line->number, "the row %s has no mark; expected x at one of the levels 1 to %d",
                   card_quote(reader, cells[0]), LOAD_LEVEL_MAX);
}

const struct card_table card_loads = {.header = "Název\t1\t2\t3\t4", .gaps = true, .row = read_load};

static void finish_level(struct reader *reader)
{
    if (reader->level)
        reader->level->description = card_join(reader, &reader->level_lines);
    reader->level = NULL;
    reader->level_lines = (struct list){0};
}

/* "- 1. *Stupeň zátěže (minimální zdravotní riziko)*" */
void card_legend_level(struct reader *reader, const struct line *line, char *text)
{
    size_t length = strlen(text);
    int number = *text - '0';
    bool wrong = length <= strlen("1. **") || number < 1 || number > LOAD_LEVEL_MAX ||
                 !text_starts_with(text + 1, ". *") || text[length - 1] != '*';

    finish_level(reader);
    reader->level = card_add(reader, &reader->card.load_levels, sizeof *reader->level);
    if (!reader->level)
        return;
    if (wrong) {
        card_error(reader, line->number, "%s is no level of load; expected \"- LEVEL. *NAME*\" with a level of 1 to %d",
                   card_quote(reader, text), LOAD_LEVEL_MAX);
        return;
    }
    text[length - 1] = '\0';
    text[1] = '\0';
    card_once(reader, line, "the level of load", "", text);
    *reader->level = (struct load_level){.level = number, .name = text + strlen("1. *")};
}

/* A line of the description; a blank line ends it, unless the blank line is a page break's. */
bool card_legend_line(struct reader *reader, const struct line *line)
{
    if (!reader->level || (line->blanks > 0 && !reader->page.just_passed))
        return false;
    if (reader->level_lines.count > 0)
        card_add_text(reader, &reader->level_lines, " ");
    card_add_text(reader, &reader->level_lines, line->text);
    return true;
}

/* Education -------------------------------------------------------------------------------------------------------- */

static const struct {
    const char *name, *type;
} types[] = {{"KKOVTypeEnum.1", "kkov"}, {"KKOV", "kkov"}, {"RVPTypeEnum.1", "rvp"}, {"RVP", "rvp"}};
enum { TYPE_COUNT = sizeof types / sizeof *types };

static void read_education(struct reader *reader, const struct line *line, char *const cells[], size_t count)
{
    struct education *education = card_add(reader, &reader->card.occupation.education, sizeof *education);
    size_t i = 0;

    (void)count;
    while (i < TYPE_COUNT && strcmp(types[i].name, cells[0]) != 0)
        i++;
    if (i == TYPE_COUNT)
        card_error(reader, line->number, "unknown type of education %s; expected KKOV or RVP",
                   card_quote(reader, cells[0]));
    card_check_code(reader, line, "the code of education", cells[2], "./-");
    card_once(reader, line, "the code of education", i < TYPE_COUNT ? types[i].type : "", cells[2]);
    if (education && i < TYPE_COUNT)
        *education = (struct education){
            .code = cells[2], .name = cells[1], .type = types[i].type, .suitability = reader->place.word->code};
}

const struct card_table card_education = {.header = "Typ\tNázev\tKód", .row = read_education};

/* Competences ------------------------------------------------------------------------------------------------------ */

/* Only what belongs to the occupation alone has a suitability. */
static bool has_suitability(const struct entry *kind)
{
    return strcmp(kind->code, "skill") == 0 || strcmp(kind->code, "knowledge") == 0;
}

/* The header names the scale of the kind, so it is made here. */
void card_competences_begin(struct reader *reader, const struct line *line, const char *year)
{
    const struct entry *kind = reader->place.word;
    const char *header;

    (void)line;
    (void)year;
    header = arena_format(reader->arena, "Kód\tNázev\tÚroveň %d-%d", (int)kind->number, (int)kind->upper);
    if (header && has_suitability(kind)) {
        reader->headers[1] = header;
        header = arena_format(reader->arena, "%s\tVhodnost", header);
    }
    reader->headers[0] = header;
    reader->no_memory |= !header;
}

static void read_level(struct reader *reader, const struct line *line, const char *cell, struct figure *level)
{
    const struct entry *kind = reader->place.word;
    bool number = strlen(cell) == 1 && *cell >= '0' && *cell <= '9';

    *level = (struct figure){.known = true, .value = *cell - '0'};
    if (!number || level->value < kind->number || level->value > kind->upper)
        card_error(reader, line->number, "the level %s is %s; expected one of %d to %d for \"%s\"",
                   card_quote(reader, cell), number ? "outside its scale" : "no level", (int)kind->number,
                   (int)kind->upper, kind->name);
}

static void read_suitability(struct reader *reader, const struct line *line, const char *cell,
                             struct figure *suitability)
{
    const char *number = text_starts_with(cell, SUITABILITY) ? cell + strlen(SUITABILITY) : "";

    if (strcmp(number, "1") != 0 && strcmp(number, "2") != 0)
        card_error(reader, line->number, "unknown suitability %s; expected " SUITABILITY "1 or .2",
                   card_quote(reader, cell));
    *suitability = (struct figure){.known = true, .value = *number - '0'};
}

static void read_competence(struct reader *reader, const struct line *line, char *const cells[], size_t count)
{
    const struct entry *kind = reader->place.word;
    struct competence *competence = card_add(reader, &reader->competences[kind - competence_kinds], sizeof *competence);

    card_check_code(reader, line, "the code of the competence", cells[0], "._-");
    card_once(reader, line, "the competence", kind->code, cells[0]);
    if (!competence)
        return;
    competence->id = arena_format(reader->arena, "%s:%s", kind->code, cells[0]);
    competence->kind = kind->code;
    competence->code = cells[0];
    competence->name = cells[1];
    reader->no_memory |= !competence->id;
    read_level(reader, line, cells[2], &competence->level);
    if (count > 3)
        read_suitability(reader, line, cells[3], &competence->suitability);
}

const struct card_table card_competences = {.row = read_competence};

/* "Popisy úrovní naleznete zde: https://nsp.cz/downloads/Priloha_c2_manualu.pdf", once or after each part of a table.
 */
bool card_guide(struct reader *reader, const struct line *line)
{
    const char *url = line->text + strlen(GUIDE);
    struct card_seen *seen;
    struct guide *guide;

    if (!text_starts_with(line->text, GUIDE))
        return false;
    url += strspn(url, " ");
    if (!text_starts_with(url, "https://") && !text_starts_with(url, "http://"))
        card_error(reader, line->number, "%s is no address; expected one that begins with https:// or http://",
                   card_quote(reader, url));
    seen = card_seen(reader, "the guide to the levels", "", reader->place.word->code);
    if (seen && seen->line > 0) {
        if (strcmp(seen->value, url) != 0)
            card_error(reader, line->number, "the guide to the levels is %s; expected %s as on line %zu",
                       card_quote(reader, url), card_quote(reader, seen->value), seen->line);
        return true;
    }
    guide = card_add(reader, &reader->card.guides, sizeof *guide);
    if (seen && guide) {
        seen->line = line->number;
        seen->value = url;
        *guide = (struct guide){.kind = reader->place.word->code, .url = url};
    }
    return true;
}

/* Closes what is open; working conditions and competences come in the order of their vocabularies. */
void card_tables_finish(struct reader *reader)
{
    struct occupation *occupation = &reader->card.occupation;

    finish_level(reader);
    for (size_t i = 0; i < LOAD_FACTOR_COUNT; i++) {
        struct working_condition *condition =
            reader->loads[i].factor ? card_add(reader, &occupation->working_conditions, sizeof *condition) : NULL;

        if (condition)
            *condition = reader->loads[i];
    }
    for (size_t kind = 0; kind < CARD_WORDS_MAX; kind++) {
        const struct competence *of_kind = reader->competences[kind].at;

        for (size_t i = 0; i < reader->competences[kind].count; i++) {
            struct competence *competence = card_add(reader, &occupation->competences, sizeof *competence);

            if (competence)
                *competence = of_kind[i];
        }
    }
}
