/* openapi.yaml says what routes[] and the shapes say, and nothing else. */
#include "handlers/routes.h"
#include "model/problem.h"
#include "tests/support/support.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static json_t *contract;

static void read_contract(void)
{
    char path[512];
    json_error_t error;

    snprintf(path, sizeof path, "%s/openapi.json", support_build());
    contract = json_load_file(path, 0, &error);
    ck_assert_msg(contract != NULL, "%s: %s", path, error.text);
}

static void release_contract(void)
{
    json_decref(contract);
}

/* Finding things in the contract -------------------------------------------------------------------------------- */

/* What a value stands for: itself, or what its $ref ("#/components/schemas/Wage") points to. */
static json_t *resolved(json_t *value)
{
    const char *reference = json_string_value(json_object_get(value, "$ref"));
    json_t *target = contract;
    char part[64];

    if (!reference)
        return value;
    for (const char *at = reference + 1; *at == '/'; at += 1 + strlen(part)) {
        snprintf(part, sizeof part, "%.*s", (int)strcspn(at + 1, "/"), at + 1);
        target = json_object_get(target, part);
    }
    ck_assert_msg(target != NULL, "%s points nowhere", reference);
    return target;
}

static json_t *component(const char *kind, const char *name)
{
    return json_object_get(json_object_get(json_object_get(contract, "components"), kind), name);
}

/* A schema without its "or null". */
static json_t *known(json_t *schema)
{
    json_t *choices = json_object_get(schema, "anyOf");

    return choices ? json_array_get(choices, 0) : schema;
}

/* The name of the component that a schema refers to, null apart; "" if it is none. */
static const char *schema_name(json_t *schema)
{
    const char *reference = json_string_value(json_object_get(known(schema), "$ref"));

    return reference ? strrchr(reference, '/') + 1 : "";
}

static const char *schema_type(json_t *schema)
{
    json_t *type = json_object_get(resolved(known(schema)), "type");
    const char *name = json_string_value(json_is_array(type) ? json_array_get(type, 0) : type);

    return name ? name : "";
}

static bool may_be_null(json_t *schema)
{
    return json_object_get(schema, "anyOf") || json_is_array(json_object_get(resolved(schema), "type"));
}

static json_t *operation_of(const struct route *route)
{
    json_t *path = json_object_get(json_object_get(contract, "paths"), route->path);

    return json_object_get(path, route->method == METHOD_GET ? "get" : "post");
}

static json_t *content_of(const struct route *route)
{
    json_t *ok = json_object_get(json_object_get(operation_of(route), "responses"), "200");

    return json_object_get(ok, "content");
}

static json_t *parameter_of(const struct route *route, size_t index)
{
    return resolved(json_array_get(json_object_get(operation_of(route), "parameters"), index));
}

static size_t placeholders(const char *path)
{
    size_t count = 0;

    for (; *path; path++)
        count += *path == '{';
    return count;
}

static size_t param_count(const struct route *route)
{
    size_t count = 0;

    while (route->params && route->params[count].name)
        count++;
    return count;
}

/* Paths and parameters ------------------------------------------------------------------------------------------ */

START_TEST(every_route_is_an_operation_with_its_summary)
{
    for (const struct route *route = routes; route->path; route++) {
        json_t *operation = operation_of(route);

        ck_assert_msg(operation != NULL, "%s is missing", route->path);
        ck_assert_str_eq(json_string_value(json_object_get(operation, "summary")), route->summary);
    }
}
END_TEST

START_TEST(every_operation_is_a_route)
{
    const char *path, *method;
    json_t *operations, *operation;
    size_t described = 0, served = 0;

    json_object_foreach (json_object_get(contract, "paths"), path, operations)
        json_object_foreach (operations, method, operation) {
            ck_assert_msg(strcmp(method, "get") == 0 || strcmp(method, "post") == 0, "%s: %s", path, method);
            described++;
        }
    for (const struct route *route = routes; route->path; route++)
        served++;
    ck_assert_uint_eq(described, served);
}
END_TEST

