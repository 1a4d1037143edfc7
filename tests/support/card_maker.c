#include "tests/support/card_maker.h"

#include "model/text.h"
#include "model/vocabulary.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

enum { KINDS = 5, REPEATED_MAX = 5 };

struct maker {
    struct arena *arena;
    uint64_t state;
    struct card card;
    const char *type_word, *type_name;
    struct list lines; /* const char * */
    size_t breaks;
    unsigned stated;                    /* bit n: part n */
    const char *repeated[REPEATED_MAX]; /* what may be repeated after a page break: headings, group, table header */
    struct working_condition loads[LOAD_FACTOR_COUNT];
    struct list competences[KINDS];
    struct list glued_names, names, other_subfields;
};

/* Chance: splitmix64 ----------------------------------------------------------------------------------------------- */

static uint64_t next_random(struct maker *maker)
{
    uint64_t mixed = maker->state += 0x9E3779B97F4A7C15U;

    mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9U;
    mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EBU;
    return mixed ^ (mixed >> 31);
}

static size_t below(struct maker *maker, size_t limit)
{
    return (size_t)(next_random(maker) % limit);
}

static bool chance(struct maker *maker, size_t percent)
{
    return below(maker, 100) < percent;
}

/* Numbers from 0 to count - 1 in any order, in the arena. */
static size_t *shuffled(struct maker *maker, size_t count)
{
    size_t *order = arena_take(maker->arena, count * sizeof *order);

    for (size_t i = 0; i < count; i++) {
        size_t other = below(maker, i + 1);

        order[i] = order[other];
        order[other] = i;
    }
    return order;
}

/* Words ------------------------------------------------------------------------------------------------------------ */

static const char *phrase(struct maker *maker)
{
    static const char *const first[] = {"Řízení", "Údržba", "Ošetřování", "Čištění",  "Žehlení",
                                        "Šití",   "Výroba", "Stavba",     "Kontrola", "Ďáblovo dílo"};
    static const char *const more[] = {
        "strojů",     "koní",      "železničních vozů", "a příprava",          "ve skladu",
        "č. 3",       "(i ruční)", "oděvů – dámských",  "z kůže - ne z látky", "obilí",
        "podle § 12", "úřadů"};
    const char *text = first[below(maker, sizeof first / sizeof *first)];

    for (size_t words = 1 + below(maker, 4); words > 0; words--)
        text = arena_format(maker->arena, "%s %s", text, more[below(maker, sizeof more / sizeof *more)]);
    return text;
}

/* A name for a list, which may have commas of its own. */
static const char *list_name(struct maker *maker)
{
    static const char *const ends[] = {
        "", "", ", lakýrník a natěrač", " (Praha, Brno)", " „Alfa, Beta“", " \"Gama, Delta\"", " 12,5 t"};

    return arena_format(maker->arena, "%s%s", phrase(maker), ends[below(maker, sizeof ends / sizeof *ends)]);
}

/* Adds up to most names to the list and to the text, which may end with a comma. */
static const char *name_list(struct maker *maker, size_t most, void (*add)(struct maker *, struct list *, const char *),
                             struct list *names)
{
    const char *text = "";

    for (size_t count = below(maker, most + 1); count > 0; count--) {
        const char *name = list_name(maker);

        add(maker, names, name);
        text = arena_format(maker->arena, "%s%s%s", text, *text ? ", " : "", name);
    }
    return *text && chance(maker, 30) ? arena_format(maker->arena, "%s,", text) : text;
}

static void add_text(struct maker *maker, struct list *list, const char *text)
{
    ck_assert(list_add_text(list, maker->arena, text));
}

static void *add(struct maker *maker, struct list *list, size_t size)
{
    void *item = list_add(list, maker->arena, size);

    ck_assert_ptr_nonnull(item);
    return item;
}

static void add_related(struct maker *maker, struct list *list, const char *name)
{
    ((struct related_ref *)add(maker, list, sizeof(struct related_ref)))->name = name;
}

