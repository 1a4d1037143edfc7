/* What is bundled: each file is the one that SOURCES.md speaks of, and each name and figure is its source's. */
#include "db/import/sources.h"
#include "model/vocabulary.h"
#include "tests/support/support.h"
#include "tests/support/tables.h"

#include <nettle/sha2.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* SOURCES.md ------------------------------------------------------------------------------------------------------- */

enum { HEX_BYTES = 2 * SHA256_DIGEST_SIZE + 1 };

static void write_digest(const char *path, char hex[HEX_BYTES])
{
    struct sha256_ctx hash;
    uint8_t digest[SHA256_DIGEST_SIZE];
    size_t length;
    char *bytes = support_read(path, &length);

    sha256_init(&hash);
    sha256_update(&hash, length, (const uint8_t *)bytes);
    sha256_digest(&hash, sizeof digest, digest);
    for (size_t i = 0; i < sizeof digest; i++)
        snprintf(hex + 2 * i, 3, "%02x", digest[i]);
    free(bytes);
}

/* The row of SOURCES.md on a file. @return a copy; the caller frees */
static char *source_row(const char *sources, const char *name)
{
    char start[256];
    const char *row;

    snprintf(start, sizeof start, "\n| `%s` |", name);
    row = strstr(sources, start);
    ck_assert_msg(row != NULL, "%s is not in SOURCES.md", name);
    ck_assert_msg(!strstr(row + 1, start), "%s is in SOURCES.md twice", name);
    return strndup(row + 1, strcspn(row + 1, "\n"));
}

START_TEST(each_file_is_the_one_that_sources_md_speaks_of)
{
    static const char *const folder[] = {"data"};
    char *sources = support_read("data/SOURCES.md", NULL);
    struct arena *arena = arena_new();
    struct findings findings = {0};
    struct list paths = {0};
    size_t rows = 0;

    ck_assert(sources_find(folder, 1, arena, &findings, &paths));
    ck_assert_uint_ge(paths.count, 12);
    for (size_t i = 0; i < paths.count; i++) {
        const char *path = ((const char *const *)paths.at)[i];
        char *row = source_row(sources, path + strlen("data/"));
        char hex[HEX_BYTES];

        write_digest(path, hex);
        ck_assert_msg(strstr(row, hex) != NULL, "%s: SOURCES.md has another digest than %s", path, hex);
        free(row);
    }
    for (const char *at = strstr(sources, "\n| `"); at; at = strstr(at + 1, "\n| `"))
        rows++;
    ck_assert_uint_eq(rows, paths.count);
    arena_free(arena);
    free(sources);
}
END_TEST

/* Tables ----------------------------------------------------------------------------------------------------------- */

/* A bundled table, where it comes from, and how many rows it has. */
static const struct {
    const char *name;
    const char *source;
    size_t rows;
} tables[] = {
    {"cz_isco.csv", "data/cz_isco.csv", 1992},
    {"esco_occupations.csv", "data/esco_occupations_en.csv", 2942},
    {"isco08_groups.csv", "data/isco08_groups_en.csv", 619},
    {"ispv_2025.csv", "data/ispv_2025_mzs_cv_estimator.csv", 296},
    {"ispv_wages.csv", "data/ispv_wages.csv", 4371},
    {"kkov.csv", "data/kkov.csv", 294},
    {"kkov_groups.csv", "data/kkov_groups.csv", 31},
    {"nsp_directions.csv", "data/nsp_directions.csv", 41},
    {"nsp_units.csv", "data/nsp_work_units_isco.csv", 2284},
    {"regions.csv", "data/regions.csv", 14},
};

static const char *bundled(const char *name)
{
    static char path[256];

    snprintf(path, sizeof path, "data/tables/%s", name);
    return path;
}

