/**
 * SQLite over a dataset file that is open: it reads checked bytes only, and of that file whatever has its name by now.
 */
#ifndef POVOLANI_DATASET_VFS_H
#define POVOLANI_DATASET_VFS_H

#include "db/dataset_file.h"

#include <sqlite3.h>

/**
 * A connection, read-only and immutable: no locks, no look for a journal. For one thread at a time.
 *
 * @param file  the connection takes a reference of its own
 * @param db    written always; NULL if there is no memory. The caller's: sqlite3_close
 * @return a code of SQLite
 */
int dataset_vfs_connect(struct dataset_file *file, sqlite3 **db) __attribute__((warn_unused_result));

#endif
