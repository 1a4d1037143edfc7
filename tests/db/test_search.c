/* What is found by words, in which order, and what is made of typing errors. */
#include "db/search_expression.h"
#include "db/words.h"
#include "tests/support/cards.h"
#include "tests/support/dataset.h"
#include "tests/support/store.h"
#include "tests/support/support.h"

#include <string.h>

static const struct window all = {0};

/* Names and texts that tell the rules apart, beside those of the small dataset. */
static const char more[] =
    "INSERT INTO occupation (id, name, sort_key, slug, stated, document) VALUES "
    "('rada', 'Rada', sort_key('Rada'), 'rada', 0, 1), ('rada-2', 'Řada', sort_key('Řada'), 'rada-2', 0, 1),"
    "('radar', 'Radar', sort_key('Radar'), 'radar', 0, 1),"
    "('clen', 'Člen rady', sort_key('Člen rady'), 'clen', 0, 1),"
    "('prvni', 'Prvni rada', sort_key('Prvni rada'), 'prvni', 0, 1),"
    "('zapis', 'Zapisovatel', sort_key('Zapisovatel'), 'zapis', 0, 1),"
    "('kniha', 'Knihovník', sort_key('Knihovník'), 'kniha', 0, 1),"
    "('kucharka', 'Kuchařka v domácnosti', sort_key('Kuchařka v domácnosti'), 'kucharka', 0, 1),"
    "('pyrotechnik', 'Ohňostrůjce', sort_key('Ohňostrůjce'), 'pyrotechnik', 0, 1),"
    "('pyro', 'Pyrotechnický dozor stavby', sort_key('Pyrotechnický dozor stavby'), 'pyro', 0, 1),"
    "('vyvojar', 'Vývojář C++', sort_key('Vývojář C++'), 'vyvojar', 0, 1);"
    "INSERT INTO occupation_text VALUES ('zapis', 'alternative_name', 1, 'Tajemník rady'),"
    "('kniha', 'activity', 1, 'Vedení rady knihovny');";

static void open_more(void)
{
    store_fixture_open_with(more);
}

/* Names that only one step of the order tells apart. */
static const char steps[] =
    "INSERT INTO occupation (id, name, sort_key, slug, stated, document) VALUES "
    "('a', 'Obsluha radarové stanice', sort_key('Obsluha radarové stanice'), 'a', 0, 1),"
    "('b', 'Člen rady', sort_key('Člen rady'), 'b', 0, 1), ('c', 'Velká řada', sort_key('Velká řada'), 'c', 0, 1),"
    "('d', 'Řadař', sort_key('Řadař'), 'd', 0, 1),"
    "('mistr', 'Jeřábový mistr', sort_key('Jeřábový mistr'), 'mistr', 0, 1),"
    "('vazac', 'Vazač', sort_key('Vazač'), 'vazac', 0, 1),"
    "('kniha', 'Knihovník', sort_key('Knihovník'), 'kniha', 0, 1),"
    "('deti', 'Knihovník pro děti', sort_key('Knihovník pro děti'), 'deti', 0, 1),"
    "('vedouci', 'Vedoucí knihovník', sort_key('Vedoucí knihovník'), 'vedouci', 0, 1),"
    "('zapis', 'Pisatel', sort_key('Pisatel'), 'zapis', 0, 1),"
    "('zebra', 'Abeceda', sort_key('Abeceda'), 'zebra', 0, 1), ('z', 'Zebra', sort_key('Zebra'), 'z', 0, 1);"
    "INSERT INTO occupation_text VALUES ('vazac', 'alternative_name', 1, 'Jeřáb'),"
    "('zapis', 'activity', 1, 'Správa knihovny');";

static void open_steps(void)
{
    store_fixture_open_with(steps);
}

static void assert_found(const char *q, const char *ids)
{
    const struct occupation_filter filter = {.q = q};
    struct occupation_findings beside = {0};
    struct page page = {0};

    ck_assert_int_eq(store_occupations(fixture_store, fixture_arena, &filter, &all, &page, &beside), STORE_OK);
    assert_field(&summary_shape, &page.items, "id", ids);
    ck_assert_int_eq(page.total, (int64_t)page.items.count);
    ck_assert_uint_eq(beside.corrected.count, 0);
}

