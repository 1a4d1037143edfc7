"""Random questions to /v1/occupations: any mix of filters, keys and facets, some with values that are no good."""

BAD = {
    "isco": ["", "x", "123456", "12 "],
    "field": ["", "a b"],
    "type": ["", "job", "Occupation"],
    "qualification_level": ["0", "9", "x", ""],
    "qualification_level_min": ["0", "9", "2.5", "1,2"],
    "qualification_level_max": ["-1", "", "x"],
    "regulated": ["yes", "1", "", "true,false"],
    "competence": ["soft", "soft:", "sof:2.1", "soft:2.1:6", "generic:b01:4", "digital:1.1:0", "soft:2.1:4:1", "soft:2.1:"],
    "load_max": ["noise", "noise:0", "noise:5", "nose:2", "noise:2:1", ":2", ""],
    "median_wage_min": ["-1", "x", "1e5", "10000000000"],
    "median_wage_max": ["", "1.5"],
    "region": ["CZ999", "Praha", "CZ010,CZ020", ""],
    "sphere": ["both", ""],
    "year": ["20", "x", "2020,2021"],
    "facets": ["fields", ""],
    "sort": ["nme", "--name", "", "wage"],
    "limit": ["0", "101", "x"],
    "nonsense": ["1"],
}


class Questions:
    def __init__(self, random, model):
        self.random = random
        o = model.occupations
        self.sorts = ["name", "median_wage", "qualification_level", "field", "type", "regulated", "id", "nsp_id", "slug"]
        full = [occupation for occupation in o if occupation["competences"] and occupation["working_conditions"]]
        codes = sorted({code for occupation in o for code in occupation["_codes"]})
        self.vocabulary = {
            "id": [occupation["id"] for occupation in o],
            "isco": sorted({code[:length] for code in codes for length in range(1, 6)}),
            "esco": [uri for uri, _ in model.concepts] + [code for _, code in model.concepts]
            + [code for code in codes if len(code) == 5],
            "field": sorted({occupation["field"]["id"] for occupation in o if occupation["field"]}),
            "subfield": sorted({subfield["id"] for occupation in o for subfield in occupation["subfields"]}),
            "education": sorted({field["code"] for occupation in o for field in occupation["education"]})
            + ["62", "41", "620xT", "6xxxT", "xx-51-H/01"],
            "without_health_condition": sorted(model.conditions),
        }
        self.words = sorted({word for occupation in o for word in (occupation["name"] or "").split()})
        self.competences = sorted({name for occupation in full for name in occupation["_levels"]})
        self.common = [name for name in self.competences if name.split(":")[0] in ("soft", "digital", "generic")]
        self.factors = sorted({factor for occupation in full for factor in occupation["_loads"]})
        self.amounts = sorted({median["amount"] for median in model.medians_of({}).values() if median})
        self.filters = list(self.vocabulary) + ["type", "qualification_level", "qualification_level_min",
                                                "qualification_level_max", "regulated", "competence", "load_max",
                                                "median_wage_min", "median_wage_max"]

    def some(self, things, most):
        return self.random.sample(things, min(len(things), self.random.randint(1, most)))

    def typed(self):
        """Words of names, or how they begin; some with a letter too many."""
        words = self.some(self.words, 2) if self.random.random() < 0.3 else [self.random.choice(self.words)]
        words = [word[:self.random.randint(1, len(word))] if self.random.random() < 0.4 else word for word in words]
        if self.random.random() < 0.2:
            words[0] = words[0][:3] + self.random.choice("aelkz") + words[0][3:]
        return " ".join(words)

    def competence(self):
        name = self.random.choice(self.common if self.random.random() < 0.8 else self.competences)
        least, most = {"skill": (1, 8), "knowledge": (1, 8), "generic": (0, 3), "digital": (1, 4),
                       "soft": (0, 5)}[name.split(":")[0]]
        return name if self.random.random() < 0.4 else f"{name}:{self.random.randint(least, most)}"

    def values(self, name):
        """Good values for a parameter."""
        draw = self.random
        if name in self.vocabulary:
            most = 2 if name == "without_health_condition" else 40 if name == "id" else 3
            values = self.some(self.vocabulary[name], most)
            if name == "esco" and draw.random() < 0.3:
                values = [value.replace("http:", "https:") + "/" if ":" in value else value for value in values]
            return values + (["neznamy"] if draw.random() < 0.05 and name != "isco" else [])
        return {
            "type": lambda: self.some(["occupation", "specialization"], 2),
            "qualification_level": lambda: self.some(list("12345678"), 3),
            "qualification_level_min": lambda: [str(draw.randint(1, 6))],
            "qualification_level_max": lambda: [str(draw.randint(3, 8))],
            "regulated": lambda: [draw.choice(["true", "false", "false"])],
            "competence": lambda: [self.competence() for _ in range(draw.choice([1, 1, 2]))],
            "load_max": lambda: [f"{factor}:{draw.choice([1, 2, 3, 3, 4])}" for factor in self.some(self.factors, 3)],
            "median_wage_min": lambda: [str(draw.choice(self.amounts) + draw.choice([-1, 0, 1]))],
            "median_wage_max": lambda: [str(draw.choice(self.amounts) + draw.choice([-1, 0, 1]))],
        }[name]()

    def question(self):
        """{parameter: [value…]} that is answered."""
        draw = self.random
        question = {name: self.values(name) for name in self.random.sample(self.filters, draw.choice([0, 1, 1, 1, 2, 2, 3, 4]))}
        if draw.random() < 0.25:
            question["q"] = [self.typed()]
        if draw.random() < 0.3:
            question["region"] = [draw.choice(["CZ", "CZ010", "CZ010", "CZ020", "CZ041", "CZ064", "CZ080"])]
        if draw.random() < 0.2:
            question["sphere"] = [draw.choice(["wage", "salary"])]
        if draw.random() < 0.15:
            question["year"] = [draw.choice(["2020", "2021", "2025", "1999"])]
        if draw.random() < 0.6:
            question["sort"] = [draw.choice(["", "-"]) + key for key in self.some(self.sorts, 3)]
        if draw.random() < 0.4:
            question["facets"] = self.some(["field", "qualification_level", "regulated", "isco_major"], 4)
        return question

    def spoilt(self, question):
        """The same with a value that is refused. @return (question, the parameter at fault)"""
        name = self.random.choice(sorted(BAD))
        return {**question, name: [self.random.choice(BAD[name])]}, name
