/* The report of `povolani check`: each finding where its defect is, and nowhere else. */
#include "db/import/dataset_check.h"
#include "db/import/quality.h"
#include "model/occupation.h"
#include "tests/support/cards.h"
#include "tests/support/dataset.h"
#include "tests/support/support.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

/* What makes the dataset of tests/support/dataset.sql one in which all that is looked for can be judged, and nothing is
 * found. */
static const char cure[] =
    "UPDATE occupation SET name = 'Cukrář zmrzlinář' WHERE id = '77';"
    "INSERT INTO isco VALUES ('13', 'Řídící pracovníci', NULL, 2, '1', 1, NULL);"
    "INSERT OR IGNORE INTO isco VALUES ('51', 'Služby', NULL, 2, '5', 1, NULL), ('513', 'Číšníci', NULL, 3, '51', 1, "
    "NULL),"
    "    ('61', 'Chovatelé', NULL, 2, '6', 1, NULL), ('612', 'Chovatelé', NULL, 3, '61', 1, NULL),"
    "    ('6121', 'Chovatelé', NULL, 4, '612', 1, NULL), ('0', 'Vojáci', NULL, 1, NULL, 1, NULL),"
    "    ('01', 'Důstojníci', NULL, 2, '0', 1, NULL), ('011', 'Důstojníci', NULL, 3, '01', 1, NULL);"
    "UPDATE isco SET in_codebook = 1, parent = substr(code, 1, level - 1) WHERE level > 1;"
    "INSERT INTO occupation_isco VALUES ('15', '5131', 1), ('8', '5131', 1);"
    "INSERT INTO occupation_wage_group VALUES ('15', '5131', 0), ('8', '5131', 0);"
    "INSERT INTO occupation_load VALUES ('77', 'visual', 1), ('15', 'visual', 1), ('8', 'visual', 1);"
    "UPDATE occupation_load SET levels = 1 WHERE levels = 0;"
    "UPDATE occupation_competence SET level = 3 WHERE level IS NULL;"
    "DELETE FROM wage WHERE status = 'suppressed';"
    "INSERT INTO wage (id, source, isco, year, period, region, sphere, status, median_czk) VALUES"
    "    (11, 'ispv', '61210', 2021, '2021', 'CZ', 'wage', 'published', 30000),"
    "    (12, 'ispv', '61210', 2020, '2020', 'CZ', 'wage', 'published', 28000);"
    "UPDATE occupation SET median_wage = 9 WHERE median_wage IS NULL;"
    "UPDATE occupation_related SET related = '8' WHERE related IS NULL;";

static sqlite3 *db;
static struct arena *arena;

static void new_dataset(void)
{
    char *rows = support_read("tests/support/dataset.sql", NULL);

    arena = arena_new();
    ck_assert_ptr_nonnull(arena);
    db = dataset_create(NULL);
    dataset_execute(db, rows);
    dataset_execute(db, cure);
    free(rows);
}

static void let_go(void)
{
    ck_assert_int_eq(sqlite3_close(db), SQLITE_OK);
    arena_free(arena);
}

static const struct quality *asked(int64_t examples)
{
    static struct quality quality;

    quality = (struct quality){0};
    ck_assert_int_eq(quality_read(db, examples, arena, &quality), SQLITE_OK);
    return &quality;
}

static const struct quality_finding *finding(const struct quality *quality, const char *id)
{
    const struct quality_finding *findings = quality->findings.at;

    for (size_t i = 0; i < quality->findings.count; i++)
        if (strcmp(findings[i].id, id) == 0)
            return &findings[i];
    return NULL;
}

/* The first example as "CODE, NAME: FOUND (DOCUMENT)", what is not there as "-". */
static const char *first_of(const struct quality_finding *found)
{
    const struct quality_example *example = found ? found->examples.at : NULL;

    ck_assert_ptr_nonnull(example);
    return arena_format(arena, "%s, %s: %s (%s)", example->code, example->name ? example->name : "-", example->found,
                        example->document ? example->document : "-");
}

