-- occupations_isco: the CZ-ISCO groups of a page's occupations, each in the source's order. :places JSON array.
SELECT page.key AS ".item", code, name
FROM json_each(:places) AS page
CROSS JOIN occupation_summary_isco ON place = page.value;
