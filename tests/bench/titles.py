#!/usr/bin/python3
"""Job-advert titles with a known CZ-ISCO group: how often the right group comes first or among the first three, here and
in MiniSearch and Fuse.js over the same names; and what titles without a label find. A table in Markdown on standard
output.

The labelled titles are learnt from, too. So they are cut into five parts, and each part is asked of what knows the
other four only.
"""
import csv, hashlib, json, os, random, subprocess, sys, tempfile, unicodedata, urllib.parse

sys.dont_write_bytecode = True
ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
sys.path.insert(0, os.path.join(ROOT, 'tests/contract'))
import shared  # noqa: E402
from server import PROGRAM, Server, import_dataset  # noqa: E402

LABELLED = 'labelled_titles.csv'  # in data/tables
FOLDS = 5
BATCH = 100


def table(name):
    with open(os.path.join(ROOT, 'data/tables', name), encoding='utf-8', newline='') as rows:
        return list(csv.DictReader(rows))


def labelled():
    with open(shared.path('labelled_titles.tsv'), encoding='utf-8', newline='') as rows:
        return [(row['title'], row['isco'][:4]) for row in csv.DictReader(rows, delimiter='\t', quoting=csv.QUOTE_NONE)]


def plain(title):
    """What stays of a title when only its wording counts: such titles must not be on both sides of the cut."""
    folded = unicodedata.normalize('NFD', title.casefold())
    return ' '.join(''.join(c if c.isalnum() else ' ' for c in folded if not unicodedata.combining(c)).split())


def fold_of(title):
    return hashlib.sha256(plain(title).encode()).digest()[0] % FOLDS


def names():
    """The names of units and groups with their four-digit groups."""
    documents = {}
    for row in table('nsp_units.csv'):
        documents.setdefault(row['slug'], {'name': row['name_cs'], 'groups': []})['groups'].append(row['isco4'])
    groups = [{'name': row['name_cs'], 'groups': [row['code'][:4]]} for row in table('cz_isco.csv') if int(row['level']) >= 4]
    return list(documents.values()) + groups


def libraries(documents, queries):
    with tempfile.NamedTemporaryFile('w', suffix='.json') as file:
        json.dump({'documents': documents, 'queries': queries}, file)
        file.flush()
        run = subprocess.run(['node', os.path.join(ROOT, 'tests/bench/libraries.js'), file.name], check=True,
                             stdout=subprocess.PIPE)
    return json.loads(run.stdout)


def match(server, titles):
    """The items of the title match, one a title."""
    items = []
    for at in range(0, len(titles), BATCH):
        answer = server.ask('/v1/match/titles', 'POST', body={'titles': titles[at:at + BATCH], 'limit': 3})
        if answer.status != 200:
            sys.exit(f'/v1/match/titles answers {answer.status}: {answer.text[:300]}')
        items += answer.json['items']
    return items


def groups_of(items):
    return [[group['code'] for group in item['isco']] for item in items]


class Sources:
    """The folders of data/ as links, with some of the labelled titles, or none."""

    def __init__(self, folder, rows):
        self.folder = folder
        tables = os.path.join(folder, 'tables')
        os.mkdir(tables)
        os.symlink(os.path.join(ROOT, 'data/cards'), os.path.join(folder, 'cards'))
        for name in os.listdir(os.path.join(ROOT, 'data/tables')):
            if name != LABELLED:
                os.symlink(os.path.join(ROOT, 'data/tables', name), os.path.join(tables, name))
        if rows:
            with open(os.path.join(tables, LABELLED), 'w', encoding='utf-8', newline='') as file:
                writer = csv.DictWriter(file, rows[0].keys(), lineterminator='\n')
                writer.writeheader()
                writer.writerows(rows)


