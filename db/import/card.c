/* Reads a card: each line is offered to the page breaks, the headings, the header lines and its section in turn. */
#include "db/import/card_reader.h"
#include "db/import/kind.h"
#include "db/import/publishers.h"

#include <stdlib.h>
#include <string.h>

enum { LOOK_BYTES = 16 * 1024 };

bool card_looks_like(const char *bytes, size_t length)
{
    struct findings unheard = {0};
    struct arena *arena = arena_new();
    size_t start = length < LOOK_BYTES ? length : LOOK_BYTES;
    size_t faults;
    const char *text = arena ? line_plain_text(bytes, start, arena, &unheard, "", &faults) : NULL;
    bool looks = text && !kind_name(bytes, length) && card_kind(text).is_card;

    arena_free(arena);
    return looks;
}

/* Refuses a file for what it is. */
static void refuse(struct reader *reader, size_t line, const char *what)
{
    card_error(reader, line, "the file is %s; expected " CARD_FORM, what);
}

/* Names the parts that were stated, in the vocabulary's order. */
static void finish_stated(struct reader *reader)
{
    for (unsigned part = 0; part < PART_COUNT; part++)
        if (reader->stated & 1U << part)
            card_add_text(reader, &reader->card.occupation.stated, occupation_parts[part].code);
}

static void finish(struct reader *reader)
{
    struct occupation *occupation = &reader->card.occupation;
    const struct card_page *page = &reader->page;

    card_page_finish(reader);
    if (page->start == 0)
        card_error(reader, 1, "the card has no type and ID; expected \"WorkUnitTypeEnum.1\" and a number");
    card_head_finish(reader);
    card_tables_finish(reader);
    finish_stated(reader);
    occupation->health_conditions->note = card_join(reader, &reader->health_note);
    if (page->type && page->id) {
        occupation->type = page->type->code;
        occupation->id = page->id;
        occupation->nsp_id = (struct figure){.known = true, .value = strtol(page->id, NULL, 10)};
    }
}

static void read_lines(struct reader *reader, char *text)
{
    struct lines lines = {.next = text};
    struct line line;

    reader->place = card_head_place();
    while (reader->errors < CARD_ERRORS_MAX && !reader->no_memory && line_next(&lines, &line)) {
        if (strchr(line.text, LINE_FAULT))
            reader->fault_line = line.number;
        if (card_page_line(reader, &line) || card_heading(reader, &line))
            continue;
        if (!card_label(reader, &line))
            card_section_line(reader, &line);
        reader->page.just_passed = false;
    }
    if (reader->errors < CARD_ERRORS_MAX && !reader->no_memory)
        finish(reader);
}

/* Makes what no occupation lacks. */
static void begin(struct reader *reader)
{
    struct occupation *occupation = &reader->card.occupation;
    const char *folder = strrchr(reader->file, '/');
    const char *document = folder ? folder + 1 : reader->file;

    occupation->health_conditions = card_take(reader, sizeof *occupation->health_conditions);
    occupation->related = card_take(reader, sizeof *occupation->related);
    occupation->source = card_take(reader, sizeof *occupation->source);
    if (occupation->source)
        occupation->source->document = arena_text(reader->arena, document, strlen(document));
    reader->no_memory |= !occupation->source || !occupation->source->document;
}

static void read_text(struct reader *reader, char *text)
{
    struct card_kind kind = card_kind(text);

    if (kind.other)
        refuse(reader, kind.line, kind.other);
    else
        read_lines(reader, text);
}

static void read_card(struct reader *reader, const char *bytes, size_t length)
{
    const char *other = kind_name(bytes, length);
    char *text;

    begin(reader);
    if (other)
        refuse(reader, 1, other);
    if (other || reader->no_memory)
        return;
    text = line_plain_text(bytes, length, reader->arena, reader->findings, reader->file, &reader->errors);
    reader->no_memory |= !text;
    if (reader->errors == LINE_FAULTS_MAX) /* so many lines were at fault */
        refuse(reader, 1, "no UTF-8 text");
    else if (text)
        read_text(reader, text);
}

enum card_status card_read(const char *file, const char *bytes, size_t length, struct arena *arena,
                           struct findings *findings, struct card *card)
{
    struct reader reader = {.file = file, .arena = arena, .findings = findings};

    read_card(&reader, bytes, length);
    if (reader.errors > 0)
        return CARD_REFUSED;
    if (reader.no_memory)
        return CARD_NO_MEMORY;
    *card = reader.card;
    return CARD_OK;
}

enum reading card_read_document(const struct input *input, struct document *document)
{
    struct card *card = arena_take(input->arena, sizeof *card);
    struct occupation *occupation = card ? list_add(&document->occupations, input->arena, sizeof *occupation) : NULL;

    if (!occupation)
        return READING_NO_MEMORY;
    switch (card_read(input->path, input->bytes, input->length, input->arena, input->findings, card)) {
    case CARD_OK:
        *occupation = card->occupation;
        document->source = SOURCE_NSP;
        document->publisher = PUBLISHER_NSP_CARD;
        document->edition = "";
        document->namings = card->namings;
        document->load_levels = card->load_levels;
        document->guides = card->guides;
        return READING_DONE;
    case CARD_REFUSED:
        return READING_REFUSED;
    case CARD_NO_MEMORY:
        break;
    }
    return READING_NO_MEMORY;
}
