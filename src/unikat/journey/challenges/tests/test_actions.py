"""Challenges: announced, entered, voted under seal, judged, counted."""

from datetime import timedelta

import pytest
from django.core.files.base import ContentFile

from unikat.engines import voting
from unikat.foundation.ledger import clock, things
from unikat.foundation.ledger.models import Entry as LedgerEntry
from unikat.foundation.ledger.queries import ancestors, descendants, entries_for
from unikat.foundation.ledger.refusal import NotAllowed, Refused, Taken
from unikat.foundation.notices.models import Notice
from unikat.foundation.search.queries import find
from unikat.journey.challenges import actions, queries
from unikat.journey.challenges.models import Ballot, Challenge, Entry, Score
from unikat.journey.wishes.actions import make_decision


def announce(actor, project, **facts):
    said = {"title": ("Tür", ""), "brief": ("So.", ""), "entries_until": 1, "votes_until": 2, **facts}
    days = ("check_up_at", "entries_until", "votes_until")
    said |= {name: clock.now() + timedelta(days=said[name]) for name in days if name in said}
    return actions.open_challenge(actor=actor, project=project, **said)


def test_a_challenge_follows_from_its_decision(feldhase, cast):
    decision = make_decision(
        actor=cast["mei"], project=feldhase, outcome="accept", title=("Tür", ""), sentence=("So.", "")
    )
    challenge = announce(cast["jonas"], feldhase, decision=decision, check_up_at=0.5)
    assert (challenge.reference, ancestors(challenge.thing)) == ("C-001", [decision.thing])
    assert [hit.card.ref for hit in find("Tür", None, kinds=["challenge"])] == ["C-001"]


@pytest.mark.parametrize(
    ("days", "field"),
    [
        ({"entries_until": -1}, "votes_until"),
        ({"entries_until": 3, "votes_until": 2}, "votes_until"),
        ({"check_up_at": 1.5}, "check_up_at"),
        ({"check_up_at": -1}, "check_up_at"),
    ],
)
def test_dates_lie_ahead_and_in_order(feldhase, cast, days, field):
    with pytest.raises(Refused) as refused:
        announce(cast["jonas"], feldhase, **days)
    assert (refused.value.field, Challenge.objects.count()) == (field, 0)


def test_a_draft_calls_no_challenge(feldhase, cast):
    draft = make_decision(
        actor=cast["mei"],
        project=feldhase,
        outcome="accept",
        title=("Tür", ""),
        sentence=("So.", ""),
        deciders=[cast["oskar"]],
    )
    with pytest.raises(Refused) as refused:
        announce(cast["jonas"], feldhase, decision=draft)
    assert refused.value.field == "decision"


def test_an_entry_comes_with_its_files_and_hangs_on_the_thread(challenge, enter, cast):
    entry = enter(cast["deniz"])
    assert (entry.reference, descendants(challenge.thing)) == ("C-001/1", [entry.thing])
    with pytest.raises(Taken):
        enter(cast["deniz"])
    with pytest.raises(Refused) as refused:
        enter(cast["lena"], uploads=[])
    assert (refused.value.field, Entry.objects.count()) == ("files", 1)


@pytest.mark.parametrize(("name", "content"), [("a.exe", b"MZ"), ("a.png", b"no picture")])
def test_a_refused_file_leaves_no_entry(enter, cast, name, content):
    with pytest.raises(Refused):
        enter(cast["deniz"], uploads=[ContentFile(content, name=name)])
    assert (Entry.objects.count(), LedgerEntry.objects.filter(verb="entry.enter").count()) == (0, 0)


def test_a_withdrawn_entry_is_gone_and_its_number_is_not_given_again(challenge, enter, cast, client_of):
    gone = enter(cast["deniz"], "Wegwerftür")
    actions.withdraw_entry(actor=cast["deniz"], entry=gone)
    assert (list(queries.entries_of(challenge)), things.card(gone.thing, None)) == ([], None)
    assert find("Wegwerftür", None) == []
    assert enter(cast["deniz"]).number == 2


MOMENT = timedelta(milliseconds=1)


@pytest.mark.parametrize(
    ("days", "more", "may_enter", "may_vote"),
    [
        (0, timedelta(), True, False),
        (10, -MOMENT, True, False),
        (10, timedelta(), False, True),
        (20, -MOMENT, False, True),
        (20, timedelta(), False, False),
    ],
)
def test_the_servers_clock_opens_and_closes(challenge, enter, cast, days, more, may_enter, may_vote):
    entry = enter(cast["deniz"])
    start = challenge.entries_until - timedelta(days=10)

    def works(act):
        try:
            act()
        except Refused:
            return False
        return True

    with clock.at(start + timedelta(days=days) + more):
        fresh = Entry.objects.select_related("challenge__project").get(pk=entry.pk)
        entered = works(lambda: enter(cast["lena"]))
        voted = works(
            lambda: actions.cast_ballot(actor=cast["ida"], entry=fresh, meets=3, appeal=3, own=False)
        )
    assert (entered, voted) == (may_enter, may_vote)