START_TEST(a_path_s_variables_are_its_first_parameters)
{
    for (const struct route *route = routes; route->path; route++) {
        const char *at = route->path;

        for (size_t i = 0; i < placeholders(route->path); i++) {
            const char *name = json_string_value(json_object_get(parameter_of(route, i), "name"));

            at = strchr(at, '{') + 1;
            ck_assert_msg(name && strlen(name) == strcspn(at, "}") && strncmp(at, name, strlen(name)) == 0, "%s: %s",
                          route->path, name);
            ck_assert_str_eq(json_string_value(json_object_get(parameter_of(route, i), "in")), "path");
        }
    }
}
END_TEST

START_TEST(the_parameters_of_an_operation_are_its_route_s_with_their_help)
{
    for (const struct route *route = routes; route->path; route++) {
        size_t first = placeholders(route->path);
        size_t described = json_array_size(json_object_get(operation_of(route), "parameters"));

        ck_assert_msg(described == first + param_count(route), "%s describes %zu parameters", route->path, described);
        for (size_t i = 0; i < param_count(route); i++) {
            json_t *parameter = parameter_of(route, first + i);

            ck_assert_str_eq(json_string_value(json_object_get(parameter, "name")), route->params[i].name);
            ck_assert_str_eq(json_string_value(json_object_get(parameter, "description")), route->params[i].help);
            ck_assert_str_eq(json_string_value(json_object_get(parameter, "in")), "query");
            ck_assert_msg(json_is_true(json_object_get(parameter, "required")) == route->params[i].required, "%s of %s",
                          route->params[i].name, route->path);
        }
    }
}
END_TEST

static void check_bound(json_t *schema, const char *bound, int64_t expected)
{
    json_t *value = json_object_get(resolved(schema), bound);

    ck_assert_msg(json_is_integer(value) && json_integer_value(value) == expected, "%s is not %lld", bound,
                  (long long)expected);
}

/* An enum may hold numbers where the codes are digits. */
static void check_choices(json_t *schema, const struct entry *choices)
{
    json_t *allowed = json_object_get(resolved(schema), "enum");
    size_t count = 0;

    for (; choices[count].code; count++) {
        json_t *value = json_array_get(allowed, count);
        char *text = json_is_string(value) ? strdup(json_string_value(value)) : json_dumps(value, JSON_ENCODE_ANY);

        ck_assert_msg(text && strcmp(text, choices[count].code) == 0, "%s where %s is expected", text,
                      choices[count].code);
        free(text);
    }
    ck_assert_uint_eq(json_array_size(allowed), count);
}

static void check_sorts(json_t *schema, const char *const *sorts)
{
    json_t *allowed = json_object_get(schema, "enum");
    size_t count = 0;

    for (; sorts[count]; count++) {
        const char *downwards = json_string_value(json_array_get(allowed, 2 * count + 1));

        ck_assert_str_eq(json_string_value(json_array_get(allowed, 2 * count)), sorts[count]);
        ck_assert_ptr_nonnull(downwards);
        ck_assert_int_eq(downwards[0], '-');
        ck_assert_str_eq(downwards + 1, sorts[count]);
    }
    ck_assert_uint_eq(json_array_size(allowed), 2 * count);
}

static void check_value(const struct param *param, json_t *schema)
{
    static const char *const types[] = {
        [PARAM_TEXT] = "string",    [PARAM_CODE] = "string",       [PARAM_ISCO] = "string",
        [PARAM_VERSION] = "string", [PARAM_NUMBER] = "integer",    [PARAM_TRUTH] = "boolean",
        [PARAM_FIELDS] = "string",  [PARAM_SORT] = "string",       [PARAM_LIMIT] = "integer",
        [PARAM_CURSOR] = "string",  [PARAM_COMPETENCE] = "string", [PARAM_LOAD] = "string",
    };

    if (param->type != PARAM_CHOICE)
        ck_assert_msg(strcmp(schema_type(schema), types[param->type]) == 0, "%s: %s", param->name, schema_type(schema));
    if (param->type == PARAM_ISCO)
        ck_assert_str_eq(schema_name(schema), "IscoCode");
    if (param->type == PARAM_VERSION)
        ck_assert_str_eq(schema_name(schema), "Version");
    if (param->type == PARAM_CHOICE)
        check_choices(schema, param->choices);
    if (param->type == PARAM_SORT)
        check_sorts(schema, param->sorts);
    if (param->type == PARAM_NUMBER || param->type == PARAM_LIMIT) {
        check_bound(schema, "minimum", param->type == PARAM_LIMIT ? 1 : param->min);
        check_bound(schema, "maximum", param->type == PARAM_LIMIT ? 100 : param->max);
    }
    if (param->type == PARAM_LIMIT)
        check_bound(schema, "default", 20);
}

