"""Canonical JSON against the examples of RFC 8785, and what it refuses."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unikat.engines.sealing import NotCanonical, canonical_json, read_canonical

WHOLE = st.integers(-(2**53) + 1, 2**53 - 1)
VALUES = st.recursive(
    st.none() | st.booleans() | WHOLE | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=20,
)


def test_keys_stand_in_the_order_of_utf_16_as_in_rfc_8785_section_3_2_3():
    names = {
        "\u20ac": "Euro Sign",
        "\r": "Carriage Return",
        "\ufb33": "Hebrew Letter Dalet With Dagesh",
        "1": "One",
        "\U0001f600": "Emoji: Grinning Face",
        "\u0080": "Control",
        "\u00f6": "Latin Small Letter O With Diaeresis",
    }
    assert canonical_json(names).decode() == (
        '{"\\r":"Carriage Return","1":"One","\u0080":"Control","ö":"Latin Small Letter O With Diaeresis",'
        '"€":"Euro Sign","\U0001f600":"Emoji: Grinning Face","\ufb33":"Hebrew Letter Dalet With Dagesh"}'
    )


def test_texts_are_escaped_as_in_rfc_8785_section_3_2_2():
    value = {"literals": [None, True, False], "string": '\u20ac$\u000f\nA\'B"\\\\"/'}
    expected = (
        rb'{"literals":[null,true,false],"string":"' + "€".encode() + rb"$\u000f\nA" + b"'" + rb'B\"\\\\\"/"}'
    )
    assert canonical_json(value) == expected


@given(VALUES)
def test_every_value_comes_back_and_spaces_or_another_order_are_noticed(value):
    data = canonical_json(value)
    assert read_canonical(data) == value
    assert json.loads(data) == value
    with pytest.raises(NotCanonical):
        read_canonical(data + b" ")


@pytest.mark.parametrize(
    ("value", "sentence"),
    [
        ({"torque": [24.5]}, "$.torque.0: 24.5 is a fraction; give an integer in a smaller unit"),
        ({"a": float("nan")}, "$.a: nan is a fraction; give an integer in a smaller unit"),
        ({"a": 2**53}, "$.a: 9007199254740992 is beyond ±(2^53 - 1)"),
        ({"a": {1: 2}}, "$.a: a key is not a text"),
        ({"a": b"x"}, "$.a: a bytes has no canonical form"),
        ("\ud800", "a text contains half a character (a lone surrogate)"),
    ],
)
def test_what_has_no_canonical_form_is_refused_with_its_place(value, sentence):
    with pytest.raises(NotCanonical) as refused:
        canonical_json(value)
    assert str(refused.value) == sentence


@pytest.mark.parametrize(
    "data",
    [
        b'{"b":1,"a":2}', b'{"a":1,"a":1}', b'{"a": 1}', b"1.0", b"1e3", b"-0", b"NaN", b"01",
        b"9007199254740992",
        b'"\\u0041"', b'"\\ud800"', b'"\xff"', b"", b"\xef\xbb\xbf1",
        b"[" * 100_000, b"[" * 65 + b"]" * 65, b"9" * 5000,
    ],
)  # fmt: skip
def test_bytes_that_could_be_written_otherwise_are_refused(data):
    with pytest.raises(NotCanonical):
        read_canonical(data)


def test_nesting_has_a_limit():
    assert read_canonical(b"[" * 64 + b"]" * 64) == json.loads("[" * 64 + "]" * 64)
