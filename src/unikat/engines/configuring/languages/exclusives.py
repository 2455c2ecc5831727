"""Choices found again among flat clauses: sets of variables that exclude each other pair by pair become one group.

Tools that write DIMACS turn each alternative into pairs; a group of 300 values is 44,850 of them.
"""

from __future__ import annotations

from collections.abc import Sequence

from unikat.engines.configuring.clauses import Clause

SMALLEST = 3
"""Members from which a group says more than its pairs."""


def exclusive_sets(clauses: Sequence[Clause]) -> tuple[list[list[int]], list[Clause]]:
    """Disjoint sets of variables of which at most one is true, and the clauses that they do not already say."""
    excluded: dict[int, set[int]] = {}
    for clause in clauses:
        if len(clause) == 2 and max(clause) < 0 and clause[0] != clause[1]:
            excluded.setdefault(-clause[0], set()).add(-clause[1])
            excluded.setdefault(-clause[1], set()).add(-clause[0])
    set_of: dict[int, int] = {}
    found: list[list[int]] = []
    # The most excluded first: a member of a large choice must not be taken by a small one.
    for variable in sorted(excluded, key=lambda each: (-len(excluded[each]), each)):
        if variable in set_of:
            continue
        members = [variable]
        for other in sorted(
            excluded[variable] - set_of.keys(), key=lambda each: (-len(excluded[each]), each)
        ):
            if excluded[other].issuperset(members):
                members.append(other)
        if len(members) >= SMALLEST:
            set_of.update(dict.fromkeys(members, len(found)))
            found.append(sorted(members))
    kept = [clause for clause in clauses if not _said(clause, set_of)]
    return found, kept


def _said(clause: Clause, set_of: dict[int, int]) -> bool:
    if len(clause) != 2 or max(clause) > 0 or clause[0] == clause[1]:
        return False
    number = set_of.get(-clause[0])
    return number is not None and number == set_of.get(-clause[1])
