-- The code of such a conflict is the occupation and the member.
SELECT NULL;
SELECT said_of.occupation AS code, unit.name, format('%s is %s', member, said) AS found, said_of.document, line
FROM (SELECT *, substr(code, 1, instr(code, ' ') - 1) AS occupation, substr(code, instr(code, ' ') + 1) AS member
      FROM conflict_row WHERE kind = 'occupation') AS said_of
LEFT JOIN unit ON unit.code = said_of.occupation
ORDER BY said_of.id;
