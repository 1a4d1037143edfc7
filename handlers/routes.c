/* The API on one page: what each path takes, and the table of paths. */
#include "handlers/routes.h"
#include "handlers/resource.h"
#include "model/title_match.h"

/* Tables are read down their columns, which clang-format does not keep. */
/* clang-format off */

enum { ONE = false, MANY = true };

#define WHOLE \
    {"fields",     PARAM_FIELDS, MANY, .help = "only these fields, dotted where they are nested: name,isco.code"}
#define PAGED WHOLE, \
    {"limit",      PARAM_LIMIT,  ONE,  .help = "items of a page, 1-100; CSV has every row unless it is given"}, \
    {"cursor",     PARAM_CURSOR, ONE,  .help = "where the page begins: comes with next, is never made up"}

#define CZK_MAX 1000000000

#define WAGE_FILTERS \
    {"isco",       PARAM_ISCO,   MANY,                           .help = "CZ-ISCO code: the group and all below it"}, \
    {"level",      PARAM_NUMBER, MANY, 1, 5,                     .help = "number of digits of the CZ-ISCO code"}, \
    {"region",     PARAM_CHOICE, MANY, .choices = regions,       .help = "NUTS 3 code; CZ is the whole country"}, \
    {"sphere",     PARAM_CHOICE, MANY, .choices = spheres,       .help = "wage (mzdová) or salary (platová)"}, \
    {"year",       PARAM_NUMBER, MANY, 1900, 2999,               .help = "year that the figures speak of"}, \
    {"source",     PARAM_CHOICE, MANY, .choices = wage_sources,  .help = "where the figures are published"}, \
    {"status",     PARAM_CHOICE, MANY, .choices = wage_statuses, .help = "suppressed: the source withholds them"}, \
    {"median_min", PARAM_NUMBER, ONE,  0, CZK_MAX,               .help = "lowest median, gross CZK a month"}, \
    {"median_max", PARAM_NUMBER, ONE,  0, CZK_MAX,               .help = "highest median, gross CZK a month"}

static const struct param whole[]       = {WHOLE, {0}};
static const struct param paged[]       = {PAGED, {0}};
static const struct param wages_whole[] = {WAGE_FILTERS, WHOLE, {0}};
static const struct param wages_paged[] = {WAGE_FILTERS, PAGED, {0}};

static const struct param wage_position[] = {
    {"isco",   PARAM_ISCO,   ONE, .required = true, .help = "CZ-ISCO code: the group, or the nearest above it with figures"},
    {"region", PARAM_CHOICE, ONE, .required = true, .choices = regions, .help = "NUTS 3 code; CZ is the whole country"},
    {"sphere", PARAM_CHOICE, ONE, .required = true, .choices = spheres, .help = "wage (mzdová) or salary (platová)"},
    {"amount", PARAM_NUMBER, ONE, 1, CZK_MAX, .required = true, .help = "what is offered, gross CZK a month"},
    {"year",   PARAM_NUMBER, ONE, 1900, 2999, .help = "year that the figures speak of; without it the newest"},
    WHOLE, {0}
};