/** What is done to the cured dataset, what is found then, how often, of how many (-1: no share), and the first case. */
static const struct defect {
    const char *sql;
    const char *id;
    int count, of;
    const char *first;
} defects[] = {
    {"UPDATE occupation SET name = NULL WHERE id = 'cisnik'", "occupations_without_name", 1, 6,
     "cisnik, -: is only known by its slug \"cisnik\" (cisnik.txt)"},
    {"UPDATE occupation SET name = 'Chovatel' WHERE id IN ('8', 'cisnik')", "duplicate_names", 3, 6,
     "8, Chovatel: is also the name of chovatel, cisnik (8.txt)"},
    {"DELETE FROM occupation_isco WHERE occupation = '77'", "occupations_without_isco", 1, 6,
     "77, Cukrář zmrzlinář: has no CZ-ISCO code (77.txt)"},
    {"DELETE FROM occupation_load WHERE occupation = '77'", "occupations_without_working_conditions", 1, 6,
     "77, Cukrář zmrzlinář: has no working conditions (77.txt)"},
    {"UPDATE occupation_wage_group SET isco = '0110' WHERE occupation = '77'", "occupations_without_wages", 1, 6,
     "77, Cukrář zmrzlinář: has no wage row in 0110 (77.txt)"},
    {"DELETE FROM occupation_wage_group WHERE occupation = '77'", "occupations_without_wages", 1, 6,
     "77, Cukrář zmrzlinář: has no wage row in any group (77.txt)"},
    {"UPDATE occupation SET median_wage = NULL WHERE id = '77'", "occupations_without_median_wage", 1, 6,
     "77, Cukrář zmrzlinář: has wage rows, none of them with a national median (77.txt)"},
    {"UPDATE occupation_load SET levels = 0 WHERE occupation = '103332' AND factor = 'mental'",
     "loads_of_unknown_level", 1, 9, "103332, Ředitel zákaznických služeb: mental has no level (103332.txt)"},
    {"UPDATE occupation_competence SET level = NULL WHERE occupation = 'cisnik'", "competences_without_level", 1, 6,
     "cisnik, Číšník: soft:2.1 \"Efektivní komunikace\" has no level (cisnik.txt)"},
    {"UPDATE occupation_competence SET level = NULL WHERE occupation = 'cisnik';"
     "INSERT INTO occupation_origin VALUES ('cisnik', 2, 'competences', 20)",
     "competences_without_level", 1, 6, "cisnik, Číšník: soft:2.1 \"Efektivní komunikace\" has no level (15.txt)"},
    {"UPDATE occupation_related SET related = NULL WHERE relation = 'sibling'", "dangling_relations", 1, 4,
     "77, Cukrář zmrzlinář: sibling \"Cukrář zmrzlinář\" is the name of no other occupation (77.txt)"},
    {"UPDATE isco SET in_codebook = 0 WHERE code = '5131'", "isco_not_in_codebook", 1, 19,
     "5131, Číšníci a servírky: is used by 4 occupations and 2 wage rows (8.txt)"},
    {"UPDATE isco SET parent = NULL WHERE code = '0110'", "isco_without_parent", 1, 15,
     "0110, Generálové a vyšší důstojníci: has no group 011 above it (-)"},
    {"UPDATE isco SET name = NULL WHERE code = '12214'", "isco_without_name", 1, 19,
     "12214, -: is named by no document (103332.txt)"},
    {"INSERT INTO conflict VALUES (1, 'competence', 'soft:2.1', 'Komunikace', 5, 1, 'Efektivní komunikace', 4, 7)",
     "conflicting_names", 1, -1,
     "soft:2.1, -: as a code of competence is \"Komunikace\" here; taken is \"Efektivní komunikace\", from "
     "103332.txt:7 "
     "(chovatel.txt)"},
    {"INSERT INTO conflict VALUES (1, 'occupation', 'cisnik qualification_levels', 'level 2', 5, 1, 'level 3', 4, 1)",
     "conflicting_occupations", 1, -1,
     "cisnik, Číšník: qualification_levels is \"level 2\" here; taken is \"level 3\", from 103332.txt:1 "
     "(chovatel.txt)"},
    {"INSERT INTO conflict VALUES (1, 'slug', 'cisnik', '77', 5, 1, '15', 4, 1)", "conflicting_slugs", 1, -1,
     "cisnik, -: belongs to \"77\" here; taken is \"15\", from 103332.txt:1 (chovatel.txt)"},
    {"INSERT INTO conflict VALUES (1, 'wage', '1221 2020 CZ wage nsp', 'suppressed', 5, 1, 'median 74546', 4, 1)",
     "conflicting_wages", 1, -1,
     "1221 2020 CZ wage nsp, -: is \"suppressed\" here; taken is \"median 74546\", from 103332.txt:1 (chovatel.txt)"},
    {"UPDATE wage SET from_czk = 99000, to_czk = NULL WHERE id = 4", "wage_bounds_out_of_order", 1, 3,
     "1221 2020 CZ010 wage nsp, Řídící pracovníci v oblasti obchodu a marketingu: from 99000, median 98245, to unknown "
     "(103332.txt)"},
    {"UPDATE wage SET from_czk = NULL, to_czk = 98244 WHERE id = 4", "wage_bounds_out_of_order", 1, 3,
     "1221 2020 CZ010 wage nsp, Řídící pracovníci v oblasti obchodu a marketingu: from unknown, median 98245, to 98244 "
     "(103332.txt)"},
    {"UPDATE wage SET median_czk = NULL, to_czk = 39219 WHERE id = 4", "wage_bounds_out_of_order", 1, 3,
     "1221 2020 CZ010 wage nsp, Řídící pracovníci v oblasti obchodu a marketingu: from 39220, median unknown, to 39219 "
     "(103332.txt)"},
    {"UPDATE wage SET p25_czk = 80001 WHERE id = 1", "wage_percentiles_out_of_order", 1, 1,
     "1221 2025-H1 CZ wage ispv, Řídící pracovníci v oblasti obchodu a marketingu: p10 unknown, p25 80001, median "
     "80000, "
     "p75 unknown, p90 unknown (ispv.json)"},
    {"UPDATE wage SET p90_czk = 79999 WHERE id = 1", "wage_percentiles_out_of_order", 1, 1,
     "1221 2025-H1 CZ wage ispv, Řídící pracovníci v oblasti obchodu a marketingu: p10 unknown, p25 60000, median "
     "80000, "
     "p75 unknown, p90 79999 (ispv.json)"},
    {"UPDATE wage SET p10_czk = 60001 WHERE id = 1", "wage_percentiles_out_of_order", 1, 1,
     "1221 2025-H1 CZ wage ispv, Řídící pracovníci v oblasti obchodu a marketingu: p10 60001, p25 60000, median 80000, "
     "p75 unknown, p90 unknown (ispv.json)"},
    {"UPDATE wage SET p75_czk = 90001, p90_czk = 90000 WHERE id = 1", "wage_percentiles_out_of_order", 1, 1,
     "1221 2025-H1 CZ wage ispv, Řídící pracovníci v oblasti obchodu a marketingu: p10 unknown, p25 60000, median "
     "80000, "
     "p75 90001, p90 90000 (ispv.json)"},
    {"UPDATE wage SET median_czk = 36401 WHERE id = 11", "wage_median_jumps", 1, 1,
     "61210 2021 CZ wage ispv, Chovatelé hospodářských zvířat: median 36401 in 2021 after 28000 in 2020: +30 % "
     "(ispv.json)"},
    {"UPDATE wage SET median_czk = 21538 WHERE id = 11", "wage_median_jumps", 1, 1,
     "61210 2021 CZ wage ispv, Chovatelé hospodářských zvířat: median 21538 in 2021 after 28000 in 2020: -23 % "
     "(ispv.json)"},
    {"UPDATE wage SET year = 2024, period = '2024', median_czk = 44801 WHERE id = 11", "wage_median_jumps", 1, 1,
     "61210 2024 CZ wage ispv, Chovatelé hospodářských zvířat: median 44801 in 2024 after 28000 in 2020: +60 % "
     "(ispv.json)"},
    {"UPDATE wage SET status = 'suppressed', from_czk = NULL, median_czk = NULL, to_czk = NULL WHERE id = 10",
     "wages_suppressed", 1, 10, "5131 2020 CZ064 wage nsp, Číšníci a servírky: is withheld by the source (8.txt)"},
};

