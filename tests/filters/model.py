"""What /v1/occupations has to answer, worked out from the export: every filter, key and facet as api.md words it, over all
occupations one by one. It knows nothing of how the program does it."""

import re
import unicodedata

SUMMARY = ("id", "nsp_id", "name", "slug", "type", "field", "qualification_level", "regulated", "isco", "median_wage", "url")
MEDIAN = ("isco", "year", "period", "region", "sphere", "source", "rolled_up")


# Czech alphabetical order -------------------------------------------------------------------------------------------

LETTERS = ["a", "b", "c", "č", "d", "e", "f", "g", "h", "ch", "i", "j", "k", "l", "m", "n", "o", "p", "q", "r", "ř", "s",
           "š", "t", "u", "v", "w", "x", "y", "z", "ž"]
PUNCTUATION = "_-–,;:!?.'\"()[]{}@*/\\&#%`^+<=>|~$"


def collation_key(name):
    """ČSN 97 6030: letters decide, then other accents, then capitals; spaces, punctuation, digits, letters."""
    letters, accents, capitals = [], [], []
    name = re.sub("[„“]", '"', name)
    # A letter with its accents; ch is one letter. Accents that make a letter of their own are none.
    for part in re.findall(r"[cC](?:[hH](?![\u0300-\u036f]))|.[\u0300-\u036f]*", unicodedata.normalize("NFD", name)):
        letter, accent = unicodedata.normalize("NFC", part.lower()), 0
        if letter not in LETTERS and len(part) > 1:
            letter, accent = part[0].lower(), ord(part[-1])
        if letter in LETTERS:
            letters.append((3, LETTERS.index(letter)))
        elif letter.isdigit():
            letters.append((2, int(letter)))
        else:
            letters.append((0, 0) if letter == " " else (1, PUNCTUATION.index(letter)))
        accents.append(accent)
        capitals.append(part[0] != part[0].lower())
    return letters, accents, capitals


# Wages --------------------------------------------------------------------------------------------------------------

def median_of(occupation, region, sphere, year):
    """The row whose median stands for an occupation among those of a region, sphere and year; None if none does."""
    own = [group["code"] for group in occupation["isco"]]
    rows = [row for row in occupation["wages"] if row["median"] is not None and row["region"] == (region or "CZ")
            and sphere in (None, row["sphere"]) and year in (None, row["year"])]
    rows.sort(key=lambda row: (-len(row["isco"]), -row["year"], "H" in row["period"], -int(row["period"][-1]),
                               row["source"] != "ispv", row["sphere"] != "wage",
                               own.index(row["isco"]) if row["isco"] in own else len(own), row["isco"]))
    return {"amount": rows[0]["median"], **{member: rows[0][member] for member in MEDIAN}} if rows else None


# Filters ------------------------------------------------------------------------------------------------------------

def is_below(code, group):
    return code.startswith(group)


def is_education(code, asked):
    """A code is in itself, in the group that has x for some of its digits, and in that of its first two digits."""
    if re.fullmatch("[0-9]{2}", asked):
        return code.startswith(asked)
    return len(code) == len(asked) and all(a == b or (a == "x" and b.isdigit()) for a, b in zip(asked, code))


def level_bound(text, parts):
    """("soft:2.1", 4) of "soft:2.1:4" with parts=2; the level is None where there is none."""
    pieces = text.split(":")
    return ":".join(pieces[:parts]), int(pieces[parts]) if len(pieces) > parts else None


