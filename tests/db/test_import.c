/* What becomes of a card, and what an import does to the files around it. */
#include "tests/support/cards.h"
#include "tests/support/support.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

static bool folders_sync = true;

/* In place of the C library's. */
int fsync(int fd)
{
    struct stat status;

    if (folders_sync || fstat(fd, &status) != 0 || !S_ISDIR(status.st_mode))
        return (int)syscall(SYS_fsync, fd);
    errno = EIO;
    return -1;
}

static bool is_there(const char *path)
{
    return access(path, F_OK) == 0;
}

static void assert_finding(const struct cards_import *import, const char *expected)
{
    ck_assert_msg(strstr(import->findings, expected) != NULL, "no \"%s\" in:\n%s", expected, import->findings);
}

/* What the card becomes -------------------------------------------------------------------------------------------- */

static const char *dataset; /* of card 103332 */

static void import_the_card(void)
{
    dataset = cards_path(support_folder(), "out.db");
    IMPORTED(dataset, CARD_103332);
}

START_TEST(every_part_of_the_card_is_in_the_dataset)
{
    ASSERT_ANSWER(dataset,
                  "SELECT id, nsp_id, name, slug, type, field, subfield, qualification_level, qualification_label, "
                  "regulated, regulation FROM occupation",
                  "103332|103332|Ředitel zákaznických služeb|-|occupation|management|-|7|"
                  "Magisterský studijní program|0|-");
    ASSERT_ANSWER(dataset, "SELECT kind, count(*) FROM occupation_text GROUP BY kind",
                  "activity|11\nalternative_name|8");
    ASSERT_ANSWER(dataset, "SELECT isco, position FROM occupation_isco ORDER BY position", "12214|1\n1221|2");
    ASSERT_ANSWER(dataset, "SELECT code, name, uri FROM esco",
                  "1221|Vedoucí a řídicí pracovníci v oblasti prodeje a marketingu|"
                  "http://data.europa.eu/esco/isco/C1221");
    ASSERT_ANSWER(dataset, "SELECT count(*), sum(levels = 1), sum(levels = 2), sum(levels = 3) FROM occupation_load",
                  "22|19|2|1");
    ASSERT_ANSWER(dataset, "SELECT suitability, count(*) FROM occupation_education GROUP BY 1",
                  "most_suitable|1\nsuitable|7");
    ASSERT_ANSWER(dataset, "SELECT kind, count(*) FROM competence GROUP BY kind ORDER BY min(position)",
                  "skill|10\nknowledge|12\ngeneric|7\ndigital|18\nsoft|13");
    ASSERT_ANSWER(dataset, "SELECT level FROM occupation_competence WHERE competence = 'soft:2.6'", "5");
    ASSERT_ANSWER(dataset, "SELECT effect, condition FROM occupation_health ORDER BY position",
                  "limiting|poruchy-videni\nlimiting|dusevni-poruchy\nlimiting|poruchy-chovani\n"
                  "limiting|zavazna-psychosomaticka-onemocneni");
    ASSERT_ANSWER(dataset, "SELECT health_note LIKE 'Přesné posouzení%lékařem.' FROM occupation", "1");
    ASSERT_ANSWER(dataset, "SELECT stated FROM occupation", "63");
}
END_TEST

START_TEST(wages_are_rows_of_their_group_in_the_order_of_lists)
{
    ASSERT_ANSWER(dataset, "SELECT count(*), sum(status = 'suppressed'), min(id), max(id) FROM wage", "32|14|1|32");
    ASSERT_ANSWER(dataset,
                  "SELECT id, source, isco, year, period, region, sphere, status, from_czk, median_czk, to_czk "
                  "FROM wage WHERE id IN (1, 2, 3, 4, 5, 6, 32)",
                  "1|nsp|1221|2020|2020|CZ|wage|published|-|74546|-\n"
                  "2|nsp|1221|2020|2020|CZ|salary|published|-|58351|-\n"
                  "3|nsp|1221|2020|2020|CZ010|wage|published|39220|98245|238519\n"
                  "4|nsp|1221|2020|2020|CZ010|salary|published|44443|63784|96507\n"
                  "5|nsp|1221|2020|2020|CZ020|wage|published|17877|70153|169141\n"
                  "6|nsp|1221|2020|2020|CZ020|salary|suppressed|-|-|-\n"
                  "32|nsp|12214|2020|2020|CZ|salary|suppressed|-|-|-");
    ASSERT_ANSWER(dataset, "SELECT isco, rolled_up FROM occupation_wage_group", "1221|1\n12214|0");
}
END_TEST

