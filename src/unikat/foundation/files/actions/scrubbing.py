"""Every night each content is read and compared with its hash."""

from __future__ import annotations

import hashlib

from unikat.foundation.files.models import Blob
from unikat.foundation.files.storing import store
from unikat.foundation.jobs import job, nightly

PIECE = 1 << 20


class Damaged(Exception):
    """Contents on disk are not what their hash says."""


@nightly("scrub files", hour=3)
@job(retries=0)
def scrub() -> None:
    """Compare every content with its hash; fails with the names of what is damaged or missing."""
    digests = Blob.objects.order_by("pk").values_list("sha256", flat=True)
    damaged = [digest for digest in digests.iterator() if not _is_sound(digest)]
    if damaged:
        some = ", ".join(digest[:12] for digest in damaged[:20])
        raise Damaged(f"{len(damaged)} contents are damaged or missing: {some}")


def _is_sound(digest: str) -> bool:
    found = hashlib.sha256()
    try:
        with store().open(digest) as content:
            while piece := content.read(PIECE):
                found.update(piece)
    except FileNotFoundError:
        return False
    return found.hexdigest() == digest
