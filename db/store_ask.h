/**
 * How the store asks: named queries, their arguments, rows as structs, pages. For db/store*.c only.
 */
#ifndef POVOLANI_STORE_ASK_H
#define POVOLANI_STORE_ASK_H

#include "db/dataset_file.h"
#include "db/queries.h"
#include "db/row.h"
#include "db/store.h"

/**
 * A prepared statement. Statements are prepared when they are first asked, not when the file is opened: a reload opens
 * a store a worker, and most workers never ask most of the questions.
 */
struct statement;

struct store {
    sqlite3 *db;
    struct dataset_file *file;    /* a reference; NULL: store_over */
    struct z_stream_s *inflating; /* made when an export is first read */
    struct kept_columns *kept;    /* a reference: of all stores of the file */
    char version[17];
    int64_t last_modified; /* seconds since 1970 */
    int64_t occupations;
    argument_set labels[Q_COUNT];        /* query_labels */
    struct statement *prepared[Q_COUNT]; /* the texts of a query that were asked, the last asked first */
};

/** A value for a query; zeroed it is not given. What is pointed to stays until the asking has ended. */
struct argument {
    const char *text;
    struct figure number;
    const struct list *texts;   /* const char *, bound as a JSON array; empty is not given */
    const struct list *numbers; /* uint32_t, likewise */
};

/** Chooses lines of a query, as in [ARG_PAGE] = ARGUMENT_GIVEN. */
#define ARGUMENT_GIVEN                                                                                                 \
    {                                                                                                                  \
        .number = { true, 1 }                                                                                          \
    }

/** The arguments of a query that asks by :id alone. */
#define BY_ID(value)                                                                                                   \
    (const struct argument[ARG_COUNT])                                                                                 \
    {                                                                                                                  \
        [ARG_ID] = {.text = (value) }                                                                                  \
    }

/** The columns that are not part of a row's shape: aliases with a dot in front. */
enum own_column {
    OWN_KEY, /* ".key": with ".id" the row's position in its list */
    OWN_ID,
    OWN_ITEM,    /* ".item": index of the item that the row goes into */
    OWN_FIELD,   /* ".field": name of the field that the row goes into */
    OWN_HEADING, /* ".heading": 1 if the row opens a note */
    OWN_TOTAL,   /* ".total": of the whole list */
    OWN_STATED,  /* ".stated": set of enum part */
    OWN_COUNT
};

/** A question under way. */
struct asking {
    struct store *store;
    struct arena *arena;
    enum query query;
    struct statement *statement; /* NULL if it could not be prepared */
    enum store_status status;
};

/**
 * A store over a connection that is open already: for who builds a dataset and reads it as it will be served. It knows
 * neither file nor version.
 * @return NULL if there is no memory
 */
struct store *store_over(sqlite3 *db);

/** Gives up a store and leaves its connection open; NULL is allowed. */
void store_leave(struct store *store);

/** Binds and starts; a failure shows in asking_next and asking_end. */
struct asking store_ask(struct store *store, struct arena *arena, enum query query,
                        const struct argument arguments[static ARG_COUNT]);

/** @return false at the end, and after a failure. */
bool asking_next(struct asking *asking);

/** Reads the current row into a zeroed struct of the query's shape. @return false if there is no memory. */
bool asking_read(struct asking *asking, void *item);

/** Adds the current row to a list of structs of the query's shape. @return false if there is no memory. */
bool asking_add(struct asking *asking, struct list *list);

/** A number of the current row: a column of its own (0 if the query has none), or one by its place. */
int64_t asking_own_number(const struct asking *asking, enum own_column own);
int64_t asking_number(const struct asking *asking, int column);

/** A text of the current row by its place. @return it lives until the next row; NULL if there is no memory */
const char *asking_text(const struct asking *asking, int column);

/** Bytes of the current row by their place. @return they live until the next row; NULL if there are none or no memory
 */
const void *asking_bytes(const struct asking *asking, int column, size_t *length);

/** A text of a column of its own. @return it lives until the next row; NULL if there is no memory */
const char *asking_own_column(const struct asking *asking, enum own_column own);

/** The same, copied into the arena. @return NULL if there is no memory */
char *asking_own_text(struct asking *asking, enum own_column own);

/** Makes the statement ready for its next use. @return how it all went. */
enum store_status asking_end(struct asking *asking) __attribute__((warn_unused_result));

/** Gives up all prepared statements. */
void store_forget(struct store *store);

/** Is there a row? @return STORE_NOT_FOUND if there is none. */
enum store_status store_ask_exists(struct store *store, enum query query,
                                   const struct argument arguments[static ARG_COUNT])
    __attribute__((warn_unused_result));

/** The only row. @return STORE_NOT_FOUND if there is none. */
enum store_status store_ask_row(struct store *store, struct arena *arena, enum query query,
                                const struct argument arguments[static ARG_COUNT], void *item)
    __attribute__((warn_unused_result));

/** All rows. */
enum store_status store_ask_list(struct store *store, struct arena *arena, enum query query,
                                 const struct argument arguments[static ARG_COUNT], struct list *list)
    __attribute__((warn_unused_result));

/**
 * Rows into the structs that they belong to: a list grows, a pointer to an object is set.
 *
 * @param items  structs of shape; a row's ".item" says which, without that column it is the first
 * @param field  where it goes; NULL: the row's ".field" says it
 */
enum store_status store_ask_into(struct store *store, struct arena *arena, enum query query,
                                 const struct argument arguments[static ARG_COUNT], void *items,
                                 const struct shape *shape, const char *field) __attribute__((warn_unused_result));

/**
 * The rows of as many things as were asked for by their ids or places, one each, in the order in which they were given:
 * a row's ".item" says whose it is, so that nothing has to be sorted. STORE_DAMAGED if there are more or fewer.
 */
enum store_status store_ask_each(struct store *store, struct arena *arena, enum query query,
                                 const struct argument arguments[static ARG_COUNT], size_t count, struct list *items)
    __attribute__((warn_unused_result));

/** A list, and the list inside its items. */
struct listing {
    enum query query;  /* with page, total, :limit, :after, :after_id, and :id where it is asked for one */
    enum query inside; /* with :ids, the ".id"s of a page's items */
    const char *field; /* that inside fills; NULL: items have no list inside */
};

/** struct download: the dataset file, and the exports that are kept in it. */
enum store_status store_ask_downloads(struct store *store, struct arena *arena, struct list *downloads)
    __attribute__((warn_unused_result));

/**
 * A page of a list, and how many items the whole list has by the same filters.
 * page->last stays NULL where the page is not full: nothing can follow.
 */
enum store_status store_ask_page(struct store *store, struct arena *arena, const struct listing *listing,
                                 const struct argument filters[static ARG_COUNT], const struct window *window,
                                 struct page *page) __attribute__((warn_unused_result));

/** The item of a list that has that id. @return STORE_NOT_FOUND if there is none. */
enum store_status store_ask_one(struct store *store, struct arena *arena, const struct listing *listing, const char *id,
                                void *item) __attribute__((warn_unused_result));

/** The items of a list that have these ids (const char *), all of which it has, in the order of the ids. */
enum store_status store_ask_these(struct store *store, struct arena *arena, const struct listing *listing,
                                  const struct list *ids, struct list *items) __attribute__((warn_unused_result));

#endif
