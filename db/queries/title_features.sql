-- title_features: what some features of titles tell, each with its index. :ids JSON array of features.
SELECT wanted.key AS ".item", rarity, groups, names
FROM json_each(:ids) AS wanted
JOIN title_feature ON feature = wanted.value;
