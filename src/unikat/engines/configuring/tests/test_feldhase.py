"""Ida's way through the Feldhase: every answer of the story, compared with all cars there are."""

import itertools
import random
from concurrent.futures import ThreadPoolExecutor

import pytest

from unikat.engines.configuring.checking import Finding, findings
from unikat.engines.configuring.completing import Change, total
from unikat.engines.configuring.edition import compile_model
from unikat.engines.configuring.explaining import Explanation, WayOut
from unikat.engines.configuring.state import Reason, Status
from unikat.engines.configuring.tests.feldhase import MODEL, N1, N2, N3, every_car


@pytest.fixture(scope="module")
def cars():
    return list(every_car())


@pytest.fixture(scope="module")
def edition():
    return compile_model(MODEL)


def test_the_model_is_the_one_of_the_story():
    assert (len(MODEL.groups), len(MODEL.options), len(MODEL.rules)) == (8, 25, 15)


def test_random_clicks_agree_with_all_cars(edition, cars):
    dice = random.Random(7)
    codes = [option.code for option in MODEL.options]
    for _ in range(15):
        choices, left = {}, cars
        for code in dice.sample(codes, 6):
            choices[code] = dice.random() < 0.75
            left = [car for car in left if (code in car) == choices[code]]
            state = edition.state(choices)
            assert state.count == len(left)
            must = frozenset.intersection(*left) if left else frozenset()
            can = frozenset().union(*left)
            open_or_blocked = {
                code: Status.FREE if code in can else Status.BLOCKED
                for code in codes
                if code not in must and not choices.get(code)
            }
            assert {code: state[code].status for code in open_or_blocked} == open_or_blocked
            if left:
                assert edition.complete(choices).total == min(total(MODEL, car, "price") for car in left)


@pytest.mark.parametrize("car", [N1, N2, N3])
def test_the_three_cars_are_valid_and_complete(edition, cars, car):
    assert car in cars
    assert edition.admits(car)
    state = edition.state(dict.fromkeys(car, True))
    assert (state.complete, state.chosen) == (True, car)


def test_ida_wants_the_tow_bar(edition):
    choices = {"battery-40": True, "seats-two": True}
    assert edition.state(choices)["tow-bar"].status == Status.BLOCKED
    assert edition.state(choices)["tow-bar"].reason == Reason.RULES
    assert edition.explain(choices, "tow-bar") == Explanation(
        "blocked", ("R1",), ("battery-40",), ("battery",)
    )
    kept = edition.state({"seats-two": True, "tow-bar": True}).count
    assert edition.ways_out(choices, "tow-bar") == (WayOut(frozenset({"battery-40"}), kept),)


def test_what_hangs_on_the_choice_is_named_too(edition):
    choices = {"battery-40": True, "motor-70": True, "seats-four": True}
    assert [way.give_up for way in edition.ways_out(choices, "tow-bar")] == [choices.keys()]
    clash = edition.conflict({"motor-70": True, "tow-bar": True})
    assert clash == Explanation("conflict", ("R2",), ("motor-70", "tow-bar"), ("motor",))
    assert edition.conflict(choices) is None


def test_forced_options_say_why(edition):
    choices = {"winch": True, "light-bar": True}
    assert edition.explain(choices, "front-frame") == Explanation("forced", ("R4",), ("winch",))
    assert edition.state(choices)["front-frame"].status == Status.FORCED


def test_the_nearest_free_cars(edition, cars):
    taken = {N1, N2, N3}
    assert edition.nearest_free(N2, taken)[0].changes == 1
    found = edition.nearest_free(N3, taken, most=1)
    swapped = N3 - {"body-half-doors"} | {"body-open"}
    assert found == (Change(swapped, frozenset({"body-open"}), frozenset({"body-half-doors"}), 1, -65_000),)
    skins = frozenset({"skin-plain", "skin-hare", "skin-stripes"})
    for change in edition.nearest_free(N1, taken, ignoring=skins, most=8):
        assert change.chosen in cars
        assert change.chosen - skins not in {car - skins for car in taken}


def test_threads_share_an_edition(edition):
    asked = [
        dict.fromkeys(some, True)
        for some in itertools.combinations(["tow-bar", "winch", "seats-four", "skin-hare"], 2)
    ]
    alone = [(edition.state(choices), edition.ways_out(choices, "motor-70")) for choices in asked]
    with ThreadPoolExecutor(4) as pool:
        together = pool.map(lambda c: (edition.state(c), edition.ways_out(c, "motor-70")), asked * 5)
        assert list(together) == alone * 5


def test_findings_of_the_story():
    # R1 and R3 already say it: tow-bar needs battery-20, and motor-70 needs battery-40.
    assert findings(MODEL) == (Finding("redundant", ("R2",), ("R1", "R3"), ("motor", "battery")),)
