"""What we remember of wishes and of the decisions that answer them."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from unikat.foundation.ledger import clock
from unikat.foundation.ledger.things import Ref
from unikat.foundation.ui.words import say
from unikat.journey.projects.models import Area, Project


class WishState(models.TextChoices):
    """Where a wish is."""

    OPEN = "open", _("Open")
    ANSWERED = "answered", _("Answered")
    MERGED = "merged", _("Merged")


class Wish(models.Model):
    """What somebody wants of a car, in their own words."""

    kind_name = "wish"

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="wishes")
    number = models.PositiveIntegerField()
    title = models.CharField(_("What should your car be able to do?"), max_length=120)
    text = models.TextField(_("Tell more"), max_length=20_000)
    language = models.CharField(max_length=5, default="de")
    area = models.CharField(_("Area of the car"), max_length=12, choices=Area.choices, blank=True)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="wishes")
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=8, choices=WishState.choices, default=WishState.OPEN)
    voices = models.PositiveIntegerField(default=0)
    due_on = models.DateField()
    made_at = models.DateTimeField(default=clock.now)
    merged_into = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="merged")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["project", "number"], name="one_wish_per_number"),
            models.CheckConstraint(
                condition=Q(state="merged", merged_into__isnull=False)
                | (~Q(state="merged") & Q(merged_into__isnull=True)),
                name="merged_wish_names_the_other",
            ),
        ]
        indexes = [
            models.Index(fields=["project", "state", "-number"], name="wishes_by_state"),
            models.Index(fields=["project", "-voices", "-number"], name="wishes_by_voices"),
        ]

    def __str__(self) -> str:
        return f"{self.reference} {self.title}"

    @property
    def reference(self) -> str:
        """W-014."""
        return f"W-{self.number:03}"

    @property
    def thing(self) -> Ref:
        """The wish in the ledger."""
        return Ref(self.kind_name, self.pk)

    def get_absolute_url(self) -> str:
        """The wish's page."""
        return reverse("wishes:detail", args=[self.project.slug, self.number])

    @property
    def url(self) -> str:
        """The wish's page, for templates."""
        return self.get_absolute_url()


class Support(models.Model):
    """Somebody wants that too: one per person and wish."""

    wish = models.ForeignKey(Wish, on_delete=models.CASCADE, related_name="supports")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="supports")
    at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["wish", "person"], name="one_support_per_person")]

    def __str__(self) -> str:
        return f"{self.person}: {self.wish}"


class Merging(models.Model):
    """A proposal that one wish is the same as another; nothing is merged without the author's word."""

    wish = models.ForeignKey(Wish, on_delete=models.CASCADE, related_name="mergings")
    into = models.ForeignKey(Wish, on_delete=models.CASCADE, related_name="offers")
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    why = models.CharField(max_length=280, blank=True)
    at = models.DateTimeField(default=clock.now)
    agreed = models.BooleanField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(wish=F("into")), name="no_wish_merges_into_itself"),
            models.UniqueConstraint(
                fields=["wish"], condition=Q(agreed__isnull=True), name="one_open_merging_per_wish"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.wish} -> {self.into}"


class Outcome(models.TextChoices):
    """What a decision says."""

    ACCEPT = "accept", _("Yes")
    COMBINE = "combine", _("Combined")
    LATER = "later", _("Later")
    DECLINE = "decline", _("No")


class Decision(models.Model):
    """An answer with its reasons. In force once everybody named as deciding has agreed."""

    kind_name = "decision"

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="decisions")
    number = models.PositiveIntegerField()
    outcome = models.CharField(max_length=8, choices=Outcome.choices)
    area = models.CharField(max_length=12, choices=Area.choices, blank=True)
    title_de = models.CharField(max_length=120)
    title_en = models.CharField(max_length=120, blank=True)
    sentence_de = models.TextField(max_length=2000)
    sentence_en = models.TextField(max_length=2000, blank=True)
    pro_de = models.TextField(max_length=2000, blank=True)
    pro_en = models.TextField(max_length=2000, blank=True)
    con_de = models.TextField(max_length=2000, blank=True)
    con_en = models.TextField(max_length=2000, blank=True)
    open_de = models.TextField(max_length=2000, blank=True)
    open_en = models.TextField(max_length=2000, blank=True)
    wishes = models.ManyToManyField(Wish, related_name="decisions")
    drafted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    drafted_at = models.DateTimeField(default=clock.now)
    made_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["project", "number"], name="one_decision_per_number")]
        indexes = [models.Index(fields=["project", "-made_at"], name="decisions_by_day")]

    def __str__(self) -> str:
        return f"{self.reference} {say(self, 'title')}"

    @property
    def reference(self) -> str:
        """D-006."""
        return f"D-{self.number:03}"

    @property
    def thing(self) -> Ref:
        """The decision in the ledger."""
        return Ref(self.kind_name, self.pk)

    def get_absolute_url(self) -> str:
        """The decision's page."""
        return reverse("wishes:decision", args=[self.project.slug, self.number])

    @property
    def url(self) -> str:
        """The decision's page, for templates."""
        return self.get_absolute_url()


class Decider(models.Model):
    """Somebody who answers for a decision, from the moment they agreed."""

    decision = models.ForeignKey(Decision, on_delete=models.CASCADE, related_name="deciders")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    agreed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["decision", "person"], name="one_voice_per_decider")]

    def __str__(self) -> str:
        return f"{self.person}: {self.decision}"
