"""UVL is read with place and reason of every fault, and written so that reading it gives the same configurations."""

from decimal import Decimal

import pytest
from hypothesis import given, settings

from unikat.engines.configuring.feature_edition import compile_features
from unikat.engines.configuring.feature_reasons import Reasons
from unikat.engines.configuring.features import FeatureGroup
from unikat.engines.configuring.languages import LanguageError, Remark, read, write_uvl
from unikat.engines.configuring.tests.feature_brute import configurations, feature_models

KIT_CAR = """\
namespace Feldhase // a kit car
features
\t"Kit car" {abstract true}
\t\tmandatory
\t\t\tBattery
\t\t\t\talternative
\t\t\t\t\tSmall {price 900.50, mass 90}
\t\t\t\t\tLarge {price 2100, mass 170, 'x'}
\t\toptional
\t\t\tExtras
\t\t\t\t[1..2]
\t\t\t\t\tWinch {price 300, mass 20}
\t\t\t\t\tRoof {price 450.25, mass 30, colours ['red', 'blue']}
\t\t\t\t\tTow-bar {price 250, note 'steel', constraint Roof => !Winch}
constraints
\t/* nothing heavy
\t   with the large one */
\tTow-bar => Small
\tsum(price) <= 2600.25
\t2 * Winch.mass + Roof.mass < 80 - Tow-bar.mass
"""


def told(text):
    return read(text.encode(), "car.uvl")


def test_a_kit_car_is_read_with_its_groups_numbers_and_rules():
    text = KIT_CAR.replace(", 'x'", "").replace(" - Tow-bar.mass", "")
    reading = told(text)
    model = reading.model
    assert model.names == ("Kit car", "Battery", "Small", "Large", "Extras", "Winch", "Roof", "Tow-bar")
    assert set(model.groups) == {
        FeatureGroup(0, 1, 1, (1,)),
        FeatureGroup(1, 1, 1, (2, 3)),
        FeatureGroup(0, 0, 1, (4,)),
        FeatureGroup(4, 1, 2, (5, 6, 7)),
    }
    assert model.attributes[2] == {"price": Decimal("900.50"), "mass": Decimal(90)}
    assert model.attributes[7] == {"price": Decimal(250), "note": "steel"}
    assert [(rule.expression.text, rule.line) for rule in model.rules] == [
        ("Roof => !Winch", 14),
        ("Tow-bar => Small", 18),
    ]
    assert [(total.weights, total.low, total.high) for total in model.sums] == [
        (((2, 90050), (3, 210000), (5, 30000), (6, 45025), (7, 25000)), None, 260025),
        (((5, 40), (6, 30)), None, 79),
    ]
    assert reading.remarks == (Remark(13, 43, "the attribute 'colours' with several values"),)
    # By hand: with the small battery any two extras but winch and roof, with the large one at most one, no tow-bar.
    assert compile_features(model).count({}) == len(configurations(model)) == 6 + 3


@settings(max_examples=120, deadline=None)
@given(feature_models())
def test_writing_and_reading_keeps_the_configurations(model):
    reading = told(write_uvl(model))
    assert reading.remarks == ()
    assert set(reading.model.names) == set(model.names)
    assert set(configurations(reading.model)) == set(configurations(model))


def test_operators_group_to_the_left_and_bind_in_the_order_of_the_language():
    tree = "features\n\tr\n\t\toptional\n\t\t\ta\n\t\t\tb\n\t\t\tc\n"
    model = told(f"{tree}constraints\n\ta => b => c\n\ta | b & !c <=> r").model
    first, second = (rule.expression for rule in model.rules)
    assert first.holds({"a"}) is True
    assert first.holds(set()) is False
    assert second.holds({"r", "b"}) is True
    assert second.holds({"r", "b", "c"}) is False


def test_a_feature_may_be_there_several_times():
    tree = "features\n\tcar\n\t\tmandatory\n\t\t\taxle cardinality [2..3]\n"
    text = f"{tree}\t\t\t\talternative\n\t\t\t\t\trigid\n\t\t\t\t\tsteered"
    reading = told(f"{text}\nconstraints\n\tcar => rigid\n\taxle => car\n")
    # Two axles of two kinds each, or three.
    assert compile_features(reading.model).count({}) == 2**2 + 2**3
    assert reading.remarks == (
        Remark(9, 1, "car => rigid (names a feature that may be there several times)"),
    )
    inner = "\t\t\t\toptional\n\t\t\t\t\twheel cardinality [1..2]\n"
    nested = told(f"features\n\tcar\n\t\tmandatory\n\t\t\taxle cardinality [1..2]\n{inner}").model
    # Each axle without a wheel, with one, or with two; a second axle or none.
    assert compile_features(nested).count({}) == 3 + 3 * 3
    none = told("features\n\tcar\n\t\tmandatory\n\t\t\tbody\n\t\t\thorn cardinality [0..2]\n")
    assert compile_features(none.model).count({}) == 3


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("avg(price) < 3", "the function avg"),
        ("a.price * b.price < 3", "a product of features"),
        ("a.price / 2 < 3", "a division"),
        ("a => b.price < 3", "arithmetic inside a formula"),
        ("a.name == 'x'", "it compares texts"),
        ("a + 1 < 3", "the value of a feature"),
    ],
)
def test_what_is_not_understood_is_listed(line, reason):
    text = "features\n\tr\n\t\toptional\n\t\t\ta {price 3}\n\t\t\tInteger b {price 1}\nconstraints\n\t"
    reading = told(text + line)
    assert reading.model.sums == ()
    assert reading.remarks == (Remark(5, 4, "the Integer value of 'b'"), Remark(7, 2, f"{line} ({reason})"))