START_TEST(the_finest_national_median_stands_for_the_occupation)
{
    ASSERT_ANSWER(dataset,
                  "SELECT wage.isco, region, sphere, median_czk FROM occupation JOIN wage ON wage.id = median_wage",
                  "12214|CZ|wage|61032");
}
END_TEST

START_TEST(the_tree_of_groups_has_parents_only_where_the_dataset_has_them)
{
    ASSERT_ANSWER(dataset, "SELECT code, level, parent, name FROM isco",
                  "1221|4|-|Řídící pracovníci v oblasti obchodu, marketingu a v příbuzných oblastech\n"
                  "12214|5|1221|Řídící pracovníci servisních služeb a reklamací");
}
END_TEST

START_TEST(vocabularies_are_whole_and_the_legend_is_the_cards)
{
    ASSERT_ANSWER(dataset,
                  "SELECT (SELECT count(*) FROM region), (SELECT count(*) FROM load_factor), "
                  "(SELECT count(*) FROM qualification_level), (SELECT count(*) FROM qualification_label)",
                  "15|22|8|12");
    ASSERT_ANSWER(dataset, "SELECT code FROM region ORDER BY position LIMIT 2", "CZ\nCZ010");
    ASSERT_ANSWER(dataset, "SELECT level, name FROM load_level WHERE level = 2",
                  "2|Stupeň zátěže (únosná míra zdravotního rizika)");
    ASSERT_ANSWER(dataset, "SELECT kind, scale_min, scale_max, guide FROM competence_kind WHERE kind = 'soft'",
                  "soft|0|5|https://nsp.cz/downloads/Priloha_c9_manualu.pdf");
}
END_TEST

START_TEST(source_document_and_date_are_stated)
{
    /* sha256sum data/cards/103332.txt, and of that line for the source */
    const char *digest = cards_ask(dataset, "SELECT digest FROM document");

    ASSERT_ANSWER(dataset, "SELECT id, source, name, length(digest) FROM document", "1|nsp|103332.txt|72");
    ck_assert_int_eq(strncmp(digest, "sha-256:", 8), 0);
    ASSERT_ANSWER(dataset, "SELECT id, publisher, attribution, year, documents FROM source",
                  "nsp|NSP|Národní soustava povolání, nsp.cz|2020|1");
    ASSERT_ANSWER(dataset, "SELECT schema_version, length(version), last_modified FROM dataset", "6|16|2020-12-31");
}
END_TEST

START_TEST(the_query_planner_finds_statistics)
{
    ASSERT_ANSWER(dataset, "SELECT tbl, stat FROM sqlite_stat1 WHERE idx = 'isco_by_level'", "isco|2 1 1");
    ASSERT_ANSWER(dataset, "SELECT count(DISTINCT tbl) > 20 FROM sqlite_stat1", "1");
}
END_TEST

START_TEST(a_card_without_wages_has_no_date)
{
    const char *folder = support_folder(), *out = cards_path(folder, "out.db");
    size_t length;
    char *text = support_read(CARD_103332, &length);
    char *wages = strstr(text, "Hrubé měsíční mzdy podle krajů"), *after = strstr(text, "ESCO\n\nKód");

    memmove(wages, after, strlen(after) + 1);
    IMPORTED(out, support_write(folder, "card.txt", text, strlen(text)));
    free(text);
    ASSERT_ANSWER(out,
                  "SELECT last_modified, year, (SELECT count(*) FROM wage), median_wage, stated "
                  "FROM dataset, source, occupation",
                  "1970-01-01|-|0|-|61");
}
END_TEST

