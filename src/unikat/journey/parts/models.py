"""What we remember of parts, their revisions and the bill of materials."""

from __future__ import annotations

from fractions import Fraction

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from unikat.foundation.ledger import clock
from unikat.foundation.ledger.things import Ref
from unikat.foundation.ui.words import say
from unikat.journey.projects.models import Area, Project


class Make(models.TextChoices):
    """Where a part comes from."""

    MAKE = "make", _("made")
    BUY = "buy", _("bought")
    DONOR = "donor", _("from a donor vehicle")


class Part(models.Model):
    """A part or an assembly, known by its number; what it is today stands in its valid revision."""

    kind_name = "part"

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="parts")
    number = models.CharField(max_length=60)
    name_de = models.CharField(max_length=160)
    name_en = models.CharField(max_length=160, blank=True)
    make = models.CharField(max_length=8, choices=Make.choices, default=Make.MAKE)
    material = models.CharField(max_length=80, blank=True)
    density_kg_m3 = models.PositiveIntegerField(null=True)
    supplier = models.CharField(max_length=160, blank=True)
    lead_days = models.PositiveIntegerField(null=True)
    approval_mark = models.CharField(max_length=80, blank=True)
    safety_critical = models.BooleanField(default=False)
    area = models.CharField(max_length=12, choices=Area.choices, blank=True)
    module = models.PositiveSmallIntegerField(null=True)
    position_mm = models.JSONField(null=True)
    licence = models.CharField(max_length=80, blank=True)
    source_url = models.CharField(max_length=600, blank=True)
    made_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["project", "number"], name="one_part_per_number")]

    def __str__(self) -> str:
        return f"{self.number} {say(self, 'name')}"

    @property
    def thing(self) -> Ref:
        """The part in the ledger."""
        return Ref(self.kind_name, self.pk)

    def get_absolute_url(self) -> str:
        """The part's page."""
        return reverse("parts:detail", args=[self.project.slug, self.number])

    @property
    def url(self) -> str:
        """The part's page, for templates."""
        return self.get_absolute_url()


class RevisionState(models.TextChoices):
    """Where a revision is on its way."""

    DRAFT = "draft", _("Draft")
    PROPOSED = "proposed", _("Proposed")
    VALID = "valid", _("Valid")
    SUPERSEDED = "superseded", _("Superseded")
    DECLINED = "declined", _("Declined")


class Revision(models.Model):
    """A state of a part, immutable once released: figures here, files by their content hash in `files`."""

    kind_name = "revision"

    part = models.ForeignKey(Part, on_delete=models.PROTECT, related_name="revisions")
    letter = models.CharField(max_length=4)
    state = models.CharField(max_length=10, choices=RevisionState.choices, default=RevisionState.DRAFT)
    note_de = models.CharField(max_length=600, blank=True)
    note_en = models.CharField(max_length=600, blank=True)
    mass_g = models.PositiveIntegerField(null=True)
    mass_source = models.CharField(max_length=12, default="stated")
    cost_cents = models.PositiveIntegerField(null=True)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=clock.now)
    released_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["part", "letter"], name="one_revision_per_letter"),
            models.UniqueConstraint(
                fields=["part"], condition=Q(state="valid"), name="one_valid_revision_per_part"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.part.number} {self.letter}"

    @property
    def thing(self) -> Ref:
        """The revision in the ledger."""
        return Ref(self.kind_name, self.pk)

    def get_absolute_url(self) -> str:
        """The part's page at this revision."""
        return f"{self.part.get_absolute_url()}?revision={self.letter}"

    @property
    def url(self) -> str:
        """The part's page at this revision, for templates."""
        return self.get_absolute_url()


class BillLine(models.Model):
    """So many of a part in an assembly, where, and under which condition over option codes."""

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="bill_lines")
    parent = models.ForeignKey(Part, on_delete=models.PROTECT, related_name="lines")
    child = models.ForeignKey(Part, on_delete=models.PROTECT, related_name="used_in")
    quantity = models.CharField(max_length=24, default="1")
    unit = models.CharField(max_length=8, default="pcs")
    condition = models.CharField(max_length=400, blank=True)
    place_de = models.CharField(max_length=160, blank=True)
    place_en = models.CharField(max_length=160, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["parent", "child", "condition", "place_de"], name="one_line_per_child_and_place"
            ),
            models.CheckConstraint(condition=~Q(parent=F("child")), name="no_part_contains_itself"),
        ]

    def __str__(self) -> str:
        return f"{self.quantity} {self.unit} {self.child} in {self.parent}"

    @property
    def amount(self) -> Fraction:
        """The quantity as an exact number."""
        return Fraction(self.quantity)


class LoadCase(models.Model):
    """A named load on the car: masses in grams at positions in millimetres (x behind the front axle), with conditions."""

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="load_cases")
    key = models.SlugField(max_length=40)
    name_de = models.CharField(max_length=120)
    name_en = models.CharField(max_length=120, blank=True)
    loads = models.JSONField(default=list)
    wheelbase_mm = models.PositiveIntegerField()
    front_limit_g = models.PositiveIntegerField(null=True)
    rear_limit_g = models.PositiveIntegerField(null=True)
    total_limit_g = models.PositiveIntegerField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["project", "key"], name="one_load_case_per_key")]

    def __str__(self) -> str:
        return say(self, "name").text


class ImportRun(models.Model):
    """One import of a bill: what was read, and every doubt about it with file and row."""

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="imports")
    source = models.CharField(max_length=200)
    digest = models.CharField(max_length=64)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)
    report = models.JSONField(default=dict)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["project", "digest"], name="one_import_per_content")]

    def __str__(self) -> str:
        return self.source
