#!/usr/bin/env python3
"""How well job-ad titles find their CZ-ISCO group: cross-validation through the program.

    tests/titles_eval.py [--program build/povolani] [--data data] [--seeds N] [--floor TOP1 TOP3]

The labelled titles (data/tables/labelled_titles.csv) are dealt into five parts by a seed. For each part a dataset is
imported with the other four, and the server is asked for the titles of this one. Printed is for how many the group that
the labour office chose comes first, and among the first three. With --floor, fewer per cent are a failure.

A title stands in the file once for each code that it was filed under, so of equal titles no two have one code: what was
learnt from one of them is always counted as wrong for the other. So it is printed, too, for how many the answer is any of
the groups that equal titles were filed under.
"""
import argparse
import csv
import json
import pathlib
import random
import re
import subprocess
import sys
import tempfile
import unicodedata
import urllib.request

FOLDS, BATCH = 5, 100


def parse():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--program", default="build/povolani")
    parser.add_argument("--data", default="data", type=pathlib.Path)
    parser.add_argument("--seeds", default=1, type=int)
    parser.add_argument("--floor", nargs=2, type=float, default=[0, 0])
    return parser.parse_args()


def read(path):
    with open(path, encoding="utf-8", newline="") as file:
        return [(row["title"], row["isco"]) for row in csv.DictReader(file, strict=True)]


def words(title):
    """The title without case, diacritics and signs: equal titles have equal words."""
    plain = unicodedata.normalize("NFKD", title.lower())
    return " ".join(re.findall("[a-z0-9]+", "".join(letter for letter in plain if not unicodedata.combining(letter))))


class Share:
    """How often a right group came first, and among the first three, in per cent."""

    def __init__(self):
        self.asked = self.first = self.third = 0

    def add(self, codes, right):
        self.asked += 1
        self.first += bool(codes) and codes[0] in right
        self.third += bool(right & set(codes[:3]))

    def per_cent(self):
        return 100 * self.first / self.asked, 100 * self.third / self.asked

    def __str__(self):
        return "first in {:.1f} %, among the first three in {:.1f} %".format(*self.per_cent())


def write(path, titles):
    with open(path, "w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([("title", "isco"), *titles])


def build(args, folder, titles):
    """@return a dataset that has learnt from these titles only"""
    write(folder / "titles.csv", titles)
    sources = [str(path) for path in sorted(args.data.glob("**/*.csv")) if path.name != "labelled_titles.csv"]
    dataset = folder / "dataset.db"
    subprocess.run([args.program, "import", "--out", dataset, args.data / "cards", folder / "titles.csv", *sources],
                   check=True)
    return dataset


def ask(url, titles):
    body = json.dumps({"titles": titles, "limit": 3}).encode()
    request = urllib.request.Request(url + "/v1/match/titles", body, {"Content-Type": "application/json"})
    with urllib.request.urlopen(request, timeout=60) as response:
        return json.load(response)["items"]


def answers(args, dataset, titles):
    """@return the codes of the groups that the server answers, for each title"""
    server = subprocess.Popen([args.program, "serve", "--data", dataset, "--listen", "127.0.0.1:0", "--admin",
                               "127.0.0.1:0"], stderr=subprocess.PIPE, text=True)
    try:
        url = next(found.group(1) for line in server.stderr if (found := re.search(r"listening on (http\S+)", line)))
        items = [item for at in range(0, len(titles), BATCH) for item in ask(url, titles[at:at + BATCH])]
    finally:
        server.terminate()
        server.communicate()
    return [[group["code"] for group in item["isco"]] for item in items]


def main():
    args = parse()
    labelled = read(args.data / "tables/labelled_titles.csv")
    filed = {}
    for title, isco in labelled:
        filed.setdefault(words(title), set()).add(isco[:4])
    own, any_of_equal = Share(), Share()
    for seed in range(1, args.seeds + 1):
        order = list(labelled)
        random.Random(seed).shuffle(order)
        for fold in range(FOLDS):
            test = order[fold::FOLDS]
            train = [row for at, row in enumerate(order) if at % FOLDS != fold]
            with tempfile.TemporaryDirectory() as folder:
                dataset = build(args, pathlib.Path(folder), train)
                found = answers(args, dataset, [title for title, _ in test])
            for codes, (title, isco) in zip(found, test):
                own.add(codes, {isco[:4]})
                any_of_equal.add(codes, filed[words(title)])
    print(f"{own.asked} titles: the right group {own}")
    print(f"any group that equal titles were filed under: {any_of_equal}")
    return 0 if all(share >= floor for share, floor in zip(own.per_cent(), args.floor)) else 1


if __name__ == "__main__":
    sys.exit(main())
