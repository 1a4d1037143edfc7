-- title_size: how many groups and names the index of titles has, and the rarity of a feature that no name has.
SELECT groups, names, rarity FROM title_size;
