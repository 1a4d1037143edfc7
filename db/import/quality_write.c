/* How the report looks: for people, and as JSON. Both say all that is in it. */
#include "db/import/quality.h"

#include <inttypes.h>
#include <stdlib.h>

static double share(int64_t count, int64_t of)
{
    return 100.0 * (double)count / (double)of;
}

static void write_counts(FILE *out, const struct quality_counts *counts)
{
    const struct quality_count *items = counts->items.at;

    fprintf(out, "\n%s\n", counts->title);
    for (size_t i = 0; i < counts->items.count; i++) {
        fprintf(out, "  %-42s %9" PRId64, items[i].name, items[i].count);
        if (items[i].of.known && items[i].of.value > 0)
            fprintf(out, "  %5.1f %%", share(items[i].count, items[i].of.value));
        putc('\n', out);
    }
    if (counts->rows > (int64_t)counts->items.count)
        fprintf(out, "  and %" PRId64 " more\n", counts->rows - (int64_t)counts->items.count);
}

static void write_example(FILE *out, const struct quality_example *example)
{
    fprintf(out, "    %s", example->code);
    if (example->name)
        fprintf(out, ", %s", example->name);
    fprintf(out, ": %s", example->found);
    if (example->document)
        fprintf(out, " (%s", example->document);
    if (example->document && example->line.known)
        fprintf(out, ":%" PRId64, example->line.value);
    fputs(example->document ? ")\n" : "\n", out);
}

static void write_finding(FILE *out, const struct quality_finding *finding)
{
    const struct quality_example *examples = finding->examples.at;

    fprintf(out, "\n  %s %s\n  %s: %" PRId64, finding->severity, finding->id, finding->title, finding->count);
    if (finding->of.known)
        fprintf(out, " of %" PRId64 " (%.1f %%)", finding->of.value, share(finding->count, finding->of.value));
    putc('\n', out);
    for (size_t i = 0; i < finding->examples.count; i++)
        write_example(out, &examples[i]);
    if (finding->count > (int64_t)finding->examples.count)
        fprintf(out, "    and %" PRId64 " more\n", finding->count - (int64_t)finding->examples.count);
}

static void write_findings(FILE *out, const struct list *list)
{
    const struct quality_finding *findings = list->at;

    fputs("\nFindings\n", out);
    for (size_t i = 0; i < list->count; i++)
        if (findings[i].count > 0)
            write_finding(out, &findings[i]);
    fputs("\nLooked for and not found\n", out);
    for (size_t i = 0; i < list->count; i++)
        if (findings[i].count == 0)
            fprintf(out, "  %s\n", findings[i].id);
}

void quality_write(const struct quality *quality, FILE *out)
{
    const struct quality_counts *counts = quality->counts.at;

    fprintf(out, "dataset %s, schema %" PRId64 ", %s\n", quality->dataset->version, quality->dataset->schema_version,
            quality->dataset->last_modified);
    fprintf(out, "integrity %s\n", quality->integrity);
    for (size_t i = 0; i < quality->counts.count; i++)
        write_counts(out, &counts[i]);
    write_findings(out, &quality->findings);
}

bool quality_write_json(const struct quality *quality, FILE *out)
{
    struct answer answer = {.shape = &quality_shape, .object = quality};
    struct bytes text = answer_json(&answer, &(struct style){.link_prefix = ""});

    if (!text.at)
        return false;
    fwrite(text.at, 1, text.length, out);
    free(text.at);
    return true;
}
