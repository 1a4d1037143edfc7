"""Real answers against openapi.yaml.

Imports the card into a dataset, serves it and asks for everything that the contract describes: the answer to each
example, every operation with each of its parameters, every error that can be provoked. Each answer must have the status,
the media type, the headers and the body of its description, without a member that is not described. Then the dataset is
replaced under the running server and everything is asked for again. Last line: "N passed, N failed".

An example says what it answers: `x-request` is the target, `x-accept` its Accept, `x-range` its Range, `x-body` what is
posted. Its lists may stop early: examples show the first items of long lists.
"""

import json
import os
import signal
import sys
import tempfile
import time

import yaml

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "contract"))
import contract  # noqa: E402
from contract import with_query  # noqa: E402
from server import Server, import_dataset  # noqa: E402

CARD = "data/cards/103332.txt"
# Statuses that cannot be brought about from outside with the data that there are.
NOT_PROVOKED = {"308": "the card states no slug", "500": "needs a fault"}


def suffixed(target, suffix):
    path, mark, query = target.partition("?")
    return f"{path}{suffix}{mark}{query}"


class Tally:
    """Counts checks and tells which failed."""

    def __init__(self):
        self.passed = self.failed = 0

    def check(self, name, faults):
        """A check passed if it found no faults (a list of sentences)."""
        if faults:
            self.failed += 1
            print(f"FAILED: {name}", *(f"  {fault}" for fault in faults), sep="\n")
        else:
            self.passed += 1


