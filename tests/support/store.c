#include "tests/support/store.h"

#include "tests/support/dataset.h"
#include "tests/support/support.h"

#include <stdlib.h>
#include <string.h>

struct store *fixture_store;
struct arena *fixture_arena;

static void open_at(const char *path)
{
    char reason[STORE_REASON_BYTES] = "";

    ck_assert_msg(store_open(path, &fixture_store, reason) == STORE_OK, "%s", reason);
    fixture_arena = arena_new();
    ck_assert_ptr_nonnull(fixture_arena);
}

void store_fixture_open(void)
{
    static const char *path;

    if (!path)
        path = strdup(dataset_write(support_folder(), "data.db", ""));
    open_at(path);
}

void store_fixture_open_with(const char *more)
{
    open_at(dataset_write(support_folder(), "data.db", more));
}

void store_fixture_close(void)
{
    store_close(fixture_store);
    arena_free(fixture_arena);
}

struct list texts_of(const char *a, const char *b)
{
    struct list list = {0};

    ck_assert(list_add_text(&list, fixture_arena, a));
    if (b)
        ck_assert(list_add_text(&list, fixture_arena, b));
    return list;
}

/* The struct as JSON with ' for ". */
static char *json_of(const struct shape *shape, const void *object, const struct selection *fields)
{
    const struct answer answer = {.shape = shape, .object = object};
    const struct style style = {.fields = fields, .link_prefix = ""};
    struct bytes bytes = answer_json(&answer, &style);
    char *json;

    ck_assert_ptr_nonnull(bytes.at);
    json = arena_text(fixture_arena, bytes.at, bytes.length - 1); /* without the newline */
    free(bytes.at);
    ck_assert_ptr_nonnull(json);
    for (char *at = json; *at; at++)
        if (*at == '"')
            *at = '\'';
    return json;
}

static const char *join(const char *text, const char *separator, const char *more)
{
    return arena_format(fixture_arena, "%s%s%s", text, *text ? separator : "", more);
}

static const char *json_of_items(const struct shape *shape, const struct list *items)
{
    const char *text = "";

    for (size_t i = 0; i < items->count; i++)
        text = join(text, "\n", json_of(shape, (const char *)items->at + i * shape->size, NULL));
    return text;
}

static void assert_text(const char *got, const char *expected)
{
    ck_assert_msg(strcmp(got, expected) == 0, "\n     got %s\nexpected %s", got, expected);
}

void assert_object(const struct shape *shape, const void *object, const char *expected)
{
    assert_text(json_of(shape, object, NULL), expected);
}

void assert_same_object(const struct shape *shape, const void *object, const void *expected)
{
    assert_text(json_of(shape, object, NULL), json_of(shape, expected, NULL));
}

void assert_items(const struct shape *shape, const struct list *items, const char *expected)
{
    assert_text(json_of_items(shape, items), expected);
}

void assert_field(const struct shape *shape, const struct list *items, const char *field, const char *expected)
{
    struct selection *fields = NULL;
    const char *text = "";

    ck_assert_int_eq(selection_add(&fields, fixture_arena, shape, field), SELECTION_OK);
    for (size_t i = 0; i < items->count; i++) {
        char *json = json_of(shape, (const char *)items->at + i * shape->size, fields); /* {'name':value} */
        char *value = strchr(json, ':') + 1;

        value[strlen(value) - 1] = '\0';
        if (*value == '\'') {
            value++;
            value[strlen(value) - 1] = '\0';
        }
        text = join(text, " ", value);
    }
    assert_text(text, expected);
}

static void assert_pages(const struct shape *shape, page_question question, int64_t limit, const struct page *whole)
{
    const char *expected = json_of_items(shape, &whole->items);
    const char *got = "";
    struct window window = {.limit = limit};
    struct page page = {.more = true};
    size_t count = 0;

    while (page.more) {
        ck_assert_int_eq(question(&window, &page), STORE_OK);
        ck_assert_int_eq(page.total, (int64_t)whole->items.count);
        ck_assert_int_eq(page.more, count + page.items.count < whole->items.count);
        ck_assert_uint_le(page.items.count, (size_t)limit);
        if (page.items.count > 0)
            got = join(got, "\n", json_of_items(shape, &page.items));
        count += page.items.count;
        window.after = page.last;
        ck_assert_uint_le(count, whole->items.count);
    }
    assert_text(got, expected);
    if (!window.after.key)
        return;
    ck_assert_int_eq(question(&window, &page), STORE_OK); /* behind the end, which the last page filled */
    ck_assert_uint_eq(page.items.count, 0);
    ck_assert_int_eq(page.total, (int64_t)whole->items.count);
    ck_assert(!page.more);
}

void assert_pages_make_the_whole(const struct shape *shape, page_question question)
{
    const struct window all = {0};
    struct page whole = {0};

    ck_assert_int_eq(question(&all, &whole), STORE_OK);
    ck_assert_uint_gt(whole.items.count, 0);
    ck_assert_int_eq(whole.total, (int64_t)whole.items.count);
    ck_assert(!whole.more);
    for (int64_t limit = 1; limit <= 3; limit++)
        assert_pages(shape, question, limit, &whole);
}
