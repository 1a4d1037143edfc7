/* Czech text by utf8proc's tables. */
#include "model/text.h"

#include <ctype.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

size_t text_invalid_utf8(const char *text, size_t length)
{
    const utf8proc_uint8_t *bytes = (const utf8proc_uint8_t *)text;
    size_t at = 0;

    while (at < length) {
        utf8proc_int32_t point;
        utf8proc_ssize_t size = 1;

        if (bytes[at] >= 0x80)
            size = utf8proc_iterate(bytes + at, (utf8proc_ssize_t)(length - at), &point);
        if (size <= 0)
            return at;
        at += (size_t)size;
    }
    return length;
}

/* The text in the form that options ask for, in memory of malloc; NULL if there is none or the text is not UTF-8. */
static utf8proc_uint8_t *mapped(const char *text, utf8proc_option_t options)
{
    utf8proc_uint8_t *result = NULL;

    if (utf8proc_map((const utf8proc_uint8_t *)text, 0, &result, options | UTF8PROC_NULLTERM) < 0)
        return NULL;
    return result;
}

char *text_slug(struct arena *arena, const char *name)
{
    utf8proc_uint8_t *folded =
        mapped(name, UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT | UTF8PROC_STRIPMARK | UTF8PROC_CASEFOLD);
    char *slug = folded ? arena_take(arena, strlen((const char *)folded) + 1) : NULL;
    size_t length = 0;

    for (size_t i = 0; slug && folded[i]; i++) {
        if (folded[i] < 0x80 && isalnum(folded[i]))
            slug[length++] = (char)folded[i];
        else if (length > 0 && slug[length - 1] != '-')
            slug[length++] = '-';
    }
    if (slug && length > 0 && slug[length - 1] == '-')
        slug[length - 1] = '\0';
    free(folded);
    return slug;
}

/* Sort key -----------------------------------------------------------------------------------------------------------
 *
 * ČSN 97 6030 compares in levels: letters first (č, ch, ř, š and ž are letters of their own), then other diacritics,
 * then case. The key is the weights of level one, a separator, the diacritics, a separator, the case. A weight is one
 * byte for what Czech uses; the UTF-8 of other alphabets lies above them all. Spaces come before punctuation, that
 * before digits, those before letters, as in ICU's order for Czech, so that other programs sort our lists alike.
 */

enum {
    KEY_SEPARATOR = 0x01,
    KEY_SPACE = 0x02,
    KEY_MARKS = 0x03,
    KEY_DIGITS = 0x30,
    KEY_LETTERS = 0x40,
    CARON = 0x30C,
};

/* Punctuation and letters in their order. A capital stands for the letter with a caron, H for ch; DASH for – and —,
 * OTHER for symbols and for punctuation that Czech does not use. */
enum { DASH = 'D', OTHER = 'O' };
static const char punctuation[] = "_-D,;:!?.'\"()[]{}@*/\\&#%`^+<=>|~$O";
static const char czech_letters[] = "abcCdefghHijklmnopqrRsStuvwxyzZ";

static char weight_in(const char *order, int first, char character)
{
    return (char)(first + (strchr(order, character) - order));
}

/* The punctuation mark as it stands in the order; 0 if it is a letter or digit. */
static char punctuation_of(utf8proc_int32_t point)
{
    utf8proc_category_t category = utf8proc_category(point);

    if (category <= UTF8PROC_CATEGORY_NO)
        return 0;
    if (point < 0x80)
        return (char)(strchr(punctuation, (int)point) ? point : OTHER);
    if (category == UTF8PROC_CATEGORY_PD)
        return DASH;
    return category == UTF8PROC_CATEGORY_PS || category == UTF8PROC_CATEGORY_PI || category == UTF8PROC_CATEGORY_PF
               ? '"'
               : OTHER;
}

/* What one base character and its marks give to the three levels. */
struct sort_levels {
    char *primary;
    char *marks;
    char *cases;
};

