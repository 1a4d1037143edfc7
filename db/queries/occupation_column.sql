-- occupation_column: the packed numbers by place (db/places.h) that are called :value.
SELECT numbers FROM occupation_column WHERE name = :value;
