#include "db/import/builder_titles.h"

#include "db/import/builder_sql.h"
#include "db/import/statements.h"
#include "db/title_index.h"
#include "model/buffer.h"
#include "model/title.h"

#include <assert.h>
#include <endian.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* BM25 over groups as documents (docs/scoring.md): chosen by cross-validation, as is the power. */
static const double saturation = 1.2, length_part = 0.3, rarity_power = 1.3;

/* That a text has a feature; after they are sorted and joined, that a group or a name has it. */
struct occurrence {
    uint64_t feature; /* its text as a number: both have the same order */
    uint32_t owner;   /* number of the group, or of the name and NAME_BIT: groups come before names */
    uint32_t weight;  /* TITLE_WEIGHT_FIRST for the first word of one text */
};
enum { NAME_BIT = 1 << 30 };
static_assert(TITLE_FEATURE_BYTES == sizeof(uint64_t), "the text of a feature is as long as its number");

struct indexing {
    sqlite3 *db;
    struct arena *arena; /* emptied after every text */
    struct occurrence *occurrences;
    size_t count, room;
    size_t groups, names;
    double *lengths; /* of groups, then of names: the sum of weights; of names the square of the vector's length */
    double mean_length;
    sqlite3_stmt *add;
};

/* Reading the texts ------------------------------------------------------------------------------------------------ */

static int compare_occurrences(const void *a, const void *b)
{
    const struct occurrence *first = a, *second = b;

    if (first->feature != second->feature)
        return first->feature < second->feature ? -1 : 1;
    return (first->owner > second->owner) - (first->owner < second->owner);
}

/* Joins what several texts of a group have in common, which is most of it. */
static void join(struct indexing *indexing)
{
    struct occurrence *at = indexing->occurrences;
    size_t kept = 0;

    if (indexing->count > 0)
        qsort(at, indexing->count, sizeof *at, compare_occurrences);
    for (size_t i = 0; i < indexing->count; i++) {
        if (kept > 0 && compare_occurrences(&at[kept - 1], &at[i]) == 0)
            at[kept - 1].weight += at[i].weight;
        else
            at[kept++] = at[i];
    }
    indexing->count = kept;
}

static bool grow(struct indexing *indexing)
{
    size_t room = indexing->room ? indexing->room + indexing->room / 2 : 65536;
    struct occurrence *more = realloc(indexing->occurrences, room * sizeof *more);

    if (!more)
        return false;
    indexing->occurrences = more;
    indexing->room = room;
    return true;
}

/* Room is made by joining first: it grows where that does not make a quarter free. */
static struct occurrence *new_occurrence(struct indexing *indexing)
{
    if (indexing->count == indexing->room) {
        join(indexing);
        if (indexing->count >= indexing->room / 4 * 3 && !grow(indexing))
            return NULL;
    }
    return &indexing->occurrences[indexing->count++];
}

static uint64_t feature_number(const char text[static TITLE_FEATURE_BYTES])
{
    uint64_t number;

    memcpy(&number, text, sizeof number);
    return be64toh(number);
}

static bool take_features(struct indexing *indexing, const char *text, uint32_t owner)
{
    struct list words = {0}, features = {0};
    const struct title_feature *feature;

    if (!title_words(indexing->arena, text, &words) || !title_features(indexing->arena, &words, &features))
        return false;
    feature = features.at;
    for (size_t i = 0; i < features.count; i++) {
        struct occurrence *occurrence = new_occurrence(indexing);

        if (!occurrence)
            return false;
        *occurrence = (struct occurrence){feature_number(feature[i].text), owner, (uint32_t)feature[i].weight};
    }
    arena_reset(indexing->arena);
    return true;
}

