"""Questions about wishes: what stands where, every row once, at a price that does not grow."""

import pytest

from unikat.journey.wishes import actions, queries
from unikat.journey.wishes.models import Wish


def said(cast, project, count, first=0):
    for number in range(first, first + count):
        actions.make_wish(
            actor=cast["ida"], project=project, title=f"Wunsch {number}", text="x", language="de"
        )


@pytest.mark.parametrize("order", ["newest", "voices"])
def test_walking_the_list_meets_every_wish_once(feldhase, cast, order):
    said(cast, feldhase, 60)
    Wish.objects.filter(number__in=range(10, 40)).update(voices=2)
    seen, after = [], None
    while after != "":
        page = queries.wish_page(feldhase, order=order, after=after or "")
        seen += [row["number"] for row in page.rows]
        after = page.after
    wanted, rest = list(range(39, 9, -1)), [*range(60, 39, -1), *range(9, 0, -1)]
    assert seen == (wanted + rest if order == "voices" else list(range(60, 0, -1)))


def test_walking_decisions_meets_those_in_force_once(feldhase, cast, decide):
    for _ in range(45):
        decide(cast["mei"])
    decide(cast["mei"], deciders=[cast["jonas"]])
    first = queries.decision_page(feldhase)
    second = queries.decision_page(feldhase, first.after)
    third = queries.decision_page(feldhase, second.after)
    numbers = [decision.number for page in (first, second, third) for decision in page.rows]
    assert (numbers, third.after) == (list(range(45, 0, -1)), None)


def test_a_decision_in_force_goes_before_a_draft(wish, cast, decide):
    made = decide(cast["mei"], [wish])
    wish.decisions.add(decide(cast["mei"], deciders=[cast["jonas"]]))
    assert queries.decision_of(wish) == made


def test_wishes_are_counted_by_state(wish, other, cast, decide, feldhase):
    decide(cast["mei"], [wish])
    assert queries.wish_counts(feldhase) == {"answered": 1, "open": 1}


def test_alike_is_told_with_what_differs(feldhase, cast):
    for title in ("Anhängelast 500 kg", "Leiser Motor", "Kein Radio"):
        actions.make_wish(actor=cast["ida"], project=feldhase, title=title, text="So.", language="de")
    found = queries.similar_to(feldhase, "Anhängelast 750 kg", None)
    differences = [(one.wish.number, [(d.kind, d.left, d.right) for d in one.differences]) for one in found]
    assert differences == [(1, [("number", "750 kg", "500 kg")])]


def test_lists_cost_the_same_however_long(feldhase, cast, decide, client_of, costs):
    clients = [client_of(), client_of(cast["lena"])]
    lists = ("wishes/", "decisions/", "decisions/1/", "wishes/1/")
    paths = [f"{root}/feldhase/{name}" for root in ("/p", "/api/v1/projects") for name in lists]
    paths += ["/p/feldhase/", "/p/feldhase/wishes/similar/?title=Wunsch"]

    def grow(count, first):
        said(cast, feldhase, count, first)
        for wish in Wish.objects.filter(number__in=range(first + 1, first + count + 1)):
            decide(cast["mei"], [wish], deciders=[cast["mei"]])

    decide(cast["mei"])
    grow(3, 0)
    few = costs(clients, paths)
    grow(27, 3)
    assert costs(clients, paths) == few
