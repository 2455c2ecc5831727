"""The home of a project: where are we, what was decided, what can I do now."""

from datetime import timedelta

import pytest

from unikat.foundation.ledger import clock
from unikat.journey.projects.actions import open_project, plan_phase
from unikat.journey.projects.models import Feature
from unikat.journey.wishes.actions import make_decision, make_wish
from unikat.site import queries


@pytest.fixture
def hamster(cast):
    """A project that was opened a moment ago."""
    texts = {"name": "Hamster", "promise": ("Klein.", "Small."), "brief": ("Klein.", "Small.")}
    return open_project(actor=cast["oskar"], slug="hamster", code="HA", **texts)


def titles(project, viewer):
    return [task.title for task in queries.tasks_for(project, viewer)]


def test_a_new_project_tells_its_steward_what_it_needs(hamster, cast):
    wish = "Sag, was dein Auto können soll"
    assert titles(hamster, cast["oskar"]) == ["Vergib die ersten Rollen", wish, "Plan den Weg"]
    assert titles(hamster, cast["ida"]) == titles(hamster, None) == [wish]


def test_a_closed_phase_asks_for_no_wish(hamster, cast):
    yesterday = clock.today() - timedelta(days=1)
    plan_phase(
        actor=cast["oskar"],
        project=hamster,
        position=1,
        title=("Wünsche", "Wishes"),
        opens_on=yesterday - timedelta(days=30),
        closes_on=yesterday,
        features=[Feature.WISHING],
    )
    assert titles(hamster, None) == []


def test_the_home_shows_the_latest_decisions_first(feldhase, cast, client_of):
    for title in ("Schlaufe", "Kein Radio"):
        make_decision(
            actor=cast["mei"], project=feldhase, outcome="accept", title=(title, ""), sentence=("So.", "")
        )
    assert [made.title_de for made in queries.decided_lately(feldhase)] == ["Kein Radio", "Schlaufe"]
    page = client_of().get("/p/feldhase/").content.decode()
    assert page.index("Kein Radio") < page.index("Schlaufe")


def test_one_project_is_the_home_and_two_are_a_list(feldhase, cast, client_of, hamster):
    page = client_of().get("/").content.decode()
    assert ("Feldhase" in page, "Hamster" in page, "/projects/new/" in page) == (True, True, False)
    assert "/projects/new/" in client_of(cast["oskar"]).get("/").content.decode()
    hamster.is_public = False
    hamster.save()
    assert client_of().get("/")["Location"] == "/p/feldhase/"
    assert client_of().get("/p/hamster/").status_code == 404


def test_the_newest_wish_is_named_on_the_home(feldhase, cast):
    make_wish(
        actor=cast["lena"], project=feldhase, title="Haken für den Helm", text="Im Matsch.", language="de"
    )
    assert [task.person_says for task in queries.tasks_for(feldhase, None)] == [
        "Lena hat den neuesten Wunsch geschrieben."
    ]
