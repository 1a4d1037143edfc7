-- A small dataset for tests, written by hand: enough of every kind to tell right answers from wrong ones.
-- The vocabularies are cut short where their length does not matter. 'chovatel' and 'cisnik' have ids that are slugs.

INSERT INTO dataset VALUES (1, 6, '0123456789abcdef', '2025-06-30');
INSERT INTO source VALUES
    ('ispv', 'MPSV', 'CC BY 4.0', 'ISPV, MPSV', 2025, 1, 'sha-256:bb'),
    ('nsp', 'NSP', 'otevřená data', 'Národní soustava povolání', NULL, 6, 'sha-256:aa');

INSERT INTO document VALUES
    (1, 'nsp', '8.txt', 'sha-256:06'), (2, 'nsp', '15.txt', 'sha-256:05'), (3, 'nsp', '77.txt', 'sha-256:04'),
    (4, 'nsp', '103332.txt', 'sha-256:01'), (5, 'nsp', 'chovatel.txt', 'sha-256:02'),
    (6, 'nsp', 'cisnik.txt', 'sha-256:03'), (7, 'ispv', 'ispv.json', 'sha-256:07');

INSERT INTO region VALUES
    ('CZ', 'Česká republika', 'Czech Republic', 15, NULL, 'ceska-republika'),
    ('CZ010', 'Hlavní město Praha', 'Prague', 1, 19, 'hlavni-mesto-praha'),
    ('CZ064', 'Jihomoravský kraj', 'South Moravian Region', 11, 116, 'jihomoravsky-kraj'),
    ('CZ080', 'Moravskoslezský kraj', 'Moravian-Silesian Region', 14, 132, 'moravskoslezsky-kraj');
INSERT INTO district VALUES
    ('CZ0642', 'Brno-město', 'CZ064', 'brno-mesto'), ('CZ0643', 'Brno-venkov', 'CZ064', 'brno-venkov'),
    ('CZ0806', 'Ostrava-město', 'CZ080', 'ostrava-mesto');
INSERT INTO qualification_level VALUES
    (1, 'Základní vzdělání', 'Basic education'),
    (3, 'Střední vzdělání s výučním listem', 'Secondary education with a certificate of apprenticeship'),
    (6, 'Bakalářský studijní program', 'Bachelor''s degree or tertiary professional education'),
    (7, 'Magisterský studijní program', 'Master''s degree');
INSERT INTO qualification_label VALUES
    ('Základní vzdělání', 1, 1),
    ('Střední vzdělání s výučním listem', 3, 4),
    ('Vyšší odborné vzdělání', 6, 9),
    ('Bakalářský studijní program', 6, 10),
    ('Magisterský studijní program', 7, 11);
INSERT INTO load_factor VALUES
    ('visual', 'Zraková zátěž', 'Visual strain', 1),
    ('physical', 'Celková fyzická zátěž', 'Overall physical load', 2),
    ('mental', 'Duševní zátěž', 'Mental load', 3);
INSERT INTO load_level VALUES
    (1, 'Stupeň zátěže (minimální zdravotní riziko)', 'Faktor se nevyskytuje nebo je zátěž minimální.'),
    (2, 'Stupeň zátěže (únosná míra zdravotního rizika)', 'Míra zátěže je únosná.');
INSERT INTO competence_kind VALUES
    ('skill', 'Odborné dovednosti', 1, 8, NULL, 1),
    ('knowledge', 'Odborné znalosti', 1, 8, NULL, 2),
    ('soft', 'Měkké kompetence', 0, 5, 'https://nsp.cz/mekke-kompetence', 5);
INSERT INTO field SELECT slug(value), value, sort_key(value) FROM json_each(
    '["Zemědělství a veterinární péče", "Management", "Pohostinství a cestovní ruch", "Chemie"]');
INSERT INTO subfield SELECT slug(value), value, sort_key(value) FROM json_each(
    '["Živočišná výroba", "Rostlinná výroba", "Gastronomie"]');

INSERT INTO isco VALUES
    ('1', 'Zákonodárci a řídící pracovníci', 'Managers', 1, NULL, 1, NULL),
    ('12', 'Řídící pracovníci v oblasti správy podniku', NULL, 2, '1', 1, NULL),
    ('122', 'Řídící pracovníci v oblasti obchodu', NULL, 3, '12', 1, NULL),
    ('1221', 'Řídící pracovníci v oblasti obchodu a marketingu', NULL, 4, '122', 1, NULL),
    ('12214', 'Řídící pracovníci servisních služeb a reklamací', NULL, 5, '1221', 0, NULL),
    ('5', 'Pracovníci ve službách a prodeji', NULL, 1, NULL, 1, NULL),
    ('5131', 'Číšníci a servírky', 'Waiters', 4, NULL, 1, NULL),
    ('6', 'Kvalifikovaní pracovníci v zemědělství', NULL, 1, NULL, 1, NULL),
    ('61210', 'Chovatelé hospodářských zvířat', NULL, 5, NULL, 1, NULL),
    ('0110', 'Generálové a vyšší důstojníci', NULL, 4, NULL, 1, NULL);
