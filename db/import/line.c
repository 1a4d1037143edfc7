/* One pass over the bytes writes the plain form, which is never longer than they are; NFC is left to utf8proc. */
#include "db/import/line.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

enum {
    BYTE_ORDER_MARK_BYTES = 3,
    FIRST_COMBINING_MARK = 0x300, /* what lies below is in NFC already */
    FIRST_PUNCTUATION = 0x2000,   /* from here to the last one, dashes, quotes and bullets are so, too */
    LAST_PUNCTUATION = 0x206F,
    LINE_SEPARATOR = 0x2028,
    PARAGRAPH_SEPARATOR = 0x2029,
};

struct writer {
    char *line; /* start of the line that is being written */
    char *at;
    size_t number;
    size_t faults;
    bool fault;      /* this line has one */
    bool decomposed; /* NFC may change something */
    struct findings *findings;
    const char *file;
};

static void write_fault(struct writer *writer, const char *what)
{
    *writer->at++ = LINE_FAULT;
    if (writer->fault)
        return;
    writer->fault = true;
    writer->faults++;
    finding_error(writer->findings, writer->file, writer->number, "%s; expected UTF-8 text", what);
}

static void write_control(struct writer *writer, utf8proc_int32_t point)
{
    char what[64];

    snprintf(what, sizeof what, "U+%04X is a control character", (unsigned)point);
    write_fault(writer, what);
}

static void write_line_end(struct writer *writer)
{
    while (writer->at > writer->line && (writer->at[-1] == ' ' || writer->at[-1] == '\t'))
        writer->at--;
    *writer->at++ = '\n';
    writer->line = writer->at;
    writer->number++;
    writer->fault = false;
}

static void write_space(struct writer *writer)
{
    if (writer->at > writer->line && writer->at[-1] != '\t')
        *writer->at++ = ' ';
}

static void write_tab(struct writer *writer)
{
    while (writer->at > writer->line && writer->at[-1] == ' ')
        writer->at--;
    *writer->at++ = '\t';
}

/* Writes the byte at the front of length bytes. @return how many bytes were taken. */
static size_t write_ascii(struct writer *writer, const char *bytes, size_t length)
{
    char byte = *bytes;

    if (byte == '\n')
        write_line_end(writer);
    else if (byte == '\t')
        write_tab(writer);
    else if (byte == ' ')
        write_space(writer);
    else if (byte == '\r' && length > 1 && bytes[1] == '\n')
        return 1;
    else if (byte < ' ' || byte == 0x7F)
        write_control(writer, byte);
    else
        *writer->at++ = byte;
    return 1;
}

static bool is_start_of_character(const char *bytes, size_t length)
{
    unsigned char lead = (unsigned char)*bytes;
    size_t wanted = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;

    for (size_t i = 1; i < length; i++)
        if (((unsigned char)bytes[i] & 0xC0) != 0x80)
            return false;
    return lead >= 0xC2 && lead <= 0xF4 && length < wanted;
}

/* Writes the character at the front of length bytes, which is not ASCII. @return how many bytes were taken. */
static size_t write_character(struct writer *writer, const char *bytes, size_t length)
{
    utf8proc_int32_t point;
    utf8proc_ssize_t size = utf8proc_iterate((const utf8proc_uint8_t *)bytes, (utf8proc_ssize_t)length, &point);

    if (size < 0) {
        char what[64];

        snprintf(what, sizeof what, "the byte 0x%02X is not UTF-8", (unsigned char)*bytes);
        write_fault(writer, is_start_of_character(bytes, length) ? "the text ends inside a character" : what);
        return 1;
    }
    if (point < 0xA0 || point == LINE_SEPARATOR || point == PARAGRAPH_SEPARATOR) {
        write_control(writer, point);
    } else if (utf8proc_category(point) == UTF8PROC_CATEGORY_ZS) {
        write_space(writer);
    } else {
        memcpy(writer->at, bytes, (size_t)size);
        writer->at += size;
        writer->decomposed |= point >= FIRST_COMBINING_MARK && (point < FIRST_PUNCTUATION || point > LAST_PUNCTUATION);
    }
    return (size_t)size;
}

static char *composed(struct arena *arena, const char *text)
{
    utf8proc_uint8_t *nfc = utf8proc_NFC((const utf8proc_uint8_t *)text);
    char *copy = nfc ? arena_text(arena, (const char *)nfc, strlen((const char *)nfc)) : NULL;

    free(nfc);
    return copy;
}

char *line_plain_text(const char *bytes, size_t length, struct arena *arena, struct findings *findings,
                      const char *file, size_t *faults)
{
    char *text = arena_take(arena, length + 2);
    struct writer writer = {.line = text, .at = text, .number = 1, .findings = findings, .file = file};
    size_t at = length >= BYTE_ORDER_MARK_BYTES && memcmp(bytes, "\xEF\xBB\xBF", BYTE_ORDER_MARK_BYTES) == 0
                    ? BYTE_ORDER_MARK_BYTES
                    : 0;

    if (!text)
        return NULL;
    while (at < length && writer.faults < LINE_FAULTS_MAX) {
        if ((unsigned char)bytes[at] < 0x80)
            at += write_ascii(&writer, bytes + at, length - at);
        else
            at += write_character(&writer, bytes + at, length - at);
    }
    write_line_end(&writer);
    *writer.at = '\0';
    *faults = writer.faults;
    return writer.decomposed ? composed(arena, text) : text;
}

char *line_plain_value(const char *value, size_t length, bool one_line, struct arena *arena, size_t *faults)
{
    struct findings unheard = {0};
    char *text = line_plain_text(value, length, arena, &unheard, "", faults);
    char *end;

    if (!text)
        return NULL;
    for (char *at = text; *at; at++)
        if (*at == '\t' || (one_line && *at == '\n'))
            *at = ' ';
    text += strspn(text, " \n");
    end = text + strlen(text);
    while (end > text && (end[-1] == ' ' || end[-1] == '\n'))
        end--;
    *end = '\0';
    return text;
}

bool line_next(struct lines *lines, struct line *line)
{
    size_t blanks = strspn(lines->next, "\n");
    char *text = lines->next + blanks;
    char *end = strchr(text, '\n');

    if (!end)
        return false;
    *end = '\0';
    *line = (struct line){.text = text, .number = lines->number + blanks + 1, .blanks = blanks};
    *lines = (struct lines){.next = end + 1, .number = line->number};
    return true;
}

size_t line_split(struct line *line, char *cells[], size_t most)
{
    char *cell = line->text;
    size_t count = 0;

    while (cell) {
        char *tab = strchr(cell, '\t');

        if (count < most)
            cells[count] = cell;
        count++;
        if (tab)
            *tab++ = '\0';
        cell = tab;
    }
    return count;
}
