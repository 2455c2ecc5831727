"""Why an option cannot be chosen or left out, and which own choices to give up for it.

Explanations are minimal unsatisfiable sets by deletion from a python-sat core. Ways out come from Reiter's
tree of hitting sets, walked by size, so the smallest are found first and each one is confirmed before it is
shown.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from unikat.engines.configuring.satisfying import Asker, Encoded, TooHardError

MOST_QUESTIONS = 3_000
"""Questions one search for ways out may ask."""
MANY_SELECTORS = 500
"""From here on a reason is thinned by a solver of its own that holds only what the reason is about."""


@dataclass(frozen=True, slots=True)
class Explanation:
    """A minimal reason: take away any one rule, choice or group named here and the claim no longer follows.

    "blocked": the option cannot be chosen; "forced": it cannot be left out; "conflict": the choices contradict each
    other or the rules; "free": nothing but the person's own choice (named, if there is one) decides it.
    """

    claim: Literal["blocked", "forced", "conflict", "free"]
    rules: tuple[str, ...] = ()
    choices: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class WayOut:
    """Own choices to give up, and how many configurations with the wanted option are then left (None: unknown)."""

    give_up: frozenset[str]
    count: int | None = None


def explain(encoding: Encoded, choices: Mapping[str, bool], code: str) -> Explanation:
    """Why `code` is blocked or forced by rules, groups and the other choices; "free" if it is neither."""
    with Asker(encoding) as asker:
        return explain_by(asker, encoding, choices, code)


def explain_by(asker: Asker, encoding: Encoded, choices: Mapping[str, bool], code: str) -> Explanation:
    """The same by an asker that is kept for many explanations."""
    variable = encoding.variable(code)
    others = {other: wanted for other, wanted in choices.items() if other != code}
    asker.begin()
    assumed = [*encoding.literals(others), *encoding.selectors]
    if not asker.possible([variable, *assumed]):
        return _named(encoding, "blocked", _minimal(encoding, asker, [variable], assumed))
    if not asker.possible([-variable, *assumed]):
        return _named(encoding, "forced", _minimal(encoding, asker, [-variable], assumed))
    return Explanation("free", choices=(code,) if code in choices else ())


def conflict(encoding: Encoded, choices: Mapping[str, bool]) -> Explanation | None:
    """A minimal reason why the choices cannot stand together, or None if they can."""
    with Asker(encoding) as asker:
        return conflict_by(asker, encoding, choices)


def conflict_by(asker: Asker, encoding: Encoded, choices: Mapping[str, bool]) -> Explanation | None:
    """The same by an asker that is kept for many explanations."""
    asker.begin()
    assumed = [*encoding.literals(choices), *encoding.selectors]
    if asker.possible(assumed):
        return None
    return _named(encoding, "conflict", _minimal(encoding, asker, [], assumed))


def minimal_reason(encoding: Encoded, asker: Asker, claim: Iterable[int], assumed: list[int]) -> Explanation:
    """The rules and groups among `assumed` that refute `claim`; only to be asked when together they do."""
    asker.possible([*claim, *assumed])
    return _named(encoding, "blocked", _minimal(encoding, asker, list(claim), assumed))


def _minimal(encoding: Encoded, asker: Asker, fixed: list[int], assumed: list[int]) -> frozenset[int]:
    """Thin the last core until every member is needed; earlier members of `assumed` are given up first."""
    core = asker.core()
    needed = [literal for literal in assumed if literal in core]
    if len(encoding.selectors) < MANY_SELECTORS:
        return _thinned(asker, fixed, needed)
    # Of a large model only what the core names matters from here on, and that is little.
    with Asker(encoding, only=core) as small:
        return _thinned(small, fixed, needed)


def _thinned(asker: Asker, fixed: list[int], needed: list[int]) -> frozenset[int]:
    index = 0
    while index < len(needed):
        without = needed[:index] + needed[index + 1 :]
        if asker.possible([*fixed, *without]):
            index += 1
        else:
            core = asker.core()
            needed = [literal for literal in without if literal in core]
    return frozenset(needed)


def _named(
    encoding: Encoded, claim: Literal["blocked", "forced", "conflict"], literals: frozenset[int]
) -> Explanation:
    named = {abs(literal) for literal in literals}
    return Explanation(
        claim,
        rules=tuple(code for code, selector in encoding.rules.items() if selector in literals),
        choices=tuple(code for code, variable in encoding.variables.items() if variable in named),
        groups=tuple(code for code, selector in encoding.groups.items() if selector in literals),
    )


def ways_out(
    encoding: Encoded, choices: Mapping[str, bool], code: str, most: int = 5
) -> tuple[frozenset[str], ...]:
    """Sets of own choices to give up so that `code` can be chosen, smallest first, none containing another.

    A "no" to `code` itself is taken back silently. Empty if `code` can never be chosen; raises TooHardError when
    the search passes its bound before the first way is found.
    """
    variable = encoding.variable(code)
    by_literal = {
        literal: other
        for other, literal in zip(choices, encoding.literals(choices), strict=True)
        if other != code
    }
    found: list[frozenset[int]] = []
    cores: list[frozenset[int]] = []
    waiting: deque[frozenset[int]] = deque([frozenset()])
    met = {frozenset[int]()}
    questions = 0
    with Asker(encoding) as asker:
        while waiting and len(found) < most:
            given_up = waiting.popleft()
            if any(given_up >= way for way in found):
                continue
            core = next((known for known in cores if not known & given_up), None)
            if core is None:
                questions += 1
                if questions > MOST_QUESTIONS:
                    break
                kept = [literal for literal in by_literal if literal not in given_up]
                if asker.possible([variable, *kept, *encoding.selectors]):
                    found.append(given_up)
                    continue
                core = asker.core() & by_literal.keys()
                cores.append(frozenset(core))
            for literal in sorted(core, key=abs):
                wider = given_up | {literal}
                if wider not in met:
                    met.add(wider)
                    waiting.append(wider)
    if questions > MOST_QUESTIONS and not found:
        raise TooHardError
    return tuple(frozenset(by_literal[literal] for literal in way) for way in found)
