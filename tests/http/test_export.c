/* Exports over HTTP and on the command line: whole, in ranges, in both forms, while the dataset is replaced. */
#include "tests/support/client.h"

#include <fcntl.h>
#include <nettle/base16.h>
#include <nettle/base64.h>
#include <nettle/sha2.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

/* Of the occupations: some blocks of lines, more than what sockets hold back. */
enum { COPIES = 400, CLIENTS = 64 };

static const char *const files[] = {"dataset.db", "occupations.csv", "occupations.ndjson", "wages.csv"};
enum { FILES = sizeof files / sizeof *files };

static const char *dataset;
static struct server server;

static void start(void)
{
    static const char *names[COPIES + 1];
    static char texts[COPIES][32];

    if (!dataset) {
        for (int i = 0; i < COPIES; i++) {
            snprintf(texts[i], sizeof texts[i], "Cukrář %d", i);
            names[i] = texts[i];
        }
        dataset = strdup(server_dataset_of_copies(names));
    }
    server_start(&server, dataset, (const char *const[]){"--threads", "2", NULL});
}

static void stop(void)
{
    server_stop(&server);
}

static const char *path_of(const char *file)
{
    static char path[64];

    snprintf(path, sizeof path, "/v1/export/%s", file);
    return path;
}

/* @param header  one more; NULL: none */
static struct seen get(const char *file, const char *encoding, const char *header)
{
    char accept[64];

    snprintf(accept, sizeof accept, "Accept-Encoding: %s", encoding);
    return client_ask(server.url, "GET", path_of(file), (const char *const[]){accept, header, NULL});
}

static const char *repr_digest_of(const struct seen *whole)
{
    static char text[sizeof "sha-256=::" + BASE64_ENCODE_RAW_LENGTH(SHA256_DIGEST_SIZE)];
    uint8_t digest[SHA256_DIGEST_SIZE];
    struct sha256_ctx hash;
    char base64[BASE64_ENCODE_RAW_LENGTH(SHA256_DIGEST_SIZE)];

    sha256_init(&hash);
    sha256_update(&hash, whole->length, (const uint8_t *)whole->body);
    sha256_digest(&hash, sizeof digest, digest);
    base64_encode_raw(base64, sizeof digest, digest);
    snprintf(text, sizeof text, "sha-256=:%.*s:", (int)sizeof base64, base64);
    return text;
}

/* Whole ------------------------------------------------------------------------------------------------------------ */

START_TEST(a_file_is_described_and_its_digest_is_right_in_both_forms)
{
    for (int i = 0; i < FILES; i++)
        for (int gzip = 0; gzip < 2; gzip++) {
            struct seen answer = get(files[i], gzip ? "br, gzip" : "identity", NULL);
            bool packed = gzip && strcmp(files[i], "dataset.db") != 0;
            char expected[64];

            ck_assert_int_eq(answer.status, 200);
            ck_assert_str_eq(seen_header(&answer, "Repr-Digest"), repr_digest_of(&answer));
            snprintf(expected, sizeof expected, "%zu", answer.length);
            ck_assert_str_eq(seen_header(&answer, "Content-Length"), expected);
            snprintf(expected, sizeof expected, "attachment; filename=\"%s\"", files[i]);
            ck_assert_str_eq(seen_header(&answer, "Content-Disposition"), expected);
            ck_assert_str_eq(seen_header(&answer, "Accept-Ranges"), "bytes");
            ck_assert_str_eq(seen_header(&answer, "Last-Modified"), "Thu, 31 Dec 2020 00:00:00 GMT");
            ck_assert((seen_header(&answer, "Content-Encoding") != NULL) == packed);
            ck_assert((seen_header(&answer, "Vary") != NULL) == (strcmp(files[i], "dataset.db") != 0));
            ck_assert_ptr_nonnull(seen_header(&answer, "Dataset-Version"));
            ck_assert_ptr_null(seen_header(&answer, "Content-Range"));
            seen_release(&answer);
        }
}
END_TEST