TREE = "features\n\tr\n\t\toptional\n\t\t\ta\n\t\t\tb\n"


@pytest.mark.parametrize(
    ("text", "key", "line", "column"),
    [
        ("", "no-features", 1, 1),
        ("hello world", "unexpected", 1, 1),
        ("\tr", "unexpected", 1, 2),
        ("features\n\tr\n\tq", "unexpected", 3, 2),
        ("features\n\tr\n\t\tsome\n", "expected", 3, 3),
        ("features\n\tr\n\t\tor\n\tq", "expected", 3, 3),
        ("features\n\tr\n\t\t[3..4]\n\t\t\ta\n", "bad-bounds", 3, 3),
        ("features\n\tr\n\t\toptional\n\t\t\ta cardinality [1..999999]", "too-many-features", 4, 4),
        ("features\n\tr cardinality [0..2]", "bad-bounds", 2, 2),
        ("features\n\tr\n\t\toptional\n\t\t\ta b\n", "unexpected", 4, 6),
        ("features\n\tr\n\t\toptional\n\t\t\ta {price}}\n", "unexpected", 4, 13),
        ("features\n\tr {price 1, (2", "expected", 2, 16),
        ("features\n\tr /* never\nclosed", "expected", 2, 4),
        ("features\n" + "\t/*\n" * 200_000, "expected", 2, 2),
        ("features\n\tr {price NaN}", "bad-number", 2, 11),
        ("features\n\tr {price 1e308}", "bad-number", 2, 11),
        ("features\n\tr {price 0.0000000001}", "bad-number", 2, 11),
        ("features\n\tr {price 'x}", "expected", 2, 11),
        (f"{TREE}\t\t\ta", "double-feature", 6, 4),
        (f"{TREE}constraints\n\ta => c", "unknown-feature", 7, 7),
        (f"{TREE}constraints\n\ta => ", "expected", 7, 6),
        (f"{TREE}constraints\n\t(a & b", "expected", 7, 8),
        (f"{TREE}constraints\n\ta b", "unexpected", 7, 4),
        (f"{TREE}constraints\n\ta ? b", "unexpected", 7, 4),
        (f"{TREE}constraints\n\ta.price < 3", "unknown-attribute", 7, 4),
        (f"{TREE}constraints\n\tsum(price) < 3", "unknown-attribute", 7, 6),
        (f"{TREE}constraints\n\t{'!' * 101}a", "too-deep", 7, 103),
        (f"{TREE}constraints\n\t{'(' * 50_000}a", "too-deep", 7, 103),
        (f"{TREE}constraints\n\t{'a <=> b => r | a & (' * 60}a{')' * 60}", "too-deep", 7, 2),
    ],
)
def test_faults_have_a_place(text, key, line, column):
    with pytest.raises(LanguageError) as caught:
        told(text)
    assert (caught.value.key, caught.value.line, caught.value.column) == (key, line, column)
    assert str(caught.value).endswith(f"(line {line}, column {column}).")
    assert len(str(caught.value)) < 200


def test_a_formula_as_deep_as_allowed_is_compiled_explained_and_written():
    formula = "a"
    for _ in range(32):
        formula = f"!({formula} & (b | r))"
    model = told(f"{TREE}constraints\n\t{formula}\n").model
    assert compile_features(model).count({}) == len(configurations(model)) == 2
    assert Reasons(model).explain({}, "a").claim == "forced"
    assert configurations(told(write_uvl(model)).model) == configurations(model)


def test_nothing_of_any_size_gets_past_the_limits():
    deep = "features\n" + "".join("\t" * n + (f"f{n}\n" if n % 2 else "optional\n") for n in range(1, 900))
    wide = "features\n\tr\n\t\toptional\n" + "".join(f"\t\t\tf{n}\n" for n in range(1_000_000))
    nonsense = "features\n\tr\nconstraints\n" + "\t%&! ?? )(\n" * 100_000
    faults = []
    for text in (deep, wide, nonsense):
        with pytest.raises(LanguageError) as caught:
            told(text)
        faults.append((caught.value.key, caught.value.line))
    assert faults == [("too-deep", 402), ("too-many-features", 200_003), ("unexpected", 4)]


def test_rules_that_contradict_or_go_round_are_no_fault_of_the_file():
    contradiction = told(f"{TREE}constraints\n\ta & b\n\t!a | !b\n").model
    assert compile_features(contradiction).count({}) == 0
    circle = told(f"{TREE}constraints\n\ta => b\n\tb => a\n").model
    assert compile_features(circle).count({}) == 2
