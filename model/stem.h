/**
 * Stems of Czech words, so that the forms of a word meet: programátor, programátoři, programátorka, programátorů.
 *
 * A light stemmer in the manner of Ljiljana Dolamic and Jacques Savoy (Indexing and stemming approaches for the Czech
 * language, Information Processing & Management 45, 2009, pp. 714-720; Lucene's CzechStemmer is the same), written
 * anew for words without diacritics, in which "í" is "i" and "č" is "c", and for the names of occupations: what its
 * rules cannot tell apart without diacritics is left on, and a woman's name of an occupation has the man's stem.
 */
#ifndef POVOLANI_STEM_H
#define POVOLANI_STEM_H

#include "model/arena.h"

/**
 * The stem of one word, the same for the forms of a noun or an adjective. It is a key, not a word for people:
 * "reditelka" and "rediteli" give "reditl".
 *
 * @param word  lower case, diacritics folded away; anything else is no Czech word and loses at most what looks like an
 *              ending
 * @return never longer than the word, at least three letters of what had three; a word of up to three letters as it
 *         is. NULL if there is no memory.
 */
char *stem_czech(struct arena *arena, const char *word);

#endif
