#!/usr/bin/python3
"""`povolani sync` against a server that misbehaves: tests/sync.py [--full] [NAME…]. --full is the whole catalogue,
killed ten times; names choose scenarios. $BUILD is the variant (default build)."""
import json
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
import traceback
import urllib.request

HERE = os.path.dirname(os.path.abspath(__file__))
PROGRAM = os.path.join(os.environ.get("BUILD", "build"), "povolani")
SHARED = os.environ.get("POVOLANI_SHARED", "../shared")
LISTS = 5  # codebooks in one answer
FULL = "--full" in sys.argv
urllib.request.install_opener(urllib.request.build_opener(urllib.request.ProxyHandler({})))


class Server:
    """The replay server; ends with the scenario."""

    def __init__(self, *options):
        self.process = subprocess.Popen(
            ["/usr/bin/python3", os.path.join(HERE, "replay", "server.py"), "--shared", SHARED, *options],
            stdout=subprocess.PIPE, text=True)
        self.root = "http://127.0.0.1:" + self.process.stdout.readline().strip()
        self.url = self.root + "/api/v1.2"

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.kill()
        self.process.wait()
        self.process.stdout.close()

    def get(self, path):
        with urllib.request.urlopen(self.root + path) as answer:
            return answer.read()

    def seen(self):
        return json.loads(self.get("/__seen"))

    def total(self):
        return int(self.get("/__total"))

    def set(self, **members):
        request = urllib.request.Request(self.root + "/__set", json.dumps(members).encode(), method="POST")
        urllib.request.urlopen(request).close()


class Folder:
    def __enter__(self):
        self.path = tempfile.mkdtemp(prefix="povolani-sync-")
        return os.path.join(self.path, "out.db")

    def __exit__(self, *_):
        shutil.rmtree(self.path)


def start(out, *options):
    environment = dict(os.environ, no_proxy="*", NO_PROXY="*")
    return subprocess.Popen([PROGRAM, "sync", "--out", out, *options], stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                            text=True, env=environment)


def sync(out, *options):
    process = start(out, *options)
    said = process.communicate()
    return process.returncode, said[0], said[1]


def check(truth, *said):
    if not truth:
        raise AssertionError(" ".join(str(word)[:2000] for word in said))


# The catalogue ------------------------------------------------------------------------------------------------------

def saved(out):
    """The bodies that were saved, by file name."""
    folder = out + ".sync"
    bodies = {}
    for name in os.listdir(folder):
        if not name.startswith("."):
            with open(os.path.join(folder, name), "rb") as file:
                bodies[name] = file.read()
    return bodies


def expect_whole(server, out, result, absent=()):
    """What is saved is what the server has, all of it and nothing else; and it is in the dataset."""
    code, _, said = result
    check(code == 0, "exit", code, said)
    bodies = saved(out)
    slugs = server.seen()["units"]
    listed = [row["urlSlug"] for name, body in bodies.items() if name.startswith("workUnit,")
              for row in json.loads(body)["data"]]
    check(sorted(listed) == sorted(slugs), "units", len(listed), len(slugs), set(listed) ^ set(slugs))
    wanted = ["/workUnit/%s/%s" % (slug, part) for slug in slugs for part in ("isco", "education", "competence")]
    wanted += ["/lists/iSCO", "/lists/kKOV", "/cdk/generic-skill", "/cdk/soft-skill", "/cdk/digi"]
    names = {path[1:].replace("/", ".") + ".json": path for path in wanted if path not in absent}
    there = {name for name in bodies if "," not in name}
    check(there == set(names), "files", there ^ set(names))
    server.set(faults=0, always={}, limit_a_second=0)
    sample = list(names) if len(names) < 1500 else random.Random(1).sample(sorted(names), 1000)
    for name in sample:
        check(server.get("/api/v1.2" + names[name]) == bodies[name], name, "is not what the server has")
    expect_dataset(out, len(slugs))


def ask(out, question):
    with sqlite3.connect("file:%s?mode=ro" % out, uri=True) as db:
        return db.execute(question).fetchall()


def expect_dataset(out, units):
    count = ask(out, "SELECT count(*) FROM occupation")[0][0]
    check(count == units, "the dataset has", count, "occupations; expected", units)


def expect_few_requests(server, seen, killed=0):
    """Every address once, and once more for every answer that was none: 5 % more is allowed."""
    least = seen["different"] + seen["faulty"]
    check(seen["total"] <= least * 1.05, seen["total"], "requests; the least possible is", least)
    check(seen["different"] == seen["total"] - seen["faulty"] or killed or seen["total"] > seen["different"],
          seen["total"], seen["different"], seen["faulty"])
    return "%d requests, %d the least possible" % (seen["total"], least)


# Scenarios ----------------------------------------------------------------------------------------------------------

