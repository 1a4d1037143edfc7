-- occupation_education: its fields of education in the source's order. :id.
SELECT education_field.code, name, education_field.type, suitability
FROM occupation_education JOIN education_field
    ON education_field.code = occupation_education.code AND education_field.type = occupation_education.type
WHERE occupation = :id ORDER BY position;
