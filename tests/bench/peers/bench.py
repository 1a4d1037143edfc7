#!/usr/bin/python3
"""povolani beside other servers, all in one run: `make bench`.

In each round every server is measured in turn, close to the others, and a ratio is the median of the rounds' ratios; so what
else the machine does falls on all of them. Costs are CPU time of the server's processes, not time of the wall, which the load
generator shares. Before anything is measured it is checked that all answer with the same bytes. Writes docs/performance.md
(its part between the marks "peers"), docs/performance.svg and, with all rounds, build/bench/peers.json.

--only: some of the parts, printed and not written. --smoke: each part's checks and one short measurement, with what is
installed.
"""

import argparse
import contextlib
import json
import os
import random
import resource
import shutil
import signal
import sqlite3
import statistics
import subprocess
import sys
import unicodedata
import urllib.parse
import urllib.request

sys.dont_write_bytecode = True
import chart  # noqa: E402
import load  # noqa: E402
import report  # noqa: E402
import servers  # noqa: E402
import targets  # noqa: E402
from targets import CARD, CARD_GZIP, LIST, SMALL, TARGETS, UNCHANGED  # noqa: E402

CONNECTIONS = (1, 64, 1000)
USUAL = 64
FEW = 8  # for slow servers: what is under way when the clock stops is work without an answer
FILLING_SECONDS = 1  # with each encoding, which asks for more than the cache holds
UNTIMED_SECONDS = 2  # asked first, until V8 has compiled what is asked
DESCRIPTORS = 20000
QUERIES = 1000
ROWS = 10
CLOSE = "Connection: close"


class Results:
    """What was measured: a list of rounds for each part, case and server."""

    def __init__(self):
        self.rounds = {}

    def add(self, part, case, server, measured):
        self.rounds.setdefault((part, str(case), server), []).append(measured)

    def has(self, part, case, server):
        return (part, str(case), server) in self.rounds

    def parts(self):
        return {part for part, _, _ in self.rounds}

    def all(self, part, case, server, field):
        return [measured[field] for measured in self.rounds[part, str(case), server]]

    def median(self, part, case, server, field="per_cpu_second"):
        return statistics.median(self.all(part, case, server, field))

    def ratio(self, one, other, field="per_cpu_second"):
        """The median of the rounds' ratios. one, other: (part, case, server)"""
        return statistics.median(a / b for a, b in zip(self.all(*one, field), self.all(*other, field)))

    def difference(self, one, other, field):
        return statistics.median(a - b for a, b in zip(self.all(*one, field), self.all(*other, field)))

    def write(self, path, about):
        listed = [{"part": part, "case": case, "server": server, "rounds": rounds}
                  for (part, case, server), rounds in self.rounds.items()]
        with open(path, "w", encoding="utf-8") as file:
            json.dump({"about": about, "measured": listed}, file, indent=1, ensure_ascii=False)


def fail(text):
    raise SystemExit("bench: " + text)


