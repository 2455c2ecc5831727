"""The Feldhase's option model, 8 groups, 25 options and 15 rules, and every car it allows."""

import itertools

from unikat.engines.configuring.expressions import parse
from unikat.engines.configuring.model import Group, Model, Option, Rule

GROUPS = {
    "motor": ("one", "motor-35 motor-70"),
    "battery": ("one", "battery-20 battery-40"),
    "seats": ("one", "seats-two seats-four"),
    "body": ("one", "body-open body-half-doors body-half-doors-roof"),
    "wheels": ("one", "wheels-steel-14 wheels-spoke-15"),
    "colour": ("one", "colour-sand colour-moss colour-signal colour-night"),
    "skin": ("one", "skin-plain skin-hare skin-stripes"),
    "extras": ("several", "tow-bar winch front-frame light-bar pennant spare-wheel cargo-cover"),
}
RULES = {
    "R1": "tow-bar => battery-20",
    "R2": "tow-bar => motor-35",
    "R3": "motor-70 => battery-40",
    "R4": "winch => front-frame",
    "R5": "light-bar => body-half-doors-roof",
    "R6": "cargo-cover => seats-two",
    "R7": "spare-wheel => seats-two",
    "R8": "motor-70 => wheels-spoke-15",
    "R9": "!(winch & seats-four & battery-40)",
    "R10": "seats-four => body-half-doors | body-half-doors-roof",
    "R11": "spare-wheel => wheels-steel-14",
    "R12": "skin-hare => !colour-sand",
    "R13": "skin-stripes => body-half-doors | body-half-doors-roof",
    "R14": "!(pennant & light-bar)",
    "R15": "seats-four => !tow-bar",
}
PRICES = {"motor-70": 420_000, "battery-40": 510_000, "seats-four": 90_000, "body-half-doors": 65_000}
PRICES |= {"body-half-doors-roof": 140_000, "wheels-spoke-15": 38_000, "tow-bar": 49_000, "light-bar": 31_000}

MODEL = Model(
    tuple(
        Group(code, kind, tuple(Option(option, PRICES.get(option, 0)) for option in options.split()))
        for code, (kind, options) in GROUPS.items()
    ),
    tuple(Rule(code, parse(text)) for code, text in RULES.items()),
)

N1 = frozenset(
    [
        "motor-35",
        "battery-20",
        "seats-two",
        "body-open",
        "wheels-steel-14",
        "colour-sand",
        "skin-plain",
        "spare-wheel",
    ]
)
N2 = frozenset(
    [
        "motor-70",
        "battery-40",
        "seats-two",
        "body-half-doors-roof",
        "wheels-spoke-15",
        "colour-moss",
        "skin-stripes",
        "light-bar",
    ]
)
N3 = frozenset(
    [
        "motor-35",
        "battery-20",
        "seats-two",
        "body-half-doors",
        "wheels-steel-14",
        "colour-signal",
        "skin-hare",
        "tow-bar",
        "pennant",
    ]
)


def every_car():
    """All valid cars, by trying every pick of every group."""
    picks = []
    for group in MODEL.groups:
        codes = [option.code for option in group.options]
        if group.kind == "one":
            picks.append([{code} for code in codes])
        else:
            sizes = range(len(codes) + 1)
            picks.append([set(some) for size in sizes for some in itertools.combinations(codes, size)])
    for parts in itertools.product(*picks):
        car = frozenset().union(*parts)
        if all(rule.expression.holds(car) for rule in MODEL.rules):
            yield car
