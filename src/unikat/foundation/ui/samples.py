"""What the live sheet of the look shows: one sample of every part, in all its states."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from unikat.foundation.ui import charts
from unikat.foundation.ui.thread import STATIONS

LAYERS = (
    *("ground", "frame-far", "seat-front", "steering", "suspension", "frame", "frame-side", "cargo", "tail"),
    *("nose", "welds", "tyre-gelaende", "rim-stahl", "fenders", "halfdoor", "number", "strap", "drive-20"),
    *("motor-35", "dims-length"),
)


@dataclass(frozen=True)
class Card:
    """A thing on the sheet; it leads nowhere but back to the sheet."""

    ref: str
    title: str
    station: str
    url: str = "#name"
    kind: str = ""
    lang: str = ""


@dataclass(frozen=True)
class Somebody:
    """A person on the sheet."""

    name: str
    portrait: str = ""
    initials: str = ""
    portrait_url: str = ""
    url: str = ""


class SampleForm(forms.Form):
    """Every kind of field, one of them refused."""

    name = forms.CharField(help_text="", max_length=40)
    torque = forms.DecimalField(max_value=26)
    about = forms.CharField(widget=forms.Textarea(attrs={"rows": 3}), required=False)
    bay = forms.ChoiceField(choices=[("1", "1"), ("2", "2")], widget=forms.RadioSelect)
    car = forms.ChoiceField(choices=[("7", "N° 07"), ("5", "N° 05")])
    agreed = forms.BooleanField(required=False)


def _form() -> SampleForm:
    form = SampleForm({"name": "Lena", "torque": "31", "bay": "1", "car": "7"})
    words = {
        "name": (_("Your name"), _("This is what we call you in the car book.")),
        "torque": (_("Torque in Nm"), ""),
        "about": (_("What did you notice?"), ""),
        "bay": (_("Bay"), ""),
        "car": (_("Car"), ""),
        "agreed": (_("Lena may see this"), _("You can take this back at any time.")),
    }
    for name, (label, hint) in words.items():
        form.fields[name].label, form.fields[name].help_text = label, hint
    too_tight = _("31 is too tight. Allowed are 22 to 26 Nm. Loosen the screw and tighten it again.")
    form.fields["torque"].error_messages["max_value"] = too_tight
    form.fields["torque"].validators[-1].message = too_tight  # type: ignore[attr-defined]
    return form


def _choices() -> dict[str, Any]:
    free = {"title": _("Free"), "cost": "+740 € · +31 kg", "state": "free", "name": "o", "value": "1"}
    chosen = {"title": _("Chosen"), "cost": _("chosen"), "state": "chosen", "name": "o", "value": "2"}
    forced = {"title": _("Follows from another choice"), "cost": "+160 €", "state": "forced"}
    blocked = {"title": _("Blocked"), "cost": _("blocked"), "state": "blocked"}
    forced["why"] = _("Always names what it follows from.")
    blocked["why"] = _("Names the reason, the figure and the decision.")
    return {
        "options": [free, chosen, forced, blocked],
        "criteria": [
            {"name": "task", "label": _("Does the job"), "value": 4},
            {"name": "like", "label": _("I like it"), "value": 5},
        ],
        "choices": [
            {"label": _("All"), "url": "#act", "current": True},
            {"label": _("Waiting"), "url": "#act", "count": 16},
            {"label": _("Built"), "url": "#act", "count": 43},
        ],
    }


def _figures() -> dict[str, Any]:
    def gauge(value: float, shown: str, label: str) -> charts.Gauge:
        return charts.gauge(value, low=22, high=26, shown=shown, unit="Nm", label=label)

    step, bar = charts.Step, charts.Bar
    return {
        "inside": gauge(24.5, "24,5", _("24.5 newton metres, allowed are 22 to 26")),
        "outside": gauge(31, "31,0", _("31 newton metres, too tight, allowed are 22 to 26")),
        "funnel": charts.funnel(
            [
                step("wish", _("Said"), 214, "214"),
                step("decision", _("Answered"), 198, "198", _("16 are waiting")),
                step("part", _("In a part"), 74, "74", _("47 without a part")),
                step("car", _("In a car"), 43, "43", _("15 never chosen")),
            ],
            label=_("Of 214 wishes 198 were answered and 43 were built"),
        ),
        "line": charts.line(
            [11, 9, 8, 6, 5, 4.2],
            label=_("Answers came after 11 days in January and after 4.2 in June, promised are 14"),
            names=["1", "2", "3", "4", "5", "6"],
            unit=_("Days"),
            target=(14, _("promised")),
        ),
        "bars": charts.bars(
            [bar(_("First wish"), 54, "54 %", "96", meant=True), bar(_("Later wishes"), 61, "61 %", "118")],
            top=100,
        ),
        **_wholes(),
    }


def _wholes() -> dict[str, Any]:
    share = charts.Share
    return {
        "clock": charts.clock(
            4.2,
            promised=14,
            shown="4,2",
            words=_("days, typically"),
            most=11,
            label=_("Answers come after 4.2 days, nine of ten within 11, promised are 14"),
        ),
        "shares": charts.shares(
            [
                share("a", 1, 38, "1 %", "38 %"),
                share("b", 9, 41, "9 %", "41 %"),
                share("c", 90, 21, "90 %", "21 %"),
            ],
            people=_("People"),
            work=_("Contributions"),
            label=_("One percent of the people make 38 percent of the contributions"),
        ),
    }


def _people() -> dict[str, Any]:
    crew = [Somebody(name, f"p-{name.lower()}") for name in ("Ida", "Mei", "Jonas")]
    crew += [Somebody("Paul", initials="PK"), Somebody("Lena", "p-lena"), Somebody("Oskar", "p-oskar")]
    return {
        "crew": crew,
        "roles": [(crew[0], _("customer")), (crew[1], _("engineer")), (crew[3], _("without a picture"))],
        "deciders": [(crew[1], _("decides for engineering")), (crew[2], _("decides for form"))],
        "reasons": [
            (_("For it"), _("14 of 14 people in mittens open it in less than 2 s.")),
            (_("Against it"), _("A strap can get caught. It tears at 900 N before the door opens.")),
            (_("Still open"), _("The shape of the door.")),
        ],
        "sealed": _("12 February 2026, checksum 8c4f 21aa"),
    }


def _thread() -> dict[str, Any]:
    refs = ("W-014", "D-006", "C-003", "FH-320-004", _("Half doors"), "4.12", "N°\u00a007")
    cards = [Card(ref, _("A door for gloves"), station) for ref, station in zip(refs, STATIONS, strict=True)]
    states = ("here", "", "", "", "", "open", "next")
    return {
        "cards": cards,
        "trail": [
            {"station": card.station, "title": card.title, "url": card.url, "cards": [card], "state": state}
            for card, state in zip(cards, states, strict=True)
        ],
        "phases": [
            {"title": _("Task"), "detail": _("16 February")},
            {"title": _("Vote"), "detail": _("until Sunday"), "state": "here"},
            {"title": _("Result"), "detail": _("30 March"), "state": "open"},
        ],
    }


def _drawing() -> dict[str, Any]:
    return {
        "facts": [(_("Mass"), "412 g", _("target 450 g")), (_("Cost"), "31,40 €"), (_("In use"), "10")],
        "table": (
            [_("Figure"), ("B", "num"), ("C", "num")],
            [[_("Length"), "40 mm", "68 mm"], [_("Mass"), "412 g", "424 g"]],
        ),
        "titleblock": [(_("Name"), "Feldhase", "wide"), (_("Unit"), "mm"), (_("Drawn by"), "Jonas")],
        "plate": [
            (_("Chassis no."), "W09FH70M7VC000007", "wide"),
            (_("Motor"), "70 kW"),
            (_("Year"), "2027"),
        ],
        "layers": LAYERS,
    }


def sample() -> dict[str, Any]:
    """All samples by name, in the language of the page."""
    return {"form": _form(), **_people(), **_thread(), **_drawing(), **_choices(), **_figures()}
