"""Counts, domains and reasons of feature models equal what trying every configuration says; so do saved editions."""

import numpy as np
import pytest
from hypothesis import given, settings

from unikat.engines.configuring.feature_edition import compile_features, open_edition
from unikat.engines.configuring.feature_reasons import Reasons
from unikat.engines.configuring.features import FeatureGroup, FeatureModel
from unikat.engines.configuring.model import ModelError
from unikat.engines.configuring.storing import StoredError
from unikat.engines.configuring.tests.feature_brute import configurations, feature_questions

UNCOMPILED = 0


def truth(model, choices):
    """Whether anything is left, and which features can be chosen and left out."""
    left = configurations(model, choices)
    can = [any(name in chosen for chosen in left) for name in model.names]
    cannot = [any(name not in chosen for chosen in left) for name in model.names]
    return bool(left), can, cannot


def told(domains):
    return domains.consistent, domains.can_be_chosen.tolist(), domains.can_be_left.tolist()


@settings(max_examples=200, deadline=None)
@given(feature_questions())
def test_counts_and_domains(question):
    model, choices = question
    edition = compile_features(model)
    assert edition.countable
    assert edition.count(choices) == len(configurations(model, choices))
    assert told(edition.domains(choices)) == truth(model, choices)


@settings(max_examples=80, deadline=None)
@given(feature_questions())
def test_without_compiling_domains_are_the_same_and_counts_unknown(question):
    model, choices = question
    edition = compile_features(model, UNCOMPILED)
    assert told(edition.domains(choices)) == truth(model, choices)
    if not edition.countable:
        assert edition.count(choices) is None


@settings(max_examples=40, deadline=None)
@given(feature_questions())
def test_a_session_counts_like_a_fresh_question(question):
    model, choices = question
    edition = compile_features(model)
    session = edition.session()
    for many in (*range(len(choices) + 1), 0, len(choices)):
        some = dict(list(choices.items())[:many])
        assert session.count(some) == len(configurations(model, some))


@settings(max_examples=60, deadline=None)
@given(feature_questions())
def test_the_least_weight_with_each_feature(question):
    model, choices = question
    weights = np.array([(number * 7) % 11 - 3 for number in range(len(model.names))])
    left = configurations(model, choices)
    least, possible = compile_features(model).least_with_each(choices, weights)
    for number, name in enumerate(model.names):
        totals = [
            sum(int(weights[model.names.index(each)]) for each in chosen) for chosen in left if name in chosen
        ]
        assert (int(least[number]) if possible[number] else None) == min(totals, default=None)


@settings(max_examples=60, deadline=None)
@given(feature_questions())
def test_numbers_name_every_configuration_once(question):
    model, choices = question
    session, left = compile_features(model).session(), configurations(model, choices)
    named = [session.configuration(choices, number) for number in range(len(left))]
    assert sorted(named, key=sorted) == sorted(left, key=sorted)
    with pytest.raises(IndexError):
        session.configuration(choices, len(left))


@settings(max_examples=40, deadline=None)
@given(feature_questions())
def test_a_reason_is_enough(question):
    model, choices = question
    reasons = Reasons(model)
    for name in model.names:
        others = {other: wanted for other, wanted in choices.items() if other != name}
        _, can, cannot = truth(model, others)
        number = model.names.index(name)
        reason = reasons.explain(choices, name)
        claim = "free" if can[number] and cannot[number] else "forced" if can[number] else "blocked"
        assert reason.claim == claim
        if claim != "free":
            # The named choices are enough under all rules, whatever else was chosen.
            kept = {other: choices[other] for other in reason.choices}
            assert truth(model, kept)[1 if claim == "blocked" else 2][number] is False


@pytest.mark.parametrize("steps", [UNCOMPILED, None])
@settings(max_examples=12, deadline=None)
@given(question=feature_questions())
def test_a_saved_edition_answers_the_same(tmp_path_factory, steps, question):
    model, choices = question
    edition = compile_features(model) if steps is None else compile_features(model, steps)
    path = tmp_path_factory.mktemp("editions") / "edition"
    edition.save(path)
    opened = open_edition(path)
    assert told(opened.domains(choices)) == told(edition.domains(choices))
    assert opened.count(choices) == edition.count(choices)
    assert opened.names == model.names


def test_a_mapped_edition_cannot_be_written(tmp_path):
    model = FeatureModel(("car", "a", "b"), (FeatureGroup(0, 1, 1, (1, 2)),))
    compile_features(model).save(tmp_path / "edition")
    opened = open_edition(tmp_path / "edition")
    assert isinstance(opened._circuit.parts.base, np.memmap | np.ndarray)
    with pytest.raises(ValueError, match="read-only"):
        opened._circuit.parts[0] = 1


@pytest.mark.parametrize(
    "content", [b"", b"nonsense", b"unikat-edition-1\n" + bytes(8), b"unikat-edition-1\n" + b"\xff" * 8]
)
def test_a_damaged_edition_is_refused(tmp_path, content):
    path = tmp_path / "edition"
    path.write_bytes(content)
    with pytest.raises(StoredError):
        open_edition(path)


def test_an_unknown_feature_is_named():
    edition = compile_features(FeatureModel(("car",), ()))
    assert (edition.count({}), edition.count({"car": False}), told(edition.domains({}))) == (
        1,
        0,
        (True, [True], [False]),
    )
    with pytest.raises(ModelError) as caught:
        edition.domains({"roof": True})
    assert caught.value.code == "roof"