START_TEST(a_parameter_takes_the_values_that_its_route_takes)
{
    for (const struct route *route = routes; route->path; route++)
        for (size_t i = 0; i < param_count(route); i++) {
            const struct param *param = &route->params[i];
            json_t *parameter = parameter_of(route, placeholders(route->path) + i);
            json_t *schema = json_object_get(parameter, "schema");

            ck_assert_msg((strcmp(schema_type(schema), "array") == 0) == param->many, "%s of %s", param->name,
                          route->path);
            ck_assert(!param->many || json_is_false(json_object_get(parameter, "explode")));
            check_value(param, param->many ? json_object_get(schema, "items") : schema);
            if (param->type == PARAM_SORT)
                ck_assert_str_eq(json_string_value(json_array_get(json_object_get(schema, "default"), 0)),
                                 param->sorts[0]);
        }
}
END_TEST

/* Representations and shapes ------------------------------------------------------------------------------------ */

/* The media type of a file, without its parameters. */
static void check_media_type(const struct route *route, const char *described)
{
    const char *media_type = exports[route->export].media_type;

    ck_assert_msg(strncmp(media_type, described, strlen(described)) == 0 && strchr(";", media_type[strlen(described)]),
                  "%s: %s", route->path, described);
}

static const struct {
    unsigned representation;
    const char *type;
} forms[] = {
    {AS_JSON, "application/json"}, {AS_CSV, "text/csv"}, {AS_JSONLD, "application/ld+json"}, {AS_SVG, "image/svg+xml"}};

START_TEST(the_media_types_of_an_operation_are_its_route_s_representations)
{
    for (const struct route *route = routes; route->path; route++) {
        json_t *content = content_of(route);
        size_t offered = 0;

        if (!route->shape) {
            ck_assert_uint_eq(json_object_size(content), 1);
            if (route->representations & AS_FILE)
                check_media_type(route, json_object_iter_key(json_object_iter(content)));
            continue;
        }
        for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
            bool offers = (route->representations & forms[i].representation) != 0;

            offered += offers;
            ck_assert_msg((json_object_get(content, forms[i].type) != NULL) == offers, "%s: %s", route->path,
                          forms[i].type);
        }
        ck_assert_uint_eq(json_object_size(content), offered);
    }
}
END_TEST

static void check_field(const struct shape *shape, const struct field *field, json_t *schema)
{
    static const char *const types[] = {
        [FIELD_TEXT] = "string",   [FIELD_LINK] = "string",  [FIELD_NUMBER] = "integer", [FIELD_FIGURE] = "integer",
        [FIELD_TRUTH] = "boolean", [FIELD_LEVELS] = "array", [FIELD_TEXTS] = "array",    [FIELD_OBJECT] = "object",
        [FIELD_LIST] = "array",    [FIELD_MAP] = "object",   [FIELD_SCORE] = "number",
    };
    json_t *items = json_object_get(resolved(schema), "items");

    ck_assert_msg(strcmp(schema_type(schema), types[field->type]) == 0, "%s.%s is %s", shape->name, field->name,
                  schema_type(schema));
    if (field->type == FIELD_NUMBER || field->type == FIELD_SCORE || strcmp(types[field->type], "array") == 0)
        ck_assert_msg(!may_be_null(schema), "%s.%s is never null", shape->name, field->name);
    if (field->type == FIELD_LEVELS)
        ck_assert_str_eq(schema_type(items), "integer");
    if (field->type == FIELD_TEXTS)
        ck_assert_str_eq(schema_type(items), "string");
    if (field->type == FIELD_MAP)
        check_field(field->shape, &field->shape->fields[1], json_object_get(resolved(schema), "additionalProperties"));
    else if (field->shape)
        ck_assert_str_eq(schema_name(field->type == FIELD_LIST ? items : schema), field->shape->name);
}

