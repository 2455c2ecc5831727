"""What we remember of options, the rules between them and the editions that are offered."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from unikat.foundation.ledger import clock
from unikat.foundation.ledger.things import Ref
from unikat.foundation.ui.words import say
from unikat.journey.projects.models import Project
from unikat.journey.wishes.models import Decision


class GroupKind(models.TextChoices):
    """How many options of a group a car has."""

    ONE = "one", _("exactly one")
    OPTIONAL = "optional", _("at most one")
    SEVERAL = "several", _("any number")


class OptionGroup(models.Model):
    """A question to the buyer."""

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="option_groups")
    code = models.SlugField(max_length=40)
    kind = models.CharField(max_length=8, choices=GroupKind.choices)
    name_de = models.CharField(max_length=80)
    name_en = models.CharField(max_length=80, blank=True)
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["project", "code"], name="one_group_per_code")]

    def __str__(self) -> str:
        return say(self, "name").text


class Option(models.Model):
    """A possible answer, known for ever by its code."""

    kind_name = "option"

    group = models.ForeignKey(OptionGroup, on_delete=models.PROTECT, related_name="options")
    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="options")
    code = models.SlugField(max_length=40)
    name_de = models.CharField(max_length=80)
    name_en = models.CharField(max_length=80, blank=True)
    note_de = models.CharField(max_length=280, blank=True)
    note_en = models.CharField(max_length=280, blank=True)
    price_cents = models.IntegerField(default=0)
    lead_days = models.PositiveSmallIntegerField(default=0)
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["group__position", "position"]
        constraints = [models.UniqueConstraint(fields=["project", "code"], name="one_option_per_code")]

    def __str__(self) -> str:
        return say(self, "name").text

    @property
    def thing(self) -> Ref:
        """The option in the ledger."""
        return Ref(self.kind_name, self.pk)

    def get_absolute_url(self) -> str:
        """Where the option stands in the list of options."""
        return reverse("options:option", args=[self.project.slug, self.code])

    @property
    def url(self) -> str:
        """Where the option stands, for templates."""
        return self.get_absolute_url()


class Rule(models.Model):
    """What goes together and what does not: a sentence, a formula over codes, and the decision behind it."""

    kind_name = "rule"

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="option_rules")
    code = models.CharField(max_length=12)
    sentence_de = models.CharField(max_length=280)
    sentence_en = models.CharField(max_length=280, blank=True)
    formula = models.CharField(max_length=400)
    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="option_rules")
    retired_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["project", "code"], name="one_rule_per_code")]

    def __str__(self) -> str:
        return f"{self.code} {say(self, 'sentence')}"

    @property
    def thing(self) -> Ref:
        """The rule in the ledger."""
        return Ref(self.kind_name, self.pk)

    def get_absolute_url(self) -> str:
        """Where the rule stands in the list of options."""
        return reverse("options:list", args=[self.project.slug]) + f"#{self.code}"

    @property
    def url(self) -> str:
        """Where the rule stands, for templates."""
        return self.get_absolute_url()


class EditionState(models.TextChoices):
    """Whether cars can be chosen from an edition."""

    RELEASED = "released", _("Released")
    REPLACED = "replaced", _("Replaced")


class Edition(models.Model):
    """Groups, options and rules as they were released together; never changed."""

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="editions")
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=8, choices=EditionState.choices, default=EditionState.RELEASED)
    base_price_cents = models.PositiveIntegerField()
    base_lead_days = models.PositiveSmallIntegerField(default=42)
    data = models.JSONField()
    released_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["project", "number"], name="one_edition_per_number"),
            models.UniqueConstraint(
                fields=["project"], condition=Q(state="released"), name="one_released_edition"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.project} {self.number}"
