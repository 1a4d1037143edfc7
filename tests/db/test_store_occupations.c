/* Questions about occupations, on tests/support/dataset.sql. */
#include "tests/support/store.h"
#include "tests/support/support.h"

#include <sqlite3.h>
#include <string.h>

static const struct window all = {0};

static struct page occupations(const struct occupation_filter *filter)
{
    struct page page = {0};
    struct occupation_findings beside = {0};

    ck_assert_int_eq(store_occupations(fixture_store, fixture_arena, filter, &all, &page, &beside), STORE_OK);
    ck_assert_int_eq(page.total, (int64_t)page.items.count);
    return page;
}

static struct list by(const char *name, bool descending)
{
    struct list sorts = {0};
    struct sort_by *sort = list_add(&sorts, fixture_arena, sizeof *sort);

    ck_assert_ptr_nonnull(sort);
    *sort = (struct sort_by){name, descending};
    return sorts;
}

/* The ids of the occupations that pass, and that a page of one counts as many. */
static void assert_passing(struct occupation_filter filter, const char *ids)
{
    const struct window one = {.limit = 1};
    struct page page = occupations(&filter);
    struct page first = {0};
    struct occupation_findings beside = {0};

    assert_field(&summary_shape, &page.items, "id", ids);
    ck_assert_int_eq(store_occupations(fixture_store, fixture_arena, &filter, &one, &first, &beside), STORE_OK);
    ck_assert_int_eq(first.total, page.total);
    ck_assert_int_eq(first.more, page.total > 1);
}

START_TEST(an_occupation_comes_whole)
{
    struct occupation found = {0};

    ck_assert_int_eq(store_occupation(fixture_store, fixture_arena, "103332", &found), STORE_OK);
    ck_assert_uint_eq(found.wages.count, 8);
    assert_field(&occupation_wage_shape, &found.wages, "rolled_up", "true true true true true true false false");
    found.wages = (struct list){0};
    assert_object(
        &occupation_shape, &found,
        "{'id':'103332','nsp_id':103332,'name':'Ředitel zákaznických služeb','slug':'reditel-zakaznickych-sluz',"
        "'url':'/v1/occupations/103332','type':'occupation','description':'Vede a řídí organizační celek.',"
        "'alternative_names':['Ředitel kontaktního centra','Customer Service Manager'],"
        "'field':{'id':'management','name':'Management'},'subfield':null,'subfields':[],"
        "'qualification_level':{'level':7,'name':'Magisterský studijní program'},"
        "'qualification_levels':[{'level':7,'name':'Magisterský studijní program'},"
        "{'level':6,'name':'Vyšší odborné vzdělání'}],"
        "'regulated':false,'regulation':null,"
        "'activities':['Monitorování procesů zákaznických služeb.','Udržování vztahů s klíčovými zákazníky.'],"
        "'isco':[{'code':'12214','name':'Řídící pracovníci servisních služeb a reklamací'},"
        "{'code':'1221','name':'Řídící pracovníci v oblasti obchodu a marketingu'}],"
        "'esco':[{'code':'1221','name':'Vedoucí pracovníci prodeje',"
        "'name_en':'Sales and marketing managers','uri':'http://data.europa.eu/esco/isco/C1221'}],"
        "'median_wage':{'amount':61032,'isco':'12214','year':2020,'period':'2020','region':'CZ','sphere':'wage',"
        "'source':'nsp','rolled_up':false},'wages':[],"
        "'working_conditions':[{'factor':'visual','name':'Zraková zátěž','name_en':'Visual strain','levels':[2]},"
        "{'factor':'physical','name':'Celková fyzická zátěž','name_en':'Overall physical load','levels':[1,2]},"
        "{'factor':'mental','name':'Duševní zátěž','name_en':'Mental load','levels':[]}],"
        "'education':[{'code':'6208T','name':'Ekonomika a management','type':'kkov','suitability':'most_suitable'},"
        "{'code':'62xxT','name':'Ekonomie','type':'kkov','suitability':'suitable'}],"
        "'competences':[{'id':'skill:h14.Z.2121','kind':'skill','code':'h14.Z.2121',"
        "'name':'Koordinování příprav metodických postupů','level':7,'scale':{'min':1,'max':8},'suitability':2},"
        "{'id':'soft:2.2','kind':'soft','code':'2.2','name':'Kooperace','level':0,'scale':{'min':0,'max':5},"
        "'suitability':null},"
        "{'id':'soft:2.1','kind':'soft','code':'2.1','name':'Efektivní komunikace','level':5,"
        "'scale':{'min':0,'max':5},'suitability':null}],"
        "'health_conditions':{'limiting':[{'id':'poruchy-videni','name':'Poruchy vidění'},"
        "{'id':'astma','name':'Astma'}],'excluding':[{'id':'poruchy-chovani','name':'Poruchy chování'}],"
        "'note':'Onemocnění je nutno konzultovat s lékařem.'},"
        "'related':{'parent':null,'specializations':[],'siblings':[]},'notes':[],"
        "'stated':['activities','wages','working_conditions','education','competences','health_conditions'],"
        "'source':{'publisher':'NSP','licence':'otevřená data','document':'103332.txt','digest':'sha-256:01',"
        "'merged':[]}}");
}
END_TEST