START_TEST(each_row_is_the_one_of_its_source)
{
    const char *path = support_shared(tables[_i].source);
    struct bare_table ours, theirs;

    if (!path)
        return;
    theirs = bare_table(path);
    ours = bare_table(bundled(tables[_i].name));
    ck_assert_uint_eq(ours.rows, tables[_i].rows);
    ck_assert_uint_eq(theirs.rows, tables[_i].rows);
    for (size_t row = 1; row <= ours.rows; row++)
        for (size_t column = 0; column < ours.width; column++)
            ck_assert_str_eq(bare_cell(&ours, row, ours.cells[column]), bare_cell(&theirs, row, ours.cells[column]));
    bare_table_release(&ours);
    bare_table_release(&theirs);
}
END_TEST

START_TEST(sources_md_counts_the_rows)
{
    char *sources = support_read("data/SOURCES.md", NULL);
    size_t rows = tables[_i].rows;
    char name[64], count[64];
    char *row;

    snprintf(name, sizeof name, "tables/%s", tables[_i].name);
    if (rows < 1000)
        snprintf(count, sizeof count, "| %zu | `", rows);
    else
        snprintf(count, sizeof count, "| %zu,%03zu | `", rows / 1000, rows % 1000);
    row = source_row(sources, name);
    ck_assert_msg(strstr(row, count) != NULL, "%s: expected %s", name, count);
    free(row);
    free(sources);
}
END_TEST

/* What the reader makes of them, held against the bare cells of their sources. */

/* The cell with plain spaces, as a document has it; in a static buffer a call, 4 of them. */
static const char *plain(const char *cell)
{
    static char buffers[4][1024];
    static size_t turn;
    char *buffer = buffers[turn++ % 4], *end = buffer;

    ck_assert_uint_lt(strlen(cell), sizeof buffers[0]);
    while (*cell) {
        bool wide = strncmp(cell, "\xC2\xA0", 2) == 0;

        *end++ = wide ? ' ' : *cell;
        cell += wide ? 2 : 1;
    }
    *end = '\0';
    return buffer;
}

/* A bundled table as it was read, and its source. */
struct pair {
    struct table_reading reading;
    struct bare_table source;
};

/* @return false: skipped */
static bool open_pair(struct pair *pair, const char *name, const char *source)
{
    const char *path = support_shared(source);

    if (!path)
        return false;
    pair->source = bare_table(path);
    pair->reading = table_reading_of(bundled(name));
    return true;
}

static void close_pair(struct pair *pair)
{
    bare_table_release(&pair->source);
    table_reading_release(&pair->reading);
}

/* Tables that give one name to one code a row. */
static const struct {
    const char *name, *source, *kind, *code, *said;
} namings[] = {
    {"cz_isco.csv", "data/cz_isco.csv", NAMING_ISCO, "code", "name_cs"},
    {"isco08_groups.csv", "data/isco08_groups_en.csv", NAMING_ISCO_ENGLISH, "code", "name_en"},
    {"kkov.csv", "data/kkov.csv", NAMING_KKOV, "kkov", "name_cs"},
    {"kkov_groups.csv", "data/kkov_groups.csv", NAMING_KKOV, "group", "name_cs"},
    {"nsp_directions.csv", "data/nsp_directions.csv", NAMING_FIELD, "slug", "name_cs"},
    {"nsp_units.csv", "data/nsp_work_units_isco.csv", NAMING_ISCO, "isco4", "isco4_name_cs"},
};

START_TEST(each_code_has_the_name_of_its_source)
{
    struct pair pair;
    const struct naming *naming;

    if (!open_pair(&pair, namings[_i].name, namings[_i].source))
        return;
    naming = pair.reading.document.namings.at;
    ck_assert_uint_eq(pair.reading.document.namings.count, pair.source.rows);
    for (size_t row = 1; row <= pair.source.rows; row++, naming++) {
        ck_assert_str_eq(naming->kind, namings[_i].kind);
        ck_assert_str_eq(naming->code, bare_cell(&pair.source, row, namings[_i].code));
        ck_assert_str_eq(naming->name, plain(bare_cell(&pair.source, row, namings[_i].said)));
        ck_assert_int_eq(naming->line, (int64_t)row + 1);
    }
    close_pair(&pair);
}
END_TEST

