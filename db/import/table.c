/* Reads a table: bytes become plain text, that becomes records, and the kind of the header takes the rows. */
#include "db/import/table_reader.h"

#include "db/import/kind.h"
#include "db/import/line.h"

#include <string.h>

const struct table_kind *const table_kinds[] = {
    &table_cz_isco, &table_isco08,    &table_esco,       &table_kkov_groups, &table_kkov,   &table_units, &table_wages,
    &table_regions, &table_districts, &table_directions, &table_successors,  &table_titles, NULL,
};

static bool is_column(const char *name, size_t length)
{
    for (const struct table_kind *const *kind = table_kinds; *kind; kind++)
        for (const struct table_column *column = (*kind)->columns; column->name; column++)
            if (strlen(column->name) == length && memcmp(column->name, name, length) == 0)
                return true;
    return false;
}

/* Splits the first line at whatever separates cells somewhere, so that the wrong separators are said to be wrong. */
bool table_looks_likely(const char *bytes, size_t length)
{
    static const char around[] = ",;\t\" ";
    char line[1024] = "";
    size_t words = 0;
    bool known = false;

    if (kind_name(bytes, length))
        return false;
    memcpy(line, bytes, length < sizeof line - 1 ? length : sizeof line - 1);
    for (const char *at = line + strspn(line, "\xEF\xBB\xBF\r\n \t"); *at && !strchr("\r\n", *at); words++) {
        size_t word = strcspn(at, ",;\t\" \r\n");

        known |= is_column(at, word);
        at += word;
        at += strspn(at, around);
    }
    return known && words > 1;
}

static void refuse(struct table *table, const char *what)
{
    table_error(table, "the file is %s; expected " TABLE_FORM, what);
}

static void read_text(struct table *table)
{
    const struct input *input = table->input;
    char *text =
        line_plain_text(input->bytes, input->length, input->arena, input->findings, input->path, &table->errors);

    table->no_memory |= !text;
    if (table->errors == LINE_FAULTS_MAX) /* so many lines were at fault */
        refuse(table, "no UTF-8 text");
    else if (text)
        table_records(table, text);
}

/* After the last record. */
static void finish(struct table *table)
{
    table->line = 1;
    if (table->errors >= TABLE_ERRORS_MAX || table->no_memory || table->over)
        return;
    if (!table->kind && table->errors == 0)
        refuse(table, "blank");
    else if (table->rows == 0 && table->errors == 0)
        table_error(table, "the table has no rows; expected at least one below its header");
    else if (table->kind && table->kind->finish)
        table->kind->finish(table);
}

static void read_table(struct table *table)
{
    const char *other = kind_name(table->input->bytes, table->input->length);

    table->line = 1;
    if (other) {
        refuse(table, other);
    } else {
        read_text(table);
        finish(table);
    }
}

enum reading table_read(const struct input *input, struct document *document)
{
    struct table table = {.input = input, .document = document, .record = arena_new()};

    table.no_memory = !table.record;
    document->edition = "";
    if (!table.no_memory)
        read_table(&table);
    seen_release(table.seen);
    arena_free(table.record);
    if (table.errors > 0)
        return READING_REFUSED;
    return table.no_memory ? READING_NO_MEMORY : READING_DONE;
}
