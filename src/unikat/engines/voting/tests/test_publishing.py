"""Publishing: the ballots file, bit for bit, and what a changed file says."""

import json
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unikat.engines.voting import (
    Ballot,
    Cast,
    Rule,
    VotingFault,
    count,
    export_ballots,
    read_ballots,
    recount,
    result_bytes,
)

NONCE = bytes(range(16))
CASTS = (
    Cast(Ballot("dachs", "a", 3, 4, True), NONCE),
    Cast(Ballot("amsel", "b", 5, 5, False), NONCE[::-1]),
    Cast(Ballot("amsel", "a", 4, 2, False), NONCE * 2),
)
FILE = export_ballots(CASTS, ["b", "a"], Rule())


def test_file_is_known():
    assert json.loads(FILE) == {
        "format": "unikat-ballots-1",
        "rule": {"least_ballots": 1, "least_meets": 3, "method": "majority-judgment-1"},
        "entries": ["a", "b"],
        "ballots": [
            {
                "voter": cast.ballot.voter,
                "entry": cast.ballot.entry,
                "meets": cast.ballot.meets,
                "appeal": cast.ballot.appeal,
                "own": cast.ballot.own,
                "nonce": cast.nonce.hex(),
                "hash": cast.hash,
            }
            for cast in (CASTS[2], CASTS[0], CASTS[1])
        ],
    }
    assert FILE.endswith(b"}\n")


def test_recount_gives_the_published_result():
    published = count([cast.ballot for cast in CASTS], ["a", "b"], Rule())
    assert recount(FILE) == published
    assert read_ballots(FILE).casts == (CASTS[2], CASTS[0], CASTS[1])


ANSWERS = st.tuples(st.integers(1, 5), st.integers(1, 5), st.booleans(), st.binary(min_size=16, max_size=20))
VOTES = st.dictionaries(
    st.tuples(st.text(st.characters(exclude_categories=["Cs"]), min_size=1), st.sampled_from("abc")), ANSWERS
)


@given(VOTES, st.integers(1, 5), st.integers(0, 99))
def test_recount_is_bit_for_bit_and_blind_to_order(votes, least, seed):
    casts = [
        Cast(Ballot("v" + voter, entry, meets, appeal, own), nonce)
        for (voter, entry), (meets, appeal, own, nonce) in votes.items()
    ]
    rule = Rule(least_meets=least)
    data = export_ballots(casts, "abc", rule)
    mixed = random.Random(seed).sample(casts, len(casts))
    assert export_ballots(mixed, "cab", rule) == data
    published = result_bytes(count([cast.ballot for cast in mixed], "bca", rule))
    assert result_bytes(recount(data)) == published
    loose = json.loads(data)
    random.Random(seed).shuffle(loose["ballots"])
    assert result_bytes(recount(json.dumps(loose, indent=2).encode())) == published


def changed(change):
    content = json.loads(FILE)
    change(content)
    return json.dumps(content).encode()


def first(**fields):
    return changed(lambda content: content["ballots"][0].update(fields))


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (first(appeal=3), "Ballot 1, by amsel on a, does not match its hash."),
        (first(own=True), "Ballot 1, by amsel on a, does not match its hash."),
        (first(nonce="00" * 16), "Ballot 1, by amsel on a, does not match its hash."),
        (first(nonce="zz"), "Ballot 1: the nonce is not written in hexadecimal digits."),
        (first(nonce=7), "Ballot 1: the nonce is not written in hexadecimal digits."),
        (first(nonce="00"), "A nonce needs at least 16 bytes, this one has 1."),
        (
            first(meets=9),
            "The ballot of amsel on a, meets the brief: 9 is not a grade; "
            "grades are whole numbers from 1 to 5.",
        ),
        (first(note="x"), "Ballot 1 must hold exactly: voter, entry, meets, appeal, own, nonce, hash."),
        (
            changed(lambda content: content["ballots"].append(content["ballots"][0])),
            "amsel has more than one ballot on a.",
        ),
        (
            changed(lambda content: content["entries"].remove("b")),
            "The ballot of amsel is on b, which is not an entry.",
        ),
        (
            changed(lambda content: content["rule"].pop("method")),
            "The rule must hold exactly: least_meets, least_ballots, method.",
        ),
        (changed(lambda content: content.update(entries="ab")), "The entries must be a list."),
        (
            changed(lambda content: content.update(entries=[["a"]])),
            "An entry's name must be a text that is not empty.",
        ),
        (
            changed(lambda content: content.update(format="other")),
            "The file's format is 'other', expected 'unikat-ballots-1'.",
        ),
        (b"[]", "The file must hold exactly: format, rule, entries, ballots."),
        (b'{"format":1,"format":2}', "The file names something twice."),
        (b"no", "The file is not JSON."),
        (b"\xff", "The file is not JSON."),
        (b"[" * 100_000, "The file is not JSON."),
        (b"9" * 5000, "The file is not JSON."),
    ],
)
def test_damaged_files_say_what_is_wrong(data, sentence):
    with pytest.raises(VotingFault) as caught:
        recount(data)
    assert str(caught.value) == sentence


def test_export_refuses_what_could_not_be_counted_again():
    with pytest.raises(VotingFault):
        export_ballots([*CASTS, CASTS[0]], ["a", "b"], Rule())
