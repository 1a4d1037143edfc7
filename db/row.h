/**
 * Rows of a statement as structs of the model: a column goes where its alias says. "name" is a field of the row's
 * shape, "field.name" a field of the object behind its pointer, and an alias with a dot in front (".key") is left to
 * whoever asks.
 */
#ifndef POVOLANI_ROW_H
#define POVOLANI_ROW_H

#include "model/shape.h"

#include <sqlite3.h>

/** Where a column goes. */
struct column {
    const struct field *object; /* the field that points to the object; NULL: the row's own struct */
    const struct field *field;  /* NULL: nowhere */
};

/** A row that is one text: its lists are lists of const char *. */
struct row_text {
    const char *text;
};
extern const struct shape row_text_shape;

/**
 * Finds where the columns of a statement go.
 * @param columns  room for all of them
 * @return false if an alias is no field of the shape that a column can fill: a mistake in the query
 */
bool row_columns(sqlite3_stmt *statement, const struct shape *shape, struct column *columns);

/**
 * Reads the current row into a zeroed struct. NULL leaves a field as it is, so an object all of whose columns are NULL
 * stays NULL and a figure stays unknown.
 * @return false if there is no memory
 */
bool row_read(sqlite3_stmt *statement, const struct column *columns, struct arena *arena, void *item);

#endif
