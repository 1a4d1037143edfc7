/* The folder of saved answers: names, what is believed after a kill, generations. */
#include "db/import/answers.h"
#include "tests/support/support.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char base[] = "http://127.0.0.1/api", target[] = "/workUnit/krejci/isco", body[] = "{\"code\":200}";

static struct arena *arena;
static struct answers *answers;
static struct source_bytes bytes;
static const char *folder;

static void open_folder(void)
{
    const char *wrong = answers_open(&answers, folder, base, arena);

    ck_assert_msg(!wrong, "%s", wrong);
}

static void open_again(void)
{
    answers_close(answers);
    open_folder();
}

static void set_up(void)
{
    arena = arena_new();
    ck_assert_ptr_nonnull(arena);
    folder = support_folder();
    open_folder();
}

static void tear_down(void)
{
    answers_close(answers);
    arena_free(arena);
    free(bytes.at);
    answers = NULL;
    bytes = (struct source_bytes){0};
}

static void save(const char *which, const char *etag)
{
    struct answer_saved answer = {
        .target = which, .status = 200, .length = (int64_t)strlen(body), .etag = etag, .last_modified = "Mon"};

    ck_assert(answers_save(answers, &answer, body));
}

static void expect(enum answers_state state, const char *etag)
{
    struct answer_saved saved = {0};

    ck_assert_int_eq(answers_find(answers, target, &saved, &bytes), state);
    if (state == ANSWERS_NONE)
        return;
    ck_assert_int_eq(saved.status, 200);
    ck_assert_str_eq(saved.last_modified, "Mon");
    ck_assert(etag ? saved.etag && strcmp(saved.etag, etag) == 0 : !saved.etag);
    ck_assert_uint_eq(bytes.length, strlen(body));
    ck_assert_mem_eq(bytes.at, body, bytes.length);
}

static const char *in_folder(const char *name)
{
    static char path[512];

    snprintf(path, sizeof path, "%s/%s", folder, name);
    return path;
}

START_TEST(a_target_becomes_a_name_that_is_safe)
{
    static const struct {
        const char *target, *name;
    } cases[] = {
        {"/workUnit/elektromechanik-mericich-/isco", "workUnit.elektromechanik-mericich-.isco.json"},
        {"/workUnit?limit=100&offset=200", "workUnit,limit-100,offset-200.json"},
        {"/lists/iSCO", "lists.iSCO.json"},
        {"/workUnit/../../etc/passwd", NULL},
        {"/workUnit/a.b", NULL},
        {"/workUnit/a%2fb", NULL},
        {"workUnit", NULL},
        {"/", NULL},
    };
    char name[ANSWERS_NAME_BYTES], longest[400] = "/";

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        ck_assert_msg(answers_name(cases[i].target, name) == (cases[i].name != NULL), "%s", cases[i].target);
        if (cases[i].name)
            ck_assert_str_eq(name, cases[i].name);
    }
    memset(longest + 1, 'a', 300);
    ck_assert(!answers_name(longest, name));
}
END_TEST

START_TEST(what_was_saved_is_believed_by_the_next_run)
{
    save(target, "\"a\"");
    expect(ANSWERS_FRESH, "\"a\"");
    open_again();
    ck_assert_uint_eq(answers_before(answers), 1);
    expect(ANSWERS_FRESH, "\"a\"");
    save(target, NULL);
    open_again();
    ck_assert_uint_eq(answers_before(answers), 1);
    expect(ANSWERS_FRESH, NULL);
}
END_TEST

START_TEST(an_absence_is_remembered_without_a_file)
{
    struct answer_saved absence = {.target = target, .status = 404}, saved;

    ck_assert(answers_save(answers, &absence, ""));
    open_again();
    ck_assert_int_eq(answers_find(answers, target, &saved, &bytes), ANSWERS_FRESH);
    ck_assert_int_eq(saved.status, 404);
    ck_assert_int_ne(access(in_folder("workUnit.krejci.isco.json"), F_OK), 0);
}
END_TEST