static const char *const occupation_sorts[] = {
    "name", "median_wage", "qualification_level", "field", "type", "regulated", "id", "nsp_id", "slug", NULL
};
static const struct param occupations_paged[] = {
    {"q",                        PARAM_TEXT,       ONE,
     .help = "words of names, activities, competences, codes, or how they begin; typing errors are forgiven"},
    {"id",                       PARAM_CODE,       MANY, .help = "id of an occupation"},
    {"isco",                     PARAM_ISCO,       MANY, .help = "CZ-ISCO code: the group and all below it"},
    {"esco",                     PARAM_CODE,       MANY,
     .help = "URI of an ESCO group or occupation, or ISCO-08 code: the occupations that /v1/esco has for them"},
    {"field",                    PARAM_CODE,       MANY, .help = "id of a field (odborný směr)"},
    {"subfield",                 PARAM_CODE,       MANY, .help = "id of a subfield (odborný podsměr)"},
    {"type",                     PARAM_CHOICE,     MANY, .choices = occupation_types, .help = "occupation or specialization"},
    {"qualification_level",      PARAM_CHOICE,     MANY, .choices = qualification_levels, .help = "highest level asked for"},
    {"qualification_level_min",  PARAM_NUMBER,     ONE,  1, 8, .help = "the highest level asked for is at least this"},
    {"qualification_level_max",  PARAM_NUMBER,     ONE,  1, 8, .help = "the highest level asked for is at most this"},
    {"regulated",                PARAM_TRUTH,      ONE,  .help = "regulated by law, or not"},
    {"education",                PARAM_CODE,       MANY,
     .help = "KKOV or RVP code; that of a group (62xxT, 62) also finds its members (6208T), not the reverse"},
    {"competence",               PARAM_COMPETENCE, MANY,
     .help = "KIND:CODE or KIND:CODE:MINLEVEL; all that are given are asked for"},
    {"without_health_condition", PARAM_CODE,       MANY,
     .help = "id of a condition that neither limits nor excludes; all must hold, unknown does not pass"},
    {"load_max",                 PARAM_LOAD,       MANY,
     .help = "FACTOR:LEVEL: no level above it; all must hold, unknown does not pass"},
    {"median_wage_min",          PARAM_NUMBER,     ONE,  0, 1000000000, .help = "lowest median wage, gross CZK a month"},
    {"median_wage_max",          PARAM_NUMBER,     ONE,  0, 1000000000, .help = "highest median wage, gross CZK a month"},
    {"region",                   PARAM_CHOICE,     ONE,  .choices = regions, .help = "region that median_wage is of"},
    {"sphere",                   PARAM_CHOICE,     ONE,  .choices = spheres, .help = "sphere that median_wage is of"},
    {"year",                     PARAM_NUMBER,     ONE,  1900, 2999,         .help = "year that median_wage is of"},
    {"facets",                   PARAM_CHOICE,     MANY, .choices = occupation_facets,
     .help = "what the whole result is counted by, beside the items"},
    {"sort",                     PARAM_SORT,       MANY, .sorts = occupation_sorts,
     .help = "keys, a minus before one for descending; names in Czech alphabetical order, what is null last either way, ties by id; without any, by name, or by relevance to q"},
    PAGED, {0}
};
static const struct param competences_paged[] = {
    {"q",    PARAM_TEXT,   ONE,  .help = "words of a name, a code, or how they begin; typing errors are forgiven"},
    {"kind", PARAM_CHOICE, MANY, .choices = competence_kinds, .help = "kind of competence"},
    PAGED, {0}
};
static const struct param isco_paged[] = {
    {"q",      PARAM_TEXT,   ONE,  .help = "words of a name, a code, or how they begin; typing errors are forgiven"},
    {"level",  PARAM_NUMBER, MANY, 1, 5, .help = "number of digits of the code"},
    {"parent", PARAM_ISCO,   MANY,       .help = "code of the group one digit shorter"},
    PAGED, {0}
};

static const struct param esco_paged[] = {
    {"uri",  PARAM_CODE,   MANY, .help = "URI of an ESCO group or occupation; https and a slash at its end do no harm"},
    {"code", PARAM_ISCO,   MANY, .help = "ISCO-08 code: the group and the occupations in it; of five digits (CZ-ISCO) the group that they lie in"},
    {"type", PARAM_CHOICE, MANY, .choices = esco_types, .help = "group or occupation"},
    PAGED, {0}
};
static const struct param regions_paged[] = {
    {"q", PARAM_TEXT, ONE, .help = "a region's name or a district's, or how it begins"},
    PAGED, {0}
};

static const struct param suggestions_whole[] = {
    {"q",     PARAM_TEXT,   ONE,        .help = "what has been typed so far"},
    {"limit", PARAM_NUMBER, ONE, 1, 10, .help = "how many suggestions at most"},
    WHOLE, {0}
};

static const struct param title_whole[] = {
    {"title", PARAM_TEXT,   ONE, .required = true, .help = "title of a job advert, as it is written there"},
    {"limit", PARAM_NUMBER, ONE, 1, 100, .help = "how many groups and how many occupations at most; default 3"},
    WHOLE, {0}
};

static const struct param changes_paged[] = {
    {"since", PARAM_VERSION, ONE, .help = "version of the dataset, 16 hex digits: what came after it"},
    PAGED, {0}
};