START_TEST(the_forms_have_tags_of_their_own_and_the_same_content)
{
    for (int i = 0; i < FILES; i++) {
        struct seen plain = get(files[i], "identity", NULL), packed = get(files[i], "gzip", NULL);
        struct seen decoded = client_decoded(&server, path_of(files[i]), "gzip");
        bool same = strcmp(seen_header(&plain, "ETag"), seen_header(&packed, "ETag")) == 0;

        ck_assert_msg(same == (strcmp(files[i], "dataset.db") == 0), "%s", files[i]);
        ck_assert_uint_eq(decoded.length, plain.length);
        ck_assert_int_eq(memcmp(decoded.body, plain.body, plain.length), 0);
        seen_release(&plain);
        seen_release(&packed);
        seen_release(&decoded);
    }
}
END_TEST

START_TEST(every_line_is_what_the_occupation_s_own_address_answers)
{
    struct seen all = get("occupations.ndjson", "identity", NULL);
    int lines = 0;

    for (char *line = all.body, *end; (end = strchr(line, '\n')); line = end + 1, lines++) {
        char path[64];
        struct seen one;

        if (lines % 40 != 0)
            continue;
        snprintf(path, sizeof path, "/v1/occupations/%.*s", (int)strcspn(line + 7, "\""), line + 7);
        one = client_get(&server, path);
        ck_assert_uint_eq(one.length, (size_t)(end + 1 - line));
        ck_assert_int_eq(memcmp(one.body, line, one.length), 0);
        seen_release(&one);
    }
    ck_assert_int_eq(lines, COPIES);
    seen_release(&all);
}
END_TEST

START_TEST(the_table_of_wages_is_that_of_the_list)
{
    struct seen file = get("wages.csv", "identity", NULL), list = client_get(&server, "/v1/wages.csv");

    ck_assert_uint_eq(file.length, list.length);
    ck_assert_str_eq(file.body, list.body);
    seen_release(&file);
    seen_release(&list);
}
END_TEST

START_TEST(the_dataset_is_the_file_itself)
{
    struct seen answer = get("dataset.db", "identity", NULL);
    size_t length;
    char *bytes = support_read(dataset, &length);

    ck_assert_uint_eq(answer.length, length);
    ck_assert_int_eq(memcmp(answer.body, bytes, length), 0);
    ck_assert_str_eq(seen_header(&answer, "Content-Type"), "application/vnd.sqlite3");
    free(bytes);
    seen_release(&answer);
}
END_TEST

static const char *hex_of(const char *repr_digest)
{
    static char text[sizeof "sha-256:" + 2 * SHA256_DIGEST_SIZE] = "sha-256:";
    struct base64_decode_ctx decoding;
    uint8_t digest[SHA256_DIGEST_SIZE + 3];
    size_t length = sizeof digest;

    base64_decode_init(&decoding);
    ck_assert(base64_decode_update(&decoding, &length, digest, 44, repr_digest + strlen("sha-256=:")));
    ck_assert_uint_eq(length, SHA256_DIGEST_SIZE);
    base16_encode_update(text + strlen("sha-256:"), length, digest);
    return text;
}

START_TEST(the_dataset_names_each_file_with_its_length_and_digest)
{
    struct seen answer = client_get(&server, "/v1/dataset?fields=downloads");
    json_t *json = seen_json(&answer), *downloads = json_object_get(json, "downloads");

    ck_assert_uint_eq(json_array_size(downloads), FILES);
    for (int i = 0; i < FILES; i++) {
        json_t *download = json_array_get(downloads, (size_t)i);
        struct seen file = client_get(&server, json_string_value(json_object_get(download, "url")));

        ck_assert_str_eq(json_string_value(json_object_get(download, "name")), files[i]);
        ck_assert_str_eq(json_string_value(json_object_get(download, "media_type")),
                         seen_header(&file, "Content-Type"));
        ck_assert_int_eq(json_integer_value(json_object_get(download, "bytes")), (long long)file.length);
        ck_assert_str_eq(json_string_value(json_object_get(download, "digest")), hex_of(repr_digest_of(&file)));
        seen_release(&file);
    }
    json_decref(json);
    seen_release(&answer);
}
END_TEST

