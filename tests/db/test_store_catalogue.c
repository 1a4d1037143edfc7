/* Questions about wages and the catalogue, on tests/support/dataset.sql. */
#include "tests/support/store.h"
#include "tests/support/support.h"

#include <string.h>

static const struct window all = {0};

/* The medians of the rows that pass, in the list's order, and that a page of one counts as many. */
static void assert_wages(struct wage_filter filter, const char *medians)
{
    const struct window one = {.limit = 1};
    struct page page = {0}, first = {0};

    ck_assert_int_eq(store_wages(fixture_store, fixture_arena, &filter, &all, &page), STORE_OK);
    assert_field(&wage_shape, &page.items, "median", medians);
    ck_assert_int_eq(store_wages(fixture_store, fixture_arena, &filter, &one, &first), STORE_OK);
    ck_assert_int_eq(first.total, (int64_t)page.items.count);
    ck_assert_int_eq(first.more, page.items.count > 1);
}

START_TEST(a_wage_row_has_its_figures_and_names)
{
    const struct wage_filter filter = {.isco = texts_of("1221", NULL), .years = texts_of("2025", NULL)};
    struct page page = {0};

    ck_assert_int_eq(store_wages(fixture_store, fixture_arena, &filter, &all, &page), STORE_OK);
    assert_items(&wage_shape, &page.items,
                 "{'source':'ispv','isco':'1221','isco_name':'Řídící pracovníci v oblasti obchodu a marketingu',"
                 "'year':2025,'period':'2025-H1','region':'CZ','region_name':'Česká republika','sphere':'wage',"
                 "'status':'published','from':null,'median':80000,'to':null,'p10':null,'p25':60000,'p75':null,"
                 "'p90':null,'mean':null,'employees':4100}");
}
END_TEST

START_TEST(a_suppressed_row_is_there_and_its_figures_are_unknown)
{
    const struct wage_filter filter = {.statuses = texts_of("suppressed", NULL), .regions = texts_of("CZ080", NULL)};
    struct page page = {0};

    ck_assert_int_eq(store_wages(fixture_store, fixture_arena, &filter, &all, &page), STORE_OK);
    assert_items(&wage_shape, &page.items,
                 "{'source':'nsp','isco':'1221','isco_name':'Řídící pracovníci v oblasti obchodu a marketingu',"
                 "'year':2020,'period':'2020','region':'CZ080','region_name':'Moravskoslezský kraj','sphere':'salary',"
                 "'status':'suppressed','from':null,'median':null,'to':null,'p10':null,'p25':null,'p75':null,"
                 "'p90':null,'mean':null,'employees':null}");
}
END_TEST

START_TEST(wages_pass_each_filter)
{
    assert_wages((struct wage_filter){0}, "80000 74546 58351 98245 63784 null 61032 null 21500 22000");
    assert_wages((struct wage_filter){.isco = texts_of("1221", NULL)}, "80000 74546 58351 98245 63784 null 61032 null");
    assert_wages((struct wage_filter){.isco = texts_of("12214", "51")}, "61032 null 21500 22000");
    assert_wages((struct wage_filter){.isco = texts_of("1", "1221")}, "80000 74546 58351 98245 63784 null 61032 null");
    assert_wages((struct wage_filter){.isco = texts_of("2", NULL)}, "");
    assert_wages((struct wage_filter){.levels = texts_of("5", NULL)}, "61032 null");
    assert_wages((struct wage_filter){.levels = texts_of("5", "4"), .isco = texts_of("5", NULL)}, "21500 22000");
    assert_wages((struct wage_filter){.regions = texts_of("CZ010", "CZ064")}, "98245 63784 22000");
    assert_wages((struct wage_filter){.spheres = texts_of("salary", NULL)}, "58351 63784 null null");
    assert_wages((struct wage_filter){.years = texts_of("2025", "1999")}, "80000");
    assert_wages((struct wage_filter){.sources = texts_of("ispv", NULL)}, "80000");
    assert_wages((struct wage_filter){.statuses = texts_of("suppressed", NULL)}, "null null");
    assert_wages((struct wage_filter){.regions = texts_of("CZ", NULL),
                                      .spheres = texts_of("wage", NULL),
                                      .sources = texts_of("nsp", NULL),
                                      .levels = texts_of("4", NULL)},
                 "74546 21500");
}
END_TEST

