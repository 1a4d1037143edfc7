#include "model/catalogue.h"
#include "tests/support/bytes.h"
#include "tests/support/support.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

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

static struct style style_of(const char *path, const struct shape *shape)
{
    struct selection *selection = NULL;

    ck_assert_int_eq(selection_add(&selection, arena, shape, path), SELECTION_OK);
    return (struct style){.fields = selection, .link_prefix = ""};
}

START_TEST(a_list_in_a_list_has_a_separator_of_its_own)
{
    static struct working_condition conditions[] = {
        {"physical", "Fyzická", "Physical", 1 | 2}, {"heat", "Teplo", "Heat", 0}, {"cold", "Chlad", "Cold", 4}};
    static const char *lines[] = {"první", "druhý"}, *more[] = {"třetí"};
    static struct note notes[] = {{"Příklady", LIST_OF(lines)}, {"Jiné", LIST_OF(more)}};
    static struct occupation items[] = {{.working_conditions = LIST_OF(conditions), .notes = LIST_OF(notes)}};
    const struct answer answer = {.shape = &occupation_shape, .page = {.items = LIST_OF(items), .total = 1}};
    struct style style = plain;
    struct selection *fields = NULL;

    ck_assert_int_eq(selection_add(&fields, arena, &occupation_shape, "working_conditions.levels"), SELECTION_OK);
    ck_assert_int_eq(selection_add(&fields, arena, &occupation_shape, "notes"), SELECTION_OK);
    style.fields = fields;
    assert_bytes(answer_csv(&answer, &style), "working_conditions.levels,notes.heading,notes.lines\r\n"
                                              "1;2||3,Příklady|Jiné,první;druhý|třetí\r\n");
}
END_TEST

START_TEST(without_a_header_there_are_rows_only)
{
    static struct term items[] = {{"management", "Management"}, {"doprava", "Doprava"}};
    const struct answer answer = {.shape = &term_shape, .page = {.items = LIST_OF(items), .total = 2}};
    const struct style style = {.link_prefix = "", .without_header = true};

    assert_bytes(answer_csv(&answer, &style), "management,Management\r\ndoprava,Doprava\r\n");
}
END_TEST

START_TEST(nested_objects_become_dotted_columns_and_lists_one_cell)
{
    static struct term management = {"management", "Management"};
    static struct isco_ref isco[] = {{"12214", "Řídící pracovníci servisních služeb"}, {"1221", "Řídící pracovníci"}};
    static struct summary items[] = {{.id = "103332",
                                      .nsp_id = {true, 103332},
                                      .name = "Ředitel zákaznických služeb",
                                      .field = &management,
                                      .regulated = {true, 0},
                                      .isco = LIST_OF(isco),
                                      .url = "/v1/occupations/103332"}};
    const struct answer answer = {.shape = &summary_shape, .page = {.items = LIST_OF(items), .total = 1}};
    const struct style style = {.link_prefix = "https://example.cz/api"};

    assert_bytes(answer_csv(&answer, &style),
                 "id,nsp_id,name,slug,type,field.id,field.name,qualification_level.level,qualification_level.name,"
                 "regulated,isco.code,isco.name,median_wage.amount,median_wage.isco,median_wage.year,"
                 "median_wage.period,median_wage.region,median_wage.sphere,median_wage.source,median_wage.rolled_up,"
                 "url\r\n"
                 "103332,103332,Ředitel zákaznických služeb,,,management,Management,,,false,12214|1221,"
                 "Řídící pracovníci servisních služeb|Řídící pracovníci,,,,,,,,,"
                 "https://example.cz/api/v1/occupations/103332\r\n");
}
END_TEST

START_TEST(an_empty_list_is_its_header)
{
    const struct answer answer = {.shape = &term_shape};

    assert_bytes(answer_csv(&answer, &plain), "id,name\r\n");
}
END_TEST

