"""Ballots: what is refused, canonical bytes, commitments."""

import hashlib

import pytest

from unikat.engines.voting import Ballot, VotingFault, ballot_bytes, ballot_hash

IDA = Ballot("Fähre-17", "E-3", 4, 5, True)


def test_canonical_bytes_are_known():
    assert ballot_bytes(IDA) == (
        '{"appeal":5,"entry":"E-3","meets":4,"own":true,"voter":"Fähre-17"}'.encode()
    )


def test_hash_is_sha256_of_nonce_and_bytes():
    nonce = bytes(range(16))
    assert ballot_hash(IDA, nonce) == hashlib.sha256(nonce + ballot_bytes(IDA)).hexdigest()
    assert ballot_hash(IDA, nonce) == "f62a0d49eac6459f76272e934ad60fbb4a1383aacadd20bae95e0fb35c997169"


def test_short_nonce_is_refused():
    with pytest.raises(VotingFault) as caught:
        ballot_hash(IDA, b"1234")
    assert str(caught.value) == "A nonce needs at least 16 bytes, this one has 4."


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        (("v", "e", 0, 1, True), "The ballot of v on e, meets the brief: 0 is not a grade; {}."),
        (("v", "e", 1, 6, True), "The ballot of v on e, appeal: 6 is not a grade; {}."),
        (("v", "e", True, 1, True), "The ballot of v on e, meets the brief: True is not a grade; {}."),
        (("v", "e", 1, 1.0, True), "The ballot of v on e, appeal: 1.0 is not a grade; {}."),
        (("v", "e", 1, "5", True), "The ballot of v on e, appeal: '5' is not a grade; {}."),
        (("v", "e", 1, 1, 1), "The ballot of v on e, own: must be yes or no."),
        ((" ", "e", 1, 1, True), "The voter of a ballot must be a text that is not empty."),
        (("v", None, 1, 1, True), "The entry of a ballot must be a text that is not empty."),
        (("\ud800", "e", 1, 1, True), "The voter of a ballot holds half a character that no file can keep."),
    ],
)
def test_ballots_are_checked_at_the_door(fields, sentence):
    with pytest.raises(VotingFault) as caught:
        Ballot(*fields)
    assert str(caught.value) == sentence.format("grades are whole numbers from 1 to 5")
