/* The state of one reading: findings, memory, what may come only once, and the checks that several kinds share. */
#include "db/import/table_reader.h"

#include "db/import/code.h"
#include "model/text.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MESSAGE_BYTES = 1024 };

/* Findings --------------------------------------------------------------------------------------------------------- */

void table_error(struct table *table, const char *format, ...)
{
    const struct input *input = table->input;
    char message[MESSAGE_BYTES];
    va_list arguments;

    if (table->fault || table->errors >= TABLE_ERRORS_MAX)
        return;
    va_start(arguments, format);
    vsnprintf(message, sizeof message, format, arguments);
    va_end(arguments);
    finding_error(input->findings, input->path, table->line, "%s", message);
    if (++table->errors == TABLE_ERRORS_MAX)
        finding_error(input->findings, input->path, table->line, "too many errors; the rest of the file is not read");
}

void table_warning(struct table *table, const char *format, ...)
{
    char message[MESSAGE_BYTES];
    va_list arguments;

    va_start(arguments, format);
    vsnprintf(message, sizeof message, format, arguments);
    va_end(arguments);
    finding_warning(table->input->findings, table->input->path, table->line, "%s", message);
}

const char *table_quote(struct table *table, const char *text)
{
    return finding_quote(table->record, text);
}

/* Memory ----------------------------------------------------------------------------------------------------------- */

const char *table_keep(struct table *table, const char *text)
{
    const char *kept = arena_text(table->input->arena, text, strlen(text));

    table->no_memory |= !kept;
    return kept ? kept : "";
}

void *table_add(struct table *table, struct list *list, size_t size)
{
    void *item = list_add(list, table->input->arena, size);

    table->no_memory |= !item;
    return item;
}

void table_name_code(struct table *table, const char *kind, const char *code, const char *name)
{
    struct naming *naming = table_add(table, &table->document->namings, sizeof *naming);

    if (naming)
        *naming = (struct naming){.kind = kind, .code = code, .name = name, .line = (int64_t)table->line};
}

/* What may come only once ------------------------------------------------------------------------------------------ */

struct seen *table_find(struct table *table, const char *key)
{
    struct seen *seen = seen_find(&table->seen, key);

    table->no_memory |= !seen;
    return seen;
}

bool table_is_first(struct table *table, const char *what, const char *key, const char *value)
{
    struct seen *seen = table_find(table, key);

    if (!seen)
        return false;
    if (seen->line == 0) {
        seen->line = table->line;
        seen->value = value;
        return true;
    }
    if (strcmp(seen->value, value) == 0)
        table_warning(table, "%s %s comes as on line %zu; this row is left out", what, key, seen->line);
    else
        table_error(table, "%s %s has %s; expected %s as on line %zu", what, key, table_quote(table, value),
                    table_quote(table, seen->value), seen->line);
    return false;
}

/* Checks ----------------------------------------------------------------------------------------------------------- */

bool table_check_digits(struct table *table, const char *column, const char *code, size_t least, size_t most)
{
    size_t digits = strspn(code, "0123456789");

    if (digits >= least && digits <= most && !code[digits])
        return true;
    if (least == most)
        table_error(table, "%s %s is no code; expected %zu digits", column, table_quote(table, code), least);
    else
        table_error(table, "%s %s is no code; expected %zu to %zu digits", column, table_quote(table, code), least,
                    most);
    return false;
}

bool table_check_level(struct table *table, const char *code, const char *level)
{
    size_t digits = strlen(code);

    if (!level || ((size_t)(*level - '0') == digits && !level[1]))
        return true;
    table_error(table, "level %s is not that of %s; expected %zu", table_quote(table, level), code, digits);
    return false;
}

bool table_check_parent(struct table *table, const char *code, const char *parent)
{
    size_t digits = strlen(code) - 1;

    if (strlen(parent) == digits && strncmp(parent, code, digits) == 0)
        return true;
    table_error(table, "parent %s is not that of %s; expected \"%.*s\"", table_quote(table, parent), code, (int)digits,
                code);
    return false;
}

bool table_check_slug(struct table *table, const char *column, const char *slug)
{
    if (!*slug || code_is_slug(slug))
        return true;
    table_error(table, "%s %s is no slug; expected lower-case letters, digits and -", column, table_quote(table, slug));
    return false;
}

const char *table_slug_of(struct table *table, const char *name, const char *column, const char *given)
{
    const char *slug = text_slug(table->input->arena, name);

    table->no_memory |= !slug;
    if (!slug)
        return "";
    if (!*slug)
        table_error(table, "%s has no letter or digit; expected a name", table_quote(table, name));
    else if (strcmp(slug, given) != 0)
        table_error(table, "%s %s is not the slug of %s; expected \"%s\"", column, table_quote(table, given),
                    table_quote(table, name), slug);
    return slug;
}

const struct entry *table_region(struct table *table, const char *column, const char *code, bool country)
{
    const char *codes[REGION_COUNT + 1] = {NULL};
    size_t count = REGION_COUNT + (country ? 1 : 0), nearest;

    for (size_t i = 0; i < count; i++) {
        codes[i] = regions[i].code;
        if (strcmp(codes[i], code) == 0)
            return &regions[i];
    }
    nearest = text_nearest(code, codes, count);
    table_error(table, "%s %s is no region; expected a NUTS 3 code%s%s", column, table_quote(table, code),
                nearest < count ? " such as " : "", nearest < count ? codes[nearest] : "");
    return NULL;
}
