/**
 * The named queries: a file each in db/queries/, compiled in, with the shape that its rows are read as.
 *
 * A query is fixed text, or the choice of some of its lines: a line that opens with a label such as `isco` in a block
 * comment stands, with the indented lines below it, only where all arguments that the label names are given. So a list
 * and its count share one text and its filters, and no text of a client is ever part of SQL.
 */
#ifndef POVOLANI_QUERIES_H
#define POVOLANI_QUERIES_H

#include "model/shape.h"

/** name of the enum, name of the file, shape of a row (NULL: the columns are read by their place) */
#define QUERIES(X)                                                                                                     \
    X(DATASET_HEAD, dataset_head, NULL)                                                                                \
    X(DATASET, dataset, &dataset_shape)                                                                                \
    X(SOURCES, sources, &source_shape)                                                                                 \
    X(DOWNLOADS, downloads, &download_forms_shape)                                                                     \
    X(EXPORT_BLOCK, export_block, NULL)                                                                                \
    X(OCCUPATION, occupation, &occupation_shape)                                                                       \
    X(OCCUPATION_EXISTS, occupation_exists, NULL)                                                                      \
    X(OCCUPATION_NAME, occupation_name, &term_shape)                                                                   \
    X(OCCUPATION_BY_SLUG, occupation_by_slug, &term_shape)                                                             \
    X(OCCUPATION_TEXTS, occupation_texts, &row_text_shape)                                                             \
    X(OCCUPATION_SUBFIELDS, occupation_subfields, &term_shape)                                                         \
    X(OCCUPATION_QUALIFICATIONS, occupation_qualifications, &qualification_shape)                                      \
    X(OCCUPATION_ISCO, occupation_isco, &isco_ref_shape)                                                               \
    X(OCCUPATION_ESCO, occupation_esco, &esco_ref_shape)                                                               \
    X(OCCUPATION_WORKING_CONDITIONS, occupation_working_conditions, &working_condition_shape)                          \
    X(OCCUPATION_EDUCATION, occupation_education, &education_shape)                                                    \
    X(OCCUPATION_COMPETENCES, occupation_competences, &competence_shape)                                               \
    X(OCCUPATION_HEALTH, occupation_health, &health_condition_shape)                                                   \
    X(OCCUPATION_HEALTH_NOTE, occupation_health_note, &health_note_shape)                                              \
    X(OCCUPATION_RELATED, occupation_related, &related_ref_shape)                                                      \
    X(OCCUPATION_NOTES, occupation_notes, &row_text_shape)                                                             \
    X(OCCUPATION_ORIGINS, occupation_origins, &origin_part_shape)                                                      \
    X(OCCUPATIONS, occupations, &summary_shape)                                                                        \
    X(OCCUPATIONS_ISCO, occupations_isco, &isco_ref_shape)                                                             \
    X(OCCUPATION_SETS, occupation_sets, NULL)                                                                          \
    X(OCCUPATION_SETS_OF_ESCO, occupation_sets_of_esco, NULL)                                                          \
    X(OCCUPATION_COUNT, occupation_count, NULL)                                                                        \
    X(OCCUPATION_PLACES, occupation_places, NULL)                                                                      \
    X(OCCUPATION_COLUMN, occupation_column, NULL)                                                                      \
    X(COMPETENCE_SETS, competence_sets, NULL)                                                                          \
    X(TRAIT_SETS, trait_sets, NULL)                                                                                    \
    X(COMPETENCES_REQUIRED, competences_required, &competence_fit_shape)                                               \
    X(COMPETENCES_SHARED, competences_shared, &competence_step_shape)                                                  \
    X(SIMILAR_REASONS, similar_reasons, &similar_reason_shape)                                                         \
    X(OCCUPATION_FACETS, occupation_facets, NULL)                                                                      \
    X(MEDIAN_CHOICES, median_choices, NULL)                                                                            \
    X(SEARCH_HITS, search_hits, NULL)                                                                                  \
    X(SEARCH_IDS, search_ids, &term_shape)                                                                             \
    X(SUGGESTIONS, suggestions, &suggestion_shape)                                                                     \
    X(ALTERNATIVE_NAMES, alternative_names, NULL)                                                                      \
    X(WORDS_BEGINNING, words_beginning, &index_word_shape)                                                             \
    X(WORDS_STEM, words_stem, &index_stem_shape)                                                                       \
    X(WORDS_EQUAL, words_equal, &index_word_shape)                                                                     \
    X(WORDS_NEAR, words_near, &index_word_shape)                                                                       \
    X(WAGES, wages, &occupation_wage_shape)                                                                            \
    X(WAGE_POSITION, wage_position, &occupation_wage_shape)                                                            \
    X(WAGE_POSITION_ABSENCE, wage_position_absence, &wage_absence_shape)                                               \
    X(COMPETENCES, competences, &catalogue_competence_shape)                                                           \
    X(COMPETENCE_LEVELS, competence_levels, &level_count_shape)                                                        \
    X(HEALTH_CONDITIONS, health_conditions, &catalogue_health_condition_shape)                                         \
    X(WORKING_CONDITIONS, working_conditions, &catalogue_working_condition_shape)                                      \
    X(WORKING_CONDITION_LEVELS, working_condition_levels, &level_count_shape)                                          \
    X(LOAD_LEVELS, load_levels, &load_level_shape)                                                                     \
    X(ISCO_GROUPS, isco_groups, &isco_group_shape)                                                                     \
    X(ISCO_CHILDREN, isco_children, &isco_ref_shape)                                                                   \
    X(ESCO_CONCEPTS, esco_concepts, &esco_concept_shape)                                                               \
    X(ESCO_OCCUPATIONS, esco_occupations, &occupation_ref_shape)                                                       \
    X(CHANGES, changes, &change_shape)                                                                                 \
    X(CHANGE_FIELDS, change_fields, &row_text_shape)                                                                   \
    X(TITLE_SIZE, title_size, NULL)                                                                                    \
    X(TITLE_GROUP_TITLES, title_group_titles, NULL)                                                                    \
    X(TITLE_GROUPS, title_groups, &scored_group_shape)                                                                 \
    X(TITLE_FEATURES, title_features, NULL)                                                                            \
    X(TITLE_NAMES, title_names, &title_name_shape)                                                                     \
    X(TITLE_NAME_GROUPS, title_name_groups, NULL)                                                                      \
    X(RELEASE_EXISTS, release_exists, NULL)                                                                            \
    X(OCCUPATION_GONE, occupation_gone, &term_shape)                                                                   \
    X(REGIONS, regions, &region_shape)                                                                                 \
    X(REGION_DISTRICTS, region_districts, &region_district_shape)                                                      \
    X(FIELDS, fields, &occupation_field_shape)                                                                         \
    X(FIELD_SUBFIELDS, field_subfields, &subfield_shape)                                                               \
    X(EDUCATION_FIELDS, education_fields, &education_field_shape)                                                      \
    X(QUALIFICATION_LEVELS, qualification_levels, &qualification_level_shape)                                          \
    X(QUALIFICATION_LABELS, qualification_labels, &row_text_shape)