START_TEST(head_has_the_headers_of_get_and_no_body_and_no_range)
{
    for (int i = 0; i < FILES; i++) {
        struct seen whole = get(files[i], "gzip", NULL);
        struct seen head = client_ask(server.url, "HEAD", path_of(files[i]),
                                      (const char *const[]){"Accept-Encoding: gzip", "Range: bytes=0-9", NULL});
        static const char *const same[] = {"Content-Length", "ETag", "Repr-Digest", "Content-Type", "Last-Modified"};

        ck_assert_int_eq(head.status, 200);
        ck_assert_uint_eq(head.length, 0);
        for (size_t j = 0; j < sizeof same / sizeof *same; j++)
            ck_assert_str_eq(seen_header(&head, same[j]), seen_header(&whole, same[j]));
        seen_release(&whole);
        seen_release(&head);
    }
}
END_TEST

START_TEST(who_has_the_file_reads_304_also_with_a_range_that_is_outside)
{
    for (int i = 0; i < FILES; i++) {
        struct seen whole = get(files[i], "identity", NULL), again;
        char condition[128];

        snprintf(condition, sizeof condition, "If-None-Match: %s", seen_header(&whole, "ETag"));
        again = client_ask(
            server.url, "GET", path_of(files[i]),
            (const char *const[]){condition, "Accept-Encoding: identity", "Range: bytes=99999999999-", NULL});
        ck_assert_int_eq(again.status, 304);
        ck_assert_uint_eq(again.length, 0);
        ck_assert_str_eq(seen_header(&again, "ETag"), seen_header(&whole, "ETag"));
        seen_release(&again);
        again = get(files[i], "identity", "If-Modified-Since: Thu, 31 Dec 2020 00:00:00 GMT");
        ck_assert_int_eq(again.status, 304);
        seen_release(&again);
        seen_release(&whole);
    }
}
END_TEST

START_TEST(files_take_no_parameters_and_no_other_methods_and_a_wrong_name_suggests_the_right_one)
{
    struct seen answer = client_get(&server, "/v1/export/wages.csv?region=CZ");

    ck_assert_int_eq(answer.status, 400);
    seen_release(&answer);
    answer = client_ask(server.url, "DELETE", "/v1/export/wages.csv", NULL);
    ck_assert_int_eq(answer.status, 405);
    ck_assert_str_eq(seen_header(&answer, "Allow"), "GET, HEAD, OPTIONS");
    seen_release(&answer);
    answer = client_get(&server, "/v1/export/occupation.ndjson");
    ck_assert_int_eq(answer.status, 404);
    ck_assert_ptr_nonnull(strstr(answer.body, "\"did_you_mean\":\"/v1/export/occupations.ndjson\""));
    seen_release(&answer);
}
END_TEST

/* Ranges ----------------------------------------------------------------------------------------------------------- */

static void check_part(const struct seen *whole, const char *file, const char *encoding, size_t first, size_t last)
{
    char header[64], expected[96];
    struct seen part;

    snprintf(header, sizeof header, "Range: bytes=%zu-%zu", first, last);
    part = get(file, encoding, header);
    ck_assert_int_eq(part.status, 206);
    ck_assert_uint_eq(part.length, last - first + 1);
    ck_assert_int_eq(memcmp(part.body, whole->body + first, part.length), 0);
    snprintf(expected, sizeof expected, "bytes %zu-%zu/%zu", first, last, whole->length);
    ck_assert_str_eq(seen_header(&part, "Content-Range"), expected);
    ck_assert_str_eq(seen_header(&part, "ETag"), seen_header(whole, "ETag"));
    ck_assert_str_eq(seen_header(&part, "Repr-Digest"), seen_header(whole, "Repr-Digest"));
    seen_release(&part);
}

