#include "db/import/builder_search.h"

#include "db/import/builder_sql.h"
#include "db/import/statements.h"
#include "db/search_terms.h"
#include "model/buffer.h"
#include "model/deletions.h"
#include "model/stem.h"
#include "model/words.h"

#include <stdlib.h>
#include <string.h>

/* Edits that can be forgiven: one more in names, which are asked for most; the index of all words would be large. */
enum { EDITS_IN_NAMES = 2, EDITS_ELSEWHERE = 1 };

struct indexing {
    sqlite3 *db;
    struct arena *arena;       /* emptied after every entry */
    sqlite3_stmt *texts, *add; /* the texts of an entry; its row in search */
    struct buffer terms;
    struct arena *kept;       /* not emptied */
    struct list *competences; /* by position: the words of a name, which many occupations have, once it was met */
    struct list deletions;
};

/* A word of an entry, and the first place that has it. */
struct placed {
    struct word word;
    enum search_place place;
};

/* Terms ------------------------------------------------------------------------------------------------------------ */

static void add_term(struct indexing *indexing, enum search_kind kind, enum search_form form, enum search_place place,
                     const char *word)
{
    char class[SEARCH_CLASS_BYTES];

    search_class(kind, form, place, class);
    buffer_add(&indexing->terms, class, strlen(class));
    buffer_add(&indexing->terms, word, strlen(word));
    buffer_add(&indexing->terms, " ", 1);
}

/* A whole name, or an id, which has no diacritics. One without a letter or digit is none. */
static bool add_whole(struct indexing *indexing, enum search_kind kind, enum search_place place,
                      const struct list *words)
{
    char *accented = words_joined(indexing->arena, words, true);
    char *folded = words_joined(indexing->arena, words, false);

    if (!accented || !folded)
        return false;
    if (words->count > 0) {
        if (place != SEARCH_ID)
            add_term(indexing, kind, SEARCH_ACCENTED, place, accented);
        add_term(indexing, kind, SEARCH_FOLDED, place, folded);
    }
    return true;
}

/* @return false if there is no memory */
static bool add_word(struct indexing *indexing, enum search_kind kind, const struct placed *placed)
{
    const char *stem = stem_czech(indexing->arena, placed->word.folded);

    if (!stem)
        return false;
    for (enum search_place place = placed->place; place <= SEARCH_ANYWHERE; place++) {
        add_term(indexing, kind, SEARCH_FOLDED, place, placed->word.folded);
        add_term(indexing, kind, SEARCH_STEM, place, stem);
        if (place < SEARCH_ANYWHERE)
            add_term(indexing, kind, SEARCH_ACCENTED, place, placed->word.accented);
    }
    return true;
}

/* By word, then by place. */
static int compare_placed(const void *a, const void *b)
{
    const struct placed *first = a, *second = b;
    int order = strcmp(first->word.accented, second->word.accented);

    return order ? order : (first->place > second->place) - (first->place < second->place);
}

/* Every word once, at its first place. @return false if there is no memory */
static bool add_words(struct indexing *indexing, enum search_kind kind, struct list *words)
{
    struct placed *word = words->at;

    if (words->count > 0)
        qsort(word, words->count, sizeof *word, compare_placed);
    for (size_t i = 0; i < words->count; i++)
        if (i == 0 || strcmp(word[i].word.accented, word[i - 1].word.accented) != 0)
            if (!add_word(indexing, kind, &word[i]))
                return false;
    return true;
}

/* Entries ---------------------------------------------------------------------------------------------------------- */

/* The words of the text of the current row. */
static bool row_words(struct indexing *indexing, struct list *words)
{
    const char *text = (const char *)sqlite3_column_text(indexing->texts, 1);
    size_t length = (size_t)sqlite3_column_bytes(indexing->texts, 1);
    struct list *known = &indexing->competences[sqlite3_column_int64(indexing->texts, 2)];
    bool is_competence = known != indexing->competences; /* positions begin at 1 */

    if (!text)
        return sqlite3_column_type(indexing->texts, 1) == SQLITE_NULL;
    if (!is_competence)
        return words_of(indexing->arena, text, length, words);
    if (known->count == 0 && !words_of(indexing->kept, text, length, known))
        return false;
    *words = *known;
    return true;
}

