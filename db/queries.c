#include "db/queries.h"

#include "db/row.h"
#include "db/title_index.h"
#include "db/words.h"
#include "model/catalogue.h"
#include "model/embed.h"
#include "model/occupation.h"
#include "model/profile.h"
#include "model/title_match.h"
#include "model/wage_position.h"

#include <string.h>

EMBED(schema_sql, "db/schema.sql");
#define QUERY_EMBED(name, file, shape) EMBED(query_##file, "db/queries/" #file ".sql");
QUERIES(QUERY_EMBED)

#define QUERY_INFO(name, file, shape) [Q_##name] = {#file, query_##file, shape},
const struct query_info queries[Q_COUNT] = {QUERIES(QUERY_INFO)};

#define ARGUMENT_TEXT(name, text) [ARG_##name] = #text,
static const char *const argument_names[ARG_COUNT] = {ARGUMENTS(ARGUMENT_TEXT)};

_Static_assert(ARG_COUNT < 64, "an argument_set has a bit for each argument, and one that is never given");

enum argument_name argument_by_name(const char *name, size_t length)
{
    enum argument_name argument = 0;

    while (argument < ARG_COUNT &&
           (strlen(argument_names[argument]) != length || memcmp(argument_names[argument], name, length) != 0))
        argument++;
    return argument;
}

static bool has_label(const char *line)
{
    return line[0] == '/' && line[1] == '*';
}

/* The arguments that a label at the start of a line names: words up to the end of its comment. */
static argument_set label_of(const char *line)
{
    argument_set named = 0;

    for (const char *word = line + 2; *word && *word != '*';) {
        size_t length = strcspn(word, " */");

        named |= ARGUMENT_BIT(argument_by_name(word, length));
        word += length + strspn(word + length, " ");
    }
    return named;
}

static const char *line_end(const char *line)
{
    const char *end = strchr(line, '\n');

    return end ? end + 1 : line + strlen(line);
}

/* Leaves out the end of a text that asks for everything: of a table without a condition SQLite counts the rows by its
 * pages. */
static char *without_condition(char *text)
{
    static const char condition[] = "WHERE TRUE\n";
    size_t length = text ? strlen(text) : 0, last = sizeof condition - 1;

    if (length > last && strcmp(text + length - last, condition) == 0)
        text[length - last] = '\0';
    return text;
}

char *query_text(enum query query, argument_set given)
{
    sqlite3_str *text = sqlite3_str_new(NULL);
    bool stands = true;

    for (const char *line = queries[query].text, *end; *line; line = end) {
        end = line_end(line);
        if (has_label(line))
            stands = (label_of(line) & ~given) == 0;
        else if (*line != ' ')
            stands = true;
        if (stands)
            sqlite3_str_append(text, line, (int)(end - line));
    }
    return without_condition(sqlite3_str_finish(text));
}

argument_set query_labels(enum query query)
{
    argument_set named = 0;

    for (const char *line = queries[query].text; *line; line = line_end(line))
        if (has_label(line))
            named |= label_of(line);
    return named;
}
