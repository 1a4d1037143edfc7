/* Peers of `make bench`: FTS5 asked directly for rows that /v1/occupations?q= or /v1/suggest shows, on one connection
 * in one thread, without HTTP and JSON, with expressions that are ready before the clock runs.
 *
 * ranked: a search as FTS5 has it, of a table of its own (fts5_ranked.h). What matches is asked for once, the best
 * first by bm25, and counted.
 *
 * search, suggest: what povolani asks of its index (db/search.c), in the same order. A search asks first for all that
 * match, since their total is stated; suggestions ask for no more than there is room for. Where these are all, it is
 * known how many rows there will be: tiers are asked, the best first, only until those are there, or in a search all
 * but one, and the last one, which has all, not again. That is less than povolani does, which looks for one row more
 * than it shows, to know whether a page follows, and for the alternative names by which suggestions were found.
 *
 * Then each row's columns are read.
 *
 * fts5 DATASET QUERIES ranked|search|suggest SECONDS: QUERIES has one a line. For each a line of how many match (0 for
 * suggestions, which do not say) and the ids of the rows, then what it cost. */
#include "db/search.h"
#include "db/search_expression.h"
#include "tests/bench/fts5_ranked.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { ROWS = 10, LINE_BYTES = 1024, PATH_BYTES = 4096 };
enum mode { RANKED, SEARCH, SUGGEST };
static const char *const modes[] = {"ranked", "search", "suggest", NULL};

/* Tiers of which the last has all that is in those before it, too. */
struct tiers {
    struct list expressions; /* const char *, one a tier; "" if nothing can match */
    size_t first;            /* tiers that are asked before it is asked what the last one has */
};

/* A query: struct tiers, the best first. */
struct asked {
    struct list tiers;
};

/* What is asked of the dataset. */
struct index {
    sqlite3 *db;
    sqlite3_stmt *match, *row, *groups; /* groups: NULL for suggestions */
    enum mode mode;
    sqlite3_int64 *all;    /* room for the numbers of all entries */
    sqlite3_int64 *places; /* of occupations, by their numbers less 1, as povolani keeps them */
};

/* The entries that a query finds, the best first. */
struct found {
    sqlite3_int64 numbers[ROWS];
    size_t count, total; /* total: of a search */
};

static const char match_sql[] = "SELECT rowid FROM search WHERE search MATCH ? ORDER BY rowid";

static const char occupation_sql[] =
    "SELECT summary.id, nsp_id, name, slug, type, regulated, field, field_name, qualification_level,"
    "  qualification_label, median_czk, isco, year, period, region, sphere, source, rolled_up "
    "FROM occupation_summary AS summary LEFT JOIN wage ON wage.id = median_wage WHERE place = ?";

static const char groups_sql[] = "SELECT code, name FROM occupation_summary_isco WHERE place = ?";

static const char suggestion_sql[] = "SELECT id, kind, name FROM search_entry WHERE number = ?";

static const char place_sql[] = "SELECT place FROM search_entry JOIN occupation_place USING (id) ORDER BY number";

static void fail(const char *what, const char *why)
{
    fprintf(stderr, "fts5: %s: %s\n", what, why);
    exit(3);
}

/* Making ready ----------------------------------------------------------------------------------------------------- */

/* Adds the tiers from one to the one that has all. @return the tier behind them */
static size_t add_tiers(struct arena *arena, const struct search *search, size_t tier, struct asked *query)
{
    const struct sought *sought = search->words.at;
    bool many = search->order == SEARCH_AS_SUGGESTION && search->words.count == 1 && sought->many;
    struct tiers *added = list_add(&query->tiers, arena, sizeof *added);
    size_t last = search_tier_with_all(search, tier);

    if (!added)
        fail("memory", "there is none");
    *added = (struct tiers){.first = many ? 2 : 0}; /* as tiers_at_first() of db/search.c */
    for (; tier <= last; tier++) {
        const char *expression = search_tier(arena, search, tier);

        if (!expression || !list_add_text(&added->expressions, arena, expression))
            fail("memory", "there is none");
    }
    return tier;
}

static void add_ranked(const struct index *index, struct arena *arena, const struct search *search, struct asked *query)
{
    struct tiers *added = list_add(&query->tiers, arena, sizeof *added);
    const char *expression = ranked_expression(index->db, arena, search);

    if (!added || !expression || !list_add_text(&added->expressions, arena, expression))
        fail("expression", sqlite3_errmsg(index->db));
}

static void read_query(const struct index *index, struct store *store, struct arena *arena, const char *q,
                       struct asked *query)
{
    struct search search;
    bool suggests = index->mode == SUGGEST;
    enum store_status status = suggests ? search_read(store, arena, SEARCH_OCCUPATION, q, &search)
                                        : search_read_forgiving(store, arena, SEARCH_OCCUPATION, q, &search);

