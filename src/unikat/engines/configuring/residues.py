"""What is left of a table or a sum once families have narrowed: new domains, families still tied, a name for the rest.

Tables are held as bit masks over their rows, one mask per value (compact table, Demeulenaere et al. 2016); every answer is
kept, since a compilation meets the same narrow domains again and again.
"""

from __future__ import annotations

import math
from collections.abc import Hashable, Sequence
from typing import Protocol

import numpy as np

from unikat.engines.configuring.network import FamilySum, FamilyTable, bits_of

Domains = Sequence[int]
_WIDE = 200
"""Rows from which numpy is quicker than sets."""


class Tie(Protocol):
    """A constraint over more than clauses can say."""

    families: tuple[int, ...]
    effort: int
    """What one look at it costs, in steps of a compilation."""

    def narrowed(self, domains: Domains) -> tuple[int, ...] | None:
        """New domains of its families, None if nothing is left."""

    def rest(self, domains: Domains) -> tuple[tuple[int, ...], Hashable]:
        """Families it still ties, and what equal rests have in common; no families if it is met whatever happens."""

    def alike(self, family: int, bits: int) -> list[int]:
        """The values parted into sets that it certainly does not tell apart."""


class TableTie:
    """Rows that are allowed together."""

    def __init__(self, table: FamilyTable, sizes: Sequence[int]) -> None:
        self.families = table.families
        self.rows = table.rows
        self.effort = len(table.families) + len(table.rows) // 256
        self.supports = [[0] * sizes[family] for family in table.families]
        for number, row in enumerate(table.rows):
            for column, value in enumerate(row):
                self.supports[column][value] |= 1 << number
        # Rows of a large table are compared as numbers, as long as such a number fits.
        self._wide = len(table.rows) > _WIDE and math.prod(map(len, self.supports)) < 2**62
        self._columns = np.array(table.rows, np.int64).T if self._wide else np.zeros((0, 0), np.int64)
        self._unions: list[dict[int, int]] = [{} for _ in table.families]
        self._narrowed: dict[tuple[int, ...], tuple[int, ...] | None] = {}
        self._rest: dict[tuple[int, ...], tuple[tuple[int, ...], Hashable]] = {}

    def _open_rows(self, key: tuple[int, ...]) -> int:
        open_rows = -1
        for column, bits in enumerate(key):
            union = self._unions[column].get(bits)
            if union is None:
                union = 0
                for value in bits_of(bits):
                    union |= self.supports[column][value]
                self._unions[column][bits] = union
            open_rows &= union
        return open_rows

    def narrowed(self, domains: Domains) -> tuple[int, ...] | None:
        """Only values with a row that is still open."""
        key = tuple([domains[family] for family in self.families])
        if key not in self._narrowed:
            open_rows = self._open_rows(key)
            found = (
                None
                if not open_rows
                else tuple(
                    sum(1 << value for value in bits_of(bits) if self.supports[column][value] & open_rows)
                    for column, bits in enumerate(key)
                )
            )
            self._narrowed[key] = found
            if found is not None:
                self._narrowed[found] = found
        return self._narrowed[key]

    def rest(self, domains: Domains) -> tuple[tuple[int, ...], Hashable]:
        """The open families and the rows that are left of them."""
        key = tuple([domains[family] for family in self.families])
        if key not in self._rest:
            columns = [column for column, bits in enumerate(key) if bits & (bits - 1)]
            found: tuple[tuple[int, ...], Hashable] = ((), None)
            if len(columns) > 1:
                many, name = self._left(self._open_rows(key), columns)
                if many < math.prod([key[column].bit_count() for column in columns]):
                    found = tuple(self.families[column] for column in columns), name
            self._rest[key] = found
        return self._rest[key]

    def _left(self, open_rows: int, columns: list[int]) -> tuple[int, Hashable]:
        """How many different rows are left in these columns, and what equal sets of them have in common."""
        if not self._wide:
            marks = bin(open_rows)[:1:-1]
            rows = [row for row, mark in zip(self.rows, marks, strict=False) if mark == "1"]
            left = frozenset([tuple([row[column] for column in columns]) for row in rows])
            return len(left), left
        packed = np.frombuffer(open_rows.to_bytes(len(self.rows) // 8 + 1, "little"), np.uint8)
        chosen = np.flatnonzero(np.unpackbits(packed, bitorder="little"))
        codes = np.zeros(len(chosen), np.int64)
        for column in columns:
            codes = codes * len(self.supports[column]) + self._columns[column][chosen]
        codes = np.unique(codes)
        return len(codes), codes.tobytes()

    def alike(self, family: int, bits: int) -> list[int]:
        """Every value for itself: comparing rows costs more than merging equal branches afterwards."""
        return [1 << value for value in bits_of(bits)]


class SumTie:
    """Weights that stay within bounds."""

    def __init__(self, total: FamilySum) -> None:
        self.families = total.families
        self.effort = len(total.families)
        self.low, self.high = total.low, total.high
        self.weights = dict(zip(total.families, total.weights, strict=True))
        self._ends: dict[tuple[int, int], tuple[int, int]] = {}

    def _end(self, family: int, bits: int) -> tuple[int, int]:
        """Least and most that a family can weigh."""
        if (family, bits) not in self._ends:
            weights = [self.weights[family][value] for value in bits_of(bits)]
            self._ends[family, bits] = min(weights), max(weights)
        return self._ends[family, bits]

    def narrowed(self, domains: Domains) -> tuple[int, ...] | None:
        """Only values that leave the others room within the bounds."""
        ends = [self._end(family, domains[family]) for family in self.families]
        least, most = sum(end[0] for end in ends), sum(end[1] for end in ends)
        found = []
        for family, (lightest, heaviest) in zip(self.families, ends, strict=True):
            bits = domains[family]
            too_much = None if self.high is None else self.high - least + lightest
            too_little = None if self.low is None else self.low - most + heaviest
            if (too_much is not None and heaviest > too_much) or (
                too_little is not None and lightest < too_little
            ):
                for value in bits_of(bits):
                    weight = self.weights[family][value]
                    if (too_much is not None and weight > too_much) or (
                        too_little is not None and weight < too_little
                    ):
                        bits &= ~(1 << value)
                if not bits:
                    return None
            found.append(bits)
        return tuple(found)

    def rest(self, domains: Domains) -> tuple[tuple[int, ...], Hashable]:
        """The families whose weight is open, and the bounds that are left for them."""
        settled = least = most = 0
        tied = []
        for family in self.families:
            lightest, heaviest = self._end(family, domains[family])
            if lightest == heaviest:
                settled += lightest
            else:
                tied.append(family)
                least += lightest
                most += heaviest
        low = None if self.low is None or self.low - settled <= least else self.low - settled
        high = None if self.high is None or self.high - settled >= most else self.high - settled
        if low is None and high is None:
            return (), None
        return tuple(tied), (id(self), low, high)

    def alike(self, family: int, bits: int) -> list[int]:
        """Values of the same weight together."""
        sets: dict[int, int] = {}
        for value in bits_of(bits):
            weight = self.weights[family][value]
            sets[weight] = sets.get(weight, 0) | 1 << value
        return list(sets.values())
