"""Questions about projects: in order, every row once, at a price that does not grow."""

from django.db import transaction

from unikat.foundation.ledger.actions import tell
from unikat.journey.projects import queries
from unikat.journey.projects.actions import give_role, open_project, plan_phase

TEXTS = {"promise": ("Klein.", "Small."), "brief": ("Sehr klein.", "Very small.")}


def test_projects_stand_by_name(feldhase, cast):
    open_project(actor=cast["oskar"], slug="hamster", code="HA", name="Dachs", **TEXTS)
    assert [project.name for project in queries.visible_projects(None)] == ["Dachs", "Feldhase"]


def test_the_road_and_the_team_in_their_order(road):
    assert [phase.title_de for phase in road.road] == ["Wünsche", "Grundform", "Bau"]
    assert [(one.person.handle, one.role) for one in queries.team(road)] == [
        ("tariq", "coach"),
        ("jonas", "designer"),
        ("mei", "engineer"),
        ("vera", "inspector"),
        ("tariq", "keeper"),
        ("oskar", "steward"),
    ]


def test_walking_the_history_meets_every_act_once(feldhase, cast):
    with transaction.atomic():
        for number in range(90):
            facts = {"actor": cast["ida"], "about": feldhase.thing, "project_id": feldhase.pk}
            tell(**facts, verb="project.plan_phase", facts={"number": number})
    seen, after = [], None
    while True:
        page = queries.history_page(feldhase, None, after)
        seen += [row.entry.facts["number"] for row in page.rows if "number" in row.entry.facts]
        after = page.after
        if after is None:
            break
    assert seen == list(range(89, -1, -1))


def test_pages_cost_the_same_however_much_there_is(feldhase, cast, client_of, costs):
    clients = [client_of(), client_of(cast["oskar"])]
    at = "/api/v1/projects/"
    paths = ["/", "/p/feldhase/", "/p/feldhase/about/", "/p/feldhase/history/", at]
    paths += [f"{at}feldhase/{name}" for name in ("", "road/", "team/", "history/")]
    oskar = cast["oskar"]

    def grow(first, count):
        for number in range(first, first + count):
            open_project(actor=oskar, slug=f"p{number}", code=f"P{number}", name=f"P{number}", **TEXTS)
            role = ("coach", "designer", "engineer")[number % 3]
            give_role(actor=oskar, project=feldhase, person=list(cast.values())[number % 10], role=role)
            plan_phase(
                actor=oskar,
                project=feldhase,
                position=number,
                title=("x", ""),
                opens_on=feldhase.opened_at.date(),
                closes_on=None,
                features=["wishing"],
            )

    grow(1, 3)
    few = costs(clients, paths)
    grow(4, 27)
    assert costs(clients, paths) == few
