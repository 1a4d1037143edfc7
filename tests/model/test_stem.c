/* Words of the trade, folded as the index folds them. */
#include "model/stem.h"
#include "tests/support/support.h"

#include <string.h>

static struct arena *arena;

static void open_arena(void)
{
    arena = arena_new();
    ck_assert_ptr_nonnull(arena);
}

static void close_arena(void)
{
    arena_free(arena);
}

#define COUNT(list) (sizeof(list) / sizeof(list)[0])

static void check_same(const char *word, const char *other)
{
    const char *stem = stem_czech(arena, word);

    ck_assert_msg(strcmp(stem, stem_czech(arena, other)) == 0, "%s is \"%s\", %s is \"%s\"", word, stem, other,
                  stem_czech(arena, other));
}

START_TEST(a_woman_in_an_occupation_has_the_mans_stem)
{
    static const char *const pairs[] = {
        "reditel",     "reditelka",     "delnik",        "delnice",         "pracovnik",   "pracovnice",
        "ucitel",      "ucitelka",      "kuchar",        "kucharka",        "vratny",      "vratna",
        "programator", "programatorka", "manazer",       "manazerka",       "asistent",    "asistentka",
        "specialista", "specialistka",  "poradce",       "poradkyne",       "spravce",     "spravkyne",
        "obchodnik",   "obchodnice",    "herec",         "herecka",         "vedec",       "vedkyne",
        "letec",       "letkyne",       "pokojsky",      "pokojska",        "osetrovatel", "osetrovatelka",
        "prodavac",    "prodavacka",    "ridic",         "ridicka",         "zednik",      "zednice",
        "pruvodce",    "pruvodkyne",    "soudce",        "soudkyne",        "zastupce",    "zastupkyne",
        "chirurg",     "chirurgyne",    "psycholog",     "psycholozka",     "biolog",      "biolozka",
        "kosmetik",    "kosmeticka",    "technik",       "technicka",       "logistik",    "logisticka",
        "maser",       "maserka",       "barman",        "barmanka",        "steward",     "stewardka",
        "analytik",    "analyticka",    "mechanik",      "mechanicka",      "kadernik",    "kadernice",
        "cisnik",      "cisnice",       "tanecnik",      "tanecnice",       "zpevak",      "zpevacka",
        "sekretar",    "sekretarka",    "uklizec",       "uklizecka",       "skladnik",    "skladnice",
        "architekt",   "architektka",   "reziser",       "reziserka",       "veterinar",   "veterinarka",
        "advokat",     "advokatka",     "notar",         "notarka",         "policista",   "policistka",
        "fotograf",    "fotografka",    "geodet",        "geodetka",        "pilot",       "pilotka",
        "pedagog",     "pedagozka",     "lekar",         "lekarka",         "inzenyr",     "inzenyrka",
        "lektor",      "lektorka",      "svarec",        "svarecka",        "krejci",      "krejcova",
        "mistr",       "mistrova",      "malir",         "malirka",         "truhlar",     "truhlarka",
        "cukrar",      "cukrarka",      "pekar",         "pekarka",         "reznik",      "reznice",
        "zahradnik",   "zahradnice",    "fyzioterapeut", "fyzioterapeutka", "farmaceut",   "farmaceutka",
        "ekonom",      "ekonomka",      "agronom",       "agronomka",       "pecovatel",   "pecovatelka",
        "vychovatel",  "vychovatelka",  "hasic",         "hasicka",         "strojnik",    "strojnice",
        "dispecer",    "dispecerka",    "operator",      "operatorka",      "kontrolor",   "kontrolorka",
        "brusic",      "brusicka",      "sefkuchar",     "sefkucharka",     "laborant",    "laborantka",
        "konstrukter", "konstrukterka", "vyvojar",       "vyvojarka",       "ajtak",       "ajtacka",
        "prekladatel", "prekladatelka", "tlumocnik",     "tlumocnice",      "novinar",     "novinarka",
        "knihovnik",   "knihovnice",    "podnikatel",    "podnikatelka",    "makler",      "maklerka",
        "tajemnik",    "tajemnice",     "trener",        "trenerka",        "hlidac",      "hlidacka",
        "kuryr",       "kuryrka",       "krupier",       "krupierka",       "balic",       "balicka",
        "filolog",     "filolozka",     "sociolog",      "sociolozka",      "zubar",       "zubarka",
        "logoped",     "logopedka",     "ortoped",       "ortopedka",       "sanitar",     "sanitarka",
        "porodnik",    "porodnice",     "monter",        "monterka",        "florista",    "floristka",
        "straznik",    "straznice",     "vojak",         "vojacka",         "strihac",     "strihacka",
        "kameraman",   "kameramanka",   "animator",      "animatorka",      "diplomat",    "diplomatka",
        "stevard",     "stevardka",     "chemik",        "chemicka",        "umelec",      "umelkyne",
        "sportovec",   "sportovkyne",   "plavcik",       "plavcice",        "hrobnik",     "hrobnice",
        "chovatel",    "chovatelka",    "matematik",     "matematicka",     "kolega",      "kolegyne",
        "prezident",   "prezidentka",   "dramaturg",     "dramaturgyne",    "jerabnik",    "jerabnice",
        "ministr",     "ministryne",    "optik",         "opticka",
    };

    for (size_t i = 0; i < COUNT(pairs); i += 2)
        check_same(pairs[i], pairs[i + 1]);
}
END_TEST

