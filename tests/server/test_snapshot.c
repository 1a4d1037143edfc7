#include "server/service.h"
#include "tests/support/dataset.h"
#include "tests/support/support.h"

#include <stdlib.h>
#include <time.h>

static struct service *service;

static void open_service(void)
{
    service = service_new("", 2);
    ck_assert_ptr_nonnull(service);
}

static void close_service(void)
{
    service_free(service);
}

static struct snapshot *open_dataset(const char *more)
{
    char reason[STORE_REASON_BYTES];
    struct snapshot *snapshot = snapshot_open(dataset_write(support_folder(), "povolani.db", more), 2, 1024 * 1024,
                                              service_readers(service), reason);

    ck_assert_msg(snapshot != NULL, "%s", reason);
    return snapshot;
}

START_TEST(a_dataset_is_as_old_as_its_newest_source)
{
    struct snapshot *snapshot = open_dataset("");

    ck_assert_int_eq(snapshot->last_modified, 1751241600); /* 2025-06-30 */
    snapshot_release(snapshot);
}
END_TEST

START_TEST(a_dataset_that_is_dated_ahead_was_modified_now_at_the_latest)
{
    time_t before = time(NULL);
    struct snapshot *snapshot = open_dataset("UPDATE dataset SET last_modified = '2999-12-31';");

    ck_assert_int_ge(snapshot->last_modified, before);
    ck_assert_int_le(snapshot->last_modified, time(NULL));
    snapshot_release(snapshot);
}
END_TEST

START_TEST(a_request_keeps_the_snapshot_that_it_began_with)
{
    struct snapshot *first = open_dataset(""), *second = open_dataset("");

    ck_assert_ptr_null(service_enter(service, 0));
    service_leave(service, 0);
    service_publish(service, first);
    ck_assert_ptr_eq(service_enter(service, 0), first);
    service_publish(service, second);
    ck_assert_ptr_eq(service_enter(service, 1), second);
    service_leave(service, 1);
    service_release_past(service);
    ck_assert_str_eq(first->version, "0123456789abcdef");
    service_leave(service, 0);
    ck_assert_ptr_eq(service_enter(service, 0), second);
    service_leave(service, 0);
}
END_TEST

START_TEST(a_snapshot_that_was_replaced_is_released_when_the_last_request_on_it_has_ended)
{
    struct snapshot *first = snapshot_retain(open_dataset(""));
    struct entity *entity = entity_new(&(struct head){.status = 200}, (struct bytes){calloc(1, 10), 10}, false);
    const struct cache_key key = {CACHE_CANONICAL, {"/v1/isco"}};

    service_publish(service, first);
    ck_assert(cache_put(first->cache, 0, &key, entity));
    service_enter(service, 1);
    service_publish(service, open_dataset(""));
    ck_assert_uint_eq(cache_size(first->cache).entries, 1);
    service_leave(service, 1);
    service_enter(service, 0); /* on the new one */
    service_release_past(service);
    ck_assert_uint_eq(cache_size(first->cache).entries, 0);
    service_leave(service, 0);
    snapshot_release(first);
}
END_TEST

static Suite *snapshot_suite(void)
{
    Suite *suite = suite_create("snapshot");
    TCase *tests = tcase_create("snapshot");

    tcase_add_checked_fixture(tests, open_service, close_service);
    tcase_add_test(tests, a_dataset_is_as_old_as_its_newest_source);
    tcase_add_test(tests, a_dataset_that_is_dated_ahead_was_modified_now_at_the_latest);
    tcase_add_test(tests, a_request_keeps_the_snapshot_that_it_began_with);
    tcase_add_test(tests, a_snapshot_that_was_replaced_is_released_when_the_last_request_on_it_has_ended);
    suite_add_tcase(suite, tests);
    return suite;
}

TEST_MAIN(snapshot_suite)
