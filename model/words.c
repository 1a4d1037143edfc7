/* A text is normalised, then cut where its letters and digits end. */
#include "model/words.h"

#include "model/text.h"

#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

/* Letters without a decomposition that are written in ASCII as something else. */
static const struct letter {
    utf8proc_int32_t point;
    const char *ascii;
} letters[] = {
    {0xE6, "ae"}, {0xF0, "d"}, {0xF8, "o"}, {0xFE, "th"}, {0x111, "d"}, {0x131, "i"}, {0x142, "l"}, {0x153, "oe"},
};

static bool is_mark(utf8proc_int32_t point)
{
    return point >= 0x80 && utf8proc_category(point) >= UTF8PROC_CATEGORY_MN &&
           utf8proc_category(point) <= UTF8PROC_CATEGORY_ME;
}

static bool is_letter(utf8proc_int32_t point)
{
    utf8proc_category_t category = utf8proc_category(point);

    return category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_LO;
}

static bool is_digit(utf8proc_int32_t point)
{
    utf8proc_category_t category = utf8proc_category(point);

    return category >= UTF8PROC_CATEGORY_ND && category <= UTF8PROC_CATEGORY_NO;
}

/* Does what stands at the place go on with the word in front of it? */
static bool continues(const utf8proc_int32_t *points, size_t at)
{
    utf8proc_int32_t point = points[at];

    if (point == '.')
        return is_digit(points[at - 1]) && is_digit(points[at + 1]);
    if (point == '+' || point == '#')
        return is_letter(points[at - 1]) || points[at - 1] == point;
    return is_letter(point) || is_digit(point) || is_mark(point);
}

/* Points as UTF-8, composed. @return NULL if there is no memory */
static char *encoded(struct arena *arena, const utf8proc_int32_t *points, size_t count)
{
    utf8proc_int32_t *buffer = arena_take(arena, (count + 1) * sizeof *buffer);
    utf8proc_ssize_t length;

    if (!buffer)
        return NULL;
    memcpy(buffer, points, count * sizeof *buffer);
    length = utf8proc_reencode(buffer, (utf8proc_ssize_t)count, UTF8PROC_COMPOSE | UTF8PROC_STABLE);
    return length < 0 ? NULL : (char *)buffer;
}

static size_t fold_letter(utf8proc_int32_t point, char *at)
{
    for (size_t i = 0; i < sizeof letters / sizeof *letters; i++) {
        if (letters[i].point == point) {
            memcpy(at, letters[i].ascii, strlen(letters[i].ascii));
            return strlen(letters[i].ascii);
        }
    }
    return (size_t)utf8proc_encode_char(point, (utf8proc_uint8_t *)at);
}

/* Points as UTF-8, without marks. @return NULL if there is no memory */
static char *folded(struct arena *arena, const utf8proc_int32_t *points, size_t count)
{
    char *text = arena_take(arena, count * 4 + 1); /* UTF-8 needs at most four bytes a point */
    size_t length = 0;

    for (size_t i = 0; text && i < count; i++)
        if (!is_mark(points[i]))
            length += fold_letter(points[i], text + length);
    return text;
}

/* Cuts points, which end with two that are 0, into words. */
static bool cut(struct arena *arena, const utf8proc_int32_t *points, size_t count, struct list *words)
{
    for (size_t at = 0, start; at < count;) {
        struct word *word;

        start = at++;
        if (!is_letter(points[start]) && !is_digit(points[start]))
            continue;
        while (at < count && continues(points, at))
            at++;
        word = list_add(words, arena, sizeof *word);
        if (!word)
            return false;
        word->folded = folded(arena, points + start, at - start);
        word->accented = encoded(arena, points + start, at - start);
        if (!word->folded || !word->accented)
            return false;
    }
    return true;
}

/* Decomposes and cuts bytes that are UTF-8. They are mostly no more points than bytes; where they are, that is known
 * then. */
static bool cut_utf8(struct arena *arena, const char *text, size_t length, struct list *words)
{
    const utf8proc_option_t options = UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT | UTF8PROC_CASEFOLD | UTF8PROC_IGNORE;
    const utf8proc_uint8_t *bytes = (const utf8proc_uint8_t *)text;
    utf8proc_ssize_t count = 0, room;
    utf8proc_int32_t *points;

    do {
        room = count > 0 ? count : (utf8proc_ssize_t)length;
        points = arena_take(arena, ((size_t)room + 2) * sizeof *points);
        if (!points)
            return false;
        count = utf8proc_decompose(bytes, (utf8proc_ssize_t)length, points, room, options);
    } while (count > room);
    if (count < 0)
        return false;
    points[count] = points[count + 1] = 0;
    return cut(arena, points, (size_t)count, words);
}

bool words_of(struct arena *arena, const char *text, size_t length, struct list *words)
{
    for (size_t at = 0; at < length; at++) { /* past a byte that is not UTF-8 */
        size_t valid = text_invalid_utf8(text + at, length - at);

        if (valid > 0 && !cut_utf8(arena, text + at, valid, words))
            return false;
        at += valid;
    }
    return true;
}

char *words_joined(struct arena *arena, const struct list *words, bool accented)
{
    const struct word *word = words->at;
    size_t size = 1;
    char *joined, *at;

    for (size_t i = 0; i < words->count; i++)
        size += strlen(accented ? word[i].accented : word[i].folded) + 1;
    joined = at = arena_take(arena, size);
    for (size_t i = 0; joined && i < words->count; i++) {
        if (i > 0)
            *at++ = '-';
        at = stpcpy(at, accented ? word[i].accented : word[i].folded);
    }
    return joined;
}
