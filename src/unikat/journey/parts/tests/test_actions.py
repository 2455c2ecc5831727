"""Parts are added, drawn, released once, and put into assemblies that never contain themselves."""

import pytest
from django.core.files.base import ContentFile

from unikat.foundation.files.actions import attach, keep_file
from unikat.foundation.files.models import StoredFile
from unikat.foundation.files.queries import files_of
from unikat.foundation.ledger.models import Entry
from unikat.foundation.ledger.queries import ancestors
from unikat.foundation.ledger.refusal import NotAllowed, Refused, Taken
from unikat.foundation.search.queries import find
from unikat.journey.parts import actions
from unikat.journey.parts.models import BillLine, Part, Revision

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9z"/></svg>'


@pytest.fixture
def latch(feldhase, cast):
    """A part without a revision."""
    return actions.add_part(actor=cast["mei"], project=feldhase, number="FH-320", name=("Türfalle", "Latch"))


def drawing(name="latch.svg"):
    return ContentFile(SVG, name=name)


def facts(revision):
    fresh = Revision.objects.values().get(pk=revision.pk)
    return {name: value for name, value in fresh.items() if name not in ("state", "released_at")}


def test_a_part_is_added_found_and_told(latch, cast):
    assert [hit.card.ref for hit in find("Türfalle", None)] == ["FH-320"]
    entry = Entry.objects.get(verb="part.add")
    assert (entry.actor_name, entry.facts) == ("Mei", {"number": "FH-320"})


@pytest.mark.parametrize("handle", ["ida", "tariq", "vera", "lena"])
def test_strangers_add_nothing_and_keep_no_bill(latch, feldhase, cast, handle):
    who = {"actor": cast[handle], "project": feldhase}
    with pytest.raises(NotAllowed):
        actions.add_part(**who, number="FH-1", name=("x", ""))
    with pytest.raises(NotAllowed):
        actions.set_lines(**who, lines=[])
    with pytest.raises(NotAllowed):
        actions.set_load_case(**who, key="x", name=("x", ""), wheelbase_mm=1)
    revision = actions.draft_revision(actor=cast["mei"], part=latch)
    with pytest.raises(NotAllowed):
        actions.release_first(actor=cast[handle], revision=revision)
    assert (Part.objects.count(), Revision.objects.get().state) == (1, "draft")


def test_a_number_exists_once(latch, feldhase, cast):
    with pytest.raises(Taken) as taken:
        actions.add_part(actor=cast["mei"], project=feldhase, number="FH-320", name=("x", ""))
    assert taken.value.field == "number"


def test_letters_run_as_on_drawings(latch, cast):
    letters = [actions.draft_revision(actor=cast["lena"], part=latch).letter for _ in range(23)]
    assert "".join(letters) == "ABCDEFGHJKLMNPRTUVWXY" + "AA" + "AB"
    with pytest.raises(Taken):
        actions.draft_revision(actor=cast["lena"], part=latch, letter="A")


def test_a_revision_brings_its_files_and_leads_to_its_part(latch, cast):
    revision = actions.draft_revision(actor=cast["lena"], part=latch, mass_g=400, uploads=[drawing()])
    assert [file.name for file in files_of(revision.thing, None)] == ["latch.svg"]
    assert ancestors(latch.thing) == [revision.thing]


def test_a_refused_file_leaves_no_revision(latch, cast):
    with pytest.raises(Refused):
        actions.draft_revision(
            actor=cast["lena"], part=latch, uploads=[drawing(), ContentFile(b"MZ", name="a.exe")]
        )
    assert (Revision.objects.count(), StoredFile.objects.count()) == (0, 0)


@pytest.mark.parametrize("state", ["proposed", "declined", "valid"])
def test_what_was_proposed_or_released_never_changes(latch, cast, feldhase, state):
    mei, lena = cast["mei"], cast["lena"]
    revision = actions.draft_revision(actor=lena, part=latch, mass_g=400, uploads=[drawing()])
    own = keep_file(actor=lena, upload=drawing("more.svg"), name="more.svg")
    if state == "valid":
        actions.release_first(actor=mei, revision=revision)
    else:
        actions.mark_revision(actor=lena, revision=revision, state=state)
    before, files = facts(revision), [file.pk for file in files_of(revision.thing, mei)]
    with pytest.raises(Refused):
        attach(actor=lena, file=own, about=revision.thing)
    with pytest.raises(Refused):
        keep_file(actor=mei, upload=drawing("b.svg"), name="b.svg", about=revision.thing)
    with pytest.raises(Taken):
        actions.draft_revision(actor=mei, part=latch, letter="A", mass_g=1)
    if state == "valid":
        for other in ("draft", "proposed", "declined"):
            with pytest.raises(Refused):
                actions.mark_revision(actor=mei, revision=revision, state=other)
        with pytest.raises(Refused):
            actions.release_revision(actor=mei, revision=revision)
    assert (facts(revision), [file.pk for file in files_of(revision.thing, mei)]) == (before, files)


def test_only_the_first_revision_is_released_without_a_change(latch, cast):
    first = actions.draft_revision(actor=cast["lena"], part=latch)
    second = actions.draft_revision(actor=cast["lena"], part=latch)
    actions.release_first(actor=cast["mei"], revision=first)
    with pytest.raises(Refused):
        actions.release_first(actor=cast["mei"], revision=second)
    assert [(one.letter, one.state) for one in Revision.objects.all()] == [("A", "valid"), ("B", "draft")]


def test_a_proposed_revision_is_released_with_its_change_only(latch, cast):
    revision = actions.draft_revision(actor=cast["lena"], part=latch)
    actions.mark_revision(actor=cast["lena"], revision=revision, state="proposed")
    with pytest.raises(Refused):
        actions.release_first(actor=cast["mei"], revision=revision)
    assert Revision.objects.get().state == "proposed"


@pytest.mark.parametrize(
    ("line", "field"),
    [
        ({"quantity": "0"}, "quantity"),
        ({"quantity": "-1"}, "quantity"),
        ({"quantity": "1/0"}, "quantity"),
        ({"quantity": "1e9"}, "quantity"),
        ({"quantity": "nan"}, "quantity"),
        ({"quantity": "viele"}, "quantity"),
        ({"condition": "winch &"}, "condition"),
        ({"child": "FH-100"}, "child"),
        ({"child": "FH-000"}, "child"),
    ],
)
def test_a_line_is_refused_at_its_field(parts, cast, line, field):
    said = {"parent": "FH-100", "child": "FH-210", "quantity": "1", **line}
    ends = {name: parts[said.pop(name)] for name in ("parent", "child")}
    with pytest.raises(Refused) as refused:
        actions.set_line(actor=cast["mei"], **ends, **said)
    assert (refused.value.field, BillLine.objects.count()) == (field, 6)


def test_a_line_is_set_changed_and_taken_out_and_told(parts, cast):
    facts = {"actor": cast["mei"], "parent": parts["FH-100"], "child": parts["FH-210"]}
    actions.set_line(**facts, quantity="0,5", unit="m")
    line = actions.set_line(**facts, quantity="3/4", unit="m")
    assert (line.quantity, BillLine.objects.count()) == ("3/4", 7)
    actions.remove_line(actor=cast["mei"], line=line)
    told = Entry.objects.order_by("-pk").values_list("verb", "facts__quantity")[:3]
    assert list(told) == [("part.remove_line", "3/4"), ("part.set_line", "3/4"), ("part.set_line", "1/2")]
