/* The envelope of an answer, and which part reads what is in it. */
#include "db/import/nsp_api_reader.h"

#include "db/import/code.h"
#include "db/import/publishers.h"
#include "model/text.h"

#include <stdlib.h>
#include <string.h>

enum { SAID_BYTES = 200 };

bool nsp_api_is_likely(const struct node *root)
{
    if (json_is_array(root->value))
        return node_any_has(root, "urlSlug");
    return node_has(root, "data") || node_has(root, "error") || (node_has(root, "code") && node_has(root, "message"));
}

/* Slugs and occupations -------------------------------------------------------------------------------------------- */

const char *nsp_api_slug(struct json_reader *reader, const struct node *node)
{
    const char *slug = node_text(reader, node);

    if (!slug || code_is_unit_slug(slug))
        return slug;
    node_unexpected(reader, node, "a slug of a-z, 0-9 and -, which is no NSP number");
    return NULL;
}

void nsp_api_begin(struct json_reader *reader, struct occupation *occupation, const char *slug)
{
    *occupation = (struct occupation){
        .id = slug,
        .slug = slug,
        .health_conditions = node_take(reader, sizeof *occupation->health_conditions),
        .related = node_take(reader, sizeof *occupation->related),
    };
}

void nsp_api_finish(struct json_reader *reader, const struct occupation *occupation)
{
    struct occupation *added = node_add(reader, &reader->document->occupations, sizeof *added);

    if (added)
        *added = *occupation;
}

void nsp_api_state(struct json_reader *reader, struct occupation *occupation, enum part part)
{
    reader->no_memory |= !list_add_text(&occupation->stated, reader->input->arena, occupation_parts[part].code);
}

/* "https://nsp.cz/api/v1.2/workUnit/dozorce/isco" */
static const char *slug_of_address(struct json_reader *reader, const struct node *href)
{
    static const char before[] = "/workUnit/";
    const char *address = node_needed_text(reader, href);
    const char *start = address ? strstr(address, before) : NULL;
    const char *slug;

    if (!address)
        return NULL;
    if (!start) {
        node_unexpected(reader, href, "the address of a unit, …/workUnit/SLUG");
        return NULL;
    }
    start += strlen(before);
    slug = arena_text(reader->input->arena, start, strcspn(start, "/?#"));
    reader->no_memory |= !slug;
    if (!slug || code_is_unit_slug(slug))
        return slug;
    node_unexpected(reader, href, "an address with a slug of a-z, 0-9 and -, which is no NSP number");
    return NULL;
}

/* The unit that an answer is about. @return NULL: it is reported. */
static const char *slug_of_links(struct json_reader *reader, const struct node *answer)
{
    struct node links = node_member(answer, "_links");
    struct node detail = node_member(&links, "workUnitDetail"), self = node_member(&links, "self");
    struct node href = node_member(detail.value ? &detail : &self, "href");

    return slug_of_address(reader, &href);
}

/* Answers ---------------------------------------------------------------------------------------------------------- */

typedef void part_reader(struct json_reader *reader, const struct node *data, struct occupation *occupation);

static void read_part(struct json_reader *reader, const struct node *answer, const struct node *data, part_reader *read)
{
    const char *slug = slug_of_links(reader, answer);
    struct occupation occupation;

    if (!slug)
        return;
    nsp_api_begin(reader, &occupation, slug);
    read(reader, data, &occupation);
    nsp_api_finish(reader, &occupation);
}

/* Has the object, or an element of the array, what only units have? */
static bool are_units(const struct node *node)
{
    static const char *const members[] = {
        "professionalDirectionPrimary", "eqf", "nspCode", "characteristics", "alternativeNames", "minWage",
    };
    const json_t *code = json_object_get(json_array_get(node->value, 0), "code");

    for (size_t i = 0; i < sizeof members / sizeof *members; i++)
        if (node_any_has(node, members[i]))
            return true;
    /* Competences have a type, too, and entries of lists have slugs; but these have ids, and their codes are texts. */
    return node_any_has(node, "urlSlug") &&
           (node_any_has(node, "type") || json_is_integer(code) || !node_any_has(node, "id"));
}

