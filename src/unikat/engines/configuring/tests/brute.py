"""Small random models and the plain truth about them, found by trying every set of options."""

import itertools

from hypothesis import strategies as st

from unikat.engines.configuring.expressions import Expression
from unikat.engines.configuring.model import Group, Model, Option, Rule


def options_alike(codes):
    return tuple(Option(code) for code in codes)


@st.composite
def models(draw, most_groups=4, most_rules=6):
    """At most four groups of at most three options, and rules of every shape over them."""
    groups, number = [], itertools.count()
    for index in range(draw(st.integers(1, most_groups))):
        kind = draw(st.sampled_from(["one", "optional", "several"]))
        options = tuple(
            Option(
                f"o{next(number)}",
                draw(st.integers(-3, 9)),
                draw(st.integers(0, 3)),
                draw(st.integers(0, 4)),
            )
            for _ in range(draw(st.integers(1, 3)))
        )
        groups.append(Group(f"g{index}", kind, options))
    codes = [option.code for group in groups for option in group.options]
    rules = [Rule(f"R{n}", draw(expressions(codes))) for n in range(draw(st.integers(0, most_rules)))]
    return Model(tuple(groups), tuple(rules))


def expressions(codes):
    leaf = st.sampled_from([*(Expression("code", code=code) for code in codes)] * 3 + [Expression("false")])
    return st.recursive(leaf, _wider, max_leaves=5)


def _wider(inner):
    pairs = st.tuples(st.sampled_from(["and", "or", "implies", "implies", "same"]), inner, inner)
    return st.one_of(
        inner.map(lambda part: Expression("not", (part,))),
        pairs.map(lambda made: Expression(made[0], made[1:])),
    )


@st.composite
def questions(draw, **limits):
    """A model with choices of a person, not always possible ones."""
    model = draw(models(**limits))
    codes = [option.code for option in model.options]
    wanted = draw(st.lists(st.sampled_from(codes), unique=True, max_size=5))
    return model, {code: draw(st.sampled_from([True, True, False])) for code in wanted}


def configurations(model, choices=None, *, rules=None, groups=None):
    """Every valid set of options that agrees with the choices, under the named rules and groups only."""
    choices = choices or {}
    codes = [option.code for option in model.options]
    kept_rules = [rule for rule in model.rules if rules is None or rule.code in rules]
    kept_groups = [group for group in model.groups if groups is None or group.code in groups]
    found = []
    for bits in itertools.product((False, True), repeat=len(codes)):
        chosen = frozenset(itertools.compress(codes, bits))
        if (
            all((code in chosen) == wanted for code, wanted in choices.items())
            and all(_fits(group, chosen) for group in kept_groups)
            and all(rule.expression.holds(chosen) for rule in kept_rules)
        ):
            found.append(chosen)
    return found


def _fits(group, chosen):
    picked = sum(option.code in chosen for option in group.options)
    return {"one": picked == 1, "optional": picked <= 1, "several": True}[group.kind]
