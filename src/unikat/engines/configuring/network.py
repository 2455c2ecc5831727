"""Families of values and what ties them: clauses, tables of allowed rows, sums within bounds. What is compiled.

A family is a choice among values of which every configuration has exactly one; sets of its values are bits.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

FamilyClause = tuple[tuple[int, int], ...]
"""Pairs (family, values as bits), of which at least one must be met."""


@dataclass(frozen=True, slots=True)
class FamilyTable:
    """The rows of values that the families may take together; no row twice."""

    families: tuple[int, ...]
    rows: tuple[tuple[int, ...], ...]


@dataclass(frozen=True, slots=True)
class FamilySum:
    """What the families' values weigh together lies within the bounds (None: no bound)."""

    families: tuple[int, ...]
    weights: tuple[tuple[int, ...], ...]
    """One weight per value of each family."""
    low: int | None
    high: int | None


@dataclass(frozen=True, slots=True)
class Network:
    """Sizes of the families, and everything that must hold between them."""

    sizes: tuple[int, ...]
    clauses: tuple[FamilyClause, ...]
    tables: tuple[FamilyTable, ...] = ()
    sums: tuple[FamilySum, ...] = ()
    contradiction: bool = False

    @property
    def scopes(self) -> list[tuple[int, ...]]:
        """The families of every constraint, clauses first, then tables, then sums."""
        of_clauses = [tuple(family for family, _ in clause) for clause in self.clauses]
        of_tables = [table.families for table in self.tables]
        return [*of_clauses, *of_tables, *(total.families for total in self.sums)]


def bits_of(bits: int) -> list[int]:
    """The places of the ones, lowest first."""
    found = []
    while bits:
        low = bits & -bits
        found.append(low.bit_length() - 1)
        bits ^= low
    return found


def full(sizes: Sequence[int]) -> list[int]:
    """Every family with all of its values."""
    return [(1 << size) - 1 for size in sizes]
