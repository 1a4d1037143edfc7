/* Occupations ranked by competences and by what they have in common, on the small dataset, and on random ones against
 * the formula of docs/scoring.md in floating point. */
#include "tests/support/dataset.h"
#include "tests/support/store.h"
#include "tests/support/support.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Small dataset ---------------------------------------------------------------------------------------------------- */

static void has(struct list *asked, const char *id, int64_t level)
{
    struct asked_competence *competence = list_add(asked, fixture_arena, sizeof *competence);

    *competence = (struct asked_competence){id, {level >= 0, level >= 0 ? level : 0}};
}

static struct list matches(const struct list *asked, int64_t limit)
{
    struct list found = {0};

    ck_assert_int_eq(store_competence_matches(fixture_store, fixture_arena, asked, limit, &found), STORE_OK);
    return found;
}

static struct list similar(const char *id)
{
    struct list found = {0};

    ck_assert_int_eq(store_similar(fixture_store, fixture_arena, id, 10, &found), STORE_OK);
    return found;
}

static const struct competence_match *match_of(const struct list *found, const char *id)
{
    const struct competence_match *match = found->at;

    for (size_t i = 0; i < found->count; i++)
        if (strcmp(match[i].summary.id, id) == 0)
            return &match[i];
    ck_abort_msg("%s is not there", id);
}

START_TEST(a_match_says_what_is_met_what_is_below_and_what_is_missing)
{
    struct list asked = {0}, found;
    const struct competence_match *match;

    has(&asked, "soft:2.1", 4);
    has(&asked, "soft:2.2", 0);
    found = matches(&asked, 10);
    match = match_of(&found, "103332");
    assert_items(&competence_fit_shape, &match->met, "{'id':'soft:2.2','name':'Kooperace','level':0,'required':0}");
    assert_items(&competence_fit_shape, &match->below,
                 "{'id':'soft:2.1','name':'Efektivní komunikace','level':4,'required':5}");
    assert_items(&competence_fit_shape, &match->missing,
                 "{'id':'skill:h14.Z.2121','name':'Koordinování příprav metodických postupů','level':null,"
                 "'required':7}");
}
END_TEST

START_TEST(a_level_that_is_unknown_on_either_side_is_met)
{
    struct list asked = {0}, found;

    has(&asked, "soft:2.1", -1);
    has(&asked, "knowledge:2.1", 1);
    found = matches(&asked, 10);
    assert_items(&competence_fit_shape, &match_of(&found, "chovatel")->met,
                 "{'id':'knowledge:2.1','name':'Chov skotu','level':1,'required':null}\n"
                 "{'id':'soft:2.1','name':'Efektivní komunikace','level':null,'required':2}");
    ck_assert_uint_eq(match_of(&found, "103332")->below.count, 0);
}
END_TEST

START_TEST(summaries_of_matches_are_whole)
{
    struct list asked = {0}, found;

    has(&asked, "soft:2.2", 0);
    found = matches(&asked, 10);
    ck_assert_uint_eq(found.count, 1);
    assert_object(&summary_shape, found.at,
                  "{'id':'103332','nsp_id':103332,'name':'Ředitel zákaznických služeb',"
                  "'slug':'reditel-zakaznickych-sluz','type':'occupation','field':{'id':'management',"
                  "'name':'Management'},'qualification_level':{'level':7,'name':'Magisterský studijní program'},"
                  "'regulated':false,'isco':[{'code':'12214','name':'Řídící pracovníci servisních služeb a reklamací'},"
                  "{'code':'1221','name':'Řídící pracovníci v oblasti obchodu a marketingu'}],"
                  "'median_wage':{'amount':61032,'isco':'12214','year':2020,'period':'2020','region':'CZ',"
                  "'sphere':'wage','source':'nsp','rolled_up':false},'url':'/v1/occupations/103332'}");
}
END_TEST

