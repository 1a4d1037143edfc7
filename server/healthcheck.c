#include "server/healthcheck.h"

#include "server/listen.h"

#include <curl/curl.h>
#include <stdio.h>
#include <string.h>

enum { TIMEOUT_SECONDS = 3 };

static size_t drop(char *bytes, size_t size, size_t count, void *context)
{
    (void)bytes;
    (void)context;
    return size * count;
}

/* Where the admin listener answers: an address that means "all" is asked on the loopback. */
static void readyz_url(const struct address *admin, char url[static LISTEN_TEXT_BYTES])
{
    const char *host = admin->host;

    if (admin->unix_socket)
        host = "localhost";
    else if (!*host || strcmp(host, "0.0.0.0") == 0)
        host = "127.0.0.1";
    else if (strcmp(host, "::") == 0)
        host = "::1";
    snprintf(url, LISTEN_TEXT_BYTES, strchr(host, ':') ? "http://[%s]%s%s/readyz" : "http://%s%s%s/readyz", host,
             *admin->port ? ":" : "", admin->port);
}

/* @return the status, 0 if there was no answer: reason then says why */
static long ask(const char *url, const char *unix_path, char reason[static CURL_ERROR_SIZE])
{
    CURL *curl = curl_easy_init();
    CURLcode code = CURLE_OUT_OF_MEMORY;
    long status = 0;

    reason[0] = '\0';
    if (!curl)
        goto out;
    curl_easy_setopt(curl, CURLOPT_URL, url);
    curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(curl, CURLOPT_TIMEOUT, (long)TIMEOUT_SECONDS);
    curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(curl, CURLOPT_NOPROXY, "*"); /* the environment's proxy is for the world outside */
    curl_easy_setopt(curl, CURLOPT_ERRORBUFFER, reason);
    curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, drop);
    if (unix_path)
        curl_easy_setopt(curl, CURLOPT_UNIX_SOCKET_PATH, unix_path);
    code = curl_easy_perform(curl);
    if (code == CURLE_OK)
        curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &status);
    curl_easy_cleanup(curl);
out:
    if (!reason[0]) /* curl has not always more to say than the code */
        snprintf(reason, CURL_ERROR_SIZE, "%s", curl_easy_strerror(code));
    return status;
}

int healthcheck_run(const struct options *options)
{
    char own_url[LISTEN_TEXT_BYTES], reason[CURL_ERROR_SIZE];
    const char *url = options->argument_count > 0 ? options->arguments[0] : own_url;
    struct address admin = {.unix_socket = false};
    long status;

    if (options->argument_count == 0) {
        if (!listen_parse(options->admin, &admin)) {
            fprintf(stderr, "povolani healthcheck: --admin: \"%s\" is not HOST:PORT or unix:PATH\n", options->admin);
            return EXIT_USAGE;
        }
        readyz_url(&admin, own_url);
    }
    status = ask(url, admin.unix_socket ? admin.host : NULL, reason);
    if (status == 200)
        return EXIT_DONE;
    if (status)
        fprintf(stderr, "povolani healthcheck: %s: status %ld\n", url, status);
    else
        fprintf(stderr, "povolani healthcheck: %s: %s\n", url, reason);
    return EXIT_AT_FAULT;
}
