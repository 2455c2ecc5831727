"""How fast a click is: every option's state and exact count beside plain python-sat, as ratios in one run."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from statistics import median
from time import perf_counter

from pysat.solvers import Solver

from unikat.engines.configuring.edition import Edition, compile_model
from unikat.engines.configuring.expressions import Expression, parse
from unikat.engines.configuring.model import Group, Model, Option, Rule
from unikat.engines.configuring.satisfying import Encoding


@dataclass(frozen=True)
class Figures:
    """Medians of one model in milliseconds (compilation in seconds), and clicks where the answers differed."""

    name: str
    compile_seconds: float
    click: float
    plain: float
    explanation: float
    completion: float
    mismatches: int


def kit_car(seed: int, families: int, options: int, rules: int) -> Model:
    """A random kit car with a few deciding groups that most rules refer to, always with at least one valid car."""
    dice = random.Random(seed)
    sizes = [2] * families
    while sum(sizes) < options:
        sizes[dice.randrange(families)] += 1
    codes = [[f"f{family}-{index}" for index in range(size)] for family, size in enumerate(sizes)]
    base = frozenset(dice.choice(some) for some in codes)
    hubs = max(2, families // 10)
    made: list[Expression] = []
    while len(made) < rules:
        family = dice.randrange(hubs, families)
        near = max(0, family - 1) if dice.random() < 0.25 else dice.randrange(hubs)
        allowed = " | ".join(dice.sample(codes[family], max(1, len(codes[family]) // 2)))
        forbids = f"{dice.choice(codes[near])} => !{dice.choice(codes[family])}"
        rule = parse(forbids if dice.random() < 0.5 else f"{dice.choice(codes[near])} => {allowed}")
        if rule.holds(base):
            made.append(rule)
    groups = tuple(
        Group(f"f{n}", "one", tuple(Option(code, dice.randrange(200_000)) for code in some))
        for n, some in enumerate(codes)
    )
    return Model(groups, tuple(Rule(f"R{n}", rule) for n, rule in enumerate(made)))


class PlainSat:
    """What one would write without an engine: ask a solver about each option, skipping what answers showed already."""

    def __init__(self, model: Model) -> None:
        self.encoding = Encoding(model)
        self.solver = Solver(name="g4", bootstrap_with=[list(clause) for clause in self.encoding.clauses()])

    def open_options(self, choices: Mapping[str, bool]) -> frozenset[str]:
        """Options that can still be both chosen and left out."""
        assumed = [*self.encoding.literals(choices), *self.encoding.selectors]
        shown: set[int] = set()
        variables = self.encoding.variables
        for variable in variables.values():
            for literal in (variable, -variable):
                if literal not in shown and self.solver.solve(assumptions=[literal, *assumed]):
                    shown.update(self.solver.get_model())
        return frozenset(code for code, variable in variables.items() if {variable, -variable} <= shown)


def clicks(edition: Edition, seed: int, many: int) -> list[dict[str, bool]]:
    """States of people who click one open option after another and start again after ten."""
    dice = random.Random(seed)
    states: list[dict[str, bool]] = []
    choices: dict[str, bool] = {}
    while len(states) < many:
        options = edition.state(choices).options
        still_open = [code for code, option in options.items() if option.status == "free"]
        if not still_open or len(choices) == 10:
            choices = {}
            continue
        choices = {**choices, dice.choice(still_open): True}
        states.append(choices)
    return states


def milliseconds(ask: Callable[[dict[str, bool]], object], asked: list[dict[str, bool]]) -> float:
    """Median time of one question."""
    times = []
    for choices in asked:
        start = perf_counter()
        ask(choices)
        times.append(perf_counter() - start)
    return median(times) * 1000


def figures(name: str, model: Model, many: int, seed: int) -> Figures:
    """Compile a model, click through it, and compare every answer with plain python-sat."""
    start = perf_counter()
    edition = compile_model(model)
    seconds = perf_counter() - start
    plain = PlainSat(model)
    asked = clicks(edition, seed, many)
    blocked = {
        id(choices): next((c for c, o in edition.state(choices).options.items() if o.reason == "rules"), "")
        for choices in asked
    }
    explained = [choices for choices in asked if blocked[id(choices)]]
    mismatches = sum(
        frozenset(code for code, option in edition.state(choices).options.items() if option.status == "free")
        != plain.open_options(choices)
        for choices in asked
    )
    return Figures(
        name,
        seconds,
        milliseconds(edition.state, asked),
        milliseconds(plain.open_options, asked),
        milliseconds(lambda choices: edition.explain(choices, blocked[id(choices)]), explained),
        milliseconds(edition.complete, asked),
        mismatches,
    )


def main(many: int = 60, seed: int = 7) -> list[Figures]:
    """Print one line per model and return the figures."""
    shapes = [(8, 25, 15), (30, 120, 90), (60, 300, 150), (60, 300, 250)]
    results = []
    for shape in shapes:
        name = "{} groups, {} options, {} rules".format(*shape)
        result = figures(name, kit_car(seed, *shape), many, seed)
        results.append(result)
        print(
            f"{name}: click {result.click:.2f} ms with exact counts, plain python-sat {result.plain:.2f} ms "
            f"without ({result.plain / result.click:.1f} times), explanation {result.explanation:.2f} ms, "
            f"cheapest completion {result.completion:.2f} ms, compiled in {result.compile_seconds:.2f} s, "
            f"{result.mismatches} different answers"
        )
    return results


if __name__ == "__main__":
    main()
