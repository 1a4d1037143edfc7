#include "server/cache.h"
#include "tests/support/support.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { BODY_BYTES = 60 * 1024, BUDGET = 1024 * 1024 };

static struct readers *readers;
static struct cache *cache;

static void open_cache(void)
{
    readers = readers_new(2);
    ck_assert_ptr_nonnull(readers);
    cache = cache_new(BUDGET, readers);
    ck_assert_ptr_nonnull(cache);
}

static void close_cache(void)
{
    cache_free(cache);
    readers_free(readers);
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
    return (struct cache_key){CACHE_CANONICAL, {target}};
}

static struct cache_key words_of(const char *target)
{
    return (struct cache_key){CACHE_AS_ASKED, {target, "application/json", "gzip"}};
}

static bool put_by(unsigned worker, const char *target, size_t bytes)
{
    struct entity *entity = entity_of(bytes);
    struct cache_key key = key_of(target);
    bool kept = cache_put(cache, worker, &key, entity);

    if (!kept)
        entity_free(entity);
    return kept;
}

static bool put(const char *target, size_t bytes)
{
    return put_by(0, target, bytes);
}

static bool has(const char *target)
{
    struct cache_key key = key_of(target);

    return cache_find(cache, &key) != NULL;
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

/** Puts targets that are asked for at once. */
static void put_popular(unsigned count)
{
    char target[32];

    for (unsigned i = 0; i < count; i++) {
        snprintf(target, sizeof target, "/%u", i);
        put(target, BODY_BYTES);
        has(target);
    }
}

START_TEST(what_was_put_is_found_under_its_whole_key_only)
{
    struct entity *entity = entity_of(10);
    struct cache_key key = {CACHE_CANONICAL, {"/v1/wages", "text/csv", "gzip"}}, other = key;

    ck_assert(cache_put(cache, 0, &key, entity));
    ck_assert_ptr_eq(cache_find(cache, &key), entity);
    other.kind = CACHE_AS_ASKED;
    ck_assert_ptr_null(cache_find(cache, &other));
    for (size_t i = 0; i < 3; i++) {
        other = key;
        other.texts[i] = NULL;
        ck_assert_ptr_null(cache_find(cache, &other));
    }
    other = (struct cache_key){CACHE_CANONICAL, {"/v1/wagestext/csv", "", "gzip"}};
    ck_assert_ptr_null(cache_find(cache, &other));
}
END_TEST

START_TEST(the_first_to_be_put_stays)
{
    struct cache_key key = key_of("/v1/wages");
    struct entity *first = entity_of(10), *second = entity_of(10);

    ck_assert(cache_put(cache, 0, &key, first));
    ck_assert(!cache_put(cache, 1, &key, second));
    ck_assert_ptr_eq(cache_find(cache, &key), first);
    ck_assert_uint_eq(cache_size(cache).entries, 1);
    entity_free(second);
}
END_TEST

START_TEST(what_was_found_can_be_given_the_words_it_was_asked_in)
{
    struct cache_key key = key_of("/v1/wages?isco=2512"), words = words_of("/v1/wages?isco=2512&limit=50");
    size_t before;

    cache_name(cache, &key, &words);
    ck_assert_ptr_null(cache_find(cache, &words)); /* nothing has that canonical name */
    ck_assert(put("/v1/wages?isco=2512", 10));
    before = cache_size(cache).bytes;
    cache_name(cache, &key, &words);
    ck_assert_ptr_nonnull(cache_find(cache, &words));
    ck_assert_ptr_eq(cache_find(cache, &words), cache_find(cache, &key));
    ck_assert_uint_gt(cache_size(cache).bytes, before + strlen(words.texts[0]));
    before = cache_size(cache).bytes;
    cache_name(cache, &key, &words);
    ck_assert_uint_eq(cache_size(cache).bytes, before);
    put_popular(60);
    ck_assert_ptr_null(cache_find(cache, &words)); /* it left with what it names */
}
END_TEST

START_TEST(who_words_the_same_in_many_ways_takes_no_more_memory)
{
    struct cache_key key = key_of("/v1/isco"), words;
    char target[2048] = "/v1/isco?";
    size_t full;

    put("/v1/isco", 10);
    for (unsigned i = 0; i < 100; i++) {
        snprintf(target, sizeof target, "/v1/isco?limit=%u", i);
        words = words_of(target);
        cache_name(cache, &key, &words);
        full = i == 50 ? cache_size(cache).bytes : full;
    }
    ck_assert_uint_eq(cache_size(cache).bytes, full);
    ck_assert_ptr_nonnull(cache_find(cache, &words));
    memset(target, 'x', sizeof target - 1);
    put("/v1/esco", 10);
    key = key_of("/v1/esco");
    words = words_of(target);
    cache_name(cache, &key, &words);
    ck_assert_ptr_null(cache_find(cache, &words));
}
END_TEST

START_TEST(words_that_are_in_use_stay_however_many_others_come)
{
    struct cache_key key = key_of("/v1/isco"), used = words_of("/v1/isco?"), words;
    char target[64];

    put("/v1/isco", 10);
    cache_name(cache, &key, &used);
    for (unsigned i = 0; i < 100; i++) {
        ck_assert_ptr_nonnull(cache_find(cache, &used));
        snprintf(target, sizeof target, "/v1/isco?limit=%u", i);
        words = words_of(target);
        cache_name(cache, &key, &words);
    }
    ck_assert_ptr_nonnull(cache_find(cache, &key));
    words = words_of("/v1/isco?limit=0");
    ck_assert_ptr_null(cache_find(cache, &words));
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
    put("/staré", BODY_BYTES);
    ck_assert(has("/staré"));
    put_popular(60);
    ck_assert(has("/59"));
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

START_TEST(what_a_worker_may_be_reading_is_neither_freed_nor_forgotten)
{
    struct cache_key key = key_of("/čtené");
    const struct entity *read;

    put("/čtené", BODY_BYTES);
    readers_enter(readers, 1);
    read = cache_find(cache, &key);
    put_popular(60);
    ck_assert_uint_le(cache_size(cache).bytes, BUDGET);
    ck_assert(!has("/čtené"));
    ck_assert_str_eq(read->etag, "\"tag\"");
    ck_assert(!put("/nové", BODY_BYTES)); /* all that is kept may be read */
    readers_leave(readers, 1);
    ck_assert(put("/nové", BODY_BYTES));
}
END_TEST

/* Two workers ask for the same few and for many others, all at once: run under TSan and ASan. */
static void *ask_at_random(void *worker)
{
    unsigned index = *(unsigned *)worker, draw = index + 1;
    char target[32];

    for (unsigned i = 0; i < 20000; i++) {
        struct cache_key key, words;
        struct entity *entity;

        draw = draw * 1103515245 + 12345;
        snprintf(target, sizeof target, "/%u", draw >> 16 & (i % 4 ? 7 : 255));
        key = key_of(target);
        words = words_of(target);
        readers_enter(readers, index);
        entity = cache_find(cache, &words);
        if (!entity && (entity = cache_find(cache, &key)) != NULL)
            cache_name(cache, &key, &words);
        if (entity)
            ck_assert_str_eq(entity->etag, "\"tag\"");
        else
            put_by(index, target, BODY_BYTES);
        readers_leave(readers, index);
    }
    return NULL;
}

START_TEST(workers_find_and_put_at_once)
{
    unsigned workers[] = {0, 1};
    pthread_t other;

    ck_assert_int_eq(pthread_create(&other, NULL, ask_at_random, &workers[1]), 0);
    ask_at_random(&workers[0]);
    ck_assert_int_eq(pthread_join(other, NULL), 0);
    ck_assert_uint_le(cache_size(cache).bytes, BUDGET);
    ck_assert_uint_gt(cache_size(cache).entries, 8);
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
    tcase_add_test(tests, what_was_found_can_be_given_the_words_it_was_asked_in);
    tcase_add_test(tests, who_words_the_same_in_many_ways_takes_no_more_memory);
    tcase_add_test(tests, words_that_are_in_use_stay_however_many_others_come);
    tcase_add_test(tests, it_never_takes_more_than_its_budget);
    tcase_add_test(tests, a_crawl_through_everything_does_not_push_out_what_is_asked_for_again);
    tcase_add_test(tests, what_was_popular_leaves_when_others_are);
    tcase_add_test(tests, what_is_too_large_is_not_kept);
    tcase_add_test(tests, what_a_worker_may_be_reading_is_neither_freed_nor_forgotten);
    tcase_add_test(tests, workers_find_and_put_at_once);
    tcase_add_test(tests, a_retired_cache_keeps_nothing);
    suite_add_tcase(suite, tests);
    return suite;
}

TEST_MAIN(cache_suite)