static void add_term(struct maker *maker, struct list *list, const char *name)
{
    *(struct term *)add(maker, list, sizeof(struct term)) =
        (struct term){.id = text_slug(maker->arena, name), .name = name};
}

/* Lines and page breaks -------------------------------------------------------------------------------------------- */

static void blank(struct maker *maker)
{
    add_text(maker, &maker->lines, "");
}

/* A page break: bare, or as a table, with or without blank lines around. */
static void page_break(struct maker *maker)
{
    const char *type = chance(maker, 50) ? maker->type_word : maker->type_name;
    bool blanks = chance(maker, 50);

    maker->breaks++;
    if (blanks)
        blank(maker);
    if (chance(maker, 50)) {
        add_text(maker, &maker->lines, type);
        if (chance(maker, 80))
            blank(maker);
        add_text(maker, &maker->lines, maker->card.occupation.id);
    } else {
        add_text(maker, &maker->lines, "Typ JP\tID\t\t");
        add_text(maker, &maker->lines, arena_format(maker->arena, "%s\t%s", type, maker->card.occupation.id));
    }
    if (blanks)
        blank(maker);
}

/* What may follow a page break: the headings, the table's header, or nothing. */
static void repeat(struct maker *maker)
{
    for (size_t i = 0; i < REPEATED_MAX; i++)
        if (maker->repeated[i] && chance(maker, 40)) {
            add_text(maker, &maker->lines, maker->repeated[i]);
            if (chance(maker, 40))
                blank(maker);
        }
}

static void add_line(struct maker *maker, const char *line)
{
    if (chance(maker, 6)) {
        page_break(maker);
        repeat(maker);
    }
    add_text(maker, &maker->lines, line);
}

/* A heading of the depth: 0 a section, 1 and 2 inside; what stood below is over. */
static void heading(struct maker *maker, size_t depth, const char *text)
{
    if (chance(maker, 85))
        blank(maker);
    add_line(maker, text);
    maker->repeated[depth] = text;
    for (size_t i = depth + 1; i < REPEATED_MAX; i++)
        maker->repeated[i] = NULL;
    if (chance(maker, 85))
        blank(maker);
}

static void table_header(struct maker *maker, const char *header)
{
    add_line(maker, header);
    maker->repeated[REPEATED_MAX - 1] = header;
}

static void bullets(struct maker *maker, struct list *list, size_t most)
{
    for (size_t count = below(maker, most + 1); count > 0; count--) {
        const char *text = phrase(maker);

        add_line(maker, arena_format(maker->arena, "- %s", text));
        add_text(maker, list, text);
    }
}

/* Head ------------------------------------------------------------------------------------------------------------- */

static void make_description(struct maker *maker)
{
    const char *description = NULL;

    for (size_t paragraphs = below(maker, 4); paragraphs > 0; paragraphs--) {
        if (chance(maker, 20))
            page_break(maker);
        blank(maker);
        for (size_t lines = 1 + below(maker, 3), first = lines; lines > 0; lines--) {
            const char *line = arena_format(maker->arena, "%s. %s.", phrase(maker), phrase(maker));

            if (lines < first && chance(maker, 20))
                page_break(maker);
            add_text(maker, &maker->lines, line);
            description = description
                              ? arena_format(maker->arena, "%s%s%s", description, lines < first ? "\n" : "\n\n", line)
                              : line;
        }
    }
    maker->card.occupation.description = description;
}

static void make_field(struct maker *maker)
{
    static const char *const names[] = {"Management", "Ekonomika, administrativa, personalistika",
                                        "Hutnictví a slévárenství", "Sklářská, keramická výroba"};
    struct list fields = {0};

    add_term(maker, &fields, names[below(maker, 4)]);
    maker->card.occupation.field = fields.at;
    add_line(maker, arena_format(maker->arena, "Odborný směr:\t%s", maker->card.occupation.field->name));
}

