"""Rows in are rows out: the default dataset is imported and exported, and the exports are compared with the sources.

Reads data/tables/ (and ../shared, where it is there) with Python's own csv and decimal, so that nothing of the program
is asked to judge itself. Every row of every table has to be in an export or an answer, with its name and every figure,
and the exports have to hold no row more. Last line: "N passed, N failed".
"""

import csv
import io
import json
import os
import sqlite3
import subprocess
import sys
import tempfile
from decimal import ROUND_HALF_UP, Decimal

PROGRAM = os.path.join(os.environ.get("BUILD", "build"), "povolani")
SHARED = os.environ.get("POVOLANI_SHARED", "../shared")
CARD = "103332"
UNIT_OF_CARD = "reditel-zakaznickych-sluz"
SPHERES = {"MZS": "wage", "PLS": "salary"}
FIGURES = {"d1": "p10", "q1": "p25", "median": "median", "q3": "p75", "d9": "p90", "mean": "mean"}


class Tally:
    def __init__(self):
        self.passed = self.failed = 0

    def same(self, what, given, expected):
        """Two collections by key are the same; what differs is shown, the first of it."""
        different = [key for key in sorted(set(given) | set(expected), key=str) if given.get(key) != expected.get(key)]
        if different or not expected:
            self.failed += 1
            print(f"FAILED: {what}: {len(different)} differ")
            for key in different[:5]:
                print(f"  {key}: {given.get(key)}; expected {expected.get(key)}")
        else:
            self.passed += 1
            print(f"ok: {what}: {len(expected)}")


def plain(text):
    """As the import brings text into one form: every Unicode space is a plain one."""
    return " ".join(text.split())


