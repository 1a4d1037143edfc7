/* Sections of bullets and plain lines: activities, CZ-ISCO groups, health conditions, and those kept as notes. */
#include "db/import/card_reader.h"

#include <string.h>

void card_activity(struct reader *reader, const struct line *line, char *text)
{
    (void)line;
    card_add_text(reader, &reader->card.occupation.activities, text);
}

/* "- 12214 - Řídící pracovníci servisních služeb a reklamací" */
void card_isco(struct reader *reader, const struct line *line, char *text)
{
    char *gap = strstr(text, " - ");
    struct isco_ref *ref;

    if (!gap) {
        card_error(reader, line->number, "%s is no CZ-ISCO group; expected \"- CODE - NAME\"",
                   card_quote(reader, text));
        return;
    }
    *gap = '\0';
    card_check_isco(reader, line, "the CZ-ISCO code", text);
    card_once(reader, line, "the CZ-ISCO code", "", text);
    card_name_isco(reader, line, text, gap + strlen(" - "));
    ref = card_add(reader, &reader->card.occupation.isco, sizeof *ref);
    if (ref)
        *ref = (struct isco_ref){.code = text, .name = gap + strlen(" - ")};
}

void card_health_condition(struct reader *reader, const struct line *line, char *text)
{
    struct health_conditions *conditions = reader->card.occupation.health_conditions;
    const struct entry *effect = reader->place.word;
    bool limits = strcmp(effect->code, "limiting") == 0;
    struct term *term = card_add(reader, limits ? &conditions->limiting : &conditions->excluding, sizeof *term);

    if (!term)
        return;
    card_set_term(reader, line, term, text);
    card_once(reader, line, "the health condition", effect->code, term->id);
}

/* The only plain line of the section speaks of consulting a doctor. */
bool card_health_note(struct reader *reader, const struct line *line)
{
    if (!strstr(line->text, "lékař") && !strstr(line->text, "Lékař"))
        return false;
    if (reader->health_note.count > 0)
        card_add_text(reader, &reader->health_note, " ");
    card_add_text(reader, &reader->health_note, line->text);
    return true;
}

void card_note_begin(struct reader *reader, const struct line *line, const char *year)
{
    const char *heading = reader->place.section->heading;
    struct list *notes = &reader->card.occupation.notes;
    struct note *note = notes->at;

    (void)line;
    (void)year;
    for (reader->note = 0; reader->note < notes->count; reader->note++)
        if (strcmp(note[reader->note].heading, heading) == 0)
            return; /* it goes on */
    note = card_add(reader, notes, sizeof *note);
    if (note)
        note->heading = heading;
}

void card_note_line(struct reader *reader, const struct line *line)
{
    struct list *notes = &reader->card.occupation.notes;
    bool bullet = text_starts_with(line->text, BULLET);

    if (reader->note >= notes->count || (!bullet && card_misspelt_heading(reader, line)))
        return;
    card_add_text(reader, &((struct note *)notes->at)[reader->note].lines,
                  bullet ? line->text + strlen(BULLET) : line->text);
}
