/* A chart is written from top to bottom: its height is counted first, then each line knows where it stands. */
#include "model/svg.h"

#include "model/buffer.h"
#include "model/wage.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* In user units, about pixels. Columns from the left: region, sphere, source, plot, figures. */
enum {
    WIDTH = 760,
    MARGIN = 16,
    SPHERE_X = 178,
    SOURCE_X = 220,
    PLOT_X = 268,
    PLOT_WIDTH = 300,
    HEAD_HEIGHT = 108, /* title, legend, scale */
    HEADING_HEIGHT = 34,
    ROW_HEIGHT = 22,
    TITLE_CHARACTERS = 64, /* what fits into the width: SVG does not wrap */
    HEADING_CHARACTERS = 72,
    STEPS_MAX = 5, /* of the scale */
};

static const char style_sheet[] =
    "<style>\n"
    "text{font:12px system-ui,'Segoe UI',Roboto,'DejaVu Sans',sans-serif;fill:#1b2430}\n"
    ".ground{fill:#fff}.title{font-size:19px;font-weight:600}.heading{font-weight:600}.soft{fill:#5a6675}\n"
    ".number{text-anchor:end;font-variant-numeric:tabular-nums}.withheld{font-style:italic}.scale{text-anchor:middle}\n"
    ".grid{stroke:#d8dee6}.range{stroke:#6b8fb5;stroke-width:2}.box{fill:#b9d2ec}.median{stroke:#0a4a8f;stroke-width:3}"
    "\n"
    "@media (prefers-color-scheme:dark){text{fill:#e3e8ee}.ground{fill:#12171d}.soft{fill:#9aa6b4}.grid{stroke:#2f3945}"
    ".range{stroke:#6f9cc9}.box{fill:#2b4f76}.median{stroke:#a9d2fb}}\n"
    "</style>\n";

/* The figures that are drawn, lowest first, and what they are called. */
enum { P10, FROM, P25, MEDIAN, P75, TO, P90, FIGURE_COUNT };
static const struct {
    const char *field;
    const char *name;
} figures[FIGURE_COUNT] = {
    [P10] = {"p10", "1. decil"},     [FROM] = {"from", "od"},       [P25] = {"p25", "1. kvartil"},
    [MEDIAN] = {"median", "medián"}, [P75] = {"p75", "3. kvartil"}, [TO] = {"to", "do"},
    [P90] = {"p90", "9. decil"},
};

struct chart {
    struct buffer text;
    const struct answer *answer;
    const struct style *style;
    int64_t top; /* CZK at the right end of the scale */
    int64_t step;
    int y; /* the lower end of the line under way */
};

/* Text ------------------------------------------------------------------------------------------------------------- */

static void add(struct chart *chart, const char *text)
{
    buffer_add(&chart->text, text, strlen(text));
}

static void addf(struct chart *chart, const char *format, ...) __attribute__((format(printf, 2, 3)));
static void addf(struct chart *chart, const char *format, ...)
{
    char text[256]; /* markup and numbers only */
    va_list arguments;
    int length;

    va_start(arguments, format);
    length = vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    chart->text.failed |= length < 0 || (size_t)length >= sizeof text;
    add(chart, text);
}

/* What a byte is written as; NULL: as it is. Control characters may not stand in XML at all. */
static const char *escape_of(unsigned char byte)
{
    switch (byte) {
    case '&':
        return "&amp;";
    case '<':
        return "&lt;";
    case '>':
        return "&gt;";
    case '"':
        return "&quot;";
    default:
        return byte < ' ' || byte == 0x7f ? " " : NULL;
    }
}

static bool begins_character(char byte)
{
    return ((unsigned char)byte & 0xc0) != 0x80;
}

/* Adds a text of a source, at most so many characters of it. */
static void add_text(struct chart *chart, const char *text, size_t characters)
{
    for (size_t count = 0; *text; text++) {
        const char *escape = escape_of((unsigned char)*text);

        if (begins_character(*text) && count++ == characters) {
            add(chart, "…");
            return;
        }
        buffer_add(&chart->text, escape ? escape : text, escape ? strlen(escape) : 1);
    }
}

/* "98 245", with spaces that do not break. */
static void add_czk(struct chart *chart, int64_t amount)
{
    char digits[24];
    size_t length = (size_t)snprintf(digits, sizeof digits, "%" PRId64, amount);

    for (size_t i = 0; i < length; i++) {
        if (i > 0 && (length - i) % 3 == 0)
            add(chart, "\u00a0");
        buffer_add(&chart->text, &digits[i], 1);
    }
}

/* "2025-H1" is the first half of the year. */
static void add_period(struct chart *chart, const struct wage *row)
{
    addf(chart, "%" PRId64, row->year);
    if (strcmp(row->period + strcspn(row->period, "-"), "-H1") == 0)
        add(chart, ", 1. pololetí");
}

/* Rows ------------------------------------------------------------------------------------------------------------- */

