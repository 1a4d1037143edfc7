#!/usr/bin/python3
"""How well the names of the default dataset are found: typed without diacritics, with one typing error, and by their
first five letters.

    tests/search_eval.py [URL] [--seed N] [--show N]     without URL: serves build/povolani.db on a port of its own

Prints the three figures and the first misses of each. Ends with 1 if a figure is below what is asked for."""
import argparse
import csv
import http.client
import json
import os
import random
import sys
import unicodedata
from urllib.parse import quote, urlsplit

TESTS = os.path.dirname(os.path.abspath(__file__))
sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(TESTS, "contract"))
from server import PROGRAM, Server  # noqa: E402

LETTERS = "abcdefghijklmnopqrstuvwxyz"
ASKED = {"without diacritics, first": 0.98, "one typing error, among five": 0.95, "five letters, suggested": 0.98}


def fold(text):
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))


def mistyped(text, rng):
    """One letter or space more, less, another, or swapped with the next; never the same text."""
    while True:
        at = rng.randrange(len(text))
        edits = [text[:at] + rng.choice(LETTERS) + text[at:], text[:at] + text[at + 1:],
                 text[:at] + rng.choice(LETTERS) + text[at + 1:],
                 text[:at] + text[at + 1:at + 2] + text[at] + text[at + 2:]]
        typed = rng.choice(edits)
        if typed != text and typed.strip():
            return typed


class Asking:
    """Asks a server: the one at the URL, or one that is started for it."""

    def __init__(self, url):
        self.server = None if url else Server(os.path.join(os.path.dirname(PROGRAM), "povolani.db")).__enter__()
        self.parts = urlsplit(url or "http://127.0.0.1:%d" % self.server.port)
        self.connection = http.client.HTTPConnection(self.parts.hostname, self.parts.port)

    def ask(self, path, q, more=""):
        self.connection.request("GET", "%s%s?q=%s%s" % (self.parts.path.rstrip("/"), path, quote(q), more))
        answer = self.connection.getresponse()
        body = answer.read()
        if answer.status != 200:
            raise SystemExit("%s?q=%s: %d" % (path, q, answer.status))
        return json.loads(body)

    def close(self):
        self.connection.close()
        if self.server:
            self.server.__exit__(None, None, None)


def units():
    """Slug and name of each unit; the table has a row an ISCO group."""
    with open(os.path.join(TESTS, "..", "data", "tables", "nsp_units.csv"), encoding="utf-8", newline="") as file:
        return {row["slug"]: row["name_cs"] for row in csv.DictReader(file)}


def report(what, misses, asked, show):
    share = 1 - len(misses) / asked
    print("%-30s %6.2f %% of %d (at least %g %%)" % (what, 100 * share, asked, 100 * ASKED[what]))
    for miss in misses[:show]:
        print("    " + miss)
    return share >= ASKED[what]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("url", nargs="?")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--show", type=int, default=10, help="misses of each figure")
    options = parser.parse_args()
    rng = random.Random(options.seed)
    names = units()
    server = Asking(options.url)
    beginnings = [fold(name).lower()[:5] for name in names.values()]
    plain, wrong, begun, few = [], [], [], 0
    try:
        for slug, name in names.items():
            items = server.ask("/v1/occupations", fold(name))["items"]
            if not items or items[0]["slug"] != slug:
                plain.append("%s: %s" % (name, [item["name"] for item in items[:3]]))
            typed = mistyped(fold(name) if rng.random() < 0.5 else name, rng)
            answer = server.ask("/v1/occupations", typed, "&limit=5")
            if slug not in [item["slug"] for item in answer["items"]]:
                wrong.append("%s, typed %s, corrected %s: %s" % (name, typed, answer.get("corrected"),
                                                                 [item["name"] for item in answer["items"]]))
            start = fold(name).lower()[:5]
            if beginnings.count(start) <= 10:
                few += 1
                items = server.ask("/v1/suggest", start)["items"]
                if fold(name) not in [fold(item["name"]) for item in items]:
                    begun.append("%s: %s" % (name, [item["name"] for item in items]))
    finally:
        server.close()
    good = [report("without diacritics, first", plain, len(names), options.show),
            report("one typing error, among five", wrong, len(names), options.show),
            report("five letters, suggested", begun, few, options.show)]
    return 0 if all(good) else 1


if __name__ == "__main__":
    sys.exit(main())
