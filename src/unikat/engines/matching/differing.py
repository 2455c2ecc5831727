"""Marks what differs between two texts that are alike: numbers and units, negations, opposites.

Alike is not the same: two wishes may share every word but one. What is marked here is meant for a person
who decides; nothing is ever merged because nothing is marked.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Literal

from .folding import fold
from .quantities import Quantity, quantities_in
from .vocabulary import EMPTY, ENDINGS, NEGATIONS, NEGATIONS_OF_VERBS, OPPOSITES

READ = 5_000
TOKEN = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
REACH = 2  # how many telling words a negation may mean on one side
FARTHEST = 12  # words away at most
SHORTEST_WORD = 3
LONGEST_ENDING = 2


@dataclass(frozen=True)
class Difference:
    """One thing that differs, with the words as they stand in each text; "" where one side has nothing.

    `number`: another amount, or one that only one text gives; `unit`: the same number of something else;
    `negation`: one text denies what the other says; `opposite`: the two sides of one question.
    """

    kind: Literal["number", "unit", "negation", "opposite"]
    left: str
    right: str


@dataclass(frozen=True)
class _Word:
    written: str
    folded: str


def differences(a: str, b: str) -> tuple[Difference, ...]:
    """What differs between `a` (left) and `b` (right), each once; nothing between a text and itself.

    Of each text the first 5,000 characters are read, and in them the first 50 different amounts.
    """
    a, b = a[:READ], b[:READ]
    left, right = _words(a), _words(b)
    mirrored = (Difference("negation", found.right, found.left) for found in _negations(right, left))
    found = [
        *_numbers(quantities_in(a), quantities_in(b)),
        *_negations(left, right),
        *mirrored,
        *_opposites(left, right),
    ]
    return tuple(dict.fromkeys(found))


def _words(text: str) -> list[_Word]:
    return [_Word(word, re.sub("['’]", "", fold(word))) for word in TOKEN.findall(text)]


def _numbers(left: list[Quantity], right: list[Quantity]) -> Iterator[Difference]:
    for same in (Quantity.equals, Quantity.same_number, Quantity.comparable):
        rest = []
        for one in left:
            other = next((other for other in right if same(one, other)), None)
            if other is None:
                rest.append(one)
                continue
            right = [kept for kept in right if kept is not other]
            if same is not Quantity.equals:
                kind: Literal["number", "unit"] = "unit" if same is Quantity.same_number else "number"
                yield Difference(kind, one.written, other.written)
        left = rest
    yield from (Difference("number", one.written, "") for one in left)
    yield from (Difference("number", "", other.written) for other in right)


def _negations(left: list[_Word], right: list[_Word]) -> Iterator[Difference]:
    """What `left` denies and `right` says without denying it."""
    said = _by_start(right)
    denied = _by_start([word for at in _negating(right) for word in _meant(right, at)])
    for at in _negating(left):
        for word in _meant(left, at):
            other = _form_of(word, said)
            if other and not _form_of(word, denied):
                yield Difference("negation", f"{left[at].written} … {word.written}", other.written)
                break


def _by_start(words: list[_Word]) -> dict[str, dict[str, _Word]]:
    """The words by their first letters, so that finding a form of a word does not look at all of them."""
    found: dict[str, dict[str, _Word]] = {}
    for word in words:
        found.setdefault(word.folded[:SHORTEST_WORD], {}).setdefault(word.folded, word)
    return found


def _form_of(word: _Word, among: dict[str, dict[str, _Word]]) -> _Word | None:
    near = among.get(word.folded[:SHORTEST_WORD], {}).values()
    return next((other for other in near if _alike(word.folded, other.folded)), None)


def _negating(words: list[_Word]) -> list[int]:
    return [at for at, word in enumerate(words) if word.folded in NEGATIONS]


def _meant(words: list[_Word], at: int) -> list[_Word]:
    """The words a negation may mean, nearest first: those after it, for a denied verb also those before."""
    after = [*islice(filter(_tells, words[at + 1 : at + 1 + FARTHEST]), REACH)]
    if words[at].folded not in NEGATIONS_OF_VERBS:
        return after
    return [*after, *islice(filter(_tells, reversed(words[max(0, at - FARTHEST) : at])), REACH)]


def _tells(word: _Word) -> bool:
    return len(word.folded) >= SHORTEST_WORD and word.folded not in EMPTY


def _alike(one: str, other: str) -> bool:
    """Whether two folded words are forms of one: the same but for a short ending."""
    shared = max(SHORTEST_WORD, min(len(one), len(other)) - LONGEST_ENDING)
    return abs(len(one) - len(other)) <= LONGEST_ENDING and one[:shared] == other[:shared]


def _opposites(left: list[_Word], right: list[_Word]) -> Iterator[Difference]:
    for sides in OPPOSITES:
        ours = [next((w for w in left if _is_one_of(w.folded, side)), None) for side in sides]
        theirs = [next((w for w in right if _is_one_of(w.folded, side)), None) for side in sides]
        # a text that names both sides compares them: nothing can be said about it
        for mine, yours in ((ours[0], theirs[1]), (ours[1], theirs[0])):
            if mine and yours and None in ours and None in theirs:
                yield Difference("opposite", mine.written, yours.written)


def _is_one_of(word: str, side: frozenset[str]) -> bool:
    return word in side or any(
        word.startswith(stem[:-1]) if stem.endswith("*") else _inflects(word, stem) for stem in side
    )


def _inflects(word: str, stem: str) -> bool:
    return word.startswith(stem) and word[len(stem) :] in ENDINGS
