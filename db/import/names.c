#include "db/import/names.h"

#include "model/text.h"

#include <string.h>
#include <utf8proc.h>

enum { BRACKET_BYTES_MAX = 200 }; /* what is not closed within is not opened either */

static utf8proc_category_t first_category(const char *text)
{
    utf8proc_int32_t point = 0;

    utf8proc_iterate((const utf8proc_uint8_t *)text, -1, &point);
    return utf8proc_category(point < 0 ? 0 : point);
}

/* @return behind the bracket or quote that closes the one at text; NULL if none is opened here, or it is not closed. */
static char *behind_brackets(char *text)
{
    static const struct {
        const char *open, *close;
    } brackets[] = {{"(", ")"}, {"„", "“"}, {"\"", "\""}};
    size_t depth = 0;

    for (size_t i = 0; i < sizeof brackets / sizeof *brackets; i++) {
        if (!text_starts_with(text, brackets[i].open))
            continue;
        for (char *at = text + strlen(brackets[i].open); *at && at - text < BRACKET_BYTES_MAX; at++) {
            if (text_starts_with(at, brackets[i].close) && depth-- == 0)
                return at + strlen(brackets[i].close);
            if (text_starts_with(at, brackets[i].open))
                depth++;
        }
    }
    return NULL;
}

/* Does the comma end a name? Not before a lower-case letter: "Elektromechanik měřicích, regulačních a …" is one. */
static bool is_separator(const char *comma)
{
    return *comma == ',' &&
           (comma[1] == '\0' ||
            (comma[1] == ' ' && first_category(comma + 1 + strspn(comma + 1, " ")) != UTF8PROC_CATEGORY_LL));
}

char *names_next(char **list)
{
    char *name = *list + strspn(*list, ", ");
    char *at = name;
    char *end;

    if (!*name)
        return NULL;
    while (*at && !is_separator(at)) {
        char *behind = behind_brackets(at);

        at = behind ? behind : at + 1;
    }
    *list = *at ? at + 1 : at;
    for (end = at; end > name && end[-1] == ' ';)
        end--;
    *end = '\0';
    return name;
}

bool names_begin(const char *text)
{
    utf8proc_category_t category = first_category(text);

    return category == UTF8PROC_CATEGORY_LU || category == UTF8PROC_CATEGORY_ND || text_starts_with(text, "„") ||
           *text == '"';
}
