#include "server/public_url.h"

#include <curl/curl.h>
#include <string.h>

/* Has the URL such a part? @param value  what it has to be; NULL: anything */
static bool has_part(CURLU *parsed, CURLUPart part, const char *value)
{
    char *text = NULL;
    bool has = curl_url_get(parsed, part, &text, 0) == CURLUE_OK && (!value || strcmp(text, value) == 0);

    curl_free(text);
    return has;
}

static bool is_good(const char *url)
{
    static const CURLUPart unwanted[] = {CURLUPART_QUERY, CURLUPART_FRAGMENT, CURLUPART_USER, CURLUPART_PASSWORD};
    CURLU *parsed = curl_url();
    bool good = parsed && curl_url_set(parsed, CURLUPART_URL, url, 0) == CURLUE_OK &&
                (has_part(parsed, CURLUPART_SCHEME, "http") || has_part(parsed, CURLUPART_SCHEME, "https"));

    for (size_t i = 0; good && i < sizeof unwanted / sizeof *unwanted; i++)
        good = !has_part(parsed, unwanted[i], NULL);
    curl_url_cleanup(parsed);
    return good;
}

static bool is_printable(const char *url)
{
    while (*url > ' ' && *url < 0x7F)
        url++;
    return *url == '\0';
}

bool public_url_prefix(const char *url, char prefix[static PUBLIC_URL_BYTES])
{
    size_t length = url ? strlen(url) : 0;

    prefix[0] = '\0';
    if (length == 0)
        return true;
    /* <> and quotes would end a Link header's address early; curl forgives bytes beyond ASCII and a third slash */
    if (length >= PUBLIC_URL_BYTES || !is_printable(url) || strpbrk(url, "<>\"'\\?#") || strstr(url, ":///") ||
        !is_good(url))
        return false;
    while (url[length - 1] == '/')
        length--;
    memcpy(prefix, url, length);
    prefix[length] = '\0';
    return true;
}
