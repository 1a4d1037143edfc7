/*
 * What a file is if it is no card in tabbed text: another rendering of a card, or no card at all.
 *
 * Cards come in five renderings; tabbed text alone keeps empty cells, so it is the only one that can be read without
 * guessing. All of them begin alike, so the start of the file decides.
 */
#include "db/import/card_reader.h"

#include <string.h>

enum { START_BYTES = 16 * 1024 };

/* Other renderings ------------------------------------------------------------------------------------------------- */

enum mark { MARK_ONE_LINE, MARK_PAGE, MARK_PIPES, MARK_PLAIN, MARK_CARD, MARK_TABBED, MARK_NONE };

static const char *const renderings[MARK_CARD] = {
    [MARK_ONE_LINE] = "a card in one line, whose values cannot be told apart",
    [MARK_PAGE] = "a card as web page, which lacks its tables",
    [MARK_PIPES] = "a card as pipe tables, which lacks its headings",
    [MARK_PLAIN] = "a card in plain text, whose empty cells are lost",
};

/* The labels that only the web page has. */
static bool is_page_label(const char *line, const char *end)
{
    static const char *const labels[] = {
        "Charakteristika", "ID jednotky práce",   "Datum zveřejnění",   "Datum poslední aktualizace",
        "Platové rozmezí", "Regulované povolání", "Nadřazené povolání", "Alternativní nazvy",
    };

    for (size_t i = 0; i < sizeof labels / sizeof *labels; i++)
        if (text_starts_with(line, labels[i])) {
            const char *after = line + strlen(labels[i]);

            return after == end || strchr(":|", after[strspn(after, " ")]);
        }
    return false;
}

static bool is_type(const char *line, const char *end)
{
    for (const struct entry *type = occupation_types; type->code; type++)
        if (text_starts_with(line, type->name) && line + strlen(type->name) == end)
            return true;
    return text_starts_with(line, "WorkUnitTypeEnum.");
}

/* What a line that begins with a label shows; the label's colon stands before after. */
static enum mark mark_behind_label(const char *after, const char *end)
{
    if (memchr(after, '|', (size_t)(end - after)))
        return MARK_PIPES;
    if (after == end)
        return MARK_CARD;
    return *after == '\t' ? MARK_TABBED : *after == ' ' ? MARK_PLAIN : MARK_ONE_LINE;
}

/* What a line shows of the rendering. */
static enum mark mark_of(const char *line, const char *end)
{
    const char *cell = line + strspn(line, "| ");
    bool pipes = memchr(line, '|', (size_t)(end - line));
    size_t labels = 0;

    for (const char *at = cell; at < end; at++)
        labels += card_label_length(at) > 0;
    if (labels > 1)
        return MARK_ONE_LINE;
    if (card_label_length(cell) > 0)
        return pipes ? MARK_PIPES : mark_behind_label(cell + card_label_length(cell) + 1, end);
    if (is_page_label(cell, end))
        return MARK_PAGE;
    if (text_starts_with(cell, "Typ JP ID"))
        return MARK_PLAIN;
    if (text_starts_with(cell, "Typ JP") || is_type(cell, end))
        return pipes ? MARK_PIPES : MARK_CARD;
    return card_is_heading(line, (size_t)(end - line)) ? MARK_CARD : MARK_NONE;
}

/* Two lines with the same number of commas or semicolons. */
static bool is_like_csv(const char *text)
{
    for (const char *separator = ",;"; *separator; separator++) {
        size_t counts[2] = {0};
        size_t row = 0;

        for (const char *at = text; *at && row < 2; at++) {
            counts[row] += *at == *separator;
            row += *at == '\n';
        }
        if (row == 2 && counts[0] > 0 && counts[0] == counts[1])
            return true;
    }
    return false;
}

struct card_kind card_kind(const char *text)
{
    size_t first[MARK_NONE + 1] = {0}; /* the first line that shows each mark */
    size_t number = 1;

    for (const char *at = text; *at && at - text < START_BYTES && first[MARK_TABBED] == 0; number++) {
        const char *end = strchr(at, '\n');
        enum mark mark = mark_of(at, end);

        if (first[mark] == 0)
            first[mark] = number;
        at = end + 1;
    }
    if (first[MARK_TABBED] > 0)
        return (struct card_kind){.is_card = true};
    for (enum mark mark = 0; mark < MARK_CARD; mark++)
        if (first[mark] > 0)
            return (struct card_kind){.is_card = true, .other = renderings[mark], .line = first[mark]};
    if (first[MARK_CARD] > 0)
        return (struct card_kind){.is_card = true};
    return (struct card_kind){.other = is_like_csv(text) ? "CSV" : "no card of an occupation", .line = 1};
}
