/* What a cached answer costs besides the library: nothing. */
#include "server/exchange.h"
#include "tests/support/dataset.h"
#include "tests/support/support.h"

#include <dlfcn.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

static _Thread_local unsigned allocations, locks;

/* The sanitizers have their own of these. */
#if !defined __SANITIZE_ADDRESS__ && !defined __SANITIZE_THREAD__
enum { COUNTED = true };

void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *memory, size_t size);

void *malloc(size_t size)
{
    allocations++;
    return __libc_malloc(size);
}

void *calloc(size_t count, size_t size)
{
    allocations++;
    return __libc_calloc(count, size);
}

void *realloc(void *memory, size_t size)
{
    allocations++;
    return __libc_realloc(memory, size);
}

int pthread_mutex_lock(pthread_mutex_t *mutex)
{
    static int (*next)(pthread_mutex_t *);

    if (!next)
        *(void **)&next = dlsym(RTLD_NEXT, "pthread_mutex_lock");
    locks++;
    return next(mutex);
}
#else
enum { COUNTED = false };
#endif

static struct service *service;
static struct http_worker worker;

static void open_service(void)
{
    char reason[STORE_REASON_BYTES];
    struct snapshot *snapshot;

    worker = (struct http_worker){0, arena_new()};
    service = service_new("", 1);
    ck_assert(service && worker.arena);
    snapshot = snapshot_open(dataset_write(support_folder(), "povolani.db", ""), 1, 1024 * 1024,
                             service_readers(service), reason);
    ck_assert_msg(snapshot != NULL, "%s", reason);
    service_publish(service, snapshot);
}

static void close_service(void)
{
    service_free(service);
    arena_free(worker.arena);
}

static struct request request_of(const char *target)
{
    return (struct request){
        .method = "GET", .target = target, .accept = "application/json", .accept_encoding = "gzip", .header_bytes = 60};
}

/** What the last ask() took. Check takes some for itself. */
static struct cost {
    unsigned allocations, locks;
} last;

/** Asks as a worker does. @return the entity, if it is the cache's; NULL if it was freed with the reply */
static const struct entity *ask(const struct request *request)
{
    struct reply reply = {0};
    const struct entity *cached = NULL;
    bool answered;

    arena_reset(worker.arena);
    allocations = locks = 0;
    answered = exchange_answer(service, &worker, request, &reply);
    if (answered) {
        cached = reply.cached ? reply.entity : NULL;
        exchange_sent(service, &worker, &reply);
    }
    last = (struct cost){allocations, locks};
    ck_assert(answered);
    return cached;
}

START_TEST(an_answer_that_was_asked_for_in_the_same_words_takes_neither_memory_nor_a_lock)
{
    struct request asked[3] = {request_of("/v1/regions?fields=code")}, other = request_of("/v1/regions?fields=name");
    const struct entity *first = ask(&asked[0]);
    char tag[ETAG_BYTES];

    ck_assert(!COUNTED || (last.allocations > 0 && last.locks > 0));
    ck_assert_ptr_nonnull(first);
    ck_assert_ptr_eq(ask(&asked[0]), first); /* by its canonical name, and named */
    strcpy(tag, first->etag);
    asked[1] = asked[2] = asked[0];
    asked[1].method = "HEAD";
    asked[2].if_none_match = tag;
    ask(&other);
    for (size_t i = 0; i < sizeof asked / sizeof *asked; i++) {
        ck_assert_ptr_eq(ask(&asked[i]), first);
        ck_assert_uint_eq(last.allocations, 0);
        ck_assert_uint_eq(last.locks, 0);
    }
}
END_TEST

START_TEST(other_words_for_the_same_are_the_same_response)
{
    struct request request = request_of("/v1/isco?limit=20&fields=name%2Ccode"),
                   other = request_of("/v1/isco?fields=code,name");
    const struct entity *first = ask(&request);

    ck_assert_ptr_nonnull(first);
    ck_assert_ptr_eq(ask(&other), first);
    ck_assert_ptr_eq(ask(&other), first);
    other.accept = "*/*";
    ck_assert_ptr_eq(ask(&other), first);
    other.accept_encoding = NULL;
    ck_assert_ptr_ne(ask(&other), first);
    other.accept_encoding = "gzip";
    other.accept = "text/csv";
    ck_assert_ptr_ne(ask(&other), first);
}
END_TEST

START_TEST(a_request_that_is_wrong_in_other_ways_is_not_answered_by_its_words)
{
    struct request request = request_of("/v1/regions"), wrong = request;

    ask(&request);
    ask(&request);
    wrong.host_is_unclear = true;
    ck_assert_ptr_null(ask(&wrong));
    wrong = request;
    wrong.framing_is_ambiguous = true;
    ck_assert_ptr_null(ask(&wrong));
    wrong = request;
    wrong.header_bytes = HEADER_BYTES_MAX + 1;
    ck_assert_ptr_null(ask(&wrong));
    wrong = request;
    wrong.method = "POST";
    ck_assert_ptr_null(ask(&wrong));
    wrong.method = "OPTIONS";
    ck_assert_ptr_null(ask(&wrong));
    service_end(service); /* the last answers close their connections */
    ck_assert_ptr_null(ask(&request));
}
END_TEST

static Suite *exchange_suite(void)
{
    Suite *suite = suite_create("exchange");
    TCase *tests = tcase_create("exchange");

    tcase_add_checked_fixture(tests, open_service, close_service);
    tcase_add_test(tests, an_answer_that_was_asked_for_in_the_same_words_takes_neither_memory_nor_a_lock);
    tcase_add_test(tests, other_words_for_the_same_are_the_same_response);
    tcase_add_test(tests, a_request_that_is_wrong_in_other_ways_is_not_answered_by_its_words);
    suite_add_tcase(suite, tests);
    return suite;
}

TEST_MAIN(exchange_suite)
