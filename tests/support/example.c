#include "tests/support/example.h"

#include <stdio.h>
#include <string.h>

/* By the first path that a row's begins with. */
static const struct {
    const char *path;
    struct example example;
} examples[] = {
    {"/v1/occupations/{id}/gap", {"103332", "from=103332", NULL}},
    {"/v1/occupations/{", {"103332", "", NULL}},
    {"/v1/competences/{", {"soft:2.1", "", NULL}},
    {"/v1/health-conditions/{", {"poruchy-videni", "", NULL}},
    {"/v1/working-conditions/{", {"visual", "", NULL}},
    {"/v1/isco/{", {"1221", "", NULL}},
    {"/v1/wages/position", {NULL, "isco=1221&region=CZ&sphere=wage&amount=50000", NULL}},
    {"/v1/suggest", {NULL, "q=re", NULL}},
    {"/v1/match/titles", {NULL, "title=reditel", "{\"titles\":[\"ředitel\"]}"}},
    {"/v1/match/competences", {NULL, "", "{\"competences\":[{\"id\":\"soft:2.1\",\"level\":4}]}"}},
    {"/docs/problems/{", {"not-found", "", NULL}},
    {"/", {NULL, "", NULL}},
};

struct example example_of(const struct route *route)
{
    struct example example;
    size_t i = 0;

    while (strncmp(route->path, examples[i].path, strlen(examples[i].path)) != 0)
        i++;
    example = examples[i].example;
    if (route->method == METHOD_POST)
        example.query = "";
    else
        example.body = NULL;
    return example;
}

const char *example_path(const struct route *route, const char *segment)
{
    static char path[256];
    const char *open = strchr(route->path, '{');

    if (!open)
        return route->path;
    snprintf(path, sizeof path, "%.*s%s%s", (int)(open - route->path), route->path,
             segment ? segment : example_of(route).segment, strchr(open, '}') + 1);
    return path;
}
