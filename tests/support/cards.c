#include "tests/support/cards.h"

#include "tests/support/dataset.h"
#include "tests/support/support.h"

#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>

enum { ANSWERS = 16, ANSWER_BYTES = 4096, PATHS = 64, PATH_BYTES = 512 };

/* The text with every occurrence replaced; frees the old one. */
static char *replaced(char *text, const struct replacement *replacement)
{
    size_t skip = strlen(replacement->from), length;
    char *result, *found;
    FILE *out = open_memstream(&result, &length);
    const char *at = text;

    ck_assert_ptr_nonnull(out);
    ck_assert_msg(strstr(text, replacement->from) != NULL, "the card has no \"%s\"", replacement->from);
    for (; (found = strstr(at, replacement->from)) != NULL; at = found + skip) {
        fwrite(at, 1, (size_t)(found - at), out);
        fputs(replacement->to, out);
    }
    fputs(at, out);
    ck_assert_int_eq(fclose(out), 0);
    free(text);
    return result;
}

const char *cards_write(const char *folder, const char *name, const struct replacement *replacements)
{
    char *text = support_read(CARD_103332, NULL);
    const char *path;

    for (; replacements->from; replacements++)
        text = replaced(text, replacements);
    path = support_write(folder, name, text, strlen(text));
    free(text);
    return path;
}

struct cards_import cards_import(const char *out, bool keep_going, const char *const sources[])
{
    struct cards_import result = {0};
    struct import_options options = {.out = out, .sources = sources, .keep_going = keep_going};
    size_t length;
    struct findings findings = {.out = open_memstream(&result.findings, &length)};

    ck_assert_ptr_nonnull(findings.out);
    while (sources[options.source_count])
        options.source_count++;
    result.status = import_run(&options, &findings);
    ck_assert_int_eq(fclose(findings.out), 0);
    result.errors = findings.errors;
    result.warnings = findings.warnings;
    return result;
}

void cards_imported(const char *out, const char *const sources[])
{
    struct cards_import result = cards_import(out, false, sources);

    ck_assert_msg(result.status == IMPORT_DONE && !*result.findings, "%s", result.findings);
    free(result.findings);
}

static sqlite3 *opened(const char *path)
{
    sqlite3 *db;

    ck_assert_msg(sqlite3_open_v2(path, &db, SQLITE_OPEN_READWRITE, NULL) == SQLITE_OK, "%s", path);
    return db;
}

const char *cards_ask(const char *path, const char *sql)
{
    static char answers[ANSWERS][ANSWER_BYTES];
    static size_t turn;
    char *answer = answers[turn++ % ANSWERS];
    sqlite3 *db = opened(path);
    FILE *out = fmemopen(answer, ANSWER_BYTES, "w");
    sqlite3_stmt *query;
    int step;

    ck_assert_msg(sqlite3_prepare_v2(db, sql, -1, &query, NULL) == SQLITE_OK, "%s: %s", sql, sqlite3_errmsg(db));
    *answer = '\0';
    for (const char *before = ""; (step = sqlite3_step(query)) == SQLITE_ROW; before = "\n")
        for (int i = 0; i < sqlite3_column_count(query); i++) {
            const char *value = (const char *)sqlite3_column_text(query, i);

            fprintf(out, "%s%s", i > 0 ? "|" : before, value ? value : "-");
        }
    ck_assert_int_eq(step, SQLITE_DONE);
    ck_assert_int_eq(fclose(out), 0);
    sqlite3_finalize(query);
    sqlite3_close(db);
    return answer;
}

void cards_change(const char *path, const char *sql)
{
    sqlite3 *db = opened(path);

    dataset_execute(db, sql);
    sqlite3_close(db);
    dataset_seal(path);
}

bool cards_same(const char *one, const char *other)
{
    size_t length, other_length;
    char *bytes = support_read(one, &length);
    char *others = support_read(other, &other_length);
    bool same = length == other_length && memcmp(bytes, others, length) == 0;

    free(bytes);
    free(others);
    return same;
}

const char *cards_path(const char *folder, const char *name)
{
    static char paths[PATHS][PATH_BYTES];
    static size_t turn;
    char *path = paths[turn++ % PATHS];

    snprintf(path, PATH_BYTES, "%s/%s", folder, name);
    return path;
}
