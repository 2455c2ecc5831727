"""The chain: golden lines, and every kind of meddling with them."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unikat.engines.sealing import BrokenChain, Link, NotCanonical, chain, follow, head_of

EVENTS = [{"step": "4.12", "mNm": 24000}, {"step": "4.13"}, {"done": True}]


def test_lines_are_canonical_and_name_the_hash_of_the_line_before():
    first = b'{"body":{"mNm":24000,"step":"4.12"},"prev":"' + b"0" * 64 + b'","seq":0}'
    second = b'{"body":{"step":"4.13"},"prev":"%s","seq":1}' % hashlib.sha256(first).hexdigest().encode()
    third = b'{"body":{"done":true},"prev":"%s","seq":2}' % hashlib.sha256(second).hexdigest().encode()
    assert chain(EVENTS) == [first, second, third]
    assert head_of([first, second, third]) == hashlib.sha256(third).hexdigest()


def test_an_empty_chain_has_a_head_of_zeros():
    assert (chain([]), head_of([])) == ([], "0" * 64)


def test_following_gives_the_events_back():
    lines = chain(EVENTS)
    links = list(follow(lines))
    assert links == [
        Link(seq, body, hashlib.sha256(line).hexdigest())
        for seq, (body, line) in enumerate(zip(EVENTS, lines, strict=True))
    ]
    assert links[-1].head == head_of(lines)


def test_a_fraction_is_refused_with_the_number_of_its_event():
    with pytest.raises(NotCanonical) as refused:
        chain([{"a": 1}, {"a": 0.5}])
    assert str(refused.value) == "event 1: $.body.a: 0.5 is a fraction; give an integer in a smaller unit"


@pytest.mark.parametrize(
    ("order", "line", "kind"),
    [((1, 0, 2), 1, "chain"), ((0, 2), 2, "chain"), ((1, 2), 1, "chain"), ((0, 1, 1, 2), 3, "chain")],
)
def test_moved_removed_and_repeated_lines_break_it(order, line, kind):
    lines = chain(EVENTS)
    with pytest.raises(BrokenChain) as broken:
        list(follow([lines[index] for index in order]))
    assert (broken.value.line, broken.value.kind) == (line, kind)


@given(st.integers(0, 2), st.data())
def test_any_changed_byte_changes_the_head_or_breaks_the_chain(number, data):
    lines = chain(EVENTS)
    at = data.draw(st.integers(0, len(lines[number]) - 1))
    changed = bytearray(lines[number])
    changed[at] ^= data.draw(st.integers(1, 255))
    tampered = [bytes(changed) if index == number else line for index, line in enumerate(lines)]
    try:
        heads = [link.head for link in follow(tampered)]
    except BrokenChain:
        return
    assert heads[-1] != head_of(lines)


@pytest.mark.parametrize("line", [b"[]", b"{}", b'{"body":{},"prev":"","seq":0,"x":1}', b"", b"\xff"])
def test_a_line_that_is_no_link_is_unreadable(line):
    with pytest.raises(BrokenChain) as broken:
        list(follow([line]))
    assert (broken.value.line, broken.value.kind) == (1, "unreadable")
