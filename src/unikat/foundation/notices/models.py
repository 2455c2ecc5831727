"""What we remember of what people were told."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from unikat.foundation.ledger import clock
from unikat.foundation.ledger.things import Ref


class Notice(models.Model):
    """One thing one person was told about; the same thing is not told twice while it is unread."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notices")
    thing_kind = models.CharField(max_length=24)
    thing_id = models.BigIntegerField()
    verb = models.CharField(max_length=60)
    text_de = models.CharField(max_length=280)
    text_en = models.CharField(max_length=280)
    needs_you = models.BooleanField(default=False)
    due_on = models.DateField(null=True)
    at = models.DateTimeField(default=clock.now)
    read_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "thing_kind", "thing_id", "verb"],
                condition=Q(read_at__isnull=True),
                name="told_once_while_unread",
            )
        ]
        indexes = [models.Index(fields=["person", "read_at", "-id"], name="notices_of_person")]

    def __str__(self) -> str:
        return f"{self.person}: {self.text_en}"

    @property
    def thing(self) -> Ref:
        """What the notice is about."""
        return Ref(self.thing_kind, self.thing_id)
