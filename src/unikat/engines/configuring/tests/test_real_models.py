"""Real feature models: counts equal the known ones, domains after clicks equal python-sat's, if the sample data is there."""

import json
import os
import random
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
from pysat.solvers import Solver

from unikat.engines.configuring.feature_edition import compile_features, open_edition
from unikat.engines.configuring.feature_encoding import FeatureEncoding
from unikat.engines.configuring.features import FeatureGroup, FeatureModel
from unikat.engines.configuring.languages import read, write_uvl

ROOT = Path(__file__).parents[5]
SAMPLES = Path(os.environ.get("UNIKAT_DATA_SAMPLES", ROOT.parent / "shared" / "data"))
needs_samples = pytest.mark.skipif(
    not (SAMPLES / "feature-models").exists() and not os.environ.get("CI"),
    reason="needs the sample data feature-models and renault",
)
STATES, OPTIONS = 20, 10
"""Clicks per model whose domains are compared, and features sampled after each."""

COUNTED = [
    *(f"FinancialServices01-{day}.uvl" for day in ("2017-05-22", "2017-09-28", "2017-10-20", "2017-11-20")),
    *(f"FinancialServices01-{day}.uvl" for day in ("2017-12-22", "2018-01-23", "2018-02-20")),
    *("automotive01.uvl", "automotive01.xml", "automotive02_1.uvl", "automotive02_2.uvl", "axtls.uvl"),
    *("berkeleydb.uvl", "busybox-1.18.0-knueppel.uvl", "e_shop.uvl", "megane.xml", "multicloud.uvl"),
    *("renault_small_contraintes.xml", "tankwar.uvl", "toybox-0.7.5.uvl", "uclinux-distribution.uvl"),
]


def model_of(name):
    folder = "feature-models" if (SAMPLES / "feature-models" / name).exists() else "renault"
    reading = read((SAMPLES / folder / name).read_bytes(), name)
    assert reading.remarks == ()
    return reading.model


def known_counts():
    return json.loads((SAMPLES / "feature-models" / "counts.json").read_text())


def clicks(edition, seed=7):
    """States of people who click one open feature after another and start again after ten."""
    dice = random.Random(seed)
    choices = {}
    for _ in range(STATES):
        domains = edition.domains(choices)
        still_open = np.flatnonzero(domains.can_be_chosen & domains.can_be_left)
        if not len(still_open) or len(choices) == 10:
            choices = {}
            still_open = np.flatnonzero((domains := edition.domains({})).can_be_chosen & domains.can_be_left)
        choices = {**choices, edition.names[dice.choice(still_open.tolist())]: dice.random() < 0.8}
        yield choices


def differences(model, edition):
    """Sampled features whose domain is another by python-sat on the whole model, after each click."""
    encoding, dice = FeatureEncoding(model), random.Random(8)
    found = []
    with Solver(name="g4") as solver:
        for clause in (*encoding.clauses(), *((selector,) for selector in encoding.selectors)):
            solver.add_clause(list(clause))
        for choices in clicks(edition):
            domains, assumed = edition.domains(choices), encoding.literals(choices)
            assert domains.consistent == solver.solve(assumptions=assumed)
            for number in dice.sample(range(len(model.names)), min(OPTIONS, len(model.names))):
                told = bool(domains.can_be_chosen[number]), bool(domains.can_be_left[number])
                asked = tuple(solver.solve(assumptions=[*assumed, sign * (number + 1)]) for sign in (1, -1))
                if told != asked:
                    found.append((choices, model.names[number], told, asked))
    return found


@needs_samples
def test_every_known_count_is_looked_at():
    assert sorted(COUNTED) == sorted(known_counts())


@needs_samples
@pytest.mark.slow
@pytest.mark.parametrize("name", COUNTED)
def test_counts_and_domains_are_exact(name, tmp_path):
    model = model_of(name)
    edition = compile_features(model)
    assert str(edition.count({})) == known_counts()[name]["count"]
    assert differences(model, edition) == []
    edition.save(tmp_path / "edition")
    opened, session = open_edition(tmp_path / "edition"), edition.session()
    for choices in clicks(edition, seed=9):
        assert opened.count(choices) == session.count(choices)


@needs_samples
@pytest.mark.parametrize("name", ["automotive01", "automotive02_1", "busybox-1.18.0-knueppel"])
def test_flat_clauses_of_a_model_give_the_same_count(name):
    edition = compile_features(model_of(f"{name}.dimacs"))
    assert str(edition.count({})) == known_counts()[f"{name}.uvl"]["count"]


@needs_samples
@pytest.mark.slow
def test_linux_is_answered_without_a_count():
    model = model_of("linux-2.6.33.3-knueppel.dimacs")
    edition = compile_features(model, most_steps=200_000)
    assert (edition.countable, edition.count({})) == (False, None)
    assert differences(model, edition) == []


def entangled(options=300, clauses=900, seed=7):
    """Random rules between random options, with at least one configuration: nothing that could be cut apart."""
    dice = random.Random(seed)
    car = [dice.random() < 0.5 for _ in range(options)]
    made = []
    while len(made) < clauses:
        clause = tuple(
            dice.choice((1, -1)) * (option + 2) for option in sorted(dice.sample(range(options), 3))
        )
        if any(car[abs(literal) - 2] == (literal > 0) for literal in clause):
            made.append(clause)
    names = ("car", *(f"option-{n}" for n in range(options)))
    group = FeatureGroup(0, 0, options, tuple(range(1, options + 1)))
    return FeatureModel(names, (group,), clauses=tuple(made))


def test_a_random_graph_of_options_is_answered_without_a_count():
    model = entangled()
    edition = compile_features(model, most_steps=200_000)
    assert (edition.countable, edition.count({})) == (False, None)
    assert differences(model, edition) == []


def test_threads_share_an_edition():
    edition = compile_features(entangled(), most_steps=200_000)
    states = list(clicks(edition))

    def told(choices):
        domains = edition.domains(choices)
        return domains.can_be_chosen.tolist(), domains.can_be_left.tolist()

    alone = [told(choices) for choices in states]
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(told, states * 3)) == alone * 3


@needs_samples
@pytest.mark.parametrize(
    "name", ["busybox-1.18.0-knueppel.uvl", "renault_small_contraintes.xml", "e_shop.uvl"]
)
def test_written_as_uvl_a_model_keeps_its_count(name):
    again = read(write_uvl(model_of(name)).encode(), "again.uvl")
    assert again.remarks == ()
    assert str(compile_features(again.model).count({})) == known_counts()[name]["count"]