START_TEST(a_file_that_is_not_as_it_was_saved_counts_as_absent)
{
    save(target, NULL);
    support_write(folder, "workUnit.krejci.isco.json", "{\"code\":201}", 12);
    expect(ANSWERS_NONE, NULL);
    ck_assert_int_eq(unlink(in_folder("workUnit.krejci.isco.json")), 0);
    expect(ANSWERS_NONE, NULL);
}
END_TEST

START_TEST(an_index_that_ends_in_the_middle_of_a_line_is_read_up_to_there)
{
    char *index;
    size_t length;

    save("/lists/iSCO", NULL);
    save(target, NULL);
    answers_close(answers);
    answers = NULL;
    index = support_read(in_folder(".index"), &length);
    support_write(folder, ".index", index, length - 10);
    free(index);
    open_folder();
    ck_assert_uint_eq(answers_before(answers), 1);
    expect(ANSWERS_NONE, NULL);
    save(target, NULL); /* behind what was cut */
    open_again();
    ck_assert_uint_eq(answers_before(answers), 2);
    expect(ANSWERS_FRESH, NULL);
}
END_TEST

START_TEST(after_the_end_answers_are_old_until_they_are_renewed)
{
    save(target, "\"a\"");
    ck_assert(answers_end(answers));
    expect(ANSWERS_OLD, "\"a\"");
    open_again();
    ck_assert_uint_eq(answers_before(answers), 0);
    expect(ANSWERS_OLD, "\"a\"");
    ck_assert(answers_renew(answers, target));
    expect(ANSWERS_FRESH, "\"a\"");
    open_again();
    expect(ANSWERS_FRESH, "\"a\"");
    answers_doubt(answers, target);
    expect(ANSWERS_OLD, "\"a\"");
}
END_TEST

START_TEST(a_sweep_leaves_the_answers_of_this_generation_only)
{
    save("/lists/iSCO", NULL);
    ck_assert(answers_end(answers));
    save(target, NULL);
    support_write(folder, "stray.json", "{}", 2);
    support_write(folder, "README.md", "notes", 5);
    ck_assert(answers_sweep(answers));
    expect(ANSWERS_FRESH, NULL);
    ck_assert_int_ne(access(in_folder("lists.iSCO.json"), F_OK), 0);
    ck_assert_int_ne(access(in_folder("stray.json"), F_OK), 0);
    ck_assert_int_eq(access(in_folder("README.md"), F_OK), 0);
}
END_TEST

START_TEST(answers_of_another_server_are_forgotten)
{
    save(target, NULL);
    answers_close(answers);
    ck_assert_ptr_null(answers_open(&answers, folder, "http://127.0.0.1/other", arena));
    expect(ANSWERS_NONE, NULL);
}
END_TEST

START_TEST(a_folder_belongs_to_one_sync_at_a_time)
{
    struct answers *second;
    const char *wrong = answers_open(&second, folder, base, arena);

    ck_assert_ptr_nonnull(wrong);
    ck_assert_str_eq(wrong, "another sync is writing it");
    ck_assert_ptr_null(second);
}
END_TEST

static Suite *answers_suite(void)
{
    Suite *suite = suite_create("answers");
    TCase *tests = tcase_create("answers");

    tcase_add_checked_fixture(tests, set_up, tear_down);
    tcase_add_test(tests, a_target_becomes_a_name_that_is_safe);
    tcase_add_test(tests, what_was_saved_is_believed_by_the_next_run);
    tcase_add_test(tests, an_absence_is_remembered_without_a_file);
    tcase_add_test(tests, a_file_that_is_not_as_it_was_saved_counts_as_absent);
    tcase_add_test(tests, an_index_that_ends_in_the_middle_of_a_line_is_read_up_to_there);
    tcase_add_test(tests, after_the_end_answers_are_old_until_they_are_renewed);
    tcase_add_test(tests, a_sweep_leaves_the_answers_of_this_generation_only);
    tcase_add_test(tests, answers_of_another_server_are_forgotten);
    tcase_add_test(tests, a_folder_belongs_to_one_sync_at_a_time);
    suite_add_tcase(suite, tests);
    return suite;
}

TEST_MAIN(answers_suite)
