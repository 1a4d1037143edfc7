/**
 * The handlers, a file a resource, and what they share. routes.c is the only one that calls them by name.
 */
#ifndef POVOLANI_RESOURCE_H
#define POVOLANI_RESOURCE_H

#include "handlers/routes.h"
#include "model/problem.h"
#include "model/search.h"

handler occupation_list, occupation_show, occupation_part, occupation_wages, occupation_health;
handler occupation_similar, occupation_gap, competence_matches;
handler wage_list, wage_position_show;
handler competence_list, competence_show;
handler health_condition_list, health_condition_show;
handler working_condition_list, working_condition_show;
handler isco_list, isco_show;
handler suggestion_list;
handler title_match_show, title_match_list;
handler esco_list;
handler change_list;
handler region_list;
handler vocabulary_list;
handler dataset_show;

/**
 * Begins an answer of one object, of the row's shape.
 * @return the zeroed object, which the store fills; NULL if there is no memory
 */
void *answer_object(const struct params *in, struct arena *arena, struct answer *answer);

/** Begins an answer of a page of the row's list. @return which page is asked for */
struct window answer_page(const struct params *in, struct answer *answer);

/** Makes items the answer's list, whole. */
void answer_whole(const struct params *in, const struct list *items, struct answer *answer);

/** What the store found under the id in the path: where it found nothing, the id may be a slug, which moves to the id,
 *  or that of one that was removed. */
enum outcome occupation_found(enum store_status status, const struct params *in, struct store *store,
                              struct arena *arena, struct answer *answer);

/**
 * Ends a question that cannot be answered.
 *
 * @param parameter  at fault, or the place in the body as a JSON pointer; may be NULL
 * @param value      as it was given; may be NULL
 * @param detail     a sentence; NULL: there was no memory for it
 */
enum outcome refuse(enum problem_kind kind, const char *parameter, const char *value, const char *detail,
                    struct arena *arena, struct answer *answer);

/** The same, where what is allowed is a short list. @param meant  the nearest of it; NULL: none is near */
enum outcome refuse_among(enum problem_kind kind, const char *parameter, const char *value, const char *detail,
                          const struct list *allowed, const char *meant, struct arena *arena, struct answer *answer);

/** The texts of a parameter, for a filter; empty if it was not given. @return false if there is no memory */
bool filter_texts(const struct params *in, const char *name, struct arena *arena, struct list *texts);

/** The same of concepts of ESCO as it names them: addresses with http, without a slash at the end; codes of ISCO-08. */
bool filter_concepts(const struct params *in, const char *name, struct arena *arena, struct list *concepts);

/** The words of a parameter, to search by; NULL if it was not given, or only spaces were. */
const char *filter_words(const struct params *in, const char *name);

/** Begins what stands beside a list that takes q. @return NULL if there is no memory */
struct findings_by_word *answer_findings(const struct params *in, struct arena *arena, struct answer *answer);

/** The number of a parameter, for a filter; not known if it was not given. */
struct figure filter_figure(const struct params *in, const char *name);

/** The filters that every list of wages has. @return false if there is no memory */
bool wage_filter_read(const struct params *in, struct arena *arena, struct wage_filter *filter);

#endif
