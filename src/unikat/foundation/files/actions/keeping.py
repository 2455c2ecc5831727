"""Keeping files: checked by content, stored once, written down where they belong."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models import Sum
from django.utils.translation import gettext as _

from unikat.foundation.files.actions.shapes import begin_shape, keep_blob, note_on
from unikat.foundation.files.models import StoredFile
from unikat.foundation.files.receiving import LARGEST, MEGABYTE, received, too_large
from unikat.foundation.files.storing import store
from unikat.foundation.ledger import things
from unikat.foundation.ledger.models import Actor, Visibility
from unikat.foundation.ledger.refusal import NotAllowed, Refused
from unikat.foundation.ledger.things import Ref

MOST_PER_PERSON, MOST_PER_PROJECT = 2_048 * MEGABYTE, 20_480 * MEGABYTE
#: Uploads stop while the disk has less room than this, so that the database never meets a full one.
ROOM_TO_KEEP = 512 * MEGABYTE


def keep_file(
    *,
    actor: Actor,
    upload: Any,
    name: str,
    project_id: int | None = None,
    about: Ref | None = None,
    visibility: Visibility = Visibility.PUBLIC,
    position: int = 0,
) -> StoredFile:
    """Keep an upload (anything with `chunks()` or `read()`) for a thing; what is hostile is refused in words.

    Whoever sees the thing may have the file; `visibility` narrows that to the team or to the uploader.
    """
    _must_take_files(about)
    told_size = getattr(upload, "size", None) or 0
    if told_size > LARGEST:
        raise too_large(LARGEST)
    _check_room(actor, project_id, told_size)
    with received(upload, name) as content, transaction.atomic():
        _check_room(actor, project_id, content.size)
        blob = keep_blob(content.path, content.kind)
        begin_shape(blob, content.measures)
        if content.note:
            note_on(blob, content.note)
        return StoredFile.objects.create(
            blob=blob,
            name=content.name,
            about_kind=about.kind if about else "",
            about_id=about.id if about else None,
            project_id=project_id,
            uploaded_by_id=actor.actor_person_id,
            visibility=visibility,
            position=position,
        )


@transaction.atomic
def attach(*, actor: Actor, file: StoredFile, about: Ref, project_id: int | None = None) -> StoredFile:
    """Give one's own upload, which belongs nowhere yet, to a thing one may see."""
    if actor.actor_person_id is None or file.uploaded_by_id != actor.actor_person_id:
        raise NotAllowed(_("Only who uploaded a file says where it belongs."))
    if file.about is not None:
        raise Refused(_("This file belongs to something already."))
    if things.card(about, actor) is None:
        raise NotAllowed(_("There is no such thing."))
    _must_take_files(about)
    file.about_kind, file.about_id, file.project_id = about.kind, about.id, project_id
    file.save(update_fields=["about_kind", "about_id", "project_id"])
    return file


def _must_take_files(about: Ref | None) -> None:
    if about and things.is_settled(about):
        raise Refused(_("This is released or proposed as it is. It does not change any more."))


def _check_room(actor: Actor, project_id: int | None, size: int) -> None:
    free = store().free_bytes()
    if free is not None and free - size < ROOM_TO_KEEP:
        raise Refused(_("The server has no room for files just now. The operator knows."), field="files")
    for field, value, most in (
        ("uploaded_by_id", actor.actor_person_id, MOST_PER_PERSON),
        ("project_id", project_id, MOST_PER_PROJECT),
    ):
        if value is not None:
            used = StoredFile.objects.filter(**{field: value}).aggregate(sum=Sum("blob__size"))["sum"] or 0
            if used + size > most:
                said = _("That would be more than the %(most)s MB that are allowed here.")
                raise Refused(said % {"most": most // MEGABYTE}, field="files")
