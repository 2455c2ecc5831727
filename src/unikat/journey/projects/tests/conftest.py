"""What tests of projects begin with."""

from datetime import timedelta

import pytest

from unikat.foundation.ledger import clock
from unikat.journey.projects.actions import plan_phase


@pytest.fixture
def road(cast, feldhase):
    """Wishing was open until yesterday, engineering is open, building opens in three days."""
    today = clock.today()
    phases = (
        (-20, -1, ("Wünsche", "Wishes"), ["wishing"]),
        (-1, 1, ("Grundform", "Basic form"), ["engineering", "challenging"]),
        (3, None, ("Bau", "Build"), ["building"]),
    )
    for position, (first, last, title, features) in enumerate(phases, start=1):
        plan_phase(
            actor=cast["oskar"],
            project=feldhase,
            position=position,
            title=title,
            opens_on=today + timedelta(days=first),
            closes_on=None if last is None else today + timedelta(days=last),
            features=features,
        )
    return feldhase