START_TEST(any_range_is_that_part_of_the_whole_in_both_forms)
{
    static const char *const encodings[] = {"identity", "gzip"};

    srand(2);
    for (int i = 0; i < FILES; i++)
        for (int j = 0; j < 2; j++) {
            struct seen whole = get(files[i], encodings[j], NULL);

            check_part(&whole, files[i], encodings[j], 0, 0);
            check_part(&whole, files[i], encodings[j], 0, whole.length - 1);
            check_part(&whole, files[i], encodings[j], whole.length - 1, whole.length - 1);
            for (int round = 0; round < 25; round++) {
                size_t first = (size_t)rand() % whole.length;

                check_part(&whole, files[i], encodings[j], first, first + (size_t)rand() % (whole.length - first));
            }
            seen_release(&whole);
        }
}
END_TEST

static void check_range(const char *range, int status, const char *content_range)
{
    struct seen answer = get("wages.csv", "identity", range);
    const char *said = seen_header(&answer, "Content-Range");

    ck_assert_msg(answer.status == status, "%s: %ld", range, answer.status);
    ck_assert_msg((said == NULL) == (content_range == NULL) && (!said || strstr(said, content_range)), "%s: %s", range,
                  said ? said : "nothing");
    seen_release(&answer);
}

START_TEST(suffixes_open_ends_several_ranges_and_nonsense)
{
    check_range("Range: bytes=-7", 206, "bytes ");
    check_range("Range: bytes=5-", 206, "bytes 5-");
    check_range("Range: bytes=-99999999", 206, "bytes 0-");
    check_range("Range: bytes=0-1,5-6", 200, NULL);
    check_range("Range: bytes=9-2", 200, NULL);
    check_range("Range: lines=1-2", 200, NULL);
    check_range("Range: bytes=-0", 416, "bytes */");
    check_range("Range: bytes=99999999-", 416, "bytes */");
}
END_TEST

START_TEST(a_range_behind_the_end_is_a_problem_that_states_the_length)
{
    struct seen whole = get("wages.csv", "identity", NULL);
    struct seen answer = get("wages.csv", "identity", "Range: bytes=99999999-");
    char expected[64];

    snprintf(expected, sizeof expected, "bytes */%zu", whole.length);
    ck_assert_int_eq(answer.status, 416);
    ck_assert_str_eq(seen_header(&answer, "Content-Range"), expected);
    ck_assert_str_eq(seen_header(&answer, "Content-Type"), "application/problem+json");
    ck_assert_ptr_nonnull(strstr(answer.body, "/docs/problems/range-not-satisfiable"));
    seen_release(&answer);
    seen_release(&whole);
}
END_TEST

START_TEST(if_range_keeps_the_range_for_the_tag_of_this_form_only)
{
    struct seen whole = get("wages.csv", "identity", NULL);
    const char *headers[] = {"Range: bytes=1-2", NULL, "Accept-Encoding: identity", NULL};
    char same[128];
    /* The date is the Last-Modified of this file, and of its form in gzip. */
    static const char *const others[] = {"If-Range: \"another\"", "If-Range: Thu, 31 Dec 2020 00:00:00 GMT"};
    struct seen answer;

    snprintf(same, sizeof same, "If-Range: %s", seen_header(&whole, "ETag"));
    headers[1] = same;
    answer = client_ask(server.url, "GET", path_of("wages.csv"), headers);
    ck_assert_int_eq(answer.status, 206);
    seen_release(&answer);
    for (int i = 0; i < 2; i++) {
        headers[1] = others[i];
        answer = client_ask(server.url, "GET", path_of("wages.csv"), headers);
        ck_assert_int_eq(answer.status, 200);
        ck_assert_uint_eq(answer.length, whole.length);
        seen_release(&answer);
    }
    headers[1] = same; /* the tag of the other form */
    headers[2] = "Accept-Encoding: gzip";
    answer = client_ask(server.url, "GET", path_of("wages.csv"), headers);
    ck_assert_int_eq(answer.status, 200);
    seen_release(&answer);
    seen_release(&whole);
}
END_TEST

