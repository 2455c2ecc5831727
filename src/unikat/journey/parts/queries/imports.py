"""Questions about imports: which there were, and what their reports say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from django.db.models import QuerySet
from django.http import Http404

from unikat.engines.reconciling import Doubt, Reading
from unikat.journey.parts.models import ImportRun, Part
from unikat.journey.parts.queries.doubts import ToldDoubt, in_words, short
from unikat.journey.parts.queries.sentences import SENTENCES, Text
from unikat.journey.projects.models import Project


@dataclass(frozen=True)
class Row:
    """A doubt as the report's table shows it; `url` leads to the part, where there is one."""

    doubt: ToldDoubt
    file: str
    url: str


@dataclass(frozen=True)
class Group:
    """All doubts of one kind: what they have in common, and each by its place."""

    kind: str
    title: Text
    why: Text
    proposal: Text
    rows: list[Row]


@dataclass(frozen=True)
class Report:
    """One import as its page shows it."""

    run: ImportRun
    lists: list[dict[str, Any]]
    made: Mapping[str, int]
    left: list[str]
    groups: list[Group]

    @property
    def doubts(self) -> int:
        """How many there are in all."""
        return sum(len(group.rows) for group in self.groups)


def imports_of(project: Project) -> QuerySet[ImportRun]:
    """The imports that came to their end, the latest first."""
    finished = ImportRun.objects.filter(project=project, report__finished__isnull=False)
    return finished.select_related("project", "actor").order_by("-pk")


def run_or_404(project: Project, pk: int) -> ImportRun:
    """An import of this project that came to its end."""
    run = imports_of(project).filter(pk=pk).first()
    if run is None:
        raise Http404
    return run


def report_of(run: ImportRun) -> Report:
    """The report in the reader's language, doubts by their kind, in a constant number of queries."""
    numbers = {doubt["number"] for doubt in run.report["doubts"]}
    parts = Part.objects.filter(project=run.project, number__in=numbers).select_related("project")
    urls = {part.number: part.url for part in parts}
    told = [in_words(doubt) for doubt in run.report["doubts"]]
    groups = [
        Group(
            kind,
            words.title,
            words.why,
            words.proposal,
            [
                Row(doubt, short(doubt.file), urls.get(doubt.number, ""))
                for doubt in told
                if doubt.kind == kind
            ],
        )
        for kind, words in SENTENCES.items()
    ]
    lists = [{**one, "name": short(one["source"])} for one in run.report["lists"]]
    return Report(run, lists, run.report["made"], run.report["left"], [one for one in groups if one.rows])


def as_report(reading: Reading, doubts: Sequence[Doubt]) -> dict[str, Any]:
    """What was read, as a report is kept: lists, counts of files, doubts."""
    return {
        "lists": [asdict(one) for one in reading.lists],
        "models": len(reading.models),
        "left": list(reading.left),
        "doubts": [
            {"file": d.file, "row": d.row, "kind": d.kind, "number": d.number, "facts": dict(d.facts)}
            for d in doubts
        ],
    }
