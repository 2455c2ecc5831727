"""What can be chosen and what must hold: option groups and rules, checked when they are made."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, get_args

from unikat.engines.configuring.expressions import Expression

GroupKind = Literal["one", "optional", "several"]
"""Exactly one option of the group, at most one, or any of them."""
Measure = Literal["price", "mass", "lead"]

LARGEST_FIGURE = 10**12
"""Bound on cents, grams and days of one option, so that no sum of them can leave exact arithmetic."""

_CODE = re.compile(r"[a-z][a-z0-9-]*")
_WORDS = ("true", "false")


class ModelError(ValueError):
    """A model, or a question to one, that names things wrongly: `key` to translate, `code` the thing."""

    def __init__(self, key: str, code: str, sentence: str) -> None:
        self.key = key
        self.code = code
        super().__init__(sentence)


@dataclass(frozen=True, slots=True)
class Option:
    """One thing to choose: price in cents with VAT, mass in grams, lead time in days."""

    code: str
    price: int = 0
    mass: int = 0
    lead_days: int = 0

    def __post_init__(self) -> None:
        if not _CODE.fullmatch(self.code) or self.code in _WORDS:
            sentence = (
                f"'{self.code}' cannot be an option code: small letters, digits and hyphens, letter first."
            )
            raise ModelError("bad-code", self.code, sentence)
        for name, figure in (("price", self.price), ("mass", self.mass), ("lead_days", self.lead_days)):
            if type(figure) is not int or abs(figure) > LARGEST_FIGURE:
                sentence = f"The {name} of option '{self.code}' must be a whole number of at most {LARGEST_FIGURE:,}."
                raise ModelError("bad-figure", self.code, sentence)
        if self.lead_days < 0:
            raise ModelError(
                "bad-figure", self.code, f"The lead_days of option '{self.code}' are below zero."
            )


@dataclass(frozen=True, slots=True)
class Group:
    """Options that belong together, with how many of them a configuration holds."""

    code: str
    kind: GroupKind
    options: tuple[Option, ...]

    def __post_init__(self) -> None:
        object.__setattr__(self, "options", tuple(self.options))
        if self.kind not in get_args(GroupKind):
            raise ModelError("bad-kind", self.code, f"Group '{self.code}' has no known kind: '{self.kind}'.")
        if not self.options:
            raise ModelError("empty-group", self.code, f"Group '{self.code}' has no options.")


@dataclass(frozen=True, slots=True)
class Rule:
    """One condition every configuration must meet; the code is how explanations name it."""

    code: str
    expression: Expression


@dataclass(frozen=True, slots=True)
class Model:
    """All groups and rules of one option model; raises ModelError for double and unknown codes."""

    groups: tuple[Group, ...]
    rules: tuple[Rule, ...] = ()

    def __post_init__(self) -> None:
        object.__setattr__(self, "groups", tuple(self.groups))
        object.__setattr__(self, "rules", tuple(self.rules))
        _refuse_doubles("group", (group.code for group in self.groups))
        _refuse_doubles("option", (option.code for option in self.options))
        _refuse_doubles("rule", (rule.code for rule in self.rules))
        known = {option.code for option in self.options}
        for rule in self.rules:
            for code in sorted(rule.expression.codes() - known):
                sentence = f"Rule '{rule.code}' names an option that does not exist: '{code}'."
                raise ModelError("unknown-option", code, sentence)

    @property
    def options(self) -> tuple[Option, ...]:
        """Every option, group after group."""
        return tuple(option for group in self.groups for option in group.options)


def _refuse_doubles(noun: str, codes: Iterable[str]) -> None:
    for code, times in Counter(codes).items():
        if times > 1:
            raise ModelError(f"double-{noun}", code, f"The {noun} code '{code}' is used {times} times.")


def figure(option: Option, by: Measure) -> int:
    """What choosing this option adds to a measure: cents, grams, or the days it needs at least."""
    return {"price": option.price, "mass": option.mass, "lead": option.lead_days}[by]
