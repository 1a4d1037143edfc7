/* Which records speak of one occupation, and which of them each of its members is taken from. */
#include "tests/support/cards.h"
#include "tests/support/documents.h"
#include "tests/support/support.h"

#include <stdio.h>
#include <string.h>

static const char *out;

static void open_all(void)
{
    documents_open();
    out = cards_path(support_folder(), "out.db");
}

/* From digest 1 on. */
static void again(void)
{
    documents_close();
    documents_open();
}

/* An occupation a line: id, slug, name, the document that most of it is from; then what is from others. */
static const char *occupations(void)
{
    return cards_ask(out, "SELECT occupation.id, slug, occupation.name, document.name || "
                          "ifnull((SELECT group_concat(item, '') "
                          "        FROM (SELECT ' ' || field || '=' || other.name AS item FROM occupation_origin "
                          "              JOIN document AS other ON other.id = document "
                          "              WHERE occupation = occupation.id ORDER BY position)), '') "
                          "FROM occupation JOIN document ON document.id = document ORDER BY occupation.id");
}

static void assert_occupations(const char *expected)
{
    ck_assert_str_eq(occupations(), expected);
}

/* Identity --------------------------------------------------------------------------------------------------------- */

START_TEST(records_of_one_number_are_one_occupation)
{
    BUILD(out, documents_table(5, NULL, "Kuchař"), documents_card(5, "Kuchař"), documents_api(5, "kuchar", NULL));
    assert_occupations("5|kuchar|Kuchař|card-5 slug=api-3");
}
END_TEST

START_TEST(records_of_one_slug_are_one_occupation)
{
    BUILD(out, documents_table(0, "kuchar", "Kuchař"), documents_api(0, "kuchar", NULL),
          documents_api(0, "pekar", NULL));
    assert_occupations("kuchar|kuchar|Kuchař|table-1 slug=api-2\npekar|pekar|-|api-3");
}
END_TEST

START_TEST(a_slug_with_a_number_takes_in_the_slug_without)
{
    BUILD(out, documents_api(0, "kuchar", "Kuchař"), documents_table(5, "kuchar", "Kuchař teplé kuchyně"));
    assert_occupations("5|kuchar|Kuchař|api-1");
}
END_TEST

START_TEST(a_number_with_two_slugs_takes_in_the_records_of_both)
{
    const char *said = BUILD(out, documents_api(5, "kuchar", "Kuchař"), documents_table(5, "kuchar-1", NULL),
                             documents_activity(documents_api(0, "kuchar-1", NULL), "Vaří."));

    assert_occupations("5|kuchar|Kuchař|api-1 activities=api-3");
    ck_assert_str_eq(said, "t/api-3:1: warning: occupation 5 slug is \"kuchar-1\" here; expected \"kuchar\" as in "
                           "t/api-1:1, which is taken\n");
}
END_TEST

START_TEST(two_numbers_stay_two_whatever_else_they_share)
{
    const char *said = BUILD(out, documents_isco(documents_card(7, "Kuchař"), "51201"),
                             documents_isco(documents_api(7, "kuchar", "Kuchař"), "5120"),
                             documents_isco(documents_api(5, "kuchar", "Kuchař"), "5120"));

    /* of two documents of one publisher the first in rank gives the slug to its number */
    assert_occupations("5|-|Kuchař|api-3\n7|kuchar|Kuchař|card-7 slug=api-2");
    ck_assert_str_eq(said, "t/api-3:1: warning: slug kuchar is \"5\" here; expected \"7\" as in t/api-2:1, "
                           "which is taken\n");
}
END_TEST

START_TEST(a_slug_that_two_numbers_claim_is_the_higher_authoritys)
{
    BUILD(out, documents_table(5, "kuchar", NULL), documents_api(7, "kuchar", NULL),
          documents_api(0, "kuchar", "Kuchař"));
    assert_occupations("5|-|-|table-1\n7|kuchar|Kuchař|api-3 slug=api-2");
    ASSERT_ANSWER(out, "SELECT kind, code, said, taken FROM conflict", "slug|kuchar|5|7");
}
END_TEST

START_TEST(an_occupation_of_which_nothing_is_known_but_a_number_is_there)
{
    BUILD(out, documents_api(5, NULL, NULL), documents_states(documents_api(6, NULL, NULL), PART_EDUCATION));
    assert_occupations("5|-|-|api-1\n6|-|-|api-2");
}
END_TEST

