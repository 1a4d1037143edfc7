/* Exports as they lie in a dataset: everything that was imported, as the API answers it, and readable from anywhere. */
#include "db/export_block.h"
#include "db/import/dataset_check.h"
#include "db/store.h"
#include "tests/support/cards.h"
#include "tests/support/support.h"

#include <nettle/base16.h>
#include <nettle/sha2.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

/* More than one batch of the builder, and blocks enough to read across. */
enum { COPIES = 60 };

static const char *dataset; /* of COPIES occupations, made once */
static struct store *store;
static struct arena *arena;

static void import_copies(void)
{
    const char *folder = support_folder();

    for (int i = 0; i < COPIES; i++) {
        char number[16], name[32];

        snprintf(number, sizeof number, "%d", 90 + i); /* "100" stands before "90": ids are texts */
        snprintf(name, sizeof name, "%d.txt", i);
        CARD(folder, name, NUMBER(number));
    }
    dataset = strdup(cards_path(support_folder(), "out.db"));
    IMPORTED(dataset, folder);
}

static void open_dataset(void)
{
    char reason[STORE_REASON_BYTES] = "";

    if (!dataset)
        import_copies();
    ck_assert_msg(store_open(dataset, &store, reason) == STORE_OK, "%s", reason);
    arena = arena_new();
    ck_assert_ptr_nonnull(arena);
}

static void close_dataset(void)
{
    store_close(store);
    arena_free(arena);
}

/* Reading ---------------------------------------------------------------------------------------------------------- */

static struct download described(enum export which)
{
    struct download download = {0};

    ck_assert_int_eq(store_download(store, arena, which, &download), STORE_OK);
    return download;
}

/* Reads from a position to the end. */
static struct bytes read_from(struct store *from, enum export which, bool gzip, int64_t position)
{
    struct export_reader *reader = export_reader_new(which, gzip);
    struct bytes all = {0};
    const unsigned char *bytes;
    enum store_status status;
    size_t length;
    FILE *out = open_memstream(&all.at, &all.length);

    ck_assert(reader && out);
    while ((status = store_read_export(from, reader, position, &bytes, &length)) == STORE_OK) {
        ck_assert_uint_gt(length, 0);
        ck_assert_uint_eq(fwrite(bytes, 1, length, out), length);
        position += (int64_t)length;
    }
    ck_assert_int_eq(status, STORE_NOT_FOUND);
    ck_assert_int_eq(fclose(out), 0);
    export_reader_free(reader);
    return all;
}

static struct bytes read_all(enum export which, bool gzip)
{
    return read_from(store, which, gzip, 0);
}

/* What a reader of gzip makes of it that, like curl and browsers, knows one member only. */
static struct bytes gunzipped(struct bytes gzip)
{
    struct bytes plain = {0};
    z_stream stream = {.next_in = (unsigned char *)gzip.at, .avail_in = (unsigned)gzip.length};
    FILE *out = open_memstream(&plain.at, &plain.length);
    unsigned char piece[65536];

    ck_assert_ptr_nonnull(out);
    ck_assert_int_eq(inflateInit2(&stream, 15 + 16), Z_OK);
    for (int status = Z_OK; status == Z_OK;) {
        stream.next_out = piece;
        stream.avail_out = sizeof piece;
        status = inflate(&stream, Z_NO_FLUSH);
        ck_assert(status == Z_OK || status == Z_STREAM_END);
        fwrite(piece, 1, sizeof piece - stream.avail_out, out);
    }
    ck_assert_uint_eq(stream.avail_in, 0);
    inflateEnd(&stream);
    ck_assert_int_eq(fclose(out), 0);
    return plain;
}

static const char *digest_of(struct bytes bytes)
{
    static char digest[2 * SHA256_DIGEST_SIZE + sizeof "sha-256:"];
    uint8_t raw[SHA256_DIGEST_SIZE];
    struct sha256_ctx hash;

    sha256_init(&hash);
    sha256_update(&hash, bytes.length, (const uint8_t *)bytes.at);
    sha256_digest(&hash, sizeof raw, raw);
    strcpy(digest, "sha-256:");
    base16_encode_update(digest + strlen("sha-256:"), sizeof raw, raw);
    digest[sizeof digest - 1] = '\0';
    return digest;
}