/* Several cards ---------------------------------------------------------------------------------------------------- */

#define RELATED_LINE(text)                                                                                             \
    {                                                                                                                  \
        "Regulovaná jednotka práce:", text "\nRegulovaná jednotka práce:"                                            \
    }
#define SPECIALIZATION                                                                                                 \
    {                                                                                                                  \
        "WorkUnitTypeEnum.1", "WorkUnitTypeEnum.2"                                                                     \
    }

START_TEST(the_order_and_the_folders_of_sources_do_not_matter)
{
    const char *folder = support_folder(), *one = cards_path(folder, "one"), *two = cards_path(folder, "two");

    ck_assert_int_eq(mkdir(one, 0755) | mkdir(two, 0755), 0);
    CARD(one, "b.txt", NUMBER("7"), TITLE("Číšník"), {"Management", "Služby provozní a osobní"});
    CARD(one, "c.txt", NUMBER("101"), TITLE("Chovatel"), {"12214", "12215"});
    CARD(two, "a.txt", NUMBER("20"), TITLE("Cukrář"), {"98 245", "98 246"});
    free(IMPORT(cards_path(folder, "first.db"), one, two).findings);
    free(IMPORT(cards_path(folder, "second.db"), cards_path(two, "a.txt"), cards_path(one, "c.txt"),
                cards_path(one, "b.txt"))
             .findings);
    ck_assert_int_eq(rename(cards_path(one, "b.txt"), cards_path(two, "b.txt")), 0);
    free(IMPORT(cards_path(folder, "third.db"), folder).findings);
    ASSERT_ANSWER(cards_path(folder, "first.db"), "SELECT id FROM occupation ORDER BY sort_key", "20\n7\n101");
    ck_assert(cards_same(cards_path(folder, "first.db"), cards_path(folder, "second.db")));
}
END_TEST

START_TEST(the_version_follows_the_content)
{
    const char *folder = support_folder(), *one = cards_path(folder, "one.db"), *other = cards_path(folder, "other.db");
    const char *version;

    IMPORTED(one, CARD_103332);
    version = cards_ask(one, "SELECT version FROM dataset");
    IMPORTED(other, CARD(folder, "103332.txt", {"98 245", "98 244"}));
    ck_assert_str_ne(version, cards_ask(other, "SELECT version FROM dataset"));
    IMPORTED(other, CARD_103332);
    ASSERT_ANSWER(other, "SELECT version FROM dataset", version);
}
END_TEST

START_TEST(a_related_name_is_linked_where_exactly_one_other_occupation_has_it)
{
    const char *folder = support_folder(), *out = cards_path(folder, "out.db");

    IMPORTED(
        out,
        CARD(folder, "1.txt", NUMBER("1"), TITLE("Číšník specialista"), SPECIALIZATION,
             RELATED_LINE("Nadřízené povolání:\tČíšník\nPříbuzné specializace:\tKuchař, Neznámý")),
        CARD(folder, "2.txt", NUMBER("2"), TITLE("Číšník")),
        CARD(folder, "3.txt", NUMBER("3"), TITLE("Číšník"), SPECIALIZATION),
        CARD(folder, "4.txt", NUMBER("4"), TITLE("Kuchař")),
        CARD(folder, "5.txt", NUMBER("5"), TITLE("Hostinský"), RELATED_LINE("Podřízené specializace:\tČíšník, Kuchař")),
        CARD(folder, "6.txt", NUMBER("6"), TITLE("Barman"), SPECIALIZATION,
             RELATED_LINE("Nadřízené povolání:\tBarman")));
    ASSERT_ANSWER(out, "SELECT occupation, relation, name, related FROM occupation_related",
                  "1|parent|Číšník|2\n1|sibling|Kuchař|4\n1|sibling|Neznámý|-\n"
                  "5|specialization|Číšník|-\n5|specialization|Kuchař|4\n6|parent|Barman|-");
}
END_TEST

/* Sources ---------------------------------------------------------------------------------------------------------- */