/* Under way -------------------------------------------------------------------------------------------------------- */

/* Begins a download that the sockets cannot hold, and reads its first bytes. */
static int begin(const char *file, char *bytes, size_t size, size_t *got)
{
    int connection = client_connect(&server), small = 64 * 1024;
    char request[256];

    setsockopt(connection, SOL_SOCKET, SO_RCVBUF, &small, sizeof small);
    snprintf(request, sizeof request, "GET %s HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n", path_of(file));
    client_write(connection, request, strlen(request));
    *got = 0;
    while (*got < 4096) {
        ssize_t step = recv(connection, bytes + *got, size - *got < 4096 ? size - *got : 4096, 0);

        ck_assert_int_gt(step, 0);
        *got += (size_t)step;
    }
    return connection;
}

/* Reads on to the end. @return the body's length; it stands behind the header in bytes */
static size_t finish(int connection, char *bytes, size_t size, size_t got, const char **body)
{
    ssize_t step;

    while ((step = recv(connection, bytes + got, size - 1 - got, 0)) > 0)
        got += (size_t)step;
    ck_assert_int_eq(step, 0);
    close(connection);
    bytes[got] = '\0';
    *body = strstr(bytes, "\r\n\r\n");
    ck_assert_ptr_nonnull(*body);
    *body += 4;
    return got - (size_t)(*body - bytes);
}

/* Puts a copy of a file in the place of another, as an import does. */
static void put(const char *from, const char *path)
{
    size_t length;
    char *bytes = support_read(from, &length), beside[300];
    FILE *out;

    snprintf(beside, sizeof beside, "%s.tmp", path);
    out = fopen(beside, "wb");
    ck_assert_ptr_nonnull(out);
    ck_assert_uint_eq(fwrite(bytes, 1, length, out), length);
    ck_assert_int_eq(fclose(out), 0);
    ck_assert_int_eq(rename(beside, path), 0);
    free(bytes);
}

START_TEST(a_download_under_way_ends_with_the_dataset_that_it_began_with)
{
    static const char *const big[] = {"occupations.ndjson", "dataset.db"};
    struct server own;
    char path[256];

    snprintf(path, sizeof path, "%s/povolani.db", support_folder());
    for (int i = 0; i < 2; i++) {
        struct seen before, after;
        const char *body;
        size_t size, got, length;
        char *bytes;
        int connection;

        put(dataset, path);
        server_start(&own, path, (const char *const[]){"--threads", "2", NULL});
        server_stop(&server);
        server = own;
        before = get(big[i], "identity", NULL);
        size = before.length + 16384;
        bytes = malloc(size);
        connection = begin(big[i], bytes, size, &got);
        put(server_dataset_of_copies((const char *const[]){"Horník", "Chovatel", NULL}), path);
        server_logged(&server, ": 2 occupations", 1);
        after = get(big[i], "identity", NULL);
        length = finish(connection, bytes, size, got, &body);
        ck_assert_uint_eq(length, before.length);
        ck_assert_int_eq(memcmp(body, before.body, length), 0);
        ck_assert_uint_lt(after.length, before.length);
        seen_release(&before);
        seen_release(&after);
        free(bytes);
    }
}
END_TEST

/* Kilobytes that the server has in memory, or had at most. */
static long memory_of(const char *field)
{
    char path[64], *status, *at;
    long kilobytes;

    snprintf(path, sizeof path, "/proc/%d/status", (int)server.process);
    status = support_read(path, NULL);
    at = strstr(status, field);
    ck_assert_ptr_nonnull(at);
    kilobytes = strtol(at + strlen(field) + 1, NULL, 10);
    free(status);
    return kilobytes;
}

