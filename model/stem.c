/* Endings of Czech words, in tables that are gone through in turn. */
#include "model/stem.h"

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

/* Letters that stay: two say too little ("ps", "hr"); before a woman's ending a name has four (the "herc" of herečka),
 * else banka were a woman called "ban". */
enum { STEM_MIN = 3, NAME_MIN = 4 };

/* What a word may end in, and what it ends in instead. Of the rows that fit the longest holds, so a row that changes
 * nothing keeps a word from a shorter one. */
struct ending {
    const char *from;
    const char *to;
};

/* clang-format off */

/* Declension of nouns and adjectives. */
static const struct ending cases[] = {
    {"a", ""},   {"e", ""},   {"i", ""},   {"o", ""},   {"u", ""},   {"y", ""},   {"ou", ""},
    {"am", ""},  {"em", ""},  {"im", ""},  {"um", ""},  {"ym", ""},  {"ach", ""}, {"ech", ""}, {"ich", ""}, {"ych", ""},
    {"ami", ""}, {"emi", ""}, {"imi", ""}, {"ymi", ""}, {"ima", ""}, {"yma", ""},
    {"eho", ""}, {"iho", ""}, {"emu", ""}, {"imu", ""}, {"dmi", "d"}, {"rmi", "r"}, {"tmi", "t"},
    /* chemie, studium: the i stays, so that technologie is not technologové */
    {"ia", "i"}, {"ie", "i"}, {"ii", "i"}, {"io", "i"}, {"iu", "i"}, {"iem", "i"}, {"iim", "i"}, {"ium", "i"},
    {"iich", "i"}, {"iemi", "i"},
    /* words that end so by themselves */
    {"gram", "gram"}, {"najem", "najem"}, {"objem", "objem"}, {"ostym", "ostym"}, {"prijem", "prijem"},
    {"problem", "problem"}, {"problemu", "problem"}, {"pruzkum", "pruzkum"}, {"reklam", "reklam"},
    {"system", "system"}, {"systemu", "system"}, {"vyzkum", "vyzkum"}, {"znam", "znam"},
    /* an e that comes and goes before such an m; -ismus and -izmus */
    {"firem", "firm"}, {"forem", "form"}, {"norem", "norm"}, {"ismus", "ism"}, {"izmus", "ism"},
};

/* -ové and -ovi of people; and the -ov of adjectives, which have all their forms or none without it. */
static const struct ending persons[] = {{"ov", ""}};

/* A woman's name of an occupation, in all cases: ředitelka, ředitelce; poradkyně beside poradce. The last row is of
 * adjectives: technický, techničtí. */
static const struct ending women[] = {
    {"afk", "af"},   {"afc", "af"},   {"ank", "an"},   {"anc", "an"},   {"ardk", "ard"}, {"ardc", "ard"},
    {"ark", "ar"},   {"arc", "ar"},   {"atk", "at"},   {"atc", "at"},   {"erk", "er"},   {"erc", "er"},
    {"etk", "et"},   {"etc", "et"},   {"irk", "ir"},   {"irc", "ir"},   {"istk", "ist"}, {"istc", "ist"},
    {"ktk", "kt"},   {"ktc", "kt"},   {"ntk", "nt"},   {"ntc", "nt"},   {"omk", "om"},   {"omc", "om"},
    {"ork", "or"},   {"orc", "or"},   {"otk", "ot"},   {"otc", "ot"},   {"ozk", "oz"},   {"ozc", "oz"},
    {"pedk", "ped"}, {"pedc", "ped"}, {"telk", "tel"}, {"telc", "tel"}, {"utk", "ut"},   {"utc", "ut"},
    {"yrk", "yr"},   {"yrc", "yr"},   {"kyn", "c"},    {"gyn", "g"},    {"tryn", "tr"},
    {"ack", "ac"},   {"acc", "ac"},   {"eck", "ec"},   {"ecc", "ec"},   {"ick", "ic"},   {"icc", "ic"},
    {"act", "ac"},   {"ect", "ec"},   {"ict", "ic"},
};

/* Consonants that change before some endings stand for each other: dělník, dělníci; chirurg, chirurzi; hoch, hoši;
 * polský, polští; středisko, střediscích. */
static const struct ending consonants[] = {
    {"c", "k"}, {"g", "h"}, {"z", "h"}, {"ch", "s"}, {"sk", "st"}, {"sc", "st"}, {"izm", "ism"},
};

/* clang-format on */

#define ROWS(table) (table), sizeof(table) / sizeof(table)[0]

static bool fits(const struct ending *row, const char *word, size_t length, size_t least)
{
    size_t from = strlen(row->from);

    return from <= length && length - from + strlen(row->to) >= least &&
           memcmp(word + length - from, row->from, from) == 0;
}

/* Applies the longest row that fits and leaves so many letters; the new length. */
static size_t without(char *word, size_t length, const struct ending *rows, size_t count, size_t least)
{
    const struct ending *best = NULL;

    for (size_t i = 0; i < count; i++)
        if (fits(&rows[i], word, length, least) && (!best || strlen(rows[i].from) > strlen(best->from)))
            best = &rows[i];
    if (!best)
        return length;
    length -= strlen(best->from);
    memcpy(word + length, best->to, strlen(best->to));
    return length + strlen(best->to);
}

static bool is_vowel(char letter)
{
    return letter && strchr("aeiouy", letter);
}

/* The e that comes and goes: sester, sestra. */
static size_t without_fleeting_e(char *word, size_t length)
{
    if (length <= STEM_MIN || word[length - 2] != 'e' || is_vowel(word[length - 3]) || is_vowel(word[length - 1]))
        return length;
    word[length - 2] = word[length - 1];
    return length - 1;
}

char *stem_czech(struct arena *arena, const char *word)
{
    size_t length = strlen(word);
    char *stem = arena_text(arena, word, length);

    if (!stem || length <= STEM_MIN)
        return stem;
    length = without(stem, length, ROWS(cases), STEM_MIN);
    length = without(stem, length, ROWS(persons), STEM_MIN);
    for (int round = 0; round < 2; round++) { /* hereček: hereck, herec, herc */
        length = without_fleeting_e(stem, length);
        length = without(stem, length, ROWS(women), NAME_MIN);
    }
    length = without(stem, length, ROWS(consonants), STEM_MIN);
    stem[length] = '\0';
    return stem;
}
