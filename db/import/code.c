#include "db/import/code.h"

#include "model/text.h"

#include <string.h>

#define DIGITS  "0123456789"
#define LOWER   "abcdefghijklmnopqrstuvwxyz"
#define LETTERS "ABCDEFGHIJKLMNOPQRSTUVWXYZ" LOWER

bool code_is_isco(const char *text)
{
    size_t digits = strspn(text, DIGITS);

    return digits >= 1 && digits <= 5 && !text[digits];
}

bool code_is_unclassified(const char *code)
{
    return strcmp(code, "9999") == 0 || strcmp(code, "99999") == 0;
}

bool code_is_slug(const char *text)
{
    size_t length = strspn(text, LOWER DIGITS "-");

    return length >= 1 && length <= CODE_SLUG_BYTES && !text[length];
}

bool code_is_unit_slug(const char *text)
{
    size_t digits = strspn(text, DIGITS);

    return code_is_slug(text) && (text[digits] || digits > CODE_NUMBER_DIGITS);
}

bool code_is_of(const char *text, const char *signs)
{
    for (text += strspn(text, LETTERS DIGITS); *text && strchr(signs, *text); text += strspn(text, LETTERS DIGITS))
        text++;
    return !*text;
}

bool code_is_district(const char *text)
{
    return text_starts_with(text, "CZ0") && strlen(text) == 6 &&
           strspn(text + 3, DIGITS "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == 3;
}
