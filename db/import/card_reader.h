/**
 * What the parts of the card reader share: the state of one reading, its findings, and who reads which lines.
 * Only db/import/card*.c include it.
 *
 * After a fault the reader goes on with whatever it has: the card is refused anyway, and one run is to show all faults.
 * So what is read behind an error need not make sense, and nothing is taken back.
 */
#ifndef POVOLANI_CARD_READER_H
#define POVOLANI_CARD_READER_H

#include "db/import/card.h"
#include "db/import/line.h"
#include "model/text.h"
#include "model/vocabulary.h"

#define BULLET "- "

enum {
    CARD_ERRORS_MAX = 100, /* of one file: more would tell nobody more */
    CARD_CELLS_MAX = 8,    /* a wage row has seven */
    CARD_SECTIONS_MAX = 32,
    CARD_WORDS_MAX = 5, /* the kinds of competences */
};

struct reader;

/** The table of a section. */
struct card_table {
    const char *above;  /* a row above the header, its cells separated by tabs; NULL: there is none */
    const char *header; /* names the columns; NULL: made when the section begins */
    bool gaps;          /* cells may be empty; else a row fills every column */
    void (*row)(struct reader *reader, const struct line *line, char *const cells[], size_t count);
};

/** A section: its heading, and who reads its lines by their form. NULL: lines of that form have no place in it. */
struct card_section {
    const char *heading;            /* "YYYY" in it stands for a year; NULL: any name of … */
    const struct entry *vocabulary; /* … this vocabulary */
    const char *inside;             /* heading of the section that it is a part of; NULL: of none */
    unsigned states;                /* 1 << the part that it states */
    void (*enter)(struct reader *reader, const struct line *line, const char *year); /* also when it is repeated */
    void (*bullet)(struct reader *reader, const struct line *line, char *text);      /* without its dash */
    const struct card_table *table;
    bool (*plain)(struct reader *reader, const struct line *line); /* false: this one has no place here */
    void (*any)(struct reader *reader, const struct line *line);   /* instead of all the others */
};

/** Where a line stands: its section and, if the heading is a word of a vocabulary, that word. */
struct card_place {
    const struct card_section *section; /* NULL: an unknown one, which was reported at its heading */
    const struct entry *word;
};

/** What may stand only once, and where it did. */
struct card_seen {
    const char *what, *scope, *key;
    size_t line;
    const char *value;
};

struct card_seen_set {
    struct card_seen *slots; /* open addressing; free where what is NULL */
    size_t capacity;         /* a power of two */
    size_t count;
};

/** The page breaks: each says the card's type and ID. */
struct card_page {
    enum { PAGE_NONE, PAGE_ID_FOLLOWS, PAGE_ROW_FOLLOWS } state;
    const struct entry *type;
    size_t type_line;
    const char *id;
    size_t id_line;
    size_t start;     /* line of the break under way */
    size_t blanks;    /* blank lines before it */
    bool just_passed; /* nothing but headings has come since */
};

struct reader {
    const char *file;
    struct arena *arena;
    struct findings *findings;
    struct card card;
    size_t errors;
    size_t fault_line; /* has characters at fault: was reported, and nothing more is said of it */
    bool no_memory;

    struct card_page page;
    struct card_place place;
    struct list known_headings; /* struct term, made when a heading is unknown */
    const char *headers[2];     /* of the place's table: as it is, and without its last column, if it may be so; NULL */
    size_t columns_of[CARD_SECTIONS_MAX][CARD_WORDS_MAX]; /* of each section's table; 0: its header has not come */
    size_t *columns;                                      /* of the place's table, in columns_of */
    struct card_seen_set seen;
    unsigned stated; /* bit n: part n */

    bool labels_began;           /* the description is over */
    struct list description;     /* const char *: lines and what separates them */
    struct list glued_names;     /* const char *: alternative names behind the qualification level */
    struct list other_subfields; /* struct term */
    size_t regulation_line;
    struct wage group;       /* what the rows of the regional table that is read have in common */
    const char *group_scope; /* the same as text */
    struct wage nation;      /* what the rows of the national table have in common */
    struct working_condition loads[LOAD_FACTOR_COUNT]; /* factor is NULL where no row has come */
    struct load_level *level;                          /* of the legend, open for its description; NULL */
    struct list level_lines;                           /* const char *: its description */
    struct list competences[CARD_WORDS_MAX];           /* struct competence, by kind */
    struct list health_note;                           /* const char * */
    size_t note;                                       /* the one that is read, among the card's notes */
};

/* Findings: %s of a value through card_quote, of a suggestion through card_guess or card_nearest. */

void card_error(struct reader *reader, size_t line, const char *format, ...) __attribute__((format(printf, 3, 4)));
void card_warning(struct reader *reader, size_t line, const char *format, ...) __attribute__((format(printf, 3, 4)));

/** @return the text in quotes, shortened to fit a line. */
const char *card_quote(struct reader *reader, const char *text);

