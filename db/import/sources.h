/**
 * Sources on the disk: which files there are to read, and their bytes. Knows nothing of what is in them.
 */
#ifndef POVOLANI_SOURCES_H
#define POVOLANI_SOURCES_H

#include "db/import/findings.h"
#include "model/shape.h"

/**
 * Finds the files that the sources name, folders with all that is below them, and adds their paths to a list, in byte
 * order and each file once, however many ways lead to it. Inside folders, hidden entries and *.md files are left out:
 * they speak of the data. What cannot be found or read is an error; the rest is in the list nevertheless.
 *
 * @param paths  const char *; they live in the arena
 * @return false with errno if the system failed
 */
bool sources_find(const char *const *sources, size_t count, struct arena *arena, struct findings *findings,
                  struct list *paths) __attribute__((warn_unused_result));

/** The bytes of one file; zeroed is empty. */
struct source_bytes {
    char *at; /* of malloc; free it after the last file */
    size_t length;
    size_t capacity;
};

enum source_status { SOURCE_READ, SOURCE_REFUSED, SOURCE_NO_MEMORY };

/**
 * Reads a whole file, in the place of the one before.
 * @param most  more bytes than that are an error of the file
 * @return SOURCE_REFUSED if the file cannot be read; the error has been reported
 */
enum source_status source_read(const char *path, size_t most, struct findings *findings, struct source_bytes *bytes)
    __attribute__((warn_unused_result));

#endif
