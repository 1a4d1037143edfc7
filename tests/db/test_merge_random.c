/* Random documents over a few numbers, slugs, names and codes: what the builder makes of them is what a plain reading
 * of the rules makes of them, and the order in which they are added shows nowhere. */
#include "tests/support/cards.h"
#include "tests/support/documents.h"
#include "tests/support/support.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* POVOLANI_SEEDS=5000 tries more, POVOLANI_SEED=7 that one only. */
enum { SEEDS = 60, DOCUMENTS_MAX = 12, RECORDS_MAX = 4 * DOCUMENTS_MAX, TEXT_BYTES = 4096 };

/* Documents -------------------------------------------------------------------------------------------------------- */

static const char *const slugs[] = {"a", "b", "c", "d", "e", NULL};
static const char *const names[] = {"Kuchař", "Pekař", "Řezník", NULL};
static const char *const codes[] = {"5120", "51201", "51202", "9412", "512"};
static const char *const types[] = {"occupation", "specialization", NULL, NULL};
enum { NUMBERS = 5 };

#define LENGTH(array)     (sizeof(array) / sizeof *(array))
#define ONE_OF(state, of) (of)[random_below((state), LENGTH(of))]

static unsigned random_below(uint64_t *state, size_t bound)
{
    *state = *state * 6364136223846793005U + 1442695040888963407U;
    return (unsigned)((*state >> 33) % bound);
}

/* Says some things of the document's last occupation. */
static void say(uint64_t *state, struct document *document)
{
    struct occupation *occupation = documents_last(document);

    occupation->type = ONE_OF(state, types);
    if (random_below(state, 3) == 0)
        occupation->description = ONE_OF(state, slugs);
    for (size_t i = 0; i < LENGTH(codes); i++)
        if (random_below(state, 3) == 0)
            documents_isco(document, codes[i]);
    for (unsigned i = random_below(state, 3); i > 0; i--)
        documents_activity(document, ONE_OF(state, codes));
    if (random_below(state, 3) == 0)
        documents_states(document, PART_ACTIVITIES);
    if (random_below(state, 3) == 0)
        documents_states(document, PART_EDUCATION);
    if (random_below(state, 3) == 0)
        documents_education(document, ONE_OF(state, codes));
}

/* One more record, by a number, a slug or both. */
static void add_record(uint64_t *state, struct document *document)
{
    int64_t number = random_below(state, 3) == 0 ? 1 + random_below(state, NUMBERS) : 0;
    const char *slug = ONE_OF(state, slugs);

    if (!number && !slug)
        slug = "a";
    documents_more(document, number, slug, ONE_OF(state, names));
    say(state, document);
}

static struct document *make_document(uint64_t *state, int64_t *card)
{
    struct document *document;

    if (random_below(state, 3) == 0 && *card < NUMBERS) {
        document = documents_card(++*card, ONE_OF(state, names));
        if (random_below(state, 8) == 0)
            documents_last(document)->slug = ONE_OF(state, slugs);
        say(state, document);
        return document;
    }
    document = random_below(state, 2) ? documents_api(0, NULL, NULL) : documents_table(0, NULL, NULL);
    document->occupations.count = 0;
    for (unsigned i = 1 + random_below(state, 4); i > 0; i--)
        add_record(state, document);
    return document;
}

/* @return how many; a NULL follows the last */
static size_t make_documents(uint64_t *state, struct document *documents[static DOCUMENTS_MAX + 1])
{
    size_t count = 1 + random_below(state, DOCUMENTS_MAX);
    int64_t card = 0;

    for (size_t i = 0; i < count; i++)
        documents[i] = make_document(state, &card);
    documents[count] = NULL;
    return count;
}

/* Other places and another order; the files' names stay. */
static void move(uint64_t *state, struct document *documents[], size_t count)
{
    for (size_t i = count; i > 1; i--) {
        size_t other = random_below(state, i);
        struct document *moved = documents[other];

        documents[other] = documents[i - 1];
        documents[i - 1] = moved;
        moved->path = "elsewhere";
    }
}

/* The rules, naively ----------------------------------------------------------------------------------------------- */

struct record {
    const struct document *document;
    const struct occupation *said;
    size_t place; /* in the document */
    char id[8];   /* of the occupation that it ends in */
};

static struct record records[RECORDS_MAX];
static size_t record_count;