INSERT INTO esco VALUES
    ('http://data.europa.eu/esco/isco/C1221', 'group', '1221', 'Vedoucí pracovníci prodeje', 'Sales and marketing managers'),
    ('http://data.europa.eu/esco/isco/C5131', 'group', '5131', 'Číšníci', NULL),
    ('http://data.europa.eu/esco/isco/C9999', 'group', '9999', NULL, 'Nobody'),
    ('http://data.europa.eu/esco/isco/B5131', 'group', '5131', 'Servírky', NULL),
    ('http://data.europa.eu/esco/occupation/f2cc5978', 'occupation', '5131', NULL, 'waiter/waitress');
INSERT INTO competence VALUES
    ('skill:h14.Z.2121', 'skill', 'h14.Z.2121', 'Koordinování příprav metodických postupů', 1),
    ('knowledge:2.1', 'knowledge', '2.1', 'Chov skotu', 2),
    ('soft:2.1', 'soft', '2.1', 'Efektivní komunikace', 3),
    ('soft:2.2', 'soft', '2.2', 'Kooperace', 4),
    ('soft:9.9', 'soft', '9.9', 'Nikým nežádaná', 5);
INSERT INTO health_condition SELECT slug(value), value, sort_key(value) FROM json_each(
    '["Poruchy vidění", "Poruchy chování", "Chronická onemocnění kůže", "Astma"]');
INSERT INTO education_field VALUES
    ('29-53-H/01', 'rvp', 'Pekař'),
    ('6208T', 'kkov', 'Ekonomika a management'),
    ('62xxT', 'kkov', 'Ekonomie'),
    ('62xxT', 'rvp', 'Ekonomie');

-- Wages in the order of lists: isco, newest period, the country, wage before salary.
INSERT INTO wage (id, source, isco, year, period, region, sphere, status, from_czk, median_czk, to_czk, p25_czk, employees)
VALUES
    (1, 'ispv', '1221', 2025, '2025-H1', 'CZ', 'wage', 'published', NULL, 80000, NULL, 60000, 4100),
    (2, 'nsp', '1221', 2020, '2020', 'CZ', 'wage', 'published', NULL, 74546, NULL, NULL, NULL),
    (3, 'nsp', '1221', 2020, '2020', 'CZ', 'salary', 'published', NULL, 58351, NULL, NULL, NULL),
    (4, 'nsp', '1221', 2020, '2020', 'CZ010', 'wage', 'published', 39220, 98245, 238519, NULL, NULL),
    (5, 'nsp', '1221', 2020, '2020', 'CZ010', 'salary', 'published', 44443, 63784, 96507, NULL, NULL),
    (6, 'nsp', '1221', 2020, '2020', 'CZ080', 'salary', 'suppressed', NULL, NULL, NULL, NULL, NULL),
    (7, 'nsp', '12214', 2020, '2020', 'CZ', 'wage', 'published', NULL, 61032, NULL, NULL, NULL),
    (8, 'nsp', '12214', 2020, '2020', 'CZ', 'salary', 'suppressed', NULL, NULL, NULL, NULL, NULL),
    (9, 'nsp', '5131', 2020, '2020', 'CZ', 'wage', 'published', NULL, 21500, NULL, NULL, NULL),
    (10, 'nsp', '5131', 2020, '2020', 'CZ064', 'wage', 'published', 15000, 22000, 30000, NULL, NULL);
UPDATE isco SET median_wage = CASE code WHEN '1221' THEN 1 WHEN '12214' THEN 7 WHEN '5131' THEN 9 END;

-- Three names that differ in their order by Czech rules (c, č, ch), and two that do not differ.
INSERT INTO occupation
    (id, nsp_id, name, sort_key, slug, type, description, field, subfield, qualification_level, qualification_label,
     regulated, regulation, health_note, stated, median_wage, document)
VALUES
    ('103332', 103332, 'Ředitel zákaznických služeb', sort_key('Ředitel zákaznických služeb'), 'reditel-zakaznickych-sluz',
     'occupation', 'Vede a řídí organizační celek.', 'management', NULL, 7, 'Magisterský studijní program', 0, NULL,
     'Onemocnění je nutno konzultovat s lékařem.', 63, 7, 4),
    ('chovatel', NULL, 'Chovatel', sort_key('Chovatel'), 'chovatel',
     'occupation', NULL, 'zemedelstvi-a-veterinarni-pece', 'zivocisna-vyroba', 3, 'Střední vzdělání s výučním listem', 1,
     'Zákon č. 154/2000 Sb.', NULL, 16, NULL, 5),
    ('cisnik', NULL, 'Číšník', sort_key('Číšník'), 'cisnik',
     'occupation', NULL, 'pohostinstvi-a-cestovni-ruch', NULL, 3, 'Střední vzdělání s výučním listem', 0,
     NULL, NULL, 2, 9, 6),
    ('77', 77, 'Cukrář', sort_key('Cukrář'), NULL, 'specialization', NULL, 'pohostinstvi-a-cestovni-ruch', 'gastronomie',
     NULL, NULL, NULL, NULL, NULL, 0, NULL, 3),
    ('15', 15, 'Cukrář', sort_key('Cukrář'), NULL, 'occupation', NULL, 'pohostinstvi-a-cestovni-ruch', 'gastronomie',
     3, 'Střední vzdělání s výučním listem', 0, NULL, NULL, 0, NULL, 2),
    ('8', 8, 'Obsluha "drtiče"', sort_key('Obsluha "drtiče"'), NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL,
     0, NULL, 1);

