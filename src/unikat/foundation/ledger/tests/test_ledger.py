"""The ledger: entries that cannot be changed, links that can be walked both ways."""

from datetime import timedelta
from importlib import import_module

import pytest
from django.db import DatabaseError, connection, transaction

from unikat.foundation.ledger import clock, things
from unikat.foundation.ledger.actions import retract_links, tell
from unikat.foundation.ledger.models import Entry, Link, LinkKind, System, Visibility
from unikat.foundation.ledger.queries import ancestors, descendants, entries_for, links_from, thread_of
from unikat.foundation.ledger.things import Card, Kind, Ref, Station

SYSTEM = System("test")


@pytest.fixture
def chain(db):
    """wish 1 and wish 2 -> decision 1 -> part 1."""
    wish, other, decision, part = Ref("wish", 1), Ref("wish", 2), Ref("decision", 1), Ref("part", 1)
    with transaction.atomic():
        answered = [(LinkKind.ANSWERED, wish), (LinkKind.ANSWERED, other)]
        tell(
            actor=SYSTEM,
            verb="decision.make",
            about=decision,
            came_from=answered,
            led_to=[(LinkKind.DRAWN, part)],
        )
    return wish, other, decision, part


def test_an_entry_needs_the_acts_transaction(transactional_db):
    with pytest.raises(RuntimeError):
        tell(actor=SYSTEM, verb="x", about=Ref("wish", 1))


def test_ancestors_and_descendants(chain):
    wish, other, decision, part = chain
    assert ancestors(part) == [decision, wish, other]
    assert descendants(wish) == [decision, part]


def test_a_retracted_link_is_walked_no_more_but_stays(chain):
    wish, other, decision, part = chain
    with transaction.atomic():
        retract_links(
            actor=SYSTEM, verb="wish.unmerge", about=other, links=links_from(other), why="not the same"
        )
    assert ancestors(part) == [decision, wish]
    assert Entry.objects.filter(verb="decision.make").get().links.count() == 3


def test_the_database_refuses_to_change_an_entry(chain):
    with pytest.raises(DatabaseError), transaction.atomic():
        Entry.objects.update(verb="other")


def test_a_part_changed_because_of_a_step_did_not_come_from_all_the_step_came_from(cast, feldhase):
    """part 1 and part 2 are mounted in step 1, which had a revision of part 1 drawn."""
    mine, other, step, change = Ref("part", 1), Ref("part", 2), Ref("step", 1), Ref("change", 1)
    with transaction.atomic():
        built = [(LinkKind.BUILT, mine), (LinkKind.BUILT, other)]
        tell(actor=SYSTEM, verb="step.add", about=step, came_from=built, led_to=[(LinkKind.ASKED, change)])
        tell(actor=SYSTEM, verb="change.accept", about=change, led_to=[(LinkKind.DRAWN, mine)])
    assert ancestors(mine) == [change, step]
    assert descendants(mine) == [change, step]
    assert descendants(other) == [change, mine, step]
    assert ancestors(step) == [change, mine, other]


def test_the_database_refuses_to_remove_an_entry_or_a_link(chain):
    guards = import_module("unikat.foundation.ledger.migrations.0004_nothing_is_removed").guards
    if connection.vendor == "sqlite":  # taken away for tests that commit, see conftest
        with connection.cursor() as cursor:
            for statement in guards("sqlite"):
                cursor.execute(statement)
    for model in (Link, Entry):
        with pytest.raises(DatabaseError), transaction.atomic():
            model.objects.all().delete()
    assert (Link.objects.count(), Entry.objects.count()) == (3, 1)


def test_what_led_to_a_rule_is_no_cause_of_the_options_it_binds(cast, feldhase):
    """wish 1 -> decision 1 -> rule 1 -x- option 1 -> car 1."""
    wish, decision, rule, option, car = (
        Ref(kind, 1) for kind in ("wish", "decision", "rule", "option", "car")
    )
    with transaction.atomic():
        tell(
            actor=SYSTEM,
            verb="rule.add",
            about=rule,
            came_from=[(LinkKind.RULED, decision)],
            led_to=[(LinkKind.BOUND, option)],
        )
        tell(actor=SYSTEM, verb="decision.make", about=decision, came_from=[(LinkKind.ANSWERED, wish)])
        tell(actor=SYSTEM, verb="car.reserve", about=car, came_from=[(LinkKind.CHOSEN, option)])
    assert (ancestors(car), descendants(wish)) == ([option, rule], [decision, rule])


@pytest.mark.parametrize("length", [3, 12])
def test_a_thread_costs_the_same_however_long(db, length, django_assert_num_queries, monkeypatch):
    seen = {n: Card("knot", n, f"K-{n}", "", "", Station.PART) for n in range(length + 1)}
    kind = Kind("knot", "knot", Station.PART, lambda ids, viewer: {n: seen[n] for n in ids})
    monkeypatch.setitem(things._kinds, "knot", kind)
    with transaction.atomic():
        for n in range(length):
            tell(
                actor=SYSTEM, verb="tie", about=Ref("knot", n), led_to=[(LinkKind.DRAWN, Ref("knot", n + 1))]
            )
    with django_assert_num_queries(2):
        thread = thread_of(Ref("knot", 1), None)
    assert [card.id for card in thread.before[Station.PART]] == [0]
    assert [card.id for card in thread.after[Station.PART]] == list(range(2, length + 1))


def test_a_sealed_entry_is_read_by_nobody_before_its_time(cast, feldhase):
    until = clock.now() + timedelta(days=1)
    with transaction.atomic():
        tell(
            actor=cast["lena"],
            verb="ballot.cast",
            about=Ref("entry", 1),
            project_id=feldhase.pk,
            visibility=Visibility.SEALED,
            sealed_until=until,
        )
    for viewer in (None, cast["oskar"], cast["lena"]):
        assert entries_for(viewer).filter(verb="ballot.cast").count() == 0
    with clock.at(until):
        assert entries_for(None).filter(verb="ballot.cast").count() == 1
