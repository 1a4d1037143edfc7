/**
 * The pages that are compiled in: the contract, the reference, a page for people; and the pages that explain problems.
 */
#ifndef POVOLANI_PAGES_H
#define POVOLANI_PAGES_H

#include "model/answer.h"

struct page_content {
    struct bytes body;
    bool constant; /* lives as long as the program; otherwise the caller frees body.at */
    const char *media_type;
    const char *language; /* Content-Language */
};

enum pages_status { PAGES_FOUND, PAGES_UNKNOWN, PAGES_NO_MEMORY };

/**
 * @param page  as a route names it: "openapi.json"; "problems" for the page of one kind of problem
 * @param name  of that kind, "bad-parameter"; else unused
 */
enum pages_status pages_find(const char *page, const char *name, struct page_content *content);

#endif