class Bench:
    """The servers of one run, started when they are first asked for, and the parts that measure them."""

    def __init__(self, options, stack):
        self.options, self.stack, self.results = options, stack, Results()
        self.running, self.wanted_headers = {}, {}
        self.round = 0
        self.ours = self.start("povolani", servers.povolani)
        self.answers = {}
        for target in TARGETS:
            if target is UNCHANGED:
                target.headers = ["If-None-Match: " + self.answers[SMALL].header("ETag")]
            self.answers[target] = self.ask(self.ours, target)
            if target is not UNCHANGED:
                targets.write_file(target, self.answers[target])
        self.roots = list(dict.fromkeys(targets.root_of(target) for target in TARGETS))

    def start(self, name, make, *arguments, **options):
        """The server of that name; made and started if it does not run yet."""
        if name not in self.running:
            self.running[name] = self.stack.enter_context(make(name, *arguments, **options))
        return self.running[name]

    def in_turn(self, items):
        """All of them; each round begins with another one."""
        items = list(items)
        first = self.round % len(items)
        return items[first:] + items[:first]

    # Servers that answer the same -----------------------------------------------------------------------------------

    def of_one_answer(self, kind, target, close=False):
        """A server that has povolani's answer to one target, headers and all, and gives it to whatever is asked."""
        name = f"{kind}-{target.name}" + ("-close" if close else "")
        if name not in self.running:
            answer = targets.ask(self.ours.connect, self.ours.port, target.path, target.headers + [CLOSE] * close)
            self.start(name, ONE_ANSWER[kind], *targets.write_parts(name, answer), *["close"] * close)
            again = targets.ask(self.running[name].connect, 0, target.path, target.headers)
            if again.comparable != answer.comparable:
                fail(f"{name} answers other bytes than povolani")
        return self.running[name]

    def file_server(self, name):
        make, options = FILE_SERVERS[name]
        return self.start(name, make, self.roots, **options)

    def names(self, all_forms=True):
        """Servers of cached answers that are here; in all their forms, or in the usual one."""
        return ["povolani", "floor"] + ["floor-batch", "library"] * all_forms + [
            name for name in FILE_SERVERS if have(name.partition("-")[0]) and (all_forms or "-" not in name)]

    def server(self, name, target, close=False):
        if name == "povolani":
            return self.ours
        return self.of_one_answer(name, target, close) if name in ONE_ANSWER else self.file_server(name)

    def port(self, server, target):
        return server.ports[targets.root_of(target)] if hasattr(server, "ports") else server.port

    def ask(self, server, target, headers=None):
        connect = server.connect
        if hasattr(server, "ports"):
            connect = lambda: servers.socket.create_connection(("127.0.0.1", self.port(server, target)), timeout=30)
        return targets.ask(connect, self.port(server, target), target.path, target.headers if headers is None else headers)

    def headers(self, server, target):
        """What is sent, once it is checked that the answer is the one wanted. Each server has ETags of its own."""
        key = server.name, target.name
        if key not in self.wanted_headers:
            headers = target.headers
            if target is UNCHANGED and hasattr(server, "ports"):
                headers = ["If-None-Match: " + self.ask(server, SMALL, []).header("ETag")]
            answer, wanted = self.ask(server, target, headers), self.answers[target]
            if (answer.status, answer.body, answer.header("Content-Encoding")) != \
                    (wanted.status, wanted.body, wanted.header("Content-Encoding")):
                fail(f"{server.name} answers {target.path} ({target.name}) with other bytes than povolani")
            self.wanted_headers[key] = headers
        return self.wanted_headers[key]

    def url(self, server, target):
        return f"http://127.0.0.1:{self.port(server, target)}{target.path}"

    def saturate(self, part, case, name, target, connections, close=False):
        server = self.server(name, target, close)
        headers = self.headers(server, target) + [CLOSE] * close
        measured = load.saturate(server, self.url(server, target), connections, self.options.seconds, headers)
        self.results.add(part, case, name, measured)

    # Parts ----------------------------------------------------------------------------------------------------------

    def hot(self):
        for target in (CARD, CARD_GZIP, LIST, SMALL):
            for name in self.in_turn(self.names()):
                self.saturate("hot", target.name, name, target, USUAL)
        if have("h2load"):
            self.hot_unchanged()

    def hot_unchanged(self):
        """By h2load: wrk waits for a body where a 304 says how long that would be. So is the 200 beside it."""
        self.flood("304-as-200", "povolani", SMALL)
        for name in self.in_turn(self.names()):
            self.flood("304", name, UNCHANGED)

    def flood(self, case, name, target):
        server = self.server(name, target)
        headers, begun = self.headers(server, target), server.cpu_seconds()
        measured = load.h2load(self.url(server, target), USUAL, self.options.seconds, headers)
        self.results.add("hot", case, name, load.costs(server, begun, measured))

    def latency(self):
        for target in (CARD, CARD_GZIP, SMALL):
            headers = self.headers(self.ours, target)
            rate = load.saturate(self.ours, self.url(self.ours, target), USUAL, self.options.seconds, headers)["per_second"] / 2
            for name in self.in_turn(self.names(all_forms=False)):
                server = self.server(name, target)
                measured = load.pace(self.url(server, target), rate, USUAL, self.options.seconds, self.headers(server, target))
                server.cut_logs()
                self.results.add("latency", target.name, name, {"rate": rate, **measured})

    def connections(self):
        for close in (False, True):
            for count in self.options.connections:
                case = f"{count} {'closed' if close else 'kept'}"
                for name in self.in_turn(self.names(all_forms=False)):
                    self.saturate("connections", case, name, CARD_GZIP, count, close)

    def proxy(self):
        behind = {"tcp": self.ours, "unix": self.start("povolani-unix", servers.povolani_on_socket)}
        for kind, server in behind.items():
            upstream = f"unix:{server.unix}" if server.unix else f"127.0.0.1:{server.port}"
            self.start(f"before-{kind}", servers.nginx_before, upstream)
        for count, close in [(count, False) for count in self.options.connections] + [(USUAL, True)]:
            for kind, server in self.in_turn(behind.items()):
                self.through(kind, server, count, close)

    def through(self, kind, server, count, close):
        before = self.running[f"before-{kind}"]
        headers = self.headers(before, CARD_GZIP)
        begun, begun_before = server.cpu_seconds(), before.cpu_seconds()
        measured = load.wrk(self.url(before, CARD_GZIP), count, self.options.seconds, headers + [CLOSE] * close)
        used = before.cpu_seconds() - begun_before
        measured = load.costs(server, begun, measured)
        before.cut_logs()
        self.results.add("proxy", f"{count} {'closed' if close else 'kept'}", kind,
                         {**measured, "nginx_per_cpu_second": measured["requests"] / used})

    def uncached(self):
        return self.start("povolani-uncached", servers.povolani, "--cache-size", "0")

    def cold_servers(self):
        """Those that answer the card from the dataset each time, all with the same members. By name"""
        found = {"povolani": self.uncached()}
        if fastapi_is_here():
            found["fastapi"] = self.start("fastapi", servers.fastapi)
        if modules_are_here("fastify", "better-sqlite3"):
            found["fastify"] = self.start("fastify", servers.fastify)
        for name, server in found.items():
            if json.loads(self.ask(server, CARD).body) != json.loads(self.answers[CARD].body):
                fail(f"{name} answers {CARD.path} with other members than povolani")
        return found

    def cold(self):
        for name, server in self.in_turn(self.cold_servers().items()):
            if self.round == 0:
                load.wrk(self.url(server, CARD), FEW, UNTIMED_SECONDS)
            self.results.add("cold", CARD.name, name, load.saturate(server, self.url(server, CARD), FEW, self.options.seconds))
        hits = self.metric(self.uncached(), 'povolani_cache_lookups_total{result="hit"}')
        if hits > 0:
            fail(f"povolani with --cache-size 0 has answered {hits:.0f} requests from the cache")

    def metric(self, server, name):
        with urllib.request.urlopen(f"http://127.0.0.1:{server.admin}/metrics") as answer:
            for line in answer.read().decode().splitlines():
                if line.startswith(name + " "):
                    return float(line.split()[-1])
        fail(f"/metrics has no {name}")

    def search_cases(self):
        names = occupation_names()
        return (("search", f"/v1/occupations?limit={ROWS}&q=", searches(names), ("ranked", "questions")),
                ("suggest", "/v1/suggest?q=", beginnings(names), ("questions",)))

    def search(self):
        for case, path, asked, direct in self.search_cases():
            for name in self.in_turn(direct + ("povolani", "minisearch", "fuse")):
                measured = self.search_by(name, case, path, asked)
                if measured:
                    self.results.add("search", case, name, measured)

    def search_by(self, name, case, path, asked):
        """@return what it costs; None if it is not here"""
        if name in ("ranked", "questions"):
            return self.search_directly(case, name, path, asked, self.options.seconds)
        if name == "povolani":
            server = self.uncached()
            return load.saturate(server, f"http://127.0.0.1:{server.port}/", FEW, self.options.seconds,
                                 paths=[path + urllib.parse.quote(query) for query in asked])
        if not modules_are_here(LIBRARIES[name]):
            return None
        data = load.write(f"{case}.json", json.dumps({"names": occupation_names(), "queries": asked, "limit": ROWS}))
        return load.in_process(["node", os.path.join(servers.HERE, "search.js"), data, name, str(UNTIMED_SECONDS),
                                str(self.options.seconds)])[0]

    def search_directly(self, case, name, path, asked, seconds):
        """By FTS5, which has to find the same rows as povolani; ranked, in whichever order, and of many as many."""
        listed = load.write(f"{case}.txt", "".join(query + "\n" for query in asked))
        mode = case if name == "questions" else name
        measured, rows = load.in_process([os.path.join(servers.WORK, "fts5"), servers.DATA, listed, mode, str(seconds)])
        server = self.uncached()
        for query, ids in zip(asked, rows if self.round == 0 else []):
            answer = targets.ask(server.connect, server.port, path + urllib.parse.quote(query), [])
            found = json.loads(answer.body)
            ours, (total, *theirs) = [item["id"] for item in found["items"]], ids.split()
            if name == "ranked":
                same = len(ours) == len(theirs) and (found["total"] > ROWS or set(ours) == set(theirs))
            else:
                same = ours == theirs
            if not same or (case == "search" and found["total"] != int(total)):
                fail(f"FTS5 asked directly finds other rows than {path}{query}: {ids}")
        return measured

    def memory(self):
        with servers.povolani("povolani-full") as server:
            empty = server.resident_mb()
            with contextlib.closing(sqlite3.connect(f"file:{servers.DATA}?mode=ro", uri=True)) as db:
                paths = [f"/v1/occupations/{row[0]}" for row in db.execute("SELECT id FROM occupation ORDER BY id")]
            paths += [f"/v1/occupations?limit={limit}&sort={sort}" for limit in range(1, 101)
                      for sort in ("name", "-name", "median_wage", "-median_wage", "qualification_level")]
            for headers in ([], ["Accept-Encoding: gzip"], ["Accept-Encoding: br"], []):
                load.wrk(f"http://127.0.0.1:{server.port}/", USUAL, FILLING_SECONDS, headers, paths)
            self.results.add("memory", "full cache", "povolani", {
                "empty_mb": empty, "resident_mb": server.resident_mb(),
                "cache_mb": self.metric(server, "povolani_cache_bytes") / 1e6})

    def smoke(self):
        """Checks all, measures little."""
        for target in TARGETS:
            for name in self.names():
                self.headers(self.server(name, target), target)
        for name in self.names(all_forms=False):
            self.saturate("hot", SMALL.name, name, SMALL, USUAL)
        self.cold_servers()
        for case, path, asked, direct in self.search_cases():
            for name in direct:
                self.search_directly(case, name, path, asked[::10], 0.1)