START_TEST(having_all_at_its_level_is_one_and_of_equal_scores_who_asks_for_less_comes_first)
{
    struct list asked = {0}, found;

    has(&asked, "soft:2.1", 5);
    found = matches(&asked, 10);
    assert_field(&competence_match_shape, &found, "id", "cisnik 103332 chovatel");
    assert_field(&competence_match_shape, &found, "score", "1.0 1.0 0.4");
}
END_TEST

START_TEST(what_the_dataset_does_not_have_counts_for_nothing)
{
    struct list asked = {0}, found;

    has(&asked, "soft:2.1", 5);
    has(&asked, "soft:9.9", 5); /* nobody asks for it */
    has(&asked, "soft:77", 5);
    found = matches(&asked, 10);
    assert_field(&competence_match_shape, &found, "score", "1.0 1.0 0.4");
}
END_TEST

START_TEST(what_is_rare_says_more)
{
    struct list asked = {0}, found;

    has(&asked, "soft:2.1", 5);       /* three of three: log2(3.5 / 3) */
    has(&asked, "knowledge:2.1", -1); /* one of three: log2(3.5) is 1.807 */
    found = matches(&asked, 10);
    assert_field(&competence_match_shape, &found, "id", "chovatel cisnik 103332");
    assert_field(&competence_match_shape, &found, "score", "0.934 0.109 0.109");
}
END_TEST

START_TEST(similar_occupations_come_with_their_reasons)
{
    struct list found = similar("77");
    const struct similar_occupation *first = found.at;

    assert_field(&similar_occupation_shape, &found, "id", "15 cisnik");
    assert_items(&similar_reason_shape, &first->reasons,
                 "{'kind':'field','id':'pohostinstvi-a-cestovni-ruch','name':'Pohostinství a cestovní ruch'}\n"
                 "{'kind':'subfield','id':'gastronomie','name':'Gastronomie'}\n"
                 "{'kind':'name','id':'cukrar','name':null}");
    assert_items(&similar_reason_shape, &first[1].reasons,
                 "{'kind':'isco','id':'5131','name':'Číšníci a servírky'}\n"
                 "{'kind':'field','id':'pohostinstvi-a-cestovni-ruch','name':'Pohostinství a cestovní ruch'}");
    ck_assert_uint_eq(first->shared.count, 0);
}
END_TEST

START_TEST(shared_competences_have_both_levels)
{
    struct list found = similar("chovatel");
    const struct similar_occupation *first = found.at;

    assert_field(&similar_occupation_shape, &found, "id", "cisnik 103332");
    assert_items(&competence_step_shape, &first->shared,
                 "{'id':'soft:2.1','name':'Efektivní komunikace','from':2,'to':5}");
    assert_items(&similar_reason_shape, &first->reasons, "{'kind':'competences','id':null,'name':null}");
}
END_TEST

START_TEST(an_occupation_of_which_nothing_is_known_is_like_none)
{
    struct list found = similar("8");

    ck_assert_uint_eq(found.count, 0);
    ck_assert_int_eq(store_similar(fixture_store, fixture_arena, "nikdo", 10, &found), STORE_NOT_FOUND);
}
END_TEST

START_TEST(prepositions_and_fields_of_those_without_one_are_nothing_in_common)
{
    store_fixture_close();
    store_fixture_open_with(
        "INSERT INTO field VALUES ('povolani-bez-oboru-a-mezioborova', 'Bez oboru', sort_key('Bez'));"
        "UPDATE occupation SET field = 'povolani-bez-oboru-a-mezioborova' WHERE id IN ('8', '15');"
        "UPDATE occupation SET name = 'Strojník pro těžbu nebo při lomu' WHERE id = '8';"
        "UPDATE occupation SET name = 'Cukrář pro pečivo nebo při pultu' WHERE id = '15';");
    ck_assert_uint_eq(similar("8").count, 0);
}
END_TEST

