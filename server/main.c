/* The command line on one page: which commands there are, which options they take, and how they end. */
#include "db/import/dataset_check.h"
#include "db/import/import.h"
#include "db/import/replica.h"
#include "db/import/sync.h"
#include "server/export.h"
#include "server/healthcheck.h"
#include "server/options.h"
#include "server/public_url.h"
#include "server/serve.h"

#include <stdint.h>
#include <stdio.h>

static int run_import(const struct options *options)
{
    static const int codes[] = {
        [IMPORT_DONE] = EXIT_DONE,
        [IMPORT_REFUSED] = EXIT_AT_FAULT,
        [IMPORT_PARTLY] = EXIT_AT_FAULT,
        [IMPORT_SYSTEM_FAILED] = EXIT_SYSTEM,
    };
    struct import_options import = {
        .out = options->out,
        .sources = options->arguments,
        .source_count = options->argument_count,
        .previous = options->previous,
        .keep_going = options->keep_going,
    };
    struct findings findings = {.out = stderr};

    if (!options->out || !*options->out) {
        fputs("povolani import: --out is missing: the dataset file that is to be written\n", stderr);
        return EXIT_USAGE;
    }
    return codes[import_run(&import, &findings)];
}

/* --base-url or --from, without a slash at the end. @return false if it is neither http nor https; that is said */
static bool read_url(const char *option, const char *url, char address[static PUBLIC_URL_BYTES])
{
    if (public_url_prefix(url, address))
        return true;
    fprintf(stderr, "povolani sync: %s: \"%s\" is no address; expected http://HOST/PATH or https://HOST/PATH\n", option,
            url);
    return false;
}

static int run_sync(const struct options *options)
{
    static const int codes[] = {
        [SYNC_DONE] = EXIT_DONE,
        [SYNC_AT_FAULT] = EXIT_AT_FAULT,
        [SYNC_SYSTEM_FAILED] = EXIT_SYSTEM,
    };
    const char *url = options->base_url ? options->base_url : options->from;
    char address[PUBLIC_URL_BYTES];
    struct sync_options sync = {
        .out = options->out, .url = address, .concurrency = (int)options->concurrency, .summary = stdout};
    struct findings findings = {.out = stderr};

    if (!options->out || !*options->out || !url || !*url || (options->base_url && options->from)) {
        fputs("povolani sync: expected --out, and either --base-url or --from\n", stderr);
        return EXIT_USAGE;
    }
    if (!read_url(options->base_url ? "--base-url" : "--from", url, address))
        return EXIT_USAGE;
    return codes[options->base_url ? sync_run(&sync, &findings) : replica_run(&sync, &findings)];
}

static int run_check(const struct options *options)
{
    static const int codes[] = {
        [DATASET_GOOD] = EXIT_DONE,
        [DATASET_FAULTY] = EXIT_AT_FAULT,
        [DATASET_UNREADABLE] = EXIT_SYSTEM,
    };
    struct dataset_check_options check = {
        .path = options->arguments[0],
        .json = options->json,
        .examples = options->examples,
    };
    struct findings findings = {.out = stderr};

    return codes[dataset_check_run(&check, stdout, &findings)];
}

/* Tables are read down their columns, which clang-format does not keep. */
/* clang-format off */

#define IN_OPTIONS(member) offsetof(struct options, member)

#define ADMIN \
    {"admin",         OPTION_TEXT,   IN_OPTIONS(admin),           "HOST:PORT", "127.0.0.1:8081", \
     .help = "where /livez, /readyz and /metrics answer"}