START_TEST(a_suppressed_median_passes_no_bound)
{
    assert_wages((struct wage_filter){.median_min = {true, 0}}, "80000 74546 58351 98245 63784 61032 21500 22000");
    assert_wages((struct wage_filter){.median_max = {true, 1000000}},
                 "80000 74546 58351 98245 63784 61032 21500 22000");
    assert_wages((struct wage_filter){.median_min = {true, 61032}, .median_max = {true, 74546}}, "74546 63784 61032");
    assert_wages((struct wage_filter){.median_min = {true, 2}, .median_max = {true, 1}}, "");
}
END_TEST

START_TEST(an_occupations_wages_are_those_of_its_groups)
{
    const struct wage_filter filter = {
        .occupation = "103332", .regions = texts_of("CZ", NULL), .spheres = texts_of("wage", NULL)};
    struct page page = {0};

    assert_wages((struct wage_filter){.occupation = "103332"}, "80000 74546 58351 98245 63784 null 61032 null");
    assert_wages((struct wage_filter){.occupation = "chovatel"}, "");
    assert_wages((struct wage_filter){.occupation = "neni"}, "");
    ck_assert_int_eq(store_wages(fixture_store, fixture_arena, &filter, &all, &page), STORE_OK);
    assert_field(&occupation_wage_shape, &page.items, "rolled_up", "true true false");
}
END_TEST

/* Pages -------------------------------------------------------------------------------------------------------- */

static enum store_status page_wages(const struct window *window, struct page *page)
{
    return store_wages(fixture_store, fixture_arena, &(struct wage_filter){0}, window, page);
}

static enum store_status page_regional_wages(const struct window *window, struct page *page)
{
    const struct wage_filter filter = {.occupation = "103332", .regions = texts_of("CZ", "CZ010")};

    return store_wages(fixture_store, fixture_arena, &filter, window, page);
}

static enum store_status page_competences(const struct window *window, struct page *page)
{
    return store_competences(fixture_store, fixture_arena, &(struct list){0}, window, page);
}

static enum store_status page_soft_competences(const struct window *window, struct page *page)
{
    const struct list kinds = texts_of("soft", "digital");

    return store_competences(fixture_store, fixture_arena, &kinds, window, page);
}

static enum store_status page_health_conditions(const struct window *window, struct page *page)
{
    return store_health_conditions(fixture_store, fixture_arena, window, page);
}

static enum store_status page_working_conditions(const struct window *window, struct page *page)
{
    return store_working_conditions(fixture_store, fixture_arena, window, page);
}

static enum store_status page_isco_groups(const struct window *window, struct page *page)
{
    return store_isco_groups(fixture_store, fixture_arena, NULL, NULL, window, page);
}

static enum store_status page_isco_level(const struct window *window, struct page *page)
{
    const struct list levels = texts_of("4", "1");

    return store_isco_groups(fixture_store, fixture_arena, &levels, NULL, window, page);
}

static enum store_status page_regions(const struct window *window, struct page *page)
{
    return store_regions(fixture_store, fixture_arena, NULL, window, page);
}

static enum store_status page_fields(const struct window *window, struct page *page)
{
    return store_vocabulary(fixture_store, fixture_arena, VOCABULARY_FIELDS, window, page);
}

static enum store_status page_education_fields(const struct window *window, struct page *page)
{
    return store_vocabulary(fixture_store, fixture_arena, VOCABULARY_EDUCATION_FIELDS, window, page);
}

