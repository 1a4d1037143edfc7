/* Conditional requests (RFC 9110, 13): does the client have this already? */
#include "server/plan.h"

#include "model/text.h"

#include <curl/curl.h>
#include <string.h>

static const char *opaque(const char *tag)
{
    return text_starts_with(tag, "W/") ? tag + 2 : tag;
}

/* Compares weakly: a proxy that compressed our answer made its tag weak. */
static bool has_tag(const char *list, const char *etag)
{
    const char *wanted = opaque(etag);
    size_t length = strlen(wanted);

    for (list += strspn(list, " \t,"); *list; list += strspn(list, " \t,")) {
        const char *tag = opaque(list);
        const char *end = *tag == '"' ? strchr(tag + 1, '"') : NULL;

        if (!end)
            return false; /* no list of tags from here on */
        if ((size_t)(end + 1 - tag) == length && memcmp(tag, wanted, length) == 0)
            return true;
        list = end + 1;
    }
    return false;
}

bool request_has_current(const struct request *request, const char *etag, int64_t last_modified)
{
    const char *tags = request->if_none_match;
    time_t since;

    if (strcmp(request->method, "GET") != 0 && strcmp(request->method, "HEAD") != 0)
        return false;
    if (tags) {
        tags += strspn(tags, " \t");
        return (tags[0] == '*' && tags[1 + strspn(tags + 1, " \t")] == '\0') || has_tag(tags, etag);
    }
    since = request->if_modified_since ? curl_getdate(request->if_modified_since, NULL) : -1;
    return since != -1 && last_modified <= since;
}
