"""What can be found: one row per thing; the index over it belongs to the database."""

from __future__ import annotations

from django.db import models

from unikat.foundation.ledger.things import Ref


class Findable(models.Model):
    """A thing's words, folded. Who may see it is asked of the register, never stored here."""

    thing_kind = models.CharField(max_length=24)
    thing_id = models.BigIntegerField()
    project_id: models.BigIntegerField[int | None, int | None] = models.BigIntegerField(
        null=True, db_index=True
    )
    language = models.CharField(max_length=5, default="de")
    title = models.TextField()
    text = models.TextField(blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["thing_kind", "thing_id"], name="found_once")]

    def __str__(self) -> str:
        return self.title

    @property
    def thing(self) -> Ref:
        """What was found."""
        return Ref(self.thing_kind, self.thing_id)
