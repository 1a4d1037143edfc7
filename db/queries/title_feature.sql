-- title_feature: what a feature of titles tells. :value the feature.
SELECT rarity, groups, names FROM title_feature WHERE feature = :value;