static enum store_status page_qualification_levels(const struct window *window, struct page *page)
{
    return store_vocabulary(fixture_store, fixture_arena, VOCABULARY_QUALIFICATION_LEVELS, window, page);
}

static enum store_status page_esco(const struct window *window, struct page *page)
{
    return store_esco(fixture_store, fixture_arena, NULL, NULL, NULL, window, page);
}

static enum store_status page_changes(const struct window *window, struct page *page)
{
    return store_changes(fixture_store, fixture_arena, NULL, window, page);
}

static const struct {
    page_question question;
    const struct shape *shape;
} lists[] = {
    {page_wages, &wage_shape},
    {page_regional_wages, &occupation_wage_shape},
    {page_competences, &catalogue_competence_shape},
    {page_soft_competences, &catalogue_competence_shape},
    {page_health_conditions, &catalogue_health_condition_shape},
    {page_working_conditions, &catalogue_working_condition_shape},
    {page_isco_groups, &isco_group_summary_shape},
    {page_isco_level, &isco_group_summary_shape},
    {page_esco, &esco_concept_shape},
    {page_changes, &change_shape},
    {page_regions, &region_shape},
    {page_fields, &occupation_field_shape},
    {page_education_fields, &education_field_shape},
    {page_qualification_levels, &qualification_level_shape},
};

/* The list's shape is the one that its items were read as, or a shorter one of the same struct. */
START_TEST(pages_make_the_whole_list)
{
    assert_pages_make_the_whole(lists[_i].shape, lists[_i].question);
}
END_TEST

START_TEST(a_position_that_is_none_of_ours_is_only_a_place)
{
    static const struct position odd[] = {{"", ""}, {"x", "x"}, {"' OR 1", "--"}, {"99999999999999999999", "9"}};

    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
        for (size_t j = 0; j < sizeof odd / sizeof *odd; j++) {
            const struct window window = {.limit = 2, .after = odd[j]};
            struct page page = {0};

            ck_assert_int_eq(lists[i].question(&window, &page), STORE_OK);
        }
    }
}
END_TEST

/* Catalogue ------------------------------------------------------------------------------------------------------ */

static struct page whole(page_question question)
{
    struct page page = {0};

    ck_assert_int_eq(question(&all, &page), STORE_OK);
    return page;
}

START_TEST(competences_stand_by_kind_and_count_by_level)
{
    struct page page = whole(page_competences);
    struct page soft = whole(page_soft_competences);

    assert_items(&catalogue_competence_shape, &page.items,
                 "{'id':'skill:h14.Z.2121','kind':'skill','code':'h14.Z.2121',"
                 "'name':'Koordinování příprav metodických postupů','scale':{'min':1,'max':8},'guide':null,"
                 "'occupations':1,'levels':[{'level':7,'occupations':1}],'url':'/v1/competences/skill:h14.Z.2121'}\n"
                 "{'id':'knowledge:2.1','kind':'knowledge','code':'2.1','name':'Chov skotu',"
                 "'scale':{'min':1,'max':8},'guide':null,'occupations':1,'levels':[],"
                 "'url':'/v1/competences/knowledge:2.1'}\n"
                 "{'id':'soft:2.1','kind':'soft','code':'2.1','name':'Efektivní komunikace',"
                 "'scale':{'min':0,'max':5},'guide':'https://nsp.cz/mekke-kompetence','occupations':3,"
                 "'levels':[{'level':2,'occupations':1},{'level':5,'occupations':2}],"
                 "'url':'/v1/competences/soft:2.1'}\n"
                 "{'id':'soft:2.2','kind':'soft','code':'2.2','name':'Kooperace','scale':{'min':0,'max':5},"
                 "'guide':'https://nsp.cz/mekke-kompetence','occupations':1,"
                 "'levels':[{'level':0,'occupations':1}],'url':'/v1/competences/soft:2.2'}\n"
                 "{'id':'soft:9.9','kind':'soft','code':'9.9','name':'Nikým nežádaná','scale':{'min':0,'max':5},"
                 "'guide':'https://nsp.cz/mekke-kompetence','occupations':0,'levels':[],"
                 "'url':'/v1/competences/soft:9.9'}");
    assert_field(&catalogue_competence_shape, &soft.items, "id", "soft:2.1 soft:2.2 soft:9.9");
}
END_TEST