static int64_t card_number(const struct document *document)
{
    const struct occupation *first = document->occupations.at;

    return document->publisher == PUBLISHER_NSP_CARD ? first->nsp_id.value : 0;
}

/* By authority, a card by its number, by digest, by place. */
static int by_rank(const void *one, const void *other)
{
    const struct record *a = one, *b = other;
    int64_t number = card_number(a->document) - card_number(b->document);
    int digest = strcmp(a->document->digest, b->document->digest);

    if (a->document->publisher != b->document->publisher)
        return a->document->publisher < b->document->publisher ? -1 : 1;
    if (number != 0)
        return number < 0 ? -1 : 1;
    return digest != 0 ? digest : a->place < b->place ? -1 : 1;
}

static bool same(const char *a, const char *b)
{
    return a && b && strcmp(a, b) == 0;
}

/* The number that a slug belongs to; 0: none. */
static int64_t owner_of(const char *slug)
{
    for (size_t i = 0; slug && i < record_count; i++)
        if (same(records[i].said->slug, slug) && records[i].said->nsp_id.known)
            return records[i].said->nsp_id.value;
    return 0;
}

static bool has_slug(const struct record *record)
{
    int64_t owner = owner_of(record->said->slug);

    return record->said->slug && (!record->said->nsp_id.known || record->said->nsp_id.value == owner);
}

static void identify(struct record *record)
{
    int64_t number = record->said->nsp_id.known ? record->said->nsp_id.value : owner_of(record->said->slug);

    if (number)
        snprintf(record->id, sizeof record->id, "%lld", (long long)number);
    else
        snprintf(record->id, sizeof record->id, "%s", record->said->slug);
}

static void read_records(struct document *const documents[])
{
    record_count = 0;
    for (; *documents; documents++)
        for (size_t i = 0; i < (*documents)->occupations.count; i++)
            records[record_count++] =
                (struct record){*documents, (const struct occupation *)(*documents)->occupations.at + i, i, ""};
    qsort(records, record_count, sizeof *records, by_rank);
    for (size_t i = 0; i < record_count; i++)
        identify(&records[i]);
}

static bool is_number(const char *id)
{
    return id[0] <= '9';
}

/* Is it the first record of its occupation? */
static bool is_first(size_t at)
{
    for (size_t i = 0; i < at; i++)
        if (same(records[i].id, records[at].id))
            return false;
    return true;
}

static const char *name_of(const char *id)
{
    for (size_t i = 0; i < record_count; i++)
        if (same(records[i].id, id) && records[i].said->name)
            return records[i].said->name;
    return NULL;
}

/* How many occupations with a number, or without, have the name. */
static size_t bearers(const char *name, bool numbered)
{
    size_t count = 0;

    for (size_t i = 0; i < record_count; i++)
        count += is_first(i) && is_number(records[i].id) == numbered && same(name_of(records[i].id), name);
    return count;
}

static bool has_any_slug(const char *id)
{
    for (size_t i = 0; i < record_count; i++)
        if (same(records[i].id, id) && records[i].said->slug)
            return true;
    return false;
}

static bool is_in_group(const char *id, const char *group)
{
    for (size_t i = 0; i < record_count; i++) {
        const struct isco_ref *isco = records[i].said->isco.at;

        for (size_t j = 0; same(records[i].id, id) && j < records[i].said->isco.count; j++)
            if (strlen(isco[j].code) >= 4 && strncmp(isco[j].code, group, 4) == 0)
                return true;
    }
    return false;
}

static bool are_one_by_name(const char *number, const char *slug)
{
    const char *name = name_of(number);

    return same(name, name_of(slug)) && !has_any_slug(number) && bearers(name, true) == 1 &&
           bearers(name, false) == 1 &&
           ((is_in_group(number, "5120") && is_in_group(slug, "5120")) ||
            (is_in_group(number, "9412") && is_in_group(slug, "9412")));
}

/* Joins slugs to numbers by name: all pairs are found before any is joined. */
static void join_by_name(void)
{
    const char *joined[RECORDS_MAX] = {0};

    for (size_t i = 0; i < record_count; i++)
        for (size_t j = 0; j < record_count; j++)
            if (!is_number(records[i].id) && is_number(records[j].id) && are_one_by_name(records[j].id, records[i].id))
                joined[i] = records[j].id;
    for (size_t i = 0; i < record_count; i++)
        if (joined[i])
            memcpy(records[i].id, joined[i], sizeof records[i].id);
}

