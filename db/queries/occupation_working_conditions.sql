-- occupation_working_conditions: its load factors in the vocabulary's order. :id.
SELECT load_factor.factor, name, name_en, levels
FROM occupation_load JOIN load_factor ON load_factor.factor = occupation_load.factor
WHERE occupation = :id ORDER BY position;
