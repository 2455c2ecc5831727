"""Why a feature cannot be chosen or left out, asked again and again of one model.

Only what a rule touches, and the way from the asked and chosen features up to the root, can be part of a reason: a tree
that no rule touches never stands in its own way. So the solver holds little, and grows by the ways that are asked about.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from threading import Lock

from unikat.engines.configuring.clauses import Clause
from unikat.engines.configuring.explaining import Explanation, conflict_by, explain_by
from unikat.engines.configuring.feature_encoding import FeatureEncoding
from unikat.engines.configuring.features import FeatureModel
from unikat.engines.configuring.satisfying import Asker


class Reasons:
    """Explanations for a feature model, by one solver that is kept; one question at a time."""

    def __init__(self, model: FeatureModel) -> None:
        self._encoding = FeatureEncoding(model)
        self._parent: dict[int, tuple[int, int]] = {}
        for group, selector in zip(model.groups, self._encoding.groups.values(), strict=True):
            self._parent.update((member, (group.parent, selector)) for member in group.members)
        touched = [
            abs(each) - 1 for clause in self._of_rules() for each in clause if abs(each) <= len(model.names)
        ]
        self._core = self._ways(touched) | set(self._encoding.rules.values())
        self._held = set(self._core)
        self._asker = Asker(self._encoding, only=self._core)
        self._lock = Lock()

    def _of_rules(self) -> Iterable[Clause]:
        return self._encoding.clauses_for(frozenset(self._encoding.rules.values()))

    def _ways(self, features: Iterable[int]) -> set[int]:
        """Selectors of all groups on the way from these features up to the root."""
        found: set[int] = set()
        met: set[int] = set()
        for feature in features:
            at = feature
            while at in self._parent and at not in met:
                met.add(at)
                at, selector = self._parent[at]
                found.add(selector)
        return found

    def _about(self, names: Iterable[str]) -> _Part:
        """The part of the model that can matter for these features; the solver holds it from now on."""
        ways = self._ways(self._encoding.variable(name) - 1 for name in names)
        missing = ways - self._held
        if missing:
            self._held |= missing
            self._asker.add(self._encoding.clauses_behind(missing))
        return _Part(self._encoding, self._core | ways)

    def explain(self, choices: Mapping[str, bool], name: str) -> Explanation:
        """A minimal reason in rules, groups and own choices why a feature is blocked or forced."""
        with self._lock:
            return explain_by(self._asker, self._about((*choices, name)), choices, name)

    def conflict(self, choices: Mapping[str, bool]) -> Explanation | None:
        """A minimal reason why the choices cannot stand together, None if they can."""
        with self._lock:
            return conflict_by(self._asker, self._about(choices), choices)


class _Part:
    """An encoding of which only some selectors take part."""

    def __init__(self, encoding: FeatureEncoding, selectors: AbstractSet[int]) -> None:
        self.variables = encoding.variables
        self.groups = encoding.groups
        self.rules = encoding.rules
        self.selectors = tuple(sorted(selectors))
        self.literals = encoding.literals
        self.variable = encoding.variable
        self.clauses = encoding.clauses
        self.clauses_for = encoding.clauses_for
