"""What is odd about a model before it is released: contradictions, dead options, accidental musts, needless rules."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from unikat.engines.configuring.clauses import Clauses
from unikat.engines.configuring.explaining import conflict, explain, minimal_reason
from unikat.engines.configuring.model import Model
from unikat.engines.configuring.satisfying import Asker, Encoding

FindingKind = Literal["contradiction", "dead", "always", "redundant"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding: its kind, the codes it is about (options, or the needless rule), and a minimal reason for it."""

    kind: FindingKind
    codes: tuple[str, ...]
    rules: tuple[str, ...]
    groups: tuple[str, ...] = ()


def findings(model: Model) -> tuple[Finding, ...]:
    """Every finding in the order of the model.

    "contradiction": no configuration exists (nothing else is then reported); "dead": an option that no configuration
    can have; "always": an option that every configuration has though its group offers a choice; "redundant": a rule
    that groups and the other rules already say. Raises TooHardError if the bound of effort is passed.
    """
    encoding = Encoding(model)
    hopeless = conflict(encoding, {})
    if hopeless is not None:
        return (Finding("contradiction", (), hopeless.rules, hopeless.groups),)
    return (*_fixed_options(encoding), *_needless_rules(encoding))


def _fixed_options(encoding: Encoding) -> Iterator[Finding]:
    for group in encoding.model.groups:
        for option in group.options:
            reason = explain(encoding, {}, option.code)
            if reason.claim == "blocked":
                yield Finding("dead", (option.code,), reason.rules, reason.groups)
            elif reason.claim == "forced" and (group.kind != "one" or len(group.options) > 1):
                yield Finding("always", (option.code,), reason.rules, reason.groups)


def _needless_rules(encoding: Encoding) -> Iterator[Finding]:
    # Each rule's opposite waits behind a switch of its own: needless means that the opposite is impossible.
    opposites = Clauses(encoding.variables, encoding.last + len(encoding.rules))
    switches = {code: encoding.last + number for number, code in enumerate(encoding.rules, 1)}
    extra = [
        (*clause, -switches[rule.code])
        for rule in encoding.model.rules
        for clause in opposites.of(rule.expression, positive=False)
    ]
    with Asker(encoding, (*opposites.helpers, *extra)) as asker:
        for code, switch in switches.items():
            others = [selector for selector in encoding.selectors if selector != encoding.rules[code]]
            if not asker.possible([switch, *others]):
                reason = minimal_reason(encoding, asker, [switch], others)
                yield Finding("redundant", (code,), reason.rules, reason.groups)
