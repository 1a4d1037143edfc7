"""The part of docs/performance.md that is about other servers."""

import os
import re
import subprocess
import textwrap

import judged
import servers
from targets import CARD, CARD_GZIP, SMALL, TARGETS

KEPT_RATE = 0.97
WIDTH = 124
BEGIN, END = "<!-- peers -->", "<!-- /peers -->"
PAGE = f"# What it costs\n\n{BEGIN}\n{END}\n"
CACHED = ("povolani", "library", "floor", "floor-batch", "nginx", "nginx-no-log", "nginx-tuned", "h2o", "h2o-no-log")
LOGGED = ("povolani", "floor", "nginx", "h2o")
TITLES = {
    **judged.NAMES, "povolani": "povolani", "nginx-no-log": "nginx, no log", "nginx-tuned": "nginx, no log, no sendfile",
    "h2o-no-log": "h2o, no log", "ranked": "FTS5, bm25", "questions": "FTS5, as povolani",
}

INTRO = """## Beside other servers

Written by `make bench` in one run; nothing of it is set by hand. Rounds: {rounds}, in each of which all are asked in turn,
{seconds} s a measurement. A figure is the median of the rounds, a ratio the median of the rounds' ratios. Costs are the user's and
system's time of all the server's processes; what is asked for is in issue 6.

![Ratios of answers per CPU-second](performance.svg)
"""
CACHED_TEXT = """The floor (`tests/bench/floor.c`) is an epoll loop that parses nothing and answers each read with the very bytes that
povolani sends, headers included. nginx and h2o serve the same bodies as files, with their own, fewer headers: sendfile and
`tcp_nopush`, `open_file_cache`, `gzip_static` and `file.send-compressed`, connections kept without a limit, a worker a core
as povolani has threads. libmicrohttpd alone (`tests/bench/library.c`) is the library in the threads and with the buffers
that povolani gives it, which queues that same answer for whatever is asked: what is between it and the floor is not
povolani's. povolani asks the scheduler for SCHED_BATCH, by which a request that comes does not interrupt who is on the
core; the others run as they come, the floor also under that policy, for comparison. All but the floor and the library write
an access log to a file, except where it says no log: povolani and nginx (`buffer=8k flush=100ms`) when 8 kB of lines have
come together or 100 ms are over; h2o, which can gather none, line by line. wrk, one thread, {usual} connections kept; the
304, and the 200 that it is held against, are asked by h2load, since wrk waits for a body where a 304 says how long that
would be. Thousands of answers per CPU-second:
"""
CONNECTIONS_TEXT = """The whole card in gzip, by how many connections there are and whether each is kept or ends with its answer. Thousands of
answers per CPU-second:
"""
PROXY_TEXT = """The same through nginx as a reverse proxy (`proxy_pass`, 256 connections kept to the upstream, no cache, no log), over TCP and
over a Unix socket: thousands of answers per CPU-second of povolani and of nginx, and thousands a second of the wall, which wrk,
nginx and povolani share:
"""
LATENCY_TEXT = """h2load asks at half the rate at which wrk saturates povolani, {usual} connections kept, which begin one after another so
that they do not ask in bursts. The median and the 99th percentile of milliseconds to the end of an answer, at the same rate for
all (where a server did not keep up, what it reached is beside them):
"""
COLD_TEXT = """The whole card with `--cache-size 0`, {few} connections. FastAPI (uvicorn, uvloop, httptools, sqlite3) and Fastify
(better-sqlite3) ask the same queries of the same file, from `db/queries/`, as prepared statements, without an access log and,
like povolani, without locking the file for each query; that their JSON has the same members is checked first. All are asked for
{untimed} seconds before the first round, so that V8 has compiled what Fastify needs. Each is one process, povolani {threads}
threads. Answers per CPU-second:
"""
SEARCH_TEXT = """A thousand different queries of names, their words and beginnings of words, `--cache-size 0`. FTS5 is asked directly
(`tests/bench/fts5.c`) through the C API in two ways. By bm25: a table in memory of the same words, in columns for names,
alternative names and the rest, one question for all that match, words of one stem joined by OR, so that the total is known,
in the order of bm25. It finds the same entries, which is checked, but has an order of its own: of more than ten its ten best.
As povolani does: the index of the dataset, with povolani's own expressions, first for all that match (for suggestions, which
state no total, for as many as there is room for), then tier by tier until ten rows or all are there, which are povolani's.
The faster that index, the more of an answer is what the service adds: this peer gained more by schemas 5 and 6 than povolani
did. For both the expressions are ready before the clock runs, and the rows' columns are read: no words and no alternative
names looked up, no JSON, no HTTP, no log. MiniSearch and Fuse.js search the same {names:,} names in their own process,
without HTTP too; they are asked for {untimed} seconds before the clock runs, so that V8 has compiled them. Queries per
CPU-second:
"""
MEMORY_TEXT = """With the default dataset, {empty:.0f} MB are resident after the start, {full:.0f} MB after requests for more than the cache holds
(`povolani_cache_bytes` is then {cache:.1f} MB).
"""


