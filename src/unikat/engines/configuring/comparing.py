"""How quick an edition is beside plain python-sat in the same run: clicks, counts, explanations, and whether both agree.

Times are those of the processor, so that others on the same machine do not count.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from time import thread_time
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from unikat.engines.configuring.core_asking import CoreAsker
from unikat.engines.configuring.feature_edition import Domains, FeatureEdition
from unikat.engines.configuring.feature_encoding import FeatureEncoding
from unikat.engines.configuring.feature_reasons import Reasons
from unikat.engines.configuring.features import FeatureModel
from unikat.engines.configuring.network import Network
from unikat.engines.configuring.satisfying import TooHardError

Question = TypeVar("Question")
Answer = TypeVar("Answer")


@dataclass(frozen=True, slots=True)
class Spread:
    """Median and 95th percentile in milliseconds over how many questions; zeros where nothing was asked."""

    median: float
    p95: float
    asked: int


@dataclass(frozen=True, slots=True)
class Comparison:
    """The engine's figures, python-sat's, and how many domains of features differ between them."""

    click: Spread
    count: Spread
    explanation: Spread
    least: Spread
    """The "from" value of every feature at once."""
    plain: Spread
    compared: int
    mismatches: int
    plain_gave_up: bool
    """Whether python-sat did not finish all clicks in its time."""

    @property
    def ratio(self) -> float | None:
        """How many times quicker a click is than python-sat's; None if it answered none."""
        return self.plain.median / self.click.median if self.plain.asked and self.click.median else None


class PlainSat:
    """What one would write without an engine: the whole model as clauses, answers reused, phases steered."""

    def __init__(self, model: FeatureModel, patience: float) -> None:
        encoding = FeatureEncoding(model)
        selectors = frozenset(encoding.selectors)
        clauses = []
        for clause in encoding.clauses():
            kept = [literal for literal in clause if -literal not in selectors]
            clauses.append(tuple((abs(literal) - 1, 2 if literal > 0 else 1) for literal in kept))
        self._variables = encoding.variables
        self._features = len(model.names)
        self._size = encoding.last
        self._asker = CoreAsker(Network((2,) * encoding.last, tuple(clauses)), patience=patience)

    def domains(self, choices: Mapping[str, bool]) -> Domains:
        """What every feature can still be; raises TooHardError when time is up."""
        allowed = np.ones(2 * self._size, np.bool_)
        for name, wanted in choices.items():
            allowed[2 * (self._variables[name] - 1) + (not wanted)] = False
        consistent, possible = self._asker.possible(allowed)
        of_features: NDArray[np.bool_] = possible[: 2 * self._features]
        return Domains(consistent, of_features[1::2], of_features[0::2])


def clicks(edition: FeatureEdition, many: int, seed: int) -> Iterator[dict[str, bool]]:
    """States of people who click one open feature after another, four in five times yes, and start again after ten."""
    dice = random.Random(seed)  # noqa: S311 (a repeatable walk, no secret)
    choices: dict[str, bool] = {}
    for _ in range(many):
        domains = edition.domains(choices)
        still_open = np.flatnonzero(domains.can_be_chosen & domains.can_be_left)
        if choices and (not len(still_open) or len(choices) >= 10):
            choices, domains = {}, edition.domains({})
            still_open = np.flatnonzero(domains.can_be_chosen & domains.can_be_left)
        if not len(still_open):
            return
        choices = {**choices, edition.names[dice.choice(still_open.tolist())]: dice.random() < 0.8}
        yield choices


def compare(
    model: FeatureModel, edition: FeatureEdition, many: int, seed: int, plain_seconds: float
) -> Comparison:
    """Walk through clicks, time every answer, and ask python-sat about all features while its seconds last."""
    states = list(clicks(edition, many, seed))
    session, reasons = edition.session(), Reasons(model)
    answers, click_times = _timed(session.domains, states)
    count_times = _timed(session.count, states)[1] if edition.countable else []
    weights = np.random.default_rng(seed).integers(0, 200_000, len(model.names))
    weighed = partial(edition.least_with_each, weights=weights)
    least_times = _timed(weighed, states)[1] if edition.countable else []
    blocked = [(choices, name) for choices in states for name in _blocked(edition, choices, seed)]
    reason_times = _timed(lambda asked: reasons.explain(*asked), blocked)[1]
    plain = PlainSat(model, plain_seconds)
    until = thread_time() + plain_seconds
    plain_times: list[float] = []
    mismatches = 0
    for choices, answer in zip(states, answers, strict=True):
        begun = thread_time()
        if begun > until:
            break
        try:
            other = plain.domains(choices)
        except TooHardError:
            break
        plain_times.append(thread_time() - begun)
        mismatches += int((answer.can_be_chosen != other.can_be_chosen).sum())
        mismatches += int((answer.can_be_left != other.can_be_left).sum())
    return Comparison(
        _spread(click_times),
        _spread(count_times),
        _spread(reason_times),
        _spread(least_times),
        # The first domain costs many clicks; it is no click.
        _spread(plain_times[1:]),
        len(plain_times),
        mismatches,
        len(plain_times) < len(states),
    )


def _timed(ask: Callable[[Question], Answer], asked: Sequence[Question]) -> tuple[list[Answer], list[float]]:
    answers: list[Answer] = []
    times: list[float] = []
    for question in asked:
        begun = thread_time()
        answers.append(ask(question))
        times.append(thread_time() - begun)
    return answers, times


def _blocked(edition: FeatureEdition, choices: Mapping[str, bool], seed: int) -> list[str]:
    """One feature that the choices have blocked, if there is one."""
    before, now = edition.domains({}), edition.domains(choices)
    numbers = np.flatnonzero(before.can_be_chosen & ~now.can_be_chosen)
    names = [edition.names[number] for number in numbers.tolist() if edition.names[number] not in choices]
    return [random.Random(seed + len(names)).choice(names)] if names else []  # noqa: S311


def _spread(times: list[float]) -> Spread:
    if not times:
        return Spread(0.0, 0.0, 0)
    return Spread(float(np.median(times)) * 1e3, float(np.quantile(times, 0.95)) * 1e3, len(times))
