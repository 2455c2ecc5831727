"""Pages of parts, revisions and the bill of materials."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from unikat.foundation.files.queries import files_of
from unikat.foundation.ledger.queries import thread_of
from unikat.foundation.ledger.refusal import NotAllowed, Refused
from unikat.foundation.people.doors import me
from unikat.foundation.talk.pages import conversation
from unikat.foundation.ui import thread
from unikat.foundation.ui.pages import page
from unikat.journey.parts import actions, queries, rules
from unikat.journey.parts.forms import LineForm, PartForm, RevisionForm
from unikat.journey.parts.models import Part, Revision
from unikat.journey.projects.models import Project
from unikat.journey.projects.queries import project_or_404


@require_safe
def part_list(request: HttpRequest, project: str) -> HttpResponse:
    """All parts by number, with thumbnail, mass and cost."""
    found = project_or_404(project, request.user)
    shown = queries.part_page(found, request.user, after=request.GET.get("after", ""))
    context = {
        "project": found,
        "here": "part",
        "parts": shown,
        "may_add": rules.may_edit_bill(request.user, found),
        "imports": queries.imports_of(found).exists(),
    }
    return page(request, "parts/list.html", context)


@require_safe
def bill(request: HttpRequest, project: str) -> HttpResponse:
    """The bill of materials, one assembly at a time, and what it adds up to."""
    found = project_or_404(project, request.user)
    number = request.GET.get("assembly") or queries.root_of(found)
    assembly = queries.part_or_404(found, number) if number else None
    context = {
        "project": found,
        "here": "part",
        "assembly": assembly,
        "bill": queries.bill_sheet(assembly, request.user) if assembly else None,
        "above": list(queries.uses_of(assembly)) if assembly else [],
        "imports": queries.imports_of(found).exists(),
    }
    return page(request, "parts/bill.html", context)


@require_safe
def detail(request: HttpRequest, project: str, number: str) -> HttpResponse:
    """One part: what it looks like, what it weighs and costs, where it sits, how it came to be."""
    found = project_or_404(project, request.user)
    part = queries.part_or_404(found, number)
    revisions = list(queries.revisions_of(part))
    current = _shown(revisions, request.GET.get("revision", ""))
    files = files_of(current.thing, request.user) if current else []
    context = {
        "project": found,
        "here": "part",
        "part": part,
        "revision": current,
        "revisions": queries.with_files(revisions, request.user),
        "files": files,
        "shown": queries.shown_model(files, request.GET.get("model", "")),
        "lines": (lines := list(queries.lines_of(part))),
        "sum": queries.sum_of(part) if lines else None,
        "uses": list(queries.uses_of(part)),
        "way": (way := thread_of(part.thing, request.user)),
        "stations": thread.chain(way.cards, here="part"),
        "may_draft": rules.may_draft(request.user, found),
        "may_release": rules.may_release(request.user, part),
        "may_edit": rules.may_edit_bill(request.user, found),
        "conversation": conversation(request, part.thing, found),
    }
    return page(request, "parts/detail.html", context)


@require_safe
def import_list(request: HttpRequest, project: str) -> HttpResponse:
    """Which lists were taken over into this project, and when."""
    found = project_or_404(project, request.user)
    context = {"project": found, "here": "part", "runs": list(queries.imports_of(found))}
    return page(request, "parts/imports.html", context)


@require_safe
def report(request: HttpRequest, project: str, pk: int) -> HttpResponse:
    """What an import read and made, and every doubt about it with file and row."""
    found = project_or_404(project, request.user)
    told = queries.report_of(queries.run_or_404(found, pk))
    return page(request, "parts/report.html", {"project": found, "here": "part", "report": told})


def _shown(revisions: list[Revision], letter: str) -> Revision | None:
    if letter:
        asked = [revision for revision in revisions if revision.letter == letter]
        if not asked:
            raise Http404
        return asked[0]
    valid = [revision for revision in revisions if revision.state == "valid"]
    shown = valid or revisions
    return shown[-1] if shown else None


def _bill_keepers_only(request: HttpRequest, project: Project) -> None:
    """Nobody fills in a form that would only be refused."""
    if not rules.may_edit_bill(request.user, project):
        raise NotAllowed(_("Engineers, designers and stewards keep the bill."))


@login_required
def add(request: HttpRequest, project: str) -> HttpResponse:
    """Add a part."""
    found = project_or_404(project, request.user)
    _bill_keepers_only(request, found)
    form = PartForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            return redirect(actions.add_part(actor=me(request), project=found, **form.facts()))
        except Refused as refusal:
            refusal.show_in(form)
    context = {"project": found, "here": "part", "form": form}
    return page(request, "parts/add.html", context, status=422 if form.errors else 200)


@login_required
def revise(request: HttpRequest, project: str, number: str) -> HttpResponse:
    """Draw a new revision with its files; a refused file loses nothing else that was typed."""
    found = project_or_404(project, request.user)
    part = queries.part_or_404(found, number)
    form = RevisionForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            return redirect(actions.draft_revision(actor=me(request), part=part, **form.facts()))
        except Refused as refusal:
            refusal.show_in(form)
    context = {"project": found, "here": "part", "part": part, "form": form}
    return page(request, "parts/revise.html", context, status=422 if form.errors else 200)


@require_POST
@login_required
def release(request: HttpRequest, project: str, number: str, letter: str) -> HttpResponse:
    """Release a revision that needs no change around it: the first one of a part."""
    part = queries.part_or_404(project_or_404(project, request.user), number)
    revision = part.revisions.filter(letter=letter).select_related("part__project").first()
    if revision is None:
        raise Http404
    actions.release_first(actor=me(request), revision=revision)
    return redirect(part)


@login_required
def line(request: HttpRequest, project: str, number: str) -> HttpResponse:
    """Put a part into this assembly."""
    found = project_or_404(project, request.user)
    parent: Part = queries.part_or_404(found, number)
    _bill_keepers_only(request, found)
    form = LineForm(request.POST or None, project=found)
    if request.method == "POST" and form.is_valid():
        try:
            actions.set_line(actor=me(request), parent=parent, **form.facts())
            return redirect(parent)
        except Refused as refusal:
            refusal.show_in(form)
    context = {"project": found, "here": "part", "part": parent, "form": form}
    return page(request, "parts/line.html", context, status=422 if form.errors else 200)
