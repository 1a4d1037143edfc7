#include "db/import/builder_places.h"

#include "db/import/builder_sql.h"
#include "db/places.h"

#include <endian.h>
#include <stdlib.h>
#include <string.h>

enum { ROOM_MIN = 16 };

/* What an aggregate has been given: places, or numbers by place. Zeroed at first. */
struct gathered {
    uint32_t *numbers;
    size_t count, capacity;
    size_t width; /* of a row, where they are rows */
};

/* Makes room for count numbers; what was not there is 0. */
static bool make_room(struct gathered *gathered, size_t count)
{
    size_t capacity = gathered->capacity ? gathered->capacity : ROOM_MIN;
    uint32_t *grown;

    while (capacity < count)
        capacity *= 2;
    if (capacity == gathered->capacity)
        return true;
    grown = realloc(gathered->numbers, capacity * sizeof *grown);
    if (!grown)
        return false;
    memset(grown + gathered->capacity, 0, (capacity - gathered->capacity) * sizeof *grown);
    gathered->numbers = grown;
    gathered->capacity = capacity;
    return true;
}

static struct gathered *gathered_of(sqlite3_context *call, size_t more)
{
    struct gathered *gathered = sqlite3_aggregate_context(call, sizeof *gathered);

    if (gathered && make_room(gathered, gathered->count + more))
        return gathered;
    sqlite3_result_error_nomem(call);
    return NULL;
}

/* Gives a blob of at most room bytes that write fills. */
static void give(sqlite3_context *call, struct gathered *gathered, size_t room,
                 size_t (*write)(const uint32_t *numbers, size_t count, unsigned char *bytes))
{
    unsigned char *bytes = malloc(room + 1);

    if (bytes)
        sqlite3_result_blob64(call, bytes, write(gathered->numbers, gathered->count, bytes), free);
    else
        sqlite3_result_error_nomem(call);
    free(gathered->numbers);
}

/* Sets ------------------------------------------------------------------------------------------------------------ */

static void gather_place(sqlite3_context *call, int count, sqlite3_value **arguments)
{
    struct gathered *gathered = gathered_of(call, 1);

    (void)count;
    if (gathered && sqlite3_value_type(arguments[0]) != SQLITE_NULL)
        gathered->numbers[gathered->count++] = (uint32_t)sqlite3_value_int64(arguments[0]);
}

static int compare_places(const void *a, const void *b)
{
    uint32_t first = *(const uint32_t *)a, second = *(const uint32_t *)b;

    return (first > second) - (first < second);
}

static size_t put_in_order(uint32_t *places, size_t count)
{
    size_t kept = 0;

    if (count > 0)
        qsort(places, count, sizeof *places, compare_places);
    for (size_t i = 0; i < count; i++)
        if (kept == 0 || places[i] != places[kept - 1])
            places[kept++] = places[i];
    return kept;
}

static void give_set(sqlite3_context *call)
{
    struct gathered *gathered = gathered_of(call, 0);

    if (!gathered)
        return;
    gathered->count = put_in_order(gathered->numbers, gathered->count);
    give(call, gathered, gathered->count * PLACE_PACKED_MAX, places_pack);
}

/* How many places are in a packed set. */
static void count_places(sqlite3_context *call, int count, sqlite3_value **arguments)
{
    const void *packed = sqlite3_value_blob(arguments[0]);
    struct place_reader members = place_reader_of(packed, (size_t)sqlite3_value_bytes(arguments[0]));
    sqlite3_int64 found = 0;

    (void)count;
    for (size_t place; place_read(&members, &place);)
        found++;
    sqlite3_result_int64(call, found);
}

/* Columns --------------------------------------------------------------------------------------------------------- */

static void gather_number(sqlite3_context *call, int count, sqlite3_value **arguments)
{
    size_t place = (size_t)sqlite3_value_int64(arguments[0]);
    struct gathered *gathered = gathered_of(call, 0);

    (void)count;
    if (!gathered)
        return;
    if (!make_room(gathered, place + 1)) {
        sqlite3_result_error_nomem(call);
        return;
    }
    gathered->numbers[place] = (uint32_t)sqlite3_value_int64(arguments[1]); /* of NULL it is 0 */
    if (gathered->count <= place)
        gathered->count = place + 1;
}

static size_t write_numbers(const uint32_t *numbers, size_t count, unsigned char *bytes)
{
    for (size_t i = 0; i < count; i++) {
        uint32_t big = htobe32(numbers[i]);

        memcpy(bytes + i * PLACE_NUMBER_BYTES, &big, sizeof big);
    }
    return count * PLACE_NUMBER_BYTES;
}

static void give_numbers(sqlite3_context *call)
{
    struct gathered *gathered = gathered_of(call, 0);

    if (gathered)
        give(call, gathered, gathered->count * PLACE_NUMBER_BYTES, write_numbers);
}

/* Rows ------------------------------------------------------------------------------------------------------------ */

static void gather_row(sqlite3_context *call, int count, sqlite3_value **arguments)
{
    struct gathered *gathered = gathered_of(call, (size_t)count);

    if (!gathered)
        return;
    gathered->width = (size_t)count;
    for (int i = 0; i < count; i++)
        gathered->numbers[gathered->count++] = (uint32_t)sqlite3_value_int64(arguments[i]);
}

static int compare_rows(const void *a, const void *b, void *width)
{
    const uint32_t *first = a, *second = b;
    int compared = 0;

    for (size_t i = 0; i < *(const size_t *)width && compared == 0; i++)
        compared = compare_places(&first[i], &second[i]);
    return compared;
}

static void give_rows(sqlite3_context *call)
{
    struct gathered *gathered = gathered_of(call, 0);

    if (!gathered)
        return;
    if (gathered->count > 0)
        qsort_r(gathered->numbers, gathered->count / gathered->width, gathered->width * sizeof *gathered->numbers,
                compare_rows, &gathered->width);
    give(call, gathered, gathered->count * PLACE_NUMBER_BYTES, write_numbers);
}

bool places_add_functions(sqlite3 *db)
{
    const int flags = SQLITE_UTF8 | SQLITE_DETERMINISTIC;

    return builder_add_function(db, "place_count", count_places) &&
           sqlite3_create_function_v2(db, "place_set", 1, flags, NULL, NULL, gather_place, give_set, NULL) ==
               SQLITE_OK &&
           sqlite3_create_function_v2(db, "place_numbers", 2, flags, NULL, NULL, gather_number, give_numbers, NULL) ==
               SQLITE_OK &&
           sqlite3_create_function_v2(db, "place_rows", -1, flags, NULL, NULL, gather_row, give_rows, NULL) ==
               SQLITE_OK;
}