/* Takes the current row of the texts. */
static bool take_text(struct indexing *indexing, enum search_kind kind, struct list *placed)
{
    enum search_place place = (enum search_place)sqlite3_column_int(indexing->texts, 0);
    struct list words = {0};
    const struct word *word;

    if (!row_words(indexing, &words))
        return false;
    if (place >= SEARCH_WHOLE)
        return add_whole(indexing, kind, place, &words);
    word = words.at;
    for (size_t i = 0; i < words.count; i++) {
        struct placed *item = list_add(placed, indexing->arena, sizeof *item);

        if (!item)
            return false;
        *item = (struct placed){word[i], place};
    }
    return true;
}

static bool take_texts(struct indexing *indexing, enum search_kind kind)
{
    struct list placed = {0};
    int step;

    while ((step = sqlite3_step(indexing->texts)) == SQLITE_ROW)
        if (!take_text(indexing, kind, &placed))
            return false;
    return step == SQLITE_DONE && add_words(indexing, kind, &placed);
}

/* Adds the row of the entry that the list of entries is at. */
static bool add_entry(struct indexing *indexing, sqlite3_stmt *entries)
{
    bool done = sqlite3_bind_value(indexing->texts, 1, sqlite3_column_value(entries, 1)) == SQLITE_OK &&
                sqlite3_bind_value(indexing->texts, 2, sqlite3_column_value(entries, 2)) == SQLITE_OK &&
                take_texts(indexing, (enum search_kind)sqlite3_column_int(entries, 3)) && !indexing->terms.failed;

    sqlite3_reset(indexing->texts);
    if (done && indexing->terms.length > 0) {
        sqlite3_bind_int64(indexing->add, 1, sqlite3_column_int64(entries, 0));
        sqlite3_bind_text(indexing->add, 2, indexing->terms.at, (int)indexing->terms.length, SQLITE_STATIC);
        done = sqlite3_step(indexing->add) == SQLITE_DONE;
        sqlite3_reset(indexing->add);
    }
    indexing->terms.length = 0;
    arena_reset(indexing->arena);
    return done;
}

/* Runs what for every row of a query. */
static bool for_each(struct indexing *indexing, const char *sql, bool (*what)(struct indexing *, sqlite3_stmt *))
{
    sqlite3_stmt *rows;
    int step = SQLITE_ROW;

    if (sqlite3_prepare_v2(indexing->db, sql, -1, &rows, NULL) != SQLITE_OK)
        return false;
    while ((step = sqlite3_step(rows)) == SQLITE_ROW)
        if (!what(indexing, rows))
            break;
    sqlite3_finalize(rows);
    return step == SQLITE_DONE;
}

/* Makes room for what is kept of competences. */
static bool begin_competences(struct indexing *indexing)
{
    int64_t last;

    if (!builder_ask_number(indexing->db, "SELECT max(position) FROM competence", &last))
        return false;
    indexing->competences = arena_take(indexing->kept, (size_t)(last + 1) * sizeof *indexing->competences);
    return indexing->competences != NULL;
}

static bool add_entries(struct indexing *indexing)
{
    bool done = begin_competences(indexing) &&
                sqlite3_prepare_v2(indexing->db, search_texts_sql, -1, &indexing->texts, NULL) == SQLITE_OK &&
                sqlite3_prepare_v2(indexing->db, "INSERT INTO search (rowid, words) VALUES (?1, ?2)", -1,
                                   &indexing->add, NULL) == SQLITE_OK &&
                for_each(indexing,
                         "SELECT number, kind, id, CASE kind WHEN 'occupation' THEN 0 WHEN 'isco' THEN 1 ELSE 2 END "
                         "FROM search_entry ORDER BY number",
                         add_entry);

    sqlite3_finalize(indexing->texts);
    sqlite3_finalize(indexing->add);
    return done;
}

/* Deletions -------------------------------------------------------------------------------------------------------- */

/* That letters left out of a word give a text. */
struct deletion {
    const char *text;
    int64_t word;
};