static void assert_corrected(const char *q, const char *typed, const char *meant, const char *ids)
{
    const struct occupation_filter filter = {.q = q};
    struct occupation_findings beside = {0};
    struct page page = {0};

    ck_assert_int_eq(store_occupations(fixture_store, fixture_arena, &filter, &all, &page, &beside), STORE_OK);
    assert_field(&summary_shape, &page.items, "id", ids);
    assert_field(&correction_shape, &beside.corrected, "typed", typed);
    assert_field(&correction_shape, &beside.corrected, "meant", meant);
}

START_TEST(every_word_has_to_match_in_any_order_with_or_without_diacritics)
{
    assert_found("Ředitel zákaznických služeb", "103332");
    assert_found("sluzeb REDITEL", "103332");
    assert_found("zak slu red", "103332");
    assert_found("ředitel chovatel", "");
}
END_TEST

START_TEST(the_whole_name_then_its_place_then_whole_words_then_shorter_names_come_first)
{
    assert_found("rada", "rada rada-2 prvni radar clen zapis kniha");
    assert_found("rady", "clen rada rada-2 prvni zapis kniha");
}
END_TEST

START_TEST(diacritics_that_are_typed_come_before_the_place)
{
    assert_found("řada", "rada-2 rada prvni radar clen zapis kniha");
}
END_TEST

START_TEST(codes_ids_and_slugs_are_words_too)
{
    assert_found("103332", "103332");
    assert_found("1221", "103332");
    assert_found("51", "77 cisnik");
    assert_found("reditel-zakaznickych-sluz", "103332");
    assert_found("efektivní komunikace", "cisnik chovatel 103332");
    assert_found("C++", "vyvojar");
}
END_TEST

START_TEST(gender_and_inflection_are_found)
{
    assert_found("ředitelka", "103332");
    assert_found("číšníků", "cisnik");
    assert_found("kuchařky", "kucharka");
}
END_TEST

START_TEST(typing_errors_are_forgiven_and_told)
{
    assert_corrected("reditlel", "reditlel", "reditel", "103332");
    assert_corrected("ředitel zákaznckých", "zákaznckých", "zakaznickych", "103332");
    assert_corrected("knijovnk", "knijovnk", "knihovnik", "kniha");
    assert_corrected("zakaznickychsluzeb", "zakaznickychsluzeb", "zakaznickych sluzeb", "103332");
    assert_corrected("kni hovnik", "kni hovnik", "knihovnik", "kniha");
    assert_corrected("kucharka z domacnosti", "z", "", "kucharka");
    assert_corrected("kucharka z domcnosti", "z domcnosti", "domacnosti", "kucharka");
}
END_TEST

START_TEST(what_is_near_nothing_finds_nothing_and_codes_are_never_corrected)
{
    assert_found("xxxxxxxx", "");
    assert_found("1223", "");
    assert_found("10333", "103332"); /* a beginning */
    assert_found("103333", "");
}
END_TEST

START_TEST(odd_texts_are_only_text)
{
    static const char *const nothing[] = {"\"", "*", "()", "- - -", "\xF0\x9F\x8E\x89", "\xE2\x80\xAE", "+", "\xFF"};
    static const char *const reditel[] = {"\"reditel\"", "reditel*",    "^reditel", "{reditel}",          "ofn:reditel",
                                          "-reditel (",  "reditel' --", "reditel;", "\xE2\x80\xAEreditel"};
    static char longest[8192 + 1];

    for (size_t i = 0; i < sizeof nothing / sizeof *nothing; i++)
        assert_found(nothing[i], "");
    for (size_t i = 0; i < sizeof reditel / sizeof *reditel; i++)
        if (strcmp(reditel[i], "ofn:reditel") != 0)
            assert_found(reditel[i], "103332");
    assert_found("NEAR(reditel sluzeb, 2)", "");
    assert_found("reditel AND sluzeb OR NOT", "");
    memset(longest, 'r', sizeof longest - 1);
    assert_found(longest, "");
    for (size_t i = 1; i < sizeof longest; i += 2)
        longest[i] = longest[i + 1] ? ' ' : '\0';
    assert_found(longest, "rada radar clen prvni rada-2 103332 zapis kniha");
}
END_TEST