/* Members ---------------------------------------------------------------------------------------------------------- */

static bool states(const struct record *record, enum part part)
{
    const char *const *stated = record->said->stated.at;

    for (size_t i = 0; i < record->said->stated.count; i++)
        if (same(stated[i], occupation_parts[part].code))
            return true;
    return false;
}

/* How much a record has of each: 2 rows or a value, 1 that there are none, 0 nothing. */
static int has_name(const struct record *record)
{
    return record->said->name ? 2 : 0;
}
static int has_own_slug(const struct record *record)
{
    return has_slug(record) ? 2 : 0;
}
static int has_type(const struct record *record)
{
    return record->said->type ? 2 : 0;
}
static int has_description(const struct record *record)
{
    return record->said->description ? 2 : 0;
}
static int has_activities(const struct record *record)
{
    return record->said->activities.count > 0 ? 2 : states(record, PART_ACTIVITIES);
}
static int has_isco(const struct record *record)
{
    return record->said->isco.count > 0 ? 2 : 0;
}
static int has_education(const struct record *record)
{
    return record->said->education.count > 0 ? 2 : states(record, PART_EDUCATION);
}

/* The members in their order, and who is asked first: cards, the API, tables. */
static const struct member {
    const char *name;
    int (*has)(const struct record *record);
    const char *order; /* of publishers */
} members[] = {
    {"name", has_name, "123"},
    {"slug", has_own_slug, "231"},
    {"type", has_type, "123"},
    {"description", has_description, "123"},
    {"activities", has_activities, "123"},
    {"isco", has_isco, "123"},
    {"education", has_education, "123"},
};
enum { NAME, SLUG, TYPE, DESCRIPTION, ACTIVITIES, ISCO, EDUCATION };

/* The record that a member is taken from; NULL: none. */
static const struct record *taken(const char *id, size_t member)
{
    for (int much = 2; much > 0; much--)
        for (const char *publisher = members[member].order; *publisher; publisher++)
            for (size_t i = 0; i < record_count; i++)
                if (same(records[i].id, id) && records[i].document->publisher == *publisher - '0' &&
                    members[member].has(&records[i]) == much)
                    return &records[i];
    return NULL;
}

/* What is expected, as the query says it --------------------------------------------------------------------------- */

static void write_text(FILE *out, const char *text)
{
    fprintf(out, "%s|", text ? text : "-");
}

/* Items of a list of structs or texts, whose first member is a text. */
static void write_list(FILE *out, const struct list *list, size_t size)
{
    for (size_t i = 0; list && i < list->count; i++)
        fprintf(out, "%s ", *(const char *const *)(const void *)((const char *)list->at + i * size));
    fputc('|', out);
}

static void write_values(FILE *out, const char *id)
{
    const struct record *from[LENGTH(members)];

    for (size_t i = 0; i < LENGTH(members); i++)
        from[i] = taken(id, i);
    write_text(out, id);
    write_text(out, from[SLUG] ? from[SLUG]->said->slug : NULL);
    write_text(out, from[NAME] ? from[NAME]->said->name : NULL);
    write_text(out, from[TYPE] ? from[TYPE]->said->type : NULL);
    write_text(out, from[DESCRIPTION] ? from[DESCRIPTION]->said->description : NULL);
    write_list(out, from[ACTIVITIES] ? &from[ACTIVITIES]->said->activities : NULL, sizeof(char *));
    write_list(out, from[ISCO] ? &from[ISCO]->said->isco : NULL, sizeof(struct isco_ref));
    write_list(out, from[EDUCATION] ? &from[EDUCATION]->said->education : NULL, sizeof(struct education));
}

/* Which parts are stated, the document of the name or the first, and what is from others. */
static void write_origins(FILE *out, const char *id, const struct record *first)
{
    const struct record *named = taken(id, NAME);
    const struct document *most = (named ? named : first)->document;
    bool activities = false, education = false;

    for (size_t i = 0; i < record_count; i++) {
        activities |= same(records[i].id, id) && states(&records[i], PART_ACTIVITIES);
        education |= same(records[i].id, id) && states(&records[i], PART_EDUCATION);
    }
    fprintf(out, "%d|%s", activities << PART_ACTIVITIES | education << PART_EDUCATION, most->name);
    for (size_t i = 0; i < LENGTH(members); i++) {
        const struct record *from = taken(id, i);

        if (from && from->document != most)
            fprintf(out, " %s=%s", members[i].name, from->document->name);
    }
}

