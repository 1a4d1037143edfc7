/* What is stated here about licences is what the documents or the places where they were found say: data/SOURCES.md. */
#include "db/import/publishers.h"

#include <assert.h>
#include <string.h>

/* The ministry publishes its data, and those of the offices below it, under terms that claim no rights. */
#define MPSV_TERMS                                                                                                     \
    "The documents state none; the ministry's terms for open data claim no rights: "                                   \
    "https://data.mpsv.cz/web/data/podminky-uziti"

const struct source publishers[] = {
    {
        .id = SOURCE_NSP,
        .publisher = "NSP",
        .licence = MPSV_TERMS,
        .attribution = "Národní soustava povolání, nsp.cz",
    },
    {
        .id = SOURCE_NSP_API,
        .publisher = "NSP",
        .licence = MPSV_TERMS,
        .attribution = "Národní soustava povolání, nsp.cz, API v1.2",
    },
    {
        .id = SOURCE_NSP_UNITS,
        .publisher = "NSP",
        .licence = "CC BY-SA 4.0: https://creativecommons.org/licenses/by-sa/4.0/",
        .attribution = "Xcerm01/IMPACTECH, isco_nace_converter.csv, from the API of Národní soustava povolání",
    },
    {
        .id = SOURCE_ISPV,
        .publisher = "MPSV and TREXIMA",
        .licence = MPSV_TERMS,
        .attribution = "Informační systém o průměrném výdělku (ISPV), ispv.cz",
    },
    {
        .id = SOURCE_CZ_ISCO,
        .publisher = "NSP",
        .licence = MPSV_TERMS,
        .attribution = "CZ-ISCO as listed by Národní soustava povolání, nsp.cz",
    },
    {
        .id = SOURCE_ESCO,
        .publisher = "European Commission",
        .licence = "CC BY 4.0: https://creativecommons.org/licenses/by/4.0/",
        .attribution = "This service uses the ESCO classification of the European Commission.",
    },
    {
        .id = SOURCE_KKOV,
        .publisher = "MŠMT and CERMAT",
        .licence = "The tables state none",
        .attribution = "Klasifikace kmenových oborů vzdělání",
    },
    {
        .id = SOURCE_DISTRICTS,
        .publisher = "MPSV",
        .licence = MPSV_TERMS,
        .attribution = "Číselník okresů, data.mpsv.cz",
    },
    {
        .id = SOURCE_TITLES,
        .publisher = "MPSV",
        .licence = MPSV_TERMS,
        .attribution = "Volná místa úřadů práce (MPSV)",
    },
    {
        .id = SOURCE_SUCCESSORS,
        .publisher = "NSP",
        .licence = MPSV_TERMS,
        .attribution = "Národní soustava povolání, nsp.cz",
    },
    {0},
};

const struct source *publisher_of(const char *id)
{
    const struct source *source = publishers;

    while (source->id && strcmp(source->id, id) != 0)
        source++;
    assert(source->id);
    return source;
}