/* A download under way, compared as it comes. */
struct coming {
    size_t got;  /* of the answer, with its header */
    size_t body; /* where the body begins; 0: not yet known */
    char head[8192];
};

/* Reads some of it. @return false at its end */
static bool read_on(struct coming *coming, int connection, const struct seen *whole)
{
    static char bytes[65536];
    ssize_t step = recv(connection, bytes, sizeof bytes, 0);

    ck_assert_int_ge(step, 0);
    ck_assert_uint_le(coming->got + (size_t)step, coming->body + whole->length);
    ck_assert_int_eq(memcmp(bytes, whole->body + (coming->got - coming->body), (size_t)step), 0);
    coming->got += (size_t)step;
    return step > 0;
}

/* What begin has read: the header, and the start of the body. */
static void take_head(struct coming *coming, const struct seen *whole)
{
    char *end = memmem(coming->head, coming->got, "\r\n\r\n", 4);

    ck_assert_ptr_nonnull(end);
    coming->body = (size_t)(end + 4 - coming->head);
    ck_assert_int_eq(memcmp(end + 4, whole->body, coming->got - coming->body), 0);
}

START_TEST(many_at_once_are_all_whole_and_take_a_block_of_memory_each)
{
    static struct coming coming[CLIENTS];
    struct seen whole = get("occupations.ndjson", "identity", NULL);
    struct pollfd polled[CLIENTS];
    long before = memory_of("VmRSS:"), after;

    for (int i = 0; i < CLIENTS; i++) {
        polled[i].fd = begin("occupations.ndjson", coming[i].head, sizeof coming[i].head, &coming[i].got);
        polled[i].events = POLLIN;
        take_head(&coming[i], &whole);
    }
    for (int open = CLIENTS; open > 0;) {
        ck_assert_int_gt(poll(polled, CLIENTS, 20000), 0);
        for (int i = 0; i < CLIENTS; i++)
            if (polled[i].revents && !read_on(&coming[i], polled[i].fd, &whole)) {
                ck_assert_uint_eq(coming[i].got, coming[i].body + whole.length);
                close(polled[i].fd);
                polled[i].fd = -1;
                open--;
            }
    }
    after = memory_of("VmHWM:");
    /* Under a sanitizer the server's memory is not its own. A whole body each would be 700 MB. */
    if (strcmp(support_build(), "build") == 0)
        ck_assert_msg(after - before < CLIENTS * 400, "%ld kB became %ld kB", before, after);
    seen_release(&whole);
}
END_TEST

START_TEST(a_client_that_leaves_does_no_harm)
{
    for (int i = 0; i < 20; i++) {
        char bytes[16384];
        size_t got;
        int connection = begin(files[i % 3], bytes, sizeof bytes, &got);

        close(connection);
    }
    check_range("Range: bytes=5-", 206, "bytes 5-");
}
END_TEST

/* The command ------------------------------------------------------------------------------------------------------ */

START_TEST(the_command_writes_what_the_server_sends)
{
    for (int i = 1; i < FILES; i++) {
        struct seen answer = get(files[i], "identity", NULL);
        struct support_run run = support_run((const char *[]){server_program(), "export", dataset, files[i], NULL});

        ck_assert_int_eq(run.exit_code, 0);
        ck_assert_str_eq(run.err, "");
        ck_assert_uint_eq(strlen(run.out), answer.length);
        ck_assert_str_eq(run.out, answer.body);
        support_run_release(&run);
        seen_release(&answer);
    }
}
END_TEST

static void expect_run(int exit_code, const char *said, const char *path, const char *name)
{
    struct support_run run = support_run((const char *[]){server_program(), "export", path, name, NULL});

    ck_assert_msg(run.exit_code == exit_code && strstr(run.err, said), "exit %d: %s", run.exit_code, run.err);
    ck_assert_str_eq(run.out, "");
    support_run_release(&run);
}