START_TEST(a_finding_is_where_its_defect_is_and_nowhere_else)
{
    const struct defect *defect = &defects[_i];
    const struct quality *quality;
    const struct quality_finding *findings;

    dataset_execute(db, defect->sql);
    quality = asked(1);
    findings = quality->findings.at;
    for (size_t i = 0; i < quality->findings.count; i++) {
        bool expected = strcmp(findings[i].id, defect->id) == 0;

        ck_assert_msg(findings[i].count == (expected ? defect->count : 0), "%s: %d", findings[i].id,
                      (int)findings[i].count);
        if (!expected)
            continue;
        ck_assert_int_eq(findings[i].of.known ? findings[i].of.value : -1, defect->of);
        ck_assert_uint_eq(findings[i].examples.count, 1);
        ck_assert_str_eq(first_of(&findings[i]), defect->first);
    }
    ck_assert_ptr_nonnull(finding(quality, defect->id));
}
END_TEST

START_TEST(every_finding_has_a_defect_that_it_is_tested_with)
{
    const struct quality *quality = asked(1);
    const struct quality_finding *findings = quality->findings.at;

    for (size_t i = 0; i < quality->findings.count; i++) {
        size_t at = 0;

        ck_assert_msg(findings[i].count == 0, "%s", findings[i].id);
        while (at < sizeof defects / sizeof *defects && strcmp(defects[at].id, findings[i].id) != 0)
            at++;
        ck_assert_msg(at < sizeof defects / sizeof *defects, "%s", findings[i].id);
    }
}
END_TEST

