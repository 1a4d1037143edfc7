/**
 * The dataset as a file: what marks it as one of ours, and how it is read without believing a byte that was damaged.
 *
 * Behind the pages of SQLite lies the seal (db/dataset_seal.h), which has a checksum for every block of them. A block
 * is held against it each time that it is read, so opening a file costs the same however large it is, but for 4 bytes a
 * block, and what was damaged, even since, is an error and never an answer.
 */
#ifndef POVOLANI_DATASET_FILE_H
#define POVOLANI_DATASET_FILE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

enum {
    SCHEMA_VERSION = 6,         /* dataset.schema_version; another one is refused */
    APPLICATION_ID = 0x706f766f /* 'povo', PRAGMA application_id in schema.sql */
};

enum dataset_file_state {
    DATASET_FILE_GOOD,
    DATASET_FILE_SPECIAL,    /* a folder, a pipe or a device */
    DATASET_FILE_EMPTY,      /* has no byte */
    DATASET_FILE_FOREIGN,    /* no SQLite file with our application id */
    DATASET_FILE_DAMAGED,    /* ours, but does not fit its seal: cut off, changed or never finished */
    DATASET_FILE_UNREADABLE, /* errno says why */
};

/** An open file. Counted by reference; any thread may read it. */
struct dataset_file;

/**
 * Opens a file, without waiting for a pipe's writer, and checks its mark, its length, its seal and its first block.
 * @param file  written if it is good: a reference, the caller's
 */
enum dataset_file_state dataset_file_open(const char *path, struct dataset_file **file)
    __attribute__((warn_unused_result));

/** @return another reference. */
struct dataset_file *dataset_file_share(struct dataset_file *file);

/** Gives a reference back; NULL is allowed. */
void dataset_file_close(struct dataset_file *file);

/** @return bytes of the whole file, and of SQLite's pages in it. */
int64_t dataset_file_bytes(const struct dataset_file *file);
int64_t dataset_file_page_bytes(const struct dataset_file *file);

/** @return the digest of the whole file; lives as long as the file. */
const char *dataset_file_digest(const struct dataset_file *file);

/** Reads are of whole blocks, from the beginning of one on. */
enum { DATASET_BLOCK_BYTES = 4096 };

/**
 * Reads bytes and checks them.
 *
 * @param length    a multiple of DATASET_BLOCK_BYTES
 * @param position  a multiple, too
 * @return how many were read: fewer where the pages end, and where the file ends; -1 if they are damaged or cannot be
 *         read (logged here)
 */
ssize_t dataset_file_read(const struct dataset_file *file, void *bytes, size_t length, int64_t position)
    __attribute__((warn_unused_result));

/**
 * Checks the next part of the pages, some hundred kB.
 *
 * @param position  0 at first; moved on, to dataset_file_page_bytes() when all is checked, or to what is damaged
 */
enum dataset_file_state dataset_file_check(const struct dataset_file *file, int64_t *position)
    __attribute__((warn_unused_result));

/**
 * Opens a file and checks all of it.
 * @param position  of a damaged file set to where its first damaged block begins; 0: that is the first of all, or the
 *                  seal or the length does not fit
 */
enum dataset_file_state dataset_file_examine(const char *path, int64_t *position) __attribute__((warn_unused_result));

/**
 * Puts the seal behind the pages of a finished file, in the place of one that is there; does not sync. SQLite must not
 * have it open.
 * @return false with errno: EINVAL where the file is shorter than SQLite's header says
 */
bool dataset_file_seal(const char *path) __attribute__((warn_unused_result));

#endif
