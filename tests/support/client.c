#include "tests/support/client.h"

#include <arpa/inet.h>
#include <curl/curl.h>
#include <errno.h>
#include <netinet/in.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/socket.h>
#include <unistd.h>

enum { BUFFERS = 16, VALUE_BYTES = 1024, URL_BYTES = 16384, SILENCE_MS = 2000 };

/** Collects what curl gives. */
static size_t collect(char *bytes, size_t size, size_t count, void *stream)
{
    return fwrite(bytes, size, count, stream);
}

/* What is asked: all else is as curl has it. */
struct asking {
    const char *method, *path;
    struct curl_slist *headers;
    const char *encodings; /* that curl decodes; NULL: none */
    const char *body;      /* NULL: none */
};

static void perform(CURL *curl, FILE *head, FILE *body)
{
    char error[CURL_ERROR_SIZE] = "";

    curl_easy_setopt(curl, CURLOPT_NOPROXY, "*");
    curl_easy_setopt(curl, CURLOPT_TIMEOUT, 60L);
    curl_easy_setopt(curl, CURLOPT_ERRORBUFFER, error);
    curl_easy_setopt(curl, CURLOPT_HEADERFUNCTION, collect);
    curl_easy_setopt(curl, CURLOPT_HEADERDATA, head);
    curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, collect);
    curl_easy_setopt(curl, CURLOPT_WRITEDATA, body);
    curl_easy_setopt(curl, CURLOPT_PATH_AS_IS, 1L);
    ck_assert_msg(curl_easy_perform(curl) == CURLE_OK, "%s", error);
}

static struct seen perform_all(const char *base, const struct asking *asking)
{
    struct seen answer = {0};
    char url[URL_BYTES];
    size_t head_length;
    FILE *head = open_memstream(&answer.head, &head_length);
    FILE *body = open_memstream(&answer.body, &answer.length);
    CURL *curl = curl_easy_init();

    ck_assert(head && body && curl);
    snprintf(url, sizeof url, "%s%s", base, asking->path);
    curl_easy_setopt(curl, CURLOPT_URL, url);
    curl_easy_setopt(curl, CURLOPT_CUSTOMREQUEST, asking->method);
    curl_easy_setopt(curl, CURLOPT_NOBODY, strcmp(asking->method, "HEAD") == 0 ? 1L : 0L);
    curl_easy_setopt(curl, CURLOPT_HTTPHEADER, asking->headers);
    curl_easy_setopt(curl, CURLOPT_ACCEPT_ENCODING, asking->encodings);
    if (asking->body)
        curl_easy_setopt(curl, CURLOPT_POSTFIELDS, asking->body);
    perform(curl, head, body);
    curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &answer.status);
    curl_easy_cleanup(curl);
    ck_assert_int_eq(fclose(head), 0);
    ck_assert_int_eq(fclose(body), 0);
    return answer;
}

struct seen client_ask(const char *base, const char *method, const char *path, const char *const headers[])
{
    struct curl_slist *list = NULL;
    struct seen answer;

    for (size_t i = 0; headers && headers[i]; i++)
        list = curl_slist_append(list, headers[i]);
    answer = perform_all(base, &(struct asking){.method = method, .path = path, .headers = list});
    curl_slist_free_all(list);
    return answer;
}

struct seen client_decoded(const struct server *server, const char *path, const char *encodings)
{
    return perform_all(server->url, &(struct asking){.method = "GET", .path = path, .encodings = encodings});
}

struct seen client_get(const struct server *server, const char *path)
{
    return client_ask(server->url, "GET", path, NULL);
}

struct seen client_post(const struct server *server, const char *path, const char *json)
{
    struct curl_slist *list = curl_slist_append(NULL, "Content-Type: application/json");
    struct seen answer =
        perform_all(server->url, &(struct asking){.method = "POST", .path = path, .headers = list, .body = json});

    curl_slist_free_all(list);
    return answer;
}

void seen_release(struct seen *answer)
{
    free(answer->head);
    free(answer->body);
    *answer = (struct seen){0};
}

const char *seen_header(const struct seen *answer, const char *name)
{
    static char values[BUFFERS][VALUE_BYTES];
    static size_t turn;
    size_t length = strlen(name);

    for (const char *line = answer->head; line && *line; line = strchr(line, '\n') ? strchr(line, '\n') + 1 : NULL) {
        const char *value = line + length + 1;
        char *copy;

        if (strncasecmp(line, name, length) != 0 || line[length] != ':')
            continue;
        copy = values[turn++ % BUFFERS];
        value += strspn(value, " ");
        snprintf(copy, VALUE_BYTES, "%.*s", (int)strcspn(value, "\r\n"), value);
        return copy;
    }
    return NULL;
}

json_t *seen_json(const struct seen *answer)
{
    json_error_t error;
    json_t *json = json_loadb(answer->body, answer->length, JSON_REJECT_DUPLICATES, &error);

    ck_assert_msg(json != NULL, "%s at %d of\n%s", error.text, error.position, answer->body);
    return json;
}

int client_connect_to(const char *url)
{
    struct sockaddr_in name = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

    name.sin_port = htons((uint16_t)strtoul(strrchr(url, ':') + 1, NULL, 10));
    ck_assert_int_ge(fd, 0);
    ck_assert_msg(connect(fd, (struct sockaddr *)&name, sizeof name) == 0, "%s", strerror(errno));
    return fd;
}

int client_connect(const struct server *server)
{
    return client_connect_to(server->url);
}

void client_write(int connection, const void *bytes, size_t length)
{
    ssize_t sent;

    /* The server may close before it has read all of a request that it refuses. */
    for (size_t at = 0; at < length; at += (size_t)sent) {
        sent = send(connection, (const char *)bytes + at, length - at, MSG_NOSIGNAL);
        if (sent <= 0)
            return;
    }
}

char *client_read(int connection)
{
    struct pollfd readable = {.fd = connection, .events = POLLIN};
    char *answer = calloc(1, 1), piece[65536];
    size_t size = 0;
    ssize_t got;

    while (poll(&readable, 1, SILENCE_MS) > 0 && (got = recv(connection, piece, sizeof piece, 0)) > 0) {
        answer = realloc(answer, size + (size_t)got + 1);
        ck_assert_ptr_nonnull(answer);
        memcpy(answer + size, piece, (size_t)got);
        size += (size_t)got;
        answer[size] = '\0';
    }
    close(connection);
    return answer;
}

char *client_send(const struct server *server, const void *bytes, size_t length)
{
    int connection = client_connect(server);

    client_write(connection, bytes, length);
    return client_read(connection);
}