START_TEST(units_without_a_name_stand_after_all_names)
{
    BUILD(out, documents_api(0, "a-neznama", NULL), documents_card(5, "Žokej"), documents_api(0, "b-neznama", NULL),
          documents_card(6, "Aranžér"), documents_api(9, NULL, NULL));
    ASSERT_ANSWER(out, "SELECT id FROM occupation ORDER BY sort_key, id", "6\n5\n9\na-neznama\nb-neznama");
}
END_TEST

/* By name ---------------------------------------------------------------------------------------------------------- */

/* A card and a unit, each with a name and a code. */
static void build_two(const char *card_name, const char *card_isco, const char *unit_name, const char *unit_isco)
{
    BUILD(out, documents_isco(documents_card(5, card_name), card_isco),
          documents_isco(documents_table(0, "kuchar", unit_name), unit_isco));
}

#define MERGED "5|kuchar|Kuchař|card-5 slug=table-2"
#define APART  "5|-|Kuchař|card-5\nkuchar|kuchar|Kuchař|table-2"

START_TEST(a_name_and_a_group_join_a_number_and_a_slug)
{
    build_two("Kuchař", "5120", "Kuchař", "5120");
    assert_occupations(MERGED);
}
END_TEST

START_TEST(five_digits_and_the_four_above_them_are_one_group)
{
    build_two("Kuchař", "51201", "Kuchař", "5120");
    assert_occupations(MERGED);
    again();
    build_two("Kuchař", "51201", "Kuchař", "51202");
    assert_occupations(MERGED);
    again();
    build_two("Kuchař", "5120", "Kuchař", "51202");
    assert_occupations(MERGED);
}
END_TEST

START_TEST(a_name_alone_joins_nothing)
{
    build_two("Kuchař", "5120", "Kuchař", "5121");
    assert_occupations(APART);
    again();
    build_two("Kuchař", "512", "Kuchař", "512");
    assert_occupations(APART);
    again();
    BUILD(out, documents_card(5, "Kuchař"), documents_table(0, "kuchar", "Kuchař"));
    assert_occupations(APART);
}
END_TEST

START_TEST(names_that_differ_join_nothing)
{
    build_two("Kuchař", "5120", "kuchař", "5120");
    assert_occupations("5|-|Kuchař|card-5\nkuchar|kuchar|kuchař|table-2");
}
END_TEST

START_TEST(one_shared_group_of_several_is_enough)
{
    BUILD(out, documents_isco(documents_isco(documents_card(5, "Kuchař"), "12214"), "51201"),
          documents_isco(documents_isco(documents_table(0, "kuchar", "Kuchař"), "9412"), "5120"));
    assert_occupations(MERGED);
}
END_TEST

START_TEST(a_name_that_two_cards_have_joins_neither)
{
    BUILD(out, documents_isco(documents_card(5, "Kuchař"), "5120"), documents_isco(documents_card(6, "Kuchař"), "9412"),
          documents_isco(documents_table(0, "kuchar", "Kuchař"), "5120"));
    assert_occupations("5|-|Kuchař|card-5\n6|-|Kuchař|card-6\nkuchar|kuchar|Kuchař|table-3");
}
END_TEST

START_TEST(a_name_that_two_units_have_joins_neither)
{
    BUILD(out, documents_isco(documents_card(5, "Kuchař"), "5120"),
          documents_isco(documents_table(0, "kuchar", "Kuchař"), "5120"),
          documents_isco(documents_table(0, "kuchar-1", "Kuchař"), "9412"));
    assert_occupations("5|-|Kuchař|card-5\nkuchar|kuchar|Kuchař|table-2\nkuchar-1|kuchar-1|Kuchař|table-3");
}
END_TEST

START_TEST(a_number_that_has_a_slug_takes_no_other_by_name)
{
    BUILD(out, documents_isco(documents_card(5, "Kuchař"), "5120"), documents_api(5, "kuchar-tepla", NULL),
          documents_isco(documents_table(0, "kuchar", "Kuchař"), "5120"));
    assert_occupations("5|kuchar-tepla|Kuchař|card-5 slug=api-2\nkuchar|kuchar|Kuchař|table-3");
}
END_TEST

