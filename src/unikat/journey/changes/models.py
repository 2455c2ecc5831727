"""What we remember of changes: what they propose, why, and who looked at it."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from unikat.foundation.ledger import clock
from unikat.foundation.ledger.things import Ref
from unikat.journey.parts.models import Part, Revision
from unikat.journey.projects.models import Project


class ChangeState(models.TextChoices):
    """Where a change is."""

    OPEN = "open", _("In review")
    ACCEPTED = "accepted", _("Accepted")
    DECLINED = "declined", _("Declined")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class Change(models.Model):
    """A proposal: new revisions and bill lines together, and the reason for them."""

    kind_name = "change"

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="changes")
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=120)
    why = models.TextField(max_length=5000)
    language = models.CharField(max_length=5, default="de")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="changes")
    state = models.CharField(max_length=10, choices=ChangeState.choices, default=ChangeState.OPEN)
    raised_kind = models.CharField(max_length=24, blank=True)
    raised_id = models.BigIntegerField(null=True)
    revisions = models.ManyToManyField(Revision, related_name="changes", blank=True)
    proposed_at = models.DateTimeField(default=clock.now)
    closed_at = models.DateTimeField(null=True)
    closing_words = models.CharField(max_length=1000, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["project", "number"], name="one_change_per_number")]

    def __str__(self) -> str:
        return f"{self.reference} {self.title}"

    @property
    def reference(self) -> str:
        """E-004."""
        return f"E-{self.number:03}"

    @property
    def raised_from(self) -> Ref | None:
        """What the change answers: a wish, a decision, an entry of a challenge, a build step."""
        return Ref(self.raised_kind, self.raised_id) if self.raised_kind and self.raised_id else None

    @property
    def thing(self) -> Ref:
        """The change in the ledger."""
        return Ref(self.kind_name, self.pk)

    def get_absolute_url(self) -> str:
        """The change's page."""
        return reverse("changes:detail", args=[self.project.slug, self.number])

    @property
    def url(self) -> str:
        """The change's page, for templates."""
        return self.get_absolute_url()


class BillEdit(models.Model):
    """One line of the bill as the change would have it; quantity empty takes the line out."""

    change = models.ForeignKey(Change, on_delete=models.CASCADE, related_name="bill_edits")
    parent = models.ForeignKey(Part, on_delete=models.PROTECT, related_name="+")
    child = models.ForeignKey(Part, on_delete=models.PROTECT, related_name="+")
    quantity = models.CharField(max_length=24, blank=True)
    unit = models.CharField(max_length=8, default="pcs")
    condition = models.CharField(max_length=400, blank=True)
    before = models.CharField(max_length=24, blank=True)
    before_unit = models.CharField(max_length=8, blank=True)

    def __str__(self) -> str:
        return f"{self.child.number} in {self.parent.number}: {self.before or 0} -> {self.quantity or 0}"


class Verdict(models.TextChoices):
    """What a reviewer says."""

    APPROVE = "approve", _("Yes")
    ASK = "ask", _("Needs more")


class Review(models.Model):
    """What one reviewer says; saying it anew replaces it, the ledger keeps both."""

    change = models.ForeignKey(Change, on_delete=models.CASCADE, related_name="reviews")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    verdict = models.CharField(max_length=8, choices=Verdict.choices)
    text = models.TextField(max_length=2000, blank=True)
    at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["change", "person"], name="one_review_per_person")]

    def __str__(self) -> str:
        return f"{self.person}: {self.verdict}"