#define QUERY_ENUM(name, file, shape) Q_##name,
enum query { QUERIES(QUERY_ENUM) Q_COUNT };
#undef QUERY_ENUM

struct query_info {
    const char *name; /* of the file, for the log */
    const char *text;
    const struct shape *shape;
};
extern const struct query_info queries[Q_COUNT];

/** db/schema.sql */
extern const char schema_sql[];

/** What a query may be asked with: bound as :name, or only chosen by (page, total, ascending, descending). */
#define ARGUMENTS(X)                                                                                                   \
    X(PAGE, page)                                                                                                      \
    X(TOTAL, total)                                                                                                    \
    X(ASCENDING, ascending)                                                                                            \
    X(DESCENDING, descending)                                                                                          \
    X(LIMIT, limit)                                                                                                    \
    X(AFTER, after)                                                                                                    \
    X(AFTER_ID, after_id)                                                                                              \
    X(ID, id)                                                                                                          \
    X(IDS, ids)                                                                                                        \
    X(SLUG, slug)                                                                                                      \
    X(OCCUPATION, occupation)                                                                                          \
    X(GROUP, group)                                                                                                    \
    X(ISCO, isco)                                                                                                      \
    X(LEVELS, levels)                                                                                                  \
    X(PARENTS, parents)                                                                                                \
    X(FIELDS, fields)                                                                                                  \
    X(TYPES, types)                                                                                                    \
    X(REGULATED, regulated)                                                                                            \
    X(KINDS, kinds)                                                                                                    \
    X(REGIONS, regions)                                                                                                \
    X(SPHERES, spheres)                                                                                                \
    X(YEARS, years)                                                                                                    \
    X(SOURCES, sources)                                                                                                \
    X(STATUSES, statuses)                                                                                              \
    X(MEDIAN_MIN, median_min)                                                                                          \
    X(MEDIAN_MAX, median_max)                                                                                          \
    X(MATCH, match)                                                                                                    \
    X(Q, q)                                                                                                            \
    X(URIS, uris)                                                                                                      \
    X(CODES, codes)                                                                                                    \
    X(SINCE, since)                                                                                                    \
    X(PLACES, places)                                                                                                  \
    X(WAGES, wages)                                                                                                    \
    X(KIND, kind)                                                                                                      \
    X(VALUE, value)                                                                                                    \
    X(PREFIX, prefix)                                                                                                  \
    X(PATTERN, pattern)                                                                                                \
    X(LEAST, least)                                                                                                    \
    X(MOST, most)                                                                                                      \
    X(ASKED, asked)                                                                                                    \
    X(START, start)                                                                                                    \
    X(GZIP_START, gzip_start)

#define ARGUMENT_ENUM(name, text) ARG_##name,
enum argument_name { ARGUMENTS(ARGUMENT_ENUM) ARG_COUNT };
#undef ARGUMENT_ENUM

/** A set of arguments: bit n is argument n. */
typedef uint64_t argument_set;
#define ARGUMENT_BIT(name) ((argument_set)1 << (name))

/** @return the argument of that name (length bytes of it); ARG_COUNT if there is none. */
enum argument_name argument_by_name(const char *name, size_t length);

/** @return the query's text where those arguments are given, to be freed with sqlite3_free; NULL if no memory. */
char *query_text(enum query query, argument_set given);

/** @return all arguments that the labels of a query name: what its text depends on. */
argument_set query_labels(enum query query);

#endif