ONE_ANSWER = {"floor": servers.floor, "floor-batch": servers.floor_in_batch, "library": servers.library}
FILE_SERVERS = {
    "nginx": (servers.nginx, {}), "nginx-no-log": (servers.nginx, {"log": False}),
    "nginx-tuned": (servers.nginx, {"log": False, "sendfile": False}),
    "h2o": (servers.h2o, {}), "h2o-no-log": (servers.h2o, {"log": False}),
}
PARTS = ("hot", "latency", "connections", "proxy", "cold", "search", "memory")
NEEDED = {"latency": ("h2load",), "proxy": ("nginx",)}


# What is asked for ------------------------------------------------------------------------------------------------------


def folded(text):
    return "".join(c for c in unicodedata.normalize("NFD", text.lower()) if not unicodedata.combining(c))


def occupation_names():
    with contextlib.closing(sqlite3.connect(f"file:{servers.DATA}?mode=ro", uri=True)) as db:
        return [row[0] for row in db.execute("SELECT name FROM occupation WHERE name IS NOT NULL ORDER BY id")]


def different(make):
    """Different queries, the same ones each time."""
    draw, found = random.Random(20261126), {}
    for _ in range(20 * QUERIES):
        if len(found) == QUERIES:
            break
        found[make(draw)] = None
    return list(found)


