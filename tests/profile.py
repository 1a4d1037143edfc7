#!/usr/bin/python3
"""What requests cost in instructions, by function: callgrind counts them in a server of one thread with the default dataset.

Instructions do not depend on how busy the machine is, so a request that became dearer is seen at once.
    tests/profile.py [--functions N] [NAME…]   tables; of all requests, or of those whose name has NAME in it
    tests/profile.py --check                   holds them against tests/profile/budget.tsv; last line: "N passed, N failed"
    tests/profile.py --update                  writes the budget, and the section of docs/performance.md
"""

import argparse
import os
import re
import shutil
import sys
import tempfile

sys.dont_write_bytecode = True
ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
sys.path[:0] = [os.path.join(ROOT, "tests/contract"), os.path.join(ROOT, "tests/profile")]
import page  # noqa: E402
from asked import BARE, COLD, HOT, PROXIED, written  # noqa: E402
from budget import Budget, compiler, environment, figures  # noqa: E402
from callgrind import Profiler, ask_once  # noqa: E402
from server import import_dataset  # noqa: E402

HOT_COUNT, COLD_COUNT = 200, 20


def measured(server, name, row, headers, count):
    """@return the Cost of a row of HOT or COLD"""
    _, _, method, target, more = row
    headers, expected = headers | more, b"200"
    if name.startswith("304"):
        tag = re.search(rb"\r\nETag: (.*?)\r\n", ask_once(server.port, written("GET", target, headers)))[1].decode()
        headers, expected = headers | {"If-None-Match": tag}, b"304"
    cost, answer = server.cost(written(method, target, headers), count)
    if answer.split(b" ", 2)[1] != expected:
        sys.exit(f"{name} answers {answer[:300]}")
    return cost


def profile(data, wanted):
    """@return name to (what it is, Cost)"""
    asked = [(f"{row[0]}/{way}", row, headers, HOT_COUNT) for row in HOT for way, headers in (("bare", BARE), ("proxied", PROXIED))]
    uncached = [(f"cold/{row[0]}", row, BARE, COLD_COUNT) for row in COLD]
    costs = {}
    for rows, options in ((asked, ["--trusted-proxy", "127.0.0.0/8"]), (uncached, ["--cache-size", "0"])):
        rows = [row for row in rows if not wanted or any(name in row[0] for name in wanted)]
        if rows:
            with tempfile.TemporaryDirectory() as folder, Profiler(data, folder, *options) as server:
                costs |= {name: (row[1], measured(server, name, row, headers, count)) for name, row, headers, count in rows}
    return costs


def check(data):
    """@return whether all that can be compared here is within the budget"""
    budget = Budget.read()
    names, notes = budget.comparable()
    print("\n".join(notes), end="\n" if notes else "", flush=True)
    costs = profile(data, []) if names else {}
    faults = {name: budget.faults(name, cost, names) for name, (_, cost) in costs.items()}
    faults |= {name: [f"{name}: is in the budget, but not asked"] for name in budget.costs if names and name not in costs}
    failed = [lines for lines in faults.values() if lines]
    for lines in failed:
        print("FAILED: " + "\n".join(lines))
    if failed:
        print("make profile T=NAME shows the functions of a request, make profile UPDATE=1 takes what it costs now for the budget")
    print(f"{len(faults) - len(failed)} passed, {len(failed)} failed")
    return not failed


def update(costs):
    compiled_by, depends_on = compiler(), environment()
    Budget(compiled_by, depends_on, {name: figures(name, cost) for name, (_, cost) in costs.items()}).write()
    page.write(costs, compiled_by, depends_on)


def main():
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--update", action="store_true")
    parser.add_argument("--functions", type=int, default=25)
    parser.add_argument("names", nargs="*")
    options = parser.parse_args()
    os.chdir(ROOT)
    if not shutil.which("valgrind"):
        print("skipped: there is no valgrind")
        return
    with tempfile.TemporaryDirectory() as folder:
        data = os.path.join(folder, "povolani.db")
        import_dataset(data, "data")
        if options.check:
            sys.exit(0 if check(data) else 1)
        costs = profile(data, [] if options.update else options.names)
    if options.update:
        update(costs)
    for name, (meaning, cost) in costs.items():
        print("\n".join(page.report(name, meaning, cost, options.functions)))
    print("", *page.summary(costs), sep="\n")


if __name__ == "__main__":
    main()
