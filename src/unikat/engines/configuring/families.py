"""A model of groups and rules as a network: which option stands at which value of which family."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from unikat.engines.configuring.clauses import Clause
from unikat.engines.configuring.network import FamilyClause, Network, full
from unikat.engines.configuring.satisfying import Encoding


@dataclass(frozen=True, slots=True)
class Families:
    """The model as a network, and what its values stand for: an option code, or empty for none of them."""

    values: tuple[tuple[str, ...], ...]
    network: Network


def families_of(encoding: Encoding) -> Families:
    """Groups with one or at most one option become one family, all other variables families of no and yes."""
    values: list[tuple[str, ...]] = []
    place: dict[int, tuple[int, int]] = {}
    for group in encoding.model.groups:
        if group.kind == "several":
            for option in group.options:
                place[encoding.variables[option.code]] = (len(values), 1)
                values.append(("", option.code))
            continue
        before = () if group.kind == "one" else ("",)
        for index, option in enumerate(group.options, len(before)):
            place[encoding.variables[option.code]] = (len(values), index)
        values.append((*before, *(option.code for option in group.options)))
    for helper in encoding.helper_variables:
        place[helper] = (len(values), 1)
        values.append(("", ""))
    if not values:
        values.append(("",))  # a model without options has one configuration: the empty one
    sizes = tuple(len(of_family) for of_family in values)
    everything = full(sizes)
    clauses: dict[FamilyClause, None] = {}
    for clause in (*encoding.helpers, *(one for many in encoding.rule_clauses.values() for one in many)):
        made = family_clause(clause, place, everything)
        if made is not None:
            clauses[made] = None
    return Families(tuple(values), Network(sizes, tuple(clauses), contradiction=() in clauses))


def family_clause(
    clause: Clause, place: dict[int, tuple[int, int]], everything: Sequence[int]
) -> FamilyClause | None:
    """A clause of signed variables over the families at whose values they stand; None if it always holds."""
    allowed: dict[int, int] = {}
    for literal in clause:
        family, index = place[abs(literal)]
        bits = 1 << index if literal > 0 else everything[family] & ~(1 << index)
        allowed[family] = allowed.get(family, 0) | bits
    if any(bits == everything[family] for family, bits in allowed.items()):
        return None
    return tuple(sorted((family, bits) for family, bits in allowed.items() if bits))
