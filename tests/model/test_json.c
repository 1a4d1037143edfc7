#include "model/catalogue.h"
#include "model/search.h"
#include "tests/support/bytes.h"
#include "tests/support/support.h"

#include <jansson.h>
#include <stdlib.h>

static struct arena *arena;

static void open_arena(void)
{
    arena = arena_new();
    ck_assert_ptr_nonnull(arena);
}

static void close_arena(void)
{
    arena_free(arena);
}

static const struct style plain = {.link_prefix = ""};

#define LIST_OF(array)                                                                                                 \
    {                                                                                                                  \
        .at = (array), .count = sizeof(array) / sizeof *(array)                                                        \
    }

/* Card 103332, with the code of one group only. */
static struct term management = {"management", "Management"};
static struct qualification master = {7, "Magisterský studijní program"};
static struct isco_ref isco[] = {{"12214", "Řídící pracovníci servisních služeb a reklamací"}, {"1221", NULL}};
static struct median_wage median = {61032, "12214", 2020, "2020", "CZ", "wage", "nsp", {true, 0}};
static const struct summary director = {
    .id = "103332",
    .nsp_id = {true, 103332},
    .name = "Ředitel zákaznických služeb",
    .type = "occupation",
    .field = &management,
    .qualification_level = &master,
    .regulated = {true, 0},
    .isco = LIST_OF(isco),
    .median_wage = &median,
    .url = "/v1/occupations/103332",
};

static struct style style_of(const char *const *fields, const struct shape *shape)
{
    struct selection *selection = NULL;

    for (; *fields; fields++)
        ck_assert_int_eq(selection_add(&selection, arena, shape, *fields), SELECTION_OK);
    return (struct style){.fields = selection, .link_prefix = ""};
}

START_TEST(an_object_has_its_members_in_the_order_of_its_fields)
{
    const struct answer answer = {.shape = &summary_shape, .object = &director};

    assert_bytes(
        answer_json(&answer, &plain),
        "{\"id\":\"103332\",\"nsp_id\":103332,\"name\":\"Ředitel zákaznických služeb\",\"slug\":null,"
        "\"type\":\"occupation\",\"field\":{\"id\":\"management\",\"name\":\"Management\"},"
        "\"qualification_level\":{\"level\":7,\"name\":\"Magisterský studijní program\"},\"regulated\":false,"
        "\"isco\":[{\"code\":\"12214\",\"name\":\"Řídící pracovníci servisních služeb a reklamací\"},"
        "{\"code\":\"1221\",\"name\":null}],"
        "\"median_wage\":{\"amount\":61032,\"isco\":\"12214\",\"year\":2020,\"period\":\"2020\",\"region\":\"CZ\","
        "\"sphere\":\"wage\",\"source\":\"nsp\",\"rolled_up\":false},\"url\":\"/v1/occupations/103332\"}\n");
}
END_TEST

START_TEST(what_is_missing_is_null_and_lists_are_always_arrays)
{
    static const struct summary unknown = {0};
    const struct answer answer = {.shape = &summary_shape, .object = &unknown};

    assert_bytes(answer_json(&answer, &plain),
                 "{\"id\":null,\"nsp_id\":null,\"name\":null,\"slug\":null,\"type\":null,\"field\":null,"
                 "\"qualification_level\":null,\"regulated\":null,\"isco\":[],\"median_wage\":null,\"url\":null}\n");
}
END_TEST

START_TEST(a_withheld_wage_is_null_not_zero)
{
    static const struct wage withheld = {
        .source = "ispv", .isco = "0110", .year = 2025, .period = "2025-H1", .region = "CZ041", .status = "suppressed"};
    const struct answer answer = {.shape = &wage_shape, .object = &withheld};
    const char *const fields[] = {"isco", "status", "median", "employees", NULL};
    struct style style = style_of(fields, &wage_shape);

    assert_bytes(answer_json(&answer, &style),
                 "{\"isco\":\"0110\",\"status\":\"suppressed\",\"median\":null,\"employees\":null}\n");
}
END_TEST

START_TEST(only_the_wanted_fields_are_there_also_inside)
{
    const struct answer answer = {.shape = &summary_shape, .object = &director};
    const char *const fields[] = {"isco.code", "name", "median_wage.amount", "field", NULL};
    struct style style = style_of(fields, &summary_shape);

    assert_bytes(answer_json(&answer, &style),
                 "{\"name\":\"Ředitel zákaznických služeb\",\"field\":{\"id\":\"management\",\"name\":\"Management\"},"
                 "\"isco\":[{\"code\":\"12214\"},{\"code\":\"1221\"}],\"median_wage\":{\"amount\":61032}}\n");
}
END_TEST

