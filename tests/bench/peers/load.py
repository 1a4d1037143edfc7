"""Load, and what it costs who bears it: wrk as fast as it goes, h2load at a rate, programs that ask themselves."""

import json
import os
import re
import subprocess

from servers import MODULES, WORK

BETWEEN_MS = 7  # connections that ask at a rate begin; no multiple of what is between two requests of one
CYCLE = """local asked, at = {}, 0
function init(arguments)
    for path in io.lines(arguments[1]) do asked[#asked + 1] = wrk.format("GET", path) end
end
function request()
    at = at % #asked + 1
    return asked[at]
end
"""


def write(name, text):
    path = os.path.join(WORK, name)
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)
    return path


def run(command, **more):
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, **more)
    if done.returncode != 0:
        raise SystemExit(f"bench: {' '.join(command)} ends with {done.returncode}\n{done.stdout}{done.stderr}")
    return done.stdout


def wrk(url, connections, seconds, headers=(), paths=None):
    """@param paths  asked in turn in place of the URL's own. @return requests and seconds of the wall"""
    command = ["wrk", "-t1", f"-c{connections}", "-d%ds" % max(1, seconds), "--timeout", "10s"]
    for header in headers:
        command += ["-H", header]
    if paths:
        command += ["-s", write("cycle.lua", CYCLE), url, write("paths", "".join(path + "\n" for path in paths))]
    else:
        command.append(url)
    said = run(command)
    wrong = re.search(r"Socket errors: .*|Non-2xx or 3xx responses: .*", said)
    if wrong:
        raise SystemExit(f"bench: {' '.join(command)}: {wrong[0]}")
    found = re.search(r"(\d+) requests in ([\d.]+)(ms|s|m),", said)
    unit = {"ms": 0.001, "s": 1, "m": 60}[found[3]]
    if found[1] == "0":
        raise SystemExit(f"bench: {' '.join(command)}: no answer came")
    return {"requests": int(found[1]), "seconds": float(found[2]) * unit}


def costs(server, begun, load):
    """What was asked, with what it cost since begun (cpu_seconds of the server)."""
    used = server.cpu_seconds() - begun
    server.cut_logs()
    return {**load, "cpu_seconds": used, "per_cpu_second": load["requests"] / used,
            "per_second": load["requests"] / load["seconds"] if "seconds" in load else None}


def saturate(server, url, connections, seconds, headers=(), paths=None):
    begun = server.cpu_seconds()
    return costs(server, begun, wrk(url, connections, seconds, headers, paths))


def h2load_command(url, connections, headers, *more):
    command = ["h2load", "--h1", "-t1", f"-c{connections}", *more]
    for header in headers:
        command += ["-H", header]
    return command + [url]


def h2load(url, connections, seconds, headers=()):
    """As fast as it goes. @return requests and seconds of the wall"""
    command = h2load_command(url, connections, headers, f"-D{seconds}")
    said = run(command)
    found = re.search(r"(\d+) done, (\d+) succeeded, (\d+) failed", said)
    if found[1] != found[2] or found[3] != "0" or found[1] == "0":
        raise SystemExit(f"bench: {' '.join(command)}: {found[0]}")
    return {"requests": int(found[1]), "seconds": float(seconds)}


def percentile(ordered, share):
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


def pace(url, rate, connections, seconds, headers=()):
    """Requests at a rate, from connections that begin one after another: together they would ask in bursts.
    @return how many came a second while all asked, and their latency in ms"""
    log = os.path.join(WORK, "latency")
    if os.path.exists(log):
        os.remove(log)  # it would be appended to
    beginning = connections * BETWEEN_MS / 1000
    command = h2load_command(url, connections, headers, f"-n{int(rate * (seconds + beginning))}", "-r1",
                             f"--rate-period={BETWEEN_MS}ms", f"--rps={rate / connections:.2f}", f"--log-file={log}")
    run(command)
    with open(log) as file:
        rows = [tuple(map(int, line.split()[:3])) for line in file]
    begun = min(start for start, _, _ in rows) + beginning * 1e6
    times = sorted(took / 1000 for start, _, took in rows if begun <= start < begun + seconds * 1e6)
    if not times or any(status not in (200, 304) for _, status, _ in rows):
        raise SystemExit(f"bench: {' '.join(command)}: not all answers are good")
    return {"requests": len(times), "per_second": len(times) / seconds,
            "p50_ms": percentile(times, 0.5), "p99_ms": percentile(times, 0.99)}


def in_process(command):
    """A program that says in its last line what it asked and what that cost. @return that, and the lines before it"""
    *lines, last = run(command, env={**os.environ, "NODE_PATH": MODULES}).splitlines()
    found = json.loads(last)
    return {**found, "per_cpu_second": found["requests"] / found["cpu_seconds"]}, lines