START_TEST(a_number_that_lost_its_slug_takes_no_other_by_name)
{
    BUILD(out, documents_isco(documents_api(5, "pekar", "Pekař"), "7512"),
          documents_isco(documents_api(6, "pekar", "Kuchař"), "5120"),
          documents_isco(documents_table(0, "kuchar", "Kuchař"), "5120"));
    assert_occupations("5|pekar|Pekař|api-1\n6|-|Kuchař|api-2\nkuchar|kuchar|Kuchař|table-3");
}
END_TEST

START_TEST(the_group_may_be_known_from_another_document_than_the_name)
{
    BUILD(out, documents_isco(documents_card(5, "Kuchař"), "51201"), documents_api(0, "kuchar", "Kuchař"),
          documents_isco(documents_table(0, "kuchar", NULL), "5120"));
    assert_occupations("5|kuchar|Kuchař|card-5 slug=api-2");
}
END_TEST

START_TEST(the_name_is_that_of_the_highest_authority)
{
    BUILD(out, documents_isco(documents_card(5, "Kuchař"), "5120"), documents_table(0, "kuchar", "Kuchař"),
          documents_isco(documents_api(0, "kuchar", "Šéfkuchař"), "5120"));
    assert_occupations("5|-|Kuchař|card-5\nkuchar|kuchar|Šéfkuchař|api-3");
}
END_TEST

/* Precedence ------------------------------------------------------------------------------------------------------- */

/* Fills what can be compared; what differs between documents ends with their letter. */
static struct document *with_fields(struct document *document, const char *type, const char *description,
                                    bool regulated)
{
    static struct term fields[3];
    static size_t turn;
    struct occupation *occupation = documents_last(document);
    struct term *field = &fields[turn++ % 3];

    *field = (struct term){description, description};
    occupation->type = type;
    occupation->description = description;
    occupation->field = field;
    occupation->regulated = (struct figure){true, regulated};
    return document;
}

START_TEST(a_card_stands_before_the_api_and_that_before_a_table_but_for_the_slug)
{
    struct document *table = with_fields(documents_table(5, "kuchar-t", "T"), "occupation", "t", false);
    struct document *answer = with_fields(documents_api(5, "kuchar-a", "A"), "occupation", "a", false);
    struct document *card = with_fields(documents_card(5, "C"), "specialization", "c", true);

    documents_isco(documents_activity(table, "t"), "9412");
    documents_isco(documents_activity(answer, "a"), "5120");
    documents_isco(documents_activity(card, "c"), "51201");
    documents_last(card)->slug = "kuchar-c";
    BUILD(out, table, answer, card);
    assert_occupations("5|kuchar-a|C|card-5 slug=api-2");
    ASSERT_ANSWER(out, "SELECT type, description, field, regulated FROM occupation", "specialization|c|c|1");
    ASSERT_ANSWER(out, "SELECT text, isco FROM occupation_text JOIN occupation_isco USING (occupation)", "c|51201");
    ASSERT_ANSWER(out, "SELECT code, said, taken FROM conflict WHERE kind = 'occupation' ORDER BY code, said",
                  "5 field|a|c\n5 field|t|c\n5 isco|9412|5120\n5 name|A|C\n5 name|T|C\n5 regulated|false|true\n"
                  "5 slug|kuchar-c|kuchar-a\n5 slug|kuchar-t|kuchar-a\n5 type|occupation|specialization");
}
END_TEST

START_TEST(the_api_stands_before_a_table)
{
    struct document *table = with_fields(documents_table(0, "kuchar", "T"), "occupation", "t", false);
    struct document *answer = with_fields(documents_api(0, "kuchar", "A"), "specialization", "a", true);

    BUILD(out, documents_isco(documents_activity(table, "t"), "9412"),
          documents_isco(documents_activity(answer, "a"), "5120"));
    assert_occupations("kuchar|kuchar|A|api-2");
    ASSERT_ANSWER(out, "SELECT type, description, field, regulated FROM occupation", "specialization|a|a|1");
    ASSERT_ANSWER(out, "SELECT text, isco FROM occupation_text JOIN occupation_isco USING (occupation)", "a|5120");
}
END_TEST

