-- occupation_places: the places of occupations. :ids JSON array.
SELECT place FROM json_each(:ids) AS wanted JOIN occupation_place ON occupation_place.id = wanted.value;