START_TEST(one_of_a_catalogue_is_the_same_as_in_its_list)
{
    struct page competences = whole(page_competences);
    struct page health = whole(page_health_conditions);
    struct page loads = whole(page_working_conditions);
    struct catalogue_competence competence = {0};
    struct catalogue_health_condition condition = {0};
    struct catalogue_working_condition load = {0};

    ck_assert_int_eq(store_competence(fixture_store, fixture_arena, "soft:2.1", &competence), STORE_OK);
    ck_assert_int_eq(store_health_condition(fixture_store, fixture_arena, "astma", &condition), STORE_OK);
    ck_assert_int_eq(store_working_condition(fixture_store, fixture_arena, "physical", &load), STORE_OK);
    assert_same_object(&catalogue_competence_shape, &competence,
                       (const struct catalogue_competence *)competences.items.at + 2);
    assert_same_object(&catalogue_health_condition_shape, &condition, health.items.at);
    assert_same_object(&catalogue_working_condition_shape, &load,
                       (const struct catalogue_working_condition *)loads.items.at + 1);
}
END_TEST

START_TEST(one_that_a_catalogue_does_not_have_is_not_found)
{
    struct catalogue_competence competence = {0};
    struct catalogue_health_condition condition = {0};
    struct catalogue_working_condition load = {0};
    struct isco_group group = {0};

    ck_assert_int_eq(store_competence(fixture_store, fixture_arena, "digital:2.1", &competence), STORE_NOT_FOUND);
    ck_assert_int_eq(store_health_condition(fixture_store, fixture_arena, "", &condition), STORE_NOT_FOUND);
    ck_assert_int_eq(store_working_condition(fixture_store, fixture_arena, "heat", &load), STORE_NOT_FOUND);
    ck_assert_int_eq(store_isco_group(fixture_store, fixture_arena, "110", &group), STORE_NOT_FOUND);
}
END_TEST

START_TEST(health_conditions_count_whom_they_limit_and_exclude)
{
    struct page page = whole(page_health_conditions);

    assert_items(&catalogue_health_condition_shape, &page.items,
                 "{'id':'astma','name':'Astma','limits':2,'excludes':1,'url':'/v1/health-conditions/astma'}\n"
                 "{'id':'chronicka-onemocneni-kuze','name':'Chronická onemocnění kůže','limits':0,'excludes':0,"
                 "'url':'/v1/health-conditions/chronicka-onemocneni-kuze'}\n"
                 "{'id':'poruchy-chovani','name':'Poruchy chování','limits':0,'excludes':1,"
                 "'url':'/v1/health-conditions/poruchy-chovani'}\n"
                 "{'id':'poruchy-videni','name':'Poruchy vidění','limits':1,'excludes':0,"
                 "'url':'/v1/health-conditions/poruchy-videni'}");
}
END_TEST

