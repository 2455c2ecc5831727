"""Small random feature models and the plain truth about them, found by trying every set of features."""

import itertools
from decimal import Decimal

from hypothesis import strategies as st

from unikat.engines.configuring.features import FeatureGroup, FeatureModel, FeatureRule, Sum, Table
from unikat.engines.configuring.tests.brute import expressions


@st.composite
def feature_models(draw, most_features=10):
    """A tree of every kind of group, rules across it, tables, clauses and sums."""
    size = draw(st.integers(1, most_features))
    names = tuple(f"f{n}" for n in range(size))
    groups, open_features, number = [], [0], 1
    while number < size:
        parent = draw(st.sampled_from(open_features))
        members = tuple(range(number, min(size, number + draw(st.integers(1, 4)))))
        number += len(members)
        open_features.extend(members)
        low = draw(st.integers(0, len(members)))
        high = draw(st.integers(max(1, low), len(members)))
        groups.append(FeatureGroup(parent, low, high, members))
    rules = tuple(
        FeatureRule(draw(expressions(list(names))), line) for line in range(1, draw(st.integers(0, 4)) + 1)
    )
    literal = st.builds(
        lambda feature, sign: sign * (feature + 1), st.integers(0, size - 1), st.sampled_from([1, -1])
    )
    clauses = tuple(
        tuple(clause) for clause in draw(st.lists(st.lists(literal, min_size=1, max_size=3), max_size=2))
    )
    weights = draw(st.dictionaries(st.integers(0, size - 1), st.integers(-3, 5).filter(bool), max_size=5))
    sign = draw(st.sampled_from(["<=", ">=", "==", "<"]))
    bound = draw(st.integers(-2, 6))
    low = bound if sign in (">=", "==") else None
    high = {"<=": bound, "==": bound, "<": bound - 1}.get(sign)
    text = " + ".join(f"f{feature}.w" for feature in sorted(weights)) + f" {sign} {bound}"
    sums = (Sum(tuple(sorted(weights.items())), low, high, 99, text),) if weights else ()
    attributes = {feature: {"w": Decimal(weight)} for feature, weight in weights.items()}
    drawn = draw(tables(groups))
    return FeatureModel(names, tuple(groups), rules, clauses, drawn, sums, attributes)


@st.composite
def tables(draw, groups):
    """A table over groups under the root that take exactly one member."""
    single = [n for n, group in enumerate(groups) if (group.parent, group.low, group.high) == (0, 1, 1)]
    if not single or draw(st.booleans()):
        return ()
    scope = tuple(draw(st.lists(st.sampled_from(single), min_size=1, max_size=3, unique=True)))
    every = list(itertools.product(*(groups[group].members for group in scope)))
    rows = tuple(draw(st.lists(st.sampled_from(every), unique=True, max_size=6)))
    return (Table(scope, rows, draw(st.booleans()), "T"),)


def configurations(model, choices=None):
    """Every valid set of feature names with all choices."""
    found = []
    for marks in itertools.product((False, True), repeat=len(model.names)):
        chosen = {name for name, mark in zip(model.names, marks, strict=True) if mark}
        if all((name in chosen) == wanted for name, wanted in (choices or {}).items()) and is_valid(
            model, marks
        ):
            found.append(frozenset(chosen))
    return found


def is_valid(model, marks):
    chosen = {name for name, mark in zip(model.names, marks, strict=True) if mark}
    picked = [sum(marks[member] for member in group.members) for group in model.groups]
    return (
        marks[0]
        and all(
            group.low <= number <= group.high if marks[group.parent] else not number
            for group, number in zip(model.groups, picked, strict=True)
        )
        and all(rule.expression.holds(chosen) for rule in model.rules)
        and all(any(marks[abs(each) - 1] == (each > 0) for each in clause) for clause in model.clauses)
        and all(
            any(all(marks[feature] for feature in row) for row in table.rows) == table.allowed
            for table in model.tables
        )
        and all(within(total, marks) for total in model.sums)
    )


def within(total, marks):
    weight = sum(weight for feature, weight in total.weights if marks[feature])
    return (total.low is None or total.low <= weight) and (total.high is None or weight <= total.high)


@st.composite
def feature_questions(draw):
    """A model with choices, not always possible ones."""
    model = draw(feature_models())
    wanted = draw(st.lists(st.sampled_from(model.names), unique=True, max_size=4))
    return model, {name: draw(st.booleans()) for name in wanted}