static const struct option_row serve_options[] = {
    {"data",          OPTION_TEXT,   IN_OPTIONS(data),            "FILE",      "build/povolani.db",
     .help = "the dataset; a new file renamed over it is loaded, also on SIGHUP"},
    {"listen",        OPTION_TEXT,   IN_OPTIONS(listen),          "HOST:PORT", "127.0.0.1:8080",
     .help = "where the API answers, or unix:PATH; port 0 is any that is free"},
    ADMIN,
    {"threads",       OPTION_NUMBER, IN_OPTIONS(threads),         "N",         "0",  .min = 0, .max = 256,
     .help = "threads that answer; 0 is one a core"},
    {"cache-size",    OPTION_NUMBER, IN_OPTIONS(cache_size),      "MB",        "32", .min = 0, .max = 65536,
     .help = "memory for ready responses, in MB"},
    {"public-url",    OPTION_TEXT,   IN_OPTIONS(public_url),      "URL",       NULL,
     .help = "scheme, host and prefix put before all links"},
    {"trusted-proxy", OPTION_TEXTS,  IN_OPTIONS(trusted_proxies), "CIDR",      NULL,
     .help = "network whose word on a client's address is logged; repeated or separated by commas"},
    {0}
};
static const struct option_row import_options[] = {
    {"out",           OPTION_TEXT,   IN_OPTIONS(out),             "FILE",      NULL,
     .help = "the dataset file, written beside it and renamed"},
    {"previous",      OPTION_TEXT,   IN_OPTIONS(previous),        "FILE",      NULL,
     .help = "the dataset of the edition before: what changed since is recorded, and what was removed answers 410"},
    {"keep-going",    OPTION_SWITCH, IN_OPTIONS(keep_going),      NULL,        NULL,
     .help = "leave out files with errors instead of refusing all; the exit code is still 1"},
    {0}
};
static const struct option_row check_options[] = {
    {"json",          OPTION_SWITCH, IN_OPTIONS(json),            NULL,        NULL,
     .help = "the report as JSON"},
    {"examples",      OPTION_NUMBER, IN_OPTIONS(examples),        "N",         "10", .min = 0, .max = 1000000000,
     .help = "examples a finding, and documents"},
    {0}
};
static const struct option_row sync_options[] = {
    {"out",           OPTION_TEXT,   IN_OPTIONS(out),             "FILE",      NULL,
     .help = "the dataset file, written beside it and renamed; answers are saved in FILE.sync"},
    {"base-url",      OPTION_TEXT,   IN_OPTIONS(base_url),        "URL",       NULL,
     .help = "a server of the NSP API v1.2, https://nsp.cz/api/v1.2: the whole catalogue is fetched"},
    {"from",          OPTION_TEXT,   IN_OPTIONS(from),            "URL",       NULL,
     .help = "another povolani server, or its dataset.db: the dataset is fetched as it is"},
    {"concurrency",   OPTION_NUMBER, IN_OPTIONS(concurrency),     "N",         "8",  .min = 1, .max = 64,
     .help = "requests at once"},
    {0}
};
static const struct option_row healthcheck_options[] = {ADMIN, {0}};

static const struct command commands[] = {
    {"serve",       "",          0, 0,        serve_options,       serve_run,       "Answers requests until SIGTERM"},
    {"import",      "SOURCE...", 1, SIZE_MAX, import_options,      run_import,      "Makes a dataset file from cards, answers of the NSP API, MPSV's wages and codelists, and tables, of up to 64 MB each (of a folder all files but hidden ones and *.md)"},
    {"sync",        "",          0, 0,        sync_options,        run_sync,        "Makes a dataset file from a server; a killed sync goes on from what it has saved"},
    {"check",       "FILE",      1, 1,        check_options,       run_check,       "Checks a dataset file and reports on its data (docs/check.md)"},
    {"export",      "FILE NAME", 2, 2,        NULL,                export_run,      "Writes occupations.ndjson, occupations.csv or wages.csv out of a dataset file to standard output"},
    {"healthcheck", "[URL]",     0, 1,        healthcheck_options, healthcheck_run, "Asks a running server whether it is ready"},
    {0}
};

/* clang-format on */

int main(int argc, char **argv)
{
    return options_run(commands, argc, argv);
}