static bool take_texts(struct indexing *indexing)
{
    sqlite3_stmt *texts;
    bool good = true;
    int step = SQLITE_DONE;

    if (sqlite3_prepare_v2(indexing->db, title_texts_sql, -1, &texts, NULL) != SQLITE_OK)
        return false;
    while (good && (step = sqlite3_step(texts)) == SQLITE_ROW) {
        const char *text = (const char *)sqlite3_column_text(texts, 2);

        uint32_t number = (uint32_t)sqlite3_column_int64(texts, 0);

        good = text && take_features(indexing, text, sqlite3_column_int(texts, 1) ? number | NAME_BIT : number);
    }
    sqlite3_finalize(texts);
    return good && step == SQLITE_DONE;
}

/* Weighing --------------------------------------------------------------------------------------------------------- */

/* The occurrences of one feature: first those of groups, then those of names. */
struct row {
    const struct occurrence *groups, *names;
    size_t group_count, name_count;
};

/* The row that begins at an occurrence. @return where the next one begins */
static size_t row_at(const struct indexing *indexing, size_t from, struct row *row)
{
    const struct occurrence *at = indexing->occurrences;
    size_t end = from;

    *row = (struct row){.groups = at + from};
    while (end < indexing->count && at[end].feature == at[from].feature)
        row->group_count += at[end++].owner < NAME_BIT;
    row->names = row->groups + row->group_count;
    row->name_count = end - from - row->group_count;
    return end;
}

/* BM25's weight of what some of all have. */
static double rarity(size_t some, size_t all)
{
    return log(1 + ((double)all - (double)some + 0.5) / ((double)some + 0.5));
}

/* As it is stored, and so as a title's features are weighed with it: never 0, for a name of what all have has a length.
 */
static int64_t name_rarity(const struct indexing *indexing, size_t some)
{
    long long rounded = llround(RARITY_ONE * rarity(some, indexing->names));

    return rounded > 1 ? rounded : 1;
}

static uint32_t name_of(const struct occurrence *occurrence)
{
    return occurrence->owner - NAME_BIT;
}

/* 1 is that of the first word of one text. */
static double weight_of(const struct occurrence *occurrence)
{
    return (double)occurrence->weight / TITLE_WEIGHT_FIRST;
}

static double name_weight(const struct occurrence *occurrence, int64_t feature_rarity)
{
    return weight_of(occurrence) * (double)feature_rarity;
}

static bool measure(struct indexing *indexing)
{
    double *of_groups, *of_names, sum = 0;
    struct row row;

    indexing->lengths = calloc(indexing->groups + indexing->names + 1, sizeof *indexing->lengths);
    if (!indexing->lengths)
        return false;
    of_groups = indexing->lengths;
    of_names = indexing->lengths + indexing->groups;
    for (size_t at = 0; at < indexing->count;) {
        at = row_at(indexing, at, &row);
        for (size_t i = 0; i < row.group_count; i++)
            of_groups[row.groups[i].owner] += weight_of(&row.groups[i]);
        for (size_t i = 0; i < row.name_count; i++) {
            double weight = name_weight(&row.names[i], name_rarity(indexing, row.name_count));

            of_names[name_of(&row.names[i])] += weight * weight;
        }
    }
    for (size_t i = 0; i < indexing->groups; i++)
        sum += of_groups[i];
    indexing->mean_length = indexing->groups > 0 ? sum / (double)indexing->groups : 1;
    return true;
}

/* What a feature is worth for a group: BM25's saturated frequency times the rarity. */
static double group_worth(const struct indexing *indexing, const struct occurrence *occurrence, size_t groups)
{
    double length = indexing->lengths[occurrence->owner] / indexing->mean_length, weight = weight_of(occurrence);
    double bent = saturation * (1 - length_part + length_part * length);

    return weight * (saturation + 1) / (weight + bent) * pow(rarity(groups, indexing->groups), rarity_power);
}

/* Writing ---------------------------------------------------------------------------------------------------------- */

static void add_posting(struct buffer *postings, uint32_t number, double worth)
{
    unsigned char bytes[POSTING_BYTES];
    long long rounded = llround(worth);

    posting_write((struct posting){number, (uint16_t)(rounded > UINT16_MAX ? UINT16_MAX : rounded)}, bytes);
    buffer_add(postings, (const char *)bytes, sizeof bytes);
}

