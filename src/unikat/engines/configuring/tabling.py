"""Tables of allowed rows as clauses: a decision diagram over the columns, in which rows that end alike share their end.

Real tables of ten thousands of rows have some hundred different ends; one variable per row would slow every answer down.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from unikat.engines.configuring.clauses import Clause


class TableClauses:
    """One table; `columns` gives the signed variable of every value in each column, of which exactly one is true."""

    def __init__(
        self, rows: Sequence[Sequence[int]], columns: Sequence[Mapping[int, int]], last: int
    ) -> None:
        """`clauses` hold together exactly when the values are a row; `last` is the last variable used."""
        self.last = last
        self.clauses: list[Clause] = []
        ends: dict[tuple[int, ...], int] = {tuple(row): 0 for row in rows}
        for at in range(len(columns) - 1, -1, -1):
            ends = self._column(ends, columns[at], at)
        self.clauses.append((ends[()],) if ends else ())

    def _column(
        self, ends: dict[tuple[int, ...], int], literals: Mapping[int, int], at: int
    ) -> dict[tuple[int, ...], int]:
        """From what follows each beginning of a row to what follows the beginnings that are one value shorter."""
        after: dict[tuple[int, ...], list[tuple[int, int]]] = {}
        for beginning, end in ends.items():
            after.setdefault(beginning[:at], []).append((beginning[at], end))
        known: dict[tuple[tuple[int, int], ...], int] = {}
        found: dict[tuple[int, ...], int] = {}
        for beginning, pairs in after.items():
            key = tuple(sorted(pairs))
            if key not in known:
                self.last += 1
                known[key] = self.last
                self.clauses.extend(_branches(self.last, dict(key), literals))
            found[beginning] = known[key]
        return found


def _branches(node: int, end_of: dict[int, int], literals: Mapping[int, int]) -> Iterator[Clause]:
    for value, literal in literals.items():
        if value not in end_of:
            yield (-node, -literal)
        elif end_of[value]:
            yield (-node, -literal, end_of[value])
