#include "server/negotiate.h"

#include <string.h>
#include <strings.h>

const struct media_type media_types[] = {
    {AS_JSON, "application/json", "application/json", NULL},
    {AS_CSV, "text/csv", "text/csv; charset=utf-8; header=present", ".csv"},
    {AS_JSONLD, "application/ld+json", "application/ld+json", ".jsonld"},
    {AS_SVG, "image/svg+xml", "image/svg+xml", ".svg"},
    {0},
};

const struct media_type *media_type_of(unsigned representation)
{
    const struct media_type *media = media_types;

    while (media->type && media->representation != representation)
        media++;
    return media;
}

enum { WEIGHT_MAX = 1000, WEIGHT_UNKNOWN = -1 };

/* A member of a list header: "text/csv;header=present;q=0.5" without its parameters. */
struct member {
    const char *name;
    size_t length;
    int weight; /* q in thousandths */
};

static const char *skip_space(const char *text)
{
    return text + strspn(text, " \t");
}

static const char *skip_quoted(const char *text)
{
    for (text++; *text && *text != '"'; text++)
        if (*text == '\\' && text[1])
            text++;
    return *text ? text + 1 : text;
}

/* The next comma or semicolon that does not stand in quotes, or the text's end. */
static const char *find_separator(const char *text)
{
    static const char stops[] = ",;\"";

    for (text += strcspn(text, stops); *text == '"'; text += strcspn(text, stops))
        text = skip_quoted(text);
    return text;
}

/* "0.5" is 500. Also ".5", which Java's HttpURLConnection sends. */
static int weight_of(const char *text)
{
    int weight = 0, unit = WEIGHT_MAX;

    if (*text != '.' && *text != '0' && *text != '1')
        return WEIGHT_UNKNOWN;
    if (*text != '.')
        weight = (*text++ - '0') * unit;
    if (*text == '.')
        for (text++; *text >= '0' && *text <= '9'; text++)
            weight += (*text - '0') * (unit /= 10);
    if (*skip_space(text) && !strchr(",;", *skip_space(text)))
        return WEIGHT_UNKNOWN;
    return weight < WEIGHT_MAX ? weight : WEIGHT_MAX;
}

/* Takes the next member off a list. False at its end. */
static bool next_member(const char **list, struct member *member)
{
    const char *text = *list + strspn(*list, " \t,");

    if (*text == '\0')
        return false;
    *member = (struct member){.name = text, .length = strcspn(text, " \t,;"), .weight = WEIGHT_MAX};
    for (text = find_separator(text); *text == ';'; text = find_separator(text)) {
        text = skip_space(text + 1);
        if (strncasecmp(text, "q=", 2) == 0)
            member->weight = weight_of(text + 2);
    }
    *list = text;
    return true;
}

static bool is_named(const struct member *member, const char *name)
{
    return member->length == strlen(name) && strncasecmp(member->name, name, member->length) == 0;
}

/* How closely a range means a type: 3 "text/csv", 2 "text/…", 1 anything, 0 not. "*" alone: Java again. */
static int closeness(const struct member *range, const char *type)
{
    size_t major = strcspn(type, "/") + 1;

    if (is_named(range, type))
        return 3;
    if (range->length == major + 1 && range->name[major] == '*' && strncasecmp(range->name, type, major) == 0)
        return 2;
    return is_named(range, "*/*") || is_named(range, "*") ? 1 : 0;
}

/* The weight of a type is that of the range that means it most closely. */
static int weight_of_type(const char *accept, const char *type)
{
    struct member range;
    int weight = 0, closest = 0;

    while (next_member(&accept, &range)) {
        int close = range.weight == WEIGHT_UNKNOWN ? 0 : closeness(&range, type);

        if (close > closest || (close == closest && close > 0 && range.weight > weight)) {
            closest = close;
            weight = range.weight;
        }
    }
    return weight;
}

unsigned negotiate_representation(const char *accept, unsigned offered)
{
    bool anything = !accept || accept[strspn(accept, " \t,")] == '\0';
    unsigned best = 0;
    int best_weight = 0;

    for (const struct media_type *media = media_types; media->type; media++) {
        int weight;

        if (!(offered & media->representation))
            continue;
        weight = anything ? WEIGHT_MAX : weight_of_type(accept, media->type);
        if (weight > best_weight) {
            best = media->representation;
            best_weight = weight;
        }
    }
    return best;
}

static const struct {
    const char *name;
    enum encoding encoding;
} codings[] = {
    {"br", ENCODING_BR},
    {"gzip", ENCODING_GZIP},
    {"x-gzip", ENCODING_GZIP}, /* RFC 9110, 8.4.1.3: the same */
    {"identity", ENCODING_IDENTITY},
};

enum encoding negotiate_encoding(const char *accept_encoding, unsigned offered)
{
    static const enum encoding preferred[] = {ENCODING_BR, ENCODING_GZIP, ENCODING_IDENTITY};
    int weights[ENCODING_COUNT] = {WEIGHT_UNKNOWN, WEIGHT_UNKNOWN, WEIGHT_UNKNOWN};
    int others = 0, best_weight = 0; /* others: the weight of "*" */
    enum encoding best = ENCODING_IDENTITY;
    struct member member;

    while (accept_encoding && next_member(&accept_encoding, &member)) {
        for (size_t i = 0; i < sizeof codings / sizeof *codings; i++)
            if (is_named(&member, codings[i].name))
                weights[codings[i].encoding] = member.weight;
        if (is_named(&member, "*"))
            others = member.weight;
    }
    for (size_t i = 0; i < sizeof preferred / sizeof *preferred; i++) {
        int stated = weights[preferred[i]];
        int weight = stated == WEIGHT_UNKNOWN ? others : stated;

        if (weight > best_weight && offered & ENCODING_BIT(preferred[i])) {
            best = preferred[i];
            best_weight = weight;
        }
    }
    return best;
}