START_TEST(a_withheld_wage_is_an_empty_cell_and_zeros_are_kept)
{
    static struct wage items[] = {{.isco = "0110", .median = {false, 0}, .employees = {true, 0}}};
    const struct answer answer = {.shape = &wage_shape, .page = {.items = LIST_OF(items), .total = 1}};
    struct style style = style_of("isco", &wage_shape);
    struct selection employees = {.field = shape_field(&wage_shape, "employees", 9), .next = NULL};
    struct selection median = {.field = shape_field(&wage_shape, "median", 6), .next = &employees};
    struct selection isco = {.field = style.fields->field, .next = &median};

    style.fields = &isco;
    assert_bytes(answer_csv(&answer, &style), "isco,median,employees\r\n0110,,0\r\n");
}
END_TEST

START_TEST(a_selected_part_of_an_object_is_its_only_column)
{
    static struct isco_ref isco[] = {{"12214", "a"}, {"1221", "b"}};
    static struct summary items[] = {{.isco = LIST_OF(isco)}};
    const struct answer answer = {.shape = &summary_shape, .page = {.items = LIST_OF(items), .total = 1}};
    struct style style = style_of("isco.code", &summary_shape);

    assert_bytes(answer_csv(&answer, &style), "isco.code\r\n12214|1221\r\n");
}
END_TEST

START_TEST(levels_and_texts_are_separated_by_a_bar)
{
    static const char *labels[] = {"Střední vzdělání s výučním listem", "Střední vzdělání s výučním listem tříleté"};
    static struct qualification_level levels[] = {{.level = 3, .labels = LIST_OF(labels)}};
    static struct working_condition loads[] = {{.factor = "physical", .levels = 1 | 2 | 8}, {.factor = "heat"}};
    struct answer answer = {.shape = &qualification_level_shape, .page = {.items = LIST_OF(levels), .total = 1}};
    struct style style = style_of("labels", &qualification_level_shape);

    assert_bytes(answer_csv(&answer, &style),
                 "labels\r\nStřední vzdělání s výučním listem|Střední vzdělání s výučním listem tříleté\r\n");
    answer = (struct answer){.shape = &working_condition_shape, .page = {.items = LIST_OF(loads), .total = 2}};
    assert_bytes(answer_csv(&answer, &plain), "factor,name,name_en,levels\r\nphysical,,,1|2|4\r\nheat,,,\r\n");
}
END_TEST

START_TEST(only_what_needs_quotes_has_them)
{
    static struct term items[] = {
        {"1", "Řídící pracovníci v oblasti obchodu, marketingu"},
        {"2", "tzv. \"lídr\""},
        {"3", "dva\nřádky"},
        {"4", "dva\r\nřádky"},
        {"5", " mezera"},
        {"6", "mezera "},
        {"7", "10\xC2\xA0Kč; „příliš“ | žluťoučký\tkůň"},
        {"8", "\xC2\xA0kraj\xC2\xA0"},
        {"9", "\""},
        {"10", "dva\rřádky"},
    };
    const struct answer answer = {.shape = &term_shape, .page = {.items = LIST_OF(items), .total = 10}};

    assert_bytes(answer_csv(&answer, &plain), "id,name\r\n"
                                              "1,\"Řídící pracovníci v oblasti obchodu, marketingu\"\r\n"
                                              "2,\"tzv. \"\"lídr\"\"\"\r\n"
                                              "3,\"dva\nřádky\"\r\n"
                                              "4,\"dva\r\nřádky\"\r\n"
                                              "5,\" mezera\"\r\n"
                                              "6,\"mezera \"\r\n"
                                              "7,10\xC2\xA0Kč; „příliš“ | žluťoučký\tkůň\r\n"
                                              "8,\xC2\xA0kraj\xC2\xA0\r\n"
                                              "9,\"\"\"\"\r\n"
                                              "10,\"dva\rřádky\"\r\n");
}
END_TEST