@pytest.mark.parametrize("handle", ["jonas", "mei", "oskar"])
def test_host_and_jury_do_not_enter(enter, cast, handle):
    with pytest.raises(NotAllowed):
        enter(cast[handle])


def test_nobody_votes_on_their_own_entry(voted, cast, in_days):
    with in_days(12), pytest.raises(NotAllowed):
        actions.cast_ballot(actor=cast["deniz"], entry=voted["deniz"], meets=5, appeal=5, own=True)
    assert Ballot.objects.count() == 8


@pytest.mark.parametrize("grades", [(0, 3, True), (3, 6, True), (3, True, False), ("3", 3, True), (3, 3, 1)])
def test_grades_go_from_one_to_five(voted, cast, in_days, grades):
    meets, appeal, own = grades
    with in_days(12), pytest.raises(Refused):
        actions.cast_ballot(actor=cast["hanna"], entry=voted["deniz"], meets=meets, appeal=appeal, own=own)
    assert Ballot.objects.count() == 8


def test_saying_it_anew_replaces_the_ballot_and_its_receipt(challenge, voted, cast, in_days):
    old = Ballot.objects.get(voter=cast["ida"], entry=voted["deniz"]).hash
    with in_days(13):
        new = actions.cast_ballot(actor=cast["ida"], entry=voted["deniz"], meets=1, appeal=1, own=False)
    receipts = set(queries.receipts_of(challenge).values_list("hash", flat=True))
    assert (len(receipts), old in receipts, new.hash in receipts) == (8, False, True)


def test_who_voted_where_is_in_no_history_not_even_after_the_close(closed, cast, in_days):
    with in_days(30):
        for viewer in (None, cast["jonas"], cast["oskar"], cast["paul"]):
            told = entries_for(viewer).filter(verb="ballot.cast")
            names = {entry.actor_name for entry in told}
            assert names == ({viewer.name} if viewer and viewer.handle in ("jonas", "paul") else set())


def test_the_published_ballots_count_to_the_published_result(closed, in_days):
    with in_days(22):
        data = queries.ballots_file(closed)
    result = voting.recount(data)
    places = [
        {
            "entry": place.tally.entry,
            "place": place.place,
            "ballots": place.tally.ballots,
            "meets": place.tally.meets_median,
            "appeal": place.tally.gauge.median,
            "owners": place.tally.owners,
        }
        for place in result.places
    ]
    published = Challenge.objects.get().result
    assert (places, result.voters, result.ballots) == (
        published["community"],
        published["voters"],
        published["ballots"],
    )
    assert published["crowns"] == {"community": ["C-001/1"], "jury": ["C-001/2"]}
    hashes = {cast.hash for cast in voting.read_ballots(data).casts}
    assert hashes == set(Ballot.objects.values_list("hash", flat=True))


def test_a_ballot_that_was_changed_behind_the_back_is_seen(challenge, voted, cast, in_days):
    Ballot.objects.filter(voter=cast["paul"], entry=voted["lena"]).update(appeal=1)
    published = set(queries.receipts_of(challenge).values_list("hash", flat=True))
    with in_days(21):
        closed = actions.close_challenge(actor=cast["jonas"], challenge=challenge)
        counted = {cast.hash for cast in voting.read_ballots(queries.ballots_file(closed)).casts}
    assert len(published - counted) == 1


def test_the_jury_judges_between_entries_and_result(challenge, voted, cast, in_days):
    grades = dict.fromkeys(("novelty", "usefulness", "feasibility", "elaboration"), 4)
    for days in (5, 12):
        with in_days(days), pytest.raises(NotAllowed):
            actions.judge_entry(actor=cast["ida"], entry=voted["lena"], **grades)
    with in_days(5), pytest.raises(NotAllowed):
        actions.judge_entry(actor=cast["mei"], entry=voted["lena"], **grades)
    with in_days(12):
        with pytest.raises(Refused):
            actions.judge_entry(actor=cast["mei"], entry=voted["lena"], **{**grades, "novelty": 6})
        actions.judge_entry(actor=cast["mei"], entry=voted["lena"], **grades)
        actions.judge_entry(actor=cast["mei"], entry=voted["lena"], **{**grades, "novelty": 5})
    assert [score.novelty for score in Score.objects.all()] == [5]


def test_closing_tells_the_authors_and_happens_once(closed, cast, in_days):
    told = Notice.objects.filter(verb="challenge.close").values_list("person__handle", flat=True)
    assert sorted(told) == ["deniz", "lena"]
    with in_days(22), pytest.raises(NotAllowed):
        actions.close_challenge(actor=cast["jonas"], challenge=closed)
    entry = LedgerEntry.objects.get(verb="challenge.close")
    assert entry.facts == {"crowns": {"community": ["C-001/1"], "jury": ["C-001/2"]}}


def test_a_challenge_nobody_entered_closes_without_crowns(challenge, cast, in_days):
    with in_days(21):
        actions.close_challenge(actor=cast["oskar"], challenge=challenge)
    assert Challenge.objects.get().result["crowns"] == {"community": [], "jury": []}