START_TEST(what_lies_on_the_limit_is_not_found)
{
    const struct quality *quality;

    dataset_execute(db,
                    "UPDATE wage SET p10_czk = 80000, p25_czk = 80000, p75_czk = 80000, p90_czk = 80000 WHERE id = 1;"
                    "UPDATE wage SET from_czk = median_czk, to_czk = median_czk WHERE id = 4;"
                    "UPDATE wage SET median_czk = 36400 WHERE id = 11");
    quality = asked(1);
    ck_assert_int_eq(finding(quality, "wage_percentiles_out_of_order")->count, 0);
    ck_assert_int_eq(finding(quality, "wage_bounds_out_of_order")->count, 0);
    ck_assert_int_eq(finding(quality, "wage_median_jumps")->count, 0);
}
END_TEST

START_TEST(medians_may_rise_more_where_years_lie_between_them)
{
    dataset_execute(db, "UPDATE wage SET year = 2024, period = '2024', median_czk = 44800 WHERE id = 11");
    ck_assert_int_eq(finding(asked(1), "wage_median_jumps")->count, 0);
}
END_TEST

START_TEST(half_a_year_counts_with_its_year)
{
    dataset_execute(db, "UPDATE wage SET year = 2020, period = '2020-H1', median_czk = 36401 WHERE id = 11");
    ck_assert_str_eq(first_of(finding(asked(1), "wage_median_jumps")),
                     "61210 2020 CZ wage ispv, Chovatelé hospodářských zvířat: median 28000 in 2020 after 36401 in "
                     "2020-H1: -23 % (ispv.json)");
}
END_TEST

START_TEST(medians_of_another_region_are_not_compared)
{
    dataset_execute(db, "UPDATE wage SET median_czk = 90000, region = 'CZ010' WHERE id = 11");
    ck_assert_ptr_null(finding(asked(1), "wage_median_jumps"));
}
END_TEST

START_TEST(without_a_codebook_nothing_is_said_of_codes_it_has_not)
{
    const struct quality *quality;
    const struct quality_counts *contents;
    const struct quality_count *items;

    dataset_execute(db, "UPDATE isco SET in_codebook = 0");
    quality = asked(1);
    contents = quality->counts.at;
    items = contents->items.at;
    ck_assert_ptr_null(finding(quality, "isco_not_in_codebook"));
    ck_assert_ptr_nonnull(finding(quality, "isco_without_name"));
    for (size_t i = 0; i < contents->items.count; i++)
        ck_assert_str_ne(items[i].name, "CZ-ISCO groups in the codebook");
}
END_TEST

START_TEST(a_relation_with_a_name_that_several_have_says_so)
{
    dataset_execute(db, "UPDATE occupation SET name = 'Cukrář zmrzlinář' WHERE id IN ('8', '15');"
                        "UPDATE occupation_related SET related = NULL WHERE relation = 'sibling'");
    ck_assert_str_eq(first_of(finding(asked(1), "dangling_relations")),
                     "77, Cukrář zmrzlinář: sibling \"Cukrář zmrzlinář\" is the name of several occupations (77.txt)");
}
END_TEST