START_TEST(hidden_entries_and_notes_in_folders_are_left_out)
{
    const char *folder = support_folder(), *out = cards_path(support_folder(), "out.db");

    ck_assert_int_eq(mkdir(cards_path(folder, "deep"), 0755) | mkdir(cards_path(folder, ".git"), 0755), 0);
    CARD(cards_path(folder, "deep"), "card.txt", NUMBER("1"));
    support_write(folder, "SOURCES.md", "notes", 5);
    support_write(folder, ".hidden", "hidden", 6);
    support_write(cards_path(folder, ".git"), "config", "hidden", 6);
    ck_assert_int_eq(symlink("nowhere", cards_path(folder, ".#card.txt")), 0);
    IMPORTED(out, folder);
    ASSERT_ANSWER(out, "SELECT id FROM occupation", "1");
}
END_TEST

START_TEST(a_file_that_two_paths_lead_to_is_read_once)
{
    const char *folder = support_folder(), *out = cards_path(support_folder(), "out.db");
    const char *card = CARD(folder, "card.txt", NUMBER("1"));

    ck_assert_int_eq(symlink("card.txt", cards_path(folder, "soft.txt")), 0);
    ck_assert_int_eq(link(card, cards_path(folder, "hard.txt")), 0);
    ck_assert_int_eq(symlink(".", cards_path(folder, "loop")), 0);
    IMPORTED(out, folder, card, folder);
    ASSERT_ANSWER(out, "SELECT name FROM document", "card.txt");
}
END_TEST

START_TEST(what_cannot_be_read_is_an_error_with_its_reason)
{
    const char *folder = support_folder(), *out = cards_path(folder, "out.db");
    struct cards_import import;

    support_write(folder, "empty.txt", "", 0);
    support_write(folder, "table.csv", "kraj;medián\n", 13);
    ck_assert_int_eq(symlink("nowhere", cards_path(folder, "dangling.txt")), 0);
    ck_assert_int_eq(mkfifo(cards_path(folder, "pipe.txt"), 0600), 0);
    support_write(folder, "\xff.txt", "x", 1);
    import = IMPORT(out, folder, cards_path(folder, "missing.txt"), "", CARD_103332);
    ck_assert_int_eq(import.status, IMPORT_REFUSED);
    ck_assert_uint_eq(import.errors, 7);
    assert_finding(&import, "missing.txt:1: error: cannot be read: No such file or directory\n");
    assert_finding(&import, "dangling.txt:1: error: is a link to nothing; expected a file or folder\n");
    assert_finding(&import, "pipe.txt:1: error: is a special file; expected a file or folder\n");
    assert_finding(
        &import, "empty.txt:1: error: the file is empty; expected an NSP card in tabbed text, a table (CSV) or JSON\n");
    assert_finding(&import, "table.csv:1: error: the file is of an unknown kind; expected an NSP card in tabbed text, "
                            "a table (CSV) or JSON\n");
    assert_finding(&import, "\xff.txt:1: error: the path is not UTF-8");
    ck_assert(!is_there(out));
    free(import.findings);
}
END_TEST

START_TEST(a_file_above_64_mb_is_an_error)
{
    const char *folder = support_folder(), *large = support_write(folder, "large.txt", "", 0);
    struct cards_import import;

    ck_assert_int_eq(truncate(large, 64 * 1024 * 1024 + 1), 0);
    import = IMPORT(cards_path(folder, "out.db"), large);
    ck_assert_int_eq(import.status, IMPORT_REFUSED);
    ck_assert_uint_eq(import.errors, 1);
    assert_finding(&import, "large.txt:1: error: the file is too large; expected at most 67108864 bytes\n");
    free(import.findings);
}
END_TEST

START_TEST(documents_without_an_occupation_are_an_error)
{
    const char *folder = support_folder(), *out = cards_path(folder, "out.db");
    struct cards_import import;

    import = IMPORT(out, "data/tables/kkov_groups.csv");
    ck_assert_int_eq(import.status, IMPORT_REFUSED);
    assert_finding(&import, "kkov_groups.csv:1: error: the sources speak of no occupation; expected at least one\n");
    ck_assert_int_ne(access(out, F_OK), 0);
    free(import.findings);
}
END_TEST