START_TEST(the_command_refuses_other_names_and_files_at_fault)
{
    expect_run(2, "there is no export \"wage.csv\"; did you mean \"wages.csv\"?", dataset, "wage.csv");
    expect_run(2, "there is no export \"-\" (occupations.csv, occupations.ndjson or wages.csv)\n", dataset, "-");
    expect_run(2, "there is no export \"dataset.db\"", dataset, "dataset.db");
    expect_run(2, "it takes FILE NAME", dataset, NULL);
    expect_run(1, "none.db:1: error: The file cannot be opened: No such file", "none.db", "wages.csv");
    expect_run(1, "README.md:1: error: The file is no dataset", "README.md", "wages.csv");
}
END_TEST

/* Runs the command with standard output at a descriptor, which is closed. @return its exit code */
static int run_into(int out)
{
    pid_t child = fork();
    int status;

    ck_assert_int_ge(child, 0);
    if (child == 0) {
        if (dup2(out, STDOUT_FILENO) < 0 || !freopen("/dev/null", "w", stderr))
            _exit(126);
        execl(server_program(), server_program(), "export", dataset, "occupations.ndjson", NULL);
        _exit(127);
    }
    close(out);
    ck_assert_int_eq(waitpid(child, &status, 0), child);
    ck_assert(WIFEXITED(status));
    return WEXITSTATUS(status);
}

START_TEST(a_full_disk_and_a_reader_that_has_left_are_the_system_s_failure)
{
    int ends[2];

    ck_assert_int_eq(run_into(open("/dev/full", O_WRONLY | O_CLOEXEC)), 3);
    ck_assert_int_eq(pipe2(ends, O_CLOEXEC), 0);
    close(ends[0]);
    ck_assert_int_eq(run_into(ends[1]), 3);
}
END_TEST

static Suite *export_suite(void)
{
    Suite *suite = suite_create("export");
    TCase *tests = tcase_create("export");

    tcase_set_timeout(tests, 0);
    tcase_add_checked_fixture(tests, start, stop);
    tcase_add_test(tests, a_file_is_described_and_its_digest_is_right_in_both_forms);
    tcase_add_test(tests, the_forms_have_tags_of_their_own_and_the_same_content);
    tcase_add_test(tests, every_line_is_what_the_occupation_s_own_address_answers);
    tcase_add_test(tests, the_table_of_wages_is_that_of_the_list);
    tcase_add_test(tests, the_dataset_is_the_file_itself);
    tcase_add_test(tests, the_dataset_names_each_file_with_its_length_and_digest);
    tcase_add_test(tests, head_has_the_headers_of_get_and_no_body_and_no_range);
    tcase_add_test(tests, who_has_the_file_reads_304_also_with_a_range_that_is_outside);
    tcase_add_test(tests, files_take_no_parameters_and_no_other_methods_and_a_wrong_name_suggests_the_right_one);
    tcase_add_test(tests, any_range_is_that_part_of_the_whole_in_both_forms);
    tcase_add_test(tests, suffixes_open_ends_several_ranges_and_nonsense);
    tcase_add_test(tests, a_range_behind_the_end_is_a_problem_that_states_the_length);
    tcase_add_test(tests, if_range_keeps_the_range_for_the_tag_of_this_form_only);
    tcase_add_test(tests, a_download_under_way_ends_with_the_dataset_that_it_began_with);
    tcase_add_test(tests, many_at_once_are_all_whole_and_take_a_block_of_memory_each);
    tcase_add_test(tests, a_client_that_leaves_does_no_harm);
    tcase_add_test(tests, the_command_writes_what_the_server_sends);
    tcase_add_test(tests, the_command_refuses_other_names_and_files_at_fault);
    tcase_add_test(tests, a_full_disk_and_a_reader_that_has_left_are_the_system_s_failure);
    suite_add_tcase(suite, tests);
    return suite;
}

TEST_MAIN(export_suite)
