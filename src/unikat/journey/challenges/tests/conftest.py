"""What tests of challenges begin with: Jonas asks for half doors; Mei and Oskar are the jury."""

from datetime import timedelta

import pytest
from django.core.files.base import ContentFile

from unikat.foundation.ledger import clock
from unikat.journey.challenges import actions

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9z"/></svg>'


@pytest.fixture
def challenge(feldhase, cast):
    """Entries for ten days, votes for ten more."""
    now = clock.now()
    return actions.open_challenge(
        actor=cast["jonas"],
        project=feldhase,
        title=("Die Halbtür", "The half door"),
        brief=("Mit Fäustlingen zu öffnen.", "Opens with mittens."),
        jury=[cast["mei"], cast["oskar"]],
        entries_until=now + timedelta(days=10),
        votes_until=now + timedelta(days=20),
    )


@pytest.fixture
def enter(challenge):
    """Hands in a drawing."""

    def hand_in(person, title="Entwurf", **facts):
        said = {"text": "So.", "consent": "reuse", "uploads": [ContentFile(SVG, name="door.svg")]}
        return actions.enter_challenge(actor=person, challenge=challenge, title=title, **{**said, **facts})

    return hand_in


@pytest.fixture
def in_days():
    """Lets time pass."""
    start = clock.now()
    return lambda days, **more: clock.at(start + timedelta(days=days, **more))


@pytest.fixture
def voted(challenge, enter, cast, in_days):
    """Deniz and Lena have entered, four people have voted; the ballots are sealed."""
    entries = {handle: enter(cast[handle], f"Tür von {handle}") for handle in ("deniz", "lena")}
    votes = {
        "deniz": {"ida": (4, 5, True), "paul": (3, 4, False), "lena": (2, 3, False), "jonas": (4, 4, True)},
        "lena": {"ida": (4, 3, False), "paul": (5, 5, True), "deniz": (3, 2, False), "jonas": (3, 3, False)},
    }
    with in_days(12):
        for entry, ballots in votes.items():
            for voter, (meets, appeal, own) in ballots.items():
                actions.cast_ballot(
                    actor=cast[voter], entry=entries[entry], meets=meets, appeal=appeal, own=own
                )
    return entries


@pytest.fixture
def judged(voted, cast, in_days):
    """The jury likes Lena's entry, the community likes Deniz's; nothing is counted yet."""
    with in_days(13):
        for juror in ("mei", "oskar"):
            for author, grade in (("deniz", 3), ("lena", 5)):
                actions.judge_entry(
                    actor=cast[juror],
                    entry=voted[author],
                    words="Gut begründet.",
                    novelty=grade,
                    usefulness=grade,
                    feasibility=grade,
                    elaboration=grade,
                )
    return voted


@pytest.fixture
def closed(challenge, judged, cast, in_days):
    """Jonas has counted."""
    with in_days(21):
        return actions.close_challenge(actor=cast["jonas"], challenge=challenge)