START_TEST(each_member_is_from_the_first_document_that_has_it)
{
    struct document *card = documents_card(5, "Kuchař"), *answer = documents_api(5, "kuchar", NULL);
    struct document *table = documents_table(5, NULL, "Jiný kuchař");

    documents_last(answer)->description = "a";
    documents_last(table)->description = "t";
    documents_last(table)->type = "occupation";
    BUILD(out, card, documents_education(documents_isco(answer, "5120"), "65"), documents_activity(table, "Vaří."));
    assert_occupations("5|kuchar|Kuchař|card-5 slug=api-2 type=table-3 description=api-2 "
                       "activities=table-3 isco=api-2 education=api-2");
    ASSERT_ANSWER(out, "SELECT type, description, stated FROM occupation", "occupation|a|9");
}
END_TEST

START_TEST(a_list_is_taken_whole_and_not_mixed)
{
    struct document *card = documents_activity(documents_activity(documents_card(5, "K"), "Vaří."), "Peče.");
    struct document *answer = documents_activity(documents_api(5, NULL, NULL), "Smaží.");

    documents_isco(documents_education(card, "65"), "51201");
    documents_isco(documents_isco(documents_education(documents_education(answer, "29"), "65"), "5120"), "9412");
    BUILD(out, answer, card);
    ASSERT_ANSWER(out, "SELECT text FROM occupation_text ORDER BY position", "Vaří.\nPeče.");
    ASSERT_ANSWER(out, "SELECT isco FROM occupation_isco", "51201");
    ASSERT_ANSWER(out, "SELECT code FROM occupation_education", "65");
    assert_occupations("5|-|K|card-5");
}
END_TEST

START_TEST(alternative_names_and_activities_are_members_of_their_own)
{
    const char *other_name = "Kulinář";
    struct document *card = documents_card(5, "Kuchař");

    documents_last(card)->alternative_names = (struct list){&other_name, 1, 1};
    BUILD(out, card, documents_activity(documents_api(5, NULL, NULL), "Vaří."),
          documents_activity(documents_card(6, "Pekař"), "Peče."));
    assert_occupations("5|-|Kuchař|card-5 activities=api-2\n6|-|Pekař|card-6");
    ASSERT_ANSWER(out, "SELECT occupation, kind, text FROM occupation_text",
                  "5|activity|Vaří.\n5|alternative_name|Kulinář\n6|activity|Peče.");
}
END_TEST

START_TEST(a_part_without_rows_gives_way_to_one_with_rows)
{
    BUILD(out, documents_states(documents_states(documents_card(5, "K"), PART_EDUCATION), PART_HEALTH),
          documents_education(documents_table(5, NULL, NULL), "65"));
    assert_occupations("5|-|K|card-5 education=table-2");
    ASSERT_ANSWER(out, "SELECT code FROM occupation_education", "65");
    ASSERT_ANSWER(out, "SELECT stated FROM occupation", "40"); /* education 8, health conditions 32 */
}
END_TEST

START_TEST(that_a_part_has_no_rows_is_from_the_first_that_says_so)
{
    BUILD(out, documents_states(documents_table(5, NULL, "K"), PART_EDUCATION),
          documents_states(documents_api(5, NULL, NULL), PART_EDUCATION));
    assert_occupations("5|-|K|table-1 education=api-2");
    ASSERT_ANSWER(out, "SELECT count(*) FROM occupation_education", "0");
}
END_TEST

START_TEST(what_the_records_state_is_joined)
{
    BUILD(out, documents_states(documents_states(documents_card(5, "K"), PART_ACTIVITIES), PART_HEALTH),
          documents_states(documents_states(documents_api(5, NULL, NULL), PART_COMPETENCES), PART_HEALTH),
          documents_states(documents_table(5, NULL, NULL), PART_WORKING_CONDITIONS), documents_card(6, "L"));
    ASSERT_ANSWER(out, "SELECT id, stated FROM occupation ORDER BY id", "5|53\n6|0"); /* 1 + 32, 16, 4 */
}
END_TEST

START_TEST(a_note_on_health_is_kept_without_conditions)
{
    struct document *card = documents_card(5, "K"), *answer = documents_api(5, NULL, NULL);
    struct health_conditions health = {.note = "Poradit se s lékařem."};

    documents_last(answer)->health_conditions = &health;
    BUILD(out, card, answer);
    ASSERT_ANSWER(out, "SELECT health_note FROM occupation", "Poradit se s lékařem.");
    assert_occupations("5|-|K|card-5 health_conditions=api-2");
}
END_TEST