START_TEST(a_gap_has_the_summaries_and_parts_of_both)
{
    struct gap gap = {0};

    ck_assert_int_eq(store_gap(fixture_store, fixture_arena, "chovatel", "103332", &gap), STORE_OK);
    ck_assert_str_eq(gap.from->id, "chovatel");
    ck_assert_str_eq(gap.to->id, "103332");
    assert_field(&competence_shape, &gap.gain, "id", "skill:h14.Z.2121 soft:2.2");
    assert_items(&competence_step_shape, &gap.raise, "{'id':'soft:2.1','name':'Efektivní komunikace','from':2,'to':5}");
    assert_items(&load_step_shape, &gap.loads,
                 "{'factor':'visual','name':'Zraková zátěž','from':[1],'to':[2]}\n"
                 "{'factor':'physical','name':'Celková fyzická zátěž','from':[4],'to':[1,2]}");
    assert_field(&education_shape, &gap.education->fields, "code", "6208T 62xxT");
    ck_assert_ptr_null(gap.wage->from);
    ck_assert_int_eq(gap.wage->to->amount, 61032);
    ck_assert_int_eq(store_gap(fixture_store, fixture_arena, "nikdo", "103332", &gap), STORE_NOT_FOUND);
}
END_TEST

/* Random datasets against the formula -------------------------------------------------------------------------------
 */

enum { OCCUPATIONS = 60, COMPETENCES = 25, QUESTIONS = 200, ABSENT = -2, UNKNOWN = -1 };

static const struct {
    const char *kind;
    int least, most;
} scales[] = {{"skill", 1, 8}, {"knowledge", 1, 8}, {"soft", 0, 5}};

static int levels[OCCUPATIONS][COMPETENCES]; /* of what a random dataset's occupations ask for */

static int drawn(int count)
{
    return rand() % count;
}

static int random_level(int competence)
{
    int kind = competence % 3;

    return drawn(6) == 0 ? UNKNOWN : scales[kind].least + drawn(scales[kind].most - scales[kind].least + 1);
}

static const char *id_of(int competence)
{
    static char ids[COMPETENCES][32];

    snprintf(ids[competence], sizeof ids[competence], "%s:r%d", scales[competence % 3].kind, competence);
    return ids[competence];
}

/* SQL that makes the random dataset; the caller frees it. Competences of low numbers are asked for more often. */
static char *random_rows(void)
{
    char *text = NULL;
    size_t length;
    FILE *sql = open_memstream(&text, &length);

    ck_assert_ptr_nonnull(sql);
    fprintf(sql, "DELETE FROM occupation_competence;");
    for (int c = 0; c < COMPETENCES; c++)
        fprintf(sql, "INSERT INTO competence VALUES ('%s', '%s', 'r%d', 'R', %d);", id_of(c), scales[c % 3].kind, c,
                100 + c);
    for (int o = 0; o < OCCUPATIONS; o++) {
        fprintf(sql, "INSERT INTO occupation (id, sort_key, stated, document) VALUES ('o%02d', '', 16, 1);", o);
        for (int c = 0; c < COMPETENCES; c++) {
            levels[o][c] = drawn(COMPETENCES + 2) > c ? random_level(c) : ABSENT;
            if (levels[o][c] != ABSENT)
                fprintf(sql, "INSERT INTO occupation_competence VALUES ('o%02d', '%s', %d, nullif(%d, -1), NULL);", o,
                        id_of(c), c, levels[o][c]);
        }
    }
    fclose(sql);
    return text;
}

static int asking_of(int competence)
{
    int count = 0;

    for (int o = 0; o < OCCUPATIONS; o++)
        count += levels[o][competence] != ABSENT;
    return count;
}

static int asked_by(int occupation)
{
    int count = 0;

    for (int c = 0; c < COMPETENCES; c++)
        count += levels[occupation][c] != ABSENT;
    return count;
}

/* The occupations that ask for anything at all. */
static int stating(void)
{
    int count = 0;

    for (int o = 0; o < OCCUPATIONS; o++)
        count += asked_by(o) > 0;
    return count;
}

