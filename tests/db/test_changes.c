/* What an edition of the dataset changed: import --previous. */
#include "tests/support/cards.h"
#include "tests/support/support.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Every change with its members, oldest first. */
#define CHANGES                                                                                                        \
    "SELECT release, occupation, change, ifnull((SELECT group_concat(field) FROM (SELECT field FROM change_field "     \
    "WHERE change = change.id ORDER BY position)), '') FROM change ORDER BY id"

static const char *folder, *first, *second, *third;

static void setup(void)
{
    folder = support_folder();
    first = cards_path(folder, "first.db");
    second = cards_path(folder, "second.db");
    third = cards_path(folder, "third.db");
}

static enum import_status import_after(const char *previous, const char *out, const char *source, char **said)
{
    struct findings findings = {.out = NULL};
    size_t length;
    enum import_status status;

    *said = NULL;
    findings.out = open_memstream(said, &length);
    status = import_run(
        &(struct import_options){.out = out, .previous = previous, .sources = &source, .source_count = 1}, &findings);
    fclose(findings.out);
    return status;
}

static void imported_after(const char *previous, const char *out, const char *source)
{
    char *said;

    ck_assert_int_eq(import_after(previous, out, source, &said), IMPORT_DONE);
    ck_assert_str_eq(said, "");
    free(said);
}

START_TEST(the_first_edition_is_one_release_without_changes)
{
    IMPORTED(first, CARD_103332);
    ASSERT_ANSWER(first, "SELECT position, version = (SELECT version FROM dataset) FROM release", "1|1");
    ASSERT_ANSWER(first, "SELECT count(*) FROM change", "0");
}
END_TEST

START_TEST(an_edition_of_the_same_content_is_no_release)
{
    IMPORTED(first, CARD_103332);
    imported_after(first, second, CARD_103332);
    ASSERT_ANSWER(second, "SELECT count(*), (SELECT count(*) FROM change) FROM release", "1|0");
    ck_assert(cards_same(first, second));
}
END_TEST

/* An edit of the card and the members that differ by it. */
static const struct {
    struct replacement edit;
    const char *fields;
} edits[] = {
    {{"\n\nŘeditel zákaznických služeb\n\nŘeditel", "\n\nŘiditel zákaznických služeb\n\nŘeditel"}, "name"},
    {{"komplexně vede", "vede"}, "description"},
    {{"Customer Service Manager", "Customer Care Manager"}, "alternative_names"},
    {{"Odborný směr:\tManagement", "Odborný směr:\tDoprava a logistika"}, "field"},
    {{"nezařazeno do odborného podsměru", "Zákaznické služby"}, "subfield,subfields"},
    {{"Magisterský studijní program Ř", "Bakalářský studijní program Ř"}, "qualification_level,qualification_levels"},
    {{"práce:\tNe", "práce:\tAno"}, "regulated"},
    {{"- Udržování a rozvoj vztahů s klíčovými zákazníky.\n", ""}, "activities"},
    {{"- 1221 - Řídící pracovníci v oblasti obchodu, marketingu a v příbuzných oblastech\n", ""}, "isco"},
    {{"esco/isco/C1221", "esco/isco/C122"}, "esco"},
    {{"Zátěž hlukem\tx", "Zátěž hlukem\t\tx"}, "working_conditions"},
    {{"6703T", "6704T"}, "education"},
    {{"procesní řízení\t7", "procesní řízení\t6"}, "competences"},
    {{"- Poruchy vidění\n", ""}, "health_conditions"},
    {{"pouze po konzultaci", "jen po konzultaci"}, "health_conditions"},
    {{"WorkUnitTypeEnum.1", "WorkUnitTypeEnum.2"}, "type"},
};

START_TEST(an_edit_is_told_by_the_members_that_differ)
{
    const char *card = CARD(folder, "103332.txt", edits[_i].edit);
    char expected[128];

    IMPORTED(first, CARD_103332);
    imported_after(first, second, card);
    snprintf(expected, sizeof expected, "2|103332|changed|%s", edits[_i].fields);
    ASSERT_ANSWER(second, CHANGES, expected);
}
END_TEST

START_TEST(wages_and_names_of_codes_are_no_change_of_the_occupation)
{
    const char *card = CARD(folder, "103332.txt", {"98 245 Kč", "98 246 Kč"}, {"procesní řízení", "řízení procesů"},
                            {"Řídící pracovníci servisních služeb", "Pracovníci servisních služeb"});

    IMPORTED(first, CARD_103332);
    imported_after(first, second, card);
    ASSERT_ANSWER(second, "SELECT count(*) FROM release", "2");
    ASSERT_ANSWER(second, CHANGES, "");
}
END_TEST

START_TEST(history_goes_on_over_editions_and_a_file_may_be_its_own_previous_edition)
{
    const char *added, *edited;
    char *said;

    ck_assert_int_eq(import_after(NULL, first, CARD_103332, &said), IMPORT_DONE);
    free(said);
    added = CARD(folder, "8.txt", NUMBER("8"), TITLE("Kolář"));
    imported_after(first, first, added);
    ASSERT_ANSWER(first, CHANGES, "2|103332|removed|\n2|8|added|");
    ASSERT_ANSWER(first, "SELECT known, successor FROM removal", "103332|-");
    edited = CARD(folder, "8.txt", NUMBER("8"), TITLE("Kolář kol"));
    imported_after(first, second, edited);
    ASSERT_ANSWER(second, CHANGES, "2|103332|removed|\n2|8|added|\n3|8|changed|name");
    imported_after(second, third, CARD_103332);
    ASSERT_ANSWER(third, CHANGES, "2|103332|removed|\n2|8|added|\n3|8|changed|name\n4|103332|added|\n4|8|removed|");
    ASSERT_ANSWER(third, "SELECT known FROM removal", "8");
}
END_TEST

