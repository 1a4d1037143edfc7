/* Who may include what: the table of the architecture, held against every file of the program. */
#include "tests/support/support.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { WORDS_MAX = 8, LINE_BYTES = 512 };

/** A folder, or one file: what of ours it may include. Ends with NULL; a folder ends with "/". */
struct layer {
    const char *place;
    const char *ours[WORDS_MAX];
};

/* The first row that a file's path begins with is its own. */
static const struct layer layers[] = {
    {"model/", {"model/"}},
    {"db/", {"db/", "model/"}},
    {"handlers/", {"handlers/", "db/store.h", "model/"}},
    {"server/main.c", {"server/", "handlers/", "db/", "model/"}},
    {"server/", {"server/", "handlers/routes.h", "handlers/params.h", "db/store.h", "model/"}},
    {0},
};

/** A library's header and the only places for it. */
struct keeper {
    const char *header;
    const char *places[WORDS_MAX];
};

static const struct keeper keepers[] = {
    {"csv.h", {"db/import/"}},     {"jansson.h", {"model/", "db/import/"}},    {"sqlite3.h", {"db/"}},
    {"microhttpd.h", {"server/"}}, {"curl/curl.h", {"db/import/", "server/"}}, {0},
};

static bool begins_with_one_of(const char *path, const char *const *words)
{
    for (; *words; words++)
        if (strncmp(path, *words, strlen(*words)) == 0)
            return true;
    return false;
}

/* Is it allowed that the file has this line? */
static bool line_is_allowed(const char *path, const char *line)
{
    const struct layer *layer = layers;
    char name[LINE_BYTES];

    if (sscanf(line, " # include \"%511[^\"]\"", name) == 1) {
        while (layer->place && strncmp(path, layer->place, strlen(layer->place)) != 0)
            layer++;
        return layer->place && begins_with_one_of(name, layer->ours);
    }
    if (sscanf(line, " # include <%511[^>]>", name) == 1)
        for (const struct keeper *keeper = keepers; keeper->header; keeper++)
            if (strcmp(name, keeper->header) == 0)
                return begins_with_one_of(path, keeper->places);
    return true;
}

/* Counts the #include lines of a file. */
static int check_file(const char *path)
{
    FILE *file = fopen(path, "r");
    char line[LINE_BYTES];
    int includes = 0;

    ck_assert_msg(file != NULL, "%s", path);
    while (fgets(line, sizeof line, file)) {
        includes += strncmp(line, "#include", 8) == 0;
        ck_assert_msg(line_is_allowed(path, line), "%s: %s", path, line);
    }
    fclose(file);
    return includes;
}

static int check_folder(const char *folder)
{
    DIR *entries = opendir(folder);
    struct dirent *entry;
    int includes = 0;

    ck_assert_msg(entries != NULL, "%s: run from the project's root", folder);
    while ((entry = readdir(entries)) != NULL) {
        const char *suffix = strrchr(entry->d_name, '.');
        char path[LINE_BYTES];

        if (suffix && (strcmp(suffix, ".c") == 0 || strcmp(suffix, ".h") == 0)) {
            snprintf(path, sizeof path, "%s%s", folder, entry->d_name);
            includes += check_file(path);
        }
    }
    closedir(entries);
    return includes;
}

START_TEST(no_file_includes_what_its_folder_may_not)
{
    static const char *const folders[] = {"model/", "db/", "db/import/", "handlers/", "server/"};

    for (size_t i = 0; i < sizeof folders / sizeof *folders; i++)
        ck_assert_msg(check_folder(folders[i]) > 0, "%s has no #include", folders[i]);
}
END_TEST

START_TEST(a_line_against_the_arrows_is_noticed)
{
    static const struct {
        const char *path, *line;
        bool allowed;
    } cases[] = {
        {"model/wage.c", "#include \"model/shape.h\"\n", true},
        {"model/wage.c", "#include \"db/store.h\"\n", false},
        {"model/json.c", "#include <jansson.h>\n", true},
        {"db/store.c", "#include <jansson.h>\n", false},
        {"db/import/nsp_api.c", "#include <jansson.h>\n", true},
        {"db/store.c", "  #  include <sqlite3.h>\n", true},
        {"db/store.c", "#include \"handlers/params.h\"\n", false},
        {"handlers/wages.c", "#include \"db/store.h\"\n", true},
        {"handlers/wages.c", "#include \"db/queries.h\"\n", false},
        {"handlers/wages.c", "#include <sqlite3.h>\n", false},
        {"server/router.c", "#include \"handlers/routes.h\"\n", true},
        {"server/router.c", "#include \"handlers/resource.h\"\n", false},
        {"server/router.c", "#include \"db/import/import.h\"\n", false},
        {"server/main.c", "#include \"db/import/import.h\"\n", true},
        {"server/main.c", "#include <sqlite3.h>\n", false},
        {"server/daemon.c", "#include <microhttpd.h>\n", true},
        {"handlers/wages.c", "#include <microhttpd.h>\n", false},
        {"server/daemon.c", "#include \"plan.h\"\n", false},
        {"db/import/fetch.c", "#include <curl/curl.h>\n", true},
        {"db/store.c", "#include <curl/curl.h>\n", false},
    };

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        ck_assert_msg(line_is_allowed(cases[i].path, cases[i].line) == cases[i].allowed, "%s: %s", cases[i].path,
                      cases[i].line);
}
END_TEST

static Suite *layers_suite(void)
{
    Suite *suite = suite_create("layers");
    TCase *tests = tcase_create("layers");

    tcase_add_test(tests, no_file_includes_what_its_folder_may_not);
    tcase_add_test(tests, a_line_against_the_arrows_is_noticed);
    suite_add_tcase(suite, tests);
    return suite;
}

TEST_MAIN(layers_suite)
