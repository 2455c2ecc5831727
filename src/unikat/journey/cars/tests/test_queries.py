"""The configurator is always right, by brute force over the story's edition; lists cost the same however long."""

import random
import re

import numpy as np
import pytest

from unikat.journey.cars import actions, queries
from unikat.journey.cars.models import Car
from unikat.journey.cars.queries import existing
from unikat.journey.cars.tests.conftest import STORY
from unikat.journey.options.models import Rule
from unikat.journey.options.queries import current_edition

GROUPS = {group["code"]: [option["code"] for option in group["options"]] for group in STORY["group"]}
CODES = [code for codes in GROUPS.values() for code in codes]
GROUP_OF = {
    code: codes if codes is not GROUPS["extras"] else [code] for codes in GROUPS.values() for code in codes
}


def every_car():
    """All valid cars as one row of booleans for each option, found without the engine."""
    rows = [{}]
    for group in STORY["group"]:
        codes = GROUPS[group["code"]]
        if group["kind"] == "one":
            rows = [{**row, **{c: c == picked for c in codes}} for row in rows for picked in codes]
        else:
            for code in codes:
                rows = [{**row, code: on} for row in rows for on in (False, True)]
    columns = {code: np.array([row[code] for row in rows]) for code in CODES}
    valid = np.ones(len(rows), bool)
    for rule in STORY["rule"]:
        text = rule["formula"]
        left, _arrow, right = text.rpartition("=>")
        python = f"~({left}) | ({right})" if left else right
        python = re.sub(r"[a-z][a-z0-9-]*", lambda code: f"c['{code.group()}']", python).replace("!", "~")
        valid &= eval(python, {"c": columns})
    return {code: column[valid] for code, column in columns.items()}


CARS = every_car()


def with_all(codes):
    """Which of all cars have these options."""
    mask = np.ones(len(CARS["motor-35"]), bool)
    for code in codes:
        mask &= CARS[code]
    return mask


def expected(choices):
    """State of every option and the number of cars left; choices that contradict leave nothing open."""
    left = with_all(choices)
    states = {}
    for code in CODES:
        after = with_all({*choices, code} - (set(GROUP_OF[code]) - {code}))
        if code in choices:
            states[code] = "chosen"
        elif left.any() and CARS[code][left].all():
            states[code] = "forced"
        else:
            states[code] = "free" if after.any() else "blocked"
    return states, int(left.sum())


def some_choices(count, seed=7):
    """Random choices as a person could make them, now and then with two answers to one question."""
    chance = random.Random(seed)
    return [set(chance.sample(CODES, chance.randint(0, 6))) for _one in range(count)]


def test_the_story_has_as_many_cars_as_brute_force_finds(story_offer):
    choice = queries.choice_of(story_offer, current_edition(story_offer), {})
    assert (choice.count, choice.all_cars) == (len(CARS["motor-35"]), len(CARS["motor-35"]))


def test_every_state_is_right_and_every_no_has_its_reason(story_offer):
    edition = current_edition(story_offer)
    seen = set()
    for chosen in some_choices(14):
        choice = queries.choice_of(story_offer, edition, queries.choices_from(edition, chosen))
        rows = [row for _group, rows in choice.groups for row in rows]
        states, count = expected(chosen)
        assert {row.option.code: row.state for row in rows} == states, chosen
        assert (choice.count, choice.consistent) == (count, count > 0), chosen
        locked = [row for row in rows if row.state in ("blocked", "forced")]
        if choice.consistent:
            assert [row.option.code for row in locked if not _told(row.standing)] == []
        else:
            assert [row.option.code for row in locked if row.standing] == []
            assert _told(choice.conflict) or choice.conflict.groups
        for row in rows:
            _ways_work(row, chosen)
            seen.add(row.state)
    assert seen == {"free", "chosen", "forced", "blocked"}


def _told(standing):
    return [rule.decision.reference for rule in standing.rules]


def _ways_work(row, chosen):
    """Giving up what a way out names, and nothing less, makes room for the option."""
    code, kept = row.option.code, chosen - set(GROUP_OF[row.option.code])
    for options, query in row.standing.ways_out if row.standing else ():
        gone = {option.code for option in options}
        assert with_all((kept - gone) | {code}).any()
        assert [one for one in gone if with_all((kept - gone) | {code, one}).any()] == []
        assert set(re.findall(r"c=([a-z0-9-]+)", query)) == (kept - gone) | {code}


