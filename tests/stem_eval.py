#!/usr/bin/python3
"""How well stems hold the forms of a word together, and how seldom they throw different words into one.

The words are those of the names of units and groups, their forms those that Debian's hunspell-cs gives.
A: of the forms of a word, how many have the stem of the word as it stands in the name.
B: of the pairs of different words in the names, how many have the same stem.
"""
import collections, csv, ctypes, os, re, subprocess, sys, tempfile, unicodedata

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
HUNSPELL = '/usr/share/hunspell/cs_CZ'
TABLES = ('nsp_units.csv', 'cz_isco.csv')
# Flags whose rules make other words, not forms: prefixes, comparatives, adverbs, -ost of adjectives, verbs, foreign names.
DERIVED = set('NEWFyRKJABTOXéí')


def folded(word):
    return ''.join(c for c in unicodedata.normalize('NFD', word.lower()) if not unicodedata.combining(c))


def words_of_names():
    words = set()
    for table in TABLES:
        with open(os.path.join(ROOT, 'data/tables', table), encoding='utf-8') as rows:
            for row in csv.DictReader(rows):
                words.update(re.findall(r'[^\W\d_]{4,}', row['name_cs'].lower()))
    return sorted(words)


def suffix_rules():
    """Flag: its rules as (what is cut, what is added, a pattern of what it is cut from)."""
    rules = collections.defaultdict(list)
    with open(HUNSPELL + '.aff', encoding='utf-8') as lines:
        for line in lines:
            part = line.split()
            if len(part) < 5 or part[0] != 'SFX' or part[2] in 'YN' or part[1] in DERIVED:
                continue
            add, _, flags = part[3].partition('/')
            # With flags of its own, or -ost, it is a new word: -ův, -in, techničnost.
            if not flags and not re.search('nost(i|í|em|ech|mi)?$', add):
                rules[part[1]].append((part[2].replace('0', ''), add.replace('0', ''), re.compile(part[4] + '$')))
    return rules


def forms(word, flags, rules):
    found = {word}
    for flag in flags:
        for cut, add, pattern in rules.get(flag, ()):
            if pattern.search(word) and word.endswith(cut):
                found.add(word[:len(word) - len(cut)] + add)
    return found


def lexemes(wanted):
    """Word of the names: the forms of the entries that it is, or else that it is a form of."""
    rules, own, other = suffix_rules(), collections.defaultdict(dict), collections.defaultdict(dict)
    with open(HUNSPELL + '.dic', encoding='utf-8') as lines:
        next(lines)
        for line in lines:
            word, _, flags = line.strip().partition('/')
            if not word.islower() or set(flags) & set('JABT'):
                continue
            found = forms(word, flags, rules)
            for form in found & wanted:
                (own if form == word else other)[form].setdefault(word, set()).update(found)
    return {word: own.get(word) or other[word] for word in wanted if word in own or word in other}


def stemmer():
    """The stemmer of the program, as a library of its own."""
    with tempfile.TemporaryDirectory() as folder:
        library = os.path.join(folder, 'stem.so')
        sources = [os.path.join(ROOT, 'model', name) for name in ('stem.c', 'arena.c')]
        subprocess.run(['cc', '-O1', '-shared', '-fPIC', '-D_GNU_SOURCE', '-I' + ROOT, '-o', library, *sources], check=True)
        code = ctypes.CDLL(library)
    code.arena_new.restype = ctypes.c_void_p
    code.stem_czech.restype = ctypes.c_char_p
    code.stem_czech.argtypes = [ctypes.c_void_p, ctypes.c_char_p]
    arena = code.arena_new()
    return lambda word: code.stem_czech(arena, folded(word).encode()).decode()


def check_forms(known, stem):
    """How many forms there are; word: those of them that have another stem."""
    total, missed = 0, {}
    for word, entries in known.items():
        for found in entries.values():
            total += len(found)
            others = [form for form in found if stem(form) != stem(word)]
            if others:
                missed.setdefault(word, []).extend(others)
    return total, missed


def check_lemmas(lemmas, stem):
    """The groups of different words with one stem; how many words there are. One spelling without diacritics is one word."""
    by_stem = collections.defaultdict(set)
    for lemma in lemmas:
        by_stem[stem(lemma)].add(lemma)
    return [sorted(group) for group in by_stem.values() if len(set(map(folded, group))) > 1], len(lemmas)


def main():
    if not os.path.exists(HUNSPELL + '.dic'):
        print('skipped: stem_eval needs hunspell-cs')
        return
    words = words_of_names()
    known, stem = lexemes(set(words)), stemmer()
    total, missed = check_forms(known, stem)
    good = total - sum(map(len, missed.values()))
    collisions, count = check_lemmas({lemma for entries in known.values() for lemma in entries}, stem)
    pairs, everything = sum(len(group) * (len(group) - 1) // 2 for group in collisions), count * (count - 1) // 2
    print(f'{len(words)} words of at least four letters in the names of units and groups, {len(known)} of them known to hunspell-cs:', '',
          f'- {100 * good / total:.2f} % of their {total} forms have the stem of the word in the name;',
          f'- {pairs} of the {everything} pairs of {count} words have one stem, {1e6 * pairs / everything:.0f} of a million.', sep='\n')
    if '--list' in sys.argv:
        for word, others in sorted(missed.items(), key=lambda item: -len(item[1])):
            print('missed:', word, stem(word), ' '.join(f'{form}:{stem(form)}' for form in others))
        for group in sorted(collisions):
            print('one stem:', stem(group[0]), ' '.join(group))


main()