def searches(names):
    """Whole names, one or two of their words, beginnings of words; without diacritics, as they are mostly typed."""
    def make(draw):
        words = [word for word in "".join(c if c.isalnum() else " " for c in folded(draw.choice(names))).split() if len(word) > 2]
        kind = draw.randrange(3)
        if kind == 0 or not words:
            return " ".join(words) or "a"
        return " ".join(draw.sample(words, min(len(words), 2))) if kind == 1 else draw.choice(words)[:draw.randint(3, 6)]
    return different(make)


def beginnings(names):
    return different(lambda draw: folded(draw.choice(names))[:draw.randint(2, 12)].strip())


# What is here -----------------------------------------------------------------------------------------------------------


def have(program):
    return shutil.which(program, path=os.environ["PATH"] + ":/usr/sbin") is not None


def modules_are_here(*names):
    return have("node") and all(os.path.isdir(os.path.join(servers.MODULES, name)) for name in names)


def fastapi_is_here():
    return subprocess.run([servers.PYTHON, "-c", "import fastapi, uvicorn, uvloop, httptools"],
                          stderr=subprocess.DEVNULL).returncode == 0


MISSING = {
    "wrk": lambda: have("wrk"), "h2load": lambda: have("h2load"), "nginx": lambda: have("nginx"), "h2o": lambda: have("h2o"),
    "FastAPI": fastapi_is_here, "Fastify": lambda: modules_are_here("fastify", "better-sqlite3"),
    "MiniSearch": lambda: modules_are_here("minisearch"), "Fuse.js": lambda: modules_are_here("fuse.js"),
}
LIBRARIES = {"minisearch": "minisearch", "fuse": "fuse.js"}
MODULES_WANTED = {"better-sqlite3": "12.11.1", "fastify": "5.12.8", "fuse.js": "7.5.0", "minisearch": "7.2.0"}


