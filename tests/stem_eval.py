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
    folder = tempfile.mkdtemp()
    library = os.path.join(folder, 'stem.so')
    subprocess.run(['cc', '-O1', '-shared', '-fPIC', '-D_GNU_SOURCE', '-I' + ROOT, '-o', library,
                    ROOT + '/model/stem.c', ROOT + '/model/arena.c'], check=True)
    code = ctypes.CDLL(library)
    code.arena_new.restype = ctypes.c_void_p
    code.stem_czech.restype = ctypes.c_char_p
    code.stem_czech.argtypes = [ctypes.c_void_p, ctypes.c_char_p]
    arena = code.arena_new()
    return lambda word: code.stem_czech(arena, folded(word).encode()).decode()


def main():
    if not os.path.exists(HUNSPELL + '.dic'):
        print('skipped: stem_eval needs hunspell-cs')
        return
    words = words_of_names()
    known, stem = lexemes(set(words)), stemmer()
    good = total = 0
    missed = collections.Counter()
    examples = collections.defaultdict(list)
    for word, entries in known.items():
        for lemma, found in entries.items():
            for form in found:
                total += 1
                if stem(form) == stem(word):
                    good += 1
                else:
                    missed[word] += 1
                    examples[word].append(f'{form}:{stem(form)}')
    print(f'{len(words)} words in names, {len(known)} known to hunspell, {total} forms')
    print(f'A: {100 * good / total:.2f} % of forms have the stem of the word in the name')
    lemmas = {lemma for entries in known.values() for lemma in entries}
    by_stem = collections.defaultdict(set)
    for lemma in lemmas:
        by_stem[stem(lemma)].add(lemma)
    collisions = [sorted(group) for group in by_stem.values() if len({folded(w) for w in group}) > 1]
    pairs = sum(len(group) * (len(group) - 1) // 2 for group in collisions)
    everything = len(lemmas) * (len(lemmas) - 1) // 2
    print(f'B: {pairs} of {everything} pairs of {len(lemmas)} words have one stem ({1e6 * pairs / everything:.1f} of a million)')
    if '--list' in sys.argv:
        for word, count in missed.most_common():
            print('miss', word, stem(word), count, ' '.join(examples[word]))
        for group in sorted(collisions):
            print('one stem:', stem(group[0]), ' '.join(group))


main()
