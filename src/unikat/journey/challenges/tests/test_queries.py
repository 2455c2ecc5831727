"""Questions about challenges: in order, every row once, nothing before its time, at a price that does not grow."""

from datetime import timedelta

import pytest
from django.http import Http404

from unikat.foundation.files.models import StoredFile
from unikat.foundation.ledger import clock
from unikat.foundation.people.models import Person, Tier
from unikat.journey.challenges import actions, queries
from unikat.journey.challenges.models import Ballot, Entry


def announced(cast, project, count):
    for _ in range(count):
        actions.open_challenge(
            actor=cast["jonas"],
            project=project,
            title=("Tür", ""),
            brief=("So.", ""),
            entries_until=clock.now() + timedelta(days=1),
            votes_until=clock.now() + timedelta(days=2),
        )


def test_walking_the_list_meets_every_challenge_once(feldhase, cast, client, walk):
    announced(cast, feldhase, 65)
    first = queries.challenge_page(feldhase)
    second = queries.challenge_page(feldhase, first.after)
    third = queries.challenge_page(feldhase, second.after)
    numbers = [one.number for page in (first, second, third) for one in page.rows]
    assert (numbers, third.after) == (list(range(65, 0, -1)), None)
    listed = walk(client, "/api/v1/projects/feldhase/challenges/", "challenges")
    assert [row["number"] for row in listed] == numbers


def test_receipts_are_walked_once_in_an_order_that_tells_nothing(challenge, voted, monkeypatch):
    monkeypatch.setattr(queries, "HASHES", 3)
    seen, after = [], ""
    while True:
        hashes, after = queries.receipt_page(challenge, after)
        seen += hashes
        if not after:
            break
    assert seen == sorted(Ballot.objects.values_list("hash", flat=True))


def test_there_are_no_ballots_before_the_close(challenge, voted, in_days):
    for days in (12, 21):
        with in_days(days), pytest.raises(Http404):
            queries.ballots_file(challenge)


def test_everybody_sees_only_their_own_ballots(challenge, voted, cast):
    assert queries.own_ballots(challenge, None) == {}
    assert {ballot.voter for ballot in queries.own_ballots(challenge, cast["paul"]).values()} == {
        cast["paul"]
    }
    assert queries.own_ballots(challenge, cast["oskar"]) == {}


def test_each_visitor_has_an_order_of_their_own(challenge, voted):
    entries = list(queries.entries_of(challenge))
    orders = {tuple(entry.pk for entry in queries.shuffled(entries, f"visitor {n}")) for n in range(20)}
    assert orders == {tuple(e.pk for e in entries), tuple(e.pk for e in reversed(entries))}
    assert queries.shuffled(entries, "a") == queries.shuffled(entries, "a")


def test_below_the_brief_is_told_and_not_placed(challenge, enter, cast, in_days):
    entry = enter(cast["deniz"])
    with in_days(12):
        actions.cast_ballot(actor=cast["ida"], entry=entry, meets=1, appeal=5, own=True)
    with in_days(21):
        result = actions.close_challenge(actor=cast["jonas"], challenge=challenge).result
    assert (result["community"], result["excluded"], result["crowns"]["community"]) == (
        [],
        [{"entry": "C-001/1", "why": "below-brief", "needed": 3}],
        [],
    )


def test_pages_cost_the_same_however_long(challenge, enter, cast, client_of, costs, in_days, feldhase):
    drawn = enter(cast["deniz"])
    file = StoredFile.objects.get()
    clients = [client_of(), client_of(cast["hanna"])]
    pages = ("challenges/", "challenges/1/", "challenges/1/entries/1/")
    paths = [f"{root}/feldhase/{page}" for root in ("/p", "/api/v1/projects") for page in pages]
    paths += [f"/api/v1/projects/feldhase/challenges/1/{name}/" for name in ("entries", "receipts")]

    def grow(first, count):
        announced(cast, feldhase, count)
        for number in range(first, first + count):
            person = Person.objects.create_user(
                f"p{number}@feldhase.example", handle=f"p{number}", name="P", tier=Tier.CONFIRMED
            )
            entry = Entry.objects.create(
                challenge=challenge, number=drawn.number + 1 + number, author=person, title="Tür", text="So."
            )
            StoredFile.objects.create(blob=file.blob, name="door.svg", about_kind="entry", about_id=entry.pk)
            with in_days(12):
                actions.cast_ballot(actor=cast["ida"], entry=entry, meets=3, appeal=3, own=False)

    grow(0, 3)
    few = costs(clients, paths)
    grow(3, 27)
    assert costs(clients, paths) == few
