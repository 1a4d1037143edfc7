#include "server/pages.h"

#include "model/embed.h"
#include "model/problem.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* clang-format off */
#define HTML "text/html; charset=utf-8"
#define PAGES(X)                                                                                    \
    X(openapi_json, "openapi.json", BUILD_DIR "/openapi.json", "application/json",          "en")     \
    X(openapi_yaml, "openapi.yaml", "openapi.yaml",            "application/yaml",          "en")     \
    X(index_html,   "index.html",   "server/www/index.html",   HTML,                        "cs, en") \
    X(docs_html,    "docs.html",    "server/www/docs.html",    HTML,                        "en")     \
    X(robots_txt,   "robots.txt",   "server/www/robots.txt",   "text/plain; charset=utf-8", "en")
/* clang-format on */

#define PAGE_EMBED(symbol, name, file, media_type, language) EMBED(page_##symbol, file);
PAGES(PAGE_EMBED)

struct embedded {
    const char *name, *text, *media_type, *language;
};

#define ROW(symbol, name, file, media_type, language) {name, page_##symbol, media_type, language},
static const struct embedded embedded[] = {PAGES(ROW)};

/* Text as HTML; what stands in `backticks` is code. */
static void put_escaped(FILE *out, const char *text)
{
    bool code = false;

    for (; *text; text++)
        switch (*text) {
        case '`':
            code = !code;
            fputs(code ? "<code>" : "</code>", out);
            break;
        case '<':
            fputs("&lt;", out);
            break;
        case '>':
            fputs("&gt;", out);
            break;
        case '&':
            fputs("&amp;", out);
            break;
        case '"':
            fputs("&quot;", out);
            break;
        default:
            fputc(*text, out);
        }
}

/* Writes a form, in which each "%" stands for the next text, escaped. */
static void put_filled(FILE *out, const char *form, const char *const *texts)
{
    for (; *form; form++)
        if (*form == '%')
            put_escaped(out, *texts++);
        else
            fputc(*form, out);
}

static enum pages_status problem_page(const char *name, struct page_content *content)
{
    static const char form[] =
        "<!doctype html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n"
        "<meta name=\"viewport\" content=\"width=device-width\">\n<title>%</title>\n"
        "<style>body{font:1rem/1.5 system-ui,sans-serif;max-width:44rem;margin:2rem auto;padding:0 1rem}</style>\n"
        "<h1>%</h1>\n<p>Problem <code>%</code>, status %.</p>\n<p>%</p>\n"
        "<p><a href=\"../../docs\">The reference</a></p>\n</html>\n";
    const struct problem_kind_info *kind = NULL;
    char status[16];
    FILE *out;
    bool written;

    for (size_t i = 0; i < PROBLEM_KIND_COUNT && !kind; i++)
        if (strcmp(problem_kinds[i].name, name) == 0)
            kind = &problem_kinds[i];
    if (!kind)
        return PAGES_UNKNOWN;
    snprintf(status, sizeof status, "%d", kind->status);
    *content = (struct page_content){.media_type = HTML, .language = "en"};
    out = open_memstream(&content->body.at, &content->body.length);
    if (!out)
        return PAGES_NO_MEMORY;
    put_filled(out, form, (const char *[]){kind->title, kind->title, kind->name, status, kind->explanation});
    written = !ferror(out);
    if (fclose(out) == 0 && written)
        return PAGES_FOUND;
    free(content->body.at);
    return PAGES_NO_MEMORY;
}

enum pages_status pages_find(const char *page, const char *name, struct page_content *content)
{
    if (strcmp(page, "problems") == 0)
        return problem_page(name, content);
    for (size_t i = 0; i < sizeof embedded / sizeof *embedded; i++)
        if (strcmp(embedded[i].name, page) == 0) {
            *content = (struct page_content){
                .body = {(char *)(uintptr_t)embedded[i].text, strlen(embedded[i].text)},
                .constant = true,
                .media_type = embedded[i].media_type,
                .language = embedded[i].language,
            };
            return PAGES_FOUND;
        }
    return PAGES_UNKNOWN;
}