START_TEST(working_conditions_count_the_highest_level_and_show_all_four)
{
    struct page page = whole(page_working_conditions);

    assert_items(&catalogue_working_condition_shape, &page.items,
                 "{'factor':'visual','name':'Zraková zátěž','name_en':'Visual strain','occupations':2,"
                 "'levels':[{'level':1,'occupations':1},{'level':2,'occupations':1},{'level':3,'occupations':0},"
                 "{'level':4,'occupations':0}],'url':'/v1/working-conditions/visual'}\n"
                 "{'factor':'physical','name':'Celková fyzická zátěž','name_en':'Overall physical load',"
                 "'occupations':3,'levels':[{'level':1,'occupations':0},{'level':2,'occupations':1},"
                 "{'level':3,'occupations':1},{'level':4,'occupations':1}],'url':'/v1/working-conditions/physical'}\n"
                 "{'factor':'mental','name':'Duševní zátěž','name_en':'Mental load','occupations':0,"
                 "'levels':[{'level':1,'occupations':0},{'level':2,'occupations':0},{'level':3,'occupations':0},"
                 "{'level':4,'occupations':0}],'url':'/v1/working-conditions/mental'}");
}
END_TEST

START_TEST(the_legend_explains_the_levels)
{
    struct list levels = {0};

    ck_assert_int_eq(store_load_levels(fixture_store, fixture_arena, &levels), STORE_OK);
    assert_items(&load_level_shape, &levels,
                 "{'level':1,'name':'Stupeň zátěže (minimální zdravotní riziko)',"
                 "'description':'Faktor se nevyskytuje nebo je zátěž minimální.'}\n"
                 "{'level':2,'name':'Stupeň zátěže (únosná míra zdravotního rizika)',"
                 "'description':'Míra zátěže je únosná.'}");
}
END_TEST

START_TEST(a_group_has_its_neighbours_and_its_own_wages)
{
    struct isco_group group = {0};

    ck_assert_int_eq(store_isco_group(fixture_store, fixture_arena, "1221", &group), STORE_OK);
    assert_field(&wage_shape, &group.wages, "median", "80000 74546 58351 98245 63784 null");
    group.wages = (struct list){0};
    assert_object(&isco_group_shape, &group,
                  "{'code':'1221','level':4,'name':'Řídící pracovníci v oblasti obchodu a marketingu','name_en':null,"
                  "'parent':{'code':'122','name':'Řídící pracovníci v oblasti obchodu'},"
                  "'children':[{'code':'12214','name':'Řídící pracovníci servisních služeb a reklamací'}],"
                  "'esco':{'uri':'http://data.europa.eu/esco/isco/C1221','name':'Vedoucí pracovníci prodeje',"
                  "'name_en':'Sales and marketing managers'},'occupations':1,"
                  "'median_wage':{'amount':80000,'isco':'1221','year':2025,'period':'2025-H1','region':'CZ',"
                  "'sphere':'wage','source':'ispv','rolled_up':false},'wages':[],'url':'/v1/isco/1221'}");
}
END_TEST

START_TEST(of_several_esco_groups_the_lowest_address_is_shown)
{
    struct isco_group group = {0};

    ck_assert_int_eq(store_isco_group(fixture_store, fixture_arena, "5131", &group), STORE_OK);
    ck_assert_str_eq(group.esco->uri, "http://data.europa.eu/esco/isco/B5131");
    ck_assert_str_eq(group.esco->name, "Servírky");
    ck_assert_ptr_null(group.parent);
    ck_assert_int_eq(group.occupations, 2);
}
END_TEST

START_TEST(groups_stand_by_code_and_count_all_below_once)
{
    const struct list levels = texts_of("1", "5"), parents = texts_of("1", "1221");
    struct page page = whole(page_isco_groups);
    struct page found = {0};

    assert_field(&isco_group_summary_shape, &page.items, "code", "0110 1 12 122 1221 12214 5 5131 6 61210");
    assert_field(&isco_group_summary_shape, &page.items, "occupations", "0 1 1 1 1 1 2 2 1 1");
    ck_assert_int_eq(store_isco_groups(fixture_store, fixture_arena, &levels, NULL, &all, &found), STORE_OK);
    assert_field(&isco_group_summary_shape, &found.items, "code", "1 12214 5 6 61210");
    ck_assert_int_eq(store_isco_groups(fixture_store, fixture_arena, NULL, &parents, &all, &found), STORE_OK);
    assert_field(&isco_group_summary_shape, &found.items, "code", "12 12214");
    ck_assert_int_eq(store_isco_groups(fixture_store, fixture_arena, &levels, &parents, &all, &found), STORE_OK);
    assert_field(&isco_group_summary_shape, &found.items, "code", "12214");
}
END_TEST