/* Notes the deletions of the word that the list is at: number, word, edits. */
static bool take_deletions(struct indexing *indexing, sqlite3_stmt *words)
{
    const char *word = (const char *)sqlite3_column_text(words, 1);
    struct list texts = {0};
    bool done = word && deletions_of(indexing->kept, word, (size_t)sqlite3_column_int(words, 2), &texts);
    const char *const *text = texts.at;

    for (size_t i = 0; done && i < texts.count; i++) {
        struct deletion *deletion = list_add(&indexing->deletions, indexing->kept, sizeof *deletion);

        done = deletion != NULL;
        if (done)
            *deletion = (struct deletion){text[i], sqlite3_column_int64(words, 0)};
    }
    return done;
}

/* By text, then by word: as they lie in their table. */
static int compare_deletions(const void *a, const void *b)
{
    const struct deletion *first = a, *second = b;
    int order = strcmp(first->text, second->text);

    return order ? order : (first->word > second->word) - (first->word < second->word);
}

/* In the order of the table: elsewhere each row would be put between others. */
static bool write_deletions(struct indexing *indexing)
{
    struct deletion *deletion = indexing->deletions.at;
    bool done = sqlite3_prepare_v2(indexing->db, "INSERT INTO search_deletion (deletion, word) VALUES (?1, ?2)", -1,
                                   &indexing->add, NULL) == SQLITE_OK;

    if (indexing->deletions.count > 0)
        qsort(deletion, indexing->deletions.count, sizeof *deletion, compare_deletions);
    for (size_t i = 0; done && i < indexing->deletions.count; i++) {
        sqlite3_bind_text(indexing->add, 1, deletion[i].text, -1, SQLITE_STATIC);
        sqlite3_bind_int64(indexing->add, 2, deletion[i].word);
        done = sqlite3_step(indexing->add) == SQLITE_DONE;
        sqlite3_reset(indexing->add);
    }
    sqlite3_finalize(indexing->add);
    return done;
}

static bool add_deletions(struct indexing *indexing)
{
    char *sql = sqlite3_mprintf("SELECT number, word, iif(names > 0, %d, %d) FROM search_word "
                                "WHERE word NOT GLOB '*[^a-z]*' ORDER BY number",
                                EDITS_IN_NAMES, EDITS_ELSEWHERE);
    bool done = sql && for_each(indexing, sql, take_deletions) && write_deletions(indexing);

    sqlite3_free(sql);
    return done;
}

/* All -------------------------------------------------------------------------------------------------------------- */

/* The words of a function's only argument; NULL has none. @return false if there is no memory */
static bool argument_words(struct arena *arena, sqlite3_value *argument, struct list *words)
{
    const char *text = (const char *)sqlite3_value_text(argument);

    return arena && words_of(arena, text ? text : "", (size_t)sqlite3_value_bytes(argument), words);
}

static void word_count(sqlite3_context *call, int count, sqlite3_value **arguments)
{
    struct arena *arena = arena_new();
    struct list words = {0};

    (void)count;
    if (argument_words(arena, arguments[0], &words))
        sqlite3_result_int64(call, (sqlite3_int64)words.count);
    else
        sqlite3_result_error_nomem(call);
    arena_free(arena);
}

static void word_folded(sqlite3_context *call, int count, sqlite3_value **arguments)
{
    struct arena *arena = arena_new();
    struct list words = {0};
    const char *folded = argument_words(arena, arguments[0], &words) ? words_joined(arena, &words, false) : NULL;

    (void)count;
    if (folded)
        sqlite3_result_text(call, folded, -1, SQLITE_TRANSIENT);
    else
        sqlite3_result_error_nomem(call);
    arena_free(arena);
}

static void word_stem(sqlite3_context *call, int count, sqlite3_value **arguments)
{
    (void)count;
    builder_make_text(call, arguments[0], stem_czech);
}

bool builder_search(sqlite3 *db)
{
    struct indexing indexing = {.db = db, .arena = arena_new(), .kept = arena_new()};
    bool done = indexing.arena && indexing.kept && builder_add_function(db, "word_count", word_count) &&
                builder_add_function(db, "word_folded", word_folded) &&
                builder_add_function(db, "word_stem", word_stem) &&
                sqlite3_exec(db, search_entries_sql, NULL, NULL, NULL) == SQLITE_OK && add_entries(&indexing) &&
                sqlite3_exec(db, search_words_sql, NULL, NULL, NULL) == SQLITE_OK && add_deletions(&indexing);

    buffer_release(&indexing.terms);
    arena_free(indexing.arena);
    arena_free(indexing.kept);
    return done;
}
