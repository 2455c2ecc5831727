"""Questions about files."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import QuerySet
from django.http import Http404

from unikat.foundation.files.models import StoredFile
from unikat.foundation.ledger import things
from unikat.foundation.ledger.models import Visibility
from unikat.foundation.ledger.things import Ref, Viewer


def _whole() -> QuerySet[StoredFile]:
    return StoredFile.objects.select_related("blob", "blob__shape")


def files_of(thing: Ref, viewer: Viewer) -> list[StoredFile]:
    """The files of a thing that the viewer may have, models first."""
    found = files_by_thing([thing], viewer).get(thing, [])
    return sorted(found, key=lambda file: not file.model_url)


def files_by_thing(refs: Collection[Ref], viewer: Viewer) -> dict[Ref, list[StoredFile]]:
    """The files of many things that the viewer may have; one query per kind, however many."""
    found: dict[Ref, list[StoredFile]] = {}
    seen = things.cards(refs, viewer)
    for kind in sorted({ref.kind for ref in seen}):
        ids = [ref.id for ref in seen if ref.kind == kind]
        for file in _whole().filter(about_kind=kind, about_id__in=ids).order_by("position", "pk"):
            if file.about and _is_for(file, viewer):
                found.setdefault(file.about, []).append(file)
    return found


def _is_for(file: StoredFile, viewer: Viewer) -> bool:
    """Of a file whose thing the viewer sees: whether the file is for them too."""
    match file.visibility:
        case Visibility.PUBLIC:
            return True
        case Visibility.TEAM:
            return file.project_id in things.team_projects(viewer) or _is_own(file, viewer)
        case _:
            return _is_own(file, viewer)


def _is_own(file: StoredFile, viewer: Viewer) -> bool:
    viewer_id = getattr(viewer, "pk", None)
    return viewer_id is not None and file.uploaded_by_id == viewer_id


def thumbnails_of(refs: Collection[Ref], viewer: Viewer) -> dict[Ref, StoredFile]:
    """For each thing the first file that has a picture."""
    return {
        ref: pictured[0]
        for ref, files in files_by_thing(refs, viewer).items()
        if (pictured := [file for file in files if file.thumbnail_url])
    }


def file_or_404(pk: int, viewer: Viewer) -> StoredFile:
    """A file the viewer may have: of a thing they see, or their own upload."""
    file = _whole().filter(pk=pk).first()
    if file is None:
        raise Http404
    if _is_own(file, viewer):
        return file
    if file.about is None or things.card(file.about, viewer) is None or not _is_for(file, viewer):
        raise Http404
    return file