/** The search for the known word that was meant; case and diacritics do not count, so it compares slugs. */
struct card_guess {
    const char *slug; /* of the unknown word */
    size_t most;      /* edits that may lead to a nearer word */
    const char *best;
};
struct card_guess card_guess(struct reader *reader, const char *word);
/** @return the word with its slug as id, for card_guess_try. */
struct term card_known(struct reader *reader, const char *word);
void card_guess_try(struct card_guess *guess, const struct term *known);

/** @return "; did you mean …?", or "" if nothing is near. */
const char *card_guess_said(struct reader *reader, const struct card_guess *guess);
const char *card_nearest(struct reader *reader, const char *word, const struct entry *vocabulary);

/* Memory: what fails is remembered in no_memory, and the card is not handed over. */

/** list_add; NULL if there is no memory. */
void *card_add(struct reader *reader, struct list *list, size_t size);
void card_add_text(struct reader *reader, struct list *list, const char *text);
void *card_take(struct reader *reader, size_t size);

/** @return the texts of the list one after another; NULL if there are none or there is no memory. */
const char *card_join(struct reader *reader, const struct list *texts);

/**
 * What was said of a thing where it came first.
 * @return its place in the set, line 0 if it is new: the caller sets it; NULL if there is no memory
 */
struct card_seen *card_seen(struct reader *reader, const char *what, const char *scope, const char *key);

/** Reports a thing that comes twice within a scope ("the region", "1221 in 2020", "Kraj Vysočina"). */
void card_once(struct reader *reader, const struct line *line, const char *what, const char *scope, const char *key);

/* What several parts read. */

/** Reports a code that is not of 1-5 digits. what: "the CZ-ISCO code". */
void card_check_isco(struct reader *reader, const struct line *line, const char *what, const char *code);

/** Reports a code of anything but ASCII letters, digits and signs ("._-"): codes are parts of our paths. */
void card_check_code(struct reader *reader, const struct line *line, const char *what, const char *code,
                     const char *signs);

/** Keeps the name of a CZ-ISCO code; warns if the card has named it otherwise before. */
void card_name_isco(struct reader *reader, const struct line *line, const char *code, const char *name);

/** Sets what the source only names; reports a name of which no id can be made. */
void card_set_term(struct reader *reader, const struct line *line, struct term *term, const char *name);

/* The parts, in the order in which a line is offered to them. */

/** card_page.c: is the line part of a page break? */
bool card_page_line(struct reader *reader, struct line *line);
void card_page_finish(struct reader *reader);

/** card_section.c: is the line a heading? If so, its section begins or goes on. */
bool card_heading(struct reader *reader, const struct line *line);

/** card_head.c: is it a header line with a known label? */
bool card_label(struct reader *reader, const struct line *line);
void card_head_finish(struct reader *reader);
/** @return the length of the label at the text's start, which a colon follows; 0 if there is none. */
size_t card_label_length(const char *text);

/** card_section.c: hands the line to the section that it stands in. */
void card_section_line(struct reader *reader, struct line *line);
/** @return where the lines before the first heading stand. */
struct card_place card_head_place(void);
/** Is the text a section's heading, whichever year it names? */
bool card_is_heading(const char *text, size_t length);
/** Reports a line that has no place where it is; if it looks like a heading, what follows is passed over. */
void card_stray_line(struct reader *reader, const struct line *line);
/** In running text: reports a line that seems a misspelt heading. @return false: it does not. */
bool card_misspelt_heading(struct reader *reader, const struct line *line);

/** card_row.c: reads a line of the section's table: its header, or a row for card_table.row. */
void card_table_line(struct reader *reader, struct line *line);

/* What the table of sections points to. */

void card_head_line(struct reader *reader, const struct line *line);            /* card_head.c */
void card_activity(struct reader *reader, const struct line *line, char *text); /* card_list.c */
void card_isco(struct reader *reader, const struct line *line, char *text);
void card_health_condition(struct reader *reader, const struct line *line, char *text);
bool card_health_note(struct reader *reader, const struct line *line);
void card_note_begin(struct reader *reader, const struct line *line, const char *year);
void card_note_line(struct reader *reader, const struct line *line);
void card_region_wages_begin(struct reader *reader, const struct line *line, const char *year); /* card_wage.c */
bool card_wage_group(struct reader *reader, const struct line *line);
extern const struct card_table card_region_wages;
void card_national_wages_begin(struct reader *reader, const struct line *line, const char *year);
extern const struct card_table card_national_wages;
extern const struct card_table card_esco; /* card_table.c */
extern const struct card_table card_loads;
void card_legend_level(struct reader *reader, const struct line *line, char *text);
bool card_legend_line(struct reader *reader, const struct line *line);
extern const struct card_table card_education;
void card_competences_begin(struct reader *reader, const struct line *line, const char *year);
bool card_guide(struct reader *reader, const struct line *line);
extern const struct card_table card_competences;
void card_tables_finish(struct reader *reader);

/* card_kind.c */

/** What a text is. */
struct card_kind {
    bool is_card;      /* in whichever rendering */
    const char *other; /* what it is instead of a card in tabbed text; NULL: it is one */
    size_t line;       /* where that shows */
};
struct card_kind card_kind(const char *text);

#endif