/* All of a schema's properties are required but maps, which are left out where they are empty. */
static void check_required(const char *name, json_t *schema)
{
    json_t *required = json_object_get(schema, "required");
    const char *member;
    json_t *property;
    size_t count = 0;

    json_object_foreach (json_object_get(schema, "properties"), member, property) {
        const char *next;

        if (json_object_get(property, "additionalProperties"))
            continue;
        next = json_string_value(json_array_get(required, count++));

        ck_assert_msg(next && strcmp(next, member) == 0, "%s requires %s where %s is expected", name, next, member);
    }
    ck_assert_uint_eq(json_array_size(required), count);
}

/* The members from iter on are the shape's fields, no more and no less. */
static void check_members(const struct shape *shape, json_t *properties, void *iter)
{
    for (const struct field *field = shape->fields; field->name; field++) {
        ck_assert_msg(iter && strcmp(json_object_iter_key(iter), field->name) == 0, "%s: %s where %s is expected",
                      shape->name, iter ? json_object_iter_key(iter) : "nothing", field->name);
        check_field(shape, field, json_object_iter_value(iter));
        iter = json_object_iter_next(properties, iter);
    }
    ck_assert_msg(!iter, "%s has no member %s", shape->name, json_object_iter_key(iter));
}

static void check_shape(const struct shape *shape)
{
    json_t *schema = component("schemas", shape->name);
    json_t *properties = json_object_get(schema, "properties");

    ck_assert_msg(schema != NULL, "there is no schema %s", shape->name);
    check_members(shape, properties, json_object_iter(properties));
    check_required(shape->name, schema);
    for (const struct field *field = shape->fields; field->name; field++)
        if (field->shape)
            check_shape(field->shape);
}

START_TEST(a_schema_has_the_members_of_its_shape_in_its_order)
{
    for (const struct route *route = routes; route->path; route++)
        if (route->shape)
            check_shape(route->shape);
}
END_TEST

/* All of a body is required but its figures. */
static void check_body(const struct shape *shape)
{
    json_t *schema = component("schemas", shape->name);
    json_t *properties = json_object_get(schema, "properties"), *required = json_object_get(schema, "required");
    size_t count = 0;

    ck_assert_msg(schema != NULL, "there is no schema %s", shape->name);
    check_members(shape, properties, json_object_iter(properties));
    ck_assert(json_is_false(json_object_get(schema, "additionalProperties")));
    for (const struct field *field = shape->fields; field->name; field++) {
        if (field->type != FIELD_FIGURE)
            ck_assert_str_eq(json_string_value(json_array_get(required, count++)), field->name);
        if (field->shape)
            check_body(field->shape);
    }
    ck_assert_uint_eq(json_array_size(required), count);
}

START_TEST(a_body_has_the_members_of_its_shape_and_is_required)
{
    for (const struct route *route = routes; route->path; route++) {
        json_t *body = json_object_get(operation_of(route), "requestBody");
        json_t *content = json_object_get(body, "content");

        ck_assert_msg((body != NULL) == (route->body != NULL), "%s", route->path);
        if (!route->body)
            continue;
        ck_assert(json_is_true(json_object_get(body, "required")));
        ck_assert_uint_eq(json_object_size(content), 1);
        ck_assert_str_eq(schema_name(json_object_get(json_object_get(content, "application/json"), "schema")),
                         route->body->name);
        check_body(route->body);
    }
}
END_TEST