def a_server_that_behaves_is_asked_for_everything_once():
    with Server("--units", "250") as server, Folder() as out:
        result = sync(out, "--base-url", server.url + "/")
        seen = server.seen()
        check(seen["total"] == seen["different"] == 3 + 5 + LISTS + 3 * 250, seen["total"], seen["different"])
        check("250 units, 763 answers: 0 saved before" in result[1], result[1])
        expect_whole(server, out, result)


def a_killed_sync_goes_on_through_all_faults():
    units, kills, competences = (2600, 10, 10000) if FULL else (300, 3, 450)
    with Server("--units", str(units), "--competences", str(competences), "--faults", "20", "--seed", "7") as server, \
            Folder() as out:
        began = time.monotonic()
        server.set(kinds=["busy", "error", "cut", "slow", "wrong_json", "envelope"], retry_after=0 if FULL else 1)
        least = 3 * units + units // 100 + competences // 100 + LISTS
        for kill in range(kills):
            process = start(out, "--base-url", server.url)
            while process.poll() is None and server.total() < least * (kill + 1) // (kills + 1):
                time.sleep(0.01)
            check(process.poll() is None, "it ended before it was killed", process.poll())
            process.send_signal(signal.SIGKILL)
            process.communicate()
        result = sync(out, "--base-url", server.url)
        seen = server.seen()
        print("  %s, %.1f s: %s" % (expect_few_requests(server, seen, kills), time.monotonic() - began,
                                    result[1].strip()))
        expect_whole(server, out, result)


def a_server_that_says_wait_is_left_alone():
    with Server("--units", "120", "--competences", "0") as server, Folder() as out:
        server.set(limit_a_second=60)
        result = sync(out, "--base-url", server.url)
        seen = server.seen()
        check(0 < seen["faulty"] <= 4 * 8, seen["faulty"], "answers of 429; fewer at once go out after the first")
        check(seen["early"] < seen["faulty"], seen["early"], "came early of", seen["faulty"])
        print("  %d answers of 429, %d came early, %d requests" % (seen["faulty"], seen["early"], seen["total"]))
        check(seen["total"] <= 1.2 * seen["different"], seen["total"], seen["different"])
        expect_whole(server, out, result)


def a_date_to_come_back_is_understood():
    with Server("--units", "40", "--competences", "0", "--faults", "30", "--seed", "3") as server, Folder() as out:
        server.set(kinds=["busy_date"], retry_after=2, faults=30)
        result = sync(out, "--base-url", server.url)
        seen = server.seen()
        check(seen["faulty"] > 0, "no fault was given")
        expect_whole(server, out, result)


def a_catalogue_that_changes_while_it_is_read_comes_out_whole():
    for change in (["remove", 30], ["insert", 30], ["append", 0], ["remove", 130]):
        with Server("--units", "220", "--competences", "0") as server, Folder() as out:
            server.set(changes=[[2, *change]])
            result = sync(out, "--base-url", server.url)
            seen = server.seen()
            pages = {name: times for name, times in seen["seen"].items() if name.startswith("/workUnit?")}
            check(sum(pages.values()) <= 3 * len(pages), change, pages)
            expect_whole(server, out, result)


def rows_that_repeat_or_vanish_once_are_asked_for_again():
    with Server("--units", "310") as server, Folder() as out:
        server.set(repeat=[200, 50, 2])
        expect_whole(server, out, sync(out, "--base-url", server.url))
    with Server("--units", "310") as server, Folder() as out:
        server.set(leave_out=[server.seen()["units"][250], 1])
        expect_whole(server, out, sync(out, "--base-url", server.url))


def a_row_that_never_fits_is_named():
    with Server("--units", "420") as server, Folder() as out:
        twice = server.seen()["units"][50]
        missing = server.seen()["units"][200]
        server.set(repeat=[200, 50, 1000000])
        code, _, said = sync(out, "--base-url", server.url)
        check(code == 1 and '"%s" is on the page at 0 and on the page at 200' % twice in said, code, said)
        check(not os.path.exists(out), "a dataset was made")
        check(server.seen()["total"] < 100, server.seen()["total"])
        server.set(repeat=[200, 50, 0])  # the server has been mended: the same command goes on
        expect_whole(server, out, sync(out, "--base-url", server.url))
        server.set(leave_out=[missing, 1000000], repeat=None)
        code, _, said = sync(out, "--base-url", server.url)
        check(code == 1 and "the page at 200 has 99 rows" in said and "419 different rows; expected 420" in said, said)


