"""Changes: two others look, then all of it happens or nothing."""

from datetime import timedelta

import pytest

from unikat.foundation.ledger import clock
from unikat.foundation.ledger.models import Entry
from unikat.foundation.ledger.queries import ancestors
from unikat.foundation.ledger.refusal import NotAllowed, Refused, Taken
from unikat.foundation.notices.models import Notice
from unikat.journey.changes import actions, rules
from unikat.journey.changes.models import Change, ChangeState
from unikat.journey.options.actions import add_group, add_option
from unikat.journey.parts.actions import add_part, draft_revision, set_line
from unikat.journey.parts.models import BillLine, Revision


def states():
    return list(Revision.objects.order_by("pk").values_list("letter", "state"))


def test_accepting_releases_everything_and_ties_the_thread(change, cast, latch, approve):
    approve(change, "mei", "jonas")
    actions.accept_change(actor=cast["mei"], change=Change.objects.get())
    assert states() == [("A", "superseded"), ("B", "valid")]
    assert BillLine.objects.get().quantity == "2"
    kinds = [ref.kind for ref in ancestors(latch.thing)]
    assert kinds == ["change", "decision", "revision", "revision"]


@pytest.mark.parametrize("handle", ["deniz", "ida", "vera", "lena"])
def test_nobody_reviews_their_own_and_strangers_none(change, cast, handle):
    with pytest.raises(NotAllowed):
        actions.review_change(actor=cast[handle], change=change, verdict="approve")


def test_one_review_is_not_enough_and_a_question_holds_it(change, cast, approve):
    approve(change, "mei")
    with pytest.raises(NotAllowed):
        actions.accept_change(actor=cast["mei"], change=Change.objects.get())
    approve(change, "jonas")
    actions.review_change(actor=cast["tariq"], change=change, verdict="ask", text="Quer oder längs genäht?")
    assert rules.may_accept(cast["mei"], Change.objects.get()) is False


def test_a_question_needs_words(change, cast):
    with pytest.raises(Refused) as refused:
        actions.review_change(actor=cast["mei"], change=change, verdict="ask")
    assert refused.value.field == "text"


def test_a_bill_that_moved_on_is_never_overwritten(change, cast, latch, approve):
    approve(change, "mei", "jonas")
    line = BillLine.objects.get()
    set_line(actor=cast["mei"], parent=line.parent, child=latch, quantity="3")
    with pytest.raises(Taken):
        actions.accept_change(actor=cast["mei"], change=Change.objects.get())
    assert (BillLine.objects.get().quantity, states(), Change.objects.get().state) == (
        "3",
        [("A", "valid"), ("B", "proposed")],
        "open",
    )


def test_only_one_closes_a_change(change, cast, approve):
    approve(change, "mei", "jonas")
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


def amended(change, cast, **facts):
    said = {"title": change.title, "why": "Länger.", "revisions": list(change.revisions.all()), **facts}
    return actions.amend_change(actor=cast["deniz"], change=change, **said)


def test_approval_does_not_survive_a_change_of_content(change, cast, latch, approve):
    approve(change, "mei", "jonas")
    assert rules.may_accept(cast["mei"], Change.objects.get()) is True
    Notice.objects.all().delete()
    longer = draft_revision(actor=cast["deniz"], part=latch, mass_g=424)
    amended(change, cast, revisions=[longer])
    with pytest.raises(NotAllowed):
        actions.accept_change(actor=cast["mei"], change=Change.objects.get())
    assert states() == [("A", "valid"), ("B", "draft"), ("C", "proposed")]
    assert (change.reviews.count(), change.bill_edits.count()) == (0, 0)
    asked = Notice.objects.filter(verb="change.propose").values_list("person__handle", flat=True)
    assert sorted(asked) == ["jonas", "mei"]
    entry = Entry.objects.get(verb="change.amend")
    assert entry.facts == {"title": "Schlaufe", "reviews_gone": 2}
    approve(change, "mei", "jonas")
    actions.accept_change(actor=cast["mei"], change=Change.objects.get())
    assert states() == [("A", "superseded"), ("B", "draft"), ("C", "valid")]


def test_words_alone_can_be_amended_too_and_the_contents_stay(change, cast, approve):
    approve(change, "mei", "jonas")
    edits = [{"parent": e.parent, "child": e.child, "quantity": e.quantity} for e in change.bill_edits.all()]
    amended(change, cast, bill_edits=edits)
    assert (states(), change.bill_edits.count(), rules.is_approved(Change.objects.get())) == (
        [("A", "valid"), ("B", "proposed")],
        1,
        False,
    )


@pytest.mark.parametrize("handle", ["mei", "oskar", "ida"])
def test_only_its_author_amends_an_open_change(change, cast, handle):
    with pytest.raises(NotAllowed):
        actions.amend_change(actor=cast[handle], change=change, title="x", why="y")
    actions.decline_change(actor=cast["mei"], change=change, reason="Nein.")
    with pytest.raises(NotAllowed):
        amended(change, cast)


def test_a_change_is_never_emptied(change, cast):
    with pytest.raises(Refused) as refused:
        amended(change, cast, revisions=[])
    assert (refused.value.field, change.revisions.count(), change.bill_edits.count()) == ("revisions", 1, 1)


def test_of_two_changes_drawn_from_the_same_revision_the_second_is_refused(
    change, cast, feldhase, latch, approve
):
    rival = actions.propose_change(
        actor=cast["lena"],
        project=feldhase,
        title="Knopf",
        why="Billiger.",
        revisions=[draft_revision(actor=cast["lena"], part=latch, mass_g=430)],
    )
    for one in (change, rival):
        approve(one, "mei", "jonas")
    actions.accept_change(actor=cast["mei"], change=rival)
    with pytest.raises(Taken):
        actions.accept_change(actor=cast["mei"], change=Change.objects.get(pk=change.pk))
    assert states() == [("A", "superseded"), ("B", "proposed"), ("C", "valid")]
    assert BillLine.objects.get().quantity == "1"


