#!/usr/bin/python3
"""A catalogue of any size as cards: real names, codes, groups and profiles of competences, mixed anew.

tests/bench/cards.py COUNT FOLDER writes COUNT cards, a file each, into a new folder; the first ones are the same for any
COUNT. The names are those of the units, each again with a word before it ("Hlavní řidič autobusu") until there are enough:
over 100,000 different ones. The profiles are those of 1,742 units of 2018. Loads, education and health conditions are drawn
from a fixed seed.
"""
import csv, json, os, random, sys

sys.dont_write_bytecode = True
import shared  # noqa: E402

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
RANKS = ('', 'Hlavní', 'Samostatný', 'Odborný', 'Pomocný', 'Vedoucí', 'Mladší', 'Starší', 'Provozní', 'Směnový', 'Oblastní',
         'Krajský', 'Externí', 'Zastupující', 'Asistující', 'Mobilní', 'Sezónní', 'Dočasný', 'Specializovaný', 'Zkušební',
         'Výkonný', 'Řídící', 'Technický', 'Regionální', 'Městský', 'Okresní', 'Územní', 'Závodní', 'Podnikový', 'Střediskový',
         'Dílenský', 'Terénní', 'Noční', 'Denní', 'Smluvní', 'Stálý', 'Brigádní', 'Kmenový', 'Nezávislý', 'Soudní',
         'Vojenský', 'Lodní', 'Drážní', 'Lesní', 'Důlní', 'Dohlížející', 'Spolupracující', 'Začínající', 'Zkušený', 'Vrchní')
QUALIFICATIONS = ('Základní vzdělání', 'Střední vzdělání s výučním listem', 'Střední vzdělání s maturitní zkouškou',
                  'Bakalářský studijní program', 'Magisterský studijní program')
HEALTH = ('Poruchy vidění', 'Duševní poruchy', 'Poruchy chování', 'Závažná psychosomatická onemocnění',
          'Poruchy sluchu', 'Nemoci srdce', 'Záchvatovité stavy', 'Chronická onemocnění kůže')
KINDS = (('odb_dov', 'Odborné dovednosti', '1-8'), ('odb_zna', 'Odborné znalosti', '1-8'),
         ('obecne', 'Obecné dovednosti', '0-3'), ('mekke', 'Měkké kompetence', '0-5'))


def table(name):
    with open(os.path.join(ROOT, 'data/tables', name), encoding='utf-8', newline='') as rows:
        return list(csv.DictReader(rows))


def profiles():
    with open(shared.path('nsp_competences_2018.json'), encoding='utf-8') as file:
        return {name: unit['skills'] for name, unit in json.load(file).items()}


def ranked(rank, name):
    return f'{rank} {name[0].lower() + name[1:]}' if rank else name


def load_names():
    """The names of the 22 loads as the card of the default dataset has them."""
    with open(os.path.join(ROOT, 'data/cards/103332.txt'), encoding='utf-8') as card:
        rows = [line.split('\t') for line in card.read().partition('Pracovní podmínky')[2].partition('Legenda')[0].split('\n')]
    return [row[0] for row in rows if len(row) == 5 and row[0] not in ('Název', 'Typ JP', 'WorkUnitTypeEnum.1')]


