/* A list as RFC 4180. A column is a path of fields down to a scalar; it is walked anew for every row, so that nothing
 * has to be kept between rows. */
#include "model/buffer.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

enum { PATH_FIELDS_MAX = 8 };

struct table {
    struct buffer text;
    size_t cell;         /* where the cell under way begins in it, which is quoted at its end */
    const char *between; /* what separates the next cell from the one before it in its row */
    const char *link_prefix;
    const char *separator; /* of the values of a list: "|", and ";" in a list inside a list's item */
    const struct field *path[PATH_FIELDS_MAX + 1]; /* of the column under way; ends with NULL */
};

static void add(struct buffer *buffer, const char *text)
{
    buffer_add(buffer, text, strlen(text));
}

static void add_score(struct buffer *buffer, int64_t thousandths)
{
    char digits[24];

    snprintf(digits, sizeof digits, "%g", (double)thousandths / 1000);
    add(buffer, digits);
}

static void add_levels(struct buffer *buffer, int64_t levels, const char *separator)
{
    const char *between = "";
    int64_t level = 1;

    for (uint64_t set = (uint64_t)levels; set != 0; set >>= 1, level++) {
        if (!(set & 1))
            continue;
        add(buffer, between);
        buffer_add_number(buffer, level);
        between = separator;
    }
}

static void add_texts(struct buffer *buffer, const struct list *list, const char *separator)
{
    const char *const *texts = list->at;

    for (size_t i = 0; i < list->count; i++) {
        add(buffer, i > 0 ? separator : "");
        add(buffer, texts[i]);
    }
}

static void add_path(struct table *table, const struct field *const *path, const void *at);

static void add_list(struct table *table, const struct field *const *path, const struct list *list)
{
    const unsigned char *item = list->at;
    const char *separator = table->separator;

    table->separator = ";";
    for (size_t i = 0; i < list->count; i++) {
        add(&table->text, i > 0 ? separator : "");
        add_path(table, path + 1, item + i * path[0]->shape->size);
    }
    table->separator = separator;
}

static void add_figure(struct buffer *buffer, const struct figure *figure, bool truth)
{
    if (figure->known && truth)
        add(buffer, figure->value != 0 ? "true" : "false");
    else if (figure->known)
        buffer_add_number(buffer, figure->value);
}

static void add_link(struct buffer *buffer, const char *prefix, const char *text)
{
    if (*text == '/')
        add(buffer, prefix);
    add(buffer, text);
}

/* Adds to the cell what the path leads to, beginning at a struct that has its first field. */
static void add_path(struct table *table, const struct field *const *path, const void *at)
{
    const void *value = (const unsigned char *)at + path[0]->offset;

    switch (path[0]->type) {
    case FIELD_TEXT:
        if (*(const char *const *)value)
            add(&table->text, *(const char *const *)value);
        break;
    case FIELD_LINK:
        if (*(const char *const *)value)
            add_link(&table->text, table->link_prefix, *(const char *const *)value);
        break;
    case FIELD_NUMBER:
        buffer_add_number(&table->text, *(const int64_t *)value);
        break;
    case FIELD_FIGURE:
    case FIELD_TRUTH:
        add_figure(&table->text, value, path[0]->type == FIELD_TRUTH);
        break;
    case FIELD_SCORE:
        add_score(&table->text, *(const int64_t *)value);
        break;
    case FIELD_LEVELS:
        add_levels(&table->text, *(const int64_t *)value, table->separator);
        break;
    case FIELD_TEXTS:
        add_texts(&table->text, value, table->separator);
        break;
    case FIELD_OBJECT:
        if (*(const void *const *)value)
            add_path(table, path + 1, *(const void *const *)value);
        break;
    case FIELD_LIST:
        add_list(table, path, value);
        break;
    case FIELD_MAP: /* stands beside the items, of which a row is one */
        break;
    }
}

static void add_name(struct table *table)
{
    for (const struct field *const *part = table->path; *part; part++) {
        add(&table->text, part > table->path ? "." : "");
        add(&table->text, (*part)->name);
    }
}

static void begin_cell(struct table *table)
{
    add(&table->text, table->between);
    table->between = ",";
    table->cell = table->text.length;
}

/* All that asks for quotes is below the letters and digits. */
static bool needs_quotes(const char *cell, size_t length)
{
    if (cell[0] == ' ' || cell[length - 1] == ' ')
        return true;
    for (size_t i = 0; i < length; i++)
        if ((unsigned char)cell[i] <= ',' && strchr(",\"\r\n", cell[i]))
            return true;
    return false;
}

/* Writes the cell with its quotes behind itself, then over itself. */
static void quote_cell(struct table *table, size_t length)
{
    char *room = buffer_room(&table->text, 2 * length + 2), *to = room;
    char *cell = table->text.at + table->cell;

    if (!room)
        return;
    *to++ = '"';
    for (size_t i = 0; i < length; i++) {
        if (cell[i] == '"')
            *to++ = '"';
        *to++ = cell[i];
    }
    *to++ = '"';
    memmove(cell, room, (size_t)(to - room));
    table->text.length = table->cell + (size_t)(to - room);
}

static void end_cell(struct table *table)
{
    size_t length = table->text.length - table->cell;

    if (length > 0 && needs_quotes(table->text.at + table->cell, length))
        quote_cell(table, length);
}

/* The cells of one row from the column at that depth on: the item's values, or the columns' names if item is NULL. */
static void add_cells(struct table *table, const struct shape *shape, const struct selection *fields, size_t depth,
                      const void *item)
{
    const struct selection *inside;

    assert(depth < PATH_FIELDS_MAX);
    for (const struct field *field = shape->fields; field->name; field++) {
        if (!selection_has(fields, field, &inside))
            continue;
        table->path[depth] = field;
        table->path[depth + 1] = NULL;
        if (field->shape) {
            add_cells(table, field->shape, inside, depth + 1, item);
            continue;
        }
        begin_cell(table);
        if (item)
            add_path(table, table->path, item);
        else
            add_name(table);
        end_cell(table);
    }
}

static void add_row(struct table *table, const struct answer *answer, const struct style *style, const void *item)
{
    size_t start = table->text.length;

    table->between = "";
    add_cells(table, answer->shape, style->fields, 0, item);
    if (table->text.length == start) /* one empty cell: an empty line would be read as no row */
        add(&table->text, "\"\"");
    add(&table->text, "\r\n");
}

struct bytes answer_csv(const struct answer *answer, const struct style *style)
{
    const unsigned char *item = answer->page.items.at;
    struct table table = {.link_prefix = style->link_prefix, .separator = "|"};

    if (!style->without_header)
        add_row(&table, answer, style, NULL);
    for (size_t i = 0; i < answer->page.items.count; i++)
        add_row(&table, answer, style, item + i * answer->shape->size);
    return buffer_end(&table.text);
}
