"""The thread across a page."""

from dataclasses import dataclass

from unikat.foundation.ui import thread


@dataclass
class Card:
    ref: str
    station: str | None
    title: str = "A door"
    url: str = "/x/"


def test_stations_without_a_card_are_open_and_the_line_before_them_is_not_red():
    cards = [Card("W-014", "wish"), Card("D-006", "decision"), Card("FH-1", "part"), Card("FH-2", "part")]
    stops = thread.chain([*cards, Card("p", None)], here="part")
    assert [(s.number, s.ref, s.classes) for s in stops] == [
        (1, "W-014", ""),
        (2, "D-006", "is-last"),
        (3, "", "is-open"),
        (4, "FH-1 +1", "is-here is-last"),
        (5, "", "is-open"),
        (6, "", "is-open"),
        (7, "", "is-open"),
    ]


def test_a_card_without_a_number_is_called_by_its_title():
    assert thread.chain([Card("", "option", "Half doors")], here="option")[4].ref == "Half doors"


def test_without_a_project_the_overview_leads_nowhere():
    stops = thread.overview(here="wish")
    assert [(s.url, s.classes) for s in stops] == [("", "is-here")] + [("", "")] * 6
