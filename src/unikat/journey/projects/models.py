"""What we remember of a project."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from unikat.foundation.ledger import clock
from unikat.foundation.ledger.things import Ref


class Area(models.TextChoices):
    """Areas of a car in which a role decides."""

    FRAME = "frame", _("frame")
    CHASSIS = "chassis", _("suspension and steering")
    BODY = "body", _("body")
    DRIVE = "drive", _("drive")
    ENERGY = "energy", _("battery and electrics")
    CABIN = "cabin", _("seats and cabin")
    WHEELS = "wheels", _("wheels and brakes")
    EXTRAS = "extras", _("extras")


class Role(models.TextChoices):
    """What a member does in a project."""

    DESIGNER = "designer", _("designer")
    ENGINEER = "engineer", _("engineer")
    STEWARD = "steward", _("steward")
    COACH = "coach", _("coach")
    KEEPER = "keeper", _("workshop keeper")
    MODERATOR = "moderator", _("moderator")
    INSPECTOR = "inspector", _("inspector")


class Feature(models.TextChoices):
    """What a phase opens."""

    WISHING = "wishing", _("wishing")
    CHALLENGING = "challenging", _("challenges")
    ENGINEERING = "engineering", _("engineering")
    ORDERING = "ordering", _("ordering")
    BUILDING = "building", _("building")


class Project(models.Model):
    """One open vehicle."""

    kind_name = "project"

    slug = models.SlugField(max_length=40, unique=True)
    code = models.CharField(max_length=6, unique=True)
    name = models.CharField(max_length=80)
    promise_de = models.CharField(max_length=280)
    promise_en = models.CharField(max_length=280, blank=True)
    brief_de = models.TextField()
    brief_en = models.TextField(blank=True)
    hardware_licence = models.CharField(max_length=40, default="CERN-OHL-S-2.0")
    text_licence = models.CharField(max_length=40, default="CC-BY-SA-4.0")
    car_limit = models.PositiveIntegerField(null=True, blank=True)
    answer_days = models.PositiveSmallIntegerField(default=14)
    opened_at = models.DateTimeField(default=clock.now)
    is_public = models.BooleanField(default=True)
    #: {"file": a static drawing with layers, "view": its view box, "layers": [[name, condition over options], ...]}
    drawing = models.JSONField(default=dict, blank=True)

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """The project's home page."""
        return reverse("project_home", args=[self.slug])

    @property
    def url(self) -> str:
        """The project's home page, for templates."""
        return self.get_absolute_url()

    @cached_property
    def road(self) -> list[Phase]:
        """The phases in their order, read once."""
        return list(self.phases.all())

    @property
    def licence(self) -> str:
        """The licence of the hardware, shown in every title block."""
        return self.hardware_licence

    @property
    def thing(self) -> Ref:
        """The project in the ledger."""
        return Ref(self.kind_name, self.pk)


class Phase(models.Model):
    """A stretch of the road. Its features are open between its days; an open end has no last day."""

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="phases")
    position = models.PositiveSmallIntegerField()
    title_de = models.CharField(max_length=60)
    title_en = models.CharField(max_length=60, blank=True)
    note_de = models.CharField(max_length=120, blank=True)
    note_en = models.CharField(max_length=120, blank=True)
    features = models.JSONField(default=list)
    opens_on = models.DateField()
    closes_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["project", "position"], name="one_phase_per_position"),
            models.CheckConstraint(
                condition=Q(closes_on__isnull=True) | Q(closes_on__gte=models.F("opens_on")),
                name="phase_ends_after_it_began",
            ),
        ]

    def __str__(self) -> str:
        return self.title_de


class Membership(models.Model):
    """A person's role in a project, for named areas or for the whole car (no areas)."""

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="memberships")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=12, choices=Role.choices)
    areas = models.JSONField(default=list, blank=True)
    since = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["project", "person", "role"], name="one_membership_per_role")
        ]

    def __str__(self) -> str:
        return f"{self.person} ({self.role})"

    @property
    def area_names(self) -> list[str]:
        """The areas in which the role decides, in words; none means the whole car."""
        return [str(Area(area).label) for area in self.areas]


class Counter(models.Model):
    """The last number given out in a project, per noun; numbers run on without reuse."""

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="+")
    noun = models.CharField(max_length=24)
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["project", "noun"], name="one_counter_per_noun")]

    def __str__(self) -> str:
        return f"{self.noun} {self.last}"
