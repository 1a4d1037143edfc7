/* Occupations compared by what they ask for: POST /v1/match/competences, and two of an occupation's paths. */
#include "handlers/resource.h"
#include "model/vocabulary.h"

#include <inttypes.h>
#include <string.h>

/* A question by competences --------------------------------------------------------------------------------------- */

enum { ID_BYTES_MAX = 200 }; /* as PARAM_CODE */

/* Where in the body something is. NULL if there is no memory */
static const char *pointer_to(struct arena *arena, size_t index, const char *member)
{
    return arena_format(arena, "/competences/%zu/%s", index, member);
}

static enum outcome refuse_at(struct arena *arena, struct answer *answer, const char *pointer, const char *value,
                              const char *detail)
{
    if (!pointer || !value)
        return OUTCOME_NO_MEMORY;
    return refuse(PROBLEM_BAD_BODY, pointer, value, detail, arena, answer);
}

/* The kind that an id begins with. *code: what is behind it. NULL if it is none */
static const struct entry *kind_of(const char *id, const char **code)
{
    size_t length = strcspn(id, ":");

    *code = id + length;
    return entry_by_start(competence_kinds, id, length);
}

/* Is it ":CODE"? */
static bool is_code(const char *code)
{
    for (const char *at = code; *at; at++)
        if ((unsigned char)*at <= ' ' || *at == 0x7f)
            return false;
    return code[0] && code[1];
}

static enum outcome refuse_id(const char *id, size_t index, struct arena *arena, struct answer *answer)
{
    const char *pointer = pointer_to(arena, index, "id"), *meant = NULL, *code;
    bool has_kind = kind_of(id, &code) != NULL;
    const char *before = arena_text(arena, id, (size_t)(code - id));
    struct list kinds = {0};

    if (!entry_list_codes(competence_kinds, arena, &kinds))
        return OUTCOME_NO_MEMORY;
    if (before && !has_kind)
        meant = problem_nearest(before, &kinds);
    if (meant)
        meant = arena_format(arena, "%s%s", meant, code);
    if (!pointer || !before)
        return OUTCOME_NO_MEMORY;
    return refuse_among(
        PROBLEM_BAD_BODY, pointer, id,
        arena_format(arena, "A competence is KIND:CODE of at most %d bytes, without spaces.", ID_BYTES_MAX), &kinds,
        meant, arena, answer);
}

static enum outcome refuse_level(int64_t level, const struct entry *kind, size_t index, struct arena *arena,
                                 struct answer *answer)
{
    const char *pointer = pointer_to(arena, index, "level"), *value = arena_format(arena, "%" PRId64, level);
    struct list levels = {0};

    for (int64_t at = kind->number; at <= kind->upper; at++) {
        const char *text = arena_format(arena, "%" PRId64, at);

        if (!text || !list_add_text(&levels, arena, text))
            return OUTCOME_NO_MEMORY;
    }
    if (!pointer || !value)
        return OUTCOME_NO_MEMORY;
    return refuse_among(PROBLEM_BAD_BODY, pointer, value,
                        arena_format(arena, "A level of the kind %s is a whole number from %" PRId64 " to %" PRId64 ".",
                                     kind->code, kind->number, kind->upper),
                        &levels, ((const char *const *)levels.at)[level < kind->number ? 0 : levels.count - 1], arena,
                        answer);
}

static enum outcome check_competence(const struct asked_competence *asked, size_t index, struct arena *arena,
                                     struct answer *answer)
{
    const struct figure *level = &asked[index].level;
    const char *id = asked[index].id, *code;
    const struct entry *kind = kind_of(id, &code);

    if (!kind || !is_code(code) || strlen(id) > ID_BYTES_MAX)
        return refuse_id(id, index, arena, answer);
    if (level->known && (level->value < kind->number || level->value > kind->upper))
        return refuse_level(level->value, kind, index, arena, answer);
    for (size_t i = 0; i < index; i++)
        if (strcmp(asked[i].id, id) == 0)
            return refuse_at(arena, answer, pointer_to(arena, index, "id"), id,
                             arena_format(arena, "The competence is there already, as number %zu.", i));
    return OUTCOME_ANSWER;
}

/* @return OUTCOME_ANSWER if the question can be answered */
static enum outcome check_question(const struct competence_question *question, struct arena *arena,
                                   struct answer *answer)
{
    enum outcome outcome = OUTCOME_ANSWER;

    if (question->competences.count > ASKED_COMPETENCES_MAX)
        return refuse_at(arena, answer, "/competences", arena_format(arena, "%zu items", question->competences.count),
                         arena_format(arena, "At most %d competences can be asked with.", ASKED_COMPETENCES_MAX));
    if (question->limit.known && (question->limit.value < 1 || question->limit.value > MATCHES_MAX))
        return refuse_at(arena, answer, "/limit", arena_format(arena, "%lld", (long long)question->limit.value),
                         arena_format(arena, "The limit is a whole number from 1 to %d.", MATCHES_MAX));
    for (size_t i = 0; i < question->competences.count && outcome == OUTCOME_ANSWER; i++)
        outcome = check_competence(question->competences.at, i, arena, answer);
    return outcome;
}

enum outcome competence_matches(const struct params *in, struct store *store, struct arena *arena,
                                struct answer *answer)
{
    const struct competence_question *question = in->body;
    enum outcome outcome = check_question(question, arena, answer);
    struct list items = {0};

    if (outcome != OUTCOME_ANSWER)
        return outcome;
    outcome = outcome_of_store(store_competence_matches(
        store, arena, &question->competences, question->limit.known ? question->limit.value : MATCHES_DEFAULT, &items));
    answer_whole(in, &items, answer);
    return outcome;
}

/* Of an occupation ------------------------------------------------------------------------------------------------ */

enum outcome occupation_similar(const struct params *in, struct store *store, struct arena *arena,
                                struct answer *answer)
{
    struct figure limit = filter_figure(in, "limit");
    struct list items = {0};
    enum store_status status =
        store_similar(store, arena, in->segments[0], limit.known ? limit.value : MATCHES_DEFAULT, &items);

    answer_whole(in, &items, answer);
    return occupation_found(status, in, store, arena, answer);
}

/* The id of the occupation that `from` names by id or slug. */
static enum store_status from_id(const struct params *in, struct store *store, struct arena *arena, const char **id)
{
    enum store_status status;

    *id = params_value(in, "from")->text; /* required */
    status = store_occupation_exists(store, *id);
    return status == STORE_NOT_FOUND ? store_occupation_by_slug(store, arena, *id, id) : status;
}

enum outcome occupation_gap(const struct params *in, struct store *store, struct arena *arena, struct answer *answer)
{
    struct gap *gap = answer_object(in, arena, answer);
    enum store_status status = store_occupation_exists(store, in->segments[0]);
    const char *from;

    if (!gap)
        return OUTCOME_NO_MEMORY;
    if (status != STORE_OK)
        return occupation_found(status, in, store, arena, answer);
    status = from_id(in, store, arena, &from);
    if (status == STORE_NOT_FOUND)
        return refuse(PROBLEM_NOT_FOUND, "from", params_value(in, "from")->text,
                      "There is no occupation with that id or slug in this dataset.", arena, answer);
    if (status == STORE_OK)
        status = store_gap(store, arena, from, in->segments[0], gap);
    return outcome_of_store(status);
}
