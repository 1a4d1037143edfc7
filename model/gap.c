#include "model/gap.h"
#include "model/vocabulary.h"

#include <string.h>

SHAPE(load_step_shape, "LoadStep", load_step, FIELD(load_step, factor, FIELD_TEXT), FIELD(load_step, name, FIELD_TEXT),
      FIELD(load_step, from, FIELD_LEVELS), FIELD(load_step, to, FIELD_LEVELS));

SHAPE(education_step_shape, "EducationStep", education_step,
      FIELD_IN(education_step, from, FIELD_OBJECT, qualification_shape),
      FIELD_IN(education_step, to, FIELD_OBJECT, qualification_shape),
      FIELD_IN(education_step, fields, FIELD_LIST, education_shape));

SHAPE(wage_step_shape, "WageStep", wage_step, FIELD_IN(wage_step, from, FIELD_OBJECT, median_wage_shape),
      FIELD_IN(wage_step, to, FIELD_OBJECT, median_wage_shape));

SHAPE(gap_shape, "Gap", gap, FIELD_IN(gap, from, FIELD_OBJECT, summary_shape),
      FIELD_IN(gap, to, FIELD_OBJECT, summary_shape), FIELD(gap, compared, FIELD_TEXTS),
      FIELD_IN(gap, gain, FIELD_LIST, competence_shape), FIELD_IN(gap, raise, FIELD_LIST, competence_step_shape),
      FIELD_IN(gap, met, FIELD_LIST, competence_step_shape), FIELD_IN(gap, loads, FIELD_LIST, load_step_shape),
      FIELD_IN(gap, education, FIELD_OBJECT, education_step_shape), FIELD_IN(gap, wage, FIELD_OBJECT, wage_step_shape));

/* Lists of one occupation are short: what is looked for is looked for from the start. */

static const struct competence *competence_of(const struct list *competences, const char *id)
{
    const struct competence *competence = competences->at;

    for (size_t i = 0; i < competences->count; i++)
        if (strcmp(competence[i].id, id) == 0)
            return &competence[i];
    return NULL;
}

static bool add_competence(struct gap *gap, const struct competence *wanted, const struct competence *had,
                           struct arena *arena)
{
    struct competence *gain = had ? NULL : list_add(&gap->gain, arena, sizeof *gain);
    bool raises = had && had->level.known && wanted->level.known && had->level.value < wanted->level.value;
    struct competence_step *step = had ? list_add(raises ? &gap->raise : &gap->met, arena, sizeof *step) : NULL;

    if (gain)
        *gain = *wanted;
    if (step)
        *step = (struct competence_step){wanted->id, wanted->name, had->level, wanted->level};
    return gain || step;
}

static bool find_competences(struct gap *gap, const struct list *from, const struct list *to, struct arena *arena)
{
    const struct competence *wanted = to->at;

    for (size_t i = 0; i < to->count; i++)
        if (!add_competence(gap, &wanted[i], competence_of(from, wanted[i].id), arena))
            return false;
    return true;
}

/* Both lists are in the vocabulary's order, but a factor may be in one only. */
static bool find_loads(struct gap *gap, const struct list *from, const struct list *to, struct arena *arena)
{
    const struct working_condition *first = from->at, *second = to->at;

    for (size_t i = 0; i < to->count; i++) {
        for (size_t j = 0; j < from->count; j++) {
            struct load_step *step;

            if (strcmp(first[j].factor, second[i].factor) != 0 || first[j].levels == second[i].levels ||
                first[j].levels == 0 || second[i].levels == 0)
                continue;
            step = list_add(&gap->loads, arena, sizeof *step);
            if (!step)
                return false;
            *step = (struct load_step){second[i].factor, second[i].name, first[j].levels, second[i].levels};
        }
    }
    return true;
}

static bool has_field(const struct list *education, const struct education *wanted)
{
    const struct education *field = education->at;

    for (size_t i = 0; i < education->count; i++)
        if (strcmp(field[i].code, wanted->code) == 0 && strcmp(field[i].type, wanted->type) == 0)
            return true;
    return false;
}

static bool find_fields(struct list *fields, const struct list *from, const struct list *to, struct arena *arena)
{
    const struct education *wanted = to->at;

    for (size_t i = 0; i < to->count; i++) {
        struct education *field;

        if (has_field(from, &wanted[i]))
            continue;
        field = list_add(fields, arena, sizeof *field);
        if (!field)
            return false;
        *field = wanted[i];
    }
    return true;
}

/* The parts that both have something of. */
static bool find_compared(struct gap *gap, const struct gap_side *from, const struct gap_side *to, struct arena *arena)
{
    const struct {
        enum part part;
        bool both;
    } parts[] = {
        {PART_WAGES, gap->from->median_wage && gap->to->median_wage},
        {PART_WORKING_CONDITIONS, from->working_conditions.count > 0 && to->working_conditions.count > 0},
        {PART_EDUCATION, from->education.count > 0 && to->education.count > 0},
        {PART_COMPETENCES, from->competences.count > 0 && to->competences.count > 0},
    };

    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        if (parts[i].both && !list_add_text(&gap->compared, arena, occupation_parts[parts[i].part].code))
            return false;
    return true;
}

bool gap_find(struct gap *gap, const struct gap_side *from, const struct gap_side *to, struct arena *arena)
{
    gap->education = arena_take(arena, sizeof *gap->education);
    gap->wage = arena_take(arena, sizeof *gap->wage);
    if (!gap->education || !gap->wage)
        return false;
    gap->education->from = gap->from->qualification_level;
    gap->education->to = gap->to->qualification_level;
    *gap->wage = (struct wage_step){gap->from->median_wage, gap->to->median_wage};
    return find_compared(gap, from, to, arena) && find_competences(gap, &from->competences, &to->competences, arena) &&
           find_loads(gap, &from->working_conditions, &to->working_conditions, arena) &&
           find_fields(&gap->education->fields, &from->education, &to->education, arena);
}
