"""What is sent to the addresses of the matrix, so that whoever may do a thing can."""

from __future__ import annotations

import json

from django.core.files.base import ContentFile

PROJECT = {
    "name": "Neu",
    "promise_de": "So.",
    "brief_de": "Los.",
    "hardware_licence": "CERN-OHL-S-2.0",
    "text_licence": "CC-BY-SA-4.0",
    "answer_days": "14",
    "is_public": "on",
}
PHASE = {"title_de": "Neu", "opens_on": "2100-01-01"}
CHALLENGE = {
    "title_de": "Zeichne",
    "brief_de": "Los.",
    "entries_until": "2100-01-01T10:00Z",
    "votes_until": "2100-02-01T10:00Z",
}
GRADES = {"novelty": 3, "usefulness": 3, "feasibility": 3, "elaboration": 3}
ENTRY = {"title": "Neu", "text": "So.", "consent": "show", "language": "de"}
LINE = {"child": "FH-320-004", "quantity": "2", "unit": "pcs"}
EDIT = {"parent": "FH-900", "child": "FH-320-004", "quantity": "2"}
CHANGE = {"title": "Mehr davon", "why": "Darum.", "language": "de"}
GROUP = {"code": "new", "kind": "one", "name_de": "Neu"}
MODULE = {"number": "99", "title_de": "Neu"}
#: Bodies of forms by address; an address that is not here gets an empty form.
FORMS = {
    "/language/": {"language": "en", "next": "/"},
    "/sign-in/": {"email": "paul@feldhase.example"},
    "/sign-up/": {"email": "new@feldhase.example"},
    "/people/paul/trust/": {"tier": "2"},
    "/projects/new/": {**PROJECT, "slug": "neu", "code": "NEU"},
    "/p/feldhase/describe/": PROJECT,
    "/p/feldhase/team/give/": {"person": "paul", "role": "moderator"},
    "/p/feldhase/team/take/": {"person": "vera", "role": "inspector"},
    "/p/feldhase/road/plan/": {"position": "9", "title_de": "Neu", "opens_on": "2100-01-01"},
    "/settings/": {"name": "Neu", "about": "", "language": "de"},
    "/talk/say/": {"kind": "wish", "id": "<wish>", "text": "Ja."},
    "/talk/<comment>/reword/": {"text": "Anders."},
    "/talk/<comment>/hide/": {"reason": "Am Thema vorbei."},
    "/p/feldhase/wishes/new/": {"title": "Ein Dach", "text": "Gegen Regen.", "language": "de"},
    "/p/feldhase/wishes/19/merge/": {"into": "W-020"},
    "/p/feldhase/wishes/<asked>/merge/answer/": {"agree": "yes"},
    "/p/feldhase/wishes/<joined>/merge/undo/": {"why": "Doch nicht."},
    "/p/feldhase/decisions/new/": {"outcome": "accept", "title_de": "Ja", "sentence_de": "So."},
    "/p/feldhase/challenges/new/": {name: value.rstrip("Z") for name, value in CHALLENGE.items()},
    "/p/feldhase/challenges/<entering>/enter/": ENTRY,
    "/p/feldhase/challenges/2/entries/1/vote/": {"meets": "4", "appeal": "4"},
    "/p/feldhase/challenges/2/entries/1/judge/": GRADES,
    "/p/feldhase/parts/new/": {"number": "FH-999", "name_de": "Neu", "make": "make"},
    "/p/feldhase/parts/FH-900/revise/": {"note_de": "Neu."},
    "/p/feldhase/parts/FH-900/line/": LINE,
    "/p/feldhase/options/group/": GROUP,
    "/p/feldhase/options/new/": {
        "group": "<group>",
        "code": "new",
        "name_de": "Neu",
        "price": "1",
        "lead_days": "0",
    },
    "/p/feldhase/options/rule/": {
        "code": "R99",
        "sentence_de": "So.",
        "formula": "winch => winch",
        "decision": "<decision>",
    },
    "/p/feldhase/options/rule/R1/retire/": {"why": "Gilt nicht mehr."},
    "/p/feldhase/options/release/": {"base_price": "100", "base_lead_days": "9"},
    "/p/feldhase/configure/save/": {"c": "winch"},
    "/p/feldhase/configure/reserve/": {"c": "<free>", "name": "Neu", "sure": "on"},
    "/p/feldhase/cars/<reserved>/book-days/chemnitz/": {"days": "<day>"},
    "/workshops/new/": {
        "name": "Neu",
        "slug": "neu",
        "city": "Halle",
        "bays": "1",
        "time_zone": "Europe/Berlin",
    }
    | {"opens_on": "<day>"},
    "/workshops/chemnitz/bays/new/": {"name": "Neu"},
    "/p/feldhase/steps/modules/new/": MODULE,
    "/p/feldhase/steps/new/": {
        "module": "<module>",
        "number": "9.99",
        "title_de": "Neu",
        "text_de": "So.",
        "minutes": "5",
        "people": "1",
        "screws": "0",
    },
    "/p/feldhase/builds/3/crew/": {"name": "Otto"},
    "/p/feldhase/builds/3/steps/<step>/": {
        **{f"value{n}": "<value>" for n in range(8)},
        "second": "Tariq",
    },
    "/p/feldhase/changes/new/": CHANGE | {"parent": "<part>", "child": "<child>", "quantity": "2"},
    "/p/feldhase/changes/2/amend/": CHANGE | {"parent": "<part>", "child": "<child>", "quantity": "2"},
    "/p/feldhase/changes/2/review/": {"verdict": "approve"},
    "/p/feldhase/changes/2/decline/": {"reason": "Zu schwer."},
    "/api/v1/projects/feldhase/challenges/<entering>/entries/": ENTRY,
    "/api/v1/projects/feldhase/parts/FH-900/revisions/": {"note_de": "Neu."},
}
#: Bodies of the API by address.
JSON = {
    "/api/v1/projects/": {
        "slug": "neu",
        "code": "NEU",
        "name": "Neu",
        "promise_de": "So.",
        "brief_de": "Los.",
    },
    "/api/v1/projects/feldhase/team/": {"person": "paul", "role": "moderator"},
    "/api/v1/projects/feldhase/road/1/": PHASE,
    "/api/v1/projects/feldhase/wishes/": {"title": "Ein Dach", "text": "Gegen Regen."},
    "/api/v1/projects/feldhase/decisions/": {"outcome": "accept", "title_de": "Ja", "sentence_de": "So."},
    "/api/v1/projects/feldhase/challenges/": CHALLENGE,
    "/api/v1/projects/feldhase/challenges/2/entries/1/score/": GRADES,
    "/api/v1/projects/feldhase/challenges/2/entries/1/ballot/": {"meets": 4, "appeal": 4, "own": False},
    "/api/v1/projects/feldhase/parts/": {"number": "FH-999", "name_de": "Neu"},
    "/api/v1/projects/feldhase/parts/FH-900/lines/": LINE,
    "/api/v1/projects/feldhase/options/groups/": GROUP,
    "/api/v1/projects/feldhase/options/": {"group": "<group code>", "code": "new", "name_de": "Neu"},
    "/api/v1/projects/feldhase/options/rules/": {
        "code": "R99",
        "sentence_de": "So.",
        "formula": "winch => winch",
        "decision": 6,
    },
    "/api/v1/projects/feldhase/options/rules/R1/retire/": {"why": "Gilt nicht mehr."},
    "/api/v1/projects/feldhase/editions/": {"base_price_cents": 100, "base_lead_days": 9},
    "/api/v1/projects/feldhase/cars/": {"chosen": "<free>", "name": "Neu"},
    "/api/v1/projects/feldhase/cars/<reserved>/build/": {"workshop": "chemnitz", "days": "<days>"},
    "/api/v1/projects/feldhase/builds/3/crew/": {"name": "Otto"},
    "/api/v1/projects/feldhase/builds/3/steps/<step>/": {"values": "<values>", "second": "Tariq"},
    "/api/v1/projects/feldhase/changes/": CHANGE | {"bill_edits": [EDIT]},
    "/api/v1/projects/feldhase/changes/2/": CHANGE | {"bill_edits": [EDIT]},
    "/api/v1/projects/feldhase/changes/2/reviews/": {"verdict": "approve"},
    "/api/v1/projects/feldhase/changes/2/decline/": {"reason": "Zu schwer."},
}
DRAWING = b'<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0h9"/></svg>'


def ask(client, method, template, world, *, project="feldhase"):
    """Send a request as the matrix means it, to the same thing or under another project."""
    address = world.address(template.replace("/feldhase/", f"/{project}/"))
    if method != "GET" and template in JSON:
        body = json.dumps(_filled(JSON[template], world))
        return getattr(client, method.lower())(address, body, content_type="application/json")
    if method == "POST":
        form = _filled(FORMS.get(template, {}), world)
        if FORMS.get(template) is ENTRY:
            form["files"] = ContentFile(DRAWING, "a.svg")
        return client.post(address, form)
    return getattr(client, method.lower())(address)


def _filled(form, world):
    return {
        name: world.names[value[1:-1]] if isinstance(value, str) and value.startswith("<") else value
        for name, value in form.items()
    }
