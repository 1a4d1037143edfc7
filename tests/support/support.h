/**
 * What all tests share: a main for a test file, the material, folders and files that go away, and running programs.
 */
#ifndef POVOLANI_TEST_SUPPORT_H
#define POVOLANI_TEST_SUPPORT_H

#include <check.h>
#include <stdbool.h>
#include <stddef.h>

/** The main of a test file: TEST_MAIN(wage_suite) after `static Suite *wage_suite(void)`. */
#define TEST_MAIN(make_suite)                                                                                          \
    int main(void)                                                                                                     \
    {                                                                                                                  \
        return support_main(make_suite());                                                                             \
    }
int support_main(Suite *suite);

/** The variant that is tested: "build", "build/asan" ($BUILD). */
const char *support_build(void);

/**
 * A file of the shared material ("cards/103332.txt"), in place.
 * @return its path, in a static buffer; NULL if it is absent: the test's name is then printed as skipped, return at
 * once
 */
const char *support_shared(const char *name);

/** A new empty folder below $TMPDIR, removed with all in it when the program ends; a static buffer a call, 16 of them.
 */
const char *support_folder(void);

/** Writes a file; the test fails if it cannot. @return folder/name in a static buffer, 16 of them. */
const char *support_write(const char *folder, const char *name, const void *bytes, size_t length);

/** Reads a whole file, NUL-terminated; the test fails if it cannot. The caller frees. */
char *support_read(const char *path, size_t *length);

/** What a program did. */
struct support_run {
    int exit_code; /* 128 + n if signal n ended it */
    char *out;     /* standard output, NUL-terminated */
    char *err;
};

/** Runs a program to its end, standard input empty. arguments ends with NULL; arguments[0] is the program. */
struct support_run support_run(const char *const arguments[]);
void support_run_release(struct support_run *run);

#endif
