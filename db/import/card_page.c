/*
 * Page breaks: the card's type and ID, which may stand between any two lines, in two forms.
 *
 *     WorkUnitTypeEnum.1          Typ JP  ID
 *                                 WorkUnitTypeEnum.1  103332
 *     103332
 */
#include "db/import/card_reader.h"

#include <string.h>

#define TYPE_ENUM "WorkUnitTypeEnum."

enum { ID_DIGITS_MAX = 6 };

static bool is_type_word(const char *text)
{
    if (text_starts_with(text, TYPE_ENUM))
        return !strpbrk(text, " \t");
    return entry_by_name(occupation_types, text);
}

/* .1 is Povolání and .2 Specializace: the cards that have a superior occupation are all .2. */
static const struct entry *type_named(const char *text)
{
    if (strcmp(text, TYPE_ENUM "1") == 0)
        return entry_by_code(occupation_types, "occupation");
    if (strcmp(text, TYPE_ENUM "2") == 0)
        return entry_by_code(occupation_types, "specialization");
    return entry_by_name(occupation_types, text);
}

static void read_type(struct reader *reader, const struct line *line, const char *text)
{
    struct card_page *page = &reader->page;
    const struct entry *type = type_named(text);

    if (!type)
        card_error(reader, line->number, "unknown type %s; expected " TYPE_ENUM "1 or .2, Povolání or Specializace",
                   card_quote(reader, text));
    else if (page->type && page->type != type)
        card_error(reader, line->number, "the type is %s; expected %s as on line %zu", card_quote(reader, text),
                   page->type->name, page->type_line);
    else if (!page->type) {
        page->type = type;
        page->type_line = line->number;
    }
}

/* Reads the ID, with which a page break ends. */
static void read_id(struct reader *reader, const struct line *line, const char *text)
{
    struct card_page *page = &reader->page;
    size_t digits = strspn(text, "0123456789");

    if (digits < 1 || digits > ID_DIGITS_MAX || text[digits] || *text == '0')
        card_error(reader, line->number, "%s is no ID; expected 1 to 6 digits", card_quote(reader, text));
    else if (page->id && strcmp(page->id, text) != 0)
        card_error(reader, line->number, "the ID is %s; expected %s as on line %zu", card_quote(reader, text), page->id,
                   page->id_line);
    else if (!page->id) {
        page->id = text;
        page->id_line = line->number;
    }
    page->state = PAGE_NONE;
    page->just_passed = true;
}

static void read_row(struct reader *reader, struct line *line)
{
    char *cells[2];
    size_t count = line_split(line, cells, 2);

    read_type(reader, line, cells[0]);
    if (count > 2)
        card_error(reader, line->number, "the row has %zu cells; expected the type and the ID", count);
    read_id(reader, line, cells[1]);
}

/* May the line be the row of type and ID, right or wrong? */
static bool is_like_row(const char *text)
{
    const char *tab = strchr(text, '\t');

    return tab && (text_starts_with(text, TYPE_ENUM) || !strchr(tab + 1, '\t'));
}

/* May the line be an ID, right or wrong? */
static bool is_like_id(const char *text)
{
    return strpbrk(text, "0123456789") && !strpbrk(text, " \t");
}

bool card_page_line(struct reader *reader, struct line *line)
{
    struct card_page *page = &reader->page;

    if (page->state == PAGE_ID_FOLLOWS && is_like_id(line->text)) {
        read_id(reader, line, line->text);
        return true;
    }
    if (page->state == PAGE_ROW_FOLLOWS && is_like_row(line->text)) {
        read_row(reader, line);
        return true;
    }
    card_page_finish(reader);
    if (strcmp(line->text, "Typ JP\tID") == 0)
        page->state = PAGE_ROW_FOLLOWS;
    else if (is_type_word(line->text))
        page->state = PAGE_ID_FOLLOWS;
    else
        return false;
    page->start = line->number;
    page->blanks = line->blanks;
    if (page->state == PAGE_ID_FOLLOWS)
        read_type(reader, line, line->text);
    return true;
}

void card_page_finish(struct reader *reader)
{
    struct card_page *page = &reader->page;

    if (page->state == PAGE_ID_FOLLOWS)
        card_error(reader, page->start, "no ID follows the type; expected 1 to 6 digits on the next line");
    if (page->state == PAGE_ROW_FOLLOWS)
        card_error(reader, page->start, "no row follows \"Typ JP\" and \"ID\"; expected the type and the ID");
    page->state = PAGE_NONE;
}