static const char *asked;
static enum store_status ask_words(const struct window *window, struct page *page)
{
    const struct occupation_filter filter = {.q = asked};
    struct occupation_findings beside = {0};

    *page = (struct page){0};
    return store_occupations(fixture_store, fixture_arena, &filter, window, page, &beside);
}

START_TEST(pages_by_relevance_neither_skip_nor_repeat)
{
    static const char *const questions[] = {"rada", "řada", "r", "k"};

    for (size_t i = 0; i < sizeof questions / sizeof *questions; i++) {
        asked = questions[i];
        assert_pages_make_the_whole(&summary_shape, ask_words);
    }
}
END_TEST

START_TEST(words_go_with_filters_sorts_and_facets)
{
    struct occupation_filter filter = {
        .q = "c", .types = texts_of("occupation", NULL), .facets = texts_of("field", NULL)};
    struct sort_by *by = list_add(&filter.sorts, fixture_arena, sizeof *by);
    struct occupation_findings beside = {0};
    struct page page = {0};

    *by = (struct sort_by){"name", true};
    ck_assert_int_eq(store_occupations(fixture_store, fixture_arena, &filter, &all, &page, &beside), STORE_OK);
    assert_field(&summary_shape, &page.items, "id", "103332 chovatel cisnik 15");
    ck_assert_uint_eq(beside.facets.count, 1);
    filter.sorts = (struct list){0};
    ck_assert_int_eq(store_occupations(fixture_store, fixture_arena, &filter, &all, &page, &beside), STORE_OK);
    ck_assert_int_eq(page.total, 4);
}
END_TEST

/* Competences, groups, suggestions ----------------------------------------------------------------------------------
 */

static enum store_status ask_competences(const struct window *window, struct page *page)
{
    struct list corrected = {0};

    *page = (struct page){0};
    return store_search_competences(fixture_store, fixture_arena, asked, NULL, window, page, &corrected);
}

START_TEST(competences_are_found_by_name_and_code)
{
    struct list soft = texts_of("soft", NULL), corrected = {0};
    struct page page = {0};

    asked = "ko";
    assert_pages_make_the_whole(&catalogue_competence_shape, ask_competences);
    ck_assert_int_eq(ask_competences(&all, &page), STORE_OK);
    assert_field(&catalogue_competence_shape, &page.items, "id", "soft:2.2 soft:2.1 skill:h14.Z.2121");
    asked = "2.1";
    ck_assert_int_eq(ask_competences(&all, &page), STORE_OK);
    assert_field(&catalogue_competence_shape, &page.items, "id", "soft:2.1 knowledge:2.1");
    page = (struct page){0};
    ck_assert_int_eq(
        store_search_competences(fixture_store, fixture_arena, "kooperavce", &soft, &all, &page, &corrected), STORE_OK);
    assert_field(&catalogue_competence_shape, &page.items, "id", "soft:2.2");
    assert_field(&correction_shape, &corrected, "meant", "kooperace");
}
END_TEST

START_TEST(competences_and_groups_are_found_by_their_stems)
{
    struct list corrected = {0};
    struct page page = {0};

    asked = "kooperaci";
    ck_assert_int_eq(ask_competences(&all, &page), STORE_OK);
    assert_field(&catalogue_competence_shape, &page.items, "id", "soft:2.2");
    ck_assert_int_eq(
        store_search_isco_groups(fixture_store, fixture_arena, "řídících", NULL, NULL, &all, &page, &corrected),
        STORE_OK);
    assert_field(&isco_group_summary_shape, &page.items, "code", "1 122 12214 12 1221");
    ck_assert_uint_eq(corrected.count, 0);
}
END_TEST

