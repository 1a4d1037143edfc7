/* An occupation: the whole card from its parts. */
#include "db/store_ask.h"
#include "model/vocabulary.h"

#include <string.h>

enum store_status store_occupation_exists(struct store *store, const char *id)
{
    return store_ask_exists(store, Q_OCCUPATION_EXISTS, BY_ID(id));
}

enum store_status store_occupation_name(struct store *store, struct arena *arena, const char *id, const char **name)
{
    struct term found = {0};
    enum store_status status = store_ask_row(store, arena, Q_OCCUPATION_NAME, BY_ID(id), &found);

    if (status == STORE_OK)
        *name = found.name;
    return status;
}

enum store_status store_occupation_gone(struct store *store, struct arena *arena, const char *id,
                                        const char **successor)
{
    struct term found = {0};
    enum store_status status = store_ask_row(store, arena, Q_OCCUPATION_GONE, BY_ID(id), &found);

    if (status == STORE_OK)
        *successor = found.name;
    return status;
}

enum store_status store_occupation_by_slug(struct store *store, struct arena *arena, const char *slug, const char **id)
{
    struct term found = {0};
    enum store_status status = store_ask_row(store, arena, Q_OCCUPATION_BY_SLUG,
                                             (const struct argument[ARG_COUNT]){[ARG_SLUG] = {.text = slug}}, &found);

    if (status == STORE_OK)
        *id = found.id;
    return status;
}

/* Parts ----------------------------------------------------------------------------------------------------------- */

/* A list of an occupation. That it is empty does not say whether there is such an occupation. */
static enum store_status part_of(struct store *store, struct arena *arena, enum query query, const char *id,
                                 struct list *out)
{
    struct list found = {0};
    enum store_status status = store_ask_list(store, arena, query, BY_ID(id), &found);

    if (status == STORE_OK && found.count == 0)
        status = store_occupation_exists(store, id);
    if (status == STORE_OK)
        *out = found;
    return status;
}

enum store_status store_competences_of(struct store *store, struct arena *arena, const char *id, struct list *out)
{
    return part_of(store, arena, Q_OCCUPATION_COMPETENCES, id, out);
}

enum store_status store_working_conditions_of(struct store *store, struct arena *arena, const char *id,
                                              struct list *out)
{
    return part_of(store, arena, Q_OCCUPATION_WORKING_CONDITIONS, id, out);
}

enum store_status store_education_of(struct store *store, struct arena *arena, const char *id, struct list *out)
{
    return part_of(store, arena, Q_OCCUPATION_EDUCATION, id, out);
}

enum store_status store_health_conditions_of(struct store *store, struct arena *arena, const char *id, struct list *out,
                                             const char **note)
{
    struct health_note beside = {0};
    enum store_status status = store_ask_row(store, arena, Q_OCCUPATION_HEALTH_NOTE, BY_ID(id), &beside);

    if (status == STORE_OK)
        status = store_ask_list(store, arena, Q_OCCUPATION_HEALTH, BY_ID(id), out);
    if (status == STORE_OK)
        *note = beside.note;
    return status;
}

/* The whole card -------------------------------------------------------------------------------------------------- */

/* The lists of an occupation that are one query each; without a field, the rows name the list. */
static const struct part_query {
    enum query query;
    const char *field;
} parts[] = {
    {Q_OCCUPATION_TEXTS, NULL},
    {Q_OCCUPATION_SUBFIELDS, "subfields"},
    {Q_OCCUPATION_QUALIFICATIONS, "qualification_levels"},
    {Q_OCCUPATION_ISCO, "isco"},
    {Q_OCCUPATION_ESCO, "esco"},
    {Q_OCCUPATION_WORKING_CONDITIONS, "working_conditions"},
    {Q_OCCUPATION_EDUCATION, "education"},
    {Q_OCCUPATION_COMPETENCES, "competences"},
};

static bool add_stated(struct list *stated, struct arena *arena, int64_t set)
{
    for (int part = 0; part < PART_COUNT; part++)
        if (set >> part & 1 && !list_add_text(stated, arena, occupation_parts[part].code))
            return false;
    return true;
}

/* What the occupation has once, and the objects that an answer always has. */
static enum store_status read_head(struct store *store, struct arena *arena, const char *id, struct occupation *out)
{
    struct asking asking = store_ask(store, arena, Q_OCCUPATION, BY_ID(id));

