"""What requests cost, as tables: for the terminal and for docs/performance.md."""

import os
import re

from callgrind import OURS

PATH = "docs/performance.md"
INTRODUCTION = """\
# What it costs

Measured, not estimated; each section says by which command it was written.
"""
SECTION = re.compile(r"<!-- profile -->.*?<!-- /profile -->", re.S)
SHOWN = "gzip/proxied"
OURS_SHOWN, LIBRARY_SHOWN = 20, 8
LIBRARIES = ("libmicrohttpd", "libc")


def table(heads, rows):
    return ["| " + " | ".join(heads) + " |", "|" + "---|" * len(heads), *("| " + " | ".join(row) + " |" for row in rows)]


def summary(costs):
    """A row a request. costs: name to (what it is, Cost)"""
    rows = []
    for name, (_, cost) in costs.items():
        named = [cost.of_object(part) for part in (OURS, *LIBRARIES)]
        rows.append([f"`{name}`", *(f"{part:,.0f}" for part in (*named, cost.total - sum(named), cost.total)),
                     f"{sum(cost.system_calls().values()):.1f}", f"{sum(cost.system_calls(clocks=True).values()):.1f}",
                     f"{cost.allocations:.1f}"])
    return table(("request", "ours", *LIBRARIES, "other", "instructions", "system calls", "clock", "allocations"), rows)


def functions(rows):
    return table(("function", "calls", "itself", "with what it calls"),
                 [[f"`{name}`", f"{calls:,.1f}", f"{exclusive:,.0f}", f"{inclusive:,.0f}"] for _, name, exclusive, inclusive, calls in rows])


def by_object(cost, most):
    """A table a program or library, `most` functions of each at most."""
    lines = []
    rows = cost.by_function()
    for name in sorted({row[0] for row in rows}, key=lambda name: (name != OURS, -cost.of_object(name))):
        there = [row for row in rows if row[0] == name and row[2] >= 0.5]
        if there:
            lines += ["", f"{name}, {cost.of_object(name):,.0f} instructions:", "", *functions(there[:most])]
    return lines


def calls(cost):
    return ", ".join(f"{name} {count:.2f}" for name, count in sorted(cost.system_calls().items(), key=lambda item: (-item[1], item[0])))


def report(name, meaning, cost, most):
    """One request for the terminal."""
    return ["", f"{name}: {meaning}", f"system calls: {calls(cost)}; other threads: {cost.other_threads:,.0f} instructions a request",
            *by_object(cost, most)]


def section(costs, compiled_by, depends_on):
    cost = costs[SHOWN][1]
    rows = cost.by_function()
    lines = [
        "<!-- profile -->", "## What a hot request costs", "",
        "Instructions of the thread that answers, an average of equal requests on one kept connection, counted by callgrind; what the",
        "kernel does is not in it. `make profile` shows more functions and more requests (`T=name`), `make profile UPDATE=1` writes this",
        "section and `tests/profile/budget.tsv`, and `make test` fails where a request is more than 10 % away from that.", "",
        *(f"- `{name}`: {meaning}" for name, meaning in meanings(costs)), "",
        "`bare` has the headers of a load generator, `proxied` those of a browser behind nginx; `cold` is asked without a cache.", "",
        *summary(costs), "",
        f"The functions of `{SHOWN}`. System calls: {calls(cost)}.", "",
        *functions([row for row in rows if row[0] == OURS][:OURS_SHOWN]),
    ]
    for library in LIBRARIES:
        lines += ["", f"In {library}, which has no names for what it does not export:" if library == "libmicrohttpd" else f"In {library}:",
                  "", *functions([row for row in rows if row[0] == library][:LIBRARY_SHOWN])]
    lines += ["", f"With {depends_on}; {compiled_by}.", "<!-- /profile -->"]
    return "\n".join(lines)


def meanings(costs):
    """Of each request once, without the ways in which it is asked."""
    found = {}
    for name, (meaning, _) in costs.items():
        found.setdefault(name if name.startswith("cold/") else name.partition("/")[0], meaning)
    return found.items()


def write(costs, compiled_by, depends_on):
    text = INTRODUCTION
    if os.path.exists(PATH):
        with open(PATH, encoding="utf-8") as file:
            text = file.read()
    if not SECTION.search(text):
        text += "\n<!-- profile -->\n<!-- /profile -->\n"
    with open(PATH, "w", encoding="utf-8") as file:
        file.write(SECTION.sub(lambda _: section(costs, compiled_by, depends_on), text))