START_TEST(groups_are_found_by_name_and_the_beginning_of_a_code)
{
    struct list levels = texts_of("4", NULL), parents = texts_of("122", NULL), corrected = {0};
    struct page page = {0};

    ck_assert_int_eq(store_search_isco_groups(fixture_store, fixture_arena, "122", NULL, NULL, &all, &page, &corrected),
                     STORE_OK);
    assert_field(&isco_group_summary_shape, &page.items, "code", "122 12214 1221");
    page = (struct page){0};
    ck_assert_int_eq(
        store_search_isco_groups(fixture_store, fixture_arena, "ridici", &levels, &parents, &all, &page, &corrected),
        STORE_OK);
    assert_field(&isco_group_summary_shape, &page.items, "code", "1221");
}
END_TEST

static void assert_suggested(const char *q, size_t limit, const char *ids, const char *corrected_to)
{
    struct list items = {0}, corrected = {0};

    ck_assert_int_eq(store_suggest(fixture_store, fixture_arena, q, limit, &items, &corrected), STORE_OK);
    assert_field(&suggestion_shape, &items, "id", ids);
    assert_field(&correction_shape, &corrected, "meant", corrected_to);
}

START_TEST(suggestions_are_names_that_begin_so_then_other_names_then_groups_and_competences)
{
    assert_suggested("ra", 10, "rada radar rada-2 clen prvni zapis", "");
    assert_suggested("ko", 10, "103332 soft:2.2 skill:h14.Z.2121 soft:2.1", "");
    assert_suggested("cis", 10, "cisnik 5131", "");
    assert_suggested("cis", 1, "cisnik", "");
    assert_suggested("cishnik", 10, "cisnik 5131", "cisnik");
    assert_suggested("kooperavce", 10, "soft:2.2", "kooperace");
    assert_suggested("!", 10, "", "");
}
END_TEST

START_TEST(an_id_that_begins_so_is_suggested_behind_the_names)
{
    assert_suggested("pyro", 10, "pyro pyrotechnik", "");
    assert_suggested("1033", 10, "103332", "");
    assert_suggested("10333", 10, "103332", "");
    assert_suggested("1221", 10, "1221 12214", "");
    assert_found("pyrotechnik", "pyrotechnik pyro");
}
END_TEST

START_TEST(a_suggestion_says_which_text_it_was_found_in)
{
    static const char *const questions[] = {"reditel centra", "reditelka centra"};

    for (size_t i = 0; i < sizeof questions / sizeof *questions; i++) {
        struct list items = {0}, corrected = {0};

        ck_assert_int_eq(store_suggest(fixture_store, fixture_arena, questions[i], 10, &items, &corrected), STORE_OK);
        assert_items(&suggestion_shape, &items,
                     "{'kind':'occupation','id':'103332','name':'Ředitel zákaznických služeb',"
                     "'matched':'Ředitel kontaktního centra','url':'/v1/occupations/103332'}");
    }
}
END_TEST

START_TEST(a_name_that_begins_so_is_suggested_before_one_that_has_the_word)
{
    assert_suggested("knihov", 10, "kniha deti vedouci", "");
}
END_TEST

START_TEST(a_name_comes_before_an_id)
{
    assert_found("zebra", "z zebra");
}
END_TEST

START_TEST(each_step_of_the_order_finds_what_only_it_can)
{
    assert_found("rada", "a c d b");
    assert_found("jerab", "mistr vazac");
    assert_found("knihovn", "kniha vedouci deti zapis");
}
END_TEST

START_TEST(a_number_that_no_occupation_has_is_passed_by)
{
    const char *path = dataset_write(support_folder(), "odd.db", more);
    char reason[STORE_REASON_BYTES] = "";

    cards_change(path,
                 "INSERT INTO search (rowid, words) VALUES (90000000, 'ofn:radar oan:radar ofl:radar ofr:radar')");
    store_close(fixture_store);
    ck_assert_msg(store_open(path, &fixture_store, reason) == STORE_OK, "%s", reason);
    assert_found("radar", "radar");
}
END_TEST

START_TEST(near_words_come_with_fewest_edits_then_by_how_many_names_have_them)
{
    struct list near = {0};

    ck_assert_int_eq(words_near(fixture_store, fixture_arena, "radra", 2, &near), STORE_OK);
    assert_field(&index_word_shape, &near, "word", "rada radar rady");
    near = (struct list){0};
    ck_assert_int_eq(words_near(fixture_store, fixture_arena, "1221", 2, &near), STORE_OK);
    ck_assert_uint_eq(near.count, 0);
}
END_TEST

