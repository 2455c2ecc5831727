"""Questions about changes: before and after, every row once, at a price that does not grow."""

from unikat.journey.changes import actions, queries
from unikat.journey.changes.models import Change
from unikat.journey.parts.actions import add_part, draft_revision, set_line


def proposed(cast, project, part, count):
    for _ in range(count):
        revision = draft_revision(actor=cast["deniz"], part=part, mass_g=1)
        actions.propose_change(
            actor=cast["deniz"], project=project, title="Schlaufe", why="Darum.", revisions=[revision]
        )


def test_walking_the_list_meets_every_change_once(feldhase, cast, latch, client, walk):
    proposed(cast, feldhase, latch, 65)
    listed = walk(client, "/api/v1/projects/feldhase/changes/", "changes")
    assert [row["number"] for row in listed] == list(range(65, 0, -1))
    first = queries.change_page(feldhase)
    second = queries.change_page(feldhase, first.after)
    assert [one.number for one in (*first.rows, *second.rows)] == list(range(65, 5, -1))


def test_a_revision_is_compared_with_the_one_before_it(change):
    [found] = queries.comparisons_of(change, None)
    assert (found.old.letter, found.new.letter, found.mass_delta_g, found.cost_delta_cents) == (
        "A",
        "B",
        -24,
        None,
    )


def test_what_can_be_proposed(feldhase, cast, change, latch):
    free = draft_revision(actor=cast["lena"], part=latch)
    assert list(queries.proposable_for(feldhase)) == [free]
    assert list(queries.proposable_for(feldhase, change)) == [free, change.revisions.get()]


def test_pages_cost_the_same_however_long(feldhase, cast, change, latch, client_of, costs):
    clients = [client_of(), client_of(cast["mei"])]
    pages = ("changes/", "changes/1/")
    paths = [f"{root}/feldhase/{page}" for root in ("/p", "/api/v1/projects") for page in pages]
    door = latch.used_in.get().parent

    def grow(first, count):
        proposed(cast, feldhase, latch, count)
        for number in range(first, first + count):
            part = add_part(actor=cast["mei"], project=feldhase, number=f"FH-5{number:02}", name=("x", ""))
            set_line(actor=cast["mei"], parent=door, child=part, quantity="1")
            revision = draft_revision(actor=cast["deniz"], part=part)
            change.revisions.add(revision)
            change.bill_edits.create(parent=door, child=part, quantity="2", before="1")
        for one in Change.objects.all():
            actions.review_change(actor=cast["mei"], change=one, verdict="approve", text="Gut.")

    grow(0, 3)
    few = costs(clients, paths)
    grow(3, 27)
    assert costs(clients, paths) == few
