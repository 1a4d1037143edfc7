#!/usr/bin/python3
"""How import, file, memory, start and requests grow with the catalogue: 1,000, 10,000 and 100,000 occupations, or the sizes
that are named as arguments. Writes the section between <!-- growth --> and <!-- /growth --> of docs/performance.md.

The catalogues are made by cards.py; the first 1,000 occupations of all are the same, and all questions are about those, so
that every catalogue is asked the same. The servers of all sizes run side by side and are asked in turn. CPU time is read
from the server's process, as latency.py does.
"""
import http.client, os, re, socket, subprocess, sys, tempfile, time, urllib.parse

sys.dont_write_bytecode = True
ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
sys.path[:0] = [os.path.join(ROOT, 'tests/contract'), os.path.join(ROOT, 'tests/bench')]
import cards, latency  # noqa: E402
from server import PROGRAM, Server  # noqa: E402

SIZES = [int(size) for size in sys.argv[1:]] or [1000, 10000, 100000]
KNOWN = min(SIZES)  # occupations that every catalogue has
QUESTIONS = 1000    # different ones of a kind
STARTS, ROUNDS, CONNECTIONS, HOT_REQUESTS = 15, 5, 64, 6400
CACHE_MB, CACHE_FULL, LISTS = 32, 0.98, 3000
PART = os.path.join(ROOT, 'build/bench/growth.md')
PAGE = os.path.join(ROOT, 'docs/performance.md')


def say(*words):
    print(time.strftime('%H:%M:%S'), *words, flush=True)


