/* Many clients while datasets change: run under TSan, where a data race ends the server with an error. */
#include "tests/support/client.h"

#include <curl/curl.h>
#include <dirent.h>
#include <poll.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { CLIENTS = 4, ROUNDS = 60, RELOADS = 10, TEXT_BYTES = 4096 };

static const char *const one[] = {"Cukrář", NULL};
static const char *const two[] = {"Horník", "Chovatel", NULL};

/** What a client saw; nothing is asserted in its thread. */
struct client {
    pthread_t thread;
    const char *url;
    unsigned asked;
    char fault[256]; /* "" if all was well */
};

/** The start of an answer. */
struct text {
    char at[TEXT_BYTES];
    size_t length;
};

static size_t collect(char *bytes, size_t size, size_t count, void *context)
{
    struct text *text = context;
    size_t room = sizeof text->at - 1 - text->length;
    size_t taken = size * count < room ? size * count : room;

    memcpy(text->at + text->length, bytes, taken);
    text->length += taken;
    text->at[text->length] = '\0';
    return size * count;
}

/** The version that the server says an answer is of, and the total that it has, must be of the same dataset. */
static bool is_consistent(const char *head, const char *body)
{
    static _Thread_local char versions[3][17];
    const char *total = strstr(body, "\"total\":");
    const char *version = strstr(head, "Dataset-Version: ");
    size_t count = total ? strtoul(total + strlen("\"total\":"), NULL, 10) : 0;

    if (!version || count < 1 || count > 2)
        return false;
    version += strlen("Dataset-Version: ");
    if (!versions[count][0])
        memcpy(versions[count], version, 16);
    return strncmp(versions[count], version, 16) == 0 && strcmp(versions[1], versions[2]) != 0;
}

static void ask_once(struct client *client, CURL *curl, const char *path, const char *encoding)
{
    struct text head = {.length = 0}, body = {.length = 0};
    char url[256];
    long status = 0;

    snprintf(url, sizeof url, "%s%s", client->url, path);
    curl_easy_setopt(curl, CURLOPT_URL, url);
    curl_easy_setopt(curl, CURLOPT_NOPROXY, "*");
    curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(curl, CURLOPT_ACCEPT_ENCODING, encoding);
    curl_easy_setopt(curl, CURLOPT_HEADERFUNCTION, collect);
    curl_easy_setopt(curl, CURLOPT_HEADERDATA, &head);
    curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, collect);
    curl_easy_setopt(curl, CURLOPT_WRITEDATA, &body);
    if (curl_easy_perform(curl) == CURLE_OK)
        curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &status);
    client->asked++;
    if (status != 200 || !is_consistent(head.at, body.at))
        snprintf(client->fault, sizeof client->fault, "%s: %ld %.150s", path, status, body.at);
}

static void *run_client(void *context)
{
    static const char *const paths[] = {"/v1/occupations?fields=name", "/v1/occupations?sort=-name&fields=id"};
    static const char *const encodings[] = {NULL, "gzip", "br"};
    struct client *client = context;
    CURL *curl = curl_easy_init();

    for (unsigned i = 0; curl && i < ROUNDS && !client->fault[0]; i++) {
        ask_once(client, curl, paths[0], encodings[i % 3]);
        ask_once(client, curl, paths[1], encodings[i % 2]);
    }
    curl_easy_cleanup(curl);
    return NULL;
}

/** Puts a copy of a dataset in place by renaming. */
static void put(const char *from, const char *folder, const char *path)
{
    size_t length;
    char *bytes = support_read(from, &length);

    ck_assert_int_eq(rename(support_write(folder, "next", bytes, length), path), 0);
    free(bytes);
}

