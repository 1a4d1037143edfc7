#include "tests/bench/fts5_ranked.h"

#include "db/import/statements.h"
#include "model/buffer.h"
#include "model/text.h"
#include "model/words.h"

#include <string.h>

enum { COLUMNS = SEARCH_ANYWHERE + 1 };

static const char table_sql[] =
    "PRAGMA temp_store = MEMORY;"
    "CREATE VIRTUAL TABLE temp.ranked USING fts5 ("
    "    name, alternative_names, rest, content = '', prefix = '2 3 4', tokenize = \"ascii tokenchars '.+#'\")";

static void add(struct buffer *buffer, const char *text)
{
    buffer_add(buffer, text, strlen(text));
}

/* Building --------------------------------------------------------------------------------------------------------- */

/* Adds the words of the current row's text to the column of its place. @return false if there is no memory */
static bool take_text(sqlite3_stmt *texts, struct arena *arena, struct buffer columns[static COLUMNS])
{
    int place = sqlite3_column_int(texts, 0);
    const char *text = (const char *)sqlite3_column_text(texts, 1);
    struct list words = {0};
    const struct word *word;

    if (place >= COLUMNS || !text)
        return true;
    if (!words_of(arena, text, strlen(text), &words))
        return false;
    word = words.at;
    for (size_t i = 0; i < words.count; i++) {
        add(&columns[place], word[i].folded);
        add(&columns[place], " ");
    }
    return !columns[place].failed;
}

/* Adds the row of the entry that the statement is at: its number, kind and id. */
static bool add_row(sqlite3_stmt *entry, sqlite3_stmt *texts, sqlite3_stmt *insert, struct arena *arena)
{
    struct buffer columns[COLUMNS] = {{0}};
    bool done = true;
    int step = SQLITE_DONE;

    sqlite3_bind_value(texts, 1, sqlite3_column_value(entry, 1));
    sqlite3_bind_value(texts, 2, sqlite3_column_value(entry, 2));
    while (done && (step = sqlite3_step(texts)) == SQLITE_ROW)
        done = take_text(texts, arena, columns);
    sqlite3_bind_value(insert, 1, sqlite3_column_value(entry, 0));
    for (int i = 0; i < COLUMNS; i++)
        sqlite3_bind_text(insert, i + 2, columns[i].at ? columns[i].at : "", (int)columns[i].length, SQLITE_STATIC);
    done = done && step == SQLITE_DONE && sqlite3_step(insert) == SQLITE_DONE;
    sqlite3_reset(texts);
    sqlite3_reset(insert);
    for (int i = 0; i < COLUMNS; i++)
        buffer_release(&columns[i]);
    arena_reset(arena);
    return done;
}

static bool add_rows(sqlite3_stmt *entries, sqlite3_stmt *texts, sqlite3_stmt *insert)
{
    struct arena *arena = arena_new();
    int step = SQLITE_ERROR;

    while (arena && (step = sqlite3_step(entries)) == SQLITE_ROW)
        if (!add_row(entries, texts, insert, arena))
            break;
    arena_free(arena);
    return step == SQLITE_DONE;
}

bool ranked_build(sqlite3 *db)
{
    sqlite3_stmt *entries = NULL, *texts = NULL, *insert = NULL;
    bool done =
        sqlite3_exec(db, table_sql, NULL, NULL, NULL) == SQLITE_OK &&
        sqlite3_prepare_v2(db, "SELECT number, kind, id FROM search_entry WHERE kind = 'occupation'", -1, &entries,
                           NULL) == SQLITE_OK &&
        sqlite3_prepare_v2(db, search_texts_sql, -1, &texts, NULL) == SQLITE_OK &&
        sqlite3_prepare_v2(db, "INSERT INTO ranked (rowid, name, alternative_names, rest) VALUES (?, ?, ?, ?)", -1,
                           &insert, NULL) == SQLITE_OK &&
        sqlite3_exec(db, "BEGIN", NULL, NULL, NULL) == SQLITE_OK && add_rows(entries, texts, insert) &&
        sqlite3_exec(db, "INSERT INTO ranked (ranked) VALUES ('optimize'); COMMIT", NULL, NULL, NULL) == SQLITE_OK;

    sqlite3_finalize(entries);
    sqlite3_finalize(texts);
    sqlite3_finalize(insert);
    return done;
}

/* Asking ----------------------------------------------------------------------------------------------------------- */

/* Adds what matches one word: its beginning, and the words of its stem that do not begin so. */
static bool add_word(struct buffer *expression, sqlite3_stmt *relatives, const struct sought *sought)
{
    int step;

    add(expression, "(\"");
    add(expression, sought->folded);
    add(expression, "\" *");
    sqlite3_bind_text(relatives, 1, sought->stem, -1, SQLITE_STATIC);
    while ((step = sqlite3_step(relatives)) == SQLITE_ROW) {
        const char *word = (const char *)sqlite3_column_text(relatives, 0);

        if (!word || text_starts_with(word, sought->folded))
            continue;
        add(expression, " OR \"");
        add(expression, word);
        add(expression, "\"");
    }
    add(expression, ")");
    sqlite3_reset(relatives);
    return step == SQLITE_DONE;
}

char *ranked_expression(sqlite3 *db, struct arena *arena, const struct search *search)
{
    const struct sought *sought = search->words.at;
    struct buffer expression = {0};
    sqlite3_stmt *relatives = NULL;
    char *text = NULL;
    bool done = sqlite3_prepare_v2(db, "SELECT word FROM search_word WHERE stem = ? AND occupations > 0", -1,
                                   &relatives, NULL) == SQLITE_OK;

    for (size_t i = 0; done && i < search->words.count; i++) {
        add(&expression, i > 0 ? " AND " : "");
        done = add_word(&expression, relatives, &sought[i]);
    }
    if (done && !expression.failed)
        text = arena_text(arena, expression.at ? expression.at : "", expression.length);
    sqlite3_finalize(relatives);
    buffer_release(&expression);
    return text;
}
