-- title_group_titles: how many titles are filed under each group, by the group's number.
SELECT number, titles FROM title_group ORDER BY number;