def a_row_that_others_speak_of_is_named_when_it_is_missing():
    with Server("--units", "420") as server, Folder() as out:
        slug = server.seen()["units"][41]  # the child of another
        server.set(leave_out=[slug, 1000000])
        code, _, said = sync(out, "--base-url", server.url)
        check(code == 1 and '"%s" is on no page' % slug in said and said.count("is on no page") == 1, code, said)
        server.set(leave_out=None)
        expect_whole(server, out, sync(out, "--base-url", server.url))
        slug = server.seen()["units"][200]  # nobody's relative, but it was there the last time
        server.set(leave_out=[slug, 1000000])
        code, _, said = sync(out, "--base-url", server.url)
        check(code == 1 and '"%s" is on no page' % slug in said and said.count("is on no page") == 1, code, said)
        server.set(count_off=1, leave_out=None)
        code, _, said = sync(out, "--base-url", server.url)
        check(code == 1 and "420 different rows; expected 421" in said, code, said)


def what_the_server_does_not_have_is_unknown_and_no_fault():
    with Server("--units", "30") as server, Folder() as out:
        slug = server.seen()["units"][3]
        absent = ["/workUnit/%s/competence" % slug, "/cdk/digi", "/cdk/competence"]
        server.set(absent=absent)
        result = sync(out, "--base-url", server.url)
        check("3 absent" in result[1], result[1])
        expect_whole(server, out, result, absent)
        server.set(absent=["/workUnit"])
        code, _, said = sync(out, "--base-url", server.url)
        check(code == 1 and "is not there; expected a list" in said, code, said)


def an_answer_that_never_comes_is_named():
    with Server("--units", "30") as server, Folder() as out:
        path = "/workUnit/%s/isco" % server.seen()["units"][3]
        for fault, exit_code, words in (("redirect", 1, "status 302, moved to http://example.invalid/"),
                                        ("never", 3, "wants to be asked again in 86400 s"),
                                        ("403", 1, "status 403; expected 200")):
            server.set(always={path: fault})
            code, _, said = sync(out, "--base-url", server.url)
            check(code == exit_code and "%s%s:1: error: " % (server.url, path) in said and words in said, code, said)
        server.set(always={})
        result = sync(out, "--base-url", server.url)
        check(server.seen()["total"] == 1, server.seen()["total"], "requests; only one answer was lacking")
        expect_whole(server, out, result)


def a_server_that_says_come_back_tomorrow_ends_it_at_once():
    with Server("--units", "30") as server, Folder() as out:
        server.set(always={"/lists/iSCO": "never"})
        process = start(out, "--base-url", server.url)
        try:
            _, said = process.communicate(timeout=60)
        finally:
            process.kill()
        check(process.returncode == 3 and "86400 s" in said, process.returncode, said)
        server.set(always={})
        expect_whole(server, out, sync(out, "--base-url", server.url))


def a_second_sync_asks_whether_answers_still_hold():
    with Server("--units", "120", "--etags") as server, Folder() as out:
        first = sync(out, "--base-url", server.url)
        expect_whole(server, out, first)
        server.set(changes=[[1, "remove", 5]])
        second = sync(out, "--base-url", server.url)
        seen = server.seen()
        check(seen["unchanged"] >= seen["total"] - 3 and "not modified" in second[1], seen["unchanged"], seen["total"])
        expect_whole(server, out, second)
        changes = ask(out, "SELECT change, count(*) FROM change GROUP BY change")
        check(("removed", 1) in changes and not any(kind == "added" for kind, _ in changes), changes)


def a_list_of_names_only_makes_it_ask_for_each_unit():
    with Server("--units", "30", "--competences", "0") as server, Folder() as out:
        server.set(bare=True)
        sync(out, "--base-url", server.url)
        slugs = server.seen()["units"]
        check(all("workUnit.%s.json" % slug in saved(out) for slug in slugs), "details")


def a_server_without_details_is_asked_for_one():
    with Server("--units", "30", "--competences", "0") as server, Folder() as out:
        slugs = server.seen()["units"]
        details = ["/workUnit/" + slug for slug in slugs]
        server.set(bare=True, absent=details)
        result = sync(out, "--base-url", server.url)
        asked = [name for name in server.seen()["seen"] if name in details]
        check(len(asked) == 1, "details", asked)
        expect_whole(server, out, result)


def a_damaged_saved_answer_is_asked_for_again():
    with Server("--units", "30") as server, Folder() as out:
        path = "/workUnit/%s/isco" % server.seen()["units"][3]
        server.set(always={path: "403"})
        sync(out, "--base-url", server.url)
        with open(os.path.join(out + ".sync", "lists.iSCO.json"), "r+b") as file:
            file.truncate(100)
        server.set(always={})
        result = sync(out, "--base-url", server.url)
        check(set(server.seen()["seen"]) == {path, "/lists/iSCO"}, server.seen()["seen"])
        expect_whole(server, out, result)


