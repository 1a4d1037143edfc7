/* Which file of MPSV it is, and what its parts share. */
#include "db/import/mpsv.h"

#include "model/text.h"

#include <stdlib.h>
#include <string.h>

const char *mpsv_reference(struct json_reader *reader, const struct node *node, const char *list)
{
    struct node id = node_member(node, "id");
    const struct node *named = json_is_object(node->value) ? &id : node;
    const char *text = json_string_value(named->value);
    size_t length = strlen(list);

    if (!named->value || (text && !*text))
        return text;
    if (text && text_starts_with(text, list) && text[length] == '/')
        return text + length + 1;
    node_unexpected(reader, named, "a text that begins with the codelist's name and /");
    return NULL;
}

const struct entry *mpsv_region(const char *number)
{
    const struct entry *region = regions;
    size_t digits = strspn(number, "0123456789");
    int64_t wanted = digits > 0 && digits < 10 && !number[digits] ? strtol(number, NULL, 10) : 0;

    while (region->code && (region->number != wanted || wanted == 0))
        region++;
    return region->code ? region : NULL;
}

void mpsv_read(struct json_reader *reader, const struct node *root)
{
    struct node rows = node_member(root, "polozky");

    if (!json_is_array(rows.value) || json_array_size(rows.value) == 0)
        node_unexpected(reader, &rows, "an array with rows");
    else if (node_any_has(&rows, "czIsco"))
        mpsv_wages(reader, &rows);
    else
        mpsv_codelist(reader, &rows);
}
