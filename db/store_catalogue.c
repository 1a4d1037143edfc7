/* Wages, and the catalogue around the occupations. */
#include "db/store_ask.h"

static const struct listing wages = {.query = Q_WAGES};
static const struct listing competences = {Q_COMPETENCES, Q_COMPETENCE_LEVELS, "levels"};
static const struct listing health_conditions = {.query = Q_HEALTH_CONDITIONS};
static const struct listing working_conditions = {Q_WORKING_CONDITIONS, Q_WORKING_CONDITION_LEVELS, "levels"};
static const struct listing isco_groups = {.query = Q_ISCO_GROUPS};
static const struct listing changes = {Q_CHANGES, Q_CHANGE_FIELDS, "fields"};
static const struct listing esco_concepts = {Q_ESCO_CONCEPTS, Q_ESCO_OCCUPATIONS, "occupations"};
static const struct listing regions_listing = {Q_REGIONS, Q_REGION_DISTRICTS, "districts"};
static const struct listing vocabularies[] = {
    [VOCABULARY_FIELDS] = {Q_FIELDS, Q_FIELD_SUBFIELDS, "subfields"},
    [VOCABULARY_EDUCATION_FIELDS] = {.query = Q_EDUCATION_FIELDS},
    [VOCABULARY_QUALIFICATION_LEVELS] = {Q_QUALIFICATION_LEVELS, Q_QUALIFICATION_LABELS, "labels"},
};

static const struct argument nothing[ARG_COUNT] = {{0}};

enum store_status store_wages(struct store *store, struct arena *arena, const struct wage_filter *filter,
                              const struct window *window, struct page *out)
{
    const struct argument arguments[ARG_COUNT] = {
        [ARG_OCCUPATION] = {.text = filter->occupation},   [ARG_ISCO] = {.texts = &filter->isco},
        [ARG_LEVELS] = {.texts = &filter->levels},         [ARG_REGIONS] = {.texts = &filter->regions},
        [ARG_SPHERES] = {.texts = &filter->spheres},       [ARG_YEARS] = {.texts = &filter->years},
        [ARG_SOURCES] = {.texts = &filter->sources},       [ARG_STATUSES] = {.texts = &filter->statuses},
        [ARG_MEDIAN_MIN] = {.number = filter->median_min}, [ARG_MEDIAN_MAX] = {.number = filter->median_max},
    };

    return store_ask_page(store, arena, &wages, arguments, window, out);
}

enum store_status store_wage_position(struct store *store, struct arena *arena, const struct wage_filter *filter,
                                      struct wage *row, struct wage_absence *absence)
{
    const struct argument arguments[ARG_COUNT] = {
        [ARG_GROUP] = {.text = *(const char *const *)filter->isco.at},
        [ARG_REGIONS] = {.texts = &filter->regions},
        [ARG_SPHERES] = {.texts = &filter->spheres},
        [ARG_YEARS] = {.texts = &filter->years},
    };
    enum store_status status = store_ask_row(store, arena, Q_WAGE_POSITION, arguments, row);

    if (status != STORE_NOT_FOUND)
        return status;
    status = store_ask_row(store, arena, Q_WAGE_POSITION_ABSENCE, arguments, absence);
    return status == STORE_OK ? STORE_NOT_FOUND : status;
}

enum store_status store_competences(struct store *store, struct arena *arena, const struct list *kinds,
                                    const struct window *window, struct page *out)
{
    const struct argument arguments[ARG_COUNT] = {[ARG_KINDS] = {.texts = kinds}};

    return store_ask_page(store, arena, &competences, arguments, window, out);
}

enum store_status store_competence(struct store *store, struct arena *arena, const char *id,
                                   struct catalogue_competence *out)
{
    return store_ask_one(store, arena, &competences, id, out);
}

enum store_status store_health_conditions(struct store *store, struct arena *arena, const struct window *window,
                                          struct page *out)
{
    return store_ask_page(store, arena, &health_conditions, nothing, window, out);
}

