/**
 * The command line: a table of options a command, each also an environment variable. What is given on the command line
 * wins over the environment, that over the default.
 */
#ifndef POVOLANI_OPTIONS_H
#define POVOLANI_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { OPTION_TEXTS_MAX = 64 };

/** Exit codes (api.md, section 4). */
enum { EXIT_DONE = 0, EXIT_AT_FAULT = 1, EXIT_USAGE = 2, EXIT_SYSTEM = 3 };

/** Texts of an option that may be repeated. */
struct option_texts {
    const char *at[OPTION_TEXTS_MAX];
    size_t count;
};

/** The options of all commands; a command reads those of its table. */
struct options {
    const char *data;
    const char *listen;
    const char *admin;
    int64_t threads;    /* 0: one a core */
    int64_t cache_size; /* MB */
    const char *public_url;
    struct option_texts trusted_proxies;
    const char *out;
    const char *previous;
    bool keep_going;
    bool json;
    int64_t examples;
    const char *base_url;
    const char *from;
    int64_t concurrency;
    const char *const *arguments; /* what is no option */
    size_t argument_count;
};

struct option_row {
    const char *name; /* "cache-size": --cache-size, POVOLANI_CACHE_SIZE */
    enum { OPTION_TEXT, OPTION_NUMBER, OPTION_SWITCH, OPTION_TEXTS } type;
    size_t offset;       /* in struct options */
    const char *value;   /* what stands behind it, "MB"; NULL for a switch */
    const char *initial; /* the default as text; NULL: none */
    int64_t min, max;    /* of a number */
    const char *help;
};

struct command {
    const char *name;
    const char *arguments;                     /* "SOURCE…"; "" if it takes none */
    size_t least, most;                        /* arguments */
    const struct option_row *options;          /* ends with a NULL name; NULL: none */
    int (*run)(const struct options *options); /* @return the exit code */
    const char *help;                          /* a line */
};

/**
 * Reads the command line and runs the command that it names.
 * @param commands  ends with a NULL name
 * @return the exit code
 */
int options_run(const struct command *commands, int argc, char **argv);

#endif