START_TEST(of_two_records_of_one_document_the_first_counts)
{
    struct document *answer = documents_more(documents_api(0, "kuchar", "Kuchař"), 0, "kuchar", "Šéfkuchař");

    BUILD(out, documents_isco(documents_card(5, "Kuchař"), "5120"), documents_isco(answer, "5120"));
    assert_occupations("5|kuchar|Kuchař|card-5 slug=api-2");
}
END_TEST

START_TEST(without_a_name_most_is_from_the_first_document)
{
    BUILD(out, documents_table(0, "kuchar", NULL), documents_isco(documents_api(0, "kuchar", NULL), "5120"));
    assert_occupations("kuchar|kuchar|-|api-2");
}
END_TEST

/* Relations and successions ---------------------------------------------------------------------------------------- */

static const char related[] = "SELECT occupation, relation, name, related FROM occupation_related "
                              "ORDER BY occupation, relation, position";

START_TEST(relatives_are_found_by_number_slug_and_name)
{
    struct document *card = documents_card(5, "Kuchař");

    documents_related(card, "sibling", "Kdo ví", "7");
    documents_related(card, "sibling", "Kdo ví", "pekar");
    documents_related(card, "sibling", "Řezník", NULL);
    documents_related(card, "sibling", "Řezník", "neni");
    documents_related(card, "sibling", "Nikdo", NULL);
    BUILD(out, card, documents_card(7, "Cukrář"), documents_api(8, "pekar", NULL),
          documents_api(0, "reznik", "Řezník"));
    ASSERT_ANSWER(out, related,
                  "5|sibling|Kdo ví|7\n5|sibling|Kdo ví|8\n5|sibling|Řezník|reznik\n5|sibling|Řezník|reznik\n"
                  "5|sibling|Nikdo|-");
}
END_TEST

START_TEST(a_relative_is_found_by_any_slug_that_leads_to_it)
{
    struct document *card = documents_related(documents_card(5, "Kuchař"), "parent", "?", "pekar-1");

    documents_related(card, "sibling", "?", "cukrar");
    BUILD(out, card, documents_api(8, "pekar", NULL), documents_table(8, "pekar-1", NULL),
          documents_isco(documents_card(9, "Cukrář"), "7512"),
          documents_isco(documents_table(0, "cukrar", "Cukrář"), "7512"));
    ASSERT_ANSWER(out, related, "5|parent|?|8\n5|sibling|?|9");
}
END_TEST

START_TEST(a_slug_of_two_numbers_leads_to_the_one_that_has_it)
{
    BUILD(out, documents_related(documents_card(5, "Kuchař"), "parent", "?", "pekar"), documents_api(8, "pekar", NULL),
          documents_api(9, "pekar", NULL));
    ASSERT_ANSWER(out, related, "5|parent|?|8");
}
END_TEST

START_TEST(relatives_are_those_of_one_document)
{
    BUILD(out, documents_related(documents_card(5, "Kuchař"), "sibling", "Pekař", NULL),
          documents_related(documents_api(5, NULL, NULL), "parent", "Vaření", NULL));
    ASSERT_ANSWER(out, related, "5|sibling|Pekař|-");
}
END_TEST

static struct document *with_succession(struct document *document, struct succession *succession)
{
    document->successions = (struct list){.at = succession, .count = 1, .capacity = 1};
    return document;
}

START_TEST(of_two_successors_the_higher_authoritys_is_taken)
{
    struct succession one = {"stary", "novy"}, other = {"stary", "jiny"}, none = {"zanikly", NULL};
    struct document *answer = with_succession(documents_api(1, NULL, "A"), &one);
    struct document *table = with_succession(documents_table(2, "novy", "T"), &other);
    struct document *more = with_succession(documents_table(3, NULL, "U"), &none);

    BUILD(out, table, more, answer);
    ASSERT_ANSWER(out, "SELECT * FROM succession", "stary|2\nzanikly|-");
    BUILD(out, answer, more, table);
    ASSERT_ANSWER(out, "SELECT * FROM succession", "stary|2\nzanikly|-");
}
END_TEST