@pytest.mark.parametrize("moved", [{"quantity": "3"}, {"quantity": "1", "unit": "m"}])
def test_a_line_that_moved_on_in_any_way_is_never_overwritten(change, cast, latch, approve, moved):
    approve(change, "mei", "jonas")
    line = BillLine.objects.get()
    set_line(actor=cast["mei"], parent=line.parent, child=latch, **moved)
    with pytest.raises(Taken):
        actions.accept_change(actor=cast["mei"], change=Change.objects.get())
    line.refresh_from_db()
    assert ((line.quantity, line.unit), Change.objects.get().state) == (
        (moved["quantity"], moved.get("unit", "pcs")),
        "open",
    )


def test_a_line_keeps_its_unit_when_only_its_quantity_changes(feldhase, cast, latch, approve):
    line = BillLine.objects.get()
    set_line(actor=cast["mei"], parent=line.parent, child=latch, quantity="1", unit="m")
    edit = {"parent": line.parent, "child": latch, "quantity": "2"}
    change = actions.propose_change(
        actor=cast["deniz"], project=feldhase, title="x", why="y", bill_edits=[edit]
    )
    approve(change, "mei", "jonas")
    actions.accept_change(actor=cast["mei"], change=change)
    line.refresh_from_db()
    assert (line.quantity, line.unit) == ("2", "m")


def test_a_line_is_taken_out(feldhase, cast, latch, approve):
    edit = {"parent": BillLine.objects.get().parent, "child": latch}
    change = actions.propose_change(
        actor=cast["deniz"], project=feldhase, title="x", why="y", bill_edits=[edit]
    )
    approve(change, "mei", "jonas")
    actions.accept_change(actor=cast["mei"], change=change)
    assert BillLine.objects.count() == 0


def test_a_condition_over_options_gets_into_the_bill(feldhase, cast, latch, approve):
    group = add_group(actor=cast["mei"], project=feldhase, code="extras", kind="several", name=("x", ""))
    add_option(actor=cast["mei"], group=group, code="winch", name=("Winde", ""))
    edit = {"parent": BillLine.objects.get().parent, "child": latch, "quantity": "1", "condition": "winch"}
    change = actions.propose_change(
        actor=cast["deniz"], project=feldhase, title="x", why="y", bill_edits=[edit]
    )
    approve(change, "mei", "jonas")
    actions.accept_change(actor=cast["mei"], change=change)
    assert list(BillLine.objects.values_list("quantity", "condition")) == [("1", ""), ("1", "winch")]


@pytest.mark.parametrize(
    ("edit", "field"),
    [
        ({"quantity": "0"}, "quantity"),
        ({"quantity": "", "child": "FH-320-009"}, "quantity"),
        ({"quantity": "1", "child": "FH-320-001"}, "child"),
        ({"quantity": "2"}, "child"),
    ],
)
def test_an_edit_is_refused_at_its_field(feldhase, cast, latch, edit, field):
    """The latch sits in two places, so that a line without a place would be any of them."""
    door = BillLine.objects.get().parent
    add_part(actor=cast["mei"], project=feldhase, number="FH-320-009", name=("Neu", ""))
    set_line(actor=cast["mei"], parent=door, child=latch, quantity="1", place=("hinten", ""))
    parts = {part.number: part for part in feldhase.parts.all()}
    said = {"child": "FH-320-004", **edit}
    said["child"] = parts[said["child"]]
    with pytest.raises(Refused) as refused:
        actions.propose_change(
            actor=cast["deniz"],
            project=feldhase,
            title="x",
            why="y",
            bill_edits=[{"parent": parts["FH-320-001"], **said}],
        )
    assert (refused.value.field, Change.objects.count()) == (field, 0)


def test_what_its_author_takes_back_can_be_proposed_again(change, cast, feldhase):
    actions.decline_change(actor=cast["deniz"], change=change, reason="Erst nähen.")
    assert (Change.objects.get().state, states()) == ("withdrawn", [("A", "valid"), ("B", "draft")])
    again = actions.propose_change(
        actor=cast["deniz"],
        project=feldhase,
        title="Schlaufe",
        why="Genäht.",
        revisions=list(Revision.objects.filter(letter="B")),
    )
    assert again.reference == "E-002"


def test_whoever_was_asked_is_asked_no_more(change, cast, approve):
    def waiting():
        asked = Notice.objects.filter(verb="change.propose", read_at=None)
        return sorted(asked.values_list("person__handle", flat=True))

    assert waiting() == ["jonas", "mei", "oskar"]
    approve(change, "mei")
    assert waiting() == ["jonas", "oskar"]
    actions.decline_change(actor=cast["oskar"], change=change, reason="Nein.")
    assert waiting() == []


def test_a_closed_phase_lets_nobody_propose_but_everybody_decline(change, cast, feldhase):
    from unikat.journey.projects.actions import plan_phase

    yesterday = clock.today() - timedelta(days=1)
    plan_phase(
        actor=cast["oskar"],
        project=feldhase,
        position=1,
        title=("Zeichnen", ""),
        opens_on=yesterday,
        closes_on=yesterday,
        features=["engineering"],
    )
    project = type(feldhase).objects.get()
    with pytest.raises(Refused):
        actions.propose_change(actor=cast["deniz"], project=project, title="x", why="y")
    actions.decline_change(actor=cast["mei"], change=Change.objects.get(), reason="Zu spät.")
    assert Change.objects.get().state == "declined"
