#!/usr/bin/env python3
"""How well POST /v1/match/competences finds an occupation by a part of what it asks for.

The real profiles of ../shared/data/nsp_competences_2018.json become API answers and these a dataset. Of each profile, half of
its competences, and five of them, are chosen at random by a seed and asked with their levels.

    tests/match_eval.py [--every N] [--seed N] [--floor HALF FIVE]   every Nth profile; fails below the shares given
"""

import argparse
import json
import os
import random
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "contract"))
from server import Server, import_dataset  # noqa: E402

PROFILES = "../shared/data/nsp_competences_2018.json"
KINDS = {"odb_dov": "skill", "odb_zna": "knowledge", "obecne": "generic", "mekke": "soft"}
FIRST_NUMBER = 300000


class Profiles:
    """What each occupation asks for: (kind, code, name, level) of each competence."""

    def __init__(self, path):
        with open(path, encoding="utf-8") as file:
            units = json.load(file)
        self.names = sorted(units)
        self.codes = {}
        self.asked = [self.competences(units[name]["skills"]) for name in self.names]

    def code(self, kind, name):
        """The file has names only; a competence is numbered when its name is first seen."""
        form = "h10._.%d" if kind == "knowledge" else "h10.Z.%d" if kind == "skill" else "c%d"
        return self.codes.setdefault((kind, name), form % len(self.codes))

    def competences(self, skills):
        """The file says 0 where no level is drawn; soft competences have none such."""
        return [(kind, self.code(kind, name), name, level or None)
                for key, kind in KINDS.items() for name, level in skills.get(key, {}).items()]

    def unit(self, index):
        return {"id": index, "title": self.names[index], "urlSlug": f"unit-{index}", "code": FIRST_NUMBER + index,
                "legacyId": None, "nspCode": None, "type": 1, "eqf": {"id": 3}, "minWage": None, "maxWage": None,
                "characteristics": None, "professionalDirectionPrimary": None, "professionalDirectionSecondary": None,
                "professionalDirectionAdditions": [], "alternativeNames": [], "parent": None, "children": []}

    def competence_answer(self, index):
        """As /workUnit/SLUG/competence answers: skills and knowledge are one list."""
        lists = {"competences": [], "genericSkills": [], "softSkills": []}
        members = {"generic": ("genericSkills", "genericSkill"), "soft": ("softSkills", "softSkill")}
        for kind, code, name, level in self.asked[index]:
            member, inner = members.get(kind, ("competences", "competence"))
            lists[member].append({"id": 1, "level": level or 0, "suitability": 1,
                                  inner: {"id": 1, "title": name, "code": code, "fullCode": code}})
        return lists

    def write(self, folder):
        """One answer a file."""
        os.makedirs(folder)
        count = len(self.names)
        self.write_answer(folder, "units", [self.unit(index) for index in range(count)], count, [])
        for index in range(count):
            href = f"https://nsp.cz/api/v1.2/workUnit/unit-{index}"
            links = {"self": {"href": href + "/competence"}, "workUnitDetail": {"href": href}}
            self.write_answer(folder, f"competence-{index}", self.competence_answer(index), 1, links)

    @staticmethod
    def write_answer(folder, name, data, count, links):
        answer = {"code": 200, "data": data, "count": count, "message": "OK", "_links": links}
        with open(os.path.join(folder, name + ".json"), "w", encoding="utf-8") as file:
            json.dump(answer, file, ensure_ascii=False)


def question(competences, limit):
    return {"competences": [{"id": f"{kind}:{code}", "level": level} for kind, code, _, level in competences],
            "limit": limit}


def found(server, profiles, index, competences, limit):
    """Is the occupation among the first?"""
    answer = server.ask("/v1/match/competences?fields=id", "POST", body=question(competences, limit))
    if answer.status != 200:
        sys.exit(f"{answer.status}: {answer.text}")
    return str(FIRST_NUMBER + index) in [item["id"] for item in answer.json["items"]]


def evaluate(server, profiles, every, seed):
    """@return shares of profiles that half of them finds first, and five of them among the first five"""
    chance = random.Random(seed)
    half = five = count = 0
    for index in range(0, len(profiles.names), every):
        asked = profiles.asked[index]
        half += found(server, profiles, index, chance.sample(asked, len(asked) // 2), 1)
        five += found(server, profiles, index, chance.sample(asked, 5), 5)
        count += 1
    return half / count, five / count, count


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--every", type=int, default=1)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--floor", type=float, nargs=2, default=(0, 0))
    options = parser.parse_args()
    if not os.path.exists(PROFILES):
        print(f"skipped: {PROFILES} is not there")
        return 0
    profiles = Profiles(PROFILES)
    with tempfile.TemporaryDirectory() as folder:
        path, answers = os.path.join(folder, "profiles.db"), os.path.join(folder, "answers")
        profiles.write(answers)
        import_dataset(path, answers)
        with Server(path) as server:
            half, five, count = evaluate(server, profiles, options.every, options.seed)
    print(f"{count} of {len(profiles.names)} profiles: half of it finds it first in {half:.2%}, "
          f"five of it among the first five in {five:.2%}")
    return 0 if half >= options.floor[0] and five >= options.floor[1] else 1


if __name__ == "__main__":
    sys.exit(main())