INSERT INTO occupation_origin VALUES ('cisnik', 1, 'slug', 2), ('cisnik', 1, 'field', 6), ('cisnik', 7, 'wages', 13);
INSERT INTO occupation_text VALUES
    ('103332', 'alternative_name', 1, 'Ředitel kontaktního centra'),
    ('103332', 'alternative_name', 2, 'Customer Service Manager'),
    ('103332', 'activity', 1, 'Monitorování procesů zákaznických služeb.'),
    ('103332', 'activity', 2, 'Udržování vztahů s klíčovými zákazníky.');
INSERT INTO occupation_subfield VALUES
    ('chovatel', 1, 'zivocisna-vyroba'), ('chovatel', 2, 'rostlinna-vyroba'), ('77', 1, 'gastronomie'),
    ('15', 1, 'gastronomie');
INSERT INTO occupation_qualification VALUES
    ('103332', 1, 'Magisterský studijní program'), ('103332', 2, 'Vyšší odborné vzdělání'),
    ('chovatel', 1, 'Střední vzdělání s výučním listem');
INSERT INTO occupation_isco VALUES
    ('103332', '12214', 1), ('103332', '1221', 2), ('chovatel', '61210', 1), ('cisnik', '5131', 1), ('77', '5131', 1);
INSERT INTO occupation_esco VALUES ('103332', 'http://data.europa.eu/esco/isco/C1221', 1);
INSERT INTO occupation_wage_group VALUES
    ('103332', '1221', 1), ('103332', '12214', 0), ('chovatel', '61210', 0), ('cisnik', '5131', 0), ('77', '5131', 0);
INSERT INTO occupation_load VALUES
    ('103332', 'visual', 2), ('103332', 'physical', 3), ('103332', 'mental', 0), ('chovatel', 'physical', 8),
    ('chovatel', 'visual', 1), ('cisnik', 'physical', 6);
INSERT INTO occupation_education VALUES
    ('103332', '6208T', 'kkov', 1, 'most_suitable'), ('103332', '62xxT', 'kkov', 2, 'suitable'),
    ('15', '29-53-H/01', 'rvp', 1, 'most_suitable'), ('77', '29-53-H/01', 'rvp', 1, 'suitable');
INSERT INTO occupation_competence VALUES
    ('103332', 'skill:h14.Z.2121', 1, 7, 2), ('103332', 'soft:2.2', 2, 0, NULL), ('103332', 'soft:2.1', 3, 5, NULL),
    ('chovatel', 'knowledge:2.1', 1, NULL, 1), ('chovatel', 'soft:2.1', 2, 2, NULL), ('cisnik', 'soft:2.1', 1, 5, NULL);
INSERT INTO occupation_health VALUES
    ('103332', 'limiting', 'poruchy-videni', 1), ('103332', 'limiting', 'astma', 2),
    ('103332', 'excluding', 'poruchy-chovani', 1), ('chovatel', 'excluding', 'astma', 1), ('cisnik', 'limiting', 'astma', 1);
INSERT INTO occupation_related VALUES
    ('77', 'parent', 1, 'Cukrář', '15'), ('77', 'sibling', 1, 'Cukrář zmrzlinář', NULL),
    ('15', 'specialization', 1, 'Cukrář', '77'), ('15', 'specialization', 2, 'Cukrář pro výzdobu', NULL);
INSERT INTO occupation_note VALUES
    ('chovatel', 2, 0, 'Příklady činností'), ('chovatel', 2, 1, 'Krmení'), ('chovatel', 2, 2, 'Dojení'),
    ('chovatel', 5, 0, 'Legislativní požadavky');

INSERT INTO succession VALUES ('hrncir', '15'), ('havir', NULL);
INSERT INTO release VALUES (1, 'aaaaaaaaaaaaaaaa'), (2, 'bbbbbbbbbbbbbbbb'), (3, '0123456789abcdef');
INSERT INTO change VALUES
    (1, 2, 'chovatel', 'Chovatel', 'added', NULL), (2, 2, 'kolar', 'Kolář', 'changed', NULL),
    (3, 3, '15', 'Cukrář', 'changed', NULL), (4, 3, 'kolar', 'Kolář', 'removed', '15');
INSERT INTO change_field VALUES (2, 1, 'isco'), (3, 1, 'name'), (3, 2, 'activities');
INSERT INTO removal VALUES ('kolar', '15'), ('99', NULL);
