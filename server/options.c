#include "server/options.h"

#include "model/text.h"

#include <ctype.h>
#include <errno.h>
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { ROWS_MAX = 16, NAME_BYTES = 64, HELP = 'h', VERSION = 256, FIRST_ROW };

static const char *const program = "povolani";

static size_t row_count(const struct command *command)
{
    size_t count = 0;

    while (command->options && command->options[count].name)
        count++;
    return count;
}

/* "cache-size" is POVOLANI_CACHE_SIZE. */
static const char *variable_of(const struct option_row *row, char name[static NAME_BYTES])
{
    int length = snprintf(name, NAME_BYTES, "POVOLANI_%s", row->name);

    for (int i = 0; i < length && i < NAME_BYTES - 1; i++)
        name[i] = name[i] == '-' ? '_' : (char)toupper((unsigned char)name[i]);
    return name;
}

/* Help ------------------------------------------------------------------------------------------------------------ */

static void write_commands(FILE *out, const struct command *commands)
{
    fprintf(out, "usage: %s COMMAND [OPTION]... [ARGUMENT]...\n\n", program);
    for (const struct command *command = commands; command->name; command++)
        fprintf(out, "  %-12s %s\n", command->name, command->help);
    fprintf(out, "\n%s COMMAND --help says more; %s --version says which one this is.\n", program, program);
}

static void write_command(FILE *out, const struct command *command)
{
    char name[NAME_BYTES];

    fprintf(out, "usage: %s %s%s%s%s\n\n%s.\n", program, command->name, command->options ? " [OPTION]..." : "",
            command->arguments[0] ? " " : "", command->arguments, command->help);
    if (command->options)
        fputc('\n', out);
    for (const struct option_row *row = command->options; row && row->name; row++) {
        int width = fprintf(out, "  --%s%s%s", row->name, row->value ? " " : "", row->value ? row->value : "");

        fprintf(out, "%*s%s (%s%s%s)\n", width < 26 ? 26 - width : 1, "", row->help, variable_of(row, name),
                row->initial ? ", default " : "", row->initial ? row->initial : "");
    }
}

/* Wrong usage ----------------------------------------------------------------------------------------------------- */

static int wrong_command(const struct command *commands, const char *name)
{
    const char *names[ROWS_MAX] = {NULL};
    size_t count = 0, nearest;

    for (; commands[count].name; count++)
        names[count] = commands[count].name;
    nearest = text_nearest(name, names, count);
    fprintf(stderr, "%s: there is no command \"%s\"", program, name);
    if (nearest < count)
        fprintf(stderr, "; did you mean \"%s\"?", names[nearest]);
    fprintf(stderr, " (%s --help)\n", program);
    return EXIT_USAGE;
}

static int wrong_option(const struct command *command, const char *given)
{
    const char *names[ROWS_MAX + 2] = {"help", "version"};
    size_t length = strcspn(given, "="), count = 2, nearest;
    char name[NAME_BYTES];

    for (size_t i = 0; i < row_count(command); i++)
        names[count++] = command->options[i].name;
    snprintf(name, sizeof name, "%.*s", (int)length, given);
    nearest = text_nearest(name + strspn(name, "-"), names, count);
    fprintf(stderr, "%s %s: there is no option %s", program, command->name, name);
    if (nearest < count)
        fprintf(stderr, "; did you mean --%s?", names[nearest]);
    fprintf(stderr, " (%s %s --help)\n", program, command->name);
    return EXIT_USAGE;
}

static int wrong_letter(const struct command *command, int letter)
{
    fprintf(stderr,
            letter > ' ' && letter <= '~' ? "%s %s: there is no option -%c" : "%s %s: there is no option -\\x%02x",
            program, command->name, (unsigned char)letter);
    fprintf(stderr, " (%s %s --help)\n", program, command->name);
    return EXIT_USAGE;
}

/* What getopt_long does not know tells optopt: 0, a letter, or an option of ours that was given a value. */
static int wrong_word(const struct command *command, const char *word)
{
    if (optopt == 0)
        return wrong_option(command, word);
    if (optopt != HELP && optopt < VERSION)
        return wrong_letter(command, optopt);
    fprintf(stderr, "%s %s: %.*s takes no value\n", program, command->name, (int)strcspn(word, "="), word);
    return EXIT_USAGE;
}

static int wrong_arguments(const struct command *command, size_t count)
{
    fprintf(stderr, "%s %s: %s: %s%s (%s %s --help)\n", program, command->name,
            count < command->least ? "something is missing" : "too many arguments",
            command->arguments[0] ? "it takes " : "it takes no arguments", command->arguments, program, command->name);
    return EXIT_USAGE;
}

/* Values ---------------------------------------------------------------------------------------------------------- */

static bool set_number(const struct option_row *row, const char *text, int64_t *number)
{
    char *end;

    errno = 0;
    *number = strtoll(text, &end, 10);
    return !errno && end != text && !*end && *number >= row->min && *number <= row->max;
}

static bool set_truth(const char *text, bool *truth)
{
    *truth = strcmp(text, "1") == 0 || strcmp(text, "true") == 0;
    return *truth || strcmp(text, "0") == 0 || strcmp(text, "false") == 0;
}

