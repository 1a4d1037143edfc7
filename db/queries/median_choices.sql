-- median_choices: the packed medians of a region, :value, that may stand for an occupation (db/store_medians.c).
SELECT numbers FROM median_choice WHERE region = :value;
