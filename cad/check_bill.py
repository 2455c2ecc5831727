"""Checks the Feldhase's bill with a roll-up of its own: what the rules quote must follow from the parts.

Run `python3 cad/check_bill.py` from anywhere; needs nothing but Python. Exit code 1 if a figure is off.
"""

from __future__ import annotations

import json
import re
import sys
from collections import defaultdict
from fractions import Fraction
from itertools import product
from pathlib import Path

BILL = Path(__file__).parent.parent / "src/unikat/journey/parts/story/feldhase.json"
TOP = "FH-000-000"
ONE_OF = (
    ("motor-35", "motor-70"),
    ("battery-20", "battery-40"),
    ("seats-two", "seats-four"),
    ("body-open", "body-half-doors", "body-half-doors-roof"),
    ("wheels-steel-14", "wheels-spoke-15"),
    ("colour-sand", "colour-moss", "colour-signal", "colour-night"),
    ("skin-plain", "skin-hare", "skin-stripes"),
)
EXTRAS = ("tow-bar", "winch", "front-frame", "light-bar", "pennant", "spare-wheel", "cargo-cover")
RULES = (
    "tow-bar => battery-20",
    "tow-bar => motor-35",
    "motor-70 => battery-40",
    "winch => front-frame",
    "light-bar => body-half-doors-roof",
    "cargo-cover => seats-two",
    "spare-wheel => seats-two",
    "motor-70 => wheels-spoke-15",
    "!(winch & seats-four & battery-40)",
    "seats-four => body-half-doors | body-half-doors-roof",
    "spare-wheel => wheels-steel-14",
    "skin-hare => !colour-sand",
    "skin-stripes => body-half-doors | body-half-doors-roof",
    "!(pennant & light-bar)",
    "seats-four => !tow-bar",
)
PRICE_EUR = (26_000, 36_000)  # with 19 % VAT
COST_SHARE = (0.55, 0.65)  # of the net price


def holds(expression: str, chosen: frozenset[str]) -> bool:
    """Whether an option expression is true for these choices; an empty one always is."""
    tokens = re.findall(r"[a-z][a-z0-9-]*|=>|[!&|()]", expression)

    def implied() -> bool:
        left = either()
        if tokens and tokens[0] == "=>":
            tokens.pop(0)
            right = implied()
            return not left or right
        return left

    def either() -> bool:
        value = both()
        while tokens and tokens[0] == "|":
            tokens.pop(0)
            value = both() or value
        return value

    def both() -> bool:
        value = atom()
        while tokens and tokens[0] == "&":
            tokens.pop(0)
            value = atom() and value
        return value

    def atom() -> bool:
        word = tokens.pop(0)
        if word == "!":
            return not atom()
        if word == "(":
            value = implied()
            tokens.pop(0)
            return value
        return word in chosen

    return implied() if tokens else True


class Bill:
    """The bill flattened to one row per chain of conditions, so that 37,000 cars take seconds."""

    def __init__(self, data: dict) -> None:
        self.data = data
        self.parts = {part["number"]: part for part in data["parts"]}
        self.children = defaultdict(list)
        for line in data["lines"]:
            self.children[line["parent"]].append(line)
        self.rows: dict[tuple[str, ...], list[Fraction]] = defaultdict(lambda: [Fraction(0)] * 4)
        self.leads: dict[tuple[str, ...], int] = defaultdict(int)
        self._walk(TOP, Fraction(1), ())
        self.known: dict[tuple[str, frozenset[str]], bool] = {}

    def _walk(self, number: str, quantity: Fraction, conditions: tuple[str, ...]) -> None:
        part = self.parts[number]
        x, _, z = part["position_mm"]
        mass = quantity * part["mass_g"]
        amounts = (mass, mass * x, mass * z, quantity * part["cost_cents"])
        self.rows[conditions] = [a + b for a, b in zip(self.rows[conditions], amounts, strict=True)]
        self.leads[conditions] = max(self.leads[conditions], part["lead_days"])
        for line in self.children[number]:
            more = (line["condition"],) if line["condition"] else ()
            self._walk(line["child"], quantity * Fraction(line["quantity"]), (*conditions, *more))

    def car(self, chosen: frozenset[str]) -> dict[str, float]:
        """Mass in kg, axle loads in kg for both load cases, cost in euro, lead time in days."""
        picked = [key for key in self.rows if all(holds(part, chosen) for part in key)]
        mass, moment, height, cents = (float(sum(self.rows[key][i] for key in picked)) for i in range(4))
        figures = {"mass": mass / 1000, "height": height / mass, "cost": cents / 100}
        figures["lead"] = max(self.leads[key] for key in picked)
        wheelbase = self.data["vehicle"]["wheelbase_mm"]
        for case in self.data["load_cases"]:
            loads = [load for load in case["loads"] if holds(load["condition"], chosen)]
            total = mass + sum(load["mass_g"] for load in loads)
            rear = (moment + sum(load["mass_g"] * load["position_mm"][0] for load in loads)) / wheelbase
            figures[f"{case['key']}:total"] = total / 1000
            figures[f"{case['key']}:axle-rear"] = rear / 1000
            figures[f"{case['key']}:axle-front"] = (total - rear) / 1000
        return figures


def valid_cars() -> list[frozenset[str]]:
    """All configurations that keep the 15 rules."""
    cars = []
    for choice in product(*ONE_OF, *[("", extra) for extra in EXTRAS]):
        chosen = frozenset(choice) - {""}
        if all(holds(rule, chosen) for rule in RULES):
            cars.append(chosen)
    return cars