START_TEST(a_stem_says_how_many_words_and_entries_have_it)
{
    struct index_stem stem;

    ck_assert_int_eq(words_stem(fixture_store, fixture_arena, "rad", &stem), STORE_OK);
    ck_assert_int_eq(stem.words, 2); /* rada, rady */
    ck_assert_int_eq(stem.counts.names, 5);
    ck_assert_int_eq(stem.counts.occupations, 6);
    ck_assert_int_eq(stem.counts.isco, 0);
    ck_assert_int_eq(stem.counts.competences, 0);
    ck_assert_int_eq(words_stem(fixture_store, fixture_arena, "nic", &stem), STORE_OK);
    ck_assert_int_eq(stem.words, 0);
}
END_TEST

/* Where the whole words are all that there is, the steps after them find nothing more, but the last one has all. */
START_TEST(a_tier_without_more_ways_is_empty_but_the_last)
{
    struct search search;
    size_t last;

    ck_assert_int_eq(search_read(fixture_store, fixture_arena, SEARCH_OCCUPATION, "zapisovatel", &search), STORE_OK);
    last = search_tier_with_all(&search, 0);
    ck_assert_uint_eq(last + 1, search_tier_count(&search));
    ck_assert_str_eq(search_tier(fixture_arena, &search, last), "(\"osr:zapisovatl\")");
    ck_assert_str_eq(search_tier(fixture_arena, &search, last - 2), "");
}
END_TEST

static Suite *search_suite(void)
{
    Suite *suite = suite_create("search");
    TCase *tests = tcase_create("search"), *order = tcase_create("steps of the order");

    tcase_add_checked_fixture(tests, open_more, store_fixture_close);
    tcase_add_test(tests, every_word_has_to_match_in_any_order_with_or_without_diacritics);
    tcase_add_test(tests, the_whole_name_then_its_place_then_whole_words_then_shorter_names_come_first);
    tcase_add_test(tests, diacritics_that_are_typed_come_before_the_place);
    tcase_add_test(tests, codes_ids_and_slugs_are_words_too);
    tcase_add_test(tests, gender_and_inflection_are_found);
    tcase_add_test(tests, typing_errors_are_forgiven_and_told);
    tcase_add_test(tests, what_is_near_nothing_finds_nothing_and_codes_are_never_corrected);
    tcase_add_test(tests, odd_texts_are_only_text);
    tcase_add_test(tests, pages_by_relevance_neither_skip_nor_repeat);
    tcase_add_test(tests, words_go_with_filters_sorts_and_facets);
    tcase_add_test(tests, competences_are_found_by_name_and_code);
    tcase_add_test(tests, groups_are_found_by_name_and_the_beginning_of_a_code);
    tcase_add_test(tests, suggestions_are_names_that_begin_so_then_other_names_then_groups_and_competences);
    tcase_add_test(tests, an_id_that_begins_so_is_suggested_behind_the_names);
    tcase_add_test(tests, a_suggestion_says_which_text_it_was_found_in);
    tcase_add_test(tests, a_number_that_no_occupation_has_is_passed_by);
    tcase_add_test(tests, near_words_come_with_fewest_edits_then_by_how_many_names_have_them);
    tcase_add_test(tests, competences_and_groups_are_found_by_their_stems);
    tcase_add_test(tests, a_stem_says_how_many_words_and_entries_have_it);
    tcase_add_test(tests, a_tier_without_more_ways_is_empty_but_the_last);
    suite_add_tcase(suite, tests);
    tcase_add_checked_fixture(order, open_steps, store_fixture_close);
    tcase_add_test(order, a_name_that_begins_so_is_suggested_before_one_that_has_the_word);
    tcase_add_test(order, a_name_comes_before_an_id);
    tcase_add_test(order, each_step_of_the_order_finds_what_only_it_can);
    suite_add_tcase(suite, order);
    return suite;
}

TEST_MAIN(search_suite)