START_TEST(regions_are_without_the_country_and_count_published_rows)
{
    struct page page = whole(page_regions);

    assert_items(
        &region_shape, &page.items,
        "{'code':'CZ010','name':'Hlavní město Praha','name_en':'Prague','mpsv_id':19,'wages':2,'districts':[]}\n"
        "{'code':'CZ064','name':'Jihomoravský kraj','name_en':'South Moravian Region','mpsv_id':116,'wages':1,"
        "'districts':[{'code':'CZ0642','name':'Brno-město'},{'code':'CZ0643','name':'Brno-venkov'}]}\n"
        "{'code':'CZ080','name':'Moravskoslezský kraj','name_en':'Moravian-Silesian Region','mpsv_id':132,"
        "'wages':0,'districts':[{'code':'CZ0806','name':'Ostrava-město'}]}");
}
END_TEST

START_TEST(a_region_is_found_by_words_of_its_name_and_of_its_districts)
{
    static const struct {
        const char *slug, *codes;
    } cases[] = {
        {"brno", "CZ064"},
        {"venkov", "CZ064"},
        {"brno-mesto", "CZ064"},
        {"mesto", "CZ010 CZ064 CZ080"},
        {"kraj", "CZ064 CZ080"},
        {"rno", ""},
        {"-", ""},
    };

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct page page = {0};

        ck_assert_int_eq(store_regions(fixture_store, fixture_arena, cases[i].slug, &all, &page), STORE_OK);
        assert_field(&region_shape, &page.items, "code", cases[i].codes);
        ck_assert_int_eq(page.total, (int64_t)page.items.count);
    }
}
END_TEST

START_TEST(a_concept_of_esco_leads_to_its_group_and_to_occupations)
{
    struct list codes = texts_of("5131", NULL), types = texts_of("occupation", NULL);
    struct list uris = texts_of("http://data.europa.eu/esco/isco/C1221", "http://data.europa.eu/esco/isco/C9999");
    struct page page = {0};

    ck_assert_int_eq(store_esco(fixture_store, fixture_arena, NULL, &codes, &types, &all, &page), STORE_OK);
    assert_items(
        &esco_concept_shape, &page.items,
        "{'uri':'http://data.europa.eu/esco/occupation/f2cc5978','type':'occupation','code':'5131','name':null,"
        "'name_en':'waiter/waitress','isco':{'code':'5131','name':'Číšníci a servírky'},'occupations':["
        "{'id':'77','name':'Cukrář','url':'/v1/occupations/77'},"
        "{'id':'cisnik','name':'Číšník','url':'/v1/occupations/cisnik'}]}");
    page = (struct page){0};
    ck_assert_int_eq(store_esco(fixture_store, fixture_arena, &uris, NULL, NULL, &all, &page), STORE_OK);
    assert_items(&esco_concept_shape, &page.items,
                 "{'uri':'http://data.europa.eu/esco/isco/C1221','type':'group','code':'1221',"
                 "'name':'Vedoucí pracovníci prodeje','name_en':'Sales and marketing managers',"
                 "'isco':{'code':'1221','name':'Řídící pracovníci v oblasti obchodu a marketingu'},'occupations':["
                 "{'id':'103332','name':'Ředitel zákaznických služeb','url':'/v1/occupations/103332'}]}\n"
                 "{'uri':'http://data.europa.eu/esco/isco/C9999','type':'group','code':'9999','name':null,"
                 "'name_en':'Nobody','isco':null,'occupations':[]}");
}
END_TEST