static const struct param nearest[] = {
    {"limit", PARAM_NUMBER, ONE, 1, MATCHES_MAX, .help = "how many at most; 10 unless it is given"},
    WHOLE, {0}
};
static const struct param from_another[] = {
    {"from", PARAM_CODE, ONE, .required = true, .help = "id or slug of the occupation that someone comes from"},
    WHOLE, {0}
};

enum { TABLE = AS_JSON | AS_CSV };

const struct route routes[] = {
    {METHOD_GET, "/v1/occupations",                         occupation_list,        occupations_paged, TABLE,
     &summary_shape, .list = true, .beside = &occupation_findings_shape,
     .summary = "Occupations: filtered, sorted, counted"},
    {METHOD_GET, "/v1/occupations/{id}",                    occupation_show,        whole,             AS_JSON | AS_JSONLD,
     &occupation_shape,
     .summary = "An occupation: the whole card"},
    {METHOD_GET, "/v1/occupations/{id}/wages",              occupation_wages,       wages_whole,       TABLE | AS_SVG,
     &occupation_wage_shape, .list = true,
     .summary = "Wages of the CZ-ISCO groups of an occupation"},
    {METHOD_GET, "/v1/occupations/{id}/competences",        occupation_part,        whole,             TABLE,
     &competence_shape, .list = true, .part = PART_COMPETENCES,
     .summary = "Competences that an occupation asks for"},
    {METHOD_GET, "/v1/occupations/{id}/working-conditions", occupation_part,        whole,             TABLE,
     &working_condition_shape, .list = true, .part = PART_WORKING_CONDITIONS,
     .summary = "Load factors of an occupation"},
    {METHOD_GET, "/v1/occupations/{id}/education",          occupation_part,        whole,             TABLE,
     &education_shape, .list = true, .part = PART_EDUCATION,
     .summary = "Education that suits an occupation"},
    {METHOD_GET, "/v1/occupations/{id}/health-conditions",  occupation_health,      whole,             TABLE,
     &health_condition_shape, .list = true, .beside = &health_note_shape,
     .summary = "Health conditions that limit someone in an occupation or exclude them from it"},
    {METHOD_GET, "/v1/occupations/{id}/similar",            occupation_similar,     nearest,           AS_JSON,
     &similar_occupation_shape, .list = true,
     .summary = "The occupations nearest to one, with the reasons"},
    {METHOD_GET, "/v1/occupations/{id}/gap",                occupation_gap,         from_another,      AS_JSON,
     &gap_shape,
     .summary = "What someone from another occupation lacks for this one"},
    {METHOD_POST, "/v1/match/competences",                  competence_matches,     whole,             AS_JSON,
     &competence_match_shape, .list = true, .body = &competence_question_shape,
     .summary = "The occupations that ask for what someone can do"},

    {METHOD_GET, "/v1/wages",                               wage_list,              wages_paged,       TABLE,
     &wage_shape, .list = true,
     .summary = "Wages by CZ-ISCO group, period, region and sphere"},
    {METHOD_GET, "/v1/wages/position",                      wage_position_show,     wage_position,     AS_JSON,
     &wage_position_shape,
     .summary = "Where an offered wage sits among those that are paid"},
    {METHOD_GET, "/v1/competences",                         competence_list,        competences_paged, TABLE,
     &catalogue_competence_shape, .list = true, .beside = &findings_by_word_shape,
     .summary = "Competences, and how many occupations ask for them at which levels"},
    {METHOD_GET, "/v1/competences/{id}",                    competence_show,        whole,             AS_JSON,
     &catalogue_competence_shape,
     .summary = "A competence, by KIND:CODE"},
    {METHOD_GET, "/v1/health-conditions",                   health_condition_list,  paged,             TABLE,
     &catalogue_health_condition_shape, .list = true,
     .summary = "Health conditions, and how many occupations they limit or exclude"},
    {METHOD_GET, "/v1/health-conditions/{id}",              health_condition_show,  whole,             AS_JSON,
     &catalogue_health_condition_shape,
     .summary = "A health condition"},
    {METHOD_GET, "/v1/working-conditions",                  working_condition_list, paged,             TABLE,
     &catalogue_working_condition_shape, .list = true, .beside = &load_legend_shape,
     .summary = "Load factors, how many occupations stand at which level, and the legend of the levels"},
    {METHOD_GET, "/v1/working-conditions/{factor}",         working_condition_show, whole,             AS_JSON,
     &catalogue_working_condition_shape,
     .summary = "A load factor"},
    {METHOD_GET, "/v1/isco",                                isco_list,              isco_paged,        TABLE,
     &isco_group_summary_shape, .list = true, .beside = &findings_by_word_shape,
     .summary = "Groups of the CZ-ISCO tree"},
    {METHOD_GET, "/v1/isco/{code}",                         isco_show,              whole,             AS_JSON,
     &isco_group_shape,
     .summary = "A CZ-ISCO group with its children and its wages"},

    {METHOD_GET, "/v1/suggest",                             suggestion_list,        suggestions_whole, AS_JSON,
     &suggestion_shape, .list = true, .beside = &findings_by_word_shape,
     .summary = "What may be meant by what has been typed so far"},
    {METHOD_GET, "/v1/match/titles",                        title_match_show,       title_whole,       AS_JSON,
     &title_match_shape, .list = true,
     .summary = "What the title of a job advert is called officially"},
    {METHOD_POST, "/v1/match/titles",                       title_match_list,       whole,             AS_JSON,
     &title_match_shape, .list = true, .body = &titles_question_shape,
     .summary = "What the titles of job adverts are called officially: up to 100 at once"},
    {METHOD_GET, "/v1/esco",                                esco_list,              esco_paged,        TABLE,
     &esco_concept_shape, .list = true,
     .summary = "ESCO groups and occupations, the CZ-ISCO group of each and its occupations"},
    {METHOD_GET, "/v1/regions",                             region_list,            regions_paged,     TABLE,
     &region_shape, .list = true,
     .summary = "Regions by NUTS 3 code, with their districts"},
    {METHOD_GET, "/v1/fields",                              vocabulary_list,        paged,             TABLE,
     &occupation_field_shape, .list = true, .vocabulary = VOCABULARY_FIELDS,
     .summary = "Fields of occupations with their subfields"},
    {METHOD_GET, "/v1/education-fields",                    vocabulary_list,        paged,             TABLE,
     &education_field_shape, .list = true, .vocabulary = VOCABULARY_EDUCATION_FIELDS,
     .summary = "Fields of education by KKOV and RVP code"},
    {METHOD_GET, "/v1/qualification-levels",                vocabulary_list,        paged,             TABLE,
     &qualification_level_shape, .list = true, .vocabulary = VOCABULARY_QUALIFICATION_LEVELS,
     .summary = "Qualification levels with the source's labels"},
    {METHOD_GET, "/v1/changes",                             change_list,            changes_paged,     TABLE,
     &change_shape, .list = true,
     .summary = "Occupations that were added, changed or removed since a version of the dataset"},
    {METHOD_GET, "/v1/dataset",                             dataset_show,           whole,             AS_JSON,
     &dataset_shape,
     .summary = "What is served: version, counts, sources and their licences"},

    {METHOD_GET, "/v1/export/occupations.ndjson", .representations = AS_FILE, .export = EXPORT_OCCUPATIONS_NDJSON,
     .summary = "All occupations, whole: a line of JSON each"},
    {METHOD_GET, "/v1/export/occupations.csv",    .representations = AS_FILE, .export = EXPORT_OCCUPATIONS_CSV,
     .summary = "All occupations as one table"},
    {METHOD_GET, "/v1/export/wages.csv",          .representations = AS_FILE, .export = EXPORT_WAGES_CSV,
     .summary = "All wages as one table"},
    {METHOD_GET, "/v1/export/dataset.db",         .representations = AS_FILE, .export = EXPORT_DATASET,
     .summary = "The dataset itself, an SQLite file"},

    {METHOD_GET, "/",                     .page = "index.html",   .summary = "A page for people"},
    {METHOD_GET, "/docs",                 .page = "docs.html",    .summary = "The reference"},
    {METHOD_GET, "/docs/problems/{name}", .page = "problems",     .summary = "What a problem means and what to do"},
    {METHOD_GET, "/openapi.json",         .page = "openapi.json", .summary = "The contract as JSON"},
    {METHOD_GET, "/openapi.yaml",         .page = "openapi.yaml", .summary = "The contract as YAML"},
    {METHOD_GET, "/robots.txt",           .page = "robots.txt",   .summary = "What robots may read"},
    {0}
};