START_TEST(clients_always_get_one_whole_dataset_while_datasets_change)
{
    const char *datasets[] = {server_dataset_of_copies(one), server_dataset_of_copies(two)};
    const char *folder = support_folder();
    struct client clients[CLIENTS] = {{.url = NULL}};
    struct server server;
    char path[256];

    snprintf(path, sizeof path, "%s/povolani.db", folder);
    put(datasets[0], folder, path);
    server_start(&server, path, (const char *const[]){"--threads", "4", NULL});
    for (size_t i = 0; i < CLIENTS; i++) {
        clients[i].url = server.url;
        ck_assert_int_eq(pthread_create(&clients[i].thread, NULL, run_client, &clients[i]), 0);
    }
    for (unsigned i = 1; i <= RELOADS; i++) {
        struct seen metrics = client_ask(server.admin, "GET", "/metrics", NULL);

        ck_assert_int_eq(metrics.status, 200);
        seen_release(&metrics);
        put(datasets[i % 2], folder, path);
        server_logged(&server, "dataset ", i + 1);
        ck_assert_int_eq(kill(server.process, SIGHUP), 0);
    }
    for (size_t i = 0; i < CLIENTS; i++) {
        ck_assert_int_eq(pthread_join(clients[i].thread, NULL), 0);
        ck_assert_msg(!clients[i].fault[0], "%s", clients[i].fault);
        ck_assert_uint_eq(clients[i].asked, 2 * ROUNDS);
    }
    server_stop(&server);
}
END_TEST

/** Asks the admin listener until it says so. */
static void wait_until(const struct server *server, const char *path, const char *said)
{
    bool says;

    do {
        struct seen answer = client_ask(server->admin, "GET", path, NULL);

        says = strstr(answer.body, said) != NULL;
        seen_release(&answer);
    } while (!says);
}

START_TEST(what_was_sent_before_sigterm_is_answered_and_closes)
{
    static const char request[] = "GET /v1/wages.csv HTTP/1.1\r\nHost: localhost\r\n\r\n";
    enum { CONNECTIONS = 100 };
    int connections[CONNECTIONS];
    struct server server;

    server_start(&server, server_dataset(), NULL);
    for (int i = 0; i < CONNECTIONS; i++) {
        connections[i] = client_connect(&server);
        client_write(connections[i], request, strlen(request));
    }
    server_stop(&server);
    for (int i = 0; i < CONNECTIONS; i++) {
        char *answer = client_read(connections[i]);

        ck_assert_msg(strncmp(answer, "HTTP/1.1 200", 12) == 0, "connection %d got: %.60s", i, answer);
        free(answer);
    }
}
END_TEST

START_TEST(a_request_under_way_is_answered_after_sigterm)
{
    static const char first[] = "GET /robots.txt HTTP/1.1\r\nHost: localhost\r\n\r\n";
    static const char head[] = "GET /v1/occupations/103332 HTTP/1.1\r\nHost: localhost\r\n";
    struct server server;
    int connection;
    char *answer;

    server_start(&server, server_dataset(), NULL);
    connection = client_connect(&server);
    client_write(connection, first, strlen(first));
    server_logged(&server, "/robots.txt", 1); /* the connection has been accepted */
    client_write(connection, head, strlen(head));
    wait_until(&server, "/metrics", "povolani_requests_under_way 1\n");
    ck_assert_int_eq(kill(server.process, SIGTERM), 0);
    wait_until(&server, "/readyz", "ending\n");
    ck_assert_int_eq(kill(server.process, SIGHUP), 0); /* there is nothing to reload any more */
    usleep(100000);
    client_write(connection, "\r\n", 2);
    answer = client_read(connection);
    ck_assert_msg(strstr(answer, "\"id\":\"103332\"") != NULL, "%s", answer);
    free(answer);
    server_wait(&server);
}
END_TEST

/** What the system tells of a process: its "fd" or "task". The caller closes. */
static DIR *open_process(pid_t process, const char *part)
{
    char folder[64];
    DIR *entries;

    snprintf(folder, sizeof folder, "/proc/%d/%s", (int)process, part);
    entries = opendir(folder);
    ck_assert_ptr_nonnull(entries);
    return entries;
}