class Cards:
    def __init__(self):
        self.units = list({row['slug']: row for row in table('nsp_units.csv')}.values())
        unit_of = {}  # by name; some units' names begin with a rank, and are not made again
        for rank in RANKS:
            for unit in self.units:
                unit_of.setdefault(ranked(rank, unit['name_cs']), unit)
        self.named = list(unit_of.items())
        self.groups = {row['code']: row['name_cs'] for row in table('cz_isco.csv')}
        self.below = {code: [below for below in self.groups if below.startswith(code)] for code in self.groups}
        self.education = table('kkov.csv')
        self.by_name = profiles()
        self.some = list(self.by_name.values())
        self.codes = {key: codes_of(self.some, key) for key, _, _ in KINDS}
        self.loads = load_names()

    def card(self, at):
        (name, unit), draw = self.named[at], random.Random(at)
        skills = self.by_name.get(unit['name_cs']) or self.some[at % len(self.some)]
        fine = draw.choice(self.below[unit['isco4']])
        field = unit['direction_name_cs'] or 'Doprava'
        lines = ['', '', name, '', f'{name} pracuje v oboru {field}.', '', f'Odborný směr:\t{field}',
                 f'Kvalifikační úroveň:\t{draw.choice(QUALIFICATIONS)}',
                 f'Alternativní názvy:\t{draw.choice(self.units)["name_cs"]}',
                 f'Regulovaná jednotka práce:\t{"Ne" if at % 9 else "Ano"}', '', 'WorkUnitTypeEnum.1', '', str(100000 + at), '',
                 'Pracovní činnosti', '', *(f'- {name}.' for name in skills.get('odb_dov') or {}), '', 'CZ-ISCO', '',
                 *(f'- {code} - {self.groups[code]}' for code in dict.fromkeys((fine, unit['isco4']))), '']
        return '\n'.join(lines + self.conditions(draw) + self.requirements(skills, draw)) + '\n'

    def conditions(self, draw):
        lines = ['Pracovní podmínky', '', 'Název\t1\t2\t3\t4']
        for load in self.loads:
            level = draw.choice((1, 1, 1, 2, 2, 3, 4))
            lines.append(load + '\t' + '\t'.join('x' if at == level else '' for at in range(1, 5)))
        return lines + ['']

    def requirements(self, skills, draw):
        lines = ['Kvalifikace k výkonu povolání', '', 'Školní vzdělání', '', 'Nejvhodnější školní přípravu poskytují obory:', '',
                 'Typ\tNázev\tKód', *(f'KKOVTypeEnum.1\t{row["name_cs"]}\t{row["kkov"]}' for row in draw.sample(self.education, 2)),
                 '', 'Kompetenční požadavky', '']
        for key, heading, scale in KINDS:
            lines += [heading, '', f'Kód\tNázev\tÚroveň {scale}' + ('\tVhodnost' if scale == '1-8' else '')]
            for name, level in (skills.get(key) or {}).items():
                level = min(max(level, int(scale[0])), int(scale[2]))
                lines.append(f'{self.codes[key][name]}\t{name}\t{level}' + ('\tCompetenceSuitabilityEnum.2' if scale == '1-8' else ''))
            lines.append('')
        return lines + ['Zdravotní podmínky', '', 'Onemocnění omezující výkon povolání', '',
                        *(f'- {name}' for name in draw.sample(HEALTH, 3)), '']


CODES = {'odb_dov': 'h{0}.Z.{1:04d}', 'odb_zna': 'i{0}._.{1:04d}', 'obecne': 'b{1:02d}', 'mekke': '{0}.{1}'}
A_GROUP = {'odb_dov': 9999, 'odb_zna': 9999, 'obecne': 100, 'mekke': 9}  # codes in a group of them


def codes_of(profiles, kind):
    """The profiles name their competences without codes; each name gets the next one."""
    names = sorted({name for skills in profiles for name in skills.get(kind) or {}})
    return {name: CODES[kind].format(at // A_GROUP[kind] + (10 if kind.startswith('odb') else 1), at % A_GROUP[kind] + 1)
            for at, name in enumerate(names)}


def write(folder, count):
    cards = Cards()
    if count > len(cards.named):
        raise ValueError(f'there are names for {len(cards.named):,} cards, not for {count:,}')
    for at in range(count):
        with open(os.path.join(folder, f'{100000 + at}.txt'), 'w', encoding='utf-8') as file:
            file.write(cards.card(at))


def main():
    if len(sys.argv) != 3 or not sys.argv[1].isdigit():
        sys.exit('usage: tests/bench/cards.py COUNT FOLDER')
    os.mkdir(sys.argv[2])
    write(sys.argv[2], int(sys.argv[1]))


if __name__ == '__main__':
    main()
