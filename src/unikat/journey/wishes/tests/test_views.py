"""Pages of wishes: for visitors, for members, for strangers; the same cost however long."""

import re
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from unikat.foundation.ledger import clock
from unikat.foundation.ui.words import day
from unikat.journey.projects.actions import plan_phase
from unikat.journey.projects.models import Project
from unikat.journey.wishes import actions, queries
from unikat.journey.wishes.models import Decision, Wish

WISH = {"title": "Tür mit Handschuhen", "text": "Im Februar am Waldrand.", "area": "body", "language": "de"}


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


def test_pages_speak_both_languages(wish, cast, decide, headings, client):
    decide(cast["mei"], [wish])
    assert headings(
        client, ["/p/feldhase/wishes/", "/p/feldhase/decisions/", "/p/feldhase/decisions/1/"]
    ) == {
        "/p/feldhase/wishes/": ("Wünsche", "Wishes"),
        "/p/feldhase/decisions/": ("Entscheidungen", "Decisions"),
        "/p/feldhase/decisions/1/": ("Schlaufe", "Strap"),
    }


def test_what_differs_is_marked_while_typing(feldhase, cast, client):
    actions.make_wish(
        actor=cast["ida"], project=feldhase, title="Anhängelast 500 kg", text="Für Holz.", language="de"
    )
    html = client.get(
        "/p/feldhase/wishes/similar/", {"title": "Anhängelast 750 kg"}, headers={"HX-Request": "true"}
    ).content.decode()
    assert re.findall(r'near__diff">(.*?)</p>', html) == ["<b>Anders:</b> bei dir 750 kg, hier 500 kg"]


def test_the_day_of_the_answer_is_public(wish, client):
    html = client.get("/p/feldhase/wishes/1/", headers={"Accept-Language": "en"}).content.decode()
    with translation.override("en"):
        assert f"Mei answers by {day(wish.due_on)}, 14 days left" in html


@pytest.mark.parametrize(
    ("handle", "path", "sent"),
    [
        ("mei", "decisions/new/", {"outcome": "decline", "title_de": "Nein", "sentence_de": "Nicht jetzt."}),
        ("jonas", "wishes/2/merge/", {"into": "W-099", "why": "Nicht jetzt."}),
        ("jonas", "wishes/2/merge/", {"into": "W-002", "why": "Nicht jetzt."}),
        ("jonas", "wishes/2/merge/", {"into": "W-²", "why": "Nicht jetzt."}),
    ],
)
def test_a_refused_form_keeps_what_was_typed(wish, other, cast, client_of, handle, path, sent):
    answer = client_of(cast[handle]).post(f"/p/feldhase/{path}", sent)
    assert (answer.status_code, "Nicht jetzt." in answer.content.decode()) == (422, True)


def test_merging_and_parting_in_the_browser(wish, other, cast, client_of):
    client_of(cast["jonas"]).post("/p/feldhase/wishes/2/merge/", {"into": "w 1", "why": "Handschuhe."})
    client_of(cast["hanna"]).post("/p/feldhase/wishes/2/merge/answer/", {"agree": "yes"})
    assert Wish.objects.get(number=2).merged_into == wish
    client_of(cast["hanna"]).post("/p/feldhase/wishes/2/merge/undo/")
    assert Wish.objects.get(number=2).merged_into is None
    assert client_of(cast["hanna"]).post("/p/feldhase/wishes/2/merge/answer/").status_code == 404


@pytest.mark.parametrize("after", ["²", "9" * 5000, "-1", "x.y", "1.", "1.²", "99999999999999999999"])
def test_a_list_has_no_page_for_nonsense(wish, client, after):
    pages = ["wishes/", "decisions/", "challenges/", "changes/", "history/"]
    assert [client.get(f"/p/feldhase/{page}", {"after": after}).status_code for page in pages] == [404] * 5
    # Parts go on by number, and a number may be any text.
    assert client.get("/p/feldhase/parts/", {"after": after}).status_code == 200


def test_home_says_where_we_are_what_was_decided_and_what_to_do(feldhase, cast, client):
    today = clock.today()
    for position, (title, features, ends) in enumerate(
        ((("Wünsche", "Wishes"), ["wishing"], -1), (("Grundform", "Basic form"), ["engineering"], 9)), start=1
    ):
        plan_phase(
            actor=cast["oskar"],
            project=feldhase,
            position=position,
            title=title,
            opens_on=today + timedelta(days=-9),
            closes_on=today + timedelta(days=ends),
            features=features,
        )
    actions.make_decision(
        actor=cast["mei"],
        project=feldhase,
        outcome="accept",
        title=("Schlaufe kommt", "The strap comes"),
        sentence=("Weil Fäustlinge.", "Because of mittens."),
    )
    html = client.get("/p/feldhase/", headers={"Accept-Language": "en"}).content.decode()
    here = html.index("Basic form")
    told = [piece in html for piece in ("Basic form", "The strap comes", "Because of mittens.")]
    assert (told, 'aria-current="step"' in html[here - 300 : here + 300]) == ([True] * 3, True)
    # Wishing is closed today, so nobody is asked to wish.
    assert "Say what your car should be able to do" not in html


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
