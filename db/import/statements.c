#include "db/import/statements.h"

#include "model/embed.h"

EMBED(staging_sql, "db/import/staging.sql");
EMBED(merge_sql, "db/import/merge.sql");
EMBED(conflicts_sql, "db/import/conflicts.sql");
EMBED(derive_sql, "db/import/derive.sql");
EMBED(places_sql, "db/import/places.sql");
EMBED(counts_sql, "db/import/counts.sql");
EMBED(rarities_sql, "db/import/rarities.sql");
EMBED(members_sql, "db/import/members.sql");
EMBED(changes_sql, "db/import/changes.sql");
EMBED(search_entries_sql, "db/import/search_entries.sql");
EMBED(search_texts_sql, "db/import/search_texts.sql");
EMBED(search_words_sql, "db/import/search_words.sql");
EMBED(titles_sql, "db/import/titles.sql");
EMBED(title_texts_sql, "db/import/title_texts.sql");