START_TEST(only_the_first_examples_are_kept_and_all_are_counted)
{
    const struct quality *quality;

    dataset_execute(db, "UPDATE occupation SET name = 'Chovatel'");
    quality = asked(2);
    ck_assert_int_eq(finding(quality, "duplicate_names")->count, 6);
    ck_assert_uint_eq(finding(quality, "duplicate_names")->examples.count, 2);
    ck_assert_str_eq(first_of(finding(quality, "duplicate_names")),
                     "103332, Chovatel: is also the name of 15, 77, 8, chovatel, cisnik (103332.txt)");
}
END_TEST

static const struct quality_counts *counts(const struct quality *quality, const char *id)
{
    const struct quality_counts *counted = quality->counts.at;

    for (size_t i = 0; i < quality->counts.count; i++)
        if (strcmp(counted[i].id, id) == 0)
            return &counted[i];
    ck_abort_msg("%s", id);
}

START_TEST(every_member_of_an_occupation_is_counted)
{
    const struct quality_counts *members = counts(asked(1), "members");
    const struct quality_count *items = members->items.at;
    const struct field *field = occupation_shape.fields;

    for (size_t i = 0; i < members->items.count; i++, field++) {
        ck_assert_str_eq(items[i].name, field->name ? field->name : "");
        ck_assert_int_eq(items[i].of.value, 6);
    }
    ck_assert_ptr_null(field->name);
}
END_TEST

/* All counts of a kind as "name count of", a line each. */
static void assert_counts(const struct quality *quality, const char *id, const char *expected)
{
    const struct quality_counts *counted = counts(quality, id);
    const struct quality_count *items = counted->items.at;
    const char *text = "";

    for (size_t i = 0; i < counted->items.count; i++)
        text = arena_format(arena, "%s%s %d %d\n", text, items[i].name, (int)items[i].count,
                            items[i].of.known ? (int)items[i].of.value : -1);
    ck_assert_str_eq(text, expected);
}

START_TEST(what_is_in_a_dataset_is_counted)
{
    const struct quality *quality = asked(100);

    assert_counts(
        quality, "contents",
        "occupations 6 -1\nspecializations 1 6\nregulated occupations 1 6\nrelations between occupations 4 -1\n"
        "loads 9 -1\nwage rows 10 -1\npublished wage rows 10 10\nCZ-ISCO groups 19 -1\n"
        "CZ-ISCO groups in the codebook 19 19\nCZ-ISCO groups with wages 4 19\n"
        "CZ-ISCO groups with occupations 4 19\nESCO groups 4 -1\nESCO occupations 1 -1\ncompetences 5 -1\n"
        "fields of education 4 -1\nhealth conditions 4 -1\nfields 4 -1\nsubfields 3 -1\ndistricts 3 -1\n");
    assert_counts(
        quality, "members",
        "id 6 6\nnsp_id 4 6\nname 6 6\nslug 3 6\nurl 6 6\ntype 5 6\ndescription 1 6\nalternative_names 1 6\n"
        "field 5 6\nsubfield 3 6\nsubfields 3 6\nqualification_level 4 6\nqualification_levels 2 6\n"
        "regulated 4 6\nregulation 1 6\nactivities 1 6\nisco 6 6\nesco 1 6\nmedian_wage 6 6\nwages 6 6\n"
        "working_conditions 6 6\neducation 3 6\ncompetences 3 6\nhealth_conditions 3 6\nrelated 2 6\nnotes 1 6\n"
        "stated 3 6\nsource 6 6\n");
    assert_counts(quality, "sources",
                  "ispv, documents 1 7\nispv, occupations with something from it 1 6\n"
                  "nsp, documents 6 7\nnsp, occupations with something from it 6 6\n");
    assert_counts(quality, "documents",
                  "nsp, 8.txt 2 6\nnsp, 15.txt 1 6\nnsp, 77.txt 1 6\nnsp, 103332.txt 1 6\nnsp, chovatel.txt 1 6\n"
                  "nsp, cisnik.txt 1 6\nispv, ispv.json 1 6\n");
    assert_counts(quality, "wages",
                  "ispv 2020 wage, national 1 10\nispv 2021 wage, national 1 10\nispv 2025-H1 wage, national 1 10\n"
                  "nsp 2020 wage, national 3 10\nnsp 2020 wage, regional 2 10\nnsp 2020 salary, national 1 10\n"
                  "nsp 2020 salary, regional 1 10\n");
}
END_TEST