static int by_id(const void *one, const void *other)
{
    const struct record *const *a = one, *const *b = other;

    return strcmp((*a)->id, (*b)->id);
}

/* An occupation a line. */
static const char *expected_occupations(struct document *const documents[])
{
    static char text[TEXT_BYTES];
    const struct record *firsts[RECORDS_MAX];
    FILE *out = fmemopen(text, sizeof text, "w");
    size_t count = 0;

    read_records(documents);
    join_by_name();
    for (size_t i = 0; i < record_count; i++)
        if (is_first(i))
            firsts[count++] = &records[i];
    qsort(firsts, count, sizeof *firsts, by_id);
    ck_assert_ptr_nonnull(out);
    for (size_t i = 0; i < count; i++) {
        fputs(i > 0 ? "\n" : "", out);
        write_values(out, firsts[i]->id);
        write_origins(out, firsts[i]->id, firsts[i]);
    }
    ck_assert_int_eq(fclose(out), 0);
    return text;
}

#define ITEMS(column, table)                                                                                           \
    "ifnull((SELECT group_concat(item, ' ') || ' ' FROM (SELECT " column " AS item FROM " table                        \
    " AS mine WHERE mine.occupation = occupation.id ORDER BY position)), '') "
static const char occupations[] =
    "SELECT occupation.id, slug, occupation.name, type, description, " ITEMS("text", "occupation_text") ", " ITEMS(
        "isco",
        "occupation_isco") ", " ITEMS("code",
                                      "occupation_education") ", stated, document.name || "
                                                              "ifnull((SELECT group_concat(item, '') FROM (SELECT ' ' "
                                                              "|| mine.field || '=' || other.name AS item "
                                                              "        FROM occupation_origin AS mine JOIN document AS "
                                                              "other ON other.id = mine.document "
                                                              "        WHERE mine.occupation = occupation.id ORDER BY "
                                                              "position)), '') "
                                                              "FROM occupation JOIN document ON document.id = document "
                                                              "ORDER BY occupation.id";

/* Contradictions, naively ------------------------------------------------------------------------------------------ */

enum { LINES_MAX = 8 * RECORDS_MAX, LINE_BYTES = 128 };

static char lines[LINES_MAX][LINE_BYTES];
static size_t line_count;

static const char *value_of_name(const struct record *record)
{
    return record->said->name;
}
static const char *value_of_slug(const struct record *record)
{
    return record->said->slug;
}
static const char *value_of_type(const struct record *record)
{
    return record->said->type;
}

/* The groups of at most four digits, each once. They are found in order: the codes are in order but for "512". */
static const char *value_of_isco(const struct record *record)
{
    static const char *const groups[] = {"512", "5120", "9412"};
    static char texts[4][16]; /* as many as are compared at a time */
    static size_t turn;
    char *text = texts[turn++ % LENGTH(texts)], *at = text;
    const struct isco_ref *isco = record->said->isco.at;

    for (size_t i = 0; i < LENGTH(groups); i++)
        for (size_t j = 0; j < record->said->isco.count; j++)
            if (strncmp(isco[j].code, groups[i], 4) == 0) {
                at += sprintf(at, "%s%s", at > text ? "," : "", groups[i]);
                break;
            }
    return at > text ? text : NULL;
}

static const struct comparison {
    size_t member;
    const char *(*value)(const struct record *record);
} comparisons[] = {{NAME, value_of_name}, {SLUG, value_of_slug}, {TYPE, value_of_type}, {ISCO, value_of_isco}};

/* Does an earlier record of the same occupation say the same? */
static bool is_said_before(size_t at, const char *(*value)(const struct record *record))
{
    for (size_t i = 0; i < at; i++)
        if (same(records[i].id, records[at].id) && same(value(&records[i]), value(&records[at])))
            return true;
    return false;
}

static void compare(size_t at, const struct comparison *comparison)
{
    const struct record *best = taken(records[at].id, comparison->member);
    const char *said = comparison->value(&records[at]), *chosen = best ? comparison->value(best) : NULL;

    if (said && chosen && !same(said, chosen))
        snprintf(lines[line_count++], LINE_BYTES, "occupation %s %s: %s %s, %s %s", records[at].id,
                 members[comparison->member].name, said, records[at].document->name, chosen, best->document->name);
}

