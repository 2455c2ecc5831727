"""Cars and choices as JSON: the same states as the page, every no with its reason."""

import pytest

from unikat.engines.configuring import fingerprint
from unikat.journey.cars.models import Car
from unikat.journey.cars.tests.test_queries import expected, some_choices

API = "/api/v1/projects/feldhase/"


def post(client, path, body=None):
    return client.post(API + path, body or {}, content_type="application/json")


def test_states_and_counts_are_those_of_brute_force(story_offer, client_of):
    for chosen in some_choices(6, seed=23):
        told = client_of().get(API + "configure/", {"c": ",".join(sorted(chosen))}).json()
        states, count = expected(chosen)
        assert (told["options"], told["count"], told["consistent"]) == (states, str(count), count > 0), chosen
        locked = {code for code, state in states.items() if count and state in ("blocked", "forced")}
        assert {code for code, why in told["why"].items() if why["rules"]} == locked


def test_a_no_names_rule_decision_and_what_to_give_up(offer, client_of):
    told = client_of().get(API + "configure/", {"c": "strap"}).json()
    rule = {
        "code": "R1",
        "sentence_de": "Nur mit Tür.",
        "sentence_en": "Only with a door.",
        "decision": "D-001",
    }
    assert told["why"] == {
        "doors": {"rules": [rule], "choices": ["strap"], "groups": [], "give_up": []},
        "open": {"rules": [rule], "choices": ["strap"], "groups": ["body"], "give_up": [["strap"]]},
    }
    assert (told["edition"], told["complete"], told["taken"], told["conflict"]) == (1, True, False, None)


def test_the_register_and_one_car_are_public(car, client_of):
    one = {
        "number": 1,
        "name": "Hakenschlag",
        "state": "reserved",
        "chosen": ["doors", "strap"],
        "fingerprint": fingerprint({"doors", "strap"}),
        "price_cents": 2_678_000,
    }
    assert client_of().get(API + "cars/").json() == {"cars": [one], "after": None}
    assert client_of().get(API + "cars/1/").json() == one
    Car.objects.update(is_public=False)
    assert client_of().get(API + "cars/").json() == {"cars": [], "after": None}
    assert client_of().get(API + "cars/1/").status_code == 404


def test_reserving_and_cancelling(offer, client_of, cast):
    ida, lena = client_of(cast["ida"]), client_of(cast["lena"])
    answer = post(ida, "cars/", {"chosen": ["open"], "name": "Windhund"})
    assert (answer.status_code, answer.json()["number"]) == (201, 1)
    again = post(lena, "cars/", {"chosen": ["open"], "name": "Zwilling"})
    assert (again.status_code, again["Content-Type"]) == (409, "application/problem+json")
    assert again.json()["detail"] == "Dieses Auto gibt es schon. Ändere eine Sache, dann ist es deins allein."
    assert post(lena, "cars/1/cancel/").status_code == 403
    assert post(ida, "cars/1/cancel/").json()["state"] == "cancelled"
    assert post(ida, "cars/1/cancel/").status_code == 403


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({"chosen": ["open", "strap"], "name": "x"}, 422),
        ({"chosen": ["open"], "name": "x" * 61}, 422),
        ({"chosen": "open", "name": "x"}, 422),
        ({"chosen": [], "name": "x"}, 422),
    ],
)
def test_what_is_no_car_is_refused(offer, client_of, cast, body, status):
    assert post(client_of(cast["ida"]), "cars/", body).status_code == status
    assert Car.objects.count() == 0


def test_visitors_read_and_do_not_write(car, client_of):
    assert post(client_of(), "cars/", {"chosen": ["open"], "name": "x"}).status_code == 401
    assert post(client_of(), "cars/1/cancel/").status_code == 401
    assert client_of().get(API + "cars/9/").status_code == 404
