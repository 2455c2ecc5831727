"""What we remember of cars: each exists once."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from unikat.foundation.ledger import clock
from unikat.foundation.ledger.things import Ref
from unikat.journey.options.models import Edition
from unikat.journey.projects.models import Project


class CarState(models.TextChoices):
    """Where a car is on its way."""

    RESERVED = "reserved", _("Reserved")
    BUILDING = "building", _("Being built")
    BUILT = "built", _("Built")
    CANCELLED = "cancelled", _("Cancelled")


#: So much fits on the type plate.
LONGEST_NAME = 60
#: The states in which a car holds its fingerprint against all others.
HOLDING = (CarState.RESERVED, CarState.BUILDING, CarState.BUILT)


#: The ledger's word for it; its entry keeps what the car was built of.
FINISHED = "car.finish"


class Car(models.Model):
    """A car that exists once: its number runs on without reuse, its fingerprint belongs to it alone."""

    kind_name = "car"

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="cars")
    number = models.PositiveIntegerField()
    name = models.CharField(max_length=LONGEST_NAME)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="cars")
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="cars")
    chosen = models.JSONField()
    fingerprint = models.CharField(max_length=64)
    state = models.CharField(max_length=9, choices=CarState.choices, default=CarState.RESERVED)
    price_cents = models.PositiveIntegerField()
    is_public = models.BooleanField(default=True)
    reserved_at = models.DateTimeField(default=clock.now)
    built_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["project", "number"], name="one_car_per_number"),
            models.UniqueConstraint(
                fields=["project", "fingerprint"],
                condition=Q(state__in=["reserved", "building", "built"]),
                name="each_car_exists_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reference} {self.name}"

    @property
    def reference(self) -> str:
        """N° 03."""
        return f"N° {self.number:02}"

    @property
    def codes(self) -> frozenset[str]:
        """The chosen option codes."""
        return frozenset(self.chosen)

    @property
    def thing(self) -> Ref:
        """The car in the ledger."""
        return Ref(self.kind_name, self.pk)

    def get_absolute_url(self) -> str:
        """The car's page."""
        return reverse("cars:detail", args=[self.project.slug, self.number])

    @property
    def url(self) -> str:
        """The car's page, for templates."""
        return self.get_absolute_url()


class Configuration(models.Model):
    """Choices somebody saved: whoever has the link can look and go on from there."""

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="configurations")
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="configurations")
    token = models.CharField(max_length=24, unique=True)
    choices = models.JSONField()
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.CASCADE, related_name="+"
    )
    at = models.DateTimeField(default=clock.now)

    def __str__(self) -> str:
        return self.token
