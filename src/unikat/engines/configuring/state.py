"""What a set of choices means for every option: status, who decided it, and how much is left."""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from unikat.engines.configuring.model import Model


class Status(StrEnum):
    """What an option is: still open, chosen by the person, following from the choices, or impossible."""

    FREE = "free"
    CHOSEN = "chosen"
    FORCED = "forced"
    BLOCKED = "blocked"


class Reason(StrEnum):
    """Who decided an option: the person, the person's other pick in the same group, or the rules."""

    PERSON = "person"
    GROUP = "group"
    RULES = "rules"


@dataclass(frozen=True, slots=True)
class OptionState:
    """One option: status, who decided it (None while free), and whether a click would bring it.

    `choosable` tells whether a configuration has this option in place of the person's own choice in its
    group: a switch is enough, nothing else must be given up. `possible` counts those configurations (None:
    too costly to count for every option at once).
    """

    status: Status
    reason: Reason | None
    choosable: bool
    possible: int | None


@dataclass(frozen=True, slots=True)
class State:
    """Every option under a set of choices.

    `count` is the exact number of complete configurations left (None: too entangled to count). `complete`
    means that the chosen and forced options, and nothing else, already are a valid configuration.
    `consistent` is False when the choices contradict; then nothing follows, and every option the person did
    not choose is blocked.
    """

    options: Mapping[str, OptionState]
    count: int | None
    complete: bool
    consistent: bool

    def __getitem__(self, code: str) -> OptionState:
        return self.options[code]

    @property
    def chosen(self) -> frozenset[str]:
        """Codes of all options that are chosen or forced."""
        return frozenset(code for code, option in self.options.items() if option.status in _TAKEN)


_TAKEN = (Status.CHOSEN, Status.FORCED)


def option_states(
    model: Model,
    choices: Mapping[str, bool],
    can: AbstractSet[str],
    must: AbstractSet[str],
    choosable: AbstractSet[str],
    possible: Mapping[str, int],
) -> Mapping[str, OptionState]:
    """Every option's state, from what can be and must be chosen, and what could be after a switch in its group."""
    states: dict[str, OptionState] = {}
    for group in model.groups:
        single = group.kind != "several"
        picked = {option.code for option in group.options if choices.get(option.code)} if single else set()
        for option in group.options:
            code = option.code
            status, reason = Status.FREE, None
            if choices.get(code):
                status, reason = Status.CHOSEN, Reason.PERSON
            elif code in must:
                status, reason = Status.FORCED, Reason.RULES
            elif code not in can:
                status, reason = Status.BLOCKED, Reason.RULES
                if code in choices:
                    reason = Reason.PERSON
                elif picked:
                    reason = Reason.GROUP
            states[code] = OptionState(status, reason, code in choosable, possible.get(code))
    return MappingProxyType(states)
