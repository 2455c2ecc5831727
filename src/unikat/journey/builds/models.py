"""What we remember of workshops, builds, their crews, the guide and every sign-off."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from unikat.foundation.ledger import clock
from unikat.foundation.ledger.things import Ref
from unikat.foundation.ui.words import say
from unikat.journey.cars.models import Car
from unikat.journey.parts.models import Part
from unikat.journey.projects.models import Project


class Workshop(models.Model):
    """A friendly place with bays; its days are local calendar days."""

    kind_name = "workshop"

    slug = models.SlugField(max_length=40, unique=True)
    name = models.CharField(max_length=80)
    city = models.CharField(max_length=80)
    address = models.CharField(max_length=160, blank=True)
    time_zone = models.CharField(max_length=40, default="Europe/Berlin")
    keeper = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="workshops")
    opens_on = models.DateField(default=clock.today)

    def __str__(self) -> str:
        return self.name

    def day_of(self, moment: datetime) -> date:
        """The local date of a moment in the workshop: its days are these, wherever the server stands."""
        return moment.astimezone(ZoneInfo(self.time_zone)).date()

    @property
    def today(self) -> date:
        """The present day in the workshop."""
        return self.day_of(clock.now())

    @property
    def thing(self) -> Ref:
        """The workshop in the ledger."""
        return Ref(self.kind_name, self.pk)

    def get_absolute_url(self) -> str:
        """The workshop's page."""
        return reverse("builds:workshop", args=[self.slug])

    @property
    def url(self) -> str:
        """The workshop's page, for templates."""
        return self.get_absolute_url()


class Bay(models.Model):
    """Room for one car."""

    workshop = models.ForeignKey(Workshop, on_delete=models.CASCADE, related_name="bays")
    name = models.CharField(max_length=40)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["workshop", "name"], name="one_bay_per_name")]

    def __str__(self) -> str:
        return self.name


class BuildState(models.TextChoices):
    """Where a build is."""

    BOOKED = "booked", _("Booked")
    FINISHED = "finished", _("Finished")


class Build(models.Model):
    """A car being put together by its owner and friends, in one workshop, on booked days."""

    kind_name = "build"

    car = models.OneToOneField(Car, on_delete=models.PROTECT, related_name="build")
    workshop = models.ForeignKey(Workshop, on_delete=models.PROTECT, related_name="builds")
    coach = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="coached")
    state = models.CharField(max_length=8, choices=BuildState.choices, default=BuildState.BOOKED)
    booked_at = models.DateTimeField(default=clock.now)
    finished_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.car.reference} {self.workshop.city}"

    @property
    def thing(self) -> Ref:
        """The build in the ledger."""
        return Ref(self.kind_name, self.pk)

    def get_absolute_url(self) -> str:
        """The build's page."""
        return reverse("builds:detail", args=[self.car.project.slug, self.car.number])

    @property
    def url(self) -> str:
        """The build's page, for templates."""
        return self.get_absolute_url()


class BayDay(models.Model):
    """One bay on one day belongs to one build: the database keeps it so."""

    bay = models.ForeignKey(Bay, on_delete=models.PROTECT, related_name="days")
    day = models.DateField()
    build = models.ForeignKey(Build, on_delete=models.CASCADE, related_name="days")

    class Meta:
        ordering = ["day"]
        constraints = [models.UniqueConstraint(fields=["bay", "day"], name="one_build_per_bay_and_day")]

    def __str__(self) -> str:
        return f"{self.bay} {self.day}"


class CrewPass(models.Model):
    """A friend for one build: a name, skills and a link. Needs no account; acts under its own name."""

    build = models.ForeignKey(Build, on_delete=models.CASCADE, related_name="crew")
    name = models.CharField(max_length=60)
    skills = models.CharField(max_length=160, blank=True)
    token_hash = models.CharField(max_length=64, unique=True)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="passes"
    )
    invited_at = models.DateTimeField(default=clock.now)
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                "build", Lower("name"), condition=Q(revoked_at__isnull=True), name="one_friend_per_name"
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def actor_kind(self) -> Literal["pass"]:
        """A pass acts as a pass."""
        return "pass"

    @property
    def actor_name(self) -> str:
        """The name that stands in the ledger."""
        return self.name

    @property
    def actor_person_id(self) -> int | None:
        """The account behind the pass, if its bearer has one."""
        return self.person_id

    @property
    def initials(self) -> str:
        """Up to two letters."""
        return "".join(word[0] for word in self.name.split()[:2]).upper()


