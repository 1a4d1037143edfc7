"""A peer: the whole card by FastAPI and sqlite3, without a cache, of the dataset that POVOLANI_DATA names.

The queries are those of db/queries/, whose columns say by their names where their values go (db/store_ask.h). The route is
asynchronous and asks in the loop's own thread, and its answer passes FastAPI's encoder by: both are the faster way.
"""
import os
import re
import sqlite3

from fastapi import FastAPI
from fastapi.responses import JSONResponse

QUERIES = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../../db/queries")
LISTS = {
    "occupation_subfields": "subfields", "occupation_qualifications": "qualification_levels", "occupation_isco": "isco",
    "occupation_esco": "esco", "occupation_working_conditions": "working_conditions", "occupation_education": "education",
    "occupation_competences": "competences",
}
PARTS = ("activities", "wages", "working_conditions", "education", "competences", "health_conditions")
TRUTHS = {"regulated", "rolled_up"}


def text(name, given):
    """A query's text with the lines whose label (in a comment, the indented lines below included) is given."""
    kept, lines = True, []
    with open(os.path.join(QUERIES, name + ".sql"), encoding="utf-8") as file:
        for line in file:
            label = re.match(r"/\*([a-z_ ]+)\*/", line)
            if label or not line[:1].isspace():
                kept = not label or set(label[1].split()) <= given
            if kept:
                lines.append(line)
    return "".join(lines)


def levels(bits):
    return [level for level in (1, 2, 3, 4) if bits >> (level - 1) & 1]


class Query:
    """A query's text and, once it was asked, how its rows become objects."""

    def __init__(self, name, *given):
        self.text = text(name, set(given))
        self.columns = None

    def _column(self, alias):
        outer, _, member = alias.rpartition(".")
        convert = bool if member in TRUTHS else levels if member == "levels" else None
        return (None, alias, None) if alias.startswith(".") else (outer or None, member, convert)

    def rows(self, **arguments):
        cursor = db.execute(self.text, arguments)
        if self.columns is None:
            self.columns = [self._column(column[0]) for column in cursor.description]
        return [self._item(values) for values in cursor]

    def _item(self, values):
        item = {}
        for (outer, member, convert), value in zip(self.columns, values):
            if convert and value is not None:
                value = convert(value)
            if outer is None:
                item[member] = value
            elif value is not None:
                into = item.get(outer)
                if into is None:
                    into = item[outer] = dict.fromkeys(name for place, name, _ in self.columns if place == outer)
                into[member] = value
            else:
                item.setdefault(outer)
        return item


db = sqlite3.connect(f"file:{os.environ['POVOLANI_DATA']}?mode=ro&immutable=1", uri=True, check_same_thread=False)
app = FastAPI(openapi_url=None)
head, texts, related = Query("occupation"), Query("occupation_texts"), Query("occupation_related")
health, notes, origins = Query("occupation_health"), Query("occupation_notes"), Query("occupation_origins")
wages = Query("wages", "page", "occupation", "limit")
lists = {field: Query(name) for name, field in LISTS.items()}


def without_own(row):
    return {name: value for name, value in row.items() if name[0] != "."}


def card(number):
    found = head.rows(id=number)
    if not found:
        return None
    item = found[0]
    stated = item.pop(".stated")
    item["stated"] = [part for bit, part in enumerate(PARTS) if stated >> bit & 1]
    item["alternative_names"], item["activities"] = [], []
    for row in texts.rows(id=number):
        item[row[".field"]].append(row["text"])
    for field, query in lists.items():
        item[field] = query.rows(id=number)
    item["wages"] = [without_own(row) for row in wages.rows(occupation=number, limit=-1)]
    item["related"] = {"parent": None, "specializations": [], "siblings": []}
    for row in related.rows(id=number):
        field = row.pop(".field")
        if field == "parent":
            item["related"]["parent"] = row
        else:
            item["related"][field].append(row)
    conditions = item["health_conditions"] = {"note": None, **(item["health_conditions"] or {}), "limiting": [], "excluding": []}
    for row in health.rows(id=number):
        conditions[row.pop("effect")].append(row)
    item["notes"] = []
    for row in notes.rows(id=number):
        if row[".heading"]:
            item["notes"].append({"heading": row["text"], "lines": []})
        else:
            item["notes"][-1]["lines"].append(row["text"])
    merged = {}
    for row in origins.rows(id=number):
        part = merged.setdefault(row[".key"], {**without_own(row), "fields": []})
        part["fields"].append(row[".field"])
    item["source"]["merged"] = list(merged.values())
    return item


@app.get("/v1/occupations/{number}")
async def occupation(number: str):
    found = card(number)
    return JSONResponse(found, 200 if found else 404)