START_TEST(a_list_is_answered_in_the_envelope_with_what_stands_beside)
{
    static const struct field none = {0};
    static const struct shape nothing = {.name = "nothing", .fields = &none};

    for (const struct route *route = routes; route->path; route++) {
        json_t *schema = json_object_get(json_object_get(content_of(route), "application/json"), "schema");
        json_t *properties = json_object_get(resolved(schema), "properties");
        char name[64];

        if (!route->shape)
            continue;
        snprintf(name, sizeof name, "%s%s", route->shape->name, route->list ? "List" : "");
        ck_assert_str_eq(schema_name(schema), name);
        if (!route->list)
            continue;
        check_required(name, resolved(schema));
        ck_assert_str_eq(schema_name(json_object_get(json_object_get(properties, "items"), "items")),
                         route->shape->name);
        ck_assert_str_eq(schema_name(json_object_get(properties, "total")), "Total");
        ck_assert_str_eq(schema_name(json_object_get(properties, "next")), "Next");
        check_members(route->beside ? route->beside : &nothing, properties,
                      json_object_iter_next(properties, json_object_iter_at(properties, "next")));
    }
}
END_TEST

static bool shape_has(const struct shape *shape, const char *name)
{
    if (shape && strcmp(shape->name, name) == 0)
        return true;
    for (const struct field *field = shape ? shape->fields : NULL; field && field->name; field++)
        if (shape_has(field->shape, name))
            return true;
    return false;
}

/* Is it a shape that some route shows, or the list of one, or made in another way? */
static bool is_shown(const char *name)
{
    static const char *const others[] = {"Contract", "Problem", "OccupationJsonLd"};

    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        if (strcmp(name, others[i]) == 0)
            return true;
    for (const struct route *route = routes; route->path; route++) {
        size_t length = route->list ? strlen(route->shape->name) : 0;

        if (shape_has(route->shape, name) || shape_has(route->beside, name) || shape_has(route->body, name))
            return true;
        if (route->list && strncmp(name, route->shape->name, length) == 0 && strcmp(name + length, "List") == 0)
            return true;
    }
    return false;
}

START_TEST(every_object_in_the_contract_is_a_shape_or_a_list_of_one)
{
    const char *name;
    json_t *schema;

    json_object_foreach (json_object_get(json_object_get(contract, "components"), "schemas"), name, schema) {
        if (strcmp(schema_type(schema), "object") != 0)
            continue;
        ck_assert_msg(is_shown(name), "%s is nothing that we answer", name);
    }
}
END_TEST

START_TEST(a_problem_has_the_members_of_its_shape_and_every_kind_is_named)
{
    json_t *properties = json_object_get(component("schemas", "Problem"), "properties");
    json_t *names = json_object_get(component("schemas", "ProblemName"), "enum");

    check_members(&problem_shape, properties,
                  json_object_iter_next(properties, json_object_iter_at(properties, "status")));
    ck_assert_uint_eq(json_array_size(names), PROBLEM_KIND_COUNT);
    for (size_t i = 0; i < PROBLEM_KIND_COUNT; i++)
        ck_assert_str_eq(json_string_value(json_array_get(names, i)), problem_kinds[i].name);
}
END_TEST

static Suite *openapi_suite(void)
{
    Suite *suite = suite_create("openapi");
    TCase *tests = tcase_create("openapi");

    tcase_add_checked_fixture(tests, read_contract, release_contract);
    tcase_add_test(tests, every_route_is_an_operation_with_its_summary);
    tcase_add_test(tests, every_operation_is_a_route);
    tcase_add_test(tests, a_path_s_variables_are_its_first_parameters);
    tcase_add_test(tests, the_parameters_of_an_operation_are_its_route_s_with_their_help);
    tcase_add_test(tests, a_parameter_takes_the_values_that_its_route_takes);
    tcase_add_test(tests, the_media_types_of_an_operation_are_its_route_s_representations);
    tcase_add_test(tests, a_schema_has_the_members_of_its_shape_in_its_order);
    tcase_add_test(tests, a_body_has_the_members_of_its_shape_and_is_required);
    tcase_add_test(tests, a_list_is_answered_in_the_envelope_with_what_stands_beside);
    tcase_add_test(tests, every_object_in_the_contract_is_a_shape_or_a_list_of_one);
    tcase_add_test(tests, a_problem_has_the_members_of_its_shape_and_every_kind_is_named);
    suite_add_tcase(suite, tests);
    return suite;
}

TEST_MAIN(openapi_suite)
