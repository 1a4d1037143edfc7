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
LEAST_SHOWN = 0.0005  # of all instructions
COLUMNS = "  " + "itself".rjust(11) + "with calls".rjust(11) + "calls".rjust(9) + "  function"
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
    cells = [[f"`{name}`", f"{times:,.1f}", f"{exclusive:,.0f}", f"{inclusive:,.0f}"] for _, name, exclusive, inclusive, times in rows]
    return table(("function", "calls", "itself", "with what it calls"), cells)


def calls(cost):
    rows = sorted(cost.system_calls().items(), key=lambda item: (-item[1], item[0]))
    return ", ".join(f"{name} {count:.2f}" for name, count in rows if count >= 0.01)


def report(name, meaning, cost, most):
    """One request for the terminal: of the program and of each library the dearest functions, `most` of them."""
    lines = ["", f"{name}: {meaning}",
             f"  system calls: {calls(cost)}; other threads: {cost.other_threads:,.0f} instructions a request"]
    rows = [row for row in cost.by_function() if row[2] >= cost.total * LEAST_SHOWN]
    for owner in sorted({row[0] for row in rows}, key=lambda owner: (owner != OURS, -cost.of_object(owner))):
        lines += ["", f"  {owner}: {cost.of_object(owner):,.0f} instructions of {cost.total:,.0f}", COLUMNS]
        lines += [f"  {exclusive:>11,.0f}{inclusive:>11,.0f}{times:>9,.1f}  {function}"
                  for whose, function, exclusive, inclusive, times in rows if whose == owner][:most]
    return lines


def section(costs, compiled_by, depends_on):
    cost = costs[SHOWN][1]
    rows = cost.by_function()
    lines = [
        "<!-- profile -->", "## What a hot request costs", "",
        "Instructions of the thread that answers, an average of equal requests on one kept connection, counted by callgrind; what the",
        "kernel does is not in it. `make profile` shows more functions and more requests (`T=name`), `make profile UPDATE=1` writes this",
        "section and `tests/profile/budget.tsv`, and `make test` fails where a request is more than 10 % away from that",
        "(with the compiler and libraries below; with other libraries what is ours, with another compiler nothing).", "",
        *(f"- `{name}`: {meaning}" for name, meaning in meanings(costs)), "",
        "`bare` has the headers of a load generator, `proxied` those of a browser behind nginx; `cold` is asked without a cache.", "",
        *summary(costs), "",
        f"The functions of `{SHOWN}`. System calls: {calls(cost)}.", "",
        *functions([row for row in rows if row[0] == OURS][:OURS_SHOWN]),
    ]
    for library in LIBRARIES:
        lines += ["", f"In {library}; an address is a function that it does not export:", "",
                  *functions([row for row in rows if row[0] == library][:LIBRARY_SHOWN])]
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