static void make_subfields(struct maker *maker)
{
    struct list subfields = {0};

    if (chance(maker, 50)) {
        add_line(maker, "Odborný podsměr:\tnezařazeno do odborného podsměru");
    } else {
        add_term(maker, &subfields, list_name(maker));
        maker->card.occupation.subfield = subfields.at;
        add_line(maker, arena_format(maker->arena, "Odborný podsměr:\t%s", maker->card.occupation.subfield->name));
    }
    if (chance(maker, 40))
        add_line(maker, arena_format(maker->arena, "Další odborné podsměry:\t%s",
                                     name_list(maker, 3, add_term, &maker->other_subfields)));
}

static void make_levels(struct maker *maker)
{
    struct occupation *occupation = &maker->card.occupation;
    size_t labels = 0;
    size_t *order;
    const char *text = "";

    while (qualification_labels[labels].code)
        labels++;
    order = shuffled(maker, labels);
    for (size_t i = 0; i < 1 + below(maker, 3); i++) {
        const struct entry *label = &qualification_labels[order[i]];
        struct qualification *level = add(maker, &occupation->qualification_levels, sizeof *level);

        *level = (struct qualification){.level = label->number, .name = label->name};
        text = arena_format(maker->arena, "%s%s%s", text, *text ? "; " : "", label->name);
    }
    for (size_t i = 0; i < occupation->qualification_levels.count; i++) {
        struct qualification *level = (struct qualification *)occupation->qualification_levels.at + i;

        if (!occupation->qualification_level || occupation->qualification_level->level < level->level)
            occupation->qualification_level = level;
    }
    if (chance(maker, 40))
        text = arena_format(maker->arena, "%s %s", text, name_list(maker, 3, add_text, &maker->glued_names));
    add_line(maker, arena_format(maker->arena, "Kvalifikační úroveň:\t%s", text));
}

static void make_names(struct maker *maker)
{
    add_line(maker,
             arena_format(maker->arena, "Alternativní názvy:\t%s", name_list(maker, 5, add_text, &maker->names)));
}

static void make_related(struct maker *maker)
{
    struct related *related = maker->card.occupation.related;
    struct list parents = {0};

    if (chance(maker, 60)) {
        add_related(maker, &parents, list_name(maker));
        related->parent = parents.at;
        add_line(maker, arena_format(maker->arena, "Nadřízené povolání:\t%s%s", related->parent->name,
                                     chance(maker, 20) ? "," : ""));
    } else if (chance(maker, 30)) {
        add_line(maker, "Nadřízené povolání:");
    }
    if (chance(maker, 60))
        add_line(maker, arena_format(maker->arena, "Příbuzné specializace:\t%s",
                                     name_list(maker, 4, add_related, &related->siblings)));
    if (chance(maker, 60))
        add_line(maker, arena_format(maker->arena, "Podřízené specializace:\t%s",
                                     name_list(maker, 4, add_related, &related->specializations)));
}

static void make_regulated(struct maker *maker)
{
    struct occupation *occupation = &maker->card.occupation;

    occupation->regulated = (struct figure){.known = true, .value = chance(maker, 50)};
    add_line(maker, occupation->regulated.value ? "Regulovaná jednotka práce:\tAno" : "Regulovaná jednotka práce:\tNe");
    if (!occupation->regulated.value || chance(maker, 50))
        return;
    occupation->regulation = arena_format(maker->arena, "Zákon č. 18/2004 Sb., %s", phrase(maker));
    add_line(maker, arena_format(maker->arena, "Předpis regulující výkon povolání:\t%s", occupation->regulation));
}

/* Activities, CZ-ISCO, ESCO ---------------------------------------------------------------------------------------- */

/* The nth code of this card and its name, which is always the same. */
static struct isco_ref isco_group(struct maker *maker, size_t n)
{
    static const char *const codes[] = {"12214", "1221", "0110", "03102", "0", "93", "721"};

    return (struct isco_ref){.code = codes[n],
                             .name = arena_format(maker->arena, "Pracovníci (%s), jinde neuvedení", codes[n])};
}
enum { ISCO_GROUPS = 7 };

static void make_activities(struct maker *maker)
{
    heading(maker, 0, "Pracovní činnosti");
    maker->stated |= 1U << PART_ACTIVITIES;
    bullets(maker, &maker->card.occupation.activities, 12);
}

