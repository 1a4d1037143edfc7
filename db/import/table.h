/**
 * The reader of tables: comma-separated values (RFC 4180) in UTF-8 with a header row, as they lie in data/tables.
 *
 * The names in the header tell which kind of table it is; the order of the columns does not matter. It leaves nothing
 * out in silence: an unknown column is a warning, whatever else it does not know is an error with its line.
 */
#ifndef POVOLANI_TABLE_H
#define POVOLANI_TABLE_H

#include "db/import/document.h"

#include <stdbool.h>

/** What it takes, for messages. */
#define TABLE_FORM "a table (CSV)"

/** Does the first line name columns of a table that is known, even if some are missing or the separators are wrong? */
bool table_looks_likely(const char *bytes, size_t length);

/** Reads one table. Texts have every Unicode space made plain, line breaks inside cells too, and are in NFC. */
document_reader table_read;

#endif
