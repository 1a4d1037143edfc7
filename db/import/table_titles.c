/* Titles of job adverts with the CZ-ISCO group that was chosen for them: what matching titles learns from. */
#include "db/import/table_reader.h"

enum { TITLE, ISCO };

/* One title may have several groups, and many adverts have one title. */
static void read_title(struct table *table, const char *const cells[])
{
    struct labelled_title *title;

    if (!table_check_digits(table, "isco", cells[ISCO], 4, 5))
        return;
    title = table_add(table, &table->document->labelled_titles, sizeof *title);
    if (title)
        *title = (struct labelled_title){table_keep(table, cells[TITLE]), table_keep(table, cells[ISCO])};
}

const struct table_kind table_titles = {
    .name = "labelled titles",
    .columns =
        (const struct table_column[]){
            [TITLE] = {"title", TABLE_FILLED},
            [ISCO] = {"isco", TABLE_FILLED},
            {0},
        },
    .source = SOURCE_TITLES,
    .publisher = PUBLISHER_ADVERTS,
    .row = read_title,
};