static void make_isco(struct maker *maker)
{
    size_t *order = shuffled(maker, ISCO_GROUPS);

    heading(maker, 0, "CZ-ISCO");
    for (size_t i = 0; i < below(maker, ISCO_GROUPS + 1); i++) {
        struct isco_ref *ref = add(maker, &maker->card.occupation.isco, sizeof *ref);

        *ref = isco_group(maker, order[i]);
        add_line(maker, arena_format(maker->arena, "- %s - %s", ref->code, ref->name));
    }
}

static void make_esco(struct maker *maker)
{
    size_t *order = shuffled(maker, ISCO_GROUPS);

    heading(maker, 0, "ESCO");
    table_header(maker, "Kód podskupiny\tNázev podskupiny v ESCO\tURL - podskupiny v ESCO");
    for (size_t i = 0; i < below(maker, 4); i++) {
        struct esco_ref *ref = add(maker, &maker->card.occupation.esco, sizeof *ref);
        struct isco_ref group = isco_group(maker, order[i]);

        *ref = (struct esco_ref){.code = group.code, .name = phrase(maker)};
        ref->uri = arena_format(maker->arena, "http://data.europa.eu/esco/isco/C%s", group.code);
        add_line(maker, arena_format(maker->arena, "%s\t%s\t%s", ref->code, ref->name, ref->uri));
    }
}

/* Wages ------------------------------------------------------------------------------------------------------------ */

static const char *amount(struct maker *maker, const struct figure *figure)
{
    int64_t value = figure->value;

    if (!figure->known)
        return "-";
    switch (value < 1000 || chance(maker, 20) ? 0 : value < 1000000 ? 1 : 2) {
    case 0:
        return arena_format(maker->arena, "%lld%sKč", (long long)value, chance(maker, 50) ? " " : "");
    case 1:
        return arena_format(maker->arena, "%lld %03lld Kč", (long long)(value / 1000), (long long)(value % 1000));
    default:
        return arena_format(maker->arena, "%lld %03lld %03lld Kč", (long long)(value / 1000000),
                            (long long)(value / 1000 % 1000), (long long)(value % 1000));
    }
}

/* Adds one wage with figures in rising order, each of which may be withheld. @return its cells. */
static const char *make_wage(struct maker *maker, struct wage wage, size_t sphere, bool national)
{
    struct figure *figures[] = {&wage.from, &wage.median, &wage.to};
    int64_t value = 1 + (int64_t)below(maker, 400000);
    bool withheld = chance(maker, 30);
    const char *cells = "";

    for (size_t i = 0; i < 3; i++, value += (int64_t)below(maker, chance(maker, 10) ? 900000 : 30000)) {
        if (!withheld && chance(maker, 90) && (!national || i == 1))
            *figures[i] = (struct figure){.known = true, .value = value};
        if (!national || i == 1)
            cells = arena_format(maker->arena, "%s\t%s", cells, amount(maker, figures[i]));
    }
    wage.sphere = spheres[sphere].code;
    wage.status = wage.from.known || wage.median.known || wage.to.known ? "published" : "suppressed";
    *(struct wage *)add(maker, &maker->card.occupation.wages, sizeof wage) = wage;
    return cells;
}

static struct wage wage_of(struct isco_ref group, int64_t year, const char *period)
{
    return (struct wage){.source = "nsp", .isco = group.code, .isco_name = group.name, .year = year, .period = period};
}

