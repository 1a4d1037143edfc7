/* Addresses as people write them: where to listen, what clients know us by. */
#include "server/listen.h"
#include "server/public_url.h"
#include "tests/support/support.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

START_TEST(hosts_ports_and_paths_are_told_apart)
{
    static const struct {
        const char *text, *host, *port;
        bool unix_socket;
    } good[] = {
        {"127.0.0.1:8080", "127.0.0.1", "8080", false},
        {"[::1]:0", "::1", "0", false},
        {":65535", "", "65535", false},
        {"localhost:80", "localhost", "80", false},
        {"unix:/run/povolani/socket", "/run/povolani/socket", "", true},
    };

    for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
        struct address address;

        ck_assert_msg(listen_parse(good[i].text, &address), "%s", good[i].text);
        ck_assert_str_eq(address.host, good[i].host);
        ck_assert_str_eq(address.port, good[i].port);
        ck_assert_int_eq(address.unix_socket, good[i].unix_socket);
    }
}
END_TEST

START_TEST(what_is_no_address_is_refused)
{
    static const char *const bad[] = {"",          "8080",         "127.0.0.1",       "127.0.0.1:", "127.0.0.1:65536",
                                      "::1:8080",  "127.0.0.1:8x", "127.0.0.1:-1",    "unix:",      "host:123456",
                                      "[::1:8080", "[]:80",        "http://x:80/a:1", NULL};
    char path[200] = "unix:";
    struct address address;

    for (size_t i = 0; bad[i]; i++)
        ck_assert_msg(!listen_parse(bad[i], &address), "%s", bad[i]);
    memset(path + 5, 'x', 150); /* a Unix socket's path has 107 bytes */
    ck_assert(!listen_parse(path, &address));
}
END_TEST

START_TEST(port_0_becomes_a_port_that_the_url_names)
{
    static const char *const loopbacks[][2] = {{"127.0.0.1:0", "http://127.0.0.1:"}, {"[::1]:0", "http://[::1]:"}};
    char reason[LISTEN_TEXT_BYTES];

    for (size_t i = 0; i < 2; i++) {
        struct listener listener;
        struct address address;

        ck_assert(listen_parse(loopbacks[i][0], &address));
        if (!listen_open(&address, &listener, reason))
            continue; /* there may be no IPv6 */
        ck_assert_int_eq(strncmp(listener.url, loopbacks[i][1], strlen(loopbacks[i][1])), 0);
        ck_assert_str_ne(strrchr(listener.url, ':'), ":0");
        listen_close(&listener);
    }
}
END_TEST

START_TEST(a_file_that_is_no_socket_is_not_replaced)
{
    const char *path = support_write(support_folder(), "soubor", "data", 4);
    char reason[LISTEN_TEXT_BYTES];
    struct address address = {.unix_socket = true};
    struct listener listener;
    struct stat status;

    strncpy(address.host, path, sizeof address.host - 1);
    ck_assert(!listen_open(&address, &listener, reason));
    ck_assert_int_eq(stat(path, &status), 0);
    ck_assert_int_eq(status.st_size, 4);
}
END_TEST

START_TEST(a_unix_socket_is_for_everyone_whom_the_umask_does_not_keep_out)
{
    char reason[LISTEN_TEXT_BYTES];
    struct address address = {.unix_socket = true};
    struct listener listener;
    struct stat status;
    mode_t before = umask(007);

    snprintf(address.host, sizeof address.host, "%s/socket", support_folder());
    ck_assert_msg(listen_open(&address, &listener, reason), "%s", reason);
    ck_assert_int_eq(umask(before), 007);
    ck_assert_int_eq(stat(address.host, &status), 0);
    ck_assert_int_eq(status.st_mode & 0777, 0660);
    listen_close(&listener);
    ck_assert_int_ne(stat(address.host, &status), 0);
}
END_TEST

START_TEST(a_public_url_becomes_a_prefix_without_a_slash)
{
    static const char *const pairs[][2] = {
        {"https://example.cz/api/povolani", "https://example.cz/api/povolani"},
        {"https://example.cz/api/povolani//", "https://example.cz/api/povolani"},
        {"http://example.cz:8080/", "http://example.cz:8080"},
        {"http://[::1]", "http://[::1]"},
        {"", ""},
    };
    char prefix[PUBLIC_URL_BYTES];

    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        ck_assert_msg(public_url_prefix(pairs[i][0], prefix), "%s", pairs[i][0]);
        ck_assert_str_eq(prefix, pairs[i][1]);
    }
    ck_assert(public_url_prefix(NULL, prefix));
    ck_assert_str_eq(prefix, "");
}
END_TEST

START_TEST(what_could_break_a_link_is_no_public_url)
{
    static const char *const bad[] = {"example.cz",
                                      "/api",
                                      "ftp://example.cz",
                                      "https://",
                                      "https:///api",
                                      "https://example.cz/?a=b",
                                      "https://a@example.cz",
                                      "https://example.cz/>; rel=\"x\"",
                                      "https://example.cz/#",
                                      "https://example.cz/\r\nSet-Cookie: a=b",
                                      "javascript:alert(1)",
                                      "https://example.cz/a b",
                                      "https://p\xc5\x99\xc3\xadklad.cz",
                                      "https://example.cz/\xff"};
    char prefix[PUBLIC_URL_BYTES];

    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        ck_assert_msg(!public_url_prefix(bad[i], prefix), "%s", bad[i]);
}
END_TEST

START_TEST(a_unix_socket_that_another_one_replaced_is_left_to_it)
{
    char reason[LISTEN_TEXT_BYTES];
    struct address address = {.unix_socket = true};
    struct listener first, second;
    struct stat status;

    snprintf(address.host, sizeof address.host, "%s/socket", support_folder());
    ck_assert_msg(listen_open(&address, &first, reason), "%s", reason);
    ck_assert_int_eq(unlink(address.host), 0);
    ck_assert_msg(listen_open(&address, &second, reason), "%s", reason);
    listen_close(&first);
    ck_assert_int_eq(stat(address.host, &status), 0);
    listen_close(&second);
    ck_assert_int_ne(stat(address.host, &status), 0);
}
END_TEST

static Suite *addresses_suite(void)
{
    Suite *suite = suite_create("addresses");
    TCase *tests = tcase_create("addresses");

    tcase_add_test(tests, hosts_ports_and_paths_are_told_apart);
    tcase_add_test(tests, what_is_no_address_is_refused);
    tcase_add_test(tests, port_0_becomes_a_port_that_the_url_names);
    tcase_add_test(tests, a_file_that_is_no_socket_is_not_replaced);
    tcase_add_test(tests, a_unix_socket_is_for_everyone_whom_the_umask_does_not_keep_out);
    tcase_add_test(tests, a_public_url_becomes_a_prefix_without_a_slash);
    tcase_add_test(tests, what_could_break_a_link_is_no_public_url);
    tcase_add_test(tests, a_unix_socket_that_another_one_replaced_is_left_to_it);
    suite_add_tcase(suite, tests);
    return suite;
}

TEST_MAIN(addresses_suite)