START_TEST(beside_a_refused_file_no_other_is_blamed_for_its_occupations)
{
    static const char cut[] = "{\"polozky\":[";
    const char *folder = support_folder(), *bad = support_write(folder, "bad.json", cut, strlen(cut));
    struct cards_import import;

    import = IMPORT(cards_path(folder, "out.db"), "data/tables/kkov_groups.csv", bad);
    ck_assert_int_eq(import.status, IMPORT_REFUSED);
    ck_assert_uint_eq(import.errors, 1);
    assert_finding(&import, "bad.json:1: error: no JSON");
    free(import.findings);
}
END_TEST

START_TEST(a_folder_without_documents_is_an_error)
{
    const char *folder = support_folder(), *out = cards_path(folder, "out.db");
    struct cards_import import = IMPORT(out, folder);

    ck_assert_int_eq(import.status, IMPORT_REFUSED);
    assert_finding(&import, ":1: error: there is no document in the sources; expected at least one\n");
    ck_assert(!is_there(out));
    free(import.findings);
}
END_TEST

/* The file that is written ----------------------------------------------------------------------------------------- */

START_TEST(an_import_that_is_refused_leaves_the_old_file_alone)
{
    const char *folder = support_folder(), *out = support_write(folder, "out.db", "old", 3);
    struct cards_import import = IMPORT(out, CARD_103332, cards_path(folder, "missing.txt"));
    size_t length;
    char *bytes = support_read(out, &length);

    ck_assert_int_eq(import.status, IMPORT_REFUSED);
    ck_assert_str_eq(bytes, "old");
    ck_assert(!is_there(cards_path(folder, "out.db.tmp")) && !is_there(cards_path(folder, "out.db.tmp.work")));
    free(bytes);
    free(import.findings);
}
END_TEST

START_TEST(keep_going_writes_the_good_files_and_still_says_that_some_were_not)
{
    const char *folder = support_folder(), *out = cards_path(folder, "out.db");
    const char *bad = CARD(folder, "bad.txt", NUMBER("5"), {"Hlavní město Praha", "Hlavní město Brno"});
    struct cards_import import = cards_import(out, true, (const char *const[]){bad, CARD_103332, NULL});

    ck_assert_int_eq(import.status, IMPORT_PARTLY);
    ck_assert_uint_ge(import.errors, 1);
    ASSERT_ANSWER(out, "SELECT id FROM occupation", "103332");
    free(import.findings);
}
END_TEST

START_TEST(keep_going_with_nothing_good_writes_nothing)
{
    const char *folder = support_folder(), *out = cards_path(folder, "out.db");
    const char *bad = CARD(folder, "bad.txt", NUMBER("5"), {"Hlavní město Praha", "Hlavní město Brno"});
    struct cards_import import = cards_import(out, true, (const char *const[]){bad, NULL});

    ck_assert_int_eq(import.status, IMPORT_REFUSED);
    ck_assert(!is_there(out));
    free(import.findings);
}
END_TEST

START_TEST(a_new_file_takes_the_place_of_the_old_one_in_one_step)
{
    const char *folder = support_folder(), *out = support_write(folder, "out.db", "old", 3);
    int old = open(out, O_RDONLY);
    char bytes[8];

    support_write(folder, "out.db.tmp", "what a killed import left", 25);
    support_write(folder, "out.db.tmp.work", "what a killed import left", 25);
    IMPORTED(out, CARD_103332);
    ck_assert_int_eq(read(old, bytes, sizeof bytes), 3); /* whoever has the old file open goes on reading it */
    close(old);
    ASSERT_ANSWER(out, "SELECT id FROM occupation", "103332");
    ck_assert(!is_there(cards_path(folder, "out.db.tmp")) && !is_there(cards_path(folder, "out.db.tmp.work")));
}
END_TEST