def table(name, folder="data/tables"):
    with open(os.path.join(folder, name), encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


def whole(text, times=1):
    """A decimal as a whole number, half up; as text, as CSV has it."""
    return str((Decimal(text) * times).quantize(Decimal(1), ROUND_HALF_UP)) if text else ""


def wage_rows(rows):
    """Rows of ISPV by their key in the API: period, sphere, region, code."""
    found = {}
    for row in rows:
        key = (row["period"].replace("H1", "-H1"), SPHERES[row["sphere"]], row["region_nuts3"], row["code"])
        assert key not in found, key
        figures = {ours: whole(row[theirs]) for theirs, ours in FIGURES.items()}
        found[key] = {**figures, "employees": whole(row["employees_thousand"], 1000), "from": "", "to": "",
                      "status": "published", "source": "ispv"}
    return found


def export(dataset, name):
    """What the command writes."""
    return subprocess.run([PROGRAM, "export", dataset, name], check=True, capture_output=True).stdout.decode("utf-8")


def exported_wages(dataset, source):
    rows = csv.DictReader(io.StringIO(export(dataset, "wages.csv"), newline=""))
    members = ["p10", "p25", "median", "p75", "p90", "mean", "employees", "from", "to", "status", "source"]
    return {(row["period"], row["sphere"], row["region"], row["isco"]): {name: row[name] for name in members}
            for row in rows if row["source"] == source}


def units(rows):
    found = {}
    for row in rows:
        unit = found.setdefault(row["slug"], {"name": plain(row["name_cs"]), "isco": [],
                                              "field": row["direction_slug"] or None})
        unit["isco"].append(row["isco4"])
    return found


def exported_units(occupations):
    return {one["slug"]: {"name": one["name"], "isco": [ref["code"] for ref in one["isco"]],
                          "field": one["field"]["id"] if one["field"] else None}
            for one in occupations}


def check_wages(tally, dataset, folder, names):
    expected = wage_rows([row for name in names for row in table(name, folder)])
    tally.same(f"rows of ISPV in {folder}, with every figure", exported_wages(dataset, "ispv"), expected)


def check_units(tally, occupations, folder, name):
    given, expected = exported_units(occupations), units(table(name, folder))
    card = given.get(UNIT_OF_CARD, {})
    card["isco"] = [code for code in card.get("isco", []) if len(code) == 4]  # the card says the finer one, too
    tally.same(f"units in {folder}", given, expected)


def check_codes(tally, dataset):
    """The codebooks, as the dataset has them."""
    with sqlite3.connect(f"file:{dataset}?mode=ro", uri=True) as db:
        def answered(question):
            return {row[0]: row[1:] for row in db.execute(question)}

        english = {row["code"]: plain(row["name_en"]) for row in table("isco08_groups.csv")}
        tally.same("groups of CZ-ISCO", answered("SELECT code, name, name_en, parent, in_codebook FROM isco"),
                   {row["code"]: (plain(row["name_cs"]), english.get(row["code"]), row["parent"] or None, 1)
                    for row in table("cz_isco.csv")})
        tally.same("groups of ESCO", answered("SELECT uri, code, name_en FROM esco WHERE type = 'group'"),
                   {row["conceptUri"]: (row["code"], plain(row["name_en"])) for row in table("isco08_groups.csv")})
        tally.same("occupations of ESCO", answered("SELECT uri, code, name_en FROM esco WHERE type = 'occupation'"),
                   {row["conceptUri"]: (row["iscoGroup"], plain(row["preferredLabel_en"]))
                    for row in table("esco_occupations.csv")})
        tally.same("districts", answered("SELECT code, name, region FROM district"),
                   {row["code"]: (plain(row["name_cs"]), row["region_nuts3"]) for row in table("districts.csv")})
        kkov = {row["kkov"]: (plain(row["name_cs"]),) for row in table("kkov.csv")}
        kkov |= {row["group"]: (plain(row["name_cs"]),) for row in table("kkov_groups.csv")}
        of_card = {row[0] for row in db.execute("SELECT code FROM occupation_education WHERE occupation = ?", (CARD,))}
        given = answered("SELECT code, name FROM education_field WHERE type = 'kkov'")
        tally.same("codes of KKOV", {code: name for code, name in given.items() if code not in of_card}, kkov)


def check_card(tally, dataset, occupations):
    """The card as it is alone, but for what other sources add."""
    with tempfile.TemporaryDirectory() as folder:
        alone = os.path.join(folder, "card.db")
        subprocess.run([PROGRAM, "import", "--out", alone, "data/cards"], check=True)
        expected = json.loads(export(alone, "occupations.ndjson"))
        wages = exported_wages(alone, "nsp")
    added = {"slug", "wages", "median_wage", "esco", "source"}
    given = next(one for one in occupations if one["id"] == CARD)
    tally.same("members of the card", {k: v for k, v in given.items() if k not in added},
               {k: v for k, v in expected.items() if k not in added})
    tally.same("rows of the card's wages", exported_wages(dataset, "nsp"), wages)


def main():
    tally = Tally()
    with tempfile.TemporaryDirectory() as folder:
        dataset = os.path.join(folder, "default.db")
        subprocess.run([PROGRAM, "import", "--out", dataset, "data"], check=True)
        occupations = [json.loads(line) for line in export(dataset, "occupations.ndjson").splitlines()]
        check_wages(tally, dataset, "data/tables", ["ispv_wages.csv", "ispv_2025.csv"])
        check_units(tally, occupations, "data/tables", "nsp_units.csv")
        check_codes(tally, dataset)
        check_card(tally, dataset, occupations)
        shared = os.path.join(SHARED, "data")
        if os.path.isdir(shared):
            check_wages(tally, dataset, shared, ["ispv_wages.csv", "ispv_2025_mzs_cv_estimator.csv"])
            check_units(tally, occupations, shared, "nsp_work_units_isco.csv")
        else:
            print(f"skipped: the same with the collection, as {shared} is absent")
    print(f"{tally.passed} passed, {tally.failed} failed")
    return 1 if tally.failed else 0


if __name__ == "__main__":
    sys.exit(main())
