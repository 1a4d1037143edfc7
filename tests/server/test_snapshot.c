#include "server/service.h"
#include "tests/support/dataset.h"
#include "tests/support/support.h"

#include <time.h>

static struct snapshot *open_dataset(const char *more)
{
    char reason[STORE_REASON_BYTES];
    struct snapshot *snapshot =
        snapshot_open(dataset_write(support_folder(), "povolani.db", more),
                      &(struct snapshot_settings){.workers = 2, .cache_budget = 1024 * 1024}, reason);

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

START_TEST(a_worker_keeps_its_snapshot_until_another_is_published)
{
    struct snapshot *first = open_dataset(""), *second = open_dataset("");
    struct service *service = service_new("", 2);
    struct snapshot *taken;

    ck_assert_ptr_nonnull(service);
    ck_assert_ptr_null(service_take(service, 0));
    service_publish(service, first);
    taken = service_take(service, 0);
    ck_assert_ptr_eq(taken, first);
    service_publish(service, second);
    ck_assert_str_eq(taken->version, "0123456789abcdef"); /* the request that is on it still reads it */
    service_give_back(service, 0, taken);
    for (unsigned worker = 0; worker < 2; worker++) {
        taken = service_take(service, worker);
        ck_assert_ptr_eq(taken, second);
        service_give_back(service, worker, taken);
    }
    service_release_idle(service);
    service_free(service);
}
END_TEST

static Suite *snapshot_suite(void)
{
    Suite *suite = suite_create("snapshot");
    TCase *tests = tcase_create("snapshot");

    tcase_add_test(tests, a_dataset_is_as_old_as_its_newest_source);
    tcase_add_test(tests, a_dataset_that_is_dated_ahead_was_modified_now_at_the_latest);
    tcase_add_test(tests, a_worker_keeps_its_snapshot_until_another_is_published);
    suite_add_tcase(suite, tests);
    return suite;
}

TEST_MAIN(snapshot_suite)