class Walk:
    """Asks a server for everything and holds the answers against the contract."""

    def __init__(self, document, server, tally):
        self.contract = document
        self.server = server
        self.tally = tally
        self.seen = set()  # (path, status)

    def ask(self, operation, target, status, method=None, headers=None, name=None, body=None):
        """Asks, of POST with the body of the example unless there is another, and checks the answer; returns it."""
        method = method or operation.method
        answer = self.server.ask(target, method, headers, operation.body if body is None else body)
        faults = operation.faults(answer, status)
        if str(answer.status) == status:
            self.seen.add((operation.name, status))
        shown = target if len(target) < 200 else target[:60] + "…"
        self.tally.check(name or f"{method} {shown} is {status}", faults)
        return answer

    def examples(self):
        """Each example is the answer to its request."""
        for operation, status, example in self.contract.examples_with_request():
            asked = {"Accept": "x-accept", "Range": "x-range"}
            headers = {header: example[name] for header, name in asked.items() if name in example}
            answer = self.ask(operation, example["x-request"], status, headers=headers, body=example.get("x-body"))
            value = answer.text if answer.media_type in ("text/csv", "application/x-ndjson") else answer.json
            self.tally.check(
                f"the example of {example['x-request']} is what is answered", contract.differences(example["value"], value)
            )

    def operation(self, operation):
        target = operation.target()
        whole = self.ask(operation, target, "200")
        if operation.method == "POST":
            self.posted(operation, target)
        else:
            self.representations(operation, target, whole)
            self.methods(operation, target, whole)
        for parameter in operation.query_parameters():
            if parameter["name"] not in ("fields", "cursor"):
                self.ask(operation, with_query(target, operation.query(parameter)), "200")
        if operation.is_file:
            self.ranges(operation, target, whole)
        elif operation.is_about_data:
            self.fields(operation, target, whole)
        if operation.is_list and operation.has_parameter("cursor"):
            self.pages(operation, target)
        self.errors(operation, target)

    def posted(self, operation, target):
        """What is no JSON, is of another type or too large."""
        self.ask(operation, target, "400", body=[])
        self.ask(operation, target, "400", body=operation.body | {"nonsense": 1})
        self.ask(operation, target, "413", body=["x" * 70000])
        self.ask(operation, target, "415", body=b"{}")
        refused = self.server.ask(target, "DELETE")
        faults = [] if refused.status == 405 else [f"DELETE is {refused.status}"]
        faults += [] if "POST" in refused.headers.get("Allow", "") else ["Allow does not name POST"]
        self.tally.check(f"{target} has POST, no DELETE", faults)

    def representations(self, operation, target, whole):
        etag = {"If-None-Match": whole.headers.get("ETag", "")}
        self.ask(operation, target, "304", headers=etag)
        for media in operation.other_forms():
            by_suffix = self.ask(operation, suffixed(target, contract.SUFFIXES[media]), "200")
            by_accept = self.ask(operation, target, "200", headers={"Accept": media})
            faults = [] if by_suffix.body == by_accept.body else ["the suffix gives another form than Accept"]
            faults += [] if by_suffix.media_type == media else [f"it is {by_suffix.media_type}"]
            if media == "text/csv" and len(by_suffix.rows()) != 1 + whole.json["total"]:
                faults.append(f"{len(by_suffix.rows())} rows for a header and {whole.json['total']} items")
            self.tally.check(f"{target} as {media} is all of it", faults)

    def ranges(self, operation, target, whole):
        """Parts are parts of the whole, and what is nowhere in it is refused."""
        size = len(whole.body)
        for asked, expected in (("0-9", whole.body[:10]), (f"{size - 7}-", whole.body[-7:]), ("-3", whole.body[-3:])):
            part = self.ask(operation, target, "206", headers={"Range": f"bytes={asked}"})
            self.tally.check(f"{target} {asked}", [] if part.body == expected else ["is no part of the whole"])
        self.ask(operation, target, "416", headers={"Range": f"bytes={size}-"})

    def fields(self, operation, target, whole):
        """Each field alone gives just that field."""
        for field in operation.fields():
            answer = self.server.ask(with_query(target, f"fields={field}"), operation.method, body=operation.body)
            expected = [{field: item[field]} for item in operation.items(whole.json)]
            given = operation.items(answer.json) if answer.status == 200 else answer.text
            self.tally.check(f"{target}?fields={field} gives just that", [] if given == expected else [f"gives {given}"])

    def pages(self, operation, target):
        """Pages of one item, strung together, are the whole list."""
        whole = self.ask(operation, f"{target}?limit=100", "200").json
        page = self.ask(operation, f"{target}?limit=1", "200")
        items, links = list(page.json["items"]), 0
        while page.json["next"] and links < 100:
            page = self.server.ask(page.json["next"])
            items += page.json["items"]
            links += 1
        faults = [] if items[: len(whole["items"])] == whole["items"] else ["the pages are not the list"]
        self.tally.check(f"the pages of {target} are the list", faults)

    def methods(self, operation, target, whole):
        head = self.ask(operation, target, "200", method="HEAD")
        different = {name for name in head.headers if head.headers[name] != whole.headers.get(name)} - {"Date"}
        self.tally.check(f"HEAD {target} has the headers of GET", [f"{name} differs" for name in different])
        options = self.server.ask(target, "OPTIONS")
        refused = self.server.ask(target, "DELETE")
        faults = [f"OPTIONS is {options.status}"] if options.status != 204 else []
        faults += [f"DELETE is {refused.status}"] if refused.status != 405 else self.contract.problem_faults(refused)
        for answer in (options, refused):
            faults += [] if "GET" in answer.headers.get("Allow", "") else ["Allow does not name GET"]
        self.tally.check(f"{target} has GET and OPTIONS, no DELETE", faults)

    def errors(self, operation, target):
        self.ask(operation, with_query(target, "nonsense=1"), "400")
        self.ask(operation, with_query(target, f"x={'x' * 9000}"), "414")
        # Not 20,000: where the headers take just half of its buffer, libmicrohttpd closes a POST without an answer.
        self.ask(operation, target, "431", headers={"Cookie": "x" * 17000})
        if operation.is_about_data and not operation.is_file:
            self.ask(operation, target, "406", headers={"Accept": "image/png"})
        if "{" in operation.path:
            self.ask(operation, operation.target(missing=True), "404")
        if operation.has_parameter("since"):
            self.ask(operation, f"{target}?since={'f' * 16}", "404")

    def everything(self):
        for operation in self.contract.operations():
            self.operation(operation)

    def cursors(self):
        """A cursor of every list that has a second page now."""
        found = []
        for operation in self.contract.operations():
            if operation.has_parameter("cursor"):
                following = self.server.ask(f"{operation.target()}?limit=1").json["next"]
                if following:
                    found.append((operation, following))
        return found

    def expired(self, cursors):
        for operation, target in cursors:
            gone = self.ask(operation, target, "410", name=f"the cursor of {operation.path} has expired")
            if gone.status == 410:
                self.ask(operation, gone.json["restart"], "200", name=f"{operation.path} begins again")

    def removed(self, occupation):
        """An occupation that the dataset before this one had."""
        for operation in self.contract.operations():
            if operation.path.startswith("/v1/occupations/{id}"):
                target = operation.target().replace("/103332", f"/{occupation}", 1)
                self.ask(operation, target, "410", name=f"{target} is gone")

    def without_dataset(self):
        for operation in self.contract.operations():
            self.ask(operation, operation.target(), "503" if operation.is_about_data else "200",
                     name=f"{operation.name} without a dataset")

    def seen_everything(self):
        """Every status that the contract describes was seen; 410 where the list was long enough to have a cursor."""
        for operation in self.contract.operations():
            described = set(operation.responses()) - set(NOT_PROVOKED)
            missing = sorted(s for s in described if (operation.name, s) not in self.seen)
            self.tally.check(f"every described status of {operation.name} was seen", [f"not {s}" for s in missing])