START_TEST(of_many_documents_the_first_are_listed)
{
    const struct quality_counts *documents = counts(asked(2), "documents");

    ck_assert_int_eq(documents->rows, 7);
    ck_assert_uint_eq(documents->items.count, 2);
}
END_TEST

/* Both forms ------------------------------------------------------------------------------------------------------- */

/* The report on an imported file; the caller frees. */
static char *report(const char *path, bool json, int64_t examples)
{
    size_t length;
    char *text;
    FILE *out = open_memstream(&text, &length);
    struct findings none = {.out = stderr};

    ck_assert_ptr_nonnull(out);
    ck_assert_int_eq(dataset_check_run(&(struct dataset_check_options){path, json, examples}, out, &none),
                     DATASET_GOOD);
    ck_assert_int_eq(fclose(out), 0);
    return text;
}

static json_t *parsed(const char *text)
{
    json_error_t error;
    json_t *report_json = json_loads(text, JSON_REJECT_DUPLICATES, &error);

    ck_assert_msg(report_json != NULL, "%s", error.text);
    return report_json;
}

/* Two cards that contradict each other and have the same name, in that order of sources. */
static const char *two_cards(const char *folder, const char *name, bool other_order)
{
    const char *out = cards_path(folder, name);
    const char *a = CARD(folder, "a.txt", NUMBER("8"));
    const char *b =
        CARD(folder, "b.txt", NUMBER("9"), {"98 245", "98 246"}, {"Kompetence k vedení lidí", "Vedení lidí"});
    struct cards_import import = other_order ? IMPORT(out, b, a) : IMPORT(out, a, b);

    ck_assert_int_eq(import.status, IMPORT_DONE);
    free(import.findings);
    return out;
}

static void assert_line(const char *text, const char *line)
{
    const char *found = strstr(text, line);

    ck_assert_msg(found && (found == text || found[-1] == '\n'), "\"%s\" is no line of\n%.1000s …", line, text);
}

static void assert_finding_said(const char *text, const json_t *said)
{
    const char *id = json_string_value(json_object_get(said, "id"));
    json_int_t count = json_integer_value(json_object_get(said, "count"));
    const json_t *of = json_object_get(said, "of");
    const char *severity = json_string_value(json_object_get(said, "severity"));

    if (count == 0) {
        assert_line(strstr(text, "Looked for and not found"), arena_format(arena, "  %s\n", id));
        return;
    }
    assert_line(
        text,
        arena_format(arena, "  %s %s\n  %s: %lld%s", severity, id, json_string_value(json_object_get(said, "title")),
                     (long long)count,
                     json_is_null(of) ? "\n" : arena_format(arena, " of %lld (", (long long)json_integer_value(of))));
}

START_TEST(both_forms_say_the_same_numbers)
{
    const char *path = two_cards(support_folder(), "out.db", false);
    char *text = report(path, false, 3), *json = report(path, true, 3);
    json_t *all = parsed(json), *kind, *item;
    size_t i, j;

    json_array_foreach (json_object_get(all, "counts"), i, kind)
        json_array_foreach (json_object_get(kind, "items"), j, item)
            assert_line(text, arena_format(arena, "  %-42s %9lld", json_string_value(json_object_get(item, "name")),
                                           (long long)json_integer_value(json_object_get(item, "count"))));
    json_array_foreach (json_object_get(all, "findings"), i, item)
        assert_finding_said(text, item);
    ck_assert_uint_ge(i, 15);
    json_decref(all);
    free(json);
    free(text);
}
END_TEST