static void make_region_wages(struct maker *maker, int64_t year)
{
    const char *period = arena_format(maker->arena, "%lld", (long long)year);
    size_t *groups = shuffled(maker, ISCO_GROUPS);

    heading(maker, 0, arena_format(maker->arena, "Hrubé měsíční mzdy podle krajů v roce %s", period));
    maker->stated |= 1U << PART_WAGES;
    for (size_t group = 0; group < below(maker, 4); group++) {
        struct isco_ref isco = isco_group(maker, groups[group]);
        size_t *order = shuffled(maker, REGION_COUNT);

        if (group > 0 && chance(maker, 30))
            heading(maker, 0, maker->repeated[0]);
        heading(maker, 1, arena_format(maker->arena, "%s (CZ-ISCO %s)", isco.name, isco.code));
        add_line(maker, "Kraj\tMzdová sféra\t\t\tPlatová sféra\t\t");
        table_header(maker, "\tOd\tMedián\tDo\tOd\tMedián\tDo");
        for (size_t i = 0; i < below(maker, REGION_COUNT + 1); i++) {
            struct wage wage = wage_of(isco, year, period);
            const char *cells;

            wage.region = regions[order[i]].code;
            cells = make_wage(maker, wage, 0, false);
            add_line(maker, arena_format(maker->arena, "%s%s%s", regions[order[i]].name, cells,
                                         make_wage(maker, wage, 1, false)));
        }
    }
}

static void make_national_wages(struct maker *maker, int64_t year)
{
    const char *period = arena_format(maker->arena, "%lld", (long long)year);
    size_t *order = shuffled(maker, ISCO_GROUPS);

    heading(maker, 0, arena_format(maker->arena, "Hrubé měsíční mzdy v roce %s celkem", period));
    heading(maker, 1, "Medián za ČR celkem");
    maker->stated |= 1U << PART_WAGES;
    table_header(maker, "CZ-ISCO\t\tMzdová sféra\tPlatová sféra");
    for (size_t i = 0; i < below(maker, 4); i++) {
        struct wage wage = wage_of(isco_group(maker, order[i]), year, period);
        const char *cells;

        wage.region = "CZ";
        cells = make_wage(maker, wage, 0, true);
        add_line(maker, arena_format(maker->arena, "%s\t%s%s%s", wage.isco, wage.isco_name, cells,
                                     make_wage(maker, wage, 1, true)));
    }
}

static void make_wages(struct maker *maker)
{
    for (int64_t year = 2017 + (int64_t)below(maker, 5), last = year + (int64_t)below(maker, 2); year <= last; year++) {
        make_region_wages(maker, year);
        if (chance(maker, 70))
            make_national_wages(maker, year);
    }
}

/* Tables ----------------------------------------------------------------------------------------------------------- */

static void make_loads(struct maker *maker)
{
    size_t *order = shuffled(maker, LOAD_FACTOR_COUNT);

    table_header(maker, "Název\t1\t2\t3\t4");
    for (size_t i = 0; i < below(maker, LOAD_FACTOR_COUNT + 1); i++) {
        const struct entry *factor = &load_factors[order[i]];
        int64_t levels = 1 + (int64_t)below(maker, 15);

        maker->loads[order[i]] = (struct working_condition){
            .factor = factor->code, .name = factor->name, .name_en = factor->name_en, .levels = levels};
        add_line(maker, arena_format(maker->arena, "%s\t%s\t%s\t%s\t%s", factor->name, levels & 1 ? "x" : "",
                                     levels & 2 ? "x" : "", levels & 4 ? "x" : "", levels & 8 ? "x" : ""));
    }
}

static void make_legend(struct maker *maker)
{
    heading(maker, 1, "Legenda:");
    for (int64_t number = 1; number <= (int64_t)below(maker, 5); number++) {
        struct load_level *level = add(maker, &maker->card.load_levels, sizeof *level);

        *level = (struct load_level){.level = number, .name = phrase(maker)};
        add_line(maker, arena_format(maker->arena, "- %lld. *%s*", (long long)number, level->name));
        for (size_t lines = below(maker, 3); lines > 0; lines--) {
            const char *line = arena_format(maker->arena, "%s.", phrase(maker));

            add_line(maker, line);
            level->description =
                level->description ? arena_format(maker->arena, "%s %s", level->description, line) : line;
        }
    }
}

