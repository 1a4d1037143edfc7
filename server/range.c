#include "server/range.h"

#include "model/text.h"

#include <string.h>
#include <strings.h>

static const char spaces[] = " \t";

/* Takes digits off a text; what is too large for a number is the largest one. @return false if there are none */
static bool take_number(const char **text, uint64_t *number)
{
    const char *at = *text;

    *number = 0;
    for (; *at >= '0' && *at <= '9'; at++) {
        uint64_t digit = (uint64_t)(*at - '0');

        *number = *number > (UINT64_MAX - digit) / 10 ? UINT64_MAX : *number * 10 + digit;
    }
    if (at == *text)
        return false;
    *text = at;
    return true;
}

/* Behind the one range of the list there may be empty members, and nothing else. */
static bool is_end(const char *text)
{
    return text[strspn(text, " \t,")] == '\0';
}

/* "-500": the last 500 bytes. */
static enum range_kind read_suffix(const char *text, uint64_t total, struct range *range)
{
    uint64_t length;

    if (!take_number(&text, &length) || !is_end(text))
        return RANGE_WHOLE;
    if (length == 0)
        return RANGE_OUTSIDE;
    if (length < total)
        *range = (struct range){total - length, length};
    return total > 0 ? RANGE_PART : RANGE_WHOLE;
}

/* "500-999", or "500-" up to the end. */
static enum range_kind read_bounds(const char *text, uint64_t total, struct range *range)
{
    uint64_t first, last;

    if (!take_number(&text, &first) || *text++ != '-')
        return RANGE_WHOLE;
    if (!take_number(&text, &last))
        last = UINT64_MAX;
    if (!is_end(text) || last < first)
        return RANGE_WHOLE;
    if (first >= total)
        return RANGE_OUTSIDE;
    *range = (struct range){first, (last < total ? last + 1 : total) - first};
    return RANGE_PART;
}

enum range_kind range_read(const char *header, uint64_t total, struct range *range)
{
    static const char unit[] = "bytes=";

    *range = (struct range){0, total};
    if (!header || strncasecmp(header + strspn(header, spaces), unit, strlen(unit)) != 0)
        return RANGE_WHOLE;
    header += strspn(header, spaces) + strlen(unit);
    header += strspn(header, " \t,");
    return *header == '-' ? read_suffix(header + 1, total, range) : read_bounds(header, total, range);
}

/* Is it the representation of which the client has a part? */
static bool is_same(const char *if_range, const char *etag)
{
    size_t length = strlen(etag);

    if_range += strspn(if_range, spaces);
    return text_starts_with(if_range, etag) && if_range[length + strspn(if_range + length, spaces)] == '\0';
}

enum range_kind range_of_request(const struct request *request, const char *etag, uint64_t total, struct range *range)
{
    bool asked = strcmp(request->method, "GET") == 0 && (!request->if_range || is_same(request->if_range, etag));

    return range_read(asked ? request->range : NULL, total, range);
}
