/* Kinds of files by their first bytes. */
#include "db/import/kind.h"

#include <string.h>

const char *kind_name(const char *bytes, size_t length)
{
    static const struct {
        const char *start;
        size_t length;
        const char *name;
    } kinds[] = {
        {"%PDF-", 5, "a PDF document"},
        {"\x89PNG", 4, "a PNG image"},
        {"\xFF\xD8\xFF", 3, "a JPEG image"},
        {"GIF8", 4, "a GIF image"},
        {"PK\x03\x04", 4, "a ZIP archive or an office document"},
        {"\xD0\xCF\x11\xE0", 4, "an office document"},
        {"{\\rtf", 5, "an RTF document"},
        {"\x1F\x8B", 2, "a gzip archive"},
        {"SQLite format 3", 15, "an SQLite database"},
        {"\xFF\xFE", 2, "text in UTF-16"},
        {"\xFE\xFF", 2, "text in UTF-16"},
        {"<", 1, "HTML or XML"},
        {"{", 1, "JSON"},
        {"[", 1, "JSON"},
    };
    size_t at = 0;

    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        if (kinds[i].length == 1) /* what may stand before markup */
            while (at < length && strchr("\xEF\xBB\xBF \t\r\n", bytes[at]) && bytes[at])
                at++;
        if (length - at >= kinds[i].length && memcmp(bytes + at, kinds[i].start, kinds[i].length) == 0)
            return kinds[i].name;
    }
    return at == length ? "empty" : NULL;
}
