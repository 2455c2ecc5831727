"""The words of a doubt, made from its kind and facts in the language of the reader."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from unikat.foundation.files.reasons import in_words as file_in_words
from unikat.journey.parts.queries.notes import COLUMNS
from unikat.journey.parts.queries.sentences import SENTENCES

#: Reasons that are facts of a doubt, as people say them.
REASONS: dict[str, str | Promise] = {
    "too-big": gettext_lazy("The file is too large."),
    "damaged": gettext_lazy("The file is damaged."),
    "no-head": gettext_lazy("No row names at least two columns that we know, a name or number among them."),
    "deleted": gettext_lazy("Its file calls itself deleted."),
    "material": gettext_lazy("Its material has no usual density."),
    "open": gettext_lazy("Its model is no closed body."),
    "waiting": gettext_lazy("It is not drawn yet; the worker tries again."),
}
CUT: dict[str, str | Promise] = {"rows": gettext_lazy("rows"), "cells": gettext_lazy("cells")}


@dataclass(frozen=True)
class ToldDoubt:
    """A doubt in words, with its place and the part it is about."""

    kind: str
    file: str
    row: int | None
    number: str
    what: str
    why: str
    proposal: str


def in_words(doubt: Mapping[str, Any]) -> ToldDoubt:
    """The sentences for one doubt of a report."""
    words = SENTENCES[doubt["kind"]]
    facts = _facts(doubt["facts"])
    return ToldDoubt(
        kind=doubt["kind"],
        file=doubt["file"],
        row=doubt["row"],
        number=doubt["number"],
        what=str(words.what) % facts,
        why=str(words.why),
        proposal=str(words.proposal),
    )


def _facts(raw: Mapping[str, str]) -> dict[str, str]:
    """The facts as people say them: columns and reasons by their words, files without their folders."""
    facts = dict(raw)
    if "role" in facts:
        facts["role"] = str(COLUMNS.get(facts["role"], facts["role"]))
    if "reason" in facts:
        facts["reason"] = str(REASONS.get(facts["reason"], facts["reason"]))
    if "cut" in facts:
        facts["cut"] = str(CUT.get(facts["cut"], facts["cut"]))
    if "code" in facts:
        known = REASONS["waiting"] if facts["code"] == "waiting" else None
        facts["sentence"] = str(known) if known else file_in_words(facts["code"], facts["sentence"])
    for name in ("file", "first", "of", "other", "other_file"):
        if name in facts:
            facts[name] = short(facts[name])
    for name in ("here", "there"):
        facts[name] = facts.get(name) or "–"
    facts["unit"] = facts.get("unit") or _("not said")
    if "from" in facts:
        whole = _(", whole in %(from)s, row %(from_row)s: “%(taken)s”")
        facts["whole"] = whole % {**facts, "from": short(facts["from"])}
    return {"whole": "", **facts}


def short(source: str) -> str:
    """A file by its name, without its folders: `BOM.xlsx › Parts`."""
    return source.rpartition("/")[2]