static const enum export kept[] = {EXPORT_OCCUPATIONS_CSV, EXPORT_OCCUPATIONS_NDJSON, EXPORT_WAGES_CSV};
enum { KEPT = sizeof kept / sizeof *kept };

/* Tests ------------------------------------------------------------------------------------------------------------ */

START_TEST(lengths_and_digests_are_those_of_the_bytes_in_both_forms)
{
    for (int i = 0; i < KEPT; i++) {
        struct download download = described(kept[i]);
        struct bytes plain = read_all(kept[i], false), gzip = read_all(kept[i], true);

        ck_assert_str_eq(download.name, exports[kept[i]].name);
        ck_assert_str_eq(download.media_type, exports[kept[i]].media_type);
        ck_assert_int_eq(download.bytes, (int64_t)plain.length);
        ck_assert_str_eq(download.digest, digest_of(plain));
        ck_assert(download.gzip_bytes.known);
        ck_assert_int_eq(download.gzip_bytes.value, (int64_t)gzip.length);
        ck_assert_str_eq(download.gzip_digest, digest_of(gzip));
        free(plain.at);
        free(gzip.at);
    }
}
END_TEST

START_TEST(the_blocks_put_together_are_one_gzip_file_of_the_plain_bytes)
{
    for (int i = 0; i < KEPT; i++) {
        struct bytes plain = read_all(kept[i], false), gzip = read_all(kept[i], true), again = gunzipped(gzip);

        ck_assert_uint_eq(again.length, plain.length);
        ck_assert_int_eq(memcmp(again.at, plain.at, plain.length), 0);
        free(plain.at);
        free(gzip.at);
        free(again.at);
    }
}
END_TEST

START_TEST(reading_begins_at_any_byte)
{
    srand(1);
    for (int i = 0; i < KEPT; i++)
        for (int gzip = 0; gzip < 2; gzip++) {
            struct bytes all = read_all(kept[i], gzip);

            for (int round = 0; round < 40; round++) {
                size_t position = (size_t)rand() % all.length;
                struct bytes rest = read_from(store, kept[i], gzip, (int64_t)position);

                ck_assert_uint_eq(rest.length, all.length - position);
                ck_assert_int_eq(memcmp(rest.at, all.at + position, rest.length), 0);
                free(rest.at);
            }
            free(all.at);
        }
}
END_TEST

START_TEST(every_line_is_the_occupation_as_the_api_answers_it_in_the_order_of_ids)
{
    struct bytes all = read_all(EXPORT_OCCUPATIONS_NDJSON, false);
    const char *before = "";
    int lines = 0;

    for (const char *line = all.at, *end; line < all.at + all.length; line = end) {
        struct occupation occupation = {0};
        const struct answer answer = {.shape = &occupation_shape, .object = &occupation};
        struct bytes expected;
        char *id;

        end = strchr(line, '\n') + 1;
        ck_assert_int_eq(strncmp(line, "{\"id\":\"", 7), 0);
        id = arena_text(arena, line + 7, strcspn(line + 7, "\""));
        ck_assert_int_lt(strcmp(before, id), 0);
        ck_assert_int_eq(store_occupation(store, arena, id, &occupation), STORE_OK);
        expected = answer_json(&answer, &(struct style){.link_prefix = ""});
        ck_assert_uint_eq(expected.length, (size_t)(end - line));
        ck_assert_int_eq(memcmp(expected.at, line, expected.length), 0);
        free(expected.at);
        before = id;
        lines++;
    }
    ck_assert_int_eq(lines, COPIES);
    free(all.at);
}
END_TEST