/* Reads one base character with its marks at *at and moves *at behind them. */
static void add_character(struct sort_levels *levels, const utf8proc_int32_t *points, size_t *at)
{
    utf8proc_int32_t base = points[(*at)++];
    utf8proc_int32_t lower = utf8proc_tolower(base);
    utf8proc_int32_t mark = 0;

    while (points[*at] && utf8proc_category(points[*at]) == UTF8PROC_CATEGORY_MN)
        mark = points[(*at)++];
    if (lower >= 'a' && lower <= 'z') {
        char letter = (char)lower;

        if (mark == CARON && strchr("crsz", letter)) {
            letter = (char)(letter - 'a' + 'A');
            mark = 0;
        } else if (letter == 'c' && mark == 0 && utf8proc_tolower(points[*at]) == 'h') {
            letter = 'H';
            (*at)++;
        }
        *levels->primary++ = weight_in(czech_letters, KEY_LETTERS, letter);
    } else if (base >= '0' && base <= '9') {
        *levels->primary++ = (char)(KEY_DIGITS + base - '0');
    } else if (utf8proc_category(base) == UTF8PROC_CATEGORY_ZS) {
        *levels->primary++ = KEY_SPACE;
    } else if (punctuation_of(base)) {
        *levels->primary++ = weight_in(punctuation, KEY_MARKS, punctuation_of(base));
    } else {
        levels->primary += utf8proc_encode_char(lower, (utf8proc_uint8_t *)levels->primary);
    }
    *levels->marks++ = (char)(KEY_SPACE + (mark ? 1 + (mark & 0x3F) : 0));
    *levels->cases++ = (char)(KEY_SPACE + (lower != base));
}

char *text_sort_key(struct arena *arena, const char *name)
{
    size_t room = strlen(name) * 4 + 1;
    utf8proc_int32_t *points = arena_take(arena, (room + 1) * sizeof *points);
    char *key = arena_take(arena, room * 3 + 3);
    char *marks = arena_take(arena, room);
    char *cases = arena_take(arena, room);
    struct sort_levels levels = {key, marks, cases};
    utf8proc_ssize_t count;

    if (!points || !key || !marks || !cases)
        return NULL;
    count = utf8proc_decompose((const utf8proc_uint8_t *)name, 0, points, (utf8proc_ssize_t)room,
                               UTF8PROC_NULLTERM | UTF8PROC_DECOMPOSE);
    if (count < 0 || (size_t)count > room)
        return NULL;
    points[count] = 0;
    for (size_t at = 0; points[at];)
        add_character(&levels, points, &at);
    *levels.primary++ = KEY_SEPARATOR;
    memcpy(levels.primary, marks, (size_t)(levels.marks - marks));
    levels.primary += levels.marks - marks;
    *levels.primary++ = KEY_SEPARATOR;
    memcpy(levels.primary, cases, (size_t)(levels.cases - cases));
    return key;
}

/* Distance -------------------------------------------------------------------------------------------------------- */

enum { DISTANCE_BYTES_MAX = 64 }; /* names of parameters, codes and words; longer ones are never near */

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

static bool same(char a, char b)
{
    return tolower((unsigned char)a) == tolower((unsigned char)b);
}

size_t text_distance(const char *a, const char *b, size_t most)
{
    size_t a_length = strlen(a), b_length = strlen(b);
    size_t rows[3][DISTANCE_BYTES_MAX + 1]; /* two rows back, the last and this one: a swap looks two back */
    size_t *before = rows[0], *last = rows[1], *now = rows[2];

    if (a_length > DISTANCE_BYTES_MAX || b_length > DISTANCE_BYTES_MAX || a_length > b_length + most ||
        b_length > a_length + most)
        return most + 1;
    for (size_t j = 0; j <= b_length; j++)
        last[j] = j;
    for (size_t i = 1; i <= a_length; i++) {
        size_t *spare = before;
        size_t smallest = i;

        now[0] = i;
        for (size_t j = 1; j <= b_length; j++) {
            now[j] = least(least(last[j], now[j - 1]) + 1, last[j - 1] + !same(a[i - 1], b[j - 1]));
            if (i > 1 && j > 1 && same(a[i - 1], b[j - 2]) && same(a[i - 2], b[j - 1]))
                now[j] = least(now[j], before[j - 2] + 1);
            smallest = least(smallest, now[j]);
        }
        if (smallest > most)
            return most + 1;
        before = last;
        last = now;
        now = spare;
    }
    return last[b_length];
}

/* A word is near if less than half of it differs, three letters at the most. */
static size_t near_enough(const char *word)
{
    size_t half = strlen(word) / 2;

    return half > 3 ? 3 : half;
}

size_t text_nearest(const char *word, const char *const *texts, size_t count)
{
    size_t best = near_enough(word) + 1;
    size_t found = count;

    for (size_t i = 0; i < count && best > 0; i++) {
        size_t distance = text_distance(word, texts[i], best - 1);

        if (distance < best) {
            best = distance;
            found = i;
        }
    }
    return found;
}