def test_a_finished_choice_is_complete_and_the_cheapest(story_offer):
    edition = current_edition(story_offer)
    prices = {option["code"]: option["price"] for group in STORY["group"] for option in group["options"]}
    for chosen in ({"winch"}, {"motor-70", "seats-four"}, {"light-bar", "skin-stripes"}):
        choice = queries.choice_of(story_offer, edition, queries.choices_from(edition, chosen))
        rows = np.flatnonzero(with_all(chosen))
        cheapest = min(sum(prices[c] for c in CODES if CARS[c][row]) for row in rows)
        assert choice.figures.price_cents == (STORY["base_price"] + cheapest) * 100


def test_a_rule_that_was_retired_still_explains_the_edition_it_belongs_to(offer, cast):
    from unikat.foundation.ledger import clock

    Rule.objects.update(retired_at=clock.now())
    choice = queries.choice_of(offer, current_edition(offer), {"strap": True})
    (blocked,) = [row for _g, rows in choice.groups for row in rows if row.state == "blocked"]
    assert (blocked.option.code, _told(blocked.standing)) == ("open", ["D-001"])


def test_the_count_leaves_out_the_cars_that_exist(offer, cast, car):
    edition = current_edition(offer)
    counts = [
        queries.choice_of(offer, edition, queries.choices_from(edition, chosen)).count
        for chosen in ((), ("doors",), ("doors", "strap"), ("open",), ("open", "strap"))
    ]
    assert counts == [11, 7, 3, 4, 0]


def test_a_car_that_the_edition_no_longer_makes_does_not_count(offer, cast, car):
    edition = current_edition(offer)
    Car.objects.update(chosen=["strap", "wings"])
    assert existing.taken_matching(edition, {"strap": True}) == 0
    Car.objects.update(chosen=["open", "strap"])
    assert existing.taken_matching(edition, {"strap": True}) == 0


def test_a_taken_choice_names_its_twin_and_the_smallest_changes(offer, cast, car):
    edition = current_edition(offer)
    choice = queries.choice_of(offer, edition, queries.choices_from(edition, ["doors", "strap"]))
    assert choice.twin == car
    changes = [
        ({option.code for option in gone}, {option.code for option in come})
        for gone, come, _query in choice.changes
    ]
    assert sorted(map(str, changes)) == sorted(
        map(str, [(set(), {"lamp"}), (set(), {"horn"}), ({"strap"}, set())])
    )


def test_relatives_say_what_differs(offer, cast, car):
    other = actions.reserve_car(actor=cast["lena"], project=offer, chosen=["doors", "lamp"], name="Zweiter")
    ((relative, differs),) = queries.relatives_of(other)
    assert (relative, [option.code for option in differs]) == (car, ["lamp", "strap"])


@pytest.fixture
def register(offer, cast):
    """Makes the register so and so long."""

    def fill(count):
        edition = current_edition(offer)
        Car.objects.bulk_create(
            Car(
                project=offer,
                number=number,
                name=f"Nr {number}",
                owner=cast["ida"],
                edition=edition,
                chosen=["open"],
                fingerprint=f"{number:064}",
                price_cents=1,
            )
            for number in range(Car.objects.count() + 1, count + 1)
        )

    return fill


def test_the_register_is_paged_by_number(offer, register):
    register(60)
    pages, after = [], None
    while not pages or after:
        cars, after = queries.car_page(offer, None, after)
        pages.append([car.number for car in cars])
    assert pages == [list(range(60, 36, -1)), list(range(36, 12, -1)), list(range(12, 0, -1))]


@pytest.mark.parametrize(
    "address",
    [
        "/p/feldhase/cars/",
        "/api/v1/projects/feldhase/cars/",
        "/p/feldhase/configure/?c=doors",
        "/api/v1/projects/feldhase/configure/?c=doors",
        "/p/feldhase/cars/1/",
    ],
)
def test_a_page_costs_as_many_queries_with_many_cars_as_with_few(
    address, offer, register, client_of, django_assert_max_num_queries
):
    counts = []
    for many in (2, 23):
        register(many)
        client_of().get(address)
        with django_assert_max_num_queries(200) as counted:
            assert client_of().get(address).status_code == 200
        counts.append(len(counted))
    assert counts[0] == counts[1]