START_TEST(a_folder_that_is_not_there_is_the_systems_failure)
{
    const char *out = cards_path(support_folder(), "missing/out.db");
    struct cards_import import = IMPORT(out, CARD_103332);

    ck_assert_int_eq(import.status, IMPORT_SYSTEM_FAILED);
    assert_finding(&import, "missing/out.db:1: error: cannot be written: ");
    assert_finding(&import, "out.db.tmp: No such file or directory\n");
    free(import.findings);
}
END_TEST

START_TEST(a_folder_is_not_replaced)
{
    const char *folder = support_folder(), *out = cards_path(folder, "out.db");
    struct cards_import import;

    ck_assert_int_eq(mkdir(out, 0755), 0);
    import = IMPORT(out, CARD_103332);
    ck_assert_int_eq(import.status, IMPORT_SYSTEM_FAILED);
    assert_finding(&import, "out.db: is no file\n");
    ck_assert(!is_there(cards_path(folder, "out.db.tmp")));
    free(import.findings);
}
END_TEST

START_TEST(a_pipe_is_not_replaced_and_a_link_is_followed)
{
    const char *folder = support_folder(), *pipe = cards_path(folder, "pipe"), *link = cards_path(folder, "link.db");
    const char *target = support_write(folder, "target.db", "", 0);
    struct cards_import import;
    struct stat status;

    ck_assert_int_eq(mkfifo(pipe, 0600), 0);
    import = IMPORT(pipe, CARD_103332);
    ck_assert_int_eq(import.status, IMPORT_SYSTEM_FAILED);
    assert_finding(&import, "pipe: is no file\n");
    free(import.findings);
    ck_assert(lstat(pipe, &status) == 0 && S_ISFIFO(status.st_mode));

    ck_assert_int_eq(symlink("target.db", link), 0);
    IMPORTED(link, CARD_103332);
    ck_assert(lstat(link, &status) == 0 && S_ISLNK(status.st_mode));
    ASSERT_ANSWER(target, "SELECT id FROM occupation", "103332");
}
END_TEST

START_TEST(a_source_is_not_overwritten)
{
    const char *card = CARD(support_folder(), "card.txt", NUMBER("7"));
    struct cards_import import = IMPORT(card, card);

    ck_assert_int_eq(import.status, IMPORT_REFUSED);
    assert_finding(&import, "card.txt:1: error: is the file to be written; expected another one to read\n");
    free(import.findings);
    IMPORTED(cards_path(support_folder(), "out.db"), card);
}
END_TEST

START_TEST(a_second_import_to_the_same_file_is_turned_away)
{
    const char *folder = support_folder(), *out = cards_path(folder, "out.db");
    int other = open(support_write(folder, "out.db.tmp", "", 0), O_RDWR);
    struct cards_import import;

    ck_assert_int_eq(flock(other, LOCK_EX), 0);
    import = IMPORT(out, CARD_103332);
    ck_assert_int_eq(import.status, IMPORT_SYSTEM_FAILED);
    assert_finding(&import, "another import is writing it\n");
    ck_assert(is_there(cards_path(folder, "out.db.tmp")));
    free(import.findings);
    close(other);
    IMPORTED(out, CARD_103332);
}
END_TEST

START_TEST(a_disk_that_is_full_leaves_the_old_file_alone)
{
    static const rlim_t limits[] = {8192, 100000, 250000}; /* the schema; the rows; the copy or the rows */
    const char *folder = support_folder(), *out = support_write(folder, "out.db", "old", 3);
    struct rlimit whole, small;
    void (*handler)(int) = signal(SIGXFSZ, SIG_IGN);

    ck_assert_int_eq(getrlimit(RLIMIT_FSIZE, &whole), 0);
    for (size_t i = 0; i < sizeof limits / sizeof *limits; i++) {
        struct cards_import import;
        char *bytes;

        small = (struct rlimit){limits[i], whole.rlim_max};
        ck_assert_int_eq(setrlimit(RLIMIT_FSIZE, &small), 0);
        import = IMPORT(out, CARD_103332);
        ck_assert_int_eq(setrlimit(RLIMIT_FSIZE, &whole), 0);
        ck_assert_int_eq(import.status, IMPORT_SYSTEM_FAILED);
        assert_finding(&import, "out.db:1: error: cannot be written: ");
        bytes = support_read(out, NULL);
        ck_assert_str_eq(bytes, "old");
        ck_assert(!is_there(cards_path(folder, "out.db.tmp")) && !is_there(cards_path(folder, "out.db.tmp.work")));
        free(bytes);
        free(import.findings);
    }
    signal(SIGXFSZ, handler);
}
END_TEST

