/**
 * `povolani sync --base-url`: the whole catalogue from a server of the NSP API v1.2, saved answer by answer, then
 * imported.
 *
 * Asked are: the pages of /workUnit; of every unit in them /isco, /education and /competence (its own address only
 * where the list has little more than its name, since the list gives the same); the codebooks /lists/iSCO,
 * /lists/kKOV, /cdk/generic-skill, /cdk/soft-skill, /cdk/digi and the pages of /cdk/competence. What is absent (404)
 * is unknown in the dataset and no fault, the list of units apart. A dataset that is there is the previous edition:
 * what changed since is recorded.
 */
#ifndef POVOLANI_SYNC_H
#define POVOLANI_SYNC_H

#include "db/import/findings.h"

struct sync_options {
    const char *out; /* the dataset; answers are saved in the folder OUT.sync */
    const char *url; /* of the server, without a slash at the end: "https://nsp.cz/api/v1.2" */
    int concurrency; /* requests at once, 1 or more */
    FILE *summary;   /* where the summary goes at the end */
};

enum sync_status {
    SYNC_DONE,
    SYNC_AT_FAULT,      /* what the server has is no consistent catalogue; reported */
    SYNC_SYSTEM_FAILED, /* network, disk, memory, or a signal; reported. The next sync goes on from what is saved */
};

/**
 * SIGINT and SIGTERM end it soon; what is saved stays.
 * @param findings  none so far; on a terminal, progress is shown on its stream too
 */
enum sync_status sync_run(const struct sync_options *options, struct findings *findings)
    __attribute__((warn_unused_result));

#endif
