#include "handlers/resource.h"
#include "model/text.h"

/* What no word can begin with: for a text without a letter or digit. */
static const char nothing[] = "-";

enum outcome region_list(const struct params *in, struct store *store, struct arena *arena, struct answer *answer)
{
    struct window window = answer_page(in, answer);
    const struct value *q = params_value(in, "q");
    const char *slug = q ? text_slug(arena, q->text) : NULL;

    if (q && !slug)
        return OUTCOME_NO_MEMORY;
    return outcome_of_store(store_regions(store, arena, slug && !*slug ? nothing : slug, &window, &answer->page));
}