START_TEST(what_no_source_states_is_null_or_an_empty_list)
{
    struct occupation found = {0};

    ck_assert_int_eq(store_occupation(fixture_store, fixture_arena, "8", &found), STORE_OK);
    assert_object(
        &occupation_shape, &found,
        "{'id':'8','nsp_id':8,'name':'Obsluha \\'drtiče\\'','slug':null,'url':'/v1/occupations/8','type':null,"
        "'description':null,'alternative_names':[],'field':null,'subfield':null,'subfields':[],"
        "'qualification_level':null,'qualification_levels':[],'regulated':null,'regulation':null,"
        "'activities':[],'isco':[],'esco':[],'median_wage':null,'wages':[],'working_conditions':[],"
        "'education':[],'competences':[],'health_conditions':{'limiting':[],'excluding':[],'note':null},"
        "'related':{'parent':null,'specializations':[],'siblings':[]},'notes':[],'stated':[],"
        "'source':{'publisher':'NSP','licence':'otevřená data','document':'8.txt','digest':'sha-256:06',"
        "'merged':[]}}");
}
END_TEST

START_TEST(what_is_from_other_documents_is_told_by_document)
{
    struct occupation found = {0};

    ck_assert_int_eq(store_occupation(fixture_store, fixture_arena, "cisnik", &found), STORE_OK);
    assert_object(
        &origin_shape, found.source,
        "{'publisher':'NSP','licence':'otevřená data','document':'cisnik.txt','digest':'sha-256:03','merged':["
        "{'publisher':'NSP','licence':'otevřená data','document':'8.txt','digest':'sha-256:06',"
        "'fields':['slug','field']},"
        "{'publisher':'MPSV','licence':'CC BY 4.0','document':'ispv.json','digest':'sha-256:07',"
        "'fields':['wages']}]}");
}
END_TEST

START_TEST(notes_subfields_and_relatives_stand_in_the_sources_order)
{
    struct occupation breeder = {0}, special = {0}, general = {0};

    ck_assert_int_eq(store_occupation(fixture_store, fixture_arena, "chovatel", &breeder), STORE_OK);
    assert_items(&note_shape, &breeder.notes,
                 "{'heading':'Příklady činností','lines':['Krmení','Dojení']}\n"
                 "{'heading':'Legislativní požadavky','lines':[]}");
    assert_field(&term_shape, &breeder.subfields, "id", "zivocisna-vyroba rostlinna-vyroba");
    ck_assert_str_eq(breeder.subfield->name, "Živočišná výroba");
    ck_assert(!breeder.nsp_id.known);
    ck_assert(breeder.regulated.known && breeder.regulated.value == 1);
    assert_field(&competence_shape, &breeder.competences, "level", "null 2");

    ck_assert_int_eq(store_occupation(fixture_store, fixture_arena, "77", &special), STORE_OK);
    assert_object(&related_shape, special.related,
                  "{'parent':{'name':'Cukrář','id':'15'},'specializations':[],"
                  "'siblings':[{'name':'Cukrář zmrzlinář','id':null}]}");
    ck_assert_int_eq(store_occupation(fixture_store, fixture_arena, "15", &general), STORE_OK);
    assert_object(&related_shape, general.related,
                  "{'parent':null,'specializations':[{'name':'Cukrář','id':'77'},"
                  "{'name':'Cukrář pro výzdobu','id':null}],'siblings':[]}");
}
END_TEST

