"""The configurator and the cars' pages, in German and English, without JavaScript."""

import re
from html import unescape

import pytest

from unikat.journey.cars import actions, queries
from unikat.journey.cars.models import Car, Configuration
from unikat.journey.cars.tests.test_queries import expected, some_choices
from unikat.journey.options.models import Option
from unikat.journey.options.queries import current_edition

PAGE = "/p/feldhase/configure/"


def english(client):
    client.cookies["language"] = "en"
    return client


def words(answer):
    """The text of a page, without its marks, each run of white space one space."""
    text = re.sub(r"<(script|style|svg|title)\b.*?</\1>", " ", answer.content.decode(), flags=re.DOTALL)
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", text)))


def states_on(page):
    """The state of every option as the page shows it, by the option's German name."""
    html = page.content.decode()
    locked = re.findall(
        r'<div class="option option--(\w+)".*?<span class="option__name">(.*?)</span><span', html, re.DOTALL
    )
    open_ = re.findall(
        r'<label class="option"><input [^>]*?value="[^"]*"[^>]*?( checked)?><span class="option__name">(.*?)</span>'
        r'<span class="option__cost',
        html,
        re.DOTALL,
    )
    plain = lambda name: unescape(re.sub(r"<[^>]+>", "", name)).strip()  # noqa: E731
    found = {plain(name): state for state, name in locked}
    return found | {plain(name): "chosen" if checked else "free" for checked, name in open_}


def test_the_page_shows_what_brute_force_finds(story_offer, client_of):
    names = dict(Option.objects.values_list("code", "name_de"))
    for chosen in some_choices(8, seed=11):
        page = client_of().get(PAGE, {"c": sorted(chosen)})
        states, _count = expected(chosen)
        assert states_on(page) == {names[code]: state for code, state in states.items()}, chosen


def test_a_no_is_a_sentence_with_its_decision_and_a_way_out(offer, client_of):
    for client, sentence, way in (
        (client_of(), "Nur mit Tür.", "Ohne Schlaufe geht es"),
        (english(client_of()), "Only with a door.", "Give up Strap, then it works"),
    ):
        page = client.get(PAGE, {"c": "strap"}).content.decode()
        blocked = re.search(r'<div class="option option--blocked".*?</div>', page, re.DOTALL).group()
        assert blocked.count(sentence) == 1
        assert re.findall(r'href="(/p/feldhase/decisions/\d+/)"', blocked) == ["/p/feldhase/decisions/1/"]
        assert unescape(re.sub(r"<[^>]+>", "", blocked)).count(way) == 1


def test_two_answers_to_one_question_are_told_so(offer, client_of):
    page = words(client_of().get(PAGE, {"c": ["open", "doors"]}))
    assert page.count("Aufbau: wähl genau eins.") == 1


def test_the_address_of_a_choice_carries_nothing_but_the_choice(offer, client_of):
    """The form is sent as an address that people share: no proof against forgery may stand in it."""
    html = client_of().get(PAGE, {"c": "doors"}).content.decode()
    form = re.search(r'<form class="config".*?</form>', html, re.DOTALL).group()
    names = set(re.findall(r'<input [^>]*name="([^"]+)"', form))
    assert names == {"g-body", "g-more"}


def test_a_choice_is_kept_under_a_link_by_a_form_of_its_own(offer, client_of):
    from django.test import Client

    client = Client(enforce_csrf_checks=True)
    html = client.get(PAGE, {"c": "doors"}).content.decode()
    assert re.search(r'<button [^>]*form="keep"', html)
    form = re.search(
        r'<form id="keep" method="post" action="/p/feldhase/configure/save/">.*?</form>', html
    ).group()
    typed = dict(re.findall(r'name="(\w+)" value="([^"]+)"', form))
    assert client.post(PAGE + "save/", {"c": "doors"}).status_code == 403
    answer = client.post(PAGE + "save/", {**typed, "c": ["doors", "horn"]})
    kept = Configuration.objects.get()
    assert (answer.url, kept.choices) == (f"{PAGE}{kept.token}/", {"doors": True, "horn": True})
    assert client_of().get(answer.url).url == f"{PAGE}?c=doors&c=horn"


@pytest.mark.parametrize(("by", "codes"), [("price", "c=open"), ("lead", "c=open")])
def test_a_choice_is_finished_on_demand(offer, client_of, by, codes):
    assert client_of().get(PAGE + "finish/", {"by": by}).url == f"{PAGE}?{codes}"


