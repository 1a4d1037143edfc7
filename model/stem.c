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
    const char *from, *to;
    unsigned char from_length, to_length;
};

/* clang-format off */

#define E(from, to) {from, to, sizeof(from) - 1, sizeof(to) - 1}

/* Declension of nouns and adjectives. */
static const struct ending cases[] = {
    E("a", ""), E("e", ""), E("i", ""), E("o", ""), E("u", ""), E("y", ""), E("ou", ""),
    E("am", ""), E("em", ""), E("im", ""), E("um", ""), E("ym", ""), E("ach", ""), E("ech", ""), E("ich", ""),
    E("ych", ""), E("ami", ""), E("emi", ""), E("imi", ""), E("ymi", ""), E("ima", ""), E("yma", ""),
    E("eho", ""), E("iho", ""), E("emu", ""), E("imu", ""), E("dmi", "d"), E("rmi", "r"), E("tmi", "t"),
    /* chemie, studium: the i stays, so that technologie is not technologové */
    E("ia", "i"), E("ie", "i"), E("ii", "i"), E("io", "i"), E("iu", "i"), E("iem", "i"), E("iim", "i"), E("ium", "i"),
    E("iich", "i"), E("iemi", "i"),
    /* words that end so by themselves */
    E("gram", "gram"), E("najem", "najem"), E("objem", "objem"), E("ostym", "ostym"), E("prijem", "prijem"),
    E("problem", "problem"), E("problemu", "problem"), E("pruzkum", "pruzkum"), E("reklam", "reklam"),
    E("system", "system"), E("systemu", "system"), E("vyzkum", "vyzkum"), E("znam", "znam"),
    /* an e that comes and goes before such an m; -ismus and -izmus */
    E("firem", "firm"), E("forem", "form"), E("norem", "norm"), E("ismus", "ism"), E("izmus", "ism"),
};

/* -ové and -ovi of people; and the -ov of adjectives, which have all their forms or none without it. */
static const struct ending persons[] = {E("ov", "")};

/* A woman's name of an occupation, in all cases: ředitelka, ředitelce; poradkyně beside poradce. The last row is of
 * adjectives: technický, techničtí. */
static const struct ending women[] = {
    E("afk", "af"), E("afc", "af"), E("ank", "an"), E("anc", "an"), E("ardk", "ard"), E("ardc", "ard"),
    E("ark", "ar"), E("arc", "ar"), E("atk", "at"), E("atc", "at"), E("erk", "er"), E("erc", "er"),
    E("etk", "et"), E("etc", "et"), E("irk", "ir"), E("irc", "ir"), E("istk", "ist"), E("istc", "ist"),
    E("ktk", "kt"), E("ktc", "kt"), E("ntk", "nt"), E("ntc", "nt"), E("omk", "om"), E("omc", "om"),
    E("ork", "or"), E("orc", "or"), E("otk", "ot"), E("otc", "ot"), E("ozk", "oz"), E("ozc", "oz"),
    E("pedk", "ped"), E("pedc", "ped"), E("telk", "tel"), E("telc", "tel"), E("utk", "ut"), E("utc", "ut"),
    E("yrk", "yr"), E("yrc", "yr"), E("kyn", "c"), E("gyn", "g"), E("tryn", "tr"),
    E("ack", "ac"), E("acc", "ac"), E("eck", "ec"), E("ecc", "ec"), E("ick", "ic"), E("icc", "ic"),
    E("act", "ac"), E("ect", "ec"), E("ict", "ic"),
};

/* Consonants that change before some endings stand for each other: dělník, dělníci; chirurg, chirurzi; hoch, hoši;
 * polský, polští; středisko, střediscích. */
static const struct ending consonants[] = {
    E("c", "k"), E("g", "h"), E("z", "h"), E("ch", "s"), E("sk", "st"), E("sc", "st"), E("izm", "ism"),
};

/* clang-format on */

#undef E
#define ROWS(table) (table), sizeof(table) / sizeof(table)[0]

static bool fits(const struct ending *row, const char *word, size_t length, size_t least)
{
    size_t from = row->from_length;

    return from <= length && row->from[from - 1] == word[length - 1] && length - from + row->to_length >= least &&
           memcmp(word + length - from, row->from, from) == 0;
}

/* Applies the longest row that fits and leaves so many letters; the new length. */
static size_t without(char *word, size_t length, const struct ending *rows, size_t count, size_t least)
{
    const struct ending *best = NULL;

    for (size_t i = 0; i < count; i++)
        if (fits(&rows[i], word, length, least) && (!best || rows[i].from_length > best->from_length))
            best = &rows[i];
    if (!best)
        return length;
    length -= best->from_length;
    memcpy(word + length, best->to, best->to_length);
    return length + best->to_length;
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