static const struct {
    const char *name, *source, *code, *said;
} esco[] = {
    {"isco08_groups.csv", "data/isco08_groups_en.csv", "code", "name_en"},
    {"esco_occupations.csv", "data/esco_occupations_en.csv", "iscoGroup", "preferredLabel_en"},
};

START_TEST(each_group_and_occupation_of_esco_is_its_sources)
{
    struct pair pair;
    const struct esco_naming *item;

    if (!open_pair(&pair, esco[_i].name, esco[_i].source))
        return;
    item = pair.reading.document.esco.at;
    ck_assert_uint_eq(pair.reading.document.esco.count, pair.source.rows);
    for (size_t row = 1; row <= pair.source.rows; row++, item++) {
        ck_assert_str_eq(item->uri, bare_cell(&pair.source, row, "conceptUri"));
        ck_assert_str_eq(item->code, bare_cell(&pair.source, row, esco[_i].code));
        ck_assert_str_eq(item->name_en, plain(bare_cell(&pair.source, row, esco[_i].said)));
        ck_assert_ptr_null(item->name);
    }
    close_pair(&pair);
}
END_TEST

static const struct occupation *find_unit(const struct list *units, const char *slug)
{
    const struct occupation *unit = units->at;

    while (unit < (const struct occupation *)units->at + units->count && strcmp(unit->slug, slug) != 0)
        unit++;
    ck_assert_msg(unit < (const struct occupation *)units->at + units->count, "%s", slug);
    return unit;
}

START_TEST(each_unit_is_its_sources)
{
    struct pair pair;
    const struct list *units;
    size_t groups = 0;

    if (!open_pair(&pair, "nsp_units.csv", "data/nsp_work_units_isco.csv"))
        return;
    units = &pair.reading.document.occupations;
    ck_assert_uint_eq(units->count, 2153);
    for (size_t row = 1; row <= pair.source.rows; row++) {
        const struct occupation *unit = find_unit(units, bare_cell(&pair.source, row, "slug"));
        const struct isco_ref *isco = unit->isco.at;
        const char *field = plain(bare_cell(&pair.source, row, "direction_name_cs"));

        while (isco < (const struct isco_ref *)unit->isco.at + unit->isco.count &&
               strcmp(isco->code, bare_cell(&pair.source, row, "isco4")) != 0)
            isco++;
        ck_assert(isco < (const struct isco_ref *)unit->isco.at + unit->isco.count);
        ck_assert_str_eq(isco->name, plain(bare_cell(&pair.source, row, "isco4_name_cs")));
        ck_assert_str_eq(unit->id, unit->slug);
        ck_assert_str_eq(unit->name, plain(bare_cell(&pair.source, row, "name_cs")));
        ck_assert_str_eq(unit->field ? unit->field->name : "", field);
        ck_assert_str_eq(unit->field ? unit->field->id : "", bare_cell(&pair.source, row, "direction_slug"));
    }
    for (size_t i = 0; i < units->count; i++)
        groups += ((const struct occupation *)units->at)[i].isco.count;
    ck_assert_uint_eq(groups, pair.source.rows);
    close_pair(&pair);
}
END_TEST

/* Half up from the source's decimal text, by way of millionths. */
static void check_figure(struct figure figure, const char *text, int64_t times)
{
    const char *point = strchr(text, '.');
    int whole = (int)(point ? point - text : (ptrdiff_t)strlen(text));
    char decimals[64], millionths[64];
    int64_t exact;

    snprintf(decimals, sizeof decimals, "%s000000", point ? point + 1 : "");
    snprintf(millionths, sizeof millionths, "%.*s%.6s", whole, text, decimals);
    exact = strtoll(millionths, NULL, 10) * times;
    ck_assert_msg(figure.known && figure.value == (exact + 500000) / 1000000, "%s: %lld", text,
                  (long long)figure.value);
}

static const struct {
    const char *name, *source;
} wages[] = {
    {"ispv_2025.csv", "data/ispv_2025_mzs_cv_estimator.csv"},
    {"ispv_wages.csv", "data/ispv_wages.csv"},
};

