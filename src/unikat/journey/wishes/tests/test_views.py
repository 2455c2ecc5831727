"""Pages of wishes: for visitors, for members, for strangers; the same cost however long."""

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from unikat.journey.projects.models import Project
from unikat.journey.wishes import actions, queries
from unikat.journey.wishes.models import Decision, Wish

WISH = {"title": "Tür mit Handschuhen", "text": "Im Februar am Waldrand.", "area": "body", "language": "de"}


@pytest.fixture
def wish(feldhase, cast):
    """Ida's wish."""
    return actions.make_wish(actor=cast["ida"], project=feldhase, **WISH)


def test_a_member_makes_a_wish(feldhase, cast, client_of):
    answer = client_of(cast["ida"]).post("/p/feldhase/wishes/new/", WISH)
    assert (answer.status_code, answer["Location"]) == (302, "/p/feldhase/wishes/1/")
    assert Wish.objects.get().title == "Tür mit Handschuhen"


def test_nothing_typed_is_lost(feldhase, cast, client_of):
    answer = client_of(cast["ida"]).post("/p/feldhase/wishes/new/", {**WISH, "title": ""})
    assert (answer.status_code, "Im Februar am Waldrand." in answer.content.decode()) == (422, True)
    assert Wish.objects.count() == 0


def test_a_visitor_reads_and_is_asked_to_sign_in_to_write(wish, client):
    pages = [
        "/p/feldhase/wishes/",
        "/p/feldhase/wishes/1/",
        "/p/feldhase/decisions/",
        "/api/v1/projects/feldhase/wishes/",
    ]
    assert [client.get(page).status_code for page in pages] == [200] * 4
    answer = client.post("/p/feldhase/wishes/1/support/")
    assert (answer.status_code, answer["Location"]) == (302, "/sign-in/?next=/p/feldhase/wishes/1/support/")


def test_unknown_and_private_wishes_do_not_exist(wish, cast, client_of):
    assert client_of().get("/p/feldhase/wishes/99/").status_code == 404
    assert client_of().get("/p/other/wishes/1/").status_code == 404
    Project.objects.update(is_public=False)
    assert client_of(cast["lena"]).get("/p/feldhase/wishes/1/").status_code == 404
    assert client_of(cast["lena"]).post("/p/feldhase/wishes/1/support/").status_code == 404


def test_support_is_one_click(wish, cast, client_of):
    lena = client_of(cast["lena"])
    lena.post("/p/feldhase/wishes/1/support/")
    assert Wish.objects.get().voices == 2
    lena.post("/p/feldhase/wishes/1/support/", {"withdraw": "1"})
    assert Wish.objects.get().voices == 1


def test_similar_wishes_appear(wish, client):
    answer = client.get(
        "/p/feldhase/wishes/similar/", {"title": "Handschuhe an der Tür"}, headers={"HX-Request": "true"}
    )
    assert ("W-001" in answer.content.decode(), "<html" in answer.content.decode()) == (True, False)


def test_an_engineer_answers_in_the_browser(wish, cast, client_of):
    decision = {
        "outcome": "accept",
        "title_de": "Schlaufe",
        "sentence_de": "25 mm breit.",
        "wishes": [wish.pk],
        "deciders": [cast["jonas"].pk],
    }
    assert client_of(cast["ida"]).post("/p/feldhase/decisions/new/", decision).status_code == 403
    assert client_of(cast["mei"]).post("/p/feldhase/decisions/new/", decision).status_code == 302
    assert Decision.objects.get().made_at is None
    client_of(cast["jonas"]).post("/p/feldhase/decisions/1/agree/")
    assert Wish.objects.get().state == "answered"
    assert client_of().get("/p/feldhase/decisions/1/").status_code == 200


def test_markup_in_a_wish_stays_text(feldhase, cast, client_of):
    nasty = {
        **WISH,
        "title": "<script>alert(1)</script>",
        "text": "[x](javascript:alert(1)) <img src=x onerror=y>",
    }
    client_of(cast["ida"]).post("/p/feldhase/wishes/new/", nasty)
    html = client_of().get("/p/feldhase/wishes/1/").content.decode()
    assert [piece in html for piece in ("<script>alert", 'href="javascript', "<img src=x")] == [False] * 3


def test_the_list_costs_the_same_however_long(feldhase, cast, client):
    def cost():
        with CaptureQueriesContext(connection) as seen:
            assert client.get("/p/feldhase/wishes/").status_code == 200
        return len(seen)

    def fill(count):
        for number in range(count):
            actions.make_wish(
                actor=cast["ida"], project=feldhase, title=f"Wunsch {number}", text="x", language="de"
            )

    fill(3)
    client.get("/p/feldhase/wishes/")
    few = cost()
    fill(30)
    assert cost() == few


def test_the_list_asks_few_questions(wish, cast, client_of):
    def questions(client, path):
        client.get(path)
        with CaptureQueriesContext(connection) as seen:
            assert client.get(path).status_code == 200
        return len(seen)

    pages = [
        "/p/feldhase/wishes/",
        "/p/feldhase/wishes/?after=1",
        "/p/feldhase/wishes/?state=open&order=voices",
    ]
    assert [questions(client_of(), page) for page in pages] == [3, 3, 3]
    assert [questions(client_of(cast["ida"]), page) for page in pages] == [7, 7, 7]


def test_where_wishes_are_many_they_are_counted_once_a_minute(wish, cast, feldhase, monkeypatch):
    monkeypatch.setattr(queries, "COUNTED_ANEW", 1)
    assert queries.wish_counts(feldhase) == {"open": 1}
    actions.make_wish(actor=cast["ida"], project=feldhase, **WISH)
    assert queries.wish_counts(feldhase) == {"open": 2}
    actions.make_wish(actor=cast["ida"], project=feldhase, **WISH)
    assert queries.wish_counts(feldhase) == {"open": 2}
    cache.clear()
    assert queries.wish_counts(feldhase) == {"open": 3}
    cache.clear()


def test_pages_continue_by_key(feldhase, cast, client):
    for number in range(30):
        actions.make_wish(
            actor=cast["ida"], project=feldhase, title=f"Wunsch {number}", text="x", language="de"
        )
    first = client.get("/api/v1/projects/feldhase/wishes/").json()
    rest = client.get("/api/v1/projects/feldhase/wishes/", {"after": first["after"]}).json()
    numbers = [row["number"] for row in first["wishes"] + rest["wishes"]]
    assert (numbers, rest["after"]) == (list(range(30, 0, -1)), "")
