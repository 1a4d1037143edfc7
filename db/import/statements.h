/**
 * The SQL files of the builder, compiled in.
 */
#ifndef POVOLANI_STATEMENTS_H
#define POVOLANI_STATEMENTS_H

extern const char staging_sql[];
extern const char merge_sql[];
extern const char conflicts_sql[];
extern const char derive_sql[];
extern const char places_sql[];
extern const char counts_sql[];
extern const char rarities_sql[];
extern const char members_sql[];
extern const char changes_sql[];
extern const char search_entries_sql[];
extern const char search_texts_sql[];
extern const char search_words_sql[];
extern const char titles_sql[];
extern const char title_texts_sql[];

#endif
