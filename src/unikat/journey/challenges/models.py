"""What we remember of challenges: briefs, entries, sealed ballots, jury scores, results."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from unikat.foundation.ledger import clock
from unikat.foundation.ledger.things import Ref
from unikat.foundation.ui.words import say
from unikat.journey.projects.models import Project
from unikat.journey.wishes.models import Decision


class Stage(models.TextChoices):
    """Where a challenge is; it follows from its dates and the server's clock."""

    ENTERING = "entering", _("Entries")
    VOTING = "voting", _("Voting")
    COUNTING = "counting", _("Jury")
    CLOSED = "closed", _("Result")


class Challenge(models.Model):
    """A task with a published brief, dates, a jury and a counting rule fixed before the first ballot."""

    kind_name = "challenge"

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="challenges")
    number = models.PositiveIntegerField()
    title_de = models.CharField(max_length=120)
    title_en = models.CharField(max_length=120, blank=True)
    brief_de = models.TextField(max_length=8000)
    brief_en = models.TextField(max_length=8000, blank=True)
    decision = models.ForeignKey(Decision, null=True, on_delete=models.PROTECT, related_name="challenges")
    host = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    announced_at = models.DateTimeField(default=clock.now)
    check_up_at = models.DateTimeField(null=True)
    entries_until = models.DateTimeField()
    votes_until = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    licence = models.CharField(max_length=40, default="CERN-OHL-S-2.0")
    rule = models.JSONField(default=dict)
    result = models.JSONField(null=True)
    jury = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="juries", blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["project", "number"], name="one_challenge_per_number"),
            models.CheckConstraint(
                condition=Q(votes_until__gt=F("entries_until")), name="votes_end_after_entries"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reference} {say(self, 'title')}"

    @property
    def reference(self) -> str:
        """C-001."""
        return f"C-{self.number:03}"

    @property
    def stage(self) -> Stage:
        """Where it is now, by the server's clock; a moment belongs to what begins with it."""
        now: datetime = clock.now()
        if self.closed_at:
            return Stage.CLOSED
        if now < self.entries_until:
            return Stage.ENTERING
        return Stage.VOTING if now < self.votes_until else Stage.COUNTING

    @property
    def check_up_is_ahead(self) -> bool:
        """Whether everybody will still look at the drafts together."""
        return self.check_up_at is not None and clock.now() < self.check_up_at

    @property
    def thing(self) -> Ref:
        """The challenge in the ledger."""
        return Ref(self.kind_name, self.pk)

    def get_absolute_url(self) -> str:
        """The challenge's page."""
        return reverse("challenges:detail", args=[self.project.slug, self.number])

    @property
    def url(self) -> str:
        """The challenge's page, for templates."""
        return self.get_absolute_url()


class Consent(models.TextChoices):
    """What may happen with an entry that does not win; its author says."""

    SHOW = "show", _("stay visible, nothing more")
    REUSE = "reuse", _("be used on, with my name")


class Entry(models.Model):
    """A design for a challenge; losing ones stay their authors'."""

    kind_name = "entry"

    challenge = models.ForeignKey(Challenge, on_delete=models.PROTECT, related_name="entries")
    number = models.PositiveSmallIntegerField()
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="entries")
    title = models.CharField(max_length=120)
    text = models.TextField(max_length=8000)
    language = models.CharField(max_length=5, default="de")
    consent = models.CharField(max_length=8, choices=Consent.choices, default=Consent.SHOW)
    entered_at = models.DateTimeField(default=clock.now)
    withdrawn_at = models.DateTimeField(null=True)
    jury_words = models.TextField(max_length=2000, blank=True)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["challenge", "number"], name="one_entry_per_number"),
            models.UniqueConstraint(
                fields=["challenge", "author"],
                condition=Q(withdrawn_at__isnull=True),
                name="one_entry_per_author",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reference} {self.title}"

    @property
    def reference(self) -> str:
        """C-001/3."""
        return f"{self.challenge.reference}/{self.number}"

    @property
    def thing(self) -> Ref:
        """The entry in the ledger."""
        return Ref(self.kind_name, self.pk)

    def get_absolute_url(self) -> str:
        """The entry's page."""
        challenge = self.challenge
        return reverse("challenges:entry", args=[challenge.project.slug, challenge.number, self.number])

    @property
    def url(self) -> str:
        """The entry's page, for templates."""
        return self.get_absolute_url()


class Ballot(models.Model):
    """One person's word on one entry. Sealed until the close: only its hash is told before."""

    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="ballots")
    voter = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    pseudonym = models.CharField(max_length=24)
    meets = models.PositiveSmallIntegerField()
    appeal = models.PositiveSmallIntegerField()
    own = models.BooleanField()
    nonce = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)
    tier = models.PositiveSmallIntegerField()
    cast_at = models.DateTimeField(default=clock.now)
    set_aside = models.CharField(max_length=280, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["entry", "voter"], name="one_ballot_per_voter")]

    def __str__(self) -> str:
        return self.hash[:12]


class Score(models.Model):
    """One juror's grades for one entry, on four criteria; read by nobody else before the result."""

    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="scores")
    juror = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    novelty = models.PositiveSmallIntegerField()
    usefulness = models.PositiveSmallIntegerField()
    feasibility = models.PositiveSmallIntegerField()
    elaboration = models.PositiveSmallIntegerField()
    words = models.TextField(max_length=2000, blank=True)
    at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["entry", "juror"], name="one_score_per_juror")]

    def __str__(self) -> str:
        return f"{self.juror}: {self.entry_id}"
