-- search_hits: numbers of the entries that match, ascending (page), or how many do (total).
-- :match what is matched in FTS5's words; :kinds of competences, :levels and :parents of CZ-ISCO groups: JSON arrays.
/*page*/ SELECT rowid
/*total*/ SELECT count(*) AS ".total"
FROM search
WHERE search MATCH :match
/*kinds*/ AND (SELECT substr(id, 1, instr(id, ':') - 1) FROM search_entry WHERE number = search.rowid)
    IN (SELECT value FROM json_each(:kinds))
/*levels*/ AND (SELECT length(id) FROM search_entry WHERE number = search.rowid)
    IN (SELECT CAST(value AS INTEGER) FROM json_each(:levels))
/*parents*/ AND (SELECT parent FROM search_entry JOIN isco ON code = id WHERE number = search.rowid)
    IN (SELECT value FROM json_each(:parents))
/*page*/ ORDER BY rowid;