static void pack(const struct indexing *indexing, const struct row *row, int64_t feature_rarity, struct buffer *groups,
                 struct buffer *names)
{
    const double *squares = indexing->lengths + indexing->groups;

    for (size_t i = 0; i < row->group_count; i++)
        add_posting(groups, row->groups[i].owner,
                    GROUP_WORTH_ONE * group_worth(indexing, &row->groups[i], row->group_count));
    for (size_t i = 0; i < row->name_count; i++)
        add_posting(names, name_of(&row->names[i]),
                    NAME_WORTH_ONE * name_weight(&row->names[i], feature_rarity) /
                        sqrt(squares[name_of(&row->names[i])]));
}

static bool write_row(struct indexing *indexing, const struct row *row)
{
    int64_t feature_rarity = name_rarity(indexing, row->name_count);
    const uint64_t number = htobe64(row->groups->feature);
    const char *feature = (const char *)&number;
    struct buffer groups = {0}, names = {0};
    bool done;

    pack(indexing, row, feature_rarity, &groups, &names);
    done = !groups.failed && !names.failed &&
           sqlite3_bind_text(indexing->add, 1, feature, (int)strnlen(feature, TITLE_FEATURE_BYTES), SQLITE_STATIC) ==
               SQLITE_OK &&
           sqlite3_bind_int64(indexing->add, 2, feature_rarity) == SQLITE_OK &&
           sqlite3_bind_blob(indexing->add, 3, groups.at, (int)groups.length, SQLITE_STATIC) == SQLITE_OK &&
           sqlite3_bind_blob(indexing->add, 4, names.at, (int)names.length, SQLITE_STATIC) == SQLITE_OK &&
           sqlite3_step(indexing->add) == SQLITE_DONE;
    sqlite3_reset(indexing->add);
    buffer_release(&groups);
    buffer_release(&names);
    return done;
}

static bool write_rows(struct indexing *indexing)
{
    bool done = sqlite3_prepare_v2(indexing->db,
                                   "INSERT INTO title_feature (feature, rarity, groups, names) VALUES (?1, ?2, ?3, ?4)",
                                   -1, &indexing->add, NULL) == SQLITE_OK;
    struct row row;

    for (size_t at = 0; done && at < indexing->count;) {
        at = row_at(indexing, at, &row);
        done = write_row(indexing, &row);
    }
    sqlite3_finalize(indexing->add);
    return done;
}

/* What a feature that no name has counts for, and how many names and groups there are. */
static bool write_size(struct indexing *indexing)
{
    char *sql =
        sqlite3_mprintf("INSERT INTO title_size (only, groups, names, rarity) VALUES (1, %lld, %lld, %lld)",
                        (long long)indexing->groups, (long long)indexing->names, (long long)name_rarity(indexing, 0));
    bool done = sql && sqlite3_exec(indexing->db, sql, NULL, NULL, NULL) == SQLITE_OK;

    sqlite3_free(sql);
    return done;
}

/* All -------------------------------------------------------------------------------------------------------------- */

bool builder_titles(sqlite3 *db)
{
    struct indexing indexing = {.db = db, .arena = arena_new()};
    int64_t groups = 0, names = 0;
    bool done = indexing.arena && sqlite3_exec(db, titles_sql, NULL, NULL, NULL) == SQLITE_OK &&
                builder_ask_number(db, "SELECT count(*) FROM title_group", &groups) &&
                builder_ask_number(db, "SELECT count(*) FROM title_name", &names);

    indexing.groups = (size_t)groups;
    indexing.names = (size_t)names;
    done = done && take_texts(&indexing);
    if (done)
        join(&indexing);
    done = done && measure(&indexing) && write_rows(&indexing) && write_size(&indexing);
    free(indexing.lengths);
    free(indexing.occurrences);
    arena_free(indexing.arena);
    return done;
}