static void check_wage(const struct wage *wage, const struct bare_table *source, size_t row)
{
    const char *period = bare_cell(source, row, "period");

    ck_assert_str_eq(wage->source, "ispv");
    ck_assert_str_eq(wage->isco, bare_cell(source, row, "code"));
    ck_assert_str_eq(wage->period, strcmp(period, "2025H1") == 0 ? "2025-H1" : period);
    ck_assert_int_eq(wage->year, strtol(period, NULL, 10));
    ck_assert_str_eq(wage->region, bare_cell(source, row, "region_nuts3"));
    ck_assert_str_eq(wage->sphere, strcmp(bare_cell(source, row, "sphere"), "MZS") == 0 ? "wage" : "salary");
    ck_assert_str_eq(wage->status, "published");
    check_figure(wage->median, bare_cell(source, row, "median"), 1);
    check_figure(wage->p10, bare_cell(source, row, "d1"), 1);
    check_figure(wage->p25, bare_cell(source, row, "q1"), 1);
    check_figure(wage->p75, bare_cell(source, row, "q3"), 1);
    check_figure(wage->p90, bare_cell(source, row, "d9"), 1);
    check_figure(wage->mean, bare_cell(source, row, "mean"), 1);
    check_figure(wage->employees, bare_cell(source, row, "employees_thousand"), 1000);
    ck_assert(!wage->from.known && !wage->to.known);
}

START_TEST(each_wage_has_the_figures_of_its_source)
{
    struct pair pair;

    if (!open_pair(&pair, wages[_i].name, wages[_i].source))
        return;
    ck_assert_uint_eq(pair.reading.document.wages.count, pair.source.rows);
    for (size_t row = 1; row <= pair.source.rows; row++)
        check_wage((const struct wage *)pair.reading.document.wages.at + row - 1, &pair.source, row);
    close_pair(&pair);
}
END_TEST

START_TEST(the_regions_are_those_that_are_built_in)
{
    struct table_reading reading = table_reading_of("data/tables/regions.csv");

    table_reading_release(&reading);
}
END_TEST

START_TEST(each_district_is_its_sources)
{
    struct table_reading reading = table_reading_of("data/tables/districts.csv");
    const struct district *district = reading.document.districts.at;
    const char *path = support_shared("mpsv/ciselniky-2021/okresy.json");
    char *source = path ? support_read(path, NULL) : NULL;

    ck_assert_uint_eq(reading.document.districts.count, 77);
    for (size_t i = 0; source && i < reading.document.districts.count; i++, district++) {
        char expected[256];

        snprintf(expected, sizeof expected, "\"nazev\":\"%s\",\"kodLau\":\"%s\",\"kraj\":\"Kraj/%lld\"", district->name,
                 district->code, (long long)entry_by_code(regions, district->region)->number);
        ck_assert_msg(strstr(source, expected) != NULL, "%s", expected);
    }
    free(source);
    table_reading_release(&reading);
}
END_TEST

static Suite *data_suite(void)
{
    Suite *suite = suite_create("data");
    TCase *tests = tcase_create("data");

    tcase_add_test(tests, each_file_is_the_one_that_sources_md_speaks_of);
    tcase_add_loop_test(tests, each_row_is_the_one_of_its_source, 0, sizeof tables / sizeof *tables);
    tcase_add_loop_test(tests, sources_md_counts_the_rows, 0, sizeof tables / sizeof *tables);
    tcase_add_loop_test(tests, each_code_has_the_name_of_its_source, 0, sizeof namings / sizeof *namings);
    tcase_add_loop_test(tests, each_group_and_occupation_of_esco_is_its_sources, 0, sizeof esco / sizeof *esco);
    tcase_add_test(tests, each_unit_is_its_sources);
    tcase_add_loop_test(tests, each_wage_has_the_figures_of_its_source, 0, sizeof wages / sizeof *wages);
    tcase_add_test(tests, the_regions_are_those_that_are_built_in);
    tcase_add_test(tests, each_district_is_its_sources);
    suite_add_tcase(suite, tests);
    return suite;
}

TEST_MAIN(data_suite)