/** How many descriptors of a process are of files with this name, also of deleted ones. */
static unsigned descriptors_of(pid_t process, const char *name)
{
    char target[512];
    struct dirent *entry;
    unsigned count = 0;
    DIR *descriptors = open_process(process, "fd");

    while ((entry = readdir(descriptors))) {
        ssize_t length = readlinkat(dirfd(descriptors), entry->d_name, target, sizeof target - 1);

        target[length > 0 ? length : 0] = '\0';
        count += strstr(target, name) != NULL;
    }
    closedir(descriptors);
    return count;
}

START_TEST(threads_that_are_idle_hold_no_dataset_that_was_replaced)
{
    static const char request[] = "GET /v1/occupations HTTP/1.1\r\nHost: localhost\r\n\r\n";
    enum {
        THREADS = 8,
        HELD = 1 /* which all stores of a file share */,
        CONNECTIONS = 64,
        PATIENCE = 1000,
        STEP_MS = 20
    };
    const char *folder = support_folder(), *dataset = server_dataset();
    int connections[CONNECTIONS], waited = 0;
    unsigned asked = 0;
    struct server server;
    char path[256];

    snprintf(path, sizeof path, "%s/povolani.db", folder);
    put(dataset, folder, path);
    server_start(&server, path, (const char *const[]){"--threads", "8", NULL});
    for (unsigned i = 0; i < CONNECTIONS; i++)
        connections[i] = client_connect(&server);
    for (unsigned reload = 1; reload <= RELOADS; reload++) {
        for (unsigned i = 0; i < CONNECTIONS / reload; i++, asked++) /* fewer threads each time */
            client_write(connections[i], request, strlen(request));
        server_logged(&server, "status=200", asked);
        put(dataset, folder, path);
        server_logged(&server, "dataset ", reload + 1);
    }
    while (descriptors_of(server.process, path) > HELD && waited++ < PATIENCE)
        poll(NULL, 0, STEP_MS);
    ck_assert_uint_eq(descriptors_of(server.process, path), HELD);
    for (unsigned i = 0; i < CONNECTIONS; i++)
        close(connections[i]);
    server_stop(&server);
}
END_TEST

/** All threads of a process have this policy. */
static void assert_policy(pid_t process, int policy)
{
    struct dirent *entry;
    unsigned threads = 0;
    DIR *tasks = open_process(process, "task");

    while ((entry = readdir(tasks))) {
        if (entry->d_name[0] == '.')
            continue;
        ck_assert_int_eq(sched_getscheduler((pid_t)strtol(entry->d_name, NULL, 10)), policy);
        threads++;
    }
    ck_assert_uint_gt(threads, 1);
    closedir(tasks);
}

START_TEST(threads_interrupt_nobody_unless_they_were_told_how_to_share)
{
    struct server server;

    server_start(&server, server_dataset(), NULL);
    assert_policy(server.process, SCHED_BATCH);
    server_stop(&server);
    ck_assert_int_eq(sched_setscheduler(0, SCHED_IDLE, &(struct sched_param){0}), 0); /* the server inherits it */
    server_start(&server, server_dataset(), NULL);
    assert_policy(server.process, SCHED_IDLE);
    server_stop(&server);
}
END_TEST

static Suite *concurrency_suite(void)
{
    Suite *suite = suite_create("concurrency");
    TCase *tests = tcase_create("concurrency");

    tcase_add_test(tests, clients_always_get_one_whole_dataset_while_datasets_change);
    tcase_add_test(tests, what_was_sent_before_sigterm_is_answered_and_closes);
    tcase_add_test(tests, a_request_under_way_is_answered_after_sigterm);
    tcase_add_test(tests, threads_that_are_idle_hold_no_dataset_that_was_replaced);
    tcase_add_test(tests, threads_interrupt_nobody_unless_they_were_told_how_to_share);
    suite_add_tcase(suite, tests);
    return suite;
}

TEST_MAIN(concurrency_suite)