/* A figure of a row, if it is selected. */
static struct figure figure_of(const struct chart *chart, const struct wage *row, int which)
{
    const char *name = figures[which].field;
    const struct field *field = shape_field(chart->answer->shape, name, strlen(name));
    const struct selection *inside;
    struct figure figure;

    if (!selection_has(chart->style->fields, field, &inside))
        return (struct figure){0};
    memcpy(&figure, (const unsigned char *)row + field->offset, sizeof figure);
    return figure;
}

static struct figure either(struct figure first, struct figure second)
{
    return first.known ? first : second;
}

/* Tenths, so that no locale writes a comma. */
static void add_x(struct chart *chart, const char *attribute, int64_t tenths)
{
    addf(chart, " %s='%" PRId64 ".%" PRId64 "'", attribute, tenths / 10, tenths % 10);
}

static int64_t width_of(const struct chart *chart, int64_t amount)
{
    return 10 * PLOT_WIDTH * amount / chart->top;
}

static int64_t x_of(const struct chart *chart, int64_t amount)
{
    return 10 * PLOT_X + width_of(chart, amount);
}

static void add_line(struct chart *chart, const char *class, int64_t x1, int y1, int64_t x2, int y2)
{
    addf(chart, "<line class='%s' y1='%d' y2='%d'", class, y1, y2);
    add_x(chart, "x1", x1);
    add_x(chart, "x2", x2);
    add(chart, "/>");
}

static void add_bars(struct chart *chart, const struct wage *row)
{
    struct figure low = either(figure_of(chart, row, P10), figure_of(chart, row, FROM));
    struct figure high = either(figure_of(chart, row, P90), figure_of(chart, row, TO));
    struct figure p25 = figure_of(chart, row, P25), p75 = figure_of(chart, row, P75);
    struct figure median = figure_of(chart, row, MEDIAN);
    int middle = chart->y - ROW_HEIGHT / 2;

    if (low.known && high.known)
        add_line(chart, "range", x_of(chart, low.value), middle, x_of(chart, high.value), middle);
    if (p25.known && p75.known) {
        addf(chart, "<rect class='box' y='%d' height='10'", middle - 5);
        add_x(chart, "x", x_of(chart, p25.value));
        add_x(chart, "width", width_of(chart, p75.value) - width_of(chart, p25.value));
        add(chart, "/>");
    }
    if (median.known)
        add_line(chart, "median", x_of(chart, median.value), middle - 7, x_of(chart, median.value), middle + 7);
}

static void add_cell(struct chart *chart, const char *class, int x, const char *text)
{
    addf(chart, "<text class='%s' x='%d' y='%d'>", class, x, chart->y - 7);
    add_text(chart, text, HEADING_CHARACTERS);
    add(chart, "</text>");
}

/* The lowest figure, the median and the highest, in digits. */
static void add_figures(struct chart *chart, const struct wage *row)
{
    const struct figure shown[] = {
        either(figure_of(chart, row, P10), figure_of(chart, row, FROM)),
        figure_of(chart, row, MEDIAN),
        either(figure_of(chart, row, P90), figure_of(chart, row, TO)),
    };
    const char *between = "";

    addf(chart, "<text class='number' x='%d' y='%d'>", WIDTH - MARGIN, chart->y - 7);
    for (size_t i = 0; i < sizeof shown / sizeof *shown; i++) {
        if (!shown[i].known)
            continue;
        add(chart, between);
        add_czk(chart, shown[i].value);
        between = " – ";
    }
    add(chart, "</text>");
}

/* All of a row in words: a tip for who points at it, and for who hears it. */
static void add_words(struct chart *chart, const struct wage *row)
{
    const char *between = ": ";

    add(chart, "<title>");
    add_text(chart, row->region_name, HEADING_CHARACTERS);
    add(chart, strcmp(row->sphere, "wage") == 0 ? ", mzdová sféra, " : ", platová sféra, ");
    add_period(chart, row);
    for (int which = 0; which < FIGURE_COUNT; which++) {
        struct figure figure = figure_of(chart, row, which);

        if (!figure.known)
            continue;
        add(chart, between);
        add(chart, figures[which].name);
        add(chart, " ");
        add_czk(chart, figure.value);
        add(chart, " Kč");
        between = ", ";
    }
    add(chart, strcmp(row->status, "suppressed") == 0 ? ": zdroj údaj nezveřejňuje</title>" : "</title>");
}

static void add_row(struct chart *chart, const struct wage *row)
{
    chart->y += ROW_HEIGHT;
    add(chart, "<g>");
    add_words(chart, row);
    add_cell(chart, "region", MARGIN, row->region_name);
    add_cell(chart, "soft", SPHERE_X, strcmp(row->sphere, "wage") == 0 ? "mzda" : "plat");
    add_cell(chart, "soft", SOURCE_X, strcmp(row->source, "ispv") == 0 ? "ISPV" : "NSP");
    if (strcmp(row->status, "suppressed") == 0) {
        add_cell(chart, "soft withheld", PLOT_X + 4, "zdroj údaj nezveřejňuje");
    } else {
        add_bars(chart, row);
        add_figures(chart, row);
    }
    add(chart, "</g>\n");
}

