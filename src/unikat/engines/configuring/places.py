"""Where each option's value lies among the values of a circuit, and which values a set of choices leaves."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from unikat.engines.configuring.circuit import Allowed
from unikat.engines.configuring.families import Families


@dataclass(frozen=True, slots=True)
class Places:
    """Each option's value and the values of its family as numbers, and the code at each (empty: none)."""

    value: Mapping[str, int]
    family: Mapping[str, range]
    codes: tuple[str, ...]

    def allowed(self, choices: Mapping[str, bool], without: Iterable[str] = ()) -> Allowed:
        """The values that remain when the choices hold and the options in `without` are left out."""
        allowed = np.ones(len(self.codes), np.bool_)
        for code, wanted in choices.items():
            value, family = self.value[code], self.family[code]
            if wanted:
                allowed[family.start : value] = False
                allowed[value + 1 : family.stop] = False
            else:
                allowed[value] = False
        for code in without:
            allowed[self.value[code]] = False
        return allowed

    def alone(self, values: Iterable[int]) -> frozenset[str]:
        """The option codes that are the only one of the given values in their family."""
        given = set(values)
        return frozenset(
            code
            for code, number in self.value.items()
            if number in given and not any(other in given for other in self.family[code] if other != number)
        )

    def chosen(self, values: Iterable[int]) -> frozenset[str]:
        """The option codes among the given values."""
        return frozenset(self.codes[value] for value in values if self.codes[value])


def places_of(families: Families) -> Places:
    """The places of a model's options, families one after another as the circuit numbers them."""
    value: dict[str, int] = {}
    family: dict[str, range] = {}
    codes: list[str] = []
    for values in families.values:
        span = range(len(codes), len(codes) + len(values))
        for number, code in zip(span, values, strict=True):
            if code:
                value[code], family[code] = number, span
        codes.extend(values)
    return Places(value, family, tuple(codes))