START_TEST(a_row_of_one_empty_cell_is_no_empty_line)
{
    static struct term items[] = {{"a", NULL}, {"b", "B"}};
    const struct answer answer = {.shape = &term_shape, .page = {.items = LIST_OF(items), .total = 2}};
    struct style style = style_of("name", &term_shape);

    assert_bytes(answer_csv(&answer, &style), "name\r\n\"\"\r\nB\r\n");
}
END_TEST

/* CSV says what JSON says: structs of every shape are filled with awkward values, written both ways and compared. */

static const char *const awkward[] = {"Ředitel, „vedoucí“", "a\"b", NULL, " x ", "ř\r\ny", "", "0110", "10\xC2\xA0Kč"};
static unsigned turn;

static void fill(const struct shape *shape, void *at, int depth);

static void fill_list(const struct field *field, struct list *list, int depth)
{
    for (unsigned i = turn++ % 4; i > 0; i--) {
        if (field->type == FIELD_TEXTS)
            ck_assert(list_add_text(list, arena, i % 2 ? "příjem, výdej" : "\"x\""));
        else
            fill(field->shape, list_add(list, arena, field->shape->size), depth + 1);
    }
}

static void fill_field(const struct field *field, unsigned char *value, int depth)
{
    void *object;

    switch (field->type) {
    case FIELD_TEXT:
    case FIELD_LINK:
        *(const char **)(void *)value = awkward[turn++ % 8];
        break;
    case FIELD_NUMBER:
        *(int64_t *)(void *)value = (int64_t)turn++ * 12345678901 - 5;
        break;
    case FIELD_FIGURE:
    case FIELD_TRUTH:
        *(struct figure *)(void *)value = (struct figure){turn % 3 != 0, turn % 2};
        turn++;
        break;
    case FIELD_SCORE:
    case FIELD_LEVELS:
        *(int64_t *)(void *)value = turn++ % 16;
        break;
    case FIELD_OBJECT:
        object = turn++ % 5 == 0 ? NULL : arena_take(arena, field->shape->size);
        *(void **)(void *)value = object;
        if (object)
            fill(field->shape, object, depth + 1);
        break;
    case FIELD_TEXTS:
    case FIELD_LIST:
    case FIELD_MAP:
        fill_list(field, (void *)value, depth);
        break;
    }
}

static void fill(const struct shape *shape, void *at, int depth)
{
    ck_assert_ptr_nonnull(at);
    ck_assert_int_lt(depth, 8);
    for (const struct field *field = shape->fields; field->name; field++)
        fill_field(field, (unsigned char *)at + field->offset, depth);
}

/* What the cell of a dotted path must hold, from the JSON of the item. */
static void expect(const json_t *value, const char *path, const char *separator, FILE *out)
{
    const char *rest = strchr(path, '.');

    if (json_is_array(value)) {
        for (size_t i = 0; i < json_array_size(value); i++) {
            fputs(i > 0 ? separator : "", out);
            expect(json_array_get(value, i), path, ";", out);
        }
    } else if (json_is_object(value)) {
        char name[64];

        snprintf(name, sizeof name, "%.*s", (int)strcspn(path, "."), path);
        ck_assert_msg(json_object_get(value, name) != NULL, "no member %s", name);
        expect(json_object_get(value, name), rest ? rest + 1 : "", separator, out);
    } else if (json_is_string(value)) {
        fputs(json_string_value(value), out);
    } else if (json_is_integer(value)) {
        fprintf(out, "%lld", (long long)json_integer_value(value));
    } else if (json_is_boolean(value)) {
        fputs(json_is_true(value) ? "true" : "false", out);
    }
}

/* One cell of RFC 4180 and what ended it: ',' or '\n'. */
static const char *read_cell(const char *at, char *cell, char *ended_by)
{
    bool quoted = *at == '"';

    for (at += quoted; quoted ? *at != '"' || at[1] == '"' : *at != ',' && *at != '\r'; *cell++ = *at++)
        at += quoted && *at == '"';
    *cell = '\0';
    at += quoted;
    *ended_by = *at == ',' ? ',' : '\n';
    if (*at == '\r')
        ck_assert_int_eq(at[1], '\n');
    return at + (*at == ',' ? 1 : 2);
}