    if (asking_next(&asking)) {
        if (asking_read(&asking, out) && !add_stated(&out->stated, arena, asking_own_number(&asking, OWN_STATED)))
            asking.status = STORE_NO_MEMORY;
        if (!out->health_conditions)
            out->health_conditions = arena_take(arena, sizeof *out->health_conditions);
        out->related = arena_take(arena, sizeof *out->related);
        if (!out->health_conditions || !out->related)
            asking.status = STORE_NO_MEMORY;
    } else if (asking.status == STORE_OK) {
        asking.status = STORE_NOT_FOUND;
    }
    return asking_end(&asking);
}

static enum store_status read_health(struct store *store, struct arena *arena, const char *id,
                                     struct health_conditions *out)
{
    struct list found = {0};
    enum store_status status = store_ask_list(store, arena, Q_OCCUPATION_HEALTH, BY_ID(id), &found);
    const struct health_condition *condition = found.at;

    for (size_t i = 0; status == STORE_OK && i < found.count; i++) {
        bool limits = strcmp(condition[i].effect, "limiting") == 0;
        struct term *term = list_add(limits ? &out->limiting : &out->excluding, arena, sizeof *term);

        if (term)
            *term = (struct term){condition[i].id, condition[i].name};
        else
            status = STORE_NO_MEMORY;
    }
    return status;
}

/* A note begins with its heading; the rows up to the next one are its lines. */
static enum store_status read_notes(struct store *store, struct arena *arena, const char *id, struct list *notes)
{
    struct asking asking = store_ask(store, arena, Q_OCCUPATION_NOTES, BY_ID(id));
    struct note *note = NULL;

    while (asking_next(&asking)) {
        struct row_text row = {0};
        bool kept = asking_read(&asking, &row);

        if (asking_own_number(&asking, OWN_HEADING) || !note) {
            note = list_add(notes, arena, sizeof *note);
            kept = kept && note;
            if (kept)
                note->heading = row.text;
        } else {
            kept = kept && list_add_text(&note->lines, arena, row.text);
        }
        if (!kept)
            asking.status = STORE_NO_MEMORY;
    }
    return asking_end(&asking);
}

/* A row a member; the rows of one document follow each other. */
static enum store_status read_origins(struct store *store, struct arena *arena, const char *id, struct list *merged)
{
    struct asking asking = store_ask(store, arena, Q_OCCUPATION_ORIGINS, BY_ID(id));
    struct origin_part *part = NULL;
    int64_t document = 0;

    while (asking_next(&asking)) {
        const char *field = asking_own_text(&asking, OWN_FIELD);

        if (!part || asking_own_number(&asking, OWN_KEY) != document) {
            part = list_add(merged, arena, sizeof *part);
            document = asking_own_number(&asking, OWN_KEY);
            if (part && !asking_read(&asking, part))
                part = NULL;
        }
        if (!part || !field || !list_add_text(&part->fields, arena, field))
            asking.status = STORE_NO_MEMORY;
    }
    return asking_end(&asking);
}

enum store_status store_occupation(struct store *store, struct arena *arena, const char *id, struct occupation *out)
{
    const struct wage_filter own_wages = {.occupation = id};
    const struct window all = {0};
    struct occupation found = {0};
    struct page wages = {0};
    enum store_status status = read_head(store, arena, id, &found);

    for (size_t i = 0; status == STORE_OK && i < sizeof parts / sizeof *parts; i++)
        status = store_ask_into(store, arena, parts[i].query, BY_ID(id), &found, &occupation_shape, parts[i].field);
    if (status == STORE_OK)
        status = store_ask_into(store, arena, Q_OCCUPATION_RELATED, BY_ID(id), found.related, &related_shape, NULL);
    if (status == STORE_OK)
        status = read_health(store, arena, id, found.health_conditions);
    if (status == STORE_OK)
        status = read_notes(store, arena, id, &found.notes);
    if (status == STORE_OK)
        status = read_origins(store, arena, id, &found.source->merged);
    if (status == STORE_OK)
        status = store_wages(store, arena, &own_wages, &all, &wages);
    if (status == STORE_OK) {
        found.wages = wages.items;
        *out = found;
    }
    return status;
}
