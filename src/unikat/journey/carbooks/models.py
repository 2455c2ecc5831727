"""What we remember of a sealed book."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.urls import reverse

from unikat.foundation.files.models import StoredFile
from unikat.foundation.ledger import clock
from unikat.foundation.ledger.things import Ref
from unikat.journey.cars.models import Car


class Book(models.Model):
    """An edition of a car's book, sealed: its archive, the head of its chain, the key that signed it."""

    kind_name = "book"

    car = models.ForeignKey(Car, on_delete=models.PROTECT, related_name="books")
    edition = models.PositiveSmallIntegerField(default=1)
    sealed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    sealed_at = models.DateTimeField(default=clock.now)
    head = models.CharField(max_length=64)
    events = models.PositiveIntegerField()
    key_fingerprint = models.CharField(max_length=128)
    salts = models.JSONField(default=dict)
    archive = models.ForeignKey(StoredFile, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["car", "edition"], name="one_book_per_edition")]

    def __str__(self) -> str:
        return f"{self.car.reference}, {self.edition}"

    @property
    def thing(self) -> Ref:
        """The book in the ledger."""
        return Ref(self.kind_name, self.pk)

    def get_absolute_url(self) -> str:
        """The book's page."""
        return reverse("carbooks:book", args=[self.car.project.slug, self.car.number])