START_TEST(a_folder_that_does_not_sync_is_said_of_a_file_that_is_written)
{
    const char *folder = support_folder(), *out = cards_path(folder, "out.db");
    struct cards_import import;

    folders_sync = false;
    import = IMPORT(out, CARD_103332);
    ck_assert_int_eq(import.status, IMPORT_SYSTEM_FAILED);
    ck_assert_uint_eq(import.errors, 1);
    assert_finding(&import, "out.db:1: error: is written, but its folder does not sync: Input/output error\n");
    ASSERT_ANSWER(out, "SELECT id FROM occupation", "103332");
    ck_assert(!is_there(cards_path(folder, "out.db.tmp")) && !is_there(cards_path(folder, "out.db.tmp.work")));
    free(import.findings);
}
END_TEST

static Suite *import_suite(void)
{
    Suite *suite = suite_create("import");
    TCase *card = tcase_create("card"), *several = tcase_create("several"), *sources = tcase_create("sources");
    TCase *file = tcase_create("file");

    tcase_add_checked_fixture(card, import_the_card, NULL);
    tcase_add_test(card, every_part_of_the_card_is_in_the_dataset);
    tcase_add_test(card, wages_are_rows_of_their_group_in_the_order_of_lists);
    tcase_add_test(card, the_finest_national_median_stands_for_the_occupation);
    tcase_add_test(card, the_tree_of_groups_has_parents_only_where_the_dataset_has_them);
    tcase_add_test(card, vocabularies_are_whole_and_the_legend_is_the_cards);
    tcase_add_test(card, source_document_and_date_are_stated);
    tcase_add_test(card, the_query_planner_finds_statistics);
    tcase_add_test(card, a_card_without_wages_has_no_date);
    suite_add_tcase(suite, card);
    tcase_add_test(several, the_order_and_the_folders_of_sources_do_not_matter);
    tcase_add_test(several, the_version_follows_the_content);
    tcase_add_test(several, a_related_name_is_linked_where_exactly_one_other_occupation_has_it);
    suite_add_tcase(suite, several);
    tcase_add_test(sources, hidden_entries_and_notes_in_folders_are_left_out);
    tcase_add_test(sources, a_file_that_two_paths_lead_to_is_read_once);
    tcase_add_test(sources, what_cannot_be_read_is_an_error_with_its_reason);
    tcase_add_test(sources, a_file_above_64_mb_is_an_error);
    tcase_add_test(sources, documents_without_an_occupation_are_an_error);
    tcase_add_test(sources, beside_a_refused_file_no_other_is_blamed_for_its_occupations);
    tcase_add_test(sources, a_folder_without_documents_is_an_error);
    suite_add_tcase(suite, sources);
    tcase_add_test(file, an_import_that_is_refused_leaves_the_old_file_alone);
    tcase_add_test(file, keep_going_writes_the_good_files_and_still_says_that_some_were_not);
    tcase_add_test(file, keep_going_with_nothing_good_writes_nothing);
    tcase_add_test(file, a_new_file_takes_the_place_of_the_old_one_in_one_step);
    tcase_add_test(file, a_folder_that_is_not_there_is_the_systems_failure);
    tcase_add_test(file, a_folder_is_not_replaced);
    tcase_add_test(file, a_pipe_is_not_replaced_and_a_link_is_followed);
    tcase_add_test(file, a_source_is_not_overwritten);
    tcase_add_test(file, a_second_import_to_the_same_file_is_turned_away);
    tcase_add_test(file, a_disk_that_is_full_leaves_the_old_file_alone);
    tcase_add_test(file, a_folder_that_does_not_sync_is_said_of_a_file_that_is_written);
    suite_add_tcase(suite, file);
    return suite;
}

TEST_MAIN(import_suite)