START_TEST(a_list_has_items_total_and_next_and_then_what_stands_beside)
{
    static struct term conditions[] = {{"poruchy-videni", "Poruchy vidění"}, {"epilepsie", "Epilepsie"}};
    static const struct health_note note = {"Poraďte se s „lékařem“."};
    const struct answer answer = {.shape = &term_shape,
                                  .page = {.items = LIST_OF(conditions), .total = 17},
                                  .beside_shape = &health_note_shape,
                                  .beside = &note};
    struct style style = plain;

    style.next = "/v1/health-conditions?cursor=abc";
    assert_bytes(answer_json(&answer, &style),
                 "{\"items\":[{\"id\":\"poruchy-videni\",\"name\":\"Poruchy vidění\"},"
                 "{\"id\":\"epilepsie\",\"name\":\"Epilepsie\"}],\"total\":17,"
                 "\"next\":\"/v1/health-conditions?cursor=abc\",\"note\":\"Poraďte se s „lékařem“.\"}\n");
}
END_TEST

START_TEST(a_map_is_an_object_whose_members_have_their_own_names_and_an_empty_one_is_left_out)
{
    static struct correction corrected[] = {{"reditlel", "reditel"}, {"kuchrka", "kucharka"}};
    static struct facet_value levels[] = {{"7", "Magisterský studijní program", 12}};
    static struct facet facets[] = {{"qualification_level", LIST_OF(levels)}, {"regulated", {0}}};
    struct occupation_findings beside = {.corrected = LIST_OF(corrected)};
    const struct answer answer = {.shape = &term_shape, .beside_shape = &occupation_findings_shape, .beside = &beside};

    assert_bytes(answer_json(&answer, &plain), "{\"items\":[],\"total\":0,\"next\":null,\"corrected\":"
                                               "{\"reditlel\":\"reditel\",\"kuchrka\":\"kucharka\"}}\n");
    beside = (struct occupation_findings){.facets = LIST_OF(facets)};
    assert_bytes(answer_json(&answer, &plain),
                 "{\"items\":[],\"total\":0,\"next\":null,\"facets\":{\"qualification_level\":[{\"value\":\"7\","
                 "\"name\":\"Magisterský studijní program\",\"count\":12}],\"regulated\":[]}}\n");
}
END_TEST

START_TEST(a_member_of_a_map_that_is_said_twice_is_there_once)
{
    static struct correction corrected[] = {{"u", ""}, {"v", "w"}, {"u", ""}};
    const struct findings_by_word beside = {.corrected = LIST_OF(corrected)};
    const struct answer answer = {.shape = &term_shape, .beside_shape = &findings_by_word_shape, .beside = &beside};

    assert_bytes(answer_json(&answer, &plain),
                 "{\"items\":[],\"total\":0,\"next\":null,\"corrected\":{\"u\":\"\",\"v\":\"w\"}}\n");
}
END_TEST

struct scored {
    int64_t score;
};
SHAPE(scored_shape, "Scored", scored, FIELD(scored, score, FIELD_SCORE));

START_TEST(a_score_is_a_number_of_thousandths_without_a_float_s_digits)
{
    static struct scored scores[] = {{0}, {1}, {70}, {813}, {1000}};
    const struct answer answer = {.shape = &scored_shape, .page = {.items = LIST_OF(scores), .total = 5}};

    assert_bytes(answer_json(&answer, &plain),
                 "{\"items\":[{\"score\":0.0},{\"score\":0.001},{\"score\":0.07},{\"score\":0.813},{\"score\":1.0}],"
                 "\"total\":5,\"next\":null}\n");
    assert_bytes(answer_csv(&answer, &plain), "score\r\n0\r\n0.001\r\n0.07\r\n0.813\r\n1\r\n");
}
END_TEST

START_TEST(fields_do_not_touch_what_stands_beside_items)
{
    static struct load_level levels[] = {{1, "minimální", "Faktor se nevyskytuje."}};
    static const struct load_legend legend = {LIST_OF(levels)};
    static struct term items[] = {{"a", "A"}};
    const struct answer answer = {.shape = &term_shape,
                                  .page = {.items = LIST_OF(items), .total = 1},
                                  .beside_shape = &load_legend_shape,
                                  .beside = &legend};
    const char *const fields[] = {"name", NULL};
    struct style style = style_of(fields, &term_shape);

    assert_bytes(answer_json(&answer, &style), "{\"items\":[{\"name\":\"A\"}],\"total\":1,\"next\":null,"
                                               "\"legend\":[{\"level\":1,\"name\":\"minimální\","
                                               "\"description\":\"Faktor se nevyskytuje.\"}]}\n");
}
END_TEST