def median(numbers):
    return sorted(numbers)[len(numbers) // 2]


# Import --------------------------------------------------------------------------------------------------------------

def folder_bytes(folder):
    return sum(entry.stat().st_size for entry in os.scandir(folder))


def make_dataset(folder, size):
    """Cards and tables become a dataset. What that took, in a dict."""
    made, data = os.path.join(folder, f'cards-{size}'), os.path.join(folder, f'{size}.db')
    os.mkdir(made)
    cards.write(made, size)
    tables = os.path.join(ROOT, 'data/tables')
    others = [os.path.join(tables, name) for name in sorted(os.listdir(tables)) if name.endswith('.csv') and name != 'nsp_units.csv']
    begun = time.monotonic()
    process = subprocess.Popen([PROGRAM, 'import', '--out', data, made, *others], stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        sys.exit(f'import of {size} cards ends with {process.returncode}')
    return {'data': data, 'cards_mb': folder_bytes(made) / 1e6, 'file_mb': os.path.getsize(data) / 1e6,
            'import_s': time.monotonic() - begun, 'import_cpu_s': usage.ru_utime + usage.ru_stime, 'import_mb': usage.ru_maxrss / 1024}


# Start ---------------------------------------------------------------------------------------------------------------

def ready_ms(data, cold):
    """From before exec to the first 200 of /readyz; cold: none of the file is in memory before."""
    if cold:
        with open(data, 'rb') as file:
            os.fsync(file.fileno())
            os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
    begun = time.monotonic()
    process = subprocess.Popen([PROGRAM, 'serve', '--data', data, '--listen', '127.0.0.1:0', '--admin', '127.0.0.1:0'],
                               stderr=subprocess.PIPE)
    try:
        for line in process.stderr:
            if line.startswith(b'admin on'):
                break
        admin = ('127.0.0.1', int(line.strip().rpartition(b':')[2]))
        while not is_ready(admin):
            time.sleep(0.0005)
        return (time.monotonic() - begun) * 1000
    finally:
        process.terminate()
        process.wait()
        process.stderr.close()


def is_ready(admin):
    with socket.create_connection(admin) as connection:
        connection.sendall(b'GET /readyz HTTP/1.0\r\n\r\n')
        return connection.recv(100).split()[1] == b'200'


# Memory --------------------------------------------------------------------------------------------------------------

def resident_mb(server):
    with open(f'/proc/{server.process.pid}/status') as status:
        return int(re.search(r'VmRSS:\s*(\d+)', status.read())[1]) / 1024


def cache_bytes(server):
    admin = next(line for line in server.log if line.startswith('admin on')).strip().rpartition(':')[2]
    connection = http.client.HTTPConnection('127.0.0.1', int(admin))
    connection.request('GET', '/metrics')
    metrics = connection.getresponse().read().decode()
    connection.close()
    return int(re.search(r'^povolani_cache_bytes (\d+)', metrics, re.M)[1])


def fill_cache(server):
    """Asks for long lists until the cache's budget is used up. Megabytes that the cache says it has."""
    full = CACHE_FULL * CACHE_MB * 1024 * 1024
    connection = http.client.HTTPConnection('127.0.0.1', server.port)
    for at in range(LISTS):
        connection.request('GET', f'/v1/occupations?limit=100&median_wage_min={1000 + at}')
        connection.getresponse().read()
        if at % 100 == 99 and cache_bytes(server) >= full:
            break
    connection.close()
    held = cache_bytes(server)
    if held < full:
        sys.exit(f'after {LISTS} long lists the cache holds {held:,} bytes, less than {CACHE_FULL:.0%} of {CACHE_MB} MB')
    return held / 1e6


# Requests ------------------------------------------------------------------------------------------------------------

class Questions(latency.Questions):
    """About occupations that all catalogues have."""

    def __init__(self, server):
        super().__init__(server)
        self.names = sorted({name for name, _ in cards.Cards().named[:KNOWN]})
        self.words = sorted({word for name in self.names for word in latency.folded(name).split() if len(word) > 3 and word.isalnum()})

    def id(self):
        return 100000 + self.draw.randrange(KNOWN)

    def detail(self):
        return f'/v1/occupations/{self.id()}'

    def similar(self):
        return f'/v1/occupations/{self.id()}/similar'

    def catalogue(self):
        path = self.draw.choice(('competences', 'isco', 'working-conditions', 'health-conditions', 'fields', 'education-fields'))
        return f'/v1/{path}?limit={self.draw.randint(1, 100)}'

    def letters(self):
        letters = ''.join(self.draw.choices('abcdefghijklmnoprstuvz', k=self.draw.randint(1, 2)))
        return '/v1/suggest?' + urllib.parse.urlencode({'q': letters, 'limit': self.draw.randint(1, 10)})

    def different(self, kind):
        return list(dict.fromkeys(getattr(self, kind)() for _ in range(QUESTIONS * 8)))[:QUESTIONS]


KINDS = {'detail': 'a detail', 'search_words': 'search: one or two words', 'search_name': 'search: a whole name',
         'search_mistyped': 'search: a name with a typing error', 'filters': 'a list with filters, sorted or not',
         'facets': 'a list with filters and all facets', 'suggest': 'suggest', 'letters': 'suggest: one or two letters',
         'similar': 'similar occupations',
         'catalogue': 'a list of competences, groups, loads …', 'titles': 'title match, one title'}


def process_clock(server):
    return (~server.process.pid << 3) | 2  # what clock_getcpuclockid() makes of a process's id


def ask_cold(server, targets):
    """Microseconds: the median and the 99th percentile."""
    connection = http.client.HTTPConnection('127.0.0.1', server.port, timeout=60)
    times = sorted(latency.cpu_ms(process_clock(server), connection, target) * 1000 for target in targets)
    connection.close()
    return times[len(times) // 2], times[len(times) * 99 // 100]


def receive(connection, length):
    while length > 0:
        got = connection.recv(1 << 20)
        if not got:
            sys.exit('the server closes a connection that is to be kept')
        length -= len(got)


def answer_length(connection):
    """Of head and body."""
    head = b''
    while b'\r\n\r\n' not in head:
        head += connection.recv(1 << 20)
    if not head.startswith(b'HTTP/1.1 200'):
        sys.exit(head.partition(b'\r\n')[0])
    length = head.index(b'\r\n\r\n') + 4 + int(re.search(rb'Content-Length: (\d+)', head)[1])
    receive(connection, length - len(head))
    return length


def ask_hot(server, target, encoding):
    """Microseconds a request: many for one target on many connections."""
    request = f'GET {target} HTTP/1.1\r\nHost: x\r\nAccept-Encoding: {encoding}\r\n\r\n'.encode()
    connections = [socket.create_connection(('127.0.0.1', server.port)) for _ in range(CONNECTIONS)]
    for connection in connections:
        connection.sendall(request)
        length = answer_length(connection)
    begun = time.clock_gettime_ns(process_clock(server))
    for _ in range(HOT_REQUESTS // CONNECTIONS):
        for connection in connections:
            connection.sendall(request)
        for connection in connections:
            receive(connection, length)
    spent = time.clock_gettime_ns(process_clock(server)) - begun
    for connection in connections:
        connection.close()
    return spent / 1000 / HOT_REQUESTS


HOT = {'a detail, plain': ('/v1/occupations/100042', 'identity'), 'a detail in gzip': ('/v1/occupations/100042', 'gzip'),
       'a list of 20': ('/v1/occupations', 'identity')}


# All -----------------------------------------------------------------------------------------------------------------

def measure_import(folder):
    found = []
    for size in SIZES:
        say(f'{size:,} occupations: cards, import')
        found.append(make_dataset(folder, size))
        say('  %(import_s).0f s, %(import_cpu_s).0f s of CPU time, %(import_mb).0f MB of memory, a file of %(file_mb).0f MB' % found[-1])
    return found


def measure_start(found):
    for _ in range(STARTS):
        for one in found:
            one.setdefault('ready', []).append(ready_ms(one['data'], cold=False))
            one.setdefault('ready_cold', []).append(ready_ms(one['data'], cold=True))
    for one in found:
        one['ready'], one['ready_cold'] = median(one['ready']), median(one['ready_cold'])
        say('  ready after %(ready).0f ms, with the file on disk only %(ready_cold).0f ms' % one)


def measure_requests(found, servers):
    questions = Questions(servers[0])
    for kind in KINDS:
        targets = questions.different(kind)
        for one, server in zip(found, servers):
            one[kind] = ask_cold(server, targets)
        say(f'  {KINDS[kind]}:', *('%.0f / %.0f µs' % one[kind] for one in found))
    for name, (target, encoding) in HOT.items():
        rounds = [[ask_hot(server, target, encoding) for server in servers] for _ in range(ROUNDS)]
        for one, spent in zip(found, zip(*rounds)):
            one[name] = median(spent)
        say(f'  {name}, cached:', *('%.1f µs' % one[name] for one in found))


def measure_serving(found):
    servers = []
    try:
        for one in found:
            servers.append(Server(one['data']).__enter__())
            one['started_mb'] = resident_mb(servers[-1])
        measure_requests(found, servers)
        for one, server in zip(found, servers):
            one['cache_mb'] = fill_cache(server)
            one['full_mb'] = resident_mb(server)
            say('  %(started_mb).0f MB after start, %(full_mb).0f MB with %(cache_mb).0f MB in the cache' % one)
    finally:
        for server in servers:
            server.__exit__(None, None, None)


def machine():
    with open('/proc/cpuinfo') as file:
        model = re.search(r'model name\s*: (.*)', file.read())
    return f'{model[1] if model else os.uname().machine}, {os.cpu_count()} cores, Linux {".".join(os.uname().release.split(".")[:2])}'


def table(found):
    rows = [('cards that are imported, MB', '%(cards_mb).0f'), ('the dataset file, MB', '%(file_mb).0f'),
            ('import, seconds', '%(import_s).1f'), ('… CPU seconds', '%(import_cpu_s).1f'), ('… memory at most, MB', '%(import_mb).0f'),
            ('from exec to ready, ms', '%(ready).0f'), ('… the file not in the page cache', '%(ready_cold).0f'),
            ('resident after start, MB', '%(started_mb).0f'),
            (f'… after all questions, the cache full (its budget is {CACHE_MB} MB)', '%(full_mb).0f')]
    yield '| | ' + ' | '.join(f'{size:,}' for size in SIZES) + ' |'
    yield '|---|' + '---|' * len(SIZES)
    for name, form in rows:
        yield f'| {name} | ' + ' | '.join(form % one for one in found) + ' |'
    for name in HOT:
        yield f'| cached: {name}, µs | ' + ' | '.join('%.1f' % one[name] for one in found) + ' |'
    for kind, name in KINDS.items():
        yield f'| not cached: {name}, µs | ' + ' | '.join('%.0f / %.0f' % one[kind] for one in found) + ' |'


def part(found):
    return '\n'.join(('', f'By `make bench-growth`, on {machine()}. Catalogues of the sizes in the first row, made of real names, groups and',
                      'profiles of competences (`tests/bench/cards.py`).', '', *table(found), '',
                      f'Requests: CPU time of the server, HTTP included. Cached: {HOT_REQUESTS:,} requests for one target on {CONNECTIONS} kept connections, the',
                      f'median of {ROUNDS} rounds. Not cached: median / 99th percentile of up to {QUESTIONS:,} different requests on one kept connection, the same',
                      'for each catalogue. Start: median of {} starts.'.format(STARTS), ''))


def put_into_page(text):
    with open(PAGE, encoding='utf-8') as file:
        page = file.read()
    before, begin, rest = page.partition('<!-- growth -->\n')
    _, end, after = rest.partition('<!-- /growth -->')
    if not begin or not end:
        sys.exit(f'{PAGE}:1: error: there are no lines <!-- growth --> and <!-- /growth -->')
    with open(PAGE + '.new', 'w', encoding='utf-8') as file:
        file.write(before + begin + text + end + after)
    os.rename(PAGE + '.new', PAGE)


def main():
    with tempfile.TemporaryDirectory() as folder:
        found = measure_import(folder)
        measure_start(found)
        measure_serving(found)
    os.makedirs(os.path.dirname(PART), exist_ok=True)
    with open(PART, 'w', encoding='utf-8') as file:
        file.write(part(found))
    if not sys.argv[1:]:
        put_into_page(part(found))
    say('written:', PART)


if __name__ == '__main__':
    main()
