#include "model/wage.h"

#define WAGE(member, kind) FIELD(wage, member, kind)
#define WAGE_FIELDS                                                                                                    \
    WAGE(source, FIELD_TEXT), WAGE(isco, FIELD_TEXT), WAGE(isco_name, FIELD_TEXT), WAGE(year, FIELD_NUMBER),           \
        WAGE(period, FIELD_TEXT), WAGE(region, FIELD_TEXT), WAGE(region_name, FIELD_TEXT), WAGE(sphere, FIELD_TEXT),   \
        WAGE(status, FIELD_TEXT), WAGE(from, FIELD_FIGURE), WAGE(median, FIELD_FIGURE), WAGE(to, FIELD_FIGURE),        \
        WAGE(p10, FIELD_FIGURE), WAGE(p25, FIELD_FIGURE), WAGE(p75, FIELD_FIGURE), WAGE(p90, FIELD_FIGURE),            \
        WAGE(mean, FIELD_FIGURE), WAGE(employees, FIELD_FIGURE)

SHAPE(wage_shape, "Wage", wage, WAGE_FIELDS);
SHAPE(occupation_wage_shape, "OccupationWage", wage, WAGE_FIELDS, WAGE(rolled_up, FIELD_TRUTH));

#define MEDIAN(member, kind) FIELD(median_wage, member, kind)
SHAPE(median_wage_shape, "MedianWage", median_wage, MEDIAN(amount, FIELD_NUMBER), MEDIAN(isco, FIELD_TEXT),
      MEDIAN(year, FIELD_NUMBER), MEDIAN(period, FIELD_TEXT), MEDIAN(region, FIELD_TEXT), MEDIAN(sphere, FIELD_TEXT),
      MEDIAN(source, FIELD_TEXT), MEDIAN(rolled_up, FIELD_TRUTH));
