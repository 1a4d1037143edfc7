/* Codebooks: the CZ-ISCO tree, and KKOV with its groups. */
#include "db/import/table_reader.h"

#include <string.h>

/* Names a code that comes once. */
static void name_code(struct table *table, const char *kind, const char *code, const char *name)
{
    const char *kept = table_keep(table, code);
    const char *kept_name = table_keep(table, name);

    if (table_is_first(table, "the code", kept, kept_name))
        table_name_code(table, kind, kept, kept_name);
}

enum { ISCO_CODE, ISCO_LEVEL, ISCO_PARENT, ISCO_NAME };

static void read_cz_isco(struct table *table, const char *const cells[])
{
    const char *code = cells[ISCO_CODE];

    if (table_check_digits(table, "code", code, 1, 5) && table_check_level(table, code, cells[ISCO_LEVEL]) &&
        table_check_parent(table, code, cells[ISCO_PARENT]))
        name_code(table, NAMING_ISCO, code, cells[ISCO_NAME]);
}

const struct table_kind table_cz_isco = {
    .name = "CZ-ISCO",
    .columns =
        (const struct table_column[]){
            [ISCO_CODE] = {"code", TABLE_FILLED},
            [ISCO_LEVEL] = {"level", TABLE_FILLED},
            [ISCO_PARENT] = {"parent", TABLE_REQUIRED},
            [ISCO_NAME] = {"name_cs", TABLE_FILLED},
            {"source", TABLE_IGNORED},
            {0},
        },
    .source = SOURCE_CZ_ISCO,
    .publisher = PUBLISHER_CODEBOOK,
    .row = read_cz_isco,
};

enum { KKOV_CODE, KKOV_GROUP, KKOV_CATEGORY, KKOV_NAME };

/* Is it such as "16-01-M/01"? */
static bool is_kkov(const char *code)
{
    static const char form[] = "99-99-A/99";
    size_t at = 0;

    while (code[at] && form[at] &&
           (form[at] == '9'   ? code[at] >= '0' && code[at] <= '9'
            : form[at] == 'A' ? code[at] >= 'A' && code[at] <= 'Z'
                              : code[at] == form[at]))
        at++;
    return !code[at] && !form[at];
}

static void read_kkov(struct table *table, const char *const cells[])
{
    const char *code = cells[KKOV_CODE], *group = cells[KKOV_GROUP], *category = cells[KKOV_CATEGORY];

    if (!is_kkov(code))
        table_error(table, "kkov %s is no code; expected one such as \"16-01-M/01\"", table_quote(table, code));
    else if (strlen(group) != 2 || strncmp(group, code, 2) != 0)
        table_error(table, "group %s is not that of %s; expected \"%.2s\"", table_quote(table, group), code, code);
    else if (category[0] != code[6] || category[1])
        table_error(table, "category %s is not that of %s; expected \"%c\"", table_quote(table, category), code,
                    code[6]);
    else
        name_code(table, NAMING_KKOV, code, cells[KKOV_NAME]);
}

const struct table_kind table_kkov = {
    .name = "KKOV",
    .columns =
        (const struct table_column[]){
            [KKOV_CODE] = {"kkov", TABLE_FILLED},
            [KKOV_GROUP] = {"group", TABLE_FILLED},
            [KKOV_CATEGORY] = {"category", TABLE_FILLED},
            [KKOV_NAME] = {"name_cs", TABLE_FILLED},
            {"sources", TABLE_IGNORED},
            {0},
        },
    .source = SOURCE_KKOV,
    .publisher = PUBLISHER_CODEBOOK,
    .row = read_kkov,
};

enum { GROUP_CODE, GROUP_NAME };

static void read_kkov_group(struct table *table, const char *const cells[])
{
    if (table_check_digits(table, "group", cells[GROUP_CODE], 2, 2))
        name_code(table, NAMING_KKOV, cells[GROUP_CODE], cells[GROUP_NAME]);
}

const struct table_kind table_kkov_groups = {
    .name = "KKOV groups",
    .columns =
        (const struct table_column[]){
            [GROUP_CODE] = {"group", TABLE_FILLED},
            [GROUP_NAME] = {"name_cs", TABLE_FILLED},
            {0},
        },
    .source = SOURCE_KKOV,
    .publisher = PUBLISHER_CODEBOOK,
    .row = read_kkov_group,
};