def output(*command):
    try:
        done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False, cwd=servers.ROOT)
    except OSError:
        return "?"
    return done.stdout.strip()


def first(pattern, text):
    found = re.search(pattern, text, re.M)
    return found[1] if found else "?"


def module_version(name):
    path = os.path.join(servers.MODULES, name, "package.json")
    if not os.path.exists(path):
        return None
    with open(path, encoding="utf-8") as file:
        return first(r'"version": "([^"]+)"', file.read())


def package_version(name):
    return first(r"^Version: (.*)$", output("dpkg", "-s", name))


def machine(options):
    with open("/proc/cpuinfo") as file:
        model = first(r"^model name\s*: (.*)$", file.read())
    with open("/proc/meminfo") as file:
        memory = int(first(r"^MemTotal:\s+(\d+)", file.read())) // 1024
    modules = {name: module_version(name) for name in ("fastify", "better-sqlite3", "minisearch", "fuse.js")}
    return {
        "rounds": options.rounds, "seconds": options.seconds,
        "machine": f"{model}, {os.cpu_count()} cores, {memory:,} MB, Linux {os.uname().release}",
        "compiler": output(os.environ.get("CC", "cc"), "--version").partition("\n")[0],
        "povolani": output("git", "describe", "--always", "--dirty"),
        "versions": {
            "libmicrohttpd": output("pkg-config", "--modversion", "libmicrohttpd"),
            "SQLite": output("pkg-config", "--modversion", "sqlite3"),
            "nginx": first(r"nginx/(\S+)", output("/usr/sbin/nginx", "-v")), "h2o": first(r"version (\S+)", output("h2o", "-v")),
            "Python": first(r"(\d\S+)", output(servers.PYTHON, "--version")), "FastAPI": package_version("python3-fastapi"),
            "uvicorn": package_version("uvicorn"), "Node.js": output("node", "--version").lstrip("v"),
            **{name: version for name, version in modules.items() if version},
            "wrk": package_version("wrk"), "h2load": first(r"nghttp2/(\S+)", output("h2load", "--version")),
        },
    }


def table(heads, rows):
    lines = ["| " + " | ".join(heads) + " |", "|---" + "|--:" * (len(heads) - 1) + "|"]
    return "\n".join(lines + ["| " + " | ".join(row) + " |" for row in rows]) + "\n"


def thousands(value):
    return f"{value / 1000:.1f}"


def by_server(results, part, cases, names, form, field="per_cpu_second"):
    """A row a case, a column a server. @param cases  title by case"""
    names = [name for name in names if any(results.has(part, case, name) for case in cases)]
    rows = [[title] + [form(results.median(part, case, name, field)) if results.has(part, case, name) else "" for name in names]
            for case, title in cases.items()]
    return table([""] + [TITLES[name] for name in names], rows)


def size(answer):
    return f"{len(answer.head) + len(answer.body):,} B"


def judged_table(results):
    rows = [[f"{one.what}", one.beside, one.figure, one.asked, one.verdict] for one in judged.comparisons(results)]
    lines = ["| what | beside | measured | asked for | met |", "|---|---|--:|--:|---|"]
    return "\n".join(lines + ["| " + " | ".join(row) + " |" for row in rows]) + "\n"


def cached(results, answers):
    cases = {target.name: f"{target.title}: {size(answers[target])}" for target in TARGETS}
    return by_server(results, "hot", cases, CACHED, thousands)