def ours(rows, titles):
    """The groups for these titles of a dataset that has learnt these labelled titles."""
    with tempfile.TemporaryDirectory() as folder:
        sources, data = os.path.join(folder, 'data'), os.path.join(folder, 'povolani.db')
        os.mkdir(sources)
        Sources(sources, rows)
        subprocess.run([PROGRAM, 'import', '--out', data, sources], check=True, stderr=subprocess.DEVNULL)
        with Server(data) as server:
            return groups_of(match(server, titles))


def hits(found, right):
    """Shares of the first and of the first three, in percent."""
    first = sum(groups[:1] == [code] for groups, code in zip(found, right))
    three = sum(code in groups[:3] for groups, code in zip(found, right))
    return f'{100 * first / len(right):.1f} % | {100 * three / len(right):.1f} %'


def across(titles, answer):
    """Answers of cross validation: answer(fold, titles of the fold) for each, put back in order."""
    found = [None] * len(titles)
    for fold in range(FOLDS):
        inside = [at for at, (title, _) in enumerate(titles) if fold_of(title) == fold]
        for at, groups in zip(inside, answer(fold, [titles[at][0] for at in inside])):
            found[at] = groups
    return found


def compare():
    titles, documents = labelled(), names()
    right = [code for _, code in titles]
    rows = table(LABELLED)
    results = {}

    for name, found in libraries(documents, [title for title, _ in titles]).items():
        results[name + ', names'] = found
    results['povolani, names'] = ours([], [title for title, _ in titles])
    learnt = {}

    def libraries_with(fold, asked):
        more = [{'name': title, 'groups': [code]} for title, code in titles if fold_of(title) != fold]
        for name, found in libraries(documents + more, asked).items():
            learnt.setdefault(name, {})[fold] = found
        return [[]] * len(asked)

    across(titles, libraries_with)
    for name, folds in learnt.items():
        results[name + ', names and labelled titles'] = across(titles, lambda fold, asked: folds[fold])
    results['povolani, names and labelled titles'] = across(
        titles, lambda fold, asked: ours([row for row in rows if fold_of(row['title']) != fold], asked))

    print(f'{len(titles)} real advert titles; right four-digit CZ-ISCO group of {len(documents)} names of units and groups:', '',
          '| over | first | among three |', '|---|---|---|', sep='\n')
    for name, found in sorted(results.items(), key=lambda result: result[0].partition(', names')[2] + result[0]):
        print(f'| {name} | {hits(found, right)} |')


def real_queries():
    with open(shared.path('real_queries.txt'), encoding='utf-8') as lines:
        titles = [line.rstrip('\n') for line in lines if line.strip()]
    with tempfile.TemporaryDirectory() as folder:
        data = os.path.join(folder, 'povolani.db')
        import_dataset(data, os.path.join(ROOT, 'data'))
        with Server(data) as server:
            items = match(server, titles)
            searched = [server.ask('/v1/occupations?limit=1&fields=name&q=' + urllib.parse.quote(title)).json['items']
                        for title in titles]
    matched = sum(bool(item['candidates']) for item in items)
    grouped = sum(bool(item['isco']) for item in items)
    print('', f'{len(titles)} titles of adverts and career sites without a label:', '',
          f'- `/v1/match/titles` names an occupation for {100 * matched / len(titles):.1f} %, a group for {100 * grouped / len(titles):.1f} %;',
          f'- `/v1/occupations?q=` finds something for {100 * sum(map(bool, searched)) / len(titles):.1f} %.', '',
          'Fifteen of them, for the eye:', '', '| title | first candidate | group | first found by `q` |', '|---|---|---|---|', sep='\n')
    for at in sorted(random.Random(7).sample(range(len(titles)), 15)):
        item = items[at]
        candidate = item['candidates'][0]['name'] if item['candidates'] else ''
        group = f'{item["isco"][0]["code"]} {item["isco"][0]["name"]}' if item['isco'] else ''
        print('|', ' | '.join(cell.replace('|', '\\|') for cell in (titles[at], candidate, group, searched[at][0]['name'] if searched[at] else '')), '|')


def main():
    compare()
    real_queries()


if __name__ == '__main__':
    main()
