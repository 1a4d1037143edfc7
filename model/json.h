/**
 * JSON written while shapes are walked, without a tree: what stands between values is written here, and so is a value
 * that looks the same in JSON (a plain text, a whole number). Every other one is written by jansson. For model/ only.
 */
#ifndef POVOLANI_JSON_H
#define POVOLANI_JSON_H

#include "model/buffer.h"

/** JSON under way; but for link_prefix and doubted it begins zeroed. Without memory text.failed is set. */
struct json {
    struct buffer text;
    const char *link_prefix; /* as in struct style */
    bool doubted;            /* texts may be no UTF-8, and end where they stop being it; else they are taken for it */
};

/** Adds a member of the struct at that address, a comma before it; inside NULL is all that is in it. */
void json_add_field(struct json *json, const struct field *field, const void *at, const struct selection *inside);

/** Adds the fields of the struct at that address, a comma before each; fields NULL is all of them. */
void json_add_fields(struct json *json, const struct field *fields, const void *at, const struct selection *wanted);

/** Ends an object or a list: what was added behind start becomes its inside. @param brackets  "{}" or "[]" */
void json_enclose(struct json *json, size_t start, const char brackets[static 2]);

/** The text, ended by a newline and handed over. */
struct bytes json_end(struct json *json);

#endif
