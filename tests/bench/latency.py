#!/usr/bin/python3
"""What an answer costs that is not in the cache: the server's own CPU time for each of many different requests, by kind of
question, with 4,000 and with 40,000 occupations. A table in Markdown on standard output.

The clock is the process's own (CLOCK_PROCESS_CPUTIME_ID of the server, by its id), read before and after a request on one
kept connection; so it counts HTTP, too, and neither this program nor the network.
"""
import http.client, os, random, subprocess, sys, tempfile, time, unicodedata, urllib.parse

sys.dont_write_bytecode = True
ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
sys.path[:0] = [os.path.join(ROOT, 'tests/contract'), os.path.join(ROOT, 'tests/bench')]
import cards  # noqa: E402
from server import PROGRAM, Server  # noqa: E402

SIZES = (4000, 40000)
REQUESTS = 2000
LOADS = ('visual', 'physical', 'mental', 'heat', 'cold', 'noise', 'vibration', 'dust', 'chemicals', 'heights', 'injury')
REGIONS = ('CZ010', 'CZ064', 'CZ080', 'CZ', 'CZ020')


def folded(text):
    return ''.join(c for c in unicodedata.normalize('NFD', text.lower()) if not unicodedata.combining(c))


def mistyped(draw, word):
    at = draw.randrange(1, len(word))
    return word[:at] + draw.choice(('', draw.choice('aeiorstnk'), word[at:at + 1] * 2)) + word[at + 1:]


class Questions:
    """Different targets of one kind, always the same ones."""

    def __init__(self, server):
        self.draw = random.Random(20261126)
        names = list({row['name_cs'] for row in cards.table('nsp_units.csv')})
        self.names = sorted(names)
        self.words = sorted({word for name in names for word in folded(name).split() if len(word) > 3 and word.isalnum()})
        self.fields = [item['id'] for item in server.ask('/v1/fields').json['items']]
        self.competences = [item['id'] for item in server.ask('/v1/competences?limit=100').json['items']]
        self.conditions = [item['id'] for item in server.ask('/v1/health-conditions').json['items']]
        self.groups = sorted({row['isco4'] for row in cards.table('nsp_units.csv')})

    def search_name(self):
        return '/v1/occupations?' + urllib.parse.urlencode({'q': folded(self.draw.choice(self.names)), 'limit': self.draw.randint(1, 20)})

    def search_words(self):
        return '/v1/occupations?' + urllib.parse.urlencode(
            {'q': ' '.join(self.draw.sample(self.words, self.draw.randint(1, 2))), 'limit': self.draw.randint(1, 20)})

    def search_mistyped(self):
        return '/v1/occupations?' + urllib.parse.urlencode({'q': mistyped(self.draw, folded(self.draw.choice(self.names)))})

    def suggest(self):
        name = self.draw.choice(self.names)
        return '/v1/suggest?' + urllib.parse.urlencode({'q': name[:self.draw.randint(1, 12)] + ' ' * self.draw.randint(0, 3)})

    def filters(self):
        draw = self.draw
        possible = {
            'field': draw.choice(self.fields), 'isco': draw.choice(self.groups)[:draw.randint(1, 4)],
            'qualification_level_min': draw.randint(1, 6), 'regulated': draw.choice(('true', 'false')),
            'load_max': f'{draw.choice(LOADS)}:{draw.randint(1, 3)}', 'competence': draw.choice(self.competences),
            'without_health_condition': draw.choice(self.conditions), 'median_wage_min': draw.randrange(20000, 50000, 100),
            'education': draw.choice(('63-41-M/02', '62xxT', '23-51-H/01')), 'type': draw.choice(('occupation', 'specialization')),
        }
        chosen = {name: possible[name] for name in draw.sample(sorted(possible), draw.randint(1, 3))}
        if 'median_wage_min' in chosen and draw.random() < 0.5:
            chosen['region'] = draw.choice(REGIONS)
        if draw.random() < 0.5:
            chosen['sort'] = draw.choice(('name', '-median_wage', 'qualification_level'))
        return '/v1/occupations?' + urllib.parse.urlencode(chosen | {'limit': draw.randint(1, 100)})

    def facets(self):
        return self.filters() + '&facets=field,qualification_level,regulated,isco_major'

    def titles(self):
        name = self.draw.choice(self.names)
        return '/v1/match/titles?' + urllib.parse.urlencode({'title': f'{name} – {self.draw.choice(self.words)}, nástup ihned'})

    def different(self, kind):
        targets = {}
        for _ in range(REQUESTS * 3):
            targets[getattr(self, kind)()] = None
        return list(targets)[:REQUESTS]


KINDS = {'search_name': 'search: a whole name without diacritics', 'search_words': 'search: one or two words',
         'search_mistyped': 'search: a name with a typing error', 'suggest': 'suggest', 'filters': 'filters, sorted or not',
         'facets': 'filters with all facets', 'titles': 'title match, one title'}


def cpu_ms(clock, connection, target):
    begun = time.clock_gettime_ns(clock)
    connection.request('GET', target)
    answer = connection.getresponse()
    answer.read()
    time.sleep(0.0003)  # until the worker has ended the request; its line is written within 100 ms, with those of others
    if answer.status != 200:
        sys.exit(f'{target} answers {answer.status}')
    return (time.clock_gettime_ns(clock) - begun) / 1e6


def measure(server, questions, kind):
    clock = (~server.process.pid << 3) | 2  # what clock_getcpuclockid() makes of a process's id
    connection = http.client.HTTPConnection('127.0.0.1', server.port, timeout=60)
    times = sorted(cpu_ms(clock, connection, target) for target in questions.different(kind))
    connection.close()
    return times[len(times) // 2], times[len(times) * 99 // 100]


def dataset(folder, count):
    made, data = os.path.join(folder, f'cards-{count}'), os.path.join(folder, f'{count}.db')
    os.mkdir(made)
    cards.write(made, count)
    tables = os.path.join(ROOT, 'data/tables')
    others = [os.path.join(tables, name) for name in sorted(os.listdir(tables)) if name.endswith('.csv') and name != 'nsp_units.csv']
    subprocess.run([PROGRAM, 'import', '--out', data, made, *others], check=True, stderr=subprocess.DEVNULL)
    return data


def main():
    kinds = [kind for kind in KINDS if not sys.argv[1:] or kind in sys.argv[1:]]
    results = {}
    with tempfile.TemporaryDirectory() as folder:
        for count in SIZES:
            with Server(dataset(folder, count)) as server:
                questions = Questions(server)
                for kind in kinds:
                    results[kind, count] = measure(server, questions, kind)
    print(f'CPU milliseconds of the server for an answer that is not in the cache, {REQUESTS} different requests of each kind:', '',
          '| question | ' + ' | '.join(f'{count:,}: median | 99th percentile' for count in SIZES) + ' |',
          '|---|' + '---|---|' * len(SIZES), sep='\n')
    for kind in kinds:
        print(f'| {KINDS[kind]} |', ' | '.join('%.2f | %.2f' % results[kind, count] for count in SIZES), '|')


if __name__ == '__main__':
    main()
