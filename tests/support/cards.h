/**
 * Cards for tests, made of data/cards/103332.txt by replacing texts in it; their import, and plain SQL to ask the
 * result.
 */
#ifndef POVOLANI_TEST_CARDS_H
#define POVOLANI_TEST_CARDS_H

#include "db/import/import.h"

#include <stdint.h>

#define CARD_103332 "data/cards/103332.txt"

/** A text of the card, and what stands there instead, everywhere. A list of them ends with a NULL from. */
struct replacement {
    const char *from; /* the test fails if the card does not have it */
    const char *to;
};

/** Writes the card with some texts replaced. @return folder/name, as support_write */
const char *cards_write(const char *folder, const char *name, const struct replacement *replacements);
#define CARD(folder, name, ...) cards_write((folder), (name), (const struct replacement[]){__VA_ARGS__, {NULL, NULL}})

/** Replacements that make another occupation of it. */
#define NUMBER(id)                                                                                                     \
    {                                                                                                                  \
        "103332", id                                                                                                   \
    }
#define TITLE(name)                                                                                                    \
    {                                                                                                                  \
        "\n\nŘeditel zákaznických služeb\n\nŘeditel", "\n\n" name "\n\nŘeditel"                                       \
    }

/** What an import did. */
struct cards_import {
    enum import_status status;
    size_t errors;
    size_t warnings;
    char *findings; /* as they were written; the caller frees */
};

/** Imports what the sources (ended by NULL) name. */
struct cards_import cards_import(const char *out, bool keep_going, const char *const sources[]);
#define IMPORT(out, ...) cards_import((out), false, (const char *const[]){__VA_ARGS__, NULL})

/** The same, and it has to go well without a finding. */
void cards_imported(const char *out, const char *const sources[]);
#define IMPORTED(out, ...) cards_imported((out), (const char *const[]){__VA_ARGS__, NULL})

/**
 * All values of an answer: those of a row separated by "|", rows by newlines; NULL is "-".
 * @return a static buffer a call, 16 of them
 */
const char *cards_ask(const char *path, const char *sql);
#define ASSERT_ANSWER(path, sql, expected) ck_assert_str_eq(cards_ask((path), (sql)), (expected))

/** Changes a dataset file and gives it the checksum that fits. */
void cards_change(const char *path, const char *sql);

/** @return folder/name, in a static buffer a call, 64 of them */
const char *cards_path(const char *folder, const char *name);

/** Two files have the same bytes. */
bool cards_same(const char *one, const char *other);

#endif