class Model:
    """@param occupations of the export; @param concepts (URI, ISCO-08 code) of ESCO; @param ranked gives the ids of what
    matches words, the most relevant first: what they match is not judged here, but how they go with the rest"""

    def __init__(self, occupations, concepts, level_names, major_names, ranked):
        self.occupations = occupations
        self.ranked = ranked
        self.concepts = concepts
        self.names = {"qualification_level": level_names, "isco_major": major_names,
                      "regulated": {"true": "Ano", "false": "Ne"},
                      "field": {o["field"]["id"]: o["field"]["name"] for o in occupations if o["field"]}}
        self.medians = {}
        self.concepts_of = {}
        for concept in concepts:
            for name in concept:
                self.concepts_of.setdefault(name, []).append(concept)
        for occupation in occupations:
            self.prepare(occupation)
        self.conditions = {condition for o in occupations for condition in o["_conditions"]}

    def prepare(self, occupation):
        health = occupation["health_conditions"]
        occupation["_name"] = collation_key(occupation["name"]) if occupation["name"] else None
        occupation["_field"] = collation_key(occupation["field"]["name"]) if occupation["field"] else None
        level = occupation["qualification_level"]
        occupation["_level"] = level and level["level"]
        occupation["_codes"] = [group["code"] for group in occupation["isco"]]
        occupation["_loads"] = {load["factor"]: load["levels"] for load in occupation["working_conditions"]}
        occupation["_levels"] = {competence["id"]: competence["level"] for competence in occupation["competences"]}
        occupation["_conditions"] = {term["id"] for term in health["limiting"] + health["excluding"]}

    def medians_of(self, question):
        """By id, the median that median_wage means in a question."""
        asked = tuple(question.get(name, [None])[0] for name in ("region", "sphere", "year"))
        if asked not in self.medians:
            region, sphere, year = asked
            self.medians[asked] = {
                o["id"]: median_of(o, region, sphere, year and int(year)) if any(asked) else o["median_wage"]
                for o in self.occupations}
        return self.medians[asked]

    def is_of_esco(self, occupation, asked):
        """ISCO-08 has no fifth digit: a code that has one stands for the group of the first four."""
        uri = asked[:4] if re.fullmatch("[0-9]{5}", asked) else re.sub("^https:", "http:", asked).removesuffix("/")
        return any(any(stated["uri"] == concept for stated in occupation["esco"])
                   or any(is_below(code, group) for code in occupation["_codes"])
                   for concept, group in self.concepts_of.get(uri, []))

    def is_without(self, occupation, condition):
        """A condition that nobody knows lets nobody pass."""
        return ("health_conditions" in occupation["stated"] and condition in self.conditions
                and condition not in occupation["_conditions"])

    def has_competence(self, occupation, asked):
        name, least = level_bound(asked, 2)
        if name not in occupation["_levels"]:
            return False
        level = occupation["_levels"][name]
        return least is None or (level is not None and level >= least)

    @staticmethod
    def is_loaded_at_most(occupation, asked):
        factor, most = level_bound(asked, 1)
        levels = occupation["_loads"].get(factor)
        return bool(levels) and max(levels) <= most

    def rule(self, name, values):
        """What one filter asks of an occupation and its median; None if the parameter is no filter."""
        one, several = values[0], set(values)
        bound = int(one) if one.isdigit() else None
        return {
            "id": lambda o, median: o["id"] in several,
            "isco": lambda o, median: any(is_below(code, group) for code in o["_codes"] for group in values),
            "esco": lambda o, median: any(self.is_of_esco(o, value) for value in values),
            "field": lambda o, median: o["field"] is not None and o["field"]["id"] in several,
            "subfield": lambda o, median: any(subfield["id"] in several for subfield in o["subfields"]),
            "type": lambda o, median: o["type"] in several,
            "qualification_level": lambda o, median: str(o["_level"]) in several,
            "qualification_level_min": lambda o, median: o["_level"] is not None and o["_level"] >= bound,
            "qualification_level_max": lambda o, median: o["_level"] is not None and o["_level"] <= bound,
            "regulated": lambda o, median: o["regulated"] is (one == "true"),
            "education": lambda o, median: any(is_education(field["code"], value)
                                               for field in o["education"] for value in values),
            "competence": lambda o, median: all(self.has_competence(o, value) for value in values),
            "without_health_condition": lambda o, median: all(self.is_without(o, value) for value in values),
            "load_max": lambda o, median: all(self.is_loaded_at_most(o, value) for value in values),
            "median_wage_min": lambda o, median: median is not None and median["amount"] >= bound,
            "median_wage_max": lambda o, median: median is not None and median["amount"] <= bound,
        }.get(name)

    # Order and facets -------------------------------------------------------------------------------------------------

    @staticmethod
    def key_of(occupation, key, median):
        return {"name": occupation["_name"], "median_wage": median and median["amount"], "field": occupation["_field"],
                "qualification_level": occupation["_level"], "type": occupation["type"],
                "regulated": occupation["regulated"], "id": occupation["id"], "nsp_id": occupation["nsp_id"],
                "slug": occupation["slug"]}[key]

    def in_order(self, found, sorts, medians):
        """Stable sorts, the last key first; what has no key comes behind the rest either way."""
        found = sorted(found, key=lambda o: o["id"])
        for sort in reversed(sorts):
            keyed = [(self.key_of(o, sort.lstrip("-"), medians[o["id"]]), o) for o in found]
            known = sorted((pair for pair in keyed if pair[0] is not None), key=lambda pair: pair[0],
                           reverse=sort.startswith("-"))  # keeps equal ones as they were
            found = [o for _, o in known] + [o for key, o in keyed if key is None]
        return found

    def values_of(self, occupation, facet):
        if facet == "isco_major":
            return {code[0] for code in occupation["_codes"]}
        value = occupation[facet]
        if value is None:
            return set()
        return {value["id"] if facet == "field" else str(value["level"]) if facet == "qualification_level"
                else str(value).lower()}

    def facet(self, found, facet):
        counts = {}
        for occupation in found:
            for value in self.values_of(occupation, facet):
                counts[value] = counts.get(value, 0) + 1
        return [{"value": value, "name": self.names[facet].get(value), "count": count}
                for value, count in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))]

    def answer(self, question):
        """The whole list and the facets for a question: {parameter: [value…]}."""
        medians = self.medians_of(question)
        found = self.occupations
        for name, values in question.items():
            rule = self.rule(name, values)
            found = [o for o in found if rule is None or rule(o, medians[o["id"]])]
        if "q" in question:
            ranks = {id: rank for rank, id in enumerate(self.ranked(question["q"][0]))}
            found = sorted((o for o in found if o["id"] in ranks), key=lambda o: ranks[o["id"]])
        if "sort" in question or "q" not in question:
            found = self.in_order(found, question.get("sort", ["name"]), medians)
        items = [{**{member: o[member] for member in SUMMARY}, "median_wage": medians[o["id"]]} for o in found]
        return items, {name: self.facet(found, name) for name in question.get("facets", [])}
