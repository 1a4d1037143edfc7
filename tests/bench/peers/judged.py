"""What issue 6 asks for, beside what was measured: each comparison once, for the table and for the chart."""

from targets import CARD, CARD_GZIP, LIST, SMALL

NAMES = {
    "floor": "the floor", "floor-batch": "the floor, SCHED_BATCH", "library": "libmicrohttpd alone", "nginx": "nginx",
    "h2o": "h2o", "fastapi": "FastAPI", "fastify": "Fastify",
    "ranked": "FTS5 asked directly, by bm25", "questions": "FTS5 asked as povolani does",
    "minisearch": "MiniSearch", "fuse": "Fuse.js",
}
BARE = {"floor": 0.85, "floor-batch": None, "library": None}  # beside each answer
CACHED = (
    (CARD, {**BARE, "nginx": 1.0, "h2o": 1.0}),
    (CARD_GZIP, {**BARE, "nginx": 1.25, "h2o": 1.1}),
    (LIST, {**BARE, "nginx": 1.25, "h2o": 1.1}),
    (SMALL, {**BARE, "nginx": None, "h2o": None}),
)
UNCACHED = (("cold", CARD.name, "whole card, not cached", {"fastapi": 5, "fastify": 3}),
            ("search", "search", "search, not cached", {"ranked": 0.5, "questions": 0.5, "minisearch": None, "fuse": None}),
            ("search", "suggest", "suggestions, not cached", {"questions": 0.5, "minisearch": None, "fuse": None}))
P99_MS = 2.0
MANY_CONNECTIONS = 1.3
RESIDENT_MB = 64


class Comparison:
    """@param least  what is asked; None: nothing is
    @param is_ratio  of answers per CPU-second: it has a place in the chart"""

    def __init__(self, what, beside, measured, least=None, most=None, unit=" ×", is_ratio=True):
        self.what, self.beside, self.measured = what, beside, measured
        self.least, self.most, self.unit, self.is_ratio = least, most, unit, is_ratio

    @property
    def asked(self):
        if self.least is None and self.most is None:
            return ""
        return f"≥ {self.least:g}{self.unit}" if self.most is None else f"≤ {self.most:g}{self.unit}"

    @property
    def verdict(self):
        if self.least is None and self.most is None:
            return ""
        good = self.measured >= self.least if self.most is None else self.measured <= self.most
        return "yes" if good else "**no**"

    @property
    def figure(self):
        digits = 2 if self.measured < 10 else 1 if self.measured < 100 else 0
        return f"{self.measured:.{digits}f}{self.unit}"


def ratios(results, part, case, what, peers):
    return [Comparison(what, NAMES[peer], results.ratio((part, case, "povolani"), (part, case, peer)), least)
            for peer, least in peers.items() if results.has(part, case, peer)]


def comparisons(results):
    found = []
    for target, peers in CACHED:
        found += ratios(results, "hot", target.name, target.title, peers)
    if results.has("hot", "304", "povolani"):
        found.append(Comparison("304", "the 200 of the same", results.ratio(("hot", "304", "povolani"),
                                                                            ("hot", "304-as-200", "povolani")), 1.0))
    for part, case, what, peers in UNCACHED:
        found += ratios(results, part, case, what, peers)
    if results.has("connections", "1000 kept", "povolani"):
        found.append(Comparison("CPU a request with 1,000 connections kept", "64", results.ratio(
            ("connections", "64 kept", "povolani"), ("connections", "1000 kept", "povolani")),
            most=MANY_CONNECTIONS, is_ratio=False))
    for target in (CARD, CARD_GZIP, SMALL):
        if results.has("latency", target.name, "floor"):
            found.append(Comparison(f"p99 at half of saturation, {target.title}", "more than the floor's", results.difference(
                ("latency", target.name, "povolani"), ("latency", target.name, "floor"), "p99_ms"),
                most=P99_MS, unit=" ms", is_ratio=False))
    if results.has("memory", "full cache", "povolani"):
        found.append(Comparison("resident, with a full cache of 32 MB", "", results.median(
            "memory", "full cache", "povolani", "resident_mb"), most=RESIDENT_MB, unit=" MB", is_ratio=False))
    return found
