"""The budget: what each request is allowed to cost (budget.tsv), and where what it costs now is too far from it."""

import os
import platform
import re
import subprocess

from callgrind import OURS, PROGRAM

PATH = os.path.join(os.path.dirname(os.path.abspath(__file__)), "budget.tsv")
TOLERANCE = 0.10
CHANGED_SHOWN = 6
OURS_KEPT, OTHERS_KEPT = 10, 8  # functions of a request, the dearest
LIBRARIES = ("jansson", "libmicrohttpd", "sqlite3", "zlib")
HEAD = """\
# What a request costs: an average of equal requests on one connection, counted by callgrind. Written by `make profile
# UPDATE=1`; `make test` fails where a figure is more than 10 % away from its line here, dearer or cheaper; what
# another compiler or other libraries would change is skipped with them, and said so.
#   ours            instructions in this program's own functions: depends on the compiler and its options
#   total           and in all libraries: depends on their versions and the processor, too
#   system calls    of the thread that answers, each to the nearest whole: what is done once for many requests, as writing the
#                   log, is 0. Readings of the clock are counted apart, as they are not calls as a rule
#   allocations     calls of malloc and its like, by whomever
#   function …      instructions in one function itself; only the dearest, and only to tell what has changed
"""


def compiler():
    """The compiler of the program with its options, from the debugging information."""
    shown = subprocess.run(["readelf", "--debug-dump=info", "--dwarf-depth=1", PROGRAM], stdout=subprocess.PIPE,
                           stderr=subprocess.DEVNULL, text=True, check=True).stdout
    return ", ".join(sorted(set(re.findall(r"DW_AT_producer *:.*?((?:GNU|[A-Za-z ]*clang|DW).*)", shown)))) or "unknown"


def environment():
    """All that instructions depend on besides: libraries, and what processor valgrind lets them see."""
    versions = [subprocess.run(["pkg-config", "--modversion", name], stdout=subprocess.PIPE, text=True).stdout.strip() or "?"
                for name in LIBRARIES]
    valgrind = subprocess.run(["valgrind", "--version"], stdout=subprocess.PIPE, text=True, check=True).stdout.strip()
    with open("/proc/cpuinfo", encoding="utf-8") as file:
        avx2 = re.search(r"\bavx2\b", file.read())
    return ", ".join([os.confstr("CS_GNU_LIBC_VERSION"), *map(" ".join, zip(LIBRARIES, versions)), valgrind,
                      platform.machine() + (" with avx2" if avx2 else "")])


def figures(request, cost):
    """What the budget keeps of a request's cost: name and figure, in the order of its lines."""
    kept = {
        "ours": round(cost.of_object(OURS)),
        "total": round(cost.total),
        "system calls": sum(map(round, cost.system_calls().values())),
        "clock readings": round(sum(cost.system_calls(clocks=True).values()), 1),
        "allocations": round(cost.allocations, 1),
    }
    if request.startswith("cold/"):
        del kept["system calls"]  # so slow that the log is written by the clock
    rows = cost.by_function()
    ours = [row for row in rows if row[0] == OURS][:OURS_KEPT]
    others = [row for row in rows if row[0] != OURS][:OTHERS_KEPT]
    return kept | {f"function {row[0]} {row[1]}": round(row[2]) for row in ours + others}


class Budget:
    def __init__(self, compiled_by, depends_on, costs):
        self.compiler, self.environment, self.costs = compiled_by, depends_on, costs

    @classmethod
    def read(cls):
        with open(PATH, encoding="utf-8") as file:
            lines = file.read().splitlines()
        named = dict(line[2:].split(": ", 1) for line in lines if line.startswith(("# compiler: ", "# depends on: ")))
        costs = {}
        for line in lines:
            if not line.startswith(("#", "request\t")):
                request, what, figure = line.split("\t")
                costs.setdefault(request, {})[what] = float(figure)
        return cls(named["compiler"], named["depends on"], costs)

    def write(self):
        rows = [f"{request}\t{what}\t{figure}" for request, kept in self.costs.items() for what, figure in kept.items()]
        with open(PATH, "w", encoding="utf-8") as file:
            file.write(HEAD + f"# compiler: {self.compiler}\n# depends on: {self.environment}\n")
            file.write("\n".join(["request\twhat\tof one request", *rows]) + "\n")

    def comparable(self):
        """@return the names of figures that can be compared here, and what has to be said of the others"""
        here, around = compiler(), environment()
        if here != self.compiler:
            return [], [f'skipped: all: the budget is for "{self.compiler}", this program is made by "{here}"']
        if around != self.environment:
            return ["ours"], [f'skipped: all but what is ours: the budget is for "{self.environment}", here is "{around}"']
        return ["ours", "total", "system calls", "clock readings", "allocations"], []

    def faults(self, request, cost, names):
        """What is too far from the budget, a line each, with the functions that changed most."""
        allowed, now = self.costs.get(request), figures(request, cost)
        if allowed is None:
            return [f"{request}: it has no budget (make profile UPDATE=1)"]
        names = [what for what in names if what in allowed]
        faults = [f"{request}: {what}: {change(allowed[what], now[what])}" for what in names if is_far(allowed[what], now[what])]
        if any(allowed[what] > now[what] for what in names if is_far(allowed[what], now[what])):
            faults.append("  cheaper is a reason to update the budget, so that it stays so")
        return faults + changed_functions(allowed, cost) if faults else []


def is_far(allowed, now):
    return abs(now - allowed) > TOLERANCE * allowed + 0.1


def change(before, now):
    return f"{before:,g} → {now:,g}" + (f" ({(now - before) / before:+.0%})" if before else "")


def changed_functions(allowed, cost):
    """The functions whose cost changed most. Of one that the budget does not keep, it is known that it was no dearer than those
    that it does."""
    before = {what.removeprefix("function "): figure for what, figure in allowed.items() if what.startswith("function ")}
    now = {f"{row[0]} {row[1]}": round(row[2]) for row in cost.by_function()}
    most = {ours: min((figure for name, figure in before.items() if is_ours(name) == ours), default=0) for ours in (True, False)}
    changes = []
    for name in now.keys() | before.keys():
        was, is_now = before.get(name, min(most[is_ours(name)], now.get(name, 0))), now.get(name, 0)
        if was != is_now:
            changes.append((abs(is_now - was), f"  {name}: {'' if name in before else 'at most '}{change(was, is_now)}"))
    return [line for _, line in sorted(changes, key=lambda item: (-item[0], item[1]))[:CHANGED_SHOWN]]


def is_ours(name):
    return name.startswith(OURS + " ")