START_TEST(an_empty_list_is_a_list)
{
    const struct answer answer = {.shape = &wage_shape};

    assert_bytes(answer_json(&answer, &plain), "{\"items\":[],\"total\":0,\"next\":null}\n");
}
END_TEST

START_TEST(every_link_stands_behind_the_public_url_and_nothing_else_does)
{
    static struct download downloads[] = {{.name = "/v1/jméno",
                                           .url = "/v1/export/dataset.db",
                                           .media_type = "application/vnd.sqlite3",
                                           .bytes = 4096,
                                           .digest = "sha-256:00"}};
    const struct answer answer = {.shape = &download_shape, .page = {.items = LIST_OF(downloads), .total = 2}};
    const struct style style = {.link_prefix = "https://example.cz/api/povolani", .next = "/v1/wages?cursor=x"};

    assert_bytes(answer_json(&answer, &style), "{\"items\":[{\"name\":\"/v1/jméno\","
                                               "\"url\":\"https://example.cz/api/povolani/v1/export/dataset.db\","
                                               "\"media_type\":\"application/vnd.sqlite3\",\"bytes\":4096,"
                                               "\"digest\":\"sha-256:00\"}],\"total\":2,"
                                               "\"next\":\"https://example.cz/api/povolani/v1/wages?cursor=x\"}\n");
}
END_TEST

START_TEST(marked_levels_are_a_list_and_none_is_an_empty_one)
{
    static struct working_condition conditions[] = {
        {"physical", "Celková fyzická zátěž", "Overall physical load", 1 | 2}, {"heat", "Zátěž teplem", "Heat", 0}};
    const struct answer answer = {.shape = &working_condition_shape,
                                  .page = {.items = LIST_OF(conditions), .total = 2}};
    const char *const fields[] = {"factor", "levels", NULL};
    struct style style = style_of(fields, &working_condition_shape);

    assert_bytes(answer_json(&answer, &style), "{\"items\":[{\"factor\":\"physical\",\"levels\":[1,2]},"
                                               "{\"factor\":\"heat\",\"levels\":[]}],\"total\":2,\"next\":null}\n");
}
END_TEST

START_TEST(text_stays_as_it_is_and_only_what_json_forbids_is_escaped)
{
    static const char *lines[] = {"„Příliš“ žluťoučký 🐎", "a\"b\\c/d", "dva\nřádky\ttab\x01", "10\xC2\xA0Kč"};
    static const struct note note = {"Legislativní požadavky", LIST_OF(lines)};
    const struct answer answer = {.shape = &note_shape, .object = &note};

    assert_bytes(answer_json(&answer, &plain),
                 "{\"heading\":\"Legislativní požadavky\",\"lines\":[\"„Příliš“ žluťoučký 🐎\",\"a\\\"b\\\\c/d\","
                 "\"dva\\nřádky\\ttab\\u0001\",\"10\xC2\xA0Kč\"]}\n");
}
END_TEST

/* A text is looked at eight bytes at a time. */
START_TEST(what_json_forbids_is_found_at_every_place_of_a_text_of_any_length)
{
    static const struct {
        char byte;
        const char *escape;
    } forbidden[] = {{'"', "\\\""}, {'\\', "\\\\"}, {'\n', "\\n"}, {'\x01', "\\u0001"}, {'\x1f', "\\u001F"}};
    static const char around[] = "!#[]~\x7F\xC3\xBF/ \xC5\x99 and what follows";
    static struct term term = {.id = "", .name = ""};
    const struct answer answer = {.shape = &term_shape, .object = &term};

    for (size_t length = 0; length <= 20; length += 20) {
        for (size_t place = 0; place < 8; place++) {
            for (size_t i = 0; i < sizeof forbidden / sizeof *forbidden; i++) {
                const char *rest = around + sizeof around - 1 - length;

                term.id = arena_format(arena, "%.*s%c%s", (int)place, "0123456", forbidden[i].byte, rest);
                assert_bytes(answer_json(&answer, &plain),
                             arena_format(arena, "{\"id\":\"%.*s%s%s\",\"name\":\"\"}\n", (int)place, "0123456",
                                          forbidden[i].escape, rest));
            }
        }
    }
    term.id = around;
    assert_bytes(answer_json(&answer, &plain), arena_format(arena, "{\"id\":\"%s\",\"name\":\"\"}\n", around));
}
END_TEST