class Module(models.Model):
    """A chapter of the guide."""

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="modules")
    number = models.PositiveSmallIntegerField()
    title_de = models.CharField(max_length=80)
    title_en = models.CharField(max_length=80, blank=True)

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["project", "number"], name="one_module_per_number")]

    def __str__(self) -> str:
        return f"{self.number} {say(self, 'title')}"


class Check(models.TextChoices):
    """What proves that a step is done."""

    TICK = "tick", _("done and looked at")
    TORQUE = "torque", _("torque")
    VALUE = "value", _("measured value")


class Step(models.Model):
    """One step of the guide; cars get those whose condition over options holds for them."""

    kind_name = "step"

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="steps")
    module = models.ForeignKey(Module, on_delete=models.PROTECT, related_name="steps")
    number = models.CharField(max_length=8)
    position = models.PositiveSmallIntegerField()
    title_de = models.CharField(max_length=120)
    title_en = models.CharField(max_length=120, blank=True)
    text_de = models.TextField(max_length=2000)
    text_en = models.TextField(max_length=2000, blank=True)
    minutes = models.PositiveSmallIntegerField()
    people = models.PositiveSmallIntegerField(default=1)
    check_kind = models.CharField(max_length=8, choices=Check.choices, default=Check.TICK)
    screws = models.PositiveSmallIntegerField(default=0)
    target = models.PositiveIntegerField(null=True)
    tolerance = models.PositiveIntegerField(null=True)
    unit = models.CharField(max_length=8, blank=True)
    tool_de = models.CharField(max_length=120, blank=True)
    tool_en = models.CharField(max_length=120, blank=True)
    condition = models.CharField(max_length=400, blank=True)
    is_gate = models.BooleanField(default=False)
    version = models.PositiveSmallIntegerField(default=1)
    parts = models.ManyToManyField(Part, related_name="steps", blank=True)

    class Meta:
        ordering = ["module__number", "position"]
        constraints = [
            models.UniqueConstraint(fields=["project", "number"], name="one_step_per_number"),
            models.CheckConstraint(
                condition=Q(check_kind="tick") | Q(target__isnull=False, tolerance__isnull=False),
                name="measured_step_has_target",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {say(self, 'title')}"

    @property
    def wanted_values(self) -> int:
        """How many measured values a sign-off carries: one per screw, none for a step that is ticked."""
        return 0 if self.check_kind == Check.TICK else max(1, self.screws)

    @property
    def needs_second(self) -> bool:
        """Two people sign."""
        return self.people >= 2

    @property
    def thing(self) -> Ref:
        """The step in the ledger."""
        return Ref(self.kind_name, self.pk)

    def get_absolute_url(self) -> str:
        """The step in the guide."""
        return reverse("builds:step", args=[self.project.slug, self.number])

    @property
    def url(self) -> str:
        """The step in the guide, for templates."""
        return self.get_absolute_url()


class SignOff(models.Model):
    """A step done on one car: by whom, with whom, with which values (thousandths of the unit). Never changed."""

    build = models.ForeignKey(Build, on_delete=models.PROTECT, related_name="sign_offs")
    step = models.ForeignKey(Step, on_delete=models.PROTECT, related_name="sign_offs")
    step_version = models.PositiveSmallIntegerField()
    actor_kind = models.CharField(max_length=8)
    actor_name = models.CharField(max_length=120)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    second_name = models.CharField(max_length=120, blank=True)
    values = models.JSONField(default=list)
    note = models.CharField(max_length=500, blank=True)
    at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["build", "step"], name="each_step_is_signed_once")]

    def __str__(self) -> str:
        return f"{self.step.number}: {self.actor_name}"