def test_a_car_is_chosen_and_reserved_without_javascript(offer, client_of, cast):
    ida = client_of(cast["ida"])
    page = ida.get(PAGE, {"g-body": "doors", "g-more": ["strap", "horn"]}).content.decode()
    link = unescape(re.search(r'href="([^"]*/configure/reserve/\?[^"]+)"', page).group(1))
    asked = ida.get(link)
    hidden = re.findall(r'name="c" value="([^"]+)"', asked.content.decode())
    assert (asked.status_code, hidden) == (200, ["doors", "strap", "horn"])
    answer = ida.post(PAGE + "reserve/", {"c": hidden, "name": "Hakenschlag", "sure": "on"})
    assert (answer.status_code, answer.url) == (302, "/p/feldhase/cars/1/")
    assert Car.objects.get().chosen == ["doors", "horn", "strap"]


def test_a_taken_car_is_refused_and_nothing_typed_is_lost(offer, client_of, cast, car):
    answer = client_of(cast["lena"]).post(
        PAGE + "reserve/", {"c": ["doors", "strap"], "name": "Zwilling", "sure": "on"}
    )
    html = answer.content.decode()
    assert answer.status_code == 422
    assert re.findall(r'name="c" value="([^"]+)"', html) == ["doors", "strap"]
    assert re.search(r'name="name"[^>]*value="Zwilling"', html)
    assert words(answer).count("Dieses Auto gibt es schon. Ändere eine Sache, dann ist es deins allein.") >= 1
    assert Car.objects.count() == 1


def test_an_incomplete_car_is_refused_with_the_open_question(offer, client_of, cast):
    answer = client_of(cast["ida"]).post(PAGE + "reserve/", {"c": ["horn"], "name": "x", "sure": "on"})
    assert (answer.status_code, Car.objects.count()) == (422, 0)
    assert words(answer).count("Aufbau: wähl genau eins.") == 1


def test_when_ordering_is_closed_the_page_says_so(offer, client_of, cast):
    from unikat.foundation.ledger import clock
    from unikat.journey.projects.actions import plan_phase

    facts = {"title": ("Wünschen", ""), "opens_on": clock.today(), "closes_on": None, "features": ["wishing"]}
    plan_phase(actor=cast["oskar"], project=offer, position=1, **facts)
    page = words(client_of().get(PAGE, {"c": "doors"}))
    assert page.count("Bestellen ist gerade nicht offen") == 1


def test_a_car_is_cancelled_by_its_owner_and_its_page_stays(car, client_of, cast):
    assert client_of(cast["lena"]).post("/p/feldhase/cars/1/cancel/").status_code == 403
    assert client_of(cast["ida"]).post("/p/feldhase/cars/1/cancel/").url == "/p/feldhase/cars/"
    page = words(client_of().get("/p/feldhase/cars/1/"))
    assert (page.count("wieder frei"), page.count("kein anderes Auto hat ihn")) == (1, 0)


def test_strangers_find_no_private_car(car, client_of, cast):
    Car.objects.update(is_public=False)
    answers = [client_of(cast.get(who)).get("/p/feldhase/cars/1/").status_code for who in ("", "lena", "ida")]
    assert answers == [404, 404, 200]


def test_without_an_edition_the_page_says_what_is_missing(feldhase, client_of):
    for client, text in (
        (client_of(), "Noch nichts zu wählen"),
        (english(client_of()), "Nothing to choose from yet"),
    ):
        answer = client.get(PAGE)
        heading = re.search(r"<h1>(.*?)</h1>", answer.content.decode()).group(1)
        assert (answer.status_code, heading) == (200, text)


def test_the_list_goes_on(offer, client_of, cast):
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
        for number in range(1, 31)
    )
    first = client_of().get("/p/feldhase/cars/").content.decode()
    onward = re.search(r'href="(\?after=\d+)"', first).group(1)
    second = client_of().get("/p/feldhase/cars/" + onward).content.decode()
    shown = [re.findall(r"<h3><a [^>]*>Nr (\d+)</a>", page) for page in (first, second)]
    assert shown == [[str(n) for n in range(30, 6, -1)], [str(n) for n in range(6, 0, -1)]]
    assert queries.car_page(offer, None, 6)[1] is None


def test_a_cancelled_choice_is_free_on_the_page(car, client_of, cast):
    taken = words(client_of().get(PAGE, {"c": ["doors", "strap"]}))
    actions.cancel_car(actor=cast["ida"], car=car)
    free = words(client_of().get(PAGE, {"c": ["doors", "strap"]}))
    assert [page.count("Dieses Auto gibt es schon.") > 0 for page in (taken, free)] == [True, False]