static void make_conditions(struct maker *maker)
{
    bool legend = chance(maker, 60);
    bool legend_first = chance(maker, 20);

    heading(maker, 0, "Pracovní podmínky");
    maker->stated |= 1U << PART_WORKING_CONDITIONS;
    if (legend && legend_first)
        make_legend(maker);
    make_loads(maker);
    if (legend && !legend_first)
        make_legend(maker);
}

static void make_note(struct maker *maker, size_t depth, const char *title)
{
    struct note *note = add(maker, &maker->card.occupation.notes, sizeof *note);

    note->heading = title;
    heading(maker, depth, title);
    bullets(maker, &note->lines, 3);
    for (size_t lines = below(maker, 3); lines > 0; lines--) {
        const char *line = arena_format(maker->arena, "%s: 29-53-H/01\t%s", phrase(maker), phrase(maker));

        add_line(maker, line);
        add_text(maker, &note->lines, line);
    }
}

static void make_education_table(struct maker *maker, const struct entry *suitability)
{
    static const char *const words[] = {"KKOVTypeEnum.1", "KKOV", "RVPTypeEnum.1", "RVP"};
    struct list *list = &maker->card.occupation.education;

    heading(maker, 2, arena_format(maker->arena, "%s:", suitability->name));
    table_header(maker, "Typ\tNázev\tKód");
    for (size_t rows = below(maker, 4); rows > 0; rows--) {
        struct education *education = add(maker, list, sizeof *education);
        size_t word = below(maker, 4);

        *education = (struct education){
            .code = arena_format(maker->arena, "62%02zu%s", list->count, chance(maker, 50) ? "T" : "xxE"),
            .name = phrase(maker),
            .type = word < 2 ? "kkov" : "rvp",
            .suitability = suitability->code};
        add_line(maker, arena_format(maker->arena, "%s\t%s\t%s", words[word], education->name, education->code));
    }
}

static void make_education(struct maker *maker)
{
    heading(maker, 0, "Kvalifikace k výkonu povolání");
    if (chance(maker, 30))
        make_note(maker, 1, "Legislativní požadavky");
    if (chance(maker, 80)) {
        heading(maker, 1, "Školní vzdělání");
        maker->stated |= 1U << PART_EDUCATION;
        for (size_t tables = below(maker, 5); tables > 0; tables--)
            make_education_table(maker, &education_suitability[below(maker, 2)]);
    }
    if (chance(maker, 30))
        make_note(maker, 1, "Další vzdělání");
}

/* One kind; its table may be separated by its repeated heading. */
static void make_competence_kind(struct maker *maker, size_t n)
{
    const struct entry *kind = &competence_kinds[n];
    bool suitability = n < 2 && chance(maker, 80);
    const char *header = arena_format(maker->arena, "Kód\tNázev\tÚroveň %lld-%lld%s", (long long)kind->number,
                                      (long long)kind->upper, suitability ? "\tVhodnost" : "");
    struct list *list = &maker->competences[n];

    heading(maker, 1, kind->name);
    table_header(maker, header);
    for (size_t rows = below(maker, 10); rows > 0; rows--) {
        struct competence *competence = add(maker, list, sizeof *competence);
        const char *row;

        *competence = (struct competence){.kind = kind->code, .name = phrase(maker)};
        competence->code = arena_format(maker->arena, "h%zu._.%04zu", n, list->count);
        competence->id = arena_format(maker->arena, "%s:%s", kind->code, competence->code);
        competence->level =
            (struct figure){true, kind->number + (int64_t)below(maker, (size_t)(kind->upper - kind->number + 1))};
        row = arena_format(maker->arena, "%s\t%s\t%lld", competence->code, competence->name,
                           (long long)competence->level.value);
        if (suitability) {
            competence->suitability = (struct figure){true, 1 + (int64_t)below(maker, 2)};
            row = arena_format(maker->arena, "%s\tCompetenceSuitabilityEnum.%lld", row,
                               (long long)competence->suitability.value);
        }
        if (chance(maker, 10)) {
            heading(maker, 1, kind->name);
            table_header(maker, header);
        }
        add_line(maker, row);
    }
    if (chance(maker, 70)) {
        struct guide *guide = add(maker, &maker->card.guides, sizeof *guide);

        *guide = (struct guide){.kind = kind->code, .url = arena_format(maker->arena, "https://nsp.cz/%zu.pdf", n)};
        blank(maker);
        add_line(maker, arena_format(maker->arena, "Popisy úrovní naleznete zde: %s", guide->url));
    }
}