START_TEST(contradictions_of_cards_are_found_with_their_documents)
{
    char *text = report(two_cards(support_folder(), "out.db", false), false, 10);

    assert_line(text, "  warning conflicting_names\n  Codes with two names: 1\n"
                      "    soft:2.6: as a code of competence is \"Vedení lidí\" here; taken is \"Kompetence k vedení "
                      "lidí\", from a.txt:1 (b.txt:1)\n");
    assert_line(text, "  warning conflicting_wages\n  Wage figures about which documents or editions disagree: 1\n"
                      "    1221 2020 CZ010 wage nsp: is \"from 39220, median 98246, to 238519\" here; taken is \"from "
                      "39220, median 98245, to 238519\", from a.txt:1 (b.txt:1)\n");
    assert_line(text, "  warning duplicate_names\n"
                      "  Occupations that share their name with another: 2 of 2 (100.0 %)\n"
                      "    8, Ředitel zákaznických služeb: is also the name of 9 (a.txt)\n"
                      "    9, Ředitel zákaznických služeb: is also the name of 8 (b.txt)\n");
    assert_line(text, "  info wages_suppressed\n  Wage rows that their source withholds: 14 of 32 (43.8 %)\n");
    assert_line(text, "    and 4 more\n");
    free(text);
}
END_TEST

START_TEST(the_same_documents_give_the_same_bytes)
{
    const char *folder = support_folder();
    char *one = report(two_cards(folder, "one.db", false), true, 10);
    char *other = report(two_cards(folder, "other.db", true), true, 10);

    ck_assert_str_eq(one, other);
    free(other);
    free(one);
}
END_TEST

START_TEST(json_has_the_version_and_all_that_was_looked_for)
{
    const char *path = two_cards(support_folder(), "out.db", false);
    char *text = report(path, true, 0);
    json_t *all = parsed(text), *dataset = json_object_get(all, "dataset"), *item;
    size_t i;

    ck_assert_str_eq(json_string_value(json_object_get(dataset, "version")),
                     cards_ask(path, "SELECT version FROM dataset"));
    ck_assert_str_eq(json_string_value(json_object_get(all, "integrity")), "ok");
    json_array_foreach (json_object_get(all, "findings"), i, item)
        ck_assert_uint_eq(json_array_size(json_object_get(item, "examples")), 0);
    ck_assert_uint_ge(i, 15);
    json_decref(all);
    free(text);
}
END_TEST

START_TEST(the_page_about_the_report_explains_each_finding)
{
    char *page = support_read("docs/check.md", NULL);
    const struct quality *quality = asked(1);
    const struct quality_finding *findings = quality->findings.at;
    const struct quality_counts *counted = quality->counts.at;

    for (size_t i = 0; i < quality->findings.count; i++)
        assert_line(page, arena_format(arena, "| `%s` | %s | ", findings[i].id, findings[i].severity));
    for (size_t i = 0; i < quality->counts.count; i++)
        assert_line(page, arena_format(arena, "| `%s` | ", counted[i].id));
    free(page);
}
END_TEST

static Suite *quality_suite(void)
{
    Suite *suite = suite_create("quality");
    TCase *tests = tcase_create("quality");

    tcase_add_checked_fixture(tests, new_dataset, let_go);
    tcase_add_loop_test(tests, a_finding_is_where_its_defect_is_and_nowhere_else, 0,
                        (int)(sizeof defects / sizeof *defects));
    tcase_add_test(tests, every_finding_has_a_defect_that_it_is_tested_with);
    tcase_add_test(tests, what_lies_on_the_limit_is_not_found);
    tcase_add_test(tests, medians_may_rise_more_where_years_lie_between_them);
    tcase_add_test(tests, half_a_year_counts_with_its_year);
    tcase_add_test(tests, medians_of_another_region_are_not_compared);
    tcase_add_test(tests, without_a_codebook_nothing_is_said_of_codes_it_has_not);
    tcase_add_test(tests, a_relation_with_a_name_that_several_have_says_so);
    tcase_add_test(tests, only_the_first_examples_are_kept_and_all_are_counted);
    tcase_add_test(tests, every_member_of_an_occupation_is_counted);
    tcase_add_test(tests, what_is_in_a_dataset_is_counted);
    tcase_add_test(tests, of_many_documents_the_first_are_listed);
    tcase_add_test(tests, both_forms_say_the_same_numbers);
    tcase_add_test(tests, contradictions_of_cards_are_found_with_their_documents);
    tcase_add_test(tests, the_same_documents_give_the_same_bytes);
    tcase_add_test(tests, json_has_the_version_and_all_that_was_looked_for);
    tcase_add_test(tests, the_page_about_the_report_explains_each_finding);
    suite_add_tcase(suite, tests);
    return suite;
}

TEST_MAIN(quality_suite)