START_TEST(an_unknown_occupation_is_not_found_and_leaves_no_trace)
{
    static const char *const unknown[] = {"", "999", "103332 ", "' OR 1 --", "reditel-zakaznickych-sluz"};

    for (size_t i = 0; i < sizeof unknown / sizeof *unknown; i++) {
        struct occupation found = {0};
        struct list list = {0};
        const char *text = NULL;

        ck_assert_int_eq(store_occupation(fixture_store, fixture_arena, unknown[i], &found), STORE_NOT_FOUND);
        ck_assert_ptr_null(found.health_conditions);
        ck_assert_int_eq(store_occupation_exists(fixture_store, unknown[i]), STORE_NOT_FOUND);
        ck_assert_int_eq(store_competences_of(fixture_store, fixture_arena, unknown[i], &list), STORE_NOT_FOUND);
        ck_assert_int_eq(store_education_of(fixture_store, fixture_arena, unknown[i], &list), STORE_NOT_FOUND);
        ck_assert_int_eq(store_working_conditions_of(fixture_store, fixture_arena, unknown[i], &list), STORE_NOT_FOUND);
        ck_assert_int_eq(store_health_conditions_of(fixture_store, fixture_arena, unknown[i], &list, &text),
                         STORE_NOT_FOUND);
    }
}
END_TEST

START_TEST(parts_of_an_occupation_are_those_of_the_whole)
{
    struct list competences = {0}, education = {0}, loads = {0}, health = {0};
    const char *note = NULL;

    ck_assert_int_eq(store_occupation_exists(fixture_store, "103332"), STORE_OK);
    ck_assert_int_eq(store_competences_of(fixture_store, fixture_arena, "103332", &competences), STORE_OK);
    assert_field(&competence_shape, &competences, "id", "skill:h14.Z.2121 soft:2.2 soft:2.1");
    ck_assert_int_eq(store_education_of(fixture_store, fixture_arena, "103332", &education), STORE_OK);
    assert_field(&education_shape, &education, "code", "6208T 62xxT");
    ck_assert_int_eq(store_working_conditions_of(fixture_store, fixture_arena, "103332", &loads), STORE_OK);
    assert_field(&working_condition_shape, &loads, "levels", "[2] [1,2] []");
    ck_assert_int_eq(store_health_conditions_of(fixture_store, fixture_arena, "103332", &health, &note), STORE_OK);
    assert_items(&health_condition_shape, &health,
                 "{'id':'poruchy-videni','name':'Poruchy vidění','effect':'limiting'}\n"
                 "{'id':'astma','name':'Astma','effect':'limiting'}\n"
                 "{'id':'poruchy-chovani','name':'Poruchy chování','effect':'excluding'}");
    ck_assert_str_eq(note, "Onemocnění je nutno konzultovat s lékařem.");
}
END_TEST

START_TEST(an_occupation_without_a_part_has_an_empty_list)
{
    struct list list = {0};
    const char *note = "unchanged";

    ck_assert_int_eq(store_competences_of(fixture_store, fixture_arena, "8", &list), STORE_OK);
    ck_assert_uint_eq(list.count, 0);
    ck_assert_int_eq(store_health_conditions_of(fixture_store, fixture_arena, "8", &list, &note), STORE_OK);
    ck_assert_uint_eq(list.count, 0);
    ck_assert_ptr_null(note);
}
END_TEST

