"""The story is told in its order, stops where asked, and all of it or nothing stays."""

import sys
from types import SimpleNamespace

import pytest

from unikat.cli import seed
from unikat.foundation.people.models import Person

CANON = ["opening", "wishes", "decisions", "challenge", "parts", "options", "first-cars", "changes", "today"]


def person(number: int) -> None:
    Person.objects.create_user(f"p{number}@feldhase.example", name=f"P{number}", handle=f"p{number}")


def fall() -> None:
    raise ZeroDivisionError


@pytest.fixture
def chapters(monkeypatch: pytest.MonkeyPatch) -> None:
    """Three small chapters, the last of which fails."""
    tellers = SimpleNamespace(first=lambda: person(1), second=lambda: person(2), fall=fall)
    monkeypatch.setitem(sys.modules, "small_story", tellers)
    story = (
        ("opening", ("small_story:first",)),
        ("wishes", ("small_story:second",)),
        ("today", ("small_story:fall",)),
    )
    monkeypatch.setattr(seed, "CHAPTERS", story)
    monkeypatch.setattr(seed, "NAMES", tuple(name for name, _ in story))


def handles() -> list[str]:
    return list(Person.objects.order_by("handle").values_list("handle", flat=True))


def test_the_chapters_are_those_of_the_canon_and_every_teller_exists() -> None:
    assert list(seed.NAMES) == CANON
    assert [callable(seed.resolve_name(teller)) for _, tellers in seed.CHAPTERS for teller in tellers] == [
        True for _, tellers in seed.CHAPTERS for _ in tellers
    ]


@pytest.mark.django_db
@pytest.mark.usefixtures("chapters")
def test_the_story_stops_at_the_named_chapter() -> None:
    said: list[str] = []
    seed.tell(until="opening", say=said.append)
    assert handles() == ["p1"]
    assert [line.partition(" (")[0] for line in said] == [
        "Telling the story of the Feldhase ...",
        "  1 of 1: opening",
    ]


@pytest.mark.django_db
@pytest.mark.usefixtures("chapters")
def test_a_stopped_telling_leaves_nothing() -> None:
    with pytest.raises(ZeroDivisionError):
        seed.tell(until="today", say=lambda line: None)
    assert handles() == []


def test_a_missing_teller_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(seed, "CHAPTERS", (("opening", ("unikat.cli.seed:nobody",)),))
    monkeypatch.setattr(seed, "NAMES", ("opening",))
    with pytest.raises(AttributeError):
        seed.tell(until="opening", say=lambda line: None)
