/**
 * The terms of the table search: what who builds the index and who asks it have to agree upon (db/schema.sql).
 */
#ifndef POVOLANI_SEARCH_TERMS_H
#define POVOLANI_SEARCH_TERMS_H

enum search_kind { SEARCH_OCCUPATION, SEARCH_ISCO, SEARCH_COMPETENCE, SEARCH_KIND_COUNT };
enum search_form { SEARCH_ACCENTED, SEARCH_FOLDED, SEARCH_STEM };
/* A word in a name is in the first three, one in an alternative name in the two after it. The last two are of all words
 * of a name, and of an id, slug or code. */
enum search_place { SEARCH_NAME, SEARCH_ALTERNATIVE, SEARCH_ANYWHERE, SEARCH_WHOLE, SEARCH_ID };

enum { SEARCH_CLASS_BYTES = 5 /* with NUL */ };

/** What a term begins with: "ofn:". */
static inline void search_class(enum search_kind kind, enum search_form form, enum search_place place,
                                char class[static SEARCH_CLASS_BYTES])
{
    class[0] = "oic"[kind];
    class[1] = "afs"[form];
    class[2] = "nlrwd"[place];
    class[3] = ':';
    class[4] = '\0';
}

#endif
