"""Sums within bounds as clauses: a decision diagram over the running total, one helper variable per open total."""

from __future__ import annotations

from collections.abc import Sequence

from unikat.engines.configuring.clauses import Clause
from unikat.engines.configuring.model import ModelError

MOST_TOTALS = 200_000
"""Different open totals of one sum; more would take minutes and gigabytes."""

Choices = Sequence[tuple[int, int]]
"""Signed variables of which exactly one is true, with what each weighs."""


class SumClauses:
    """One sum over choices; `root` is true only if it is within its bounds, `clauses` say so, `last` is the last variable."""

    def __init__(self, terms: Sequence[Choices], low: int | None, high: int | None, last: int) -> None:
        self.terms = terms
        self.last = last
        self.clauses: list[Clause] = []
        self._known: dict[tuple[int, int | None, int | None], int] = {}
        self._least, self._most = [0], [0]
        for choices in reversed(terms):
            weights = [weight for _, weight in choices]
            self._least.append(self._least[-1] + min(weights))
            self._most.append(self._most[-1] + max(weights))
        self._least.reverse()
        self._most.reverse()
        self.root = self._open(0, low, high)

    def _open(self, first: int, low: int | None, high: int | None) -> int:
        """The variable for "the terms from `first` on lie within these bounds", made from the last term on upwards."""
        waiting = [(first, *self._clipped(first, low, high))]
        while waiting:
            key = waiting[-1]
            if key in self._known:
                waiting.pop()
                continue
            below = [] if self._settled(key) is not None else self._below(key)
            missing = [each for _, each in below if each not in self._known]
            if missing:
                waiting.extend(missing)
                continue
            self._make(waiting.pop(), below)
        return self._known[(first, *self._clipped(first, low, high))]

    def _clipped(self, at: int, low: int | None, high: int | None) -> tuple[int | None, int | None]:
        """Bounds that can no longer be missed are none."""
        return (
            None if low is None or low <= self._least[at] else low,
            None if high is None or high >= self._most[at] else high,
        )

    def _settled(self, key: tuple[int, int | None, int | None]) -> bool | None:
        at, low, high = key
        if low is None and high is None:
            return True
        if (low is not None and low > self._most[at]) or (high is not None and high < self._least[at]):
            return False
        return None

    def _below(
        self, key: tuple[int, int | None, int | None]
    ) -> list[tuple[int, tuple[int, int | None, int | None]]]:
        at, low, high = key
        found = []
        for literal, weight in self.terms[at]:
            bounds = (None if low is None else low - weight, None if high is None else high - weight)
            found.append((literal, (at + 1, *self._clipped(at + 1, *bounds))))
        return found

    def _make(
        self,
        key: tuple[int, int | None, int | None],
        below: list[tuple[int, tuple[int, int | None, int | None]]],
    ) -> None:
        if len(self._known) >= MOST_TOTALS:
            raise ModelError("wide-sum", "", f"A sum has more than {MOST_TOTALS:,} different totals.")
        self.last += 1
        self._known[key] = self.last
        if not below and not self._settled(key):
            self.clauses.append((-self.last,))
        for literal, child in below:
            self.clauses.append((-self.last, -literal, self._known[child]))