/* The first record that gives a slug to a number. */
static const struct record *claim_of(const char *slug, int64_t number)
{
    for (size_t i = 0; i < record_count; i++)
        if (same(records[i].said->slug, slug) && records[i].said->nsp_id.known &&
            records[i].said->nsp_id.value == number)
            return &records[i];
    return NULL;
}

static void compare_claims(const struct record *record)
{
    const char *slug = record->said->slug;
    int64_t owner = owner_of(slug);

    if (record->said->nsp_id.known && slug && record->said->nsp_id.value != owner &&
        claim_of(slug, record->said->nsp_id.value) == record)
        snprintf(lines[line_count++], LINE_BYTES, "slug %s: %lld %s, %lld %s", slug,
                 (long long)record->said->nsp_id.value, record->document->name, (long long)owner,
                 claim_of(slug, owner)->document->name);
}

static int by_text(const void *one, const void *other)
{
    return strcmp(one, other);
}

/* A contradiction a line, of the records that expected_occupations has read. */
static const char *expected_conflicts(void)
{
    static char text[TEXT_BYTES];
    FILE *out = fmemopen(text, sizeof text, "w");

    ck_assert_ptr_nonnull(out);
    *text = '\0';
    line_count = 0;
    for (size_t i = 0; i < record_count; i++) {
        for (size_t j = 0; j < LENGTH(comparisons); j++)
            if (!is_said_before(i, comparisons[j].value))
                compare(i, &comparisons[j]);
        compare_claims(&records[i]);
    }
    qsort(lines, line_count, sizeof *lines, by_text);
    for (size_t i = 0; i < line_count; i++)
        fprintf(out, "%s%s", i > 0 ? "\n" : "", lines[i]);
    ck_assert_int_eq(fclose(out), 0);
    return text;
}

static const char conflicts[] = "SELECT kind || ' ' || code || ': ' || said || ' ' || said_in.name || ', ' || taken || "
                                "' ' || taken_in.name AS line "
                                "FROM conflict JOIN document AS said_in ON said_in.id = document "
                                "JOIN document AS taken_in ON taken_in.id = taken_document ORDER BY line";

/* ------------------------------------------------------------------------------------------------------------------ */

static bool is_as_expected(uint64_t seed, const char *got, const char *expected)
{
    bool good = strcmp(got, expected) == 0;

    if (!good)
        printf("seed %llu:\n     got %s\nexpected %s\n", (unsigned long long)seed, got, expected);
    return good;
}

static bool builds_as_expected(uint64_t seed, const char *folder)
{
    const char *out = cards_path(folder, "out.db"), *other = cards_path(folder, "other.db");
    struct document *documents[DOCUMENTS_MAX + 1];
    uint64_t state = seed * 0x9E3779B97F4A7C15U;
    size_t count;
    bool good;

    documents_open();
    count = make_documents(&state, documents);
    documents_build(out, documents);
    good = is_as_expected(seed, cards_ask(out, occupations), expected_occupations(documents));
    good = is_as_expected(seed, cards_ask(out, conflicts), expected_conflicts()) && good;
    move(&state, documents, count);
    documents_build(other, documents);
    if (!cards_same(out, other))
        printf("seed %llu: another order gives another file\n", (unsigned long long)seed);
    good = good && cards_same(out, other);
    documents_close();
    return good;
}

START_TEST(random_documents_are_merged_by_the_rules_whatever_their_order)
{
    const char *only = getenv("POVOLANI_SEED"), *many = getenv("POVOLANI_SEEDS");
    uint64_t first = only ? strtoull(only, NULL, 10) : 1;
    uint64_t last = only ? first : many ? strtoull(many, NULL, 10) : SEEDS;
    const char *folder = support_folder();
    size_t failed = 0;

    for (uint64_t seed = first; seed <= last; seed++)
        failed += !builds_as_expected(seed, folder);
    ck_assert_uint_eq(failed, 0);
}
END_TEST

static Suite *merge_random_suite(void)
{
    Suite *suite = suite_create("merge_random");
    TCase *tests = tcase_create("merge_random");

    tcase_set_timeout(tests, 0);
    tcase_add_test(tests, random_documents_are_merged_by_the_rules_whatever_their_order);
    suite_add_tcase(suite, tests);
    return suite;
}

TEST_MAIN(merge_random_suite)
