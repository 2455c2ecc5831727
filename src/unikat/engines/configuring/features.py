"""A feature model: a tree of features in groups with bounds, rules across it, tables of allowed rows, sums with limits.

This is what rule files of other tools say (UVL, FeatureIDE, XCSP, DIMACS). Features are numbered from 0, the root;
every other feature is a member of exactly one group.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

import numpy as np
from numpy.typing import NDArray

from unikat.engines.configuring.clauses import Clause
from unikat.engines.configuring.expressions import Expression

Value = Decimal | str | bool
"""What an attribute of a feature can be."""


@dataclass(frozen=True, slots=True)
class FeatureGroup:
    """Children of one feature: when it is chosen, at least `low` and at most `high` of them are, else none."""

    parent: int
    low: int
    high: int
    members: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class FeatureRule:
    """A condition over feature names that must hold, and the line that said so."""

    expression: Expression
    line: int


@dataclass(frozen=True, slots=True)
class Table:
    """Allowed (or forbidden) rows over groups that take exactly one member; a row holds one feature per group."""

    groups: tuple[int, ...]
    rows: tuple[tuple[int, ...], ...]
    allowed: bool
    name: str


@dataclass(frozen=True, slots=True)
class Sum:
    """Weights of chosen features add up to at least `low` and at most `high` (None: no bound)."""

    weights: tuple[tuple[int, int], ...]
    low: int | None
    high: int | None
    line: int
    text: str


@dataclass(frozen=True, slots=True)
class FeatureModel:
    """All that a file says about which features go together; `clauses` are signed feature numbers plus one."""

    names: tuple[str, ...]
    groups: tuple[FeatureGroup, ...]
    rules: tuple[FeatureRule, ...] = ()
    clauses: tuple[Clause, ...] = ()
    tables: tuple[Table, ...] = ()
    sums: tuple[Sum, ...] = ()
    attributes: Mapping[int, Mapping[str, Value]] = field(default_factory=dict)
    hidden_root: bool = False
    """Whether the root only holds the others together and is no feature of the file itself."""

    def weights_of(self, attribute: str) -> NDArray[np.int64]:
        """One whole number per feature: its attribute in hundredths, cut to a whole number, where it is a number, else 0."""
        weights = np.zeros(len(self.names), np.int64)
        for feature, attributes in self.attributes.items():
            value = attributes.get(attribute)
            if isinstance(value, Decimal):
                weights[feature] = int(value * 100)
        return weights

    @property
    def families(self) -> int:
        """How many groups offer a choice among features that exclude each other."""
        return sum(group.high == 1 and len(group.members) > 1 for group in self.groups)
