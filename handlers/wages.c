#include "handlers/resource.h"

bool wage_filter_read(const struct params *in, struct arena *arena, struct wage_filter *filter)
{
    filter->median_min = filter_figure(in, "median_min");
    filter->median_max = filter_figure(in, "median_max");
    return filter_texts(in, "isco", arena, &filter->isco) && filter_texts(in, "level", arena, &filter->levels) &&
           filter_texts(in, "region", arena, &filter->regions) && filter_texts(in, "sphere", arena, &filter->spheres) &&
           filter_texts(in, "year", arena, &filter->years) && filter_texts(in, "source", arena, &filter->sources) &&
           filter_texts(in, "status", arena, &filter->statuses);
}

enum outcome wage_list(const struct params *in, struct store *store, struct arena *arena, struct answer *answer)
{
    struct window window = answer_page(in, answer);
    struct wage_filter filter = {0};

    if (!wage_filter_read(in, arena, &filter))
        return OUTCOME_NO_MEMORY;
    return outcome_of_store(store_wages(store, arena, &filter, &window, &answer->page));
}
