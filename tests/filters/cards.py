"""Cards of made-up occupations, in the words of data/tables/: as many as are wanted, each with as much as a real one."""

import csv
import os
import random

LOADS = """Zraková zátěž|Celková fyzická zátěž|Duševní zátěž|Zátěž teplem|Zátěž chladem|Zátěž hlukem|Zátěž vibracemi
Zátěž prachem|Zátěž chemickými látkami|Zátěž invazivními alergeny|Zátěž biologickými činiteli způsobujícími onemocnění
Zátěž ionizujícím zářením|Zátěž neionizujícím zářením a elektromagnetickým polem včetně laserů
Zátěž trupu a páteře s převahou statické práce (manipulace s břemeny)|Lokální zátěž - zátěž malých svalových skupin
Lokální zátěž jemné motoriky|Zátěž prací v omezeném nebo uzavřeném prostoru|Zátěž prací v nevhodných pracovních polohách
Práce ve výškách|Zvýšené riziko úrazu pracovníka|Zvýšené riziko obecného ohrožení|Pracovní doba, směnnost"""
LEVELS = """Základní vzdělání|Střední vzdělání bez výučního listu|Střední vzdělání s výučním listem
Střední vzdělání s maturitní zkouškou|Pomaturitní krátkodobé vzdělání|Vyšší odborné vzdělání|Bakalářský studijní program
Magisterský studijní program|Doktorský studijní program"""
REGIONS = """Hlavní město Praha|Středočeský kraj|Jihočeský kraj|Plzeňský kraj|Karlovarský kraj|Ústecký kraj
Liberecký kraj|Královéhradecký kraj|Pardubický kraj|Kraj Vysočina|Jihomoravský kraj|Olomoucký kraj|Zlínský kraj
Moravskoslezský kraj"""
CONDITIONS = """Poruchy vidění|Duševní poruchy|Poruchy chování|Závažná psychosomatická onemocnění|Astma|Epilepsie
Závažná onemocnění kůže|Onemocnění páteře|Poruchy sluchu|Onemocnění srdce|Alergie|Cukrovka"""
SUBFIELDS = "Gastronomie|Knihovnictví|Živočišná výroba|Rostlinná výroba|Pozemní stavby|Řízení provozu"
KINDS = [("Odborné dovednosti", "1-8", 1, 8, "h%d.Z.%04d", 3000), ("Odborné znalosti", "1-8", 1, 8, "h%d._.%04d", 1500),
         ("Obecné dovednosti", "0-3", 0, 3, "b%.0s%02d", 9), ("Digitální kompetence", "1-4", 1, 4, "%d.%d", 6),
         ("Měkké kompetence", "0-5", 0, 5, "%d.%d", 6)]
KKOV = ["6208T", "6208R", "62xxT", "6703T", "67xxT", "7701T", "6209R", "62xxR", "6801T", "41-51-H/01", "2612T", "26xxT"]


def words(text):
    return text.replace("\n", "|").split("|")


