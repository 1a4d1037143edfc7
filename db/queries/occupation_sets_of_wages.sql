-- occupation_sets_of_wages: by CZ-ISCO code and its position among an occupation's own codes, the packed set of the
-- places whose wages the group's are.
SELECT value, number, places FROM occupation_set WHERE kind = 'wages' ORDER BY value, number;
