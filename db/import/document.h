/**
 * What one document says, whichever kind it is: the one shape that readers fill and the builder takes.
 *
 * A document says things of occupations, each of which may be only a part of what is known (an answer of the NSP API
 * has the education of one unit and nothing else), and of what occupations share. Nothing in it is resolved against
 * other documents: that is the builder's work.
 */
#ifndef POVOLANI_DOCUMENT_H
#define POVOLANI_DOCUMENT_H

#include "db/import/findings.h"
#include "model/catalogue.h"

/** Where documents come from; the order is that of their authority for the names of codes (codebooks lead). */
enum publisher {
    PUBLISHER_CODEBOOK, /* CZ-ISCO, ISCO-08 and ESCO, KKOV, districts: tables of codes */
    PUBLISHER_NSP_CARD,
    PUBLISHER_NSP_API,
    PUBLISHER_NSP_TABLE,
    PUBLISHER_WAGES,
    PUBLISHER_ADVERTS,
};

/** A name that the document gives to a code, wherever it stands; the same code may come several times. */
struct naming {
    const char *kind; /* what the code is a code of, in words for messages: NAMING_… */
    const char *code;
    const char *name;
    int64_t line; /* 1 where the document has no lines that count */
};

#define NAMING_ISCO         "CZ-ISCO"
#define NAMING_ISCO_ENGLISH "CZ-ISCO in English"
#define NAMING_FIELD        "field" /* code: the slug of the name */
#define NAMING_KKOV         "kkov"
#define NAMING_RVP          "rvp"
#define NAMING_COMPETENCE   "competence" /* code: "soft:2.1" */

/** The address of the description of a kind's levels. */
struct guide {
    const char *kind;
    const char *url;
};

/** A group or an occupation of ESCO. */
struct esco_naming {
    const char *uri;  /* "http://data.europa.eu/esco/isco/C2512", "http://data.europa.eu/esco/occupation/UUID" */
    const char *code; /* ISCO-08: of the group itself, or of the group that the occupation is in */
    const char *name; /* Czech; NULL where the document has none */
    const char *name_en;
};

/** A district (okres) and the region that it lies in. */
struct district {
    const char *code;   /* LAU 1, "CZ0642" */
    const char *name;   /* "Brno-město" */
    const char *region; /* NUTS 3, "CZ064" */
};

/** An occupation that is no more, and the one that took its place. */
struct succession {
    const char *removed;   /* NSP number or slug */
    const char *successor; /* the same; NULL: none */
};

/** A job advert's title with the group that its employer or the labour office chose. */
struct labelled_title {
    const char *title;
    const char *isco; /* 4 or 5 digits */
};

struct document {
    const char *source;      /* id of the source that it belongs to (publishers.h): "nsp", "ispv", "cz-isco" … */
    int64_t publisher;       /* enum publisher */
    const char *path;        /* as findings show it */
    const char *name;        /* the file's name without its folder */
    const char *digest;      /* "sha-256:" and 64 hex digits of its bytes */
    const char *edition;     /* the newest period that it has wages of (period.h), which tells editions apart; or "" */
    struct list occupations; /* struct occupation. What only a dataset knows is left empty: url, median_wage, scales,
                              * rolled_up, names of regions; source, too. id: the NSP number as text, else the slug.
                              * related_ref.id: the slug or the number that the document gives, else NULL. */
    struct list wages;       /* struct wage: of groups, of no occupation in particular */
    struct list namings;     /* struct naming */
    struct list esco;        /* struct esco_naming */
    struct list districts;   /* struct district */
    struct list load_levels; /* struct load_level: the legend */
    struct list guides;      /* struct guide */
    struct list successions; /* struct succession */
    struct list labelled_titles;
};

/** The bytes of a document, and where what is read of it goes. */
struct input {
    const char *path; /* as findings show it */
    const char *bytes;
    size_t length;
    struct arena *arena; /* the document lives here; nothing of it points into bytes */
    struct findings *findings;
};

enum reading {
    READING_DONE,
    READING_REFUSED, /* there was an error; every error of the file has been reported, as far as it could be read */
    READING_NO_MEMORY,
};

/**
 * A reader of one kind of documents. Each has two functions:
 *   bool KIND_looks_likely(const char *bytes, size_t length);      whose is it? reads the start only
 *   enum reading KIND_read(const struct input *, struct document *);
 * @param document  zeroed before, path, name and digest set; to be read on READING_DONE only
 */
typedef enum reading document_reader(const struct input *input, struct document *document);

#endif