/* Forms of one word in a row. */
static const char *const declined[][16] = {
    {"programator", "programatora", "programatorovi", "programatore", "programatorem", "programatori", "programatorove",
     "programatoru", "programatorum", "programatorech", "programatory"},
    {"reditelka", "reditelky", "reditelce", "reditelku", "reditelko", "reditelkou", "reditelek", "reditelkam",
     "reditelkach", "reditelkami"},
    {"delnik", "delnika", "delnikovi", "delniku", "delnikem", "delnici", "delnikum", "delnicich", "delniky"},
    {"poradce", "poradci", "poradcem", "poradcu", "poradcum", "poradcich", "poradcove"},
    {"herec", "herce", "herci", "hercem", "hercu", "hercich"},
    {"specialista", "specialisty", "specialistovi", "specialistou", "specialiste", "specialistu", "specialistum"},
    {"technicky", "technickeho", "technickemu", "technickym", "technicka", "technickou", "technicti", "technickych",
     "technickymi"},
    {"prumyslovy", "prumysloveho", "prumyslova", "prumyslove", "prumyslovych", "prumyslovymi"},
    {"ucetni", "ucetniho", "ucetnimu", "ucetnim", "ucetnich", "ucetnimi"},
    {"sestra", "sestry", "sestre", "sestru", "sestro", "sestrou", "sester", "sestram", "sestrach", "sestrami"},
    {"remeslo", "remesla", "remeslu", "remeslem", "remesel", "remeslum", "remeslech"},
    {"chirurg", "chirurga", "chirurgove", "chirurgu", "chirurzich", "chirurgy"},
    {"bezpecnost", "bezpecnosti", "bezpecnostem", "bezpecnostech", "bezpecnostmi"},
    {"obrabeni", "obrabenim", "obrabenich", "obrabenimi"},
    {"technologie", "technologii", "technologiim", "technologiich", "technologiemi"},
    {"centrum", "centra", "centru", "centrem", "center", "centrech"},
    {"system", "systemu", "systemem", "systemy", "systemech"},
    {"stredisko", "stredisku", "stredisek", "strediscich", "stredisky"},
};

START_TEST(the_forms_of_a_word_have_one_stem)
{
    for (size_t i = 0; i < COUNT(declined); i++)
        for (size_t j = 1; j < COUNT(declined[i]) && declined[i][j]; j++)
            check_same(declined[i][0], declined[i][j]);
}
END_TEST

START_TEST(different_words_keep_different_stems)
{
    static const char *const words[] = {
        "ucetni",    "ucitel",   "uctarna",   "kuchar",        "kuchyne",   "pekar",    "pekarna",  "malir",
        "malirstvi", "technika", "technolog", "technologie",   "obchodnik", "obchodni", "stavebni", "stavitel",
        "skladnik",  "sklad",    "banka",     "banan",         "vodak",     "vodic",    "ridic",    "reditel",
        "pilot",     "pila",     "strojnik",  "strojirenstvi", "chemie",    "chemik",   "lekar",    "lekarna",
    };

    for (size_t i = 0; i < COUNT(words); i++)
        for (size_t j = 0; j < i; j++)
            ck_assert_str_ne(stem_czech(arena, words[i]), stem_czech(arena, words[j]));
}
END_TEST

START_TEST(a_short_word_stays_and_a_longer_one_keeps_three_letters)
{
    static const char *const words[] = {"oken", "aaaa", "eeeee", "emi", "nemi", "ovovov", "kyne", "1234", "c++17"};

    ck_assert_str_eq(stem_czech(arena, ""), "");
    ck_assert_str_eq(stem_czech(arena, "it"), "it");
    ck_assert_str_eq(stem_czech(arena, "sil"), "sil");
    for (size_t i = 0; i < COUNT(words); i++) {
        size_t length = strlen(stem_czech(arena, words[i]));

        ck_assert_uint_ge(length, 3);
        ck_assert_uint_le(length, strlen(words[i]));
    }
}
END_TEST

static Suite *stem_suite(void)
{
    Suite *suite = suite_create("stem");
    TCase *tests = tcase_create("stem");

    tcase_add_checked_fixture(tests, open_arena, close_arena);
    tcase_add_test(tests, a_woman_in_an_occupation_has_the_mans_stem);
    tcase_add_test(tests, the_forms_of_a_word_have_one_stem);
    tcase_add_test(tests, different_words_keep_different_stems);
    tcase_add_test(tests, a_short_word_stays_and_a_longer_one_keeps_three_letters);
    suite_add_tcase(suite, tests);
    return suite;
}

TEST_MAIN(stem_suite)
