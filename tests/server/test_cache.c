#include "server/cache.h"
#include "tests/support/support.h"

#include <stdio.h>
#include <stdlib.h>

enum { BODY_BYTES = 60 * 1024, BUDGET = 1024 * 1024 };

static struct cache *cache;

static void open_cache(void)
{
    cache = cache_new(BUDGET);
    ck_assert_ptr_nonnull(cache);
}

static void close_cache(void)
{
    cache_free(cache);
}

static struct entity *entity_of(size_t bytes)
{
    struct head head = {.status = 200};
    struct entity *entity;

    head_add(&head, "ETag", "\"tag\"");
    entity = entity_new(&head, (struct bytes){calloc(1, bytes), bytes}, false);
    ck_assert_ptr_nonnull(entity);
    return entity;
}

static struct cache_key key_of(const char *target)
{
    return (struct cache_key){.canonical = target};
}

static void put(const char *target, size_t bytes)
{
    struct entity *entity = entity_of(bytes);

    cache_put(cache, &(struct cache_key){.canonical = target}, entity);
    entity_release(entity);
}

static bool has(const char *target)
{
    struct cache_key key = key_of(target);
    struct entity *entity = cache_get(cache, &key);

    entity_release(entity);
    return entity != NULL;
}

/** Puts targets that nobody asks for again: "/FIRST" and so on. */
static void put_many(unsigned first, unsigned count)
{
    char target[32];

    for (unsigned i = first; i < first + count; i++) {
        snprintf(target, sizeof target, "/%u", i);
        put(target, BODY_BYTES);
    }
}

START_TEST(what_was_put_is_found_under_its_whole_key_only)
{
    struct entity *entity = entity_of(10), *found;
    struct cache_key key = {"/v1/wages", 1, 1}, representation = {"/v1/wages", 2, 1}, encoding = {"/v1/wages", 1, 2};

    cache_put(cache, &key, entity);
    found = cache_get(cache, &key);
    ck_assert_ptr_eq(found, entity);
    ck_assert_ptr_null(cache_get(cache, &representation));
    ck_assert_ptr_null(cache_get(cache, &encoding));
    ck_assert(!has("/v1/wage"));
    entity_release(found);
    entity_release(entity);
}
END_TEST

START_TEST(the_first_to_be_put_stays)
{
    struct entity *first = entity_of(10), *second = entity_of(10), *found;
    struct cache_key key = key_of("/v1/wages");

    cache_put(cache, &key, first);
    cache_put(cache, &key, second);
    found = cache_get(cache, &key);
    ck_assert_ptr_eq(found, first);
    ck_assert_uint_eq(cache_size(cache).entries, 1);
    entity_release(found);
    entity_release(first);
    entity_release(second);
}
END_TEST

START_TEST(it_never_takes_more_than_its_budget)
{
    for (unsigned i = 0; i < 100; i++) {
        put_many(i, 1);
        ck_assert_uint_le(cache_size(cache).bytes, BUDGET);
    }
    ck_assert_uint_gt(cache_size(cache).bytes, BUDGET - 2 * BODY_BYTES);
}
END_TEST

START_TEST(a_crawl_through_everything_does_not_push_out_what_is_asked_for_again)
{
    put("/oblíbené", BODY_BYTES);
    ck_assert(has("/oblíbené"));
    put_many(0, 200);
    ck_assert(has("/oblíbené"));
    ck_assert(!has("/0"));
}
END_TEST

START_TEST(what_was_popular_leaves_when_others_are)
{
    char target[32];

    put("/staré", BODY_BYTES);
    ck_assert(has("/staré"));
    for (unsigned i = 0; i < 60; i++) {
        put_many(i, 1);
        snprintf(target, sizeof target, "/%u", i);
        ck_assert(has(target));
    }
    ck_assert(!has("/staré"));
}
END_TEST

START_TEST(what_is_too_large_is_not_kept)
{
    put("/velké", BUDGET / 2);
    ck_assert(!has("/velké"));
    ck_assert_uint_eq(cache_size(cache).bytes, 0);
}
END_TEST

START_TEST(an_entity_outlives_its_eviction_as_long_as_somebody_holds_it)
{
    struct cache_key key = key_of("/držené");
    struct entity *held;

    put("/držené", BODY_BYTES);
    held = cache_get(cache, &key);
    cache_retire(cache);
    ck_assert(!has("/držené"));
    ck_assert_str_eq(held->etag, "\"tag\"");
    entity_release(held);
}
END_TEST

START_TEST(a_retired_cache_keeps_nothing)
{
    put("/před", 10);
    cache_retire(cache);
    put("/po", 10);
    ck_assert_uint_eq(cache_size(cache).entries, 0);
    ck_assert_uint_eq(cache_size(cache).bytes, 0);
}
END_TEST

static Suite *cache_suite(void)
{
    Suite *suite = suite_create("cache");
    TCase *tests = tcase_create("cache");

    tcase_add_checked_fixture(tests, open_cache, close_cache);
    tcase_add_test(tests, what_was_put_is_found_under_its_whole_key_only);
    tcase_add_test(tests, the_first_to_be_put_stays);
    tcase_add_test(tests, it_never_takes_more_than_its_budget);
    tcase_add_test(tests, a_crawl_through_everything_does_not_push_out_what_is_asked_for_again);
    tcase_add_test(tests, what_was_popular_leaves_when_others_are);
    tcase_add_test(tests, what_is_too_large_is_not_kept);
    tcase_add_test(tests, an_entity_outlives_its_eviction_as_long_as_somebody_holds_it);
    tcase_add_test(tests, a_retired_cache_keeps_nothing);
    suite_add_tcase(suite, tests);
    return suite;
}

TEST_MAIN(cache_suite)