    if (status != STORE_OK)
        fail(q, "the search cannot be read");
    if (index->mode == RANKED) {
        add_ranked(index, arena, &search, query);
        return;
    }
    if (suggests)
        search.order = SEARCH_AS_SUGGESTION;
    for (search.kind = 0; search.kind < (suggests ? SEARCH_KIND_COUNT : SEARCH_ISCO); search.kind++)
        for (size_t tier = 0; tier < search_tier_count(&search);)
            tier = add_tiers(arena, &search, tier, query);
}

static void read_queries(const struct index *index, const char *dataset, const char *path, struct arena *arena,
                         struct list *all)
{
    char reason[STORE_REASON_BYTES], line[LINE_BYTES];
    FILE *file = fopen(path, "r");
    struct store *store;

    if (!file)
        fail(path, "cannot be read");
    if (store_open(dataset, &store, reason) != STORE_OK)
        fail(dataset, reason);
    while (fgets(line, sizeof line, file)) {
        struct asked *query = list_add(all, arena, sizeof *query);

        if (!query)
            fail("memory", "there is none");
        line[strcspn(line, "\n")] = '\0';
        read_query(index, store, arena, line, query);
    }
    fclose(file);
    store_close(store);
}

static sqlite3_stmt *prepare(sqlite3 *db, const char *sql)
{
    sqlite3_stmt *statement;

    if (sqlite3_prepare_v3(db, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, NULL) != SQLITE_OK)
        fail(sql, sqlite3_errmsg(db));
    return statement;
}

static sqlite3_int64 *room_for_all(sqlite3 *db)
{
    sqlite3_stmt *count = prepare(db, "SELECT count(*) FROM search_entry");
    sqlite3_int64 *room =
        sqlite3_step(count) == SQLITE_ROW ? calloc((size_t)sqlite3_column_int64(count, 0), sizeof *room) : NULL;

    if (!room)
        fail("search_entry", sqlite3_errmsg(db));
    sqlite3_finalize(count);
    return room;
}

static void read_places(struct index *index)
{
    sqlite3_stmt *place = prepare(index->db, place_sql);

    index->places = room_for_all(index->db);
    for (size_t i = 0; sqlite3_step(place) == SQLITE_ROW; i++)
        index->places[i] = sqlite3_column_int64(place, 0);
    sqlite3_finalize(place);
}

static struct index open_index(const char *dataset, enum mode mode)
{
    char uri[PATH_BYTES];
    struct index index = {.mode = mode};

    snprintf(uri, sizeof uri, "file:%s?immutable=1", dataset);
    if (sqlite3_open_v2(uri, &index.db, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX, NULL) !=
        SQLITE_OK)
        fail(dataset, sqlite3_errmsg(index.db));
    if (mode == RANKED && !ranked_build(index.db))
        fail("ranked", sqlite3_errmsg(index.db));
    index.match = prepare(index.db, mode == RANKED ? RANKED_SQL : match_sql);
    index.row = prepare(index.db, mode == SUGGEST ? suggestion_sql : occupation_sql);
    index.groups = mode == SUGGEST ? NULL : prepare(index.db, groups_sql);
    index.all = room_for_all(index.db);
    read_places(&index);
    return index;
}

/* Asking ----------------------------------------------------------------------------------------------------------- */

static bool step(const struct index *index, sqlite3_stmt *statement)
{
    int result = sqlite3_step(statement);

    if (result != SQLITE_ROW && result != SQLITE_DONE)
        fail("query", sqlite3_errmsg(index->db));
    return result == SQLITE_ROW;
}

/* Reads all columns of what a statement says of an entry or place.
 * @param shown  where the first column is written; may be NULL
 * @return how many bytes they are */
static size_t read_rows(const struct index *index, sqlite3_stmt *statement, sqlite3_int64 of, FILE *shown)
{
    size_t bytes = 0;

    sqlite3_bind_int64(statement, 1, of);
    while (step(index, statement)) {
        for (int i = 0; i < sqlite3_column_count(statement); i++)
            bytes += sqlite3_column_text(statement, i) ? (size_t)sqlite3_column_bytes(statement, i) : 0;
        if (shown)
            fprintf(shown, "%s ", (const char *)sqlite3_column_text(statement, 0));
    }
    sqlite3_reset(statement);
    return bytes;
}

static bool has(const struct found *found, sqlite3_int64 number)
{
    for (size_t i = 0; i < found->count; i++)
        if (found->numbers[i] == number)
            return true;
    return false;
}

static void take(struct found *found, sqlite3_int64 number)
{
    if (!has(found, number))
        found->numbers[found->count++] = number;
}

