"""A catalogue in the shapes of the NSP API v1.2: real names where the shared material has them, recorded answers where
there are any, and the quirks of the source."""
import csv
import json
import os
import random
import re

LIMIT = 100


def compact(value):
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


class Catalogue:
    def __init__(self, shared, units, competences, seed=1, base="https://nsp.cz/api/v1.2"):
        self.shared, self.base = shared, base
        self.random = random.Random(seed)
        self.count, self.competence_count = units, competences
        self.isco = self.read_isco()
        self.isco_by_code = {}
        for row in self.isco:
            self.isco_by_code.setdefault(row["code"], row)
        self.skills = self.read_skills()
        self.units = self.make_units()
        self.competences = self.make_competences()
        self.bodies = self.make_bodies()

    # Material ------------------------------------------------------------------------------------------------------

    def table(self, name):
        path = os.path.join(self.shared, "data", name)
        if not os.path.exists(path):
            return []
        with open(path, encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))

    def recorded(self, name):
        path = os.path.join(self.shared, "nsp-api", name)
        if not os.path.exists(path):
            return None
        with open(path, encoding="utf-8") as file:
            return json.load(file)

    def read_isco(self):
        head = self.recorded("lists.iSCO.head.json")
        rows = list(head["data"]) if head else []
        known = {row["code"] for row in rows}
        for at, row in enumerate(self.table("cz_isco.csv") or [{"code": "2512", "name_cs": "Vývojáři softwaru"}]):
            if row["code"] not in known:
                rows.append({"id": 3000 + at, "urlSlug": "isco-" + row["code"], "title": row["name_cs"],
                             "code": row["code"], "description": None, "legacyId": None if at % 7 == 0 else 5000 + at})
        if "53213" in {row["code"] for row in rows}:  # the code that two rows have
            twin = dict(next(row for row in rows if row["code"] == "53213"), id=1997, description="druhý řádek")
            rows.append(twin)
        return rows

    def read_skills(self):
        path = os.path.join(self.shared, "data", "nsp_competences_2018.json")
        names = []
        if os.path.exists(path):
            with open(path, encoding="utf-8") as file:
                for unit in json.load(file).values():
                    for kind in ("odb_dov", "odb_zna"):
                        names += list((unit.get("skills", {}).get(kind) or {}).keys())
        names = list(dict.fromkeys(names))
        return names or ["dovednost %d" % i for i in range(500)]

    # Units ---------------------------------------------------------------------------------------------------------

    def names(self):
        seen = {}
        for row in self.table("nsp_work_units_isco.csv"):
            seen.setdefault(row["slug"], row)
        for at in range(self.count):
            slug = "povolani-s-prilis-dlouhym-nazvem"[:20] + "-%04x" % at
            seen.setdefault(slug, {"slug": slug, "name_cs": "Povolání číslo\u00a0%d" % at, "isco4": "2512",
                                   "direction_id": "1", "direction_name_cs": "Směr", "direction_slug": "smer"})
        recorded = self.recorded_slugs()
        slugs = [slug for slug in seen if slug in recorded] + [slug for slug in seen if slug not in recorded]
        return [seen[slug] for slug in slugs[:self.count]]

    def recorded_slugs(self):
        folder = os.path.join(self.shared, "nsp-api")
        if not os.path.isdir(folder):
            return set()
        return {name.split(".")[1] for name in os.listdir(folder) if re.fullmatch(r"workUnit\.[^.]+\.isco\.json", name)}

    def make_units(self):
        units = []
        for at, row in enumerate(self.names()):
            direction = {"id": int(row["direction_id"] or 1), "title": row["direction_name_cs"],
                         "urlSlug": row["direction_slug"]}
            units.append({"id": at + 1, "title": row["name_cs"], "urlSlug": row["slug"], "code": 100000 + at,
                          "legacyId": None if at % 5 == 0 else 100000 + at,
                          "nspCode": None if at % 11 == 0 else str(100000 + at), "type": 1 if at % 4 else 2,
                          "eqf": {"id": at % 8 + 1}, "minWage": None if at % 3 else 20000 + at, "maxWage": None,
                          "characteristics": None if at % 13 == 0 else row["name_cs"] + " pracuje „podle potřeby“.",
                          "professionalDirectionPrimary": direction, "professionalDirectionSecondary": None,
                          "professionalDirectionAdditions": [], "alternativeNames": [], "parent": None,
                          "children": [], "_isco": row["isco4"]})
        for child, parent in zip(units[1::4], units[2::4]):
            child["parent"] = {"id": parent["id"], "title": parent["title"], "urlSlug": parent["urlSlug"]}
            parent["children"] = [{"id": child["id"], "title": child["title"], "urlSlug": child["urlSlug"]}]
        return units

    def make_competences(self):
        rows = []
        for at in range(self.competence_count):
            name = self.skills[at % len(self.skills)]
            parent = {"id": 1, "title": "Skupina", "legacyId": None, "code": "A", "fullCode": "A"}
            rows.append({"id": at + 1, "title": name, "legacyId": at if at % 2 else None, "code": "%d" % (at % 50),
                         "fullCode": "A%d.%d" % (at // 50, at % 50), "type": at % 2 + 1,
                         "updatedAt": "2024-01-01T00:00:00+01:00", "parent": parent})
        return rows

    # Bodies --------------------------------------------------------------------------------------------------------

    def envelope(self, data, count, slug=None, end=""):
        links = [] if slug is None else {"self": {"href": "%s/workUnit/%s%s" % (self.base, slug, end)},
                                         "workUnitDetail": {"href": "%s/workUnit/%s" % (self.base, slug)}}
        return {"code": 200, "data": data, "count": count, "message": "OK", "_links": links}

    def isco_of(self, unit, at):
        recorded = self.recorded("workUnit.%s.isco.json" % unit["urlSlug"])
        if recorded:
            return recorded
        row = self.isco_by_code.get("9999" if at % 97 == 5 else unit["_isco"]) or self.isco[at % len(self.isco)]
        return self.envelope([{"id": at * 3, "isco": row}], 1, unit["urlSlug"], "/isco")

    def education_of(self, unit, at):
        recorded = self.recorded("workUnit.%s.education.json" % unit["urlSlug"])
        if recorded:
            return recorded
        rvps = [] if at % 2 else [{"id": at, "rvp": {"id": 58, "legacyId": "58", "title": "Krejčí", "code": "31-58-H/01"},
                                   "kkovSuitabilityLevel": 1, "accreditedCourse": None,
                                   "otherAdditionalEducation": None}]
        kkovs = [{"kkov": {"title": "Ekologie a životní prostředí", "code": "16-01-M/01"}, "kkovSuitabilityLevel": 2}]
        return self.envelope({"rvps": rvps, "kkovs": kkovs, "educationNote": None}, 1, unit["urlSlug"], "/education")

    def competence_of(self, unit, at):
        if at % 41 == 7:
            data = {"competences": [], "genericSkills": [], "softSkills": []}
            return self.envelope(data, 1, unit["urlSlug"], "/competence")
        chosen = [self.competences[(at * 7 + i) % len(self.competences)] for i in range(6)] if self.competences else []
        hard = [{"id": at * 10 + i, "level": i % 8 + 1, "suitability": i % 2 + 1,
                 "competence": {"treeGroupParent": row["parent"], "fullCode": row["fullCode"],
                                "legacyId": row["legacyId"], "title": row["title"], "code": row["code"]}}
                for i, row in enumerate(chosen)]
        generic = [{"id": i, "level": i % 4, "suitability": 1,
                    "genericSkill": {"id": i, "title": "Obecná %d" % i, "code": "b0%d" % i, "fullCode": "b0%d" % i}}
                   for i in range(1, 4)]
        soft = [{"id": i, "level": i % 6, "softSkill": {"id": i, "title": "Měkká %d" % i, "code": "a0%d" % i}}
                for i in range(1, 6)]
        return self.envelope({"competences": hard, "genericSkills": generic, "softSkills": soft}, 1, unit["urlSlug"],
                             "/competence")

    def make_bodies(self):
        bodies = {}
        for at, unit in enumerate(self.units):
            path = "/workUnit/" + unit["urlSlug"]
            bodies[path] = compact(self.envelope(self.shown(unit), 1, unit["urlSlug"]))
            bodies[path + "/isco"] = compact(self.isco_of(unit, at))
            bodies[path + "/education"] = compact(self.education_of(unit, at))
            bodies[path + "/competence"] = compact(self.competence_of(unit, at))
        for path, rows in self.codebooks().items():
            bodies[path] = compact(self.envelope(rows, len(rows)))
        return bodies

    def codebooks(self):
        kkov = [{"id": i, "title": row["name_cs"], "code": row["kkov"]} for i, row in enumerate(self.table("kkov.csv"))]
        levels = self.recorded("lists.kKOVSuitabilityLevel.json")
        return {
            "/lists/iSCO": self.isco,
            "/lists/kKOV": kkov,
            "/lists/kKOVSuitabilityLevel": levels["data"] if levels else [],
            "/cdk/generic-skill": [{"title": "Obecná %d" % i, "code": "b0%d" % i, "fullCode": "b0%d" % i,
                                    "descriptionExamples": None} for i in range(1, 9)],
            "/cdk/soft-skill": [{"id": i, "title": "Měkká %d" % i, "description": None, "partialCompetence": None,
                                 "type": 1, "legacySoftSkillCode": "a%02d" % i, "code": "a%02d" % i}
                                for i in range(1, 20)],
            "/cdk/digi": [{"id": i, "titleEn": "Digital %d" % i, "title": "Digitální %d" % i, "description": None,
                           "type": 1, "code": "%d.%d" % (i // 5 + 1, i % 5 + 1)} for i in range(21)],
        }

    @staticmethod
    def shown(unit):
        return {name: value for name, value in unit.items() if not name.startswith("_")}

    def page(self, rows, limit, offset, count=None):
        data = [self.shown(row) for row in rows[offset:offset + limit]]
        return compact(self.envelope(data, len(rows) if count is None else count))