static bool add_text(const char *text, struct option_texts *texts)
{
    if (texts->count == OPTION_TEXTS_MAX)
        return false;
    texts->at[texts->count++] = text;
    return true;
}

/* @param given_as  what people called it: "--threads" or "POVOLANI_THREADS" */
static bool set(const struct option_row *row, const char *text, const char *given_as, struct options *options)
{
    void *at = (char *)options + row->offset;

    switch (row->type) {
    case OPTION_TEXT:
        *(const char **)at = text;
        return true;
    case OPTION_NUMBER:
        if (set_number(row, text, at))
            return true;
        fprintf(stderr, "%s: %s: \"%s\" is no whole number from %lld to %lld\n", program, given_as, text,
                (long long)row->min, (long long)row->max);
        return false;
    case OPTION_SWITCH:
        if (set_truth(text, at))
            return true;
        fprintf(stderr, "%s: %s: \"%s\" is neither true nor false\n", program, given_as, text);
        return false;
    case OPTION_TEXTS:
        if (add_text(text, at))
            return true;
        fprintf(stderr, "%s: %s: given more than %d times\n", program, given_as, OPTION_TEXTS_MAX);
        return false;
    }
    return false;
}

/* What the command line left open: the environment, else the default. */
static bool set_rest(const struct command *command, const bool given[static ROWS_MAX], struct options *options)
{
    char name[NAME_BYTES];

    for (size_t i = 0; i < row_count(command); i++) {
        const struct option_row *row = &command->options[i];
        const char *text = getenv(variable_of(row, name));

        if (!text || !*text) /* containers set what they leave open to nothing */
            text = row->initial;
        if (!given[i] && text && !set(row, text, name, options))
            return false;
    }
    return true;
}

/* Reading --------------------------------------------------------------------------------------------------------- */

static void fill_getopt(const struct command *command, struct option table[static ROWS_MAX + 3])
{
    size_t count = 0;

    table[count++] = (struct option){"help", no_argument, NULL, HELP};
    table[count++] = (struct option){"version", no_argument, NULL, VERSION};
    for (size_t i = 0; i < row_count(command); i++) {
        const struct option_row *row = &command->options[i];

        table[count++] =
            (struct option){row->name, row->value ? required_argument : no_argument, NULL, FIRST_ROW + (int)i};
    }
    table[count] = (struct option){0};
}

static int write_version(void)
{
    printf("%s %s\n", program, POVOLANI_VERSION);
    return EXIT_DONE;
}

/* Reads a command's options. @return -1: it may run; else the exit code */
static int read_options(const struct command *command, int argc, char **argv, struct options *options)
{
    struct option table[ROWS_MAX + 3];
    bool given[ROWS_MAX] = {false};
    char name[NAME_BYTES];
    int found;

    fill_getopt(command, table);
    while ((found = getopt_long(argc, argv, ":h", table, NULL)) != -1) {
        const struct option_row *row;

        if (found == HELP) {
            write_command(stdout, command);
            return EXIT_DONE;
        }
        if (found == VERSION)
            return write_version();
        if (found == '?')
            return wrong_word(command, argv[optind - 1]);
        if (found == ':') {
            fprintf(stderr, "%s %s: %s wants a value\n", program, command->name, argv[optind - 1]);
            return EXIT_USAGE;
        }
        row = &command->options[found - FIRST_ROW];
        snprintf(name, sizeof name, "--%s", row->name);
        if (!set(row, optarg ? optarg : "true", name, options))
            return EXIT_USAGE;
        given[found - FIRST_ROW] = true;
    }
    return set_rest(command, given, options) ? -1 : EXIT_USAGE;
}

static int run(const struct command *command, int argc, char **argv)
{
    struct options options = {0};
    int code = read_options(command, argc, argv, &options);

    if (code >= 0)
        return code;
    options.arguments = (const char *const *)(void *)(argv + optind);
    options.argument_count = (size_t)(argc - optind);
    if (options.argument_count < command->least || options.argument_count > command->most)
        return wrong_arguments(command, options.argument_count);
    return command->run(&options);
}

static int run_named(const struct command *commands, int argc, char **argv)
{
    const char *name = argc > 1 ? argv[1] : "";

    if (!*name) {
        write_commands(stderr, commands);
        return EXIT_USAGE;
    }
    if (strcmp(name, "--help") == 0 || strcmp(name, "-h") == 0) {
        write_commands(stdout, commands);
        return EXIT_DONE;
    }
    if (strcmp(name, "--version") == 0)
        return write_version();
    for (const struct command *command = commands; command->name; command++)
        if (strcmp(command->name, name) == 0)
            return run(command, argc - 1, argv + 1);
    return wrong_command(commands, name);
}

int options_run(const struct command *commands, int argc, char **argv)
{
    int code = run_named(commands, argc, argv);

    if (fflush(stdout) == 0 && !ferror(stdout))
        return code;
    fprintf(stderr, "%s: not all that was to be said could be written\n", program);
    return EXIT_SYSTEM;
}