START_TEST(the_table_of_wages_is_that_of_the_api)
{
    struct bytes all = read_all(EXPORT_WAGES_CSV, false), expected;
    struct answer answer = {.shape = &wage_shape};

    ck_assert_int_eq(store_wages(store, arena, &(struct wage_filter){0}, &(struct window){0}, &answer.page), STORE_OK);
    ck_assert_uint_eq(answer.page.items.count, 32);
    expected = answer_csv(&answer, &(struct style){.link_prefix = ""});
    ck_assert_uint_eq(all.length, expected.length);
    ck_assert_int_eq(memcmp(all.at, expected.at, all.length), 0);
    free(expected.at);
    free(all.at);
}
END_TEST

START_TEST(the_table_of_occupations_has_one_header_and_a_row_each_with_all_but_the_wages)
{
    struct bytes all = read_all(EXPORT_OCCUPATIONS_CSV, false);
    struct occupation occupation = {0};
    struct selection *columns = NULL;
    struct answer answer = {.shape = &occupation_shape, .page.items = {.at = &occupation, .count = 1}};
    struct bytes expected;
    int rows = 0;

    for (const struct field *field = occupation_shape.fields; field->name; field++)
        if (strcmp(field->name, "wages") != 0)
            ck_assert_int_eq(selection_add(&columns, arena, &occupation_shape, field->name), SELECTION_OK);
    ck_assert_int_eq(store_occupation(store, arena, "100", &occupation), STORE_OK); /* the first by id */
    expected = answer_csv(&answer, &(struct style){.link_prefix = "", .fields = columns});
    ck_assert_int_eq(memcmp(all.at, expected.at, expected.length), 0);
    ck_assert_int_eq(strncmp(all.at, "id,nsp_id,name,", 15), 0);
    for (const char *row = strstr(all.at, "\r\n"); row; row = strstr(row + 2, "\r\n"))
        rows++;
    ck_assert_int_eq(rows, 1 + COPIES);
    ck_assert_ptr_null(strstr(all.at + 1, "id,nsp_id,name,"));
    free(expected.at);
    free(all.at);
}
END_TEST

START_TEST(the_dataset_file_is_a_download_of_itself)
{
    struct download download = described(EXPORT_DATASET);
    struct bytes file;

    file.at = support_read(dataset, &file.length);
    ck_assert_str_eq(download.name, "dataset.db");
    ck_assert_int_eq(download.bytes, (int64_t)file.length);
    ck_assert_str_eq(download.digest, digest_of(file));
    ck_assert(!download.gzip_bytes.known);
    free(file.at);
}
END_TEST

START_TEST(the_dataset_names_all_downloads)
{
    struct dataset found = {0};
    const struct download *download;

    ck_assert_int_eq(store_dataset(store, arena, &found), STORE_OK);
    download = found.downloads.at;
    ck_assert_uint_eq(found.downloads.count, EXPORT_COUNT);
    for (enum export which = 0; which < EXPORT_COUNT; which++) {
        ck_assert_str_eq(download[which].name, exports[which].name);
        ck_assert_str_eq(download[which].url + strlen("/v1/export/"), exports[which].name);
        ck_assert_int_eq(strncmp(download[which].url, "/v1/export/", strlen("/v1/export/")), 0);
        ck_assert_int_gt(download[which].bytes, 0);
        ck_assert_uint_eq(strlen(download[which].digest), strlen("sha-256:") + 64);
    }
}
END_TEST

/* A copy of the dataset that may be changed. */
static const char *copy_of_dataset(void)
{
    size_t length;
    char *bytes = support_read(dataset, &length);
    const char *path = support_write(support_folder(), "copy.db", bytes, length);

    free(bytes);
    return path;
}

START_TEST(exports_are_no_part_of_the_version)
{
    const char *copy = copy_of_dataset();
    struct findings findings = {.out = stderr};
    FILE *report = fopen("/dev/null", "w");

    cards_change(copy, "UPDATE export SET media_type = 'text/plain'");
    ck_assert_int_eq(dataset_check_run(&(struct dataset_check_options){.path = copy}, report, &findings), DATASET_GOOD);
    fclose(report);
}
END_TEST

