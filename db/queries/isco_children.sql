-- isco_children: the groups right below a group. :id its code.
SELECT code, name FROM isco WHERE parent = :id ORDER BY code;
