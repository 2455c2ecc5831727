"""What we remember of files: contents by hash, what they were shaped into, and where they belong."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext as _

from unikat.foundation.files.reasons import in_words
from unikat.foundation.ledger import clock
from unikat.foundation.ledger.models import Visibility
from unikat.foundation.ledger.things import Ref
from unikat.foundation.ui.words import number


class Blob(models.Model):
    """A content, known by its SHA-256; kept once however often it is uploaded."""

    sha256 = models.CharField(max_length=64, primary_key=True)
    size = models.BigIntegerField()
    kind = models.CharField(max_length=8)
    made_at = models.DateTimeField(default=clock.now)

    def __str__(self) -> str:
        return self.sha256[:12]


class ShapeState(models.TextChoices):
    """Whether a model file has been turned into something to look at."""

    WAITING = "waiting"
    READY = "ready"
    UNREADABLE = "unreadable"


class Shape(models.Model):
    """What a file was shaped into: GLB, drawings, measures (of a picture: its thumbnail); or why not."""

    source = models.OneToOneField(Blob, on_delete=models.CASCADE, primary_key=True, related_name="shape")
    state = models.CharField(max_length=10, choices=ShapeState.choices, default=ShapeState.WAITING)
    code = models.CharField(max_length=24, blank=True)
    problem = models.CharField(max_length=300, blank=True)
    measures = models.JSONField(default=dict)
    tree = models.JSONField(default=list)
    guards = models.JSONField(default=list)
    model = models.ForeignKey(Blob, null=True, on_delete=models.PROTECT, related_name="+")
    paper = models.ForeignKey(Blob, null=True, on_delete=models.PROTECT, related_name="+")
    blueprint = models.ForeignKey(Blob, null=True, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"{self.source_id[:12]} {self.state}"


class StoredFile(models.Model):
    """A file where it belongs: a name, a content, and the thing it is about."""

    blob = models.ForeignKey(Blob, on_delete=models.PROTECT, related_name="files")
    name = models.CharField(max_length=140)
    about_kind = models.CharField(max_length=24, blank=True)
    about_id = models.BigIntegerField(null=True)
    project_id: models.BigIntegerField[int | None, int | None] = models.BigIntegerField(null=True)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    visibility = models.CharField(max_length=8, choices=Visibility.choices, default=Visibility.PUBLIC)
    position = models.PositiveSmallIntegerField(default=0)
    at = models.DateTimeField(default=clock.now)

    class Meta:
        indexes = [models.Index(fields=["about_kind", "about_id", "id"], name="files_of_thing")]

    def __str__(self) -> str:
        return self.name

    @property
    def about(self) -> Ref | None:
        """The thing the file belongs to."""
        return Ref(self.about_kind, self.about_id) if self.about_kind and self.about_id else None

    @property
    def url(self) -> str:
        """Where the file is served, past the permission check."""
        return reverse("files:file", args=[self.pk, self.name])

    @property
    def _shape(self) -> Shape | None:
        return getattr(self.blob, "shape", None)

    @property
    def thumbnail_url(self) -> str:
        """A picture of the file on paper, or nothing."""
        return self._derived("paper") or (self.url if self.blob.kind in ("webp", "svg") else "")

    @property
    def night_url(self) -> str:
        """The same picture for the dark theme."""
        return self._derived("blueprint") or self.thumbnail_url

    @property
    def model_url(self) -> str:
        """The 3D model to show in the page, or nothing."""
        return self._derived("model")

    def _derived(self, role: str) -> str:
        shape = self._shape
        if shape is None or getattr(shape, f"{role}_id") is None:
            return ""
        return reverse("files:derived", args=[self.pk, role])

    @property
    def measures(self) -> dict[str, object]:
        """What the model measures in millimetres, or width and height of a picture in pixels; else empty."""
        return self._shape.measures if self._shape else {}

    @property
    def state(self) -> str:
        """ready, waiting or unreadable."""
        return self._shape.state if self._shape else "ready"

    @property
    def problem(self) -> str:
        """Why the file cannot be shown, in words."""
        return in_words(self._shape.code, self._shape.problem) if self._shape and self._shape.problem else ""

    @property
    def state_text(self) -> str:
        """One line about the file for people."""
        if self.state == ShapeState.WAITING:
            return _("is being drawn")
        return self.problem

    @property
    def size_text(self) -> str:
        """The size in kB or MB."""
        size = self.blob.size
        return f"{number(size / 1e6, 1)} MB" if size >= 1_000_000 else f"{number(max(1, size // 1000))} kB"

    @property
    def checksum(self) -> str:
        """The first eight digits of the content's hash, as title blocks show it."""
        return f"{self.blob_id[:4]} {self.blob_id[4:8]}"
