#!/usr/bin/env python3
"""Makes data/tables from tables of facts that were collected from public repositories (data/SOURCES.md says which).

    tests/make-tables.py [FOLDER]      FOLDER holds data/ and mpsv/ of the collection; default: ../shared

A table keeps its rows in their order and its cells byte for byte; only columns that `povolani import` reads are kept.
districts.csv alone is put together: from MPSV's list of districts, as JSON, and its ids of regions. labelled_titles.csv has
another separator than its source. Nothing is renamed,
rounded or filled in. The same collection gives the same bytes.
"""
import csv
import json
import pathlib
import sys

PROJECT = pathlib.Path(__file__).resolve().parent.parent
FOLDER = pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else PROJECT / "../shared"

WAGES = ["period", "sphere", "region_nuts3", "code", "employees_thousand", "median", "d1", "q1", "q3", "d9", "mean"]

# our table: its source, the columns that are kept
TABLES = {
    "cz_isco.csv": ("cz_isco.csv", ["code", "level", "parent", "name_cs"]),
    "esco_occupations.csv": ("esco_occupations_en.csv", ["conceptUri", "iscoGroup", "preferredLabel_en"]),
    "isco08_groups.csv": ("isco08_groups_en.csv", ["code", "level", "parent", "name_en", "conceptUri"]),
    "ispv_2025.csv": ("ispv_2025_mzs_cv_estimator.csv", WAGES),
    "ispv_wages.csv": ("ispv_wages.csv", WAGES),
    "kkov.csv": ("kkov.csv", ["kkov", "group", "category", "name_cs"]),
    "kkov_groups.csv": ("kkov_groups.csv", ["group", "name_cs"]),
    "nsp_directions.csv": ("nsp_directions.csv", ["name_cs", "slug"]),
    "nsp_units.csv": ("nsp_work_units_isco.csv",
                      ["slug", "name_cs", "isco4", "isco4_name_cs", "direction_name_cs", "direction_slug"]),
    "regions.csv": ("regions.csv", ["nuts3", "mpsv_id", "name_cs", "name_en"]),
}


def read(name):
    with open(FOLDER / "data" / name, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


def write(name, columns, rows):
    with open(PROJECT / "data/tables" / name, "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows([row[column] for column in columns] for row in rows)


def districts():
    """MPSV's districts as they were in 2021; its ids of regions become NUTS 3 codes by regions.csv."""
    regions = {"Kraj/" + row["mpsv_id"]: row["nuts3"] for row in read("regions.csv")}
    items = json.loads((FOLDER / "mpsv/ciselniky-2021/okresy.json").read_text(encoding="utf-8"))["polozky"]
    return [{"code": item["kodLau"], "name_cs": item["nazev"], "region_nuts3": regions[item["kraj"]]} for item in items]


def labelled_titles():
    """Titles of adverts, each with the CZ-ISCO code of its advert: tab-separated in the collection, without quotes."""
    lines = (FOLDER / "data/labelled_titles.tsv").read_text(encoding="utf-8").splitlines()
    return [dict(zip(("title", "isco"), line.split("\t"), strict=True)) for line in lines[1:]]


(PROJECT / "data/tables").mkdir(exist_ok=True)
for name, (source, columns) in TABLES.items():
    write(name, columns, read(source))
write("districts.csv", ["code", "name_cs", "region_nuts3"], districts())
write("labelled_titles.csv", ["title", "isco"], labelled_titles())
