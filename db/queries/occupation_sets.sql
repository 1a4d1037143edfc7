-- occupation_sets: packed sets of places (db/places.h) of a :kind, those of a :value, those whose value begins with
-- :prefix and is like :pattern, and those of a number from :least to :most.
SELECT places FROM occupation_set
WHERE kind = :kind
/*value*/ AND value = :value
/*pattern*/ AND value >= :prefix AND value < :prefix || char(1114111) AND value GLOB :pattern
/*least*/ AND number >= :least
/*most*/ AND number <= :most
