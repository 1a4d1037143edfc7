-- occupation_count: how many occupations there are: the last place and one.
SELECT place + 1 FROM occupation_place ORDER BY place DESC LIMIT 1;