def install_modules():
    """What comes from npm, into build/bench/peers; compiled here, with the headers that came with node."""
    folder = os.path.dirname(servers.MODULES)
    if not have("npm"):
        return
    os.makedirs(folder, exist_ok=True)
    with open(os.path.join(folder, "package.json"), "w") as file:
        json.dump({"private": True, "dependencies": MODULES_WANTED}, file)
    environment = {**os.environ, "npm_config_build_from_source": "true"}
    if os.path.exists("/usr/include/node/node.h"):
        environment["npm_config_nodedir"] = "/usr"
    done = subprocess.run(["npm", "install", "--prefix", folder, "--no-audit", "--no-fund", "--prefer-offline"],
                          env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    if done.returncode != 0:
        print(f"bench: npm cannot install what it should:\n{done.stdout}", file=sys.stderr)


def raise_descriptors():
    hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    wanted = DESCRIPTORS if hard == resource.RLIM_INFINITY else min(hard, DESCRIPTORS)
    resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
    return wanted


# Running ----------------------------------------------------------------------------------------------------------------


def read_options():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seconds", type=int, default=3, help="of each measurement")
    parser.add_argument("--only", type=lambda text: text.split(","), default=[], metavar="PART[,PART]…", help=", ".join(PARTS))
    parser.add_argument("--smoke", action="store_true")
    options = parser.parse_args()
    unknown = set(options.only) - set(PARTS)
    if unknown:
        parser.error(f"--only: there is no {', '.join(sorted(unknown))}; there are {', '.join(PARTS)}")
    if options.smoke:
        options.rounds, options.seconds = 1, 1
    return options


def measure(bench, options):
    for bench.round in range(options.rounds):
        for part in options.only or PARTS:
            missing = [program for program in NEEDED.get(part, ()) if not have(program)]
            if missing:
                print(f"skipped: {part}: {', '.join(missing)} is not installed", file=sys.stderr)
                continue
            print(f"round {bench.round + 1} of {options.rounds}: {part}", file=sys.stderr, flush=True)
            getattr(bench, part)()


def main():
    options = read_options()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: sys.exit("bench: ended; what it started is stopped"))
    os.makedirs(os.path.join(servers.WORK, "files"), exist_ok=True)
    if not options.smoke:
        install_modules()
    missing = [name for name, is_here in MISSING.items() if not is_here()]
    for name in missing:
        print(f"skipped: {name} is not installed", file=sys.stderr)
    if "wrk" in missing:
        return
    descriptors = raise_descriptors()
    options.connections = [count for count in CONNECTIONS if 2 * count + 100 < descriptors]
    for count in set(CONNECTIONS) - set(options.connections):
        print(f"skipped: {count} connections: only {descriptors} descriptors are allowed", file=sys.stderr)
    with contextlib.ExitStack() as stack:
        bench = Bench(options, stack)
        if options.smoke:
            bench.smoke()
            print("all answer the same")
            return
        measure(bench, options)
    about = report.machine(options)
    bench.results.write(os.path.join(servers.WORK, "peers.json"), about)
    facts = {"usual": USUAL, "few": FEW, "threads": servers.THREADS, "names": len(occupation_names()),
             "untimed": UNTIMED_SECONDS}
    text = report.section(bench.results, bench.answers, about, facts)
    if options.only or missing:
        print(text)
    else:
        report.write(os.path.join(servers.ROOT, "docs/performance.md"), text)
        chart.write(os.path.join(servers.ROOT, "docs/performance.svg"), bench.results)


if __name__ == "__main__":
    main()