START_TEST(a_slug_leads_to_the_id)
{
    const char *id = NULL;

    ck_assert_int_eq(store_occupation_by_slug(fixture_store, fixture_arena, "reditel-zakaznickych-sluz", &id),
                     STORE_OK);
    ck_assert_str_eq(id, "103332");
    ck_assert_int_eq(store_occupation_by_slug(fixture_store, fixture_arena, "neni", &id), STORE_NOT_FOUND);
}
END_TEST

START_TEST(summaries_stand_in_czech_order_with_ties_by_id)
{
    assert_passing((struct occupation_filter){0}, "15 77 cisnik chovatel 8 103332");
    assert_passing((struct occupation_filter){.sorts = by("name", true)}, "103332 8 chovatel cisnik 15 77");
}
END_TEST

START_TEST(a_summary_has_what_lists_show)
{
    struct page page = occupations(&(struct occupation_filter){.isco = texts_of("122", NULL)});

    assert_items(&summary_shape, &page.items,
                 "{'id':'103332','nsp_id':103332,'name':'Ředitel zákaznických služeb',"
                 "'slug':'reditel-zakaznickych-sluz','type':'occupation',"
                 "'field':{'id':'management','name':'Management'},"
                 "'qualification_level':{'level':7,'name':'Magisterský studijní program'},'regulated':false,"
                 "'isco':[{'code':'12214','name':'Řídící pracovníci servisních služeb a reklamací'},"
                 "{'code':'1221','name':'Řídící pracovníci v oblasti obchodu a marketingu'}],"
                 "'median_wage':{'amount':61032,'isco':'12214','year':2020,'period':'2020','region':'CZ',"
                 "'sphere':'wage','source':'nsp','rolled_up':false},'url':'/v1/occupations/103332'}");
}
END_TEST

START_TEST(each_summary_has_its_own_groups_and_median)
{
    struct page page = occupations(&(struct occupation_filter){0});

    assert_field(&summary_shape, &page.items, "isco",
                 "[] [{'code':'5131','name':'Číšníci a servírky'}] [{'code':'5131','name':'Číšníci a servírky'}] "
                 "[{'code':'61210','name':'Chovatelé hospodářských zvířat'}] [] "
                 "[{'code':'12214','name':'Řídící pracovníci servisních služeb a reklamací'},"
                 "{'code':'1221','name':'Řídící pracovníci v oblasti obchodu a marketingu'}]");
    assert_field(&summary_shape, &page.items, "median_wage.amount",
                 "null null {'amount':21500} null null {'amount':61032}");
}
END_TEST

START_TEST(filters_are_or_inside_and_and_between)
{
    const struct figure yes = {true, 1}, no = {true, 0};

    assert_passing((struct occupation_filter){.isco = texts_of("5", NULL)}, "77 cisnik");
    assert_passing((struct occupation_filter){.isco = texts_of("5131", "12214")}, "77 cisnik 103332");
    assert_passing((struct occupation_filter){.isco = texts_of("1221", "12")}, "103332");
    assert_passing((struct occupation_filter){.isco = texts_of("01", "513")}, "77 cisnik");
    assert_passing((struct occupation_filter){.isco = texts_of("0", NULL)}, "");
    assert_passing((struct occupation_filter){.fields = texts_of("management", "zemedelstvi-a-veterinarni-pece")},
                   "chovatel 103332");
    assert_passing((struct occupation_filter){.fields = texts_of("neni", NULL)}, "");
    assert_passing((struct occupation_filter){.types = texts_of("specialization", NULL)}, "77");
    assert_passing((struct occupation_filter){.types = texts_of("specialization", "occupation")},
                   "15 77 cisnik chovatel 103332");
    assert_passing((struct occupation_filter){.qualification_levels = texts_of("3", NULL)}, "15 cisnik chovatel");
    assert_passing((struct occupation_filter){.qualification_levels = texts_of("3", "7")}, "15 cisnik chovatel 103332");
    assert_passing((struct occupation_filter){.regulated = yes}, "chovatel");
    assert_passing((struct occupation_filter){.regulated = no}, "15 cisnik 103332");
    assert_passing((struct occupation_filter){.fields = texts_of("pohostinstvi-a-cestovni-ruch", NULL),
                                              .types = texts_of("occupation", NULL),
                                              .qualification_levels = texts_of("3", NULL),
                                              .regulated = no,
                                              .isco = texts_of("51", NULL)},
                   "cisnik");
}
END_TEST