def a_signal_stops_it_and_what_is_saved_stays():
    with Server("--units", "300") as server, Folder() as out:
        process = start(out, "--base-url", server.url, "--concurrency", "2")
        while server.total() < 200:
            time.sleep(0.01)
        other = sync(out, "--base-url", server.url)
        check(other[0] == 3 and "another sync is writing it" in other[2], *other)
        process.send_signal(signal.SIGTERM)
        _, said = process.communicate()
        check(process.returncode == 3 and "the same command goes on from there" in said, process.returncode, said)
        expect_whole(server, out, sync(out, "--base-url", server.url))


# A replica ----------------------------------------------------------------------------------------------------------

def imported(path):
    subprocess.run([PROGRAM, "import", "--out", path, "data/cards"], check=True)
    with open(path, "rb") as file:
        return file.read()


def contents(path):
    with open(path, "rb") as file:
        return file.read()


def a_replica_is_fetched_once():
    with Server("--units", "1") as server, Folder() as out:
        whole = imported(out + ".origin")
        server.set(dataset={"path": out + ".origin", "etag": '"a"'})
        code, said, error = sync(out, "--from", server.root)
        check(code == 0 and contents(out) == whole, code, error)
        code, said, error = sync(out, "--from", server.root + "/v1/export/dataset.db")
        check(code == 0 and "is the newest" in said, code, said, error)
        os.unlink(out)  # 304 would leave nothing behind
        code, said, error = sync(out, "--from", server.root)
        check(code == 0 and contents(out) == whole, code, error)


def a_replica_that_is_damaged_is_not_used():
    with Server("--units", "1") as server, Folder() as out:
        whole = imported(out + ".origin")
        with open(out + ".bad", "wb") as file:
            file.write(whole[:5000] + bytes([whole[5000] ^ 1]) + whole[5001:])
        with open(out, "wb") as file:
            file.write(b"old")
        right = {"path": out + ".origin", "etag": '"a"', "digest": "A" * 43 + "="}
        for dataset, words in ((right, "another SHA-256"),
                               (dict(right, digest="AAAA"), "Repr-Digest is malformed"),
                               ({"path": out + ".bad", "etag": '"b"'}, "damaged"),
                               ({"path": os.path.abspath(__file__), "etag": '"c"', "digest": ""}, "")):
            server.set(dataset=dataset)
            code, said, error = sync(out, "--from", server.root)
            check(code == 1 and words in error and contents(out) == b"old", code, error)
        server.set(dataset=None)
        code, said, error = sync(out, "--from", server.root)
        check(code == 1 and "status 404" in error and contents(out) == b"old", code, error)
        server.set(dataset={"path": out + ".origin", "etag": '"a"', "digest": ""})
        code, said, error = sync(out, "--from", server.root)
        check(code == 0 and contents(out) == whole, code, error)


def a_cut_replica_goes_on_where_it_ended():
    with Server("--units", "1") as server, Folder() as out:
        whole = imported(out + ".origin")
        server.set(dataset={"path": out + ".origin", "etag": '"a"', "cut": 70000, "times": 2})
        code, said, error = sync(out, "--from", server.root)
        ranges = [name.split("=")[1] for name in server.seen()["seen"] if "=" in name]
        check(code == 0 and contents(out) == whole and ranges == ["70000-", "140000-"], code, error, ranges)


def a_replica_that_changed_meanwhile_is_fetched_anew():
    with Server("--units", "1") as server, Folder() as out:
        whole = imported(out + ".origin")
        os.makedirs(out + ".sync")
        with open(out + ".sync/.dataset.part", "wb") as file:
            file.write(b"x" * 1000)
        with open(out + ".sync/.dataset.json", "w") as file:
            json.dump({"url": server.root + "/v1/export/dataset.db", "part_etag": '"old"'}, file)
        server.set(dataset={"path": out + ".origin", "etag": '"new"'})
        code, said, error = sync(out, "--from", server.root)
        check(code == 0 and contents(out) == whole, code, error)
        check(any("bytes=1000-" in name for name in server.seen()["seen"]), server.seen()["seen"])


SCENARIOS = [value for name, value in list(globals().items())
             if callable(value) and name.startswith(("a_", "rows_", "what_", "an_"))]


def main():
    names = [word for word in sys.argv[1:] if not word.startswith("--")]
    if FULL and not names:
        names = ["a_killed_sync_goes_on_through_all_faults"]
    failed = 0
    chosen = [one for one in SCENARIOS if not names or any(name in one.__name__ for name in names)]
    for scenario in chosen:
        print(scenario.__name__, flush=True)
        try:
            scenario()
        except Exception:  # one that fails is reported, the others go on
            traceback.print_exc()
            failed += 1
    print("%d passed, %d failed" % (len(chosen) - failed, failed))
    return 1 if failed or not chosen else 0


if __name__ == "__main__":
    sys.exit(main())
