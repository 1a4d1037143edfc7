-- region_districts: the districts of a page's regions by code. :ids JSON array.
SELECT page.key AS ".item", district.code, district.name
FROM json_each(:ids) AS page JOIN district ON district.region = page.value
ORDER BY page.key, district.code;