def cases_of(results, part):
    found = {}
    for name, case, _ in results.rounds:
        if name == part:
            count, kept = case.split()
            found[case] = f"{int(count):,} {'kept' if kept == 'kept' else 'closed'}"
    return found


def proxied(results):
    fields = (("per_cpu_second", "povolani"), ("nginx_per_cpu_second", "nginx"), ("per_second", "wall"))
    rows = [[title] + [thousands(results.median("proxy", case, kind, field)) for kind in ("tcp", "unix") for field, _ in fields]
            for case, title in cases_of(results, "proxy").items()]
    return table(["connections"] + [f"{kind}: {title}" for kind in ("TCP", "Unix") for _, title in fields], rows)


def latency(results, target, name):
    values = [results.median("latency", target.name, name, field) for field in ("p50_ms", "p99_ms", "per_second", "rate")]
    slower = "" if values[2] >= KEPT_RATE * values[3] else f" ({thousands(values[2])} a second)"
    return f"{values[0]:.2f}, {values[1]:.2f}{slower}"


def latencies(results):
    targets = [target for target in (CARD, CARD_GZIP, SMALL) if results.has("latency", target.name, "povolani")]
    names = [name for name in LOGGED if results.has("latency", CARD.name, name)]
    rows = [[target.title, thousands(results.median("latency", target.name, "povolani", "rate"))] +
            [latency(results, target, name) for name in names] for target in targets]
    return table(["", "thousands a second"] + [TITLES[name] for name in names], rows)


def memory(results):
    values = {field: results.median("memory", "full cache", "povolani", name) for field, name in
              (("empty", "empty_mb"), ("full", "resident_mb"), ("cache", "cache_mb"))}
    return MEMORY_TEXT.format(**values)


def about_text(about):
    versions = ", ".join(f"{name} {version}" for name, version in about["versions"].items())
    return textwrap.fill(
        f"The machine: {about['machine']}. povolani {about['povolani']}, compiled with -O2 by {about['compiler']}; {versions}. "
        "The commands are in `tests/bench/peers/load.py`, the configurations in `servers.py` beside it; all rounds are in "
        "`build/bench/peers.json`.", WIDTH, break_long_words=False, break_on_hyphens=False) + "\n"


def section(results, answers, about, facts):
    """@param facts  what the texts name: usual, few, threads, names, untimed"""
    done = results.parts()
    parts = [INTRO.format(**about), judged_table(results)]
    if "hot" in done:
        parts += ["### Cached answers\n", CACHED_TEXT.format(**facts), cached(results, answers)]
    if "connections" in done:
        parts += ["### Connections\n", CONNECTIONS_TEXT,
                  by_server(results, "connections", cases_of(results, "connections"), LOGGED, thousands)]
    if "proxy" in done:
        parts += ["### Behind nginx\n", PROXY_TEXT, proxied(results)]
    if "latency" in done:
        parts += ["### Latency\n", LATENCY_TEXT.format(**facts), latencies(results)]
    if "cold" in done:
        parts += ["### A card that is not cached\n", COLD_TEXT.format(**facts),
                  by_server(results, "cold", {CARD.name: CARD.title}, ("povolani", "fastapi", "fastify"), "{:,.0f}".format)]
    if "search" in done:
        parts += ["### Search\n", SEARCH_TEXT.format(**facts),
                  by_server(results, "search", {"search": "`/v1/occupations?q=`", "suggest": "`/v1/suggest?q=`"},
                            ("povolani", "ranked", "questions", "minisearch", "fuse"), "{:,.0f}".format)]
    if "memory" in done:
        parts += ["### Memory\n", memory(results)]
    return "\n".join(parts + ["### How\n", about_text(about)])


def write(path, text):
    """Puts the text between the marks of the page and leaves the rest of it as it is."""
    page = PAGE
    if os.path.exists(path):
        with open(path, encoding="utf-8") as file:
            page = file.read()
    if BEGIN not in page:
        page += f"\n{BEGIN}\n{END}\n"
    before, _, rest = page.partition(BEGIN)
    after = rest.partition(END)[2]
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="utf-8") as file:
        file.write(f"{before}{BEGIN}\n{text}{END}{after}")