START_TEST(a_value_is_only_a_value)
{
    static const char *const odd[] = {"\"", "\\", "\"]", "a\",\"management", "\x01\x1f", "'", "%", "žluť", ""};

    for (size_t i = 0; i < sizeof odd / sizeof *odd; i++) {
        assert_passing((struct occupation_filter){.fields = texts_of(odd[i], NULL)}, "");
        assert_passing((struct occupation_filter){.fields = texts_of(odd[i], "management")}, "103332");
    }
}
END_TEST

static enum store_status listed(const struct occupation_filter *filter, const struct window *window, struct page *page)
{
    struct occupation_findings beside = {0};

    return store_occupations(fixture_store, fixture_arena, filter, window, page, &beside);
}

static enum store_status upwards(const struct window *window, struct page *page)
{
    return listed(&(struct occupation_filter){0}, window, page);
}

static enum store_status downwards(const struct window *window, struct page *page)
{
    return listed(&(struct occupation_filter){.sorts = by("name", true)}, window, page);
}

static enum store_status level_three(const struct window *window, struct page *page)
{
    return listed(&(struct occupation_filter){.qualification_levels = texts_of("3", NULL), .sorts = by("name", true)},
                  window, page);
}

START_TEST(pages_of_occupations_make_the_whole_list)
{
    assert_pages_make_the_whole(&summary_shape, upwards);
    assert_pages_make_the_whole(&summary_shape, downwards);
    assert_pages_make_the_whole(&summary_shape, level_three);
}
END_TEST

/* Units of which only the slug is known, and a name without a letter. */
static void open_with_unnamed(void)
{
    store_fixture_open_with(
        "INSERT INTO occupation (id, slug, name, sort_key, qualification_level, stated, document) VALUES "
        "('a-unit', 'a-unit', NULL, char(0x10FFFF), 3, 0, 1), ('z-unit', 'z-unit', NULL, char(0x10FFFF), 3, 0, 1), "
        "('1', NULL, NULL, char(0x10FFFF), NULL, 0, 1), ('b', 'b', '…', sort_key('…'), NULL, 0, 1)");
}

START_TEST(occupations_without_a_name_stand_last_in_either_direction)
{
    assert_passing((struct occupation_filter){0}, "b 15 77 cisnik chovatel 8 103332 1 a-unit z-unit");
    assert_passing((struct occupation_filter){.sorts = by("name", true)},
                   "103332 8 chovatel cisnik 15 77 b 1 a-unit z-unit");
    assert_passing((struct occupation_filter){.qualification_levels = texts_of("3", NULL)},
                   "15 cisnik chovatel a-unit z-unit");
    assert_passing((struct occupation_filter){.qualification_levels = texts_of("3", NULL), .sorts = by("name", true)},
                   "chovatel cisnik 15 a-unit z-unit");
}
END_TEST

START_TEST(pages_go_on_among_occupations_without_a_name)
{
    assert_pages_make_the_whole(&summary_shape, upwards);
    assert_pages_make_the_whole(&summary_shape, downwards);
    assert_pages_make_the_whole(&summary_shape, level_three);
}
END_TEST

START_TEST(the_last_position_is_that_of_the_last_item)
{
    const struct window window = {.limit = 2};
    struct page page = {0};

    ck_assert_int_eq(upwards(&window, &page), STORE_OK);
    ck_assert_str_eq(page.last.id, "77");
    ck_assert_ptr_nonnull(page.last.key);
    ck_assert(page.more);
}
END_TEST

START_TEST(a_page_that_is_not_full_has_no_last_position)
{
    const struct window window = {.limit = 100};
    struct page page = {0};

    ck_assert_int_eq(upwards(&window, &page), STORE_OK);
    ck_assert_uint_gt(page.items.count, 0);
    ck_assert_ptr_null(page.last.key);
    ck_assert(!page.more);
}
END_TEST

