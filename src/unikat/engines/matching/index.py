"""Finds the texts most alike to a text: cosine between tf-idf vectors of character 3- to 5-grams.

Parts of German compounds count ("Anhängerkupplung" meets "Kupplung"), and so do inflected forms. Weights:
(1 + ln tf) * (1 + ln((1 + n) / (1 + df))), as in G. Salton and C. Buckley, "Term-weighting approaches in
automatic text retrieval", Information Processing & Management 24 (1988) 513-523. Grams stay within a word
with its borders marked.
"""

from array import array
from collections import Counter
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from math import log
from typing import Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

from .folding import words

SHORTEST, LONGEST = 3, 5
BORDER = "_"

Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True)
class Text(Generic[Key]):
    """A text to find: any unique id (a number, a string), its title, its body, its language
    ("de", "en" or "")."""

    id: Key
    title: str
    text: str = ""
    language: str = ""


@dataclass(frozen=True)
class Match(Generic[Key]):
    """A text that is alike, with the cosine of the two (0 nothing shared, 1 the same grams)."""

    id: Key
    score: float


def grams_of(text: str) -> Counter[str]:
    """How often each gram occurs in the words of a text."""
    return Counter(
        edged[start : start + size]
        for edged in (f"{BORDER}{word}{BORDER}" for word in words(text))
        for size in range(SHORTEST, LONGEST + 1)
        for start in range(len(edged) - size + 1)
    )


class Index(Generic[Key]):
    """Texts by their grams, in memory (about 2 kB a text); texts can come and go at any time.

    Scores are exact after every change: weights follow the texts that are in it at the moment of asking.
    """

    def __init__(self, texts: Iterable[Text[Key]] = ()) -> None:
        """An index over these texts."""
        self._slots: dict[Key, int] = {}
        self._texts: list[Text[Key] | None] = []
        self._grams: dict[str, int] = {}
        self._spread = array("i")  # per gram: how many texts have it
        self._postings: list[tuple[array[int], array[float]]] = []  # per gram: slots, and 1 + ln tf there
        self._entries: tuple[array[int], array[int], array[float]] = array("i"), array("i"), array("f")
        self._lengths: NDArray[np.float64] | None = None
        for text in texts:
            self.add(text)

    def __len__(self) -> int:
        """How many texts are in it."""
        return len(self._slots)

    def add(self, text: Text[Key]) -> None:
        """Take a text in; one with the same id is replaced."""
        self.remove(text.id)
        slot = self._slots[text.id] = len(self._texts)
        self._texts.append(text)
        slots, grams, weights = self._entries
        for gram, times in grams_of(f"{text.title} {text.text}").items():
            number = self._grams.setdefault(gram, len(self._postings))
            if number == len(self._postings):
                self._postings.append((array("i"), array("f")))
                self._spread.append(0)
            weight = 1 + log(times)
            self._spread[number] += 1
            slots_of_gram, weights_of_gram = self._postings[number]
            slots_of_gram.append(slot)
            weights_of_gram.append(weight)
            slots.append(slot)
            grams.append(number)
            weights.append(weight)
        self._lengths = None

    def remove(self, id: Key) -> None:
        """Forget a text; an unknown id is fine. Its room is used again only by a new index."""
        slot = self._slots.pop(id, None)
        if slot is None:
            return
        self._texts[slot] = None
        slots, grams, _ = (np.frombuffer(values, dtype=values.typecode) for values in self._entries)
        first, end = np.searchsorted(slots, (slot, slot + 1))
        for number in grams[first:end]:
            self._spread[number] -= 1
        self._lengths = None

    def most_alike(
        self, text: str, top: int = 5, floor: float = 0.0, language: str | None = None
    ) -> list[Match[Key]]:
        """The `top` texts most alike to `text`, best first, none below `floor` or without a common gram.

        With `language` only texts in it. Equal scores stand in the order in which the texts came.
        """
        scores = self._scores(text)
        for slot in np.flatnonzero(scores):
            held = self._texts[slot]
            if held is None or (language is not None and held.language != language):
                scores[slot] = 0.0
        return self._best(scores, top, floor)

    def _best(self, scores: NDArray[np.float64], top: int, floor: float) -> list[Match[Key]]:
        found = np.flatnonzero((scores > 0) & (scores >= floor))
        if top < 1 or not found.size:
            return []
        if found.size > top:
            least = np.partition(scores[found], found.size - top)[found.size - top]
            found = found[scores[found] >= least]
        order = found[np.argsort(-scores[found], kind="stable")][:top]
        held = ((self._texts[slot], float(scores[slot])) for slot in order)
        return [Match(text.id, min(1.0, score)) for text, score in held if text is not None]

    def _rarity(self) -> NDArray[np.float64]:
        spread = np.frombuffer(self._spread, dtype="i") if self._spread else np.zeros(0)
        return 1 + np.log((1 + len(self)) / (1 + spread))

    def _scores(self, text: str) -> NDArray[np.float64]:
        scores = np.zeros(len(self._texts))
        rarity, square = self._rarity(), 0.0
        for gram, times in grams_of(text).items():
            number = self._grams.get(gram)
            rare = rarity[number] if number is not None else 1 + log(1 + len(self))
            weight = (1 + log(times)) * rare
            square += weight * weight
            if number is not None:
                slots, weights = self._postings[number]
                scores[np.frombuffer(slots, dtype="i")] += np.frombuffer(weights, dtype="f") * (weight * rare)
        return scores / (np.maximum(self._vector_lengths(rarity), 1e-12) * (square**0.5 or 1.0))

    def _vector_lengths(self, rarity: NDArray[np.float64]) -> NDArray[np.float64]:
        """The length of each text's vector, computed anew after the texts have changed."""
        if self._lengths is None:
            slots, grams, weights = (np.frombuffer(v, dtype=v.typecode) for v in self._entries)
            squares = (weights * rarity[grams]) ** 2 if grams.size else np.zeros(0)
            self._lengths = np.sqrt(np.bincount(slots, squares, minlength=len(self._texts)))
        return self._lengths


def rank(text: str, candidates: Mapping[Key, str], top: int = 5, floor: float = 0.0) -> list[Match[Key]]:
    """Of a short list (id: text) the candidates most alike to `text`, as `Index.most_alike` has them.

    For what a search has found: about a third of a millisecond a candidate, no index to keep.
    """
    found = Index(Text(key, candidate) for key, candidate in candidates.items())
    return found.most_alike(text, top, floor)