START_TEST(a_number_has_all_its_digits)
{
    static struct level_count counts[] = {{INT64_MIN, INT64_MAX}, {0, -10}, {9, 100}};
    const struct answer answer = {.shape = &level_count_shape, .page = {.items = LIST_OF(counts), .total = 3}};

    assert_bytes(answer_json(&answer, &plain),
                 "{\"items\":[{\"level\":-9223372036854775808,\"occupations\":9223372036854775807},"
                 "{\"level\":0,\"occupations\":-10},{\"level\":9,\"occupations\":100}],\"total\":3,\"next\":null}\n");
}
END_TEST

START_TEST(rolled_up_is_a_field_of_wages_inside_an_occupation_only)
{
    static const struct wage wage = {.isco = "1221", .rolled_up = {true, 1}};
    struct answer answer = {.shape = &occupation_wage_shape, .object = &wage};
    const char *const fields[] = {"isco", "rolled_up", NULL};
    struct style style = style_of(fields, &occupation_wage_shape);

    assert_bytes(answer_json(&answer, &style), "{\"isco\":\"1221\",\"rolled_up\":true}\n");
    ck_assert_ptr_null(shape_field(&wage_shape, "rolled_up", 9));
}
END_TEST

static long allocations_left;
static long blocks_held;

static void *scarce_malloc(size_t size)
{
    void *block = allocations_left-- > 0 ? malloc(size) : NULL;

    blocks_held += block != NULL;
    return block;
}

static void counted_free(void *block)
{
    blocks_held -= block != NULL;
    free(block);
}

/* What jansson writes: a text with an escape, and a score. */
START_TEST(without_memory_there_are_no_bytes_and_nothing_stays_behind)
{
    static struct term term = {"a", "„A“, \"B\""};
    static struct scored scores[] = {{813}};
    const struct answer answers[] = {
        {.shape = &term_shape, .object = &term},
        {.shape = &scored_shape, .page = {.items = LIST_OF(scores), .total = 1}},
    };

    json_set_alloc_funcs(scarce_malloc, counted_free);
    for (size_t i = 0; i < 2; i++) {
        struct bytes bytes;
        long enough = 0;

        do {
            allocations_left = enough++;
            bytes = answer_json(&answers[i], &plain);
            ck_assert_int_eq(blocks_held, 0);
        } while (!bytes.at && enough < 100);
        ck_assert_int_gt(enough, 1);
        ck_assert_ptr_nonnull(bytes.at);
        free(bytes.at);
    }
    json_set_alloc_funcs(malloc, free);
}
END_TEST

static Suite *json_suite(void)
{
    Suite *suite = suite_create("json");
    TCase *tests = tcase_create("json");

    tcase_add_checked_fixture(tests, open_arena, close_arena);
    tcase_add_test(tests, an_object_has_its_members_in_the_order_of_its_fields);
    tcase_add_test(tests, what_is_missing_is_null_and_lists_are_always_arrays);
    tcase_add_test(tests, a_withheld_wage_is_null_not_zero);
    tcase_add_test(tests, only_the_wanted_fields_are_there_also_inside);
    tcase_add_test(tests, a_list_has_items_total_and_next_and_then_what_stands_beside);
    tcase_add_test(tests, a_map_is_an_object_whose_members_have_their_own_names_and_an_empty_one_is_left_out);
    tcase_add_test(tests, a_member_of_a_map_that_is_said_twice_is_there_once);
    tcase_add_test(tests, a_score_is_a_number_of_thousandths_without_a_float_s_digits);
    tcase_add_test(tests, fields_do_not_touch_what_stands_beside_items);
    tcase_add_test(tests, an_empty_list_is_a_list);
    tcase_add_test(tests, every_link_stands_behind_the_public_url_and_nothing_else_does);
    tcase_add_test(tests, marked_levels_are_a_list_and_none_is_an_empty_one);
    tcase_add_test(tests, text_stays_as_it_is_and_only_what_json_forbids_is_escaped);
    tcase_add_test(tests, what_json_forbids_is_found_at_every_place_of_a_text_of_any_length);
    tcase_add_test(tests, a_number_has_all_its_digits);
    tcase_add_test(tests, rolled_up_is_a_field_of_wages_inside_an_occupation_only);
    tcase_add_test(tests, without_memory_there_are_no_bytes_and_nothing_stays_behind);
    suite_add_tcase(suite, tests);
    return suite;
}

TEST_MAIN(json_suite)