START_TEST(an_occupation_whose_number_comes_or_goes_stands_in_for_itself)
{
    static const char numbered[] = "[{\"urlSlug\":\"kuchar\",\"legacyId\":5,\"type\":1,\"title\":\"Kuchař\"}]";
    static const char slugged[] = "[{\"urlSlug\":\"kuchar\",\"type\":1,\"title\":\"Kuchař\"}]";
    const char *with = support_write(folder, "with.json", numbered, strlen(numbered));
    const char *without = support_write(folder, "without.json", slugged, strlen(slugged));

    IMPORTED(first, without);
    imported_after(first, second, with);
    ASSERT_ANSWER(second, CHANGES, "2|5|added|\n2|kuchar|removed|");
    ASSERT_ANSWER(second, "SELECT occupation, successor FROM change WHERE change = 'removed'", "kuchar|5");
    ASSERT_ANSWER(second, "SELECT count(*) FROM removal", "0"); /* the slug leads to it */
    imported_after(second, third, without);
    ASSERT_ANSWER(third, "SELECT known, successor FROM removal", "5|kuchar");
}
END_TEST

START_TEST(a_previous_edition_that_is_none_is_refused_and_nothing_is_written)
{
    const char *absent = cards_path(folder, "absent.db"), *text = support_write(folder, "text.db", "text", 4);
    char *said;

    ck_assert_int_eq(import_after(absent, first, CARD_103332, &said), IMPORT_REFUSED);
    ck_assert_msg(strstr(said, "absent.db:1: error: ") && strstr(said, "Expected the dataset"), "%s", said);
    free(said);
    ck_assert_int_eq(import_after(text, first, CARD_103332, &said), IMPORT_REFUSED);
    ck_assert_msg(strstr(said, "text.db:1: error: ") != NULL, "%s", said);
    free(said);
    ck_assert_int_ne(access(first, F_OK), 0);
}
END_TEST

/* Many editions of many cards ------------------------------------------------------------------------------------ */

enum { CARDS = 120, EDITS = sizeof edits / sizeof *edits };

static const char *write_numbered(const char *in, int number, const struct replacement *edit)
{
    char name[32], digits[16];

    snprintf(name, sizeof name, "%d.txt", number);
    snprintf(digits, sizeof digits, "%d", number);
    if (edit)
        return CARD(in, name, {"103332", digits}, {edit->from, edit->to});
    return CARD(in, name, {"103332", digits});
}

START_TEST(known_edits_of_many_cards_are_exactly_what_is_told)
{
    const char *before = support_folder(), *after = support_folder();
    char *expected = NULL, *said;
    size_t length;
    FILE *out = open_memstream(&expected, &length);
    int seen = 0;

    srand(7);
    for (int i = 0; i < CARDS; i++) {
        int number = 1000 + i, kind = rand() % 4, edit = rand() % EDITS;

        if (kind != 0)
            write_numbered(before, number, NULL);
        if (kind != 1)
            write_numbered(after, number, kind == 2 ? &edits[edit].edit : NULL);
        if (kind == 3)
            continue;
        fprintf(out, "%s2|%d|%s|%s", seen++ ? "\n" : "", number, (const char *[]){"added", "removed", "changed"}[kind],
                kind == 2 ? edits[edit].fields : "");
    }
    fclose(out);
    ck_assert_int_eq(import_after(NULL, first, before, &said), IMPORT_DONE);
    free(said);
    ck_assert_int_eq(import_after(first, second, after, &said), IMPORT_DONE); /* names in two wordings are warned of */
    free(said);
    ASSERT_ANSWER(second, CHANGES, expected);
    free(expected);
}
END_TEST

static Suite *changes_suite(void)
{
    Suite *suite = suite_create("changes");
    TCase *tests = tcase_create("changes");

    tcase_set_timeout(tests, 60);
    tcase_add_checked_fixture(tests, setup, NULL);
    tcase_add_test(tests, the_first_edition_is_one_release_without_changes);
    tcase_add_test(tests, an_edition_of_the_same_content_is_no_release);
    tcase_add_loop_test(tests, an_edit_is_told_by_the_members_that_differ, 0, EDITS);
    tcase_add_test(tests, wages_and_names_of_codes_are_no_change_of_the_occupation);
    tcase_add_test(tests, history_goes_on_over_editions_and_a_file_may_be_its_own_previous_edition);
    tcase_add_test(tests, an_occupation_whose_number_comes_or_goes_stands_in_for_itself);
    tcase_add_test(tests, a_previous_edition_that_is_none_is_refused_and_nothing_is_written);
    tcase_add_test(tests, known_edits_of_many_cards_are_exactly_what_is_told);
    suite_add_tcase(suite, tests);
    return suite;
}

TEST_MAIN(changes_suite)