# What makes a card another occupation, with what the real one lacks: every list then has a second page.
TWIN = [
    ("103332", "103333"),
    ("Ředitel zákaznických služeb", "Ředitel čtenářských služeb"),
    ("WorkUnitTypeEnum.1", "WorkUnitTypeEnum.2"),
    ("Odborný směr:\tManagement", "Odborný směr:\tMédia, publicistika a knihovnictví"),
    ("nezařazeno do odborného podsměru", "Knihovnictví"),
    ("1221\tVedoucí a řídicí", "1222\tVedoucí a řídicí"),
    ("esco/isco/C1221", "esco/isco/C1222"),
    ("Regulovaná jednotka práce:\tNe", "Nadřízené povolání:\tŘeditel zákaznických služeb\nRegulovaná jednotka práce:\tAno"),
]


def twin_of_card(folder):
    with open(CARD, encoding="utf-8") as card:
        text = card.read()
    for old, new in TWIN:
        assert old in text, old
        text = text.replace(old, new)
    path = os.path.join(folder, "103333.txt")
    with open(path, "w", encoding="utf-8") as twin:
        twin.write(text)
    return path


def replace_dataset(server, path, sources, seconds=20):
    """Puts another dataset in the place of the served one. True when it is served."""
    before = server.ask("/v1/dataset").headers["Dataset-Version"]
    import_dataset(path, "--previous", path, *sources)
    server.signal(signal.SIGHUP)
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if server.ask("/v1/dataset").headers["Dataset-Version"] != before:
            return True
        time.sleep(0.1)
    return False


def walk_with_data(document, tally, folder):
    """Everything with the card alone, then with two occupations, when every list has a second page, and so on: the
    cursors of them all expire, and changes come together."""
    path, twin = os.path.join(folder, "served.db"), twin_of_card(folder)
    import_dataset(path, CARD)
    with Server(path) as server:
        walk = Walk(document, server, tally)
        walk.examples()
        walk.everything()
        for sources in ([CARD, twin], [CARD], [CARD, twin]):
            cursors = walk.cursors()
            served = replace_dataset(server, path, sources)
            tally.check(f"a dataset of {len(sources)} cards takes over", [] if served else ["it does not"])
            walk.expired(cursors)
            walk.everything()
            if twin not in sources:
                walk.removed("103333")
    return walk.seen


def main():
    with open("openapi.yaml", encoding="utf-8") as text:
        document = contract.Contract(yaml.safe_load(text))
    tally = Tally()
    for place, faults in document.example_faults():
        tally.check(f"the example at {place} is valid", faults)
    with tempfile.TemporaryDirectory() as folder:
        seen = walk_with_data(document, tally, folder)
        with Server(os.path.join(folder, "absent.db")) as server:
            walk = Walk(document, server, tally)
            walk.seen |= seen
            walk.without_dataset()
            walk.seen_everything()
    print(f"{tally.passed} passed, {tally.failed} failed")
    return 1 if tally.failed or not tally.passed else 0


if __name__ == "__main__":
    sys.exit(main())
