/* Where an offered wage sits. */
#include "handlers/resource.h"

static const char *text_of(const struct params *in, const char *name)
{
    return params_value(in, name)->text; /* required */
}

/* What is said to who asks for what is not published. NULL if there is no memory. */
static const char *absence_text(const struct params *in, const struct wage_absence *absence, struct arena *arena)
{
    const struct value *year = params_value(in, "year");
    const char *others = absence->years ? absence->years : absence->places;
    const char *known = others ? arena_format(arena, "There are some for %s.", others) : "There are none elsewhere.";

    if (!known)
        return NULL;
    return arena_format(arena, "%s %s, or of a group above it,%s for %s, %s%s%s. %s",
                        absence->withheld.value ? "The source withholds the figures of" : "No figures of",
                        text_of(in, "isco"), absence->withheld.value ? "" : " are published", text_of(in, "region"),
                        text_of(in, "sphere"), year ? ", " : "", year ? year->text : "", known);
}

enum outcome wage_position_show(const struct params *in, struct store *store, struct arena *arena,
                                struct answer *answer)
{
    struct wage_position *position = answer_object(in, arena, answer);
    struct wage *row = arena_take(arena, sizeof *row);
    struct wage_filter filter = {0};
    struct wage_absence absence = {0};
    enum store_status status;

    if (!position || !row || !wage_filter_read(in, arena, &filter))
        return OUTCOME_NO_MEMORY;
    status = store_wage_position(store, arena, &filter, row, &absence);
    position->amount = params_value(in, "amount")->number;
    position->row = row;
    if (status == STORE_OK && !wage_position_find(position, arena))
        status = STORE_NO_MEMORY;
    if (status == STORE_NOT_FOUND)
        return refuse(PROBLEM_NOT_FOUND, NULL, NULL, absence_text(in, &absence, arena), arena, answer);
    return outcome_of_store(status);
}