/* Takes what matches an expression until there are as many as are wanted. */
static void take_matches(const struct index *index, const char *expression, size_t wanted, struct found *found)
{
    if (!*expression)
        return;
    sqlite3_bind_text(index->match, 1, expression, -1, SQLITE_STATIC);
    while (found->count < wanted && step(index, index->match))
        take(found, sqlite3_column_int64(index->match, 0));
    sqlite3_reset(index->match);
}

/* Reads what matches an expression into index->all, but not more than limit. @return how many */
static size_t read_all(const struct index *index, const char *expression, size_t limit)
{
    size_t count = 0;

    if (!*expression)
        return 0;
    sqlite3_bind_text(index->match, 1, expression, -1, SQLITE_STATIC);
    while (count < limit && step(index, index->match))
        index->all[count++] = sqlite3_column_int64(index->match, 0);
    sqlite3_reset(index->match);
    return count;
}

/* How many rows there will be when all that were read are among them, but not more than ROWS. */
static size_t rows_with(const struct found *found, const sqlite3_int64 *all, size_t count)
{
    size_t rows = found->count;

    for (size_t i = 0; i < count && rows < ROWS; i++)
        rows += !has(found, all[i]);
    return rows;
}

/* Is one of all left, which comes last whatever its tier? Of a suggestion the tier says by which name it was found. */
static bool one_is_left(const struct index *index, const struct found *found, size_t count)
{
    return index->mode != SUGGEST && count == found->count + 1;
}

static void walk(const struct index *index, const struct tiers *tiers, struct found *found)
{
    const char *const *expression = tiers->expressions.at;
    size_t last = tiers->expressions.count - 1, limit = 0, count = 0, wanted = ROWS;

    for (size_t tier = 0; tier <= last && found->count < wanted; tier++) {
        if (tier == tiers->first) {
            limit = index->mode == SUGGEST ? ROWS - found->count : SIZE_MAX;
            count = read_all(index, expression[last], limit);
            found->total = index->mode == SUGGEST ? 0 : count;
            if (count < limit)
                wanted = rows_with(found, index->all, count);
        }
        if (found->count >= wanted)
            break;
        if (one_is_left(index, found, count) || (tier == last && count < limit))
            for (size_t i = 0; found->count < wanted; i++)
                take(found, index->all[i]);
        else
            take_matches(index, expression[tier], wanted, found);
    }
}

static size_t answer(const struct index *index, const struct asked *query, FILE *shown)
{
    const struct tiers *tiers = query->tiers.at;
    struct found found = {.count = 0};
    size_t bytes = 0;

    for (size_t i = 0; i < query->tiers.count && found.count < ROWS; i++)
        walk(index, &tiers[i], &found);
    if (shown)
        fprintf(shown, "%zu ", found.total);
    for (size_t i = 0; i < found.count; i++) {
        sqlite3_int64 number = found.numbers[i];

        bytes += read_rows(index, index->row, index->mode == SUGGEST ? number : index->places[number - 1], shown);
        if (index->groups)
            bytes += read_rows(index, index->groups, index->places[number - 1], NULL);
    }
    if (shown)
        fputc('\n', shown);
    return bytes;
}

static double cpu_seconds(void)
{
    struct timespec now;

    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static void measure(const struct index *index, const struct list *all, double seconds)
{
    const struct asked *query = all->at;
    double begun = cpu_seconds(), now;
    size_t asked = 0, bytes = 0;

    do {
        bytes += answer(index, &query[asked++ % all->count], NULL);
        now = cpu_seconds();
    } while (now - begun < seconds);
    printf("{\"requests\": %zu, \"cpu_seconds\": %.6f, \"bytes\": %zu}\n", asked, now - begun, bytes);
}

int main(int argc, char **argv)
{
    enum mode mode = RANKED;
    struct arena *arena = arena_new();
    struct list all = {0};
    struct index index;

    while (argc == 5 && modes[mode] && strcmp(argv[3], modes[mode]) != 0)
        mode++;
    if (argc != 5 || !modes[mode]) {
        fputs("usage: fts5 DATASET QUERIES ranked|search|suggest SECONDS\n", stderr);
        return 2;
    }
    if (!arena)
        fail("memory", "there is none");
    index = open_index(argv[1], mode);
    read_queries(&index, argv[1], argv[2], arena, &all);
    if (all.count == 0)
        fail(argv[2], "is empty");
    for (size_t i = 0; i < all.count; i++)
        answer(&index, (const struct asked *)all.at + i, stdout);
    measure(&index, &all, strtod(argv[4], NULL));
    sqlite3_finalize(index.match);
    sqlite3_finalize(index.row);
    sqlite3_finalize(index.groups);
    sqlite3_close(index.db);
    free(index.all);
    arena_free(arena);
    return 0;
}