static void make_competences(struct maker *maker)
{
    size_t *order = shuffled(maker, KINDS);

    heading(maker, 0, "Kompetenční požadavky");
    maker->stated |= 1U << PART_COMPETENCES;
    for (size_t i = 0; i < KINDS; i++)
        if (chance(maker, 80))
            make_competence_kind(maker, order[i]);
}

static void make_health(struct maker *maker)
{
    static const char *const names[] = {"Poruchy vidění", "Duševní poruchy", "Závažná onemocnění kůže, zejména rukou",
                                        "Záchvatovité stavy (epilepsie)"};
    struct health_conditions *conditions = maker->card.occupation.health_conditions;
    size_t *effects = shuffled(maker, 2);

    heading(maker, 0, "Zdravotní podmínky");
    maker->stated |= 1U << PART_HEALTH;
    for (size_t i = 0; i < below(maker, 3); i++) {
        size_t *order = shuffled(maker, 4);

        heading(maker, 1, health_effects[effects[i]].name);
        for (size_t rows = below(maker, 5); rows > 0; rows--) {
            const char *name = names[order[rows - 1]];

            add_term(maker, effects[i] == 0 ? &conditions->limiting : &conditions->excluding, name);
            add_line(maker, arena_format(maker->arena, "- %s", name));
        }
    }
    if (chance(maker, 60)) {
        blank(maker);
        conditions->note = "Přesné posouzení je možné pouze po konzultaci s lékařem.";
        add_line(maker, conditions->note);
    }
}

static void make_examples(struct maker *maker)
{
    make_note(maker, 0, chance(maker, 50) ? "Příklady činností" : "Příklady prací z veřejného sektoru");
}

/* Parts in any order ----------------------------------------------------------------------------------------------- */

typedef void make_part(struct maker *maker);

static void make_parts(struct maker *maker, make_part *const parts[], size_t count, size_t percent)
{
    size_t *order = shuffled(maker, count);

    for (size_t i = 0; i < count; i++)
        if (chance(maker, percent))
            parts[order[i]](maker);
}

static void make_head(struct maker *maker)
{
    static make_part *const labels[] = {make_field, make_subfields, make_levels,
                                        make_names, make_related,   make_regulated};

    if (chance(maker, 30))
        page_break(maker);
    for (size_t blanks = below(maker, 3); blanks > 0; blanks--)
        blank(maker);
    maker->card.occupation.name = arena_format(maker->arena, "%s, %s", phrase(maker), phrase(maker));
    add_text(maker, &maker->lines, maker->card.occupation.name);
    make_description(maker);
    if (chance(maker, 80))
        blank(maker);
    make_parts(maker, labels, sizeof labels / sizeof *labels, 85);
}

static void append(struct maker *maker, struct list *list, const struct list *more, size_t size)
{
    for (size_t i = 0; i < more->count; i++)
        memcpy(add(maker, list, size), (const char *)more->at + i * size, size);
}

/* Puts what came in any order into the order that a card has. */
static void finish(struct maker *maker)
{
    struct occupation *occupation = &maker->card.occupation;

    append(maker, &occupation->alternative_names, &maker->glued_names, sizeof(const char *));
    append(maker, &occupation->alternative_names, &maker->names, sizeof(const char *));
    if (occupation->subfield)
        *(struct term *)add(maker, &occupation->subfields, sizeof(struct term)) = *occupation->subfield;
    append(maker, &occupation->subfields, &maker->other_subfields, sizeof(struct term));
    for (size_t i = 0; i < LOAD_FACTOR_COUNT; i++)
        if (maker->loads[i].factor)
            *(struct working_condition *)add(maker, &occupation->working_conditions, sizeof maker->loads[i]) =
                maker->loads[i];
    for (size_t kind = 0; kind < KINDS; kind++)
        append(maker, &occupation->competences, &maker->competences[kind], sizeof(struct competence));
    for (unsigned part = 0; part < PART_COUNT; part++)
        if (maker->stated & 1U << part)
            add_text(maker, &occupation->stated, occupation_parts[part].code);
}