START_TEST(fields_stand_by_name_with_the_subfields_of_their_occupations)
{
    struct page page = whole(page_fields);

    assert_items(&occupation_field_shape, &page.items,
                 "{'id':'chemie','name':'Chemie','occupations':0,'subfields':[]}\n"
                 "{'id':'management','name':'Management','occupations':1,'subfields':[]}\n"
                 "{'id':'pohostinstvi-a-cestovni-ruch','name':'Pohostinství a cestovní ruch','occupations':3,"
                 "'subfields':[{'id':'gastronomie','name':'Gastronomie','occupations':2}]}\n"
                 "{'id':'zemedelstvi-a-veterinarni-pece','name':'Zemědělství a veterinární péče','occupations':1,"
                 "'subfields':[{'id':'rostlinna-vyroba','name':'Rostlinná výroba','occupations':1},"
                 "{'id':'zivocisna-vyroba','name':'Živočišná výroba','occupations':1}]}");
}
END_TEST

START_TEST(education_fields_count_their_own_code_and_type)
{
    struct page page = whole(page_education_fields);

    assert_items(&education_field_shape, &page.items,
                 "{'code':'29-53-H/01','name':'Pekař','type':'rvp','occupations':2}\n"
                 "{'code':'6208T','name':'Ekonomika a management','type':'kkov','occupations':1}\n"
                 "{'code':'62xxT','name':'Ekonomie','type':'kkov','occupations':1}\n"
                 "{'code':'62xxT','name':'Ekonomie','type':'rvp','occupations':0}");
}
END_TEST

START_TEST(qualification_levels_have_their_labels_and_count_the_highest)
{
    struct page page = whole(page_qualification_levels);

    assert_field(&qualification_level_shape, &page.items, "level", "1 3 6 7");
    assert_field(&qualification_level_shape, &page.items, "occupations", "0 3 0 1");
    assert_field(&qualification_level_shape, &page.items, "labels",
                 "['Základní vzdělání'] ['Střední vzdělání s výučním listem'] "
                 "['Vyšší odborné vzdělání','Bakalářský studijní program'] ['Magisterský studijní program']");
}
END_TEST

START_TEST(changes_are_those_after_a_version_that_the_dataset_knows)
{
    struct page page = {0};

    ck_assert_int_eq(store_changes(fixture_store, fixture_arena, "bbbbbbbbbbbbbbbb", &all, &page), STORE_OK);
    assert_items(&change_shape, &page.items,
                 "{'occupation_id':'15','name':'Cukrář','change':'changed','fields':['name','activities'],"
                 "'version':'0123456789abcdef','successor':null}\n"
                 "{'occupation_id':'kolar','name':'Kolář','change':'removed','fields':[],"
                 "'version':'0123456789abcdef','successor':'15'}");
    ck_assert_int_eq(store_changes(fixture_store, fixture_arena, "0123456789abcdef", &all, &page), STORE_OK);
    ck_assert_int_eq(page.total, 0);
    ck_assert_int_eq(store_changes(fixture_store, fixture_arena, NULL, &all, &page), STORE_OK);
    ck_assert_int_eq(page.total, 4);
    ck_assert_int_eq(store_changes(fixture_store, fixture_arena, "cccccccccccccccc", &all, &page), STORE_NOT_FOUND);
}
END_TEST

START_TEST(what_is_gone_names_its_successor_where_one_is_stated)
{
    static const struct {
        const char *id, *successor;
        enum store_status status;
    } cases[] = {
        {"hrncir", "15", STORE_OK}, {"havir", NULL, STORE_OK},     {"kolar", "15", STORE_OK},
        {"99", NULL, STORE_OK},     {"15", NULL, STORE_NOT_FOUND}, {"neni", NULL, STORE_NOT_FOUND},
    };

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const char *successor = NULL;

        ck_assert_int_eq(store_occupation_gone(fixture_store, fixture_arena, cases[i].id, &successor), cases[i].status);
        ck_assert_pstr_eq(successor, cases[i].successor);
    }
}
END_TEST