START_TEST(combinations_of_filters_are_answered_alike_each_time)
{
    for (int round = 0; round < 3; round++) {
        for (int set = 0; set < 32; set++) {
            struct occupation_filter filter = {
                .isco = set & 1 ? texts_of("5", "1") : (struct list){0},
                .fields = set & 2 ? texts_of("management", "pohostinstvi-a-cestovni-ruch") : (struct list){0},
                .types = set & 4 ? texts_of("occupation", NULL) : (struct list){0},
                .qualification_levels = set & 8 ? texts_of("3", "7") : (struct list){0},
                .regulated = {set & 16, 0},
            };
            bool needs_isco = set & 1, needs_level_or_type = set & (4 | 8 | 16);

            assert_passing(filter, needs_isco && needs_level_or_type ? "cisnik 103332"
                                   : needs_isco                      ? "77 cisnik 103332"
                                   : set & 2 && needs_level_or_type  ? "15 cisnik 103332"
                                   : set & 2                         ? "15 77 cisnik 103332"
                                   : set & 16                        ? "15 cisnik 103332"
                                   : needs_level_or_type             ? "15 cisnik chovatel 103332"
                                                                     : "15 77 cisnik chovatel 8 103332");
        }
    }
}
END_TEST

START_TEST(without_memory_a_question_fails_and_the_next_one_is_answered)
{
    struct occupation found = {0};

    sqlite3_hard_heap_limit64(1);
    ck_assert_int_eq(store_occupation(fixture_store, fixture_arena, "103332", &found), STORE_NO_MEMORY);
    ck_assert_ptr_null(found.id);
    sqlite3_hard_heap_limit64(0);
    ck_assert_int_eq(store_occupation(fixture_store, fixture_arena, "103332", &found), STORE_OK);
}
END_TEST

static Suite *store_occupations_suite(void)
{
    Suite *suite = suite_create("store_occupations");
    TCase *tests = tcase_create("store_occupations"), *unnamed = tcase_create("unnamed");

    tcase_add_checked_fixture(tests, store_fixture_open, store_fixture_close);
    tcase_add_test(tests, what_is_from_other_documents_is_told_by_document);
    tcase_add_test(tests, an_occupation_comes_whole);
    tcase_add_test(tests, what_no_source_states_is_null_or_an_empty_list);
    tcase_add_test(tests, notes_subfields_and_relatives_stand_in_the_sources_order);
    tcase_add_test(tests, an_unknown_occupation_is_not_found_and_leaves_no_trace);
    tcase_add_test(tests, parts_of_an_occupation_are_those_of_the_whole);
    tcase_add_test(tests, an_occupation_without_a_part_has_an_empty_list);
    tcase_add_test(tests, a_slug_leads_to_the_id);
    tcase_add_test(tests, summaries_stand_in_czech_order_with_ties_by_id);
    tcase_add_test(tests, a_summary_has_what_lists_show);
    tcase_add_test(tests, each_summary_has_its_own_groups_and_median);
    tcase_add_test(tests, filters_are_or_inside_and_and_between);
    tcase_add_test(tests, a_value_is_only_a_value);
    tcase_add_test(tests, pages_of_occupations_make_the_whole_list);
    tcase_add_test(tests, the_last_position_is_that_of_the_last_item);
    tcase_add_test(tests, a_page_that_is_not_full_has_no_last_position);
    tcase_add_test(tests, combinations_of_filters_are_answered_alike_each_time);
    tcase_add_test(tests, without_memory_a_question_fails_and_the_next_one_is_answered);
    suite_add_tcase(suite, tests);

    tcase_add_checked_fixture(unnamed, open_with_unnamed, store_fixture_close);
    tcase_add_test(unnamed, occupations_without_a_name_stand_last_in_either_direction);
    tcase_add_test(unnamed, pages_go_on_among_occupations_without_a_name);
    suite_add_tcase(suite, unnamed);
    return suite;
}

TEST_MAIN(store_occupations_suite)