enum store_status store_health_condition(struct store *store, struct arena *arena, const char *id,
                                         struct catalogue_health_condition *out)
{
    return store_ask_one(store, arena, &health_conditions, id, out);
}

enum store_status store_working_conditions(struct store *store, struct arena *arena, const struct window *window,
                                           struct page *out)
{
    return store_ask_page(store, arena, &working_conditions, nothing, window, out);
}

enum store_status store_working_condition(struct store *store, struct arena *arena, const char *factor,
                                          struct catalogue_working_condition *out)
{
    return store_ask_one(store, arena, &working_conditions, factor, out);
}

enum store_status store_load_levels(struct store *store, struct arena *arena, struct list *out)
{
    return store_ask_list(store, arena, Q_LOAD_LEVELS, nothing, out);
}

enum store_status store_isco_groups(struct store *store, struct arena *arena, const struct list *levels,
                                    const struct list *parents, const struct window *window, struct page *out)
{
    const struct argument arguments[ARG_COUNT] = {[ARG_LEVELS] = {.texts = levels}, [ARG_PARENTS] = {.texts = parents}};

    return store_ask_page(store, arena, &isco_groups, arguments, window, out);
}

enum store_status store_isco_group(struct store *store, struct arena *arena, const char *code, struct isco_group *out)
{
    const struct argument by_id[ARG_COUNT] = {[ARG_ID] = {.text = code}};
    const struct argument of_group[ARG_COUNT] = {[ARG_GROUP] = {.text = code}};
    const struct window all = {0};
    struct isco_group found = {0};
    struct page rows = {0};
    enum store_status status = store_ask_one(store, arena, &isco_groups, code, &found);

    if (status == STORE_OK)
        status = store_ask_list(store, arena, Q_ISCO_CHILDREN, by_id, &found.children);
    if (status == STORE_OK)
        status = store_ask_page(store, arena, &wages, of_group, &all, &rows);
    if (status == STORE_OK) {
        found.wages = rows.items;
        *out = found;
    }
    return status;
}

enum store_status store_esco(struct store *store, struct arena *arena, const struct list *uris,
                             const struct list *codes, const struct list *types, const struct window *window,
                             struct page *out)
{
    const struct argument arguments[ARG_COUNT] = {
        [ARG_URIS] = {.texts = uris}, [ARG_CODES] = {.texts = codes}, [ARG_TYPES] = {.texts = types}};

    return store_ask_page(store, arena, &esco_concepts, arguments, window, out);
}

enum store_status store_regions(struct store *store, struct arena *arena, const char *slug, const struct window *window,
                                struct page *out)
{
    const struct argument arguments[ARG_COUNT] = {[ARG_Q] = {.text = slug}};

    return store_ask_page(store, arena, &regions_listing, arguments, window, out);
}

enum store_status store_changes(struct store *store, struct arena *arena, const char *since,
                                const struct window *window, struct page *out)
{
    const struct argument arguments[ARG_COUNT] = {[ARG_SINCE] = {.text = since}};
    enum store_status status = since ? store_ask_exists(store, Q_RELEASE_EXISTS, arguments) : STORE_OK;

    return status == STORE_OK ? store_ask_page(store, arena, &changes, arguments, window, out) : status;
}

enum store_status store_vocabulary(struct store *store, struct arena *arena, enum vocabulary vocabulary,
                                   const struct window *window, struct page *out)
{
    return store_ask_page(store, arena, &vocabularies[vocabulary], nothing, window, out);
}

enum store_status store_dataset(struct store *store, struct arena *arena, struct dataset *out)
{
    struct dataset found = {0};
    enum store_status status = store_ask_row(store, arena, Q_DATASET, nothing, &found);

    if (status == STORE_OK)
        status = store_ask_list(store, arena, Q_SOURCES, nothing, &found.sources);
    if (status == STORE_OK)
        status = store_ask_downloads(store, arena, &found.downloads);
    if (status == STORE_OK)
        *out = found;
    return status;
}