START_TEST(what_a_slug_still_leads_to_is_not_gone)
{
    struct succession succession = {"kuchar-1", "pekar-1"}, other = {"stary", "pekar-1"};
    struct document *table = with_succession(documents_table(5, "kuchar-1", "Kuchař"), &succession);

    BUILD(out, table, documents_api(5, "kuchar", NULL), with_succession(documents_api(6, "pekar", "Pekař"), &other),
          documents_table(6, "pekar-1", NULL));
    ASSERT_ANSWER(out, "SELECT * FROM succession", "stary|6");
}
END_TEST

static Suite *merge_suite(void)
{
    Suite *suite = suite_create("merge");
    TCase *identity = tcase_create("identity"), *names = tcase_create("names");
    TCase *precedence = tcase_create("precedence"), *relations = tcase_create("relations");

    tcase_add_checked_fixture(identity, open_all, documents_close);
    tcase_add_test(identity, records_of_one_number_are_one_occupation);
    tcase_add_test(identity, records_of_one_slug_are_one_occupation);
    tcase_add_test(identity, a_slug_with_a_number_takes_in_the_slug_without);
    tcase_add_test(identity, a_number_with_two_slugs_takes_in_the_records_of_both);
    tcase_add_test(identity, two_numbers_stay_two_whatever_else_they_share);
    tcase_add_test(identity, a_slug_that_two_numbers_claim_is_the_higher_authoritys);
    tcase_add_test(identity, an_occupation_of_which_nothing_is_known_but_a_number_is_there);
    tcase_add_test(identity, units_without_a_name_stand_after_all_names);
    suite_add_tcase(suite, identity);

    tcase_add_checked_fixture(names, open_all, documents_close);
    tcase_add_test(names, a_name_and_a_group_join_a_number_and_a_slug);
    tcase_add_test(names, five_digits_and_the_four_above_them_are_one_group);
    tcase_add_test(names, a_name_alone_joins_nothing);
    tcase_add_test(names, names_that_differ_join_nothing);
    tcase_add_test(names, one_shared_group_of_several_is_enough);
    tcase_add_test(names, a_name_that_two_cards_have_joins_neither);
    tcase_add_test(names, a_name_that_two_units_have_joins_neither);
    tcase_add_test(names, a_number_that_has_a_slug_takes_no_other_by_name);
    tcase_add_test(names, a_number_that_lost_its_slug_takes_no_other_by_name);
    tcase_add_test(names, the_group_may_be_known_from_another_document_than_the_name);
    tcase_add_test(names, the_name_is_that_of_the_highest_authority);
    suite_add_tcase(suite, names);

    tcase_add_checked_fixture(precedence, open_all, documents_close);
    tcase_add_test(precedence, a_card_stands_before_the_api_and_that_before_a_table_but_for_the_slug);
    tcase_add_test(precedence, the_api_stands_before_a_table);
    tcase_add_test(precedence, each_member_is_from_the_first_document_that_has_it);
    tcase_add_test(precedence, a_list_is_taken_whole_and_not_mixed);
    tcase_add_test(precedence, alternative_names_and_activities_are_members_of_their_own);
    tcase_add_test(precedence, a_part_without_rows_gives_way_to_one_with_rows);
    tcase_add_test(precedence, that_a_part_has_no_rows_is_from_the_first_that_says_so);
    tcase_add_test(precedence, what_the_records_state_is_joined);
    tcase_add_test(precedence, a_note_on_health_is_kept_without_conditions);
    tcase_add_test(precedence, of_two_records_of_one_document_the_first_counts);
    tcase_add_test(precedence, without_a_name_most_is_from_the_first_document);
    suite_add_tcase(suite, precedence);

    tcase_add_checked_fixture(relations, open_all, documents_close);
    tcase_add_test(relations, relatives_are_found_by_number_slug_and_name);
    tcase_add_test(relations, a_relative_is_found_by_any_slug_that_leads_to_it);
    tcase_add_test(relations, a_slug_of_two_numbers_leads_to_the_one_that_has_it);
    tcase_add_test(relations, relatives_are_those_of_one_document);
    tcase_add_test(relations, of_two_successors_the_higher_authoritys_is_taken);
    tcase_add_test(relations, what_a_slug_still_leads_to_is_not_gone);
    suite_add_tcase(suite, relations);
    return suite;
}

TEST_MAIN(merge_suite)