START_TEST(exports_that_do_not_fit_together_are_found_by_check)
{
    static const char *const faults[] = {
        "DELETE FROM export_block WHERE start = -1",
        "DELETE FROM export_block WHERE start = 0 AND export = 'wages.csv'",
        "UPDATE export SET gzip_bytes = gzip_bytes + 1 WHERE name = 'wages.csv'",
        "DELETE FROM export_block; DELETE FROM export",
    };
    FILE *report = fopen("/dev/null", "w");

    for (size_t i = 0; i < sizeof faults / sizeof *faults; i++) {
        const char *copy = copy_of_dataset();
        struct findings findings = {.out = report};

        cards_change(copy, faults[i]);
        ck_assert_msg(dataset_check_run(&(struct dataset_check_options){.path = copy}, report, &findings) ==
                          DATASET_FAULTY,
                      "%s", faults[i]);
    }
    fclose(report);
}
END_TEST

/* What becomes of reading wages.csv after a change of its block. */
static enum store_status read_changed(const char *sql)
{
    const char *copy = copy_of_dataset();
    struct export_reader *reader = export_reader_new(EXPORT_WAGES_CSV, false);
    char reason[STORE_REASON_BYTES] = "";
    const unsigned char *bytes;
    struct store *changed;
    enum store_status status;
    size_t length;

    cards_change(copy, sql);
    ck_assert_msg(store_open(copy, &changed, reason) == STORE_OK, "%s", reason);
    status = store_read_export(changed, reader, 0, &bytes, &length);
    export_reader_free(reader);
    store_close(changed);
    return status;
}

START_TEST(a_block_that_is_no_deflate_or_too_long_is_damage_and_none_is_not_found)
{
    ck_assert_int_eq(read_changed("UPDATE export_block SET gzip = x'1f8b' WHERE export = 'wages.csv' AND start = 0"),
                     STORE_DAMAGED);
    ck_assert_int_eq(
        read_changed("UPDATE export_block SET gzip = zeroblob(300000) WHERE export = 'wages.csv' AND start = 0"),
        STORE_DAMAGED);
    ck_assert_int_eq(read_changed("DELETE FROM export_block WHERE export = 'wages.csv'"), STORE_NOT_FOUND);
}
END_TEST

START_TEST(a_dataset_of_one_occupation_has_its_exports)
{
    const char *one = cards_path(support_folder(), "one.db");

    IMPORTED(one, CARD_103332);
    ASSERT_ANSWER(one, "SELECT name FROM export ORDER BY name", "occupations.csv\noccupations.ndjson\nwages.csv");
    ASSERT_ANSWER(one, "SELECT count(*) FROM export_block", "9"); /* a header, a block and an end each */
}
END_TEST

static Suite *export_suite(void)
{
    Suite *suite = suite_create("export");
    TCase *tests = tcase_create("export");

    tcase_set_timeout(tests, 0);
    tcase_add_checked_fixture(tests, open_dataset, close_dataset);
    tcase_add_test(tests, lengths_and_digests_are_those_of_the_bytes_in_both_forms);
    tcase_add_test(tests, the_blocks_put_together_are_one_gzip_file_of_the_plain_bytes);
    tcase_add_test(tests, reading_begins_at_any_byte);
    tcase_add_test(tests, every_line_is_the_occupation_as_the_api_answers_it_in_the_order_of_ids);
    tcase_add_test(tests, the_table_of_wages_is_that_of_the_api);
    tcase_add_test(tests, the_table_of_occupations_has_one_header_and_a_row_each_with_all_but_the_wages);
    tcase_add_test(tests, the_dataset_file_is_a_download_of_itself);
    tcase_add_test(tests, the_dataset_names_all_downloads);
    tcase_add_test(tests, exports_are_no_part_of_the_version);
    tcase_add_test(tests, exports_that_do_not_fit_together_are_found_by_check);
    tcase_add_test(tests, a_block_that_is_no_deflate_or_too_long_is_damage_and_none_is_not_found);
    tcase_add_test(tests, a_dataset_of_one_occupation_has_its_exports);
    suite_add_tcase(suite, tests);
    return suite;
}

TEST_MAIN(export_suite)
