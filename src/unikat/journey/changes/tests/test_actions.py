"""Changes: two others look, then all of it happens or nothing."""

import pytest

from unikat.foundation.ledger.queries import ancestors
from unikat.foundation.ledger.refusal import NotAllowed, Refused, Taken
from unikat.journey.changes import actions, rules
from unikat.journey.changes.models import Change, ChangeState
from unikat.journey.parts.actions import add_part, draft_revision, release_revision, set_line
from unikat.journey.parts.models import BillLine, Revision
from unikat.journey.wishes.actions import make_decision


@pytest.fixture
def latch(feldhase, cast):
    """A latch in a door, with a valid revision A."""
    mei = cast["mei"]
    door = add_part(actor=mei, project=feldhase, number="FH-320-001", name=("Halbtür", "Half door"))
    latch = add_part(actor=mei, project=feldhase, number="FH-320-004", name=("Türfalle", "Latch"))
    set_line(actor=mei, parent=door, child=latch, quantity="1")
    release_revision(actor=mei, revision=draft_revision(actor=mei, part=latch, mass_g=436))
    return latch


@pytest.fixture
def change(feldhase, cast, latch):
    """Deniz proposes revision B and two latches."""
    decision = make_decision(
        actor=cast["mei"], project=feldhase, outcome="accept", title=("Schlaufe", ""), sentence=("So.", "")
    )
    return actions.propose_change(
        actor=cast["deniz"],
        project=feldhase,
        title="Schlaufe",
        why="Wegen der Fäustlinge.",
        raised_from=decision.thing,
        revisions=[draft_revision(actor=cast["deniz"], part=latch, mass_g=412)],
        bill_edits=[{"parent": BillLine.objects.get().parent, "child": latch, "quantity": "2"}],
    )


def approve(change, *people):
    for person in people:
        actions.review_change(actor=person, change=change, verdict="approve")


def states():
    return list(Revision.objects.order_by("pk").values_list("letter", "state"))


def test_accepting_releases_everything_and_ties_the_thread(change, cast, latch):
    approve(change, cast["mei"], cast["jonas"])
    actions.accept_change(actor=cast["mei"], change=Change.objects.get())
    assert states() == [("A", "superseded"), ("B", "valid")]
    assert BillLine.objects.get().quantity == "2"
    kinds = [ref.kind for ref in ancestors(latch.thing)]
    assert kinds == ["change", "decision", "revision", "revision"]


@pytest.mark.parametrize("handle", ["deniz", "ida", "vera", "lena"])
def test_nobody_reviews_their_own_and_strangers_none(change, cast, handle):
    with pytest.raises(NotAllowed):
        actions.review_change(actor=cast[handle], change=change, verdict="approve")


def test_one_review_is_not_enough_and_a_question_holds_it(change, cast):
    approve(change, cast["mei"])
    with pytest.raises(NotAllowed):
        actions.accept_change(actor=cast["mei"], change=Change.objects.get())
    approve(change, cast["jonas"])
    actions.review_change(actor=cast["tariq"], change=change, verdict="ask", text="Quer oder längs genäht?")
    assert rules.may_accept(cast["mei"], Change.objects.get()) is False


def test_a_question_needs_words(change, cast):
    with pytest.raises(Refused) as refused:
        actions.review_change(actor=cast["mei"], change=change, verdict="ask")
    assert refused.value.field == "text"


def test_a_bill_that_moved_on_is_never_overwritten(change, cast, latch):
    approve(change, cast["mei"], cast["jonas"])
    line = BillLine.objects.get()
    set_line(actor=cast["mei"], parent=line.parent, child=latch, quantity="3")
    with pytest.raises(Taken):
        actions.accept_change(actor=cast["mei"], change=Change.objects.get())
    assert (BillLine.objects.get().quantity, states(), Change.objects.get().state) == (
        "3",
        [("A", "valid"), ("B", "proposed")],
        "open",
    )


def test_only_one_closes_a_change(change, cast):
    approve(change, cast["mei"], cast["jonas"])
    first, second = Change.objects.get(), Change.objects.get()
    actions.accept_change(actor=cast["mei"], change=first)
    with pytest.raises(Taken):
        actions.accept_change(actor=cast["oskar"], change=second)


def test_declining_keeps_the_work_and_says_why(change, cast):
    with pytest.raises(NotAllowed):
        actions.decline_change(actor=cast["ida"], change=change, reason="Nein.")
    with pytest.raises(Refused):
        actions.decline_change(actor=cast["mei"], change=change, reason=" ")
    actions.decline_change(actor=cast["mei"], change=change, reason="Zu lang.")
    assert (Change.objects.get().state, states()) == (
        ChangeState.DECLINED,
        [("A", "valid"), ("B", "declined")],
    )


def test_conditions_name_known_options_only(feldhase, cast, latch):
    edit = {"parent": BillLine.objects.get().parent, "child": latch, "quantity": "1", "condition": "winch"}
    with pytest.raises(Refused) as refused:
        actions.propose_change(actor=cast["deniz"], project=feldhase, title="x", why="y", bill_edits=[edit])
    assert refused.value.field == "condition"


def test_pages_and_strangers(change, cast, client_of):
    assert client_of().get("/p/feldhase/changes/").status_code == 200
    assert client_of().get("/p/feldhase/changes/1/").status_code == 200
    assert client_of().get("/p/feldhase/changes/2/").status_code == 404
    assert client_of(cast["ida"]).post("/p/feldhase/changes/1/accept/").status_code == 403
    answer = client_of(cast["mei"]).post("/p/feldhase/changes/1/review/", {"verdict": "ask", "text": ""})
    assert answer.status_code == 422
    client_of(cast["mei"]).post("/p/feldhase/changes/1/review/", {"verdict": "approve"})
    assert [review.person for review in Change.objects.get().reviews.all()] == [cast["mei"]]


def test_a_change_is_proposed_in_the_browser(feldhase, cast, latch, client_of):
    draft = draft_revision(actor=cast["deniz"], part=latch, mass_g=412)
    decision = make_decision(
        actor=cast["mei"], project=feldhase, outcome="accept", title=("Schlaufe", ""), sentence=("So.", "")
    )
    form = {
        "title": "Schlaufe",
        "why": "Darum.",
        "answers": "d-001",
        "revisions": [draft.pk],
        "language": "de",
    }
    answer = client_of(cast["deniz"]).post("/p/feldhase/changes/new/", form)
    assert (answer.status_code, Change.objects.get().raised_from) == (302, decision.thing)
    form["answers"] = "D-099"
    answer = client_of(cast["deniz"]).post("/p/feldhase/changes/new/", form)
    assert (answer.status_code, "Darum." in answer.content.decode()) == (422, True)