static double nearness(int competence, int level, int held)
{
    double scale = scales[competence % 3].most - scales[competence % 3].least;

    if (held == ABSENT)
        return 0;
    if (level == UNKNOWN)
        return 1;
    return held == UNKNOWN ? 0.5 : 1 - abs(level - held) / scale;
}

static double score_of(int occupation, const int question[COMPETENCES])
{
    double sum = 0, whole = 0;

    for (int c = 0; c < COMPETENCES; c++) {
        double weight = asking_of(c) > 0 ? log2((stating() + 0.5) / asking_of(c)) : 0;

        if (question[c] == ABSENT)
            continue;
        sum += weight * nearness(c, question[c], levels[occupation][c]);
        whole += weight;
    }
    return whole > 0 ? sum / whole : 0;
}

/* Is each found where its score belongs, and is nobody missing? */
static void check_question(const int question[COMPETENCES])
{
    const double rounding = 0.002; /* weights are rounded to thousandths of a bit, scores to thousandths */
    struct list asked = {0}, found;
    const struct competence_match *match;
    size_t scored = 0;

    for (int c = 0; c < COMPETENCES; c++)
        if (question[c] != ABSENT)
            has(&asked, id_of(c), question[c]);
    found = matches(&asked, 100);
    match = found.at;
    for (int o = 0; o < OCCUPATIONS; o++)
        scored += score_of(o, question) > 0;
    ck_assert_uint_eq(found.count, scored);
    for (size_t i = 0; i < found.count; i++) {
        int occupation = atoi(match[i].summary.id + 1);

        ck_assert_double_eq_tol((double)match[i].score / 1000, score_of(occupation, question), rounding);
        ck_assert(i == 0 || match[i - 1].score >= match[i].score);
        ck_assert_uint_eq(match[i].met.count + match[i].below.count + match[i].missing.count,
                          (size_t)asked_by(occupation));
    }
}

START_TEST(scores_of_random_profiles_are_those_of_the_formula)
{
    char *rows;
    int question[COMPETENCES];

    srand(5);
    rows = random_rows();
    store_fixture_open_with(rows);
    for (int i = 0; i < QUESTIONS; i++) {
        for (int c = 0; c < COMPETENCES; c++)
            question[c] = drawn(3) == 0 ? random_level(c) : ABSENT;
        check_question(question);
    }
    store_fixture_close();
    free(rows);
}
END_TEST

static Suite *store_profile_suite(void)
{
    Suite *suite = suite_create("store_profile");
    TCase *tests = tcase_create("store_profile"), *random = tcase_create("random");

    tcase_add_checked_fixture(tests, store_fixture_open, store_fixture_close);
    tcase_add_test(tests, a_match_says_what_is_met_what_is_below_and_what_is_missing);
    tcase_add_test(tests, a_level_that_is_unknown_on_either_side_is_met);
    tcase_add_test(tests, summaries_of_matches_are_whole);
    tcase_add_test(tests, having_all_at_its_level_is_one_and_of_equal_scores_who_asks_for_less_comes_first);
    tcase_add_test(tests, what_the_dataset_does_not_have_counts_for_nothing);
    tcase_add_test(tests, what_is_rare_says_more);
    tcase_add_test(tests, similar_occupations_come_with_their_reasons);
    tcase_add_test(tests, shared_competences_have_both_levels);
    tcase_add_test(tests, an_occupation_of_which_nothing_is_known_is_like_none);
    tcase_add_test(tests, prepositions_and_fields_of_those_without_one_are_nothing_in_common);
    tcase_add_test(tests, a_gap_has_the_summaries_and_parts_of_both);
    suite_add_tcase(suite, tests);
    tcase_set_timeout(random, 0);
    tcase_add_test(random, scores_of_random_profiles_are_those_of_the_formula);
    suite_add_tcase(suite, random);
    return suite;
}

TEST_MAIN(store_profile_suite)