static void read_detail(struct json_reader *reader, const struct node *answer, const struct node *data)
{
    struct node slug = node_member(data, "urlSlug");

    nsp_api_unit(reader, data, slug.value ? nsp_api_slug(reader, &slug) : slug_of_links(reader, answer));
}

static void read_object(struct json_reader *reader, const struct node *answer, const struct node *data)
{
    if (node_has(data, "rvps") || node_has(data, "kkovs") || node_has(data, "educationNote"))
        read_part(reader, answer, data, nsp_api_education);
    else if (nsp_api_has_competences(data))
        read_part(reader, answer, data, nsp_api_competences);
    else if (are_units(data) || node_has(data, "urlSlug"))
        read_detail(reader, answer, data);
    else
        node_error(reader, data, " has no member that is known; expected a unit, its education or its competences");
}

/* No rows: a page behind the last one, or a unit that has none of the part. */
static void read_nothing(struct json_reader *reader, const struct node *answer, const struct node *data)
{
    struct node links = node_member(answer, "_links");

    if (node_has(&links, "workUnitDetail"))
        read_part(reader, answer, data, nsp_api_isco);
}

static void read_list(struct json_reader *reader, const struct node *rows)
{
    if (are_units(rows))
        nsp_api_units(reader, rows);
    else if (nsp_api_codebook(reader, rows))
        reader->document->publisher = PUBLISHER_CODEBOOK; /* whose names lead */
    else
        node_error(reader, rows, " has rows without a member that is known; expected a list of the NSP API");
}

static void read_array(struct json_reader *reader, const struct node *answer, const struct node *data)
{
    if (json_array_size(data->value) == 0)
        read_nothing(reader, answer, data);
    else if (node_any_has(data, "isco"))
        read_part(reader, answer, data, nsp_api_isco);
    else
        read_list(reader, data);
}

/* What a server says that failed: a text, or whatever it sent. */
static void report_failure(struct json_reader *reader, const struct node *answer, const struct node *code)
{
    struct node message = node_member(answer, "message"), error = node_member(answer, "error");
    char *said = json_dumps(error.value ? error.value : message.value, JSON_COMPACT | JSON_ENCODE_ANY);
    const char *says = said ? said : "no message";
    size_t length = text_invalid_utf8(says, strnlen(says, SAID_BYTES));

    if (code->value)
        node_error(reader, answer, " is an error of the server, code %lld: %.*s; expected code 200",
                   (long long)json_integer_value(code->value), (int)length, says);
    else
        node_error(reader, answer, " is an error of the server: %.*s; expected an answer with code 200", (int)length,
                   says);
    free(said);
}

static bool is_failure(const struct node *answer, const struct node *code)
{
    struct node error = node_member(answer, "error");

    return (error.value && !json_is_false(error.value)) || (code->value && json_integer_value(code->value) != 200);
}

static void read_answer(struct json_reader *reader, const struct node *answer)
{
    struct node code = node_member(answer, "code"), data = node_member(answer, "data");

    if (code.value && !json_is_integer(code.value))
        node_unexpected(reader, &code, "200");
    else if (is_failure(answer, &code))
        report_failure(reader, answer, &code);
    else if (!code.value)
        node_unexpected(reader, &code, "200");
    else if (json_is_array(data.value))
        read_array(reader, answer, &data);
    else if (json_is_object(data.value))
        read_object(reader, answer, &data);
    else
        node_unexpected(reader, &data, "an object or an array");
}

void nsp_api_read(struct json_reader *reader, const struct node *root)
{
    reader->document->source = SOURCE_NSP_API;
    reader->document->publisher = PUBLISHER_NSP_API;
    reader->document->edition = "";
    if (json_is_object(root->value))
        read_answer(reader, root);
    else
        read_list(reader, root);
}