START_TEST(the_dataset_says_what_it_is_and_where_it_comes_from)
{
    struct dataset dataset = {0};

    ck_assert_int_eq(store_dataset(fixture_store, fixture_arena, &dataset), STORE_OK);
    assert_field(&download_shape, &dataset.downloads, "name", "dataset.db"); /* no export was made of it */
    dataset.downloads = (struct list){0};
    assert_object(&dataset_shape, &dataset,
                  "{'version':'0123456789abcdef','last_modified':'2025-06-30','currency':'CZK','unit':'month',"
                  "'counts':{'occupations':6,'specializations':1,'wages':10,'competences':5,'isco_groups':10,"
                  "'health_conditions':4,'education_fields':4,'esco':5,'districts':3},"
                  "'sources':[{'id':'ispv','publisher':'MPSV','licence':'CC BY 4.0','attribution':'ISPV, MPSV',"
                  "'year':2025,'documents':1,'digest':'sha-256:bb'},"
                  "{'id':'nsp','publisher':'NSP','licence':'otevřená data',"
                  "'attribution':'Národní soustava povolání','year':null,'documents':6,'digest':'sha-256:aa'}],"
                  "'downloads':[]}");
}
END_TEST

static Suite *store_catalogue_suite(void)
{
    Suite *suite = suite_create("store_catalogue");
    TCase *tests = tcase_create("store_catalogue");

    tcase_add_checked_fixture(tests, store_fixture_open, store_fixture_close);
    tcase_add_test(tests, a_wage_row_has_its_figures_and_names);
    tcase_add_test(tests, a_suppressed_row_is_there_and_its_figures_are_unknown);
    tcase_add_test(tests, wages_pass_each_filter);
    tcase_add_test(tests, a_suppressed_median_passes_no_bound);
    tcase_add_test(tests, an_occupations_wages_are_those_of_its_groups);
    tcase_add_loop_test(tests, pages_make_the_whole_list, 0, (int)(sizeof lists / sizeof *lists));
    tcase_add_test(tests, a_position_that_is_none_of_ours_is_only_a_place);
    tcase_add_test(tests, competences_stand_by_kind_and_count_by_level);
    tcase_add_test(tests, one_of_a_catalogue_is_the_same_as_in_its_list);
    tcase_add_test(tests, one_that_a_catalogue_does_not_have_is_not_found);
    tcase_add_test(tests, health_conditions_count_whom_they_limit_and_exclude);
    tcase_add_test(tests, working_conditions_count_the_highest_level_and_show_all_four);
    tcase_add_test(tests, the_legend_explains_the_levels);
    tcase_add_test(tests, a_group_has_its_neighbours_and_its_own_wages);
    tcase_add_test(tests, of_several_esco_groups_the_lowest_address_is_shown);
    tcase_add_test(tests, groups_stand_by_code_and_count_all_below_once);
    tcase_add_test(tests, regions_are_without_the_country_and_count_published_rows);
    tcase_add_test(tests, fields_stand_by_name_with_the_subfields_of_their_occupations);
    tcase_add_test(tests, education_fields_count_their_own_code_and_type);
    tcase_add_test(tests, qualification_levels_have_their_labels_and_count_the_highest);
    tcase_add_test(tests, a_region_is_found_by_words_of_its_name_and_of_its_districts);
    tcase_add_test(tests, a_concept_of_esco_leads_to_its_group_and_to_occupations);
    tcase_add_test(tests, changes_are_those_after_a_version_that_the_dataset_knows);
    tcase_add_test(tests, what_is_gone_names_its_successor_where_one_is_stated);
    tcase_add_test(tests, the_dataset_says_what_it_is_and_where_it_comes_from);
    suite_add_tcase(suite, tests);
    return suite;
}

TEST_MAIN(store_catalogue_suite)
