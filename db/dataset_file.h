/**
 * The dataset as a file: what marks it as one of ours, and the checksum that tells a whole file from a damaged one.
 *
 * The checksum is the low half of XXH3-64 over all bytes, those of the checksum itself taken as zero. It stands where
 * SQLite keeps `PRAGMA user_version` (big-endian), so that it travels inside the file. It guards against accidents, not
 * against malice.
 */
#ifndef POVOLANI_DATASET_FILE_H
#define POVOLANI_DATASET_FILE_H

#include <stdbool.h>

enum {
    SCHEMA_VERSION = 4,         /* dataset.schema_version; another one is refused */
    APPLICATION_ID = 0x706f766f /* 'povo', PRAGMA application_id in schema.sql */
};

enum dataset_file_state {
    DATASET_FILE_WHOLE,
    DATASET_FILE_SPECIAL,    /* a folder, a pipe or a device */
    DATASET_FILE_FOREIGN,    /* no SQLite file with our application id */
    DATASET_FILE_DAMAGED,    /* ours, but the checksum is another one: cut off, changed or never finished */
    DATASET_FILE_UNREADABLE, /* errno says why */
};

/** Opens a file to be examined, and does not wait for a pipe's writer. @return -1 with errno */
int dataset_file_open(const char *path) __attribute__((warn_unused_result));

/** Reads the whole file and says what it is; leaves the descriptor's position alone. */
enum dataset_file_state dataset_file_examine(int fd) __attribute__((warn_unused_result));

/**
 * Writes the checksum into a finished file; does not sync. SQLite must not have it open.
 * @return false with errno
 */
bool dataset_file_seal(const char *path) __attribute__((warn_unused_result));

#endif
