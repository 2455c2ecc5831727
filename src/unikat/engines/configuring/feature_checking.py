"""What is odd about a feature model: no configuration at all, features nobody can have, features nobody can leave out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from unikat.engines.configuring.checking import Finding
from unikat.engines.configuring.feature_edition import FeatureEdition
from unikat.engines.configuring.feature_reasons import Reasons
from unikat.engines.configuring.features import FeatureModel

MOST_REASONS = 200
"""Findings that get a reason; each costs some questions to python-sat."""


def feature_findings(model: FeatureModel, edition: FeatureEdition) -> tuple[Finding, ...]:
    """Every finding in the order of the file, the first ones with a minimal reason.

    "contradiction": no configuration exists (nothing else is then reported); "dead": a feature that no configuration has;
    "always": one that every configuration has though its group offers a choice.
    """
    reasons = Reasons(model)
    domains = edition.domains({})
    if not domains.consistent:
        hopeless = reasons.conflict({})
        return (Finding("contradiction", (), hopeless.rules, hopeless.groups),) if hopeless else ()
    found: list[Finding] = []
    for kind, name in _odd(model, edition):
        reason = reasons.explain({}, name) if len(found) < MOST_REASONS else None
        found.append(Finding(kind, (name,), reason.rules if reason else (), reason.groups if reason else ()))
    return tuple(found)


def _odd(model: FeatureModel, edition: FeatureEdition) -> Iterator[tuple[Literal["dead", "always"], str]]:
    domains = edition.domains({})
    chosen = {member for group in model.groups if group.low < len(group.members) for member in group.members}
    for number, name in enumerate(model.names):
        if not domains.can_be_chosen[number]:
            yield "dead", name
        elif number in chosen and not domains.can_be_left[number]:
            yield "always", name
