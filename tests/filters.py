#!/usr/bin/python3
"""/v1/occupations against a model that knows only the export (tests/filters/model.py).

Serves data/ with cards of made-up occupations (tests/filters/cards.py) and asks random questions: filters, words, keys to
sort by, facets and limits in any mix. Every page is walked to its end; items, totals, facets and links have to be the
model's, and every answer has to conform to openapi.yaml. Some questions have a value that is no good: 400 then names the
parameter.
--full asks 10,000. Last line: "N passed, N failed".
"""

import http.client
import json
import os
import random
import subprocess
import sys
import tempfile
from urllib.parse import quote

import yaml

sys.dont_write_bytecode = True
HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [os.path.join(HERE, "contract"), os.path.join(HERE, "filters")]
import contract  # noqa: E402
from cards import write_cards  # noqa: E402
from model import Model, median_of  # noqa: E402
from questions import Questions  # noqa: E402
from server import PROGRAM, Answer, Server  # noqa: E402

FULL = "--full" in sys.argv
QUESTIONS, CARDS = (10000, 1200) if FULL else (400, 300)
PAGES_MAX = 25  # a long list is walked in so many pages at most
FAILURES_MAX = 20


class Asker:
    """One connection that stays open."""

    def __init__(self, port):
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)

    def __call__(self, target):
        self.connection.request("GET", target, headers={"Accept-Encoding": "identity"})
        return Answer(self.connection.getresponse(), False)


class Checked:
    """An answer without the items that have been checked before: checking is what takes the time."""

    def __init__(self, answer, seen):
        self.status, self.headers, self.media_type, self.is_head = answer.status, answer.headers, answer.media_type, False
        self.body, self.json = answer.body, json.loads(answer.body)
        if "items" in self.json:
            fresh = {json.dumps(item): item for item in self.json["items"]}
            self.json["items"] = [item for text, item in fresh.items() if text not in seen]
            seen.update(fresh)

    @property
    def text(self):
        return self.body.decode("utf-8")


class Check:
    def __init__(self, operation, ask, model, seed):
        self.operation, self.ask, self.model = operation, ask, model
        self.random = random.Random(seed)
        self.questions = Questions(self.random, model)
        self.seen = set()
        self.passed = self.failed = self.pages = 0

    def target(self, question, limit):
        """Several values are joined, or the parameter is repeated."""
        pairs = []
        for name, values in question.items():
            whole = name in ("sort",) or self.random.random() < 0.7
            pairs += [f"{name}={','.join(quote(v, safe=':/') for v in values)}"] if whole else \
                [f"{name}={quote(value, safe=':/')}" for value in values]
        if limit:
            pairs.append(f"limit={limit}")
        self.random.shuffle(pairs)
        return "/v1/occupations" + ("?" + "&".join(pairs) if pairs else "")

    def conforming(self, target, status):
        """Asks; @return (answer, faults)"""
        answer = self.ask(target)
        return answer, self.operation.faults(Checked(answer, self.seen), str(status))

    def walk(self, target, items, facets, limit):
        """@return what is wrong with the pages of a list"""
        found, following = [], target
        while following and len(found) <= len(items):
            answer, faults = self.conforming(following, 200)
            self.pages += 1
            if faults:
                return [f"{following}: {fault}" for fault in faults]
            page = answer.json
            if page["total"] != len(items):
                faults.append(f"total {page['total']} for {len(items)}")
            if page.get("facets", {}) != facets:
                faults.append(f"facets {page.get('facets')} for {facets}")
            if len(page["items"]) != min(limit or 20, len(items) - len(found)):
                faults.append(f"{len(page['items'])} items behind {len(found)} of {len(items)}")
            for given, expected in zip(page["items"], items[len(found):]):
                if given != expected:
                    faults.append(f"item {given} for {expected}")
                    break
            if faults:
                return [f"{following}: {fault}" for fault in faults]
            found += page["items"]
            following = page["next"]
        return [] if len(found) == len(items) else [f"{len(found)} items for {len(items)}"]

    def answered(self, question):
        items, facets = self.model.answer(question)
        limit = max(self.random.choice([0, 1, 2, 3, 7, 20, 50, 99, 100]), min(100, -(-len(items) // PAGES_MAX)))
        if limit == 0 and len(items) > 20 * PAGES_MAX:
            limit = 100
        target = self.target(question, limit)
        return target, self.walk(target, items, facets, limit)

    def refused(self, question):
        question, parameter = self.questions.spoilt(question)
        target = self.target(question, 0)
        answer, faults = self.conforming(target, 400)
        if not faults and answer.json["parameter"] != parameter:
            faults = [f"blames {answer.json['parameter']}, not {parameter}"]
        return target, faults

    def run(self, count):
        for _ in range(count):
            question = self.questions.question()
            target, faults = (self.refused if self.random.random() < 0.1 else self.answered)(question)
            if faults:
                self.failed += 1
                print(f"FAILED: {target}", *(f"  {fault[:600]}" for fault in faults), sep="\n")
            else:
                self.passed += 1
            if self.failed >= FAILURES_MAX:
                break


def dataset(folder):
    """data/ and cards. @return its path"""
    path, cards = os.path.join(folder, "filters.db"), os.path.join(folder, "cards")
    write_cards(cards, CARDS)
    done = subprocess.run([PROGRAM, "import", "--out", path, "data", cards], stderr=subprocess.PIPE, text=True)
    if done.returncode != 0:
        sys.exit(done.stderr[-2000:])
    return path


def model_of(path, ask):
    """The occupations as they are exported; the names of vocabularies as they are served."""
    exported = subprocess.run([PROGRAM, "export", path, "occupations.ndjson"], check=True, stdout=subprocess.PIPE)
    occupations = [json.loads(line) for line in exported.stdout.splitlines()]
    concepts, following = [], "/v1/esco?limit=100"
    while following:
        page = ask(following).json
        concepts += [(concept["uri"], concept["code"]) for concept in page["items"]]
        following = page["next"]
    levels = {str(level["level"]): level["name"] for level in ask("/v1/qualification-levels").json["items"]}
    majors = {group["code"]: group["name"] for group in ask("/v1/isco?level=1").json["items"]}
    return Model(occupations, concepts, levels, majors,
                 lambda q: ask(f"/v1/occupations.csv?fields=id&q={quote(q)}").body.decode().splitlines()[1:])


def main():
    with open("openapi.yaml", encoding="utf-8") as text:
        document = contract.Contract(yaml.safe_load(text))
    operation = next(o for o in document.operations() if o.path == "/v1/occupations")
    with tempfile.TemporaryDirectory() as folder:
        path = dataset(folder)
        with Server(path) as server:
            ask = Asker(server.port)
            model = model_of(path, ask)
            check = Check(operation, ask, model, seed=5)
            for occupation in model.occupations:
                if median_of(occupation, "CZ", None, None) != occupation["median_wage"]:
                    check.failed += 1
                    print(f"FAILED: another national median for {occupation['id']}")
            check.run(QUESTIONS)
    print(f"{len(model.occupations)} occupations, {check.pages} pages")
    print(f"{check.passed} passed, {check.failed} failed")
    return 1 if check.failed or not check.passed else 0


if __name__ == "__main__":
    sys.exit(main())