def faults_of_form(bill: Bill) -> list[str]:
    """What is wrong with the file itself: numbers, orphans, cycles, options without effect."""
    faults = []
    numbers = [part["number"] for part in bill.data["parts"]]
    if len(numbers) != len(set(numbers)):
        faults.append("a part number occurs twice")
    used = {line["child"] for line in bill.data["lines"]} | {TOP}
    faults += [f"{number} is in no bill" for number in numbers if number not in used]
    for part in bill.data["parts"]:
        own = part["mass_g"] > 0
        if own == bool(bill.children[part["number"]]):
            faults.append(f"{part['number']}: either a mass of its own or parts below, not both or none")
        if [r["state"] for r in part["revisions"]].count("valid") != 1:
            faults.append(f"{part['number']}: needs exactly one valid revision")
        if part["material"] not in bill.data["materials"]:
            faults.append(f"{part['number']}: unknown material {part['material']}")
    codes = {code for group in ONE_OF for code in group} | set(EXTRAS)
    for line in bill.data["lines"]:
        for code in re.findall(r"[a-z][a-z0-9-]*", line["condition"]):
            if code not in codes:
                faults.append(f"{line['child']}: unknown option {code}")
    return faults


def faults_of_drawing(bill: Bill) -> list[str]:
    """Made parts of one material must weigh what their drawing weighs, within three per cent."""
    faults = []
    for file in sorted((BILL.parent / "derived").glob("*.json")):
        told = json.loads(file.read_text(encoding="utf-8"))
        number, revision = told["source"][:10], told["source"][11:-5]
        part = bill.parts[number]
        density = bill.data["materials"][part["material"]]["density_kg_m3"]
        valid = any(r["mark"] == revision and r["state"] == "valid" for r in part["revisions"])
        if valid and density and part["make"] == "make" and told["measures"]["volume_mm3"]:
            drawn = told["measures"]["volume_mm3"] * density * 1e-6
            if abs(drawn - part["mass_g"]) > 0.03 * part["mass_g"] + 2:
                faults.append(f"{number}: drawn {drawn:.0f} g, in the bill {part['mass_g']} g")
    return faults


def main() -> int:
    """Prints the figures and names every one that is off."""
    bill = Bill(json.loads(BILL.read_text(encoding="utf-8")))
    faults = faults_of_form(bill) + faults_of_drawing(bill)
    print(f"{len(bill.parts)} parts, {len(bill.data['lines'])} lines")
    for reference in bill.data["reference_cars"]:
        car = bill.car(frozenset(reference["choices"]))
        figure = (
            reference["figure"]
            if reference["load_case"] is None
            else (f"{reference['load_case']}:{reference['figure']}")
        )
        print(f"{reference['key']}: {figure} {car[figure]:.3f} kg, wanted {reference['kg']}")
        if int(car[figure] + 0.5) != reference["kg"]:
            faults.append(f"{reference['key']}: {car[figure]:.3f} instead of {reference['kg']} kg")
    cars = valid_cars()
    looks = {choice for choice in cars if {"colour-moss"} <= choice}  # colours weigh and cost alike, nearly
    seen: dict[str, list[tuple[float, list[str]]]] = defaultdict(list)
    for chosen in looks:
        for name, value in bill.car(chosen).items():
            seen[name].append((value, sorted(chosen)))
    for name, values in seen.items():
        low, high = min(values), max(values)
        print(f"{name:26} {low[0]:9.1f} ... {high[0]:9.1f}   {' '.join(high[1])}")
    print(f"{len(cars)} valid cars")
    for limit in bill.data["limits"]:
        worst = max(seen[f"{limit['load_case']}:{limit['key']}"])
        if worst[0] > limit["kg"]:
            faults.append(f"{limit['key']}: {worst[0]:.1f} of {limit['kg']} kg with {worst[1]}")
    for price, (cost, _) in zip(PRICE_EUR, (min(seen["cost"]), max(seen["cost"])), strict=True):
        share = cost / (price / 1.19)
        print(f"cost {cost:.0f} EUR is {share:.1%} of the net price at {price} EUR")
        if not COST_SHARE[0] <= share <= COST_SHARE[1]:
            faults.append(f"cost share {share:.1%}")
    lead = [value for value, _ in seen["lead"]]
    if (min(lead), max(lead)) != (42, 70):
        faults.append(f"lead time {min(lead)} to {max(lead)} days instead of 6 to 10 weeks")
    faults += exact_rules(bill)
    for fault in faults:
        print("FAULT", fault)
    return 1 if faults else 0


def exact_rules(bill: Bill) -> list[str]:
    """R1 and R9 must never forbid a car that would keep the limits."""
    faults = []
    for index, figure, limit in ((0, "ready:axle-rear", 450), (8, "running-order:total", 900)):
        others = [rule for number, rule in enumerate(RULES) if number != index]
        for choice in product(*ONE_OF, *[("", extra) for extra in EXTRAS]):
            chosen = frozenset(choice) - {""}
            if "colour-moss" not in chosen or holds(RULES[index], chosen):
                continue
            if all(holds(rule, chosen) for rule in others):
                value = bill.car(chosen)[figure]
                if value <= limit:
                    faults.append(f"R{index + 1} forbids a good car: {value:.1f} kg, {sorted(chosen)}")
    return faults


if __name__ == "__main__":
    sys.exit(main())