enum { COLUMNS_MAX = 128, CELL_BYTES = 16 * 1024 };

static void compare(const struct shape *shape, const char *csv, const json_t *items)
{
    static char names[COLUMNS_MAX][CELL_BYTES], cell[CELL_BYTES];
    char ended_by = ',';
    size_t columns = 0;

    while (ended_by == ',')
        csv = read_cell(csv, names[columns++], &ended_by);
    for (size_t i = 0; i < json_array_size(items); i++) {
        for (size_t column = 0; column < columns; column++) {
            char *expected;
            size_t length;
            FILE *out = open_memstream(&expected, &length);

            expect(json_array_get(items, i), names[column], "|", out);
            fclose(out);
            csv = read_cell(csv, cell, &ended_by);
            ck_assert_int_eq(ended_by, column + 1 < columns ? ',' : '\n');
            ck_assert_msg(strcmp(cell, expected) == 0, "%s.%s: \"%s\", expected \"%s\"", shape->name, names[column],
                          cell, expected);
            free(expected);
        }
    }
    ck_assert_str_eq(csv, "");
}

START_TEST(every_cell_says_what_the_json_says)
{
    static const struct shape *const shapes[] = {
        &summary_shape,
        &occupation_shape,
        &occupation_wage_shape,
        &competence_shape,
        &working_condition_shape,
        &education_shape,
        &health_condition_shape,
        &wage_shape,
        &catalogue_competence_shape,
        &isco_group_shape,
        &isco_group_summary_shape,
        &catalogue_health_condition_shape,
        &region_shape,
        &occupation_field_shape,
        &catalogue_working_condition_shape,
        &education_field_shape,
        &qualification_level_shape,
        &dataset_shape,
    };
    const struct style style = {.link_prefix = "https://example.cz/a,b"};

    for (size_t i = 0; i < sizeof shapes / sizeof *shapes; i++) {
        struct answer answer = {.shape = shapes[i]};
        struct bytes json, csv;
        json_t *root;

        for (int item = 0; item < 30; item++)
            fill(shapes[i], list_add(&answer.page.items, arena, shapes[i]->size), 0);
        json = answer_json(&answer, &style);
        csv = answer_csv(&answer, &style);
        ck_assert(json.at && csv.at);
        root = json_loadb(json.at, json.length, 0, NULL);
        csv.at = realloc(csv.at, csv.length + 1);
        csv.at[csv.length] = '\0';
        compare(shapes[i], csv.at, json_object_get(root, "items"));
        json_decref(root);
        free(json.at);
        free(csv.at);
    }
}
END_TEST

static Suite *csv_suite(void)
{
    Suite *suite = suite_create("csv");
    TCase *tests = tcase_create("csv");

    tcase_add_checked_fixture(tests, open_arena, close_arena);
    tcase_add_test(tests, a_list_in_a_list_has_a_separator_of_its_own);
    tcase_add_test(tests, without_a_header_there_are_rows_only);
    tcase_add_test(tests, nested_objects_become_dotted_columns_and_lists_one_cell);
    tcase_add_test(tests, an_empty_list_is_its_header);
    tcase_add_test(tests, a_withheld_wage_is_an_empty_cell_and_zeros_are_kept);
    tcase_add_test(tests, a_selected_part_of_an_object_is_its_only_column);
    tcase_add_test(tests, levels_and_texts_are_separated_by_a_bar);
    tcase_add_test(tests, only_what_needs_quotes_has_them);
    tcase_add_test(tests, a_row_of_one_empty_cell_is_no_empty_line);
    tcase_add_test(tests, every_cell_says_what_the_json_says);
    suite_add_tcase(suite, tests);
    return suite;
}

TEST_MAIN(csv_suite)