/* Does a row begin a group or a period? */
static bool opens(const struct wage *rows, size_t i)
{
    return i == 0 || strcmp(rows[i].isco, rows[i - 1].isco) != 0 || strcmp(rows[i].period, rows[i - 1].period) != 0;
}

static void add_heading(struct chart *chart, const struct wage *row)
{
    chart->y += HEADING_HEIGHT;
    addf(chart, "<text class='heading' x='%d' y='%d'>", MARGIN, chart->y - 7);
    add_period(chart, row);
    add(chart, " · CZ-ISCO ");
    add_text(chart, row->isco, HEADING_CHARACTERS);
    add(chart, " ");
    add_text(chart, row->isco_name ? row->isco_name : "", HEADING_CHARACTERS);
    add(chart, "</text>\n");
}

static void add_rows(struct chart *chart)
{
    const struct wage *rows = chart->answer->page.items.at;

    for (size_t i = 0; i < chart->answer->page.items.count; i++) {
        if (opens(rows, i))
            add_heading(chart, &rows[i]);
        add_row(chart, &rows[i]);
    }
}

/* The whole -------------------------------------------------------------------------------------------------------- */

/* The scale begins at 0 and ends at a round figure that nothing exceeds. */
static void choose_scale(struct chart *chart)
{
    static const int64_t factors[] = {2, 5, 10};
    const struct wage *rows = chart->answer->page.items.at;
    int64_t highest = 1, unit = 1000;

    for (size_t i = 0; i < chart->answer->page.items.count; i++)
        for (int which = 0; which < FIGURE_COUNT; which++) {
            struct figure figure = figure_of(chart, &rows[i], which);

            highest = figure.known && figure.value > highest ? figure.value : highest;
        }
    chart->step = unit;
    for (int i = 0; highest > STEPS_MAX * chart->step; i++) {
        chart->step = unit * factors[i % 3];
        unit = i % 3 == 2 ? 10 * unit : unit;
    }
    chart->top = (highest + chart->step - 1) / chart->step * chart->step;
}

static void add_scale(struct chart *chart, int height)
{
    for (int64_t amount = 0; amount <= chart->top; amount += chart->step) {
        add_line(chart, "grid", x_of(chart, amount), HEAD_HEIGHT - 4, x_of(chart, amount), height - MARGIN);
        addf(chart, "<text class='soft scale' y='%d'", HEAD_HEIGHT - 10);
        add_x(chart, "x", x_of(chart, amount));
        add(chart, ">");
        add_czk(chart, amount);
        add(chart, "</text>\n");
    }
}

static int height_of(const struct answer *answer)
{
    const struct wage *rows = answer->page.items.at;
    int height = HEAD_HEIGHT + MARGIN + 8;

    for (size_t i = 0; i < answer->page.items.count; i++)
        height += ROW_HEIGHT + (opens(rows, i) ? HEADING_HEIGHT : 0);
    return answer->page.items.count > 0 ? height : height + ROW_HEIGHT;
}

static void add_head(struct chart *chart, int height)
{
    const char *caption = chart->answer->caption ? chart->answer->caption : "";

    addf(chart,
         "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 %d %d' width='%d' height='%d' xml:lang='cs' "
         "role='img' aria-labelledby='title' aria-describedby='desc'>\n",
         WIDTH, height, WIDTH, height);
    add(chart, "<title id='title'>Hrubé měsíční mzdy: ");
    add_text(chart, caption, SIZE_MAX);
    add(chart, "</title>\n<desc id='desc'>Řádky jsou podle skupiny CZ-ISCO, období, kraje a sféry; vpravo jsou částky "
               "v korunách.</desc>\n");
    add(chart, style_sheet);
    addf(chart, "<rect class='ground' width='%d' height='%d'/>\n<text class='title' x='%d' y='34'>", WIDTH, height,
         MARGIN);
    add_text(chart, caption, TITLE_CHARACTERS);
    addf(chart,
         "</text>\n<text class='soft' x='%d' y='56'>Hrubá měsíční mzda v Kč. Čára: od – do (NSP) nebo 1. až 9. decil "
         "(ISPV);</text>\n",
         MARGIN);
    addf(chart, "<text class='soft' x='%d' y='73'>obdélník: 1. až 3. kvartil; svislá ryska: medián.</text>\n", MARGIN);
}

struct bytes answer_svg(const struct answer *answer, const struct style *style)
{
    struct chart chart = {.answer = answer, .style = style, .y = HEAD_HEIGHT};
    int height = height_of(answer);

    choose_scale(&chart);
    add_head(&chart, height);
    if (answer->page.items.count > 0) {
        add_scale(&chart, height);
        add_rows(&chart);
    } else {
        chart.y += ROW_HEIGHT;
        add_cell(&chart, "withheld", MARGIN, "Výběru neodpovídá žádný údaj o mzdách.");
    }
    add(&chart, "</svg>\n");
    return buffer_end(&chart.text);
}