/* Bytes ------------------------------------------------------------------------------------------------------------ */

/* The text decomposed, as some systems write it. */
static const char *decomposed(struct maker *maker, const char *text)
{
    char *nfd = (char *)utf8proc_NFD((const utf8proc_uint8_t *)text);
    const char *copy;

    ck_assert_ptr_nonnull(nfd);
    copy = arena_text(maker->arena, nfd, strlen(nfd));
    free(nfd);
    return copy;
}

struct bytes_out {
    char *at;
    size_t length;
};

static void put(struct bytes_out *out, const char *text)
{
    size_t length = strlen(text);

    memcpy(out->at + out->length, text, length);
    out->length += length;
}

/* One line, its spaces of other kinds and with tabs or spaces behind it. */
static void put_line(struct maker *maker, struct bytes_out *out, const char *line, size_t odd_percent)
{
    static const char *const spaces[] = {"\u00A0", "\u2009", "\u2002", "\u202F", "\u205F", "\u3000"};
    static const char *const ends[] = {"\t", "\t\t\t", " ", " \t", "\u00A0"};

    for (; *line; line++) {
        char plain[] = {*line, '\0'};

        put(out, *line == ' ' && chance(maker, odd_percent) ? spaces[below(maker, 6)] : plain);
    }
    if (chance(maker, odd_percent / 3))
        put(out, ends[below(maker, 5)]);
}

static void write_bytes(struct maker *maker, struct made_card *made)
{
    const char *const *lines = maker->lines.at;
    const char *line_end = chance(maker, 30) ? "\r\n" : "\n";
    size_t odd_percent = chance(maker, 50) ? below(maker, 100) : 0;
    bool decompose = chance(maker, 15);
    struct bytes_out out = {0};
    size_t room = 16;

    for (size_t i = 0; i < maker->lines.count; i++)
        room += strlen(lines[i]) * 4 + 16;
    out.at = arena_take(maker->arena, room);
    ck_assert_ptr_nonnull(out.at);
    if (chance(maker, 20))
        put(&out, "\xEF\xBB\xBF");
    for (size_t i = 0; i < maker->lines.count; i++) {
        put_line(maker, &out, decompose ? decomposed(maker, lines[i]) : lines[i], odd_percent);
        if (i + 1 < maker->lines.count || chance(maker, 70))
            put(&out, line_end);
    }
    made->text = out.at;
    made->length = out.length;
}

struct made_card card_make(uint64_t seed, struct arena *arena)
{
    static make_part *const sections[] = {make_activities, make_isco,        make_wages,  make_esco,    make_conditions,
                                          make_education,  make_competences, make_health, make_examples};
    struct maker maker = {.arena = arena, .state = seed};
    struct occupation *occupation = &maker.card.occupation;
    struct made_card made = {0};
    bool specialization = chance(&maker, 40);

    occupation->nsp_id = (struct figure){true, 1 + (int64_t)below(&maker, 999999)};
    occupation->id = arena_format(arena, "%lld", (long long)occupation->nsp_id.value);
    occupation->type = specialization ? "specialization" : "occupation";
    maker.type_word = specialization ? "WorkUnitTypeEnum.2" : "WorkUnitTypeEnum.1";
    maker.type_name = specialization ? "Specializace" : "Povolání";
    occupation->health_conditions = arena_take(arena, sizeof *occupation->health_conditions);
    occupation->related = arena_take(arena, sizeof *occupation->related);
    make_head(&maker);
    make_parts(&maker, sections, sizeof sections / sizeof *sections, 80);
    if (maker.breaks == 0)
        page_break(&maker);
    finish(&maker);
    write_bytes(&maker, &made);
    made.card = maker.card;
    return made;
}