def table(name):
    with open(os.path.join("data", "tables", name), encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


class CardMaker:
    """Cards by a seed. A share of parts is left out, of which `whole` leaves none out."""

    def __init__(self, seed, whole=False):
        self.random = random.Random(seed)
        self.whole = whole
        self.names = sorted({row["name_cs"] for row in table("nsp_units.csv")})
        self.fields = [row["name_cs"] for row in table("nsp_directions.csv")]
        self.isco = [(row["code"], row["name_cs"]) for row in table("cz_isco.csv") if int(row["level"]) >= 4]
        self.groups = {code: name for code, name in self.isco if len(code) == 4}
        self.kkov = KKOV + [row["kkov"] for row in table("kkov.csv")[:40]]
        self.wages = {}

    def has(self, share):
        return self.whole or self.random.random() < share

    def some(self, things, least, most):
        return self.random.sample(things, min(len(things), self.random.randint(least, most)))

    def name(self, number):
        """Some occupations share a name, some differ in an accent or a capital only."""
        name = self.random.choice(self.names)
        return self.random.choice([name, name, name + " specialista", name.replace("á", "a"), name.upper(),
                                   f"{name} {number % 50}", "Chovatel", "Číšník", "Cukrář"])

    def median(self, key):
        """One figure for one key, whichever card states it; some groups and regions have equal ones."""
        if key not in self.wages:
            self.wages[key] = None if self.random.random() < 0.2 else 20000 + 500 * self.random.randint(0, 120)
        return self.wages[key]

    def money(self, figure):
        return "-" if figure is None else f"{figure} Kč"

    def head(self, number):
        lines = ["", self.name(number), "", "Popis povolání, které si vymyslel test.", ""]
        if self.has(0.9):
            lines.append("Odborný směr:\t" + self.random.choice(self.fields))
        if self.has(0.5):
            first, *others = self.some(words(SUBFIELDS), 1, 3)
            lines.append("Odborný podsměr:\t" + first)
            if others:
                lines.append("Další odborné podsměry:\t" + ", ".join(others))
        if self.has(0.85):
            lines.append("Kvalifikační úroveň:\t" + self.random.choice(words(LEVELS)))
        if self.has(0.85):
            lines.append("Regulovaná jednotka práce:\t" + self.random.choice(["Ano", "Ne", "Ne"]))
        return lines

    def isco_and_wages(self, number, kind):
        code, name = self.random.choice(self.isco)
        codes = [(code, name)] + ([self.random.choice(self.isco)] if self.random.random() < 0.2 else [])
        if len(code) == 5 and self.random.random() < 0.7 and code[:4] in self.groups:
            codes.append((code[:4], self.groups[code[:4]]))
        codes = list(dict(codes).items())
        lines = ["", "CZ-ISCO", ""] + [f"- {code} - {name}" for code, name in codes]
        page = ["", kind, "", str(number), ""]
        if not self.has(0.8):
            return lines + page
        group = codes[0][0]
        lines += ["", "Hrubé měsíční mzdy podle krajů v roce 2020", "", f"{codes[0][1]} (CZ-ISCO {group})", "",
                  "Kraj\tMzdová sféra\t\t\tPlatová sféra\t\t", "\tOd\tMedián\tDo\tOd\tMedián\tDo"]
        for region in words(REGIONS)[:10]:
            row = [region]
            for sphere in ("wage", "salary"):
                median = self.median((group, region, sphere))
                row += ["-"] * 3 if median is None else [f"{median - 5000} Kč", f"{median} Kč", f"{median + 9000} Kč"]
            lines.append("\t".join(row))
        lines += page + ["Hrubé měsíční mzdy v roce 2020 celkem", "", "Medián za ČR celkem", "",
                         "CZ-ISCO\t\tMzdová sféra\tPlatová sféra"]
        lines += [f"{code}\t{name}\t{self.money(self.median((code, 'CZ', 'wage')))}\t"
                  f"{self.money(self.median((code, 'CZ', 'salary')))}" for code, name in codes]
        return lines

    def esco(self):
        code = self.random.choice(["1221", "2512", "5131", "12", "5120"])
        return ["", "ESCO", "", "Kód podskupiny\tNázev podskupiny v ESCO\tURL - podskupiny v ESCO",
                f"{code}\tSkupina {code}\thttp://data.europa.eu/esco/isco/C{code}"]

    def conditions(self):
        lines = ["", "Pracovní podmínky", "", "Název\t1\t2\t3\t4"]
        for load in words(LOADS):
            if self.has(0.95):
                marked = self.random.choice(["1", "1", "1", "2", "2", "3", "4", "12", "23"])
                lines.append("\t".join([load] + ["x" if str(level) in marked else "" for level in (1, 2, 3, 4)]))
        return lines

    def education(self):
        lines = ["", "Kvalifikace k výkonu povolání", "", "Školní vzdělání"]
        fields = self.some(self.kkov, 1, 6)
        for title, part in (("Nejvhodnější školní přípravu poskytují obory:", fields[:2]),
                            ("Vhodnou školní přípravu poskytují také obory:", fields[2:])):
            if part:
                lines += ["", title, "", "Typ\tNázev\tKód"] + [f"KKOVTypeEnum.1\tObor {code}\t{code}" for code in part]
        return lines

    def competences(self):
        lines = ["", "Kompetenční požadavky"]
        for at, (title, scale, least, most, form, count) in enumerate(KINDS):
            suited = "\tVhodnost" if at < 2 else ""
            lines += ["", title, "", f"Kód\tNázev\tÚroveň {scale}{suited}"]
            codes = {form % ((number % 6) + 1, number // 6 + 1) if at > 2 else form % (number % 90, number)
                     for number in self.random.sample(range(count if at < 3 else 30), (7, 7, 5, 8, 6)[at])}
            for code in sorted(codes):
                lines.append(f"{code}\tZpůsobilost {code}\t{self.random.randint(least, most)}"
                             + ("\tCompetenceSuitabilityEnum.2" if suited else ""))
        return lines

    def health(self):
        lines = ["", "Zdravotní podmínky"]
        conditions = self.some(words(CONDITIONS), 0, 6)
        cut = self.random.randint(0, len(conditions))
        for title, part in (("Onemocnění omezující výkon povolání", conditions[:cut]),
                            ("Onemocnění vylučující výkon povolání", conditions[cut:])):
            if part:
                lines += ["", title, ""] + [f"- {condition}" for condition in part]
        return lines

    def card(self, number):
        kind = self.random.choice(["WorkUnitTypeEnum.1", "WorkUnitTypeEnum.1", "WorkUnitTypeEnum.2"])
        lines = self.head(number) + ["", "Pracovní činnosti", "", "- Práce podle potřeby.", "- Péče o pracoviště."]
        lines += self.isco_and_wages(number, kind)
        for part, share in ((self.esco, 0.3), (self.conditions, 0.8), (self.education, 0.7), (self.competences, 0.8),
                            (self.health, 0.7)):
            if self.has(share):
                lines += part()
        return "\n".join(lines) + "\n"


def write_cards(folder, count, seed=1, whole=False):
    """Cards into a folder, each named by its number."""
    maker = CardMaker(seed, whole)
    os.makedirs(folder, exist_ok=True)
    for at in range(count):
        number = 200000 + at * 7
        with open(os.path.join(folder, f"{number}.txt"), "w", encoding="utf-8") as file:
            file.write(maker.card(number))
