#include "model/export.h"

const struct export_info exports[EXPORT_COUNT] = {
    [EXPORT_DATASET] = {"dataset.db", "application/vnd.sqlite3"},
    [EXPORT_OCCUPATIONS_CSV] = {"occupations.csv", "text/csv; charset=utf-8; header=present"},
    [EXPORT_OCCUPATIONS_NDJSON] = {"occupations.ndjson", "application/x-ndjson"},
    [EXPORT_WAGES_CSV] = {"wages.csv", "text/csv; charset=utf-8; header=present"},
};
