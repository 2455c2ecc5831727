"""Expressions read what is written, say what is wrong and where, and survive hostile texts."""

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from unikat.engines.configuring.expressions import DEEPEST_NESTING, Expression, ExpressionError, parse

CODES = ("a", "b-2", "tow-bar")


def join(operator):
    size = {"not": 1, "implies": 2, "same": 2}.get(operator)
    return lambda inner: st.lists(inner, min_size=size or 2, max_size=size or 3).map(
        lambda parts: Expression(operator, tuple(parts))
    )


leaves = st.sampled_from(
    [*(Expression("code", code=code) for code in CODES), Expression("true"), Expression("false")]
)
trees = st.recursive(
    leaves,
    lambda inner: st.one_of(*(join(operator)(inner) for operator in ("not", "and", "or", "implies", "same"))),
    max_leaves=12,
)


def worlds():
    for bits in itertools.product((False, True), repeat=len(CODES)):
        yield frozenset(itertools.compress(CODES, bits))


@settings(deadline=None)
@given(trees)
def test_canonical_text_keeps_the_meaning(tree):
    again = parse(tree.text)
    assert again.text == parse(again.text).text
    assert again == parse(again.text)
    assert [again.holds(world) for world in worlds()] == [tree.holds(world) for world in worlds()]
    assert again.codes() == tree.codes()


@pytest.mark.parametrize(
    ("written", "canonical"),
    [
        ("", "true"),
        ("  \n ", "true"),
        ("tow-bar=>battery-20", "tow-bar => battery-20"),
        ("((a)) & (b & c)", "a & b & c"),
        ("a => (b => c)", "a => b => c"),
        ("(a => b) => c", "(a => b) => c"),
        ("!(winch&seats-four & battery-40)", "!(winch & seats-four & battery-40)"),
        ("!!a | b & c", "!!a | b & c"),
        ("(a | b) & c <=> d", "(a | b) & c <=> d"),
        ("a <=> (b <=> c)", "a <=> b <=> c"),
        ("(a <=> b) <=> c", "(a <=> b) <=> c"),
        ("truely | true", "truely | true"),
    ],
)
def test_canonical_text(written, canonical):
    assert parse(written).text == canonical


def test_the_usual_meaning_of_operators():
    rule = parse("seats-four => body-half-doors | body-roof")
    assert rule.codes() == {"seats-four", "body-half-doors", "body-roof"}
    assert rule.holds(frozenset())
    assert not rule.holds({"seats-four"})
    assert rule.holds({"seats-four", "body-roof"})
    assert parse("").holds(frozenset())
    assert parse("a & b | c").holds({"c"})
    assert not parse("!a | b").holds({"a"})


@pytest.mark.parametrize(
    ("written", "key", "line", "column", "sentence"),
    [
        ("a &", "code-expected", 1, 4, "An option code is missing before the end"),
        ("a b", "operator-expected", 1, 3, "An operator (& | => <=>) is missing before 'b'"),
        ("a &\n (b", "parenthesis-open", 2, 4, "A closing parenthesis is missing before the end"),
        ("a)", "parenthesis-close", 1, 2, "A closing parenthesis has no opening one"),
        ("a & Ä", "bad-character", 1, 5, "The character 'Ä' does not belong in an expression"),
        ("=> b", "code-expected", 1, 1, "An option code is missing before '=>'"),
        ("(a b)", "operator-expected", 1, 4, "An operator (& | => <=>) is missing before 'b'"),
        ("()", "code-expected", 1, 2, "An option code is missing before ')'"),
    ],
)
def test_errors_name_the_place(written, key, line, column, sentence):
    with pytest.raises(ExpressionError) as caught:
        parse(written)
    assert (caught.value.key, caught.value.line, caught.value.column) == (key, line, column)
    assert str(caught.value) == f"{sentence} (line {line}, column {column})."


HOSTILE = ["(", "!", "a=>", "a<=>", "(a&", ")", "a ", "\x00", "a&", "!(", "\U0001f697"]


@pytest.mark.parametrize("unit", HOSTILE)
@pytest.mark.parametrize("length", [9_000, 100_000])
def test_hostile_texts_are_refused(unit, length):
    with pytest.raises(ExpressionError):
        parse(unit * (length // len(unit)))


@pytest.mark.parametrize(("before", "after"), [("!", ""), ("(", ")"), ("a => ", ""), ("a <=> ", "")])
def test_the_depth_limit_is_exact(before, after):
    fits = before * DEEPEST_NESTING + "a" + after * DEEPEST_NESTING
    assert parse(fits).codes() == {"a"}
    with pytest.raises(ExpressionError) as caught:
        parse(before + fits + after)
    assert caught.value.key == "too-deep"


@settings(deadline=None)
@given(st.text(alphabet="ab!&|=><() -\n"))
def test_any_text_is_read_or_refused(text):
    try:
        expression = parse(text)
    except ExpressionError as error:
        position = error.position
    else:
        assert parse(expression.text) == expression
        return
    assert 0 <= position <= len(text)
