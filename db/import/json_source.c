/* One text becomes one jansson tree; who reads the tree is decided by the members of its outermost value. */
#include "db/import/json_source.h"

#include "db/import/kind.h"
#include "db/import/mpsv.h"
#include "db/import/nsp_api.h"
#include "model/text.h"

#include <ctype.h>
#include <string.h>

#define EXPECTED "expected an answer of the NSP API or a file of MPSV with \"polozky\""

bool json_looks_likely(const char *bytes, size_t length)
{
    const char *kind = kind_name(bytes, length);

    return kind && strcmp(kind, "JSON") == 0;
}

/* What jansson says, which quotes the text, made fit for one line. */
static void report_parse_error(struct json_reader *reader, json_error_t *error)
{
    const struct input *input = reader->input;
    size_t line = error->line > 0 ? (size_t)error->line : 1;

    error->text[text_invalid_utf8(error->text, strlen(error->text))] = '\0';
    for (char *at = error->text; *at; at++)
        if (iscntrl((unsigned char)*at))
            *at = ' ';
    finding_error(input->findings, input->path, line, "no JSON: %s; " EXPECTED ", whole", error->text);
    reader->errors++;
}

static json_t *parse(struct json_reader *reader)
{
    static const char mark[] = "\xEF\xBB\xBF";
    const struct input *input = reader->input;
    size_t skip = input->length >= strlen(mark) && memcmp(input->bytes, mark, strlen(mark)) == 0 ? strlen(mark) : 0;
    json_error_t error;
    json_t *root = json_loadb(input->bytes + skip, input->length - skip, JSON_REJECT_DUPLICATES, &error);

    if (!root && (json_error_code(&error) == json_error_out_of_memory || !*error.text)) /* it says nothing of some */
        reader->no_memory = true;
    else if (!root)
        report_parse_error(reader, &error);
    return root;
}

/* Competences by the words of the site of 2018: of one unit, or of many by their titles. */
static bool is_legacy(const struct node *root)
{
    const char *title;
    json_t *unit;

    if (node_has(root, "skills"))
        return true;
    json_object_foreach (root->value, title, unit)
        if (json_object_get(unit, "skills"))
            return true;
    return false;
}

static void read_root(struct json_reader *reader, const struct node *root)
{
    if (node_has(root, "polozky"))
        mpsv_read(reader, root);
    else if (node_any_has(root, "queried_isco_ids"))
        node_error(reader, root, " is a list of units by CZ-ISCO group with what was asked for them; " EXPECTED);
    else if (is_legacy(root))
        node_error(reader, root, " has competences of 2018 without codes; " EXPECTED);
    else if (nsp_api_is_likely(root))
        nsp_api_read(reader, root);
    else
        node_error(reader, root, " is JSON that nothing reads; " EXPECTED);
}

enum reading json_read(const struct input *input, struct document *document)
{
    struct json_reader reader = {.input = input, .document = document};
    struct node root = {.value = parse(&reader)};

    if (root.value)
        read_root(&reader, &root);
    json_decref(root.value);
    if (reader.errors > 0)
        return READING_REFUSED;
    return reader.no_memory ? READING_NO_MEMORY : READING_DONE;
}
