"""What we remember of a discussion."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from unikat.foundation.ledger import clock
from unikat.foundation.ledger.things import Ref

LONGEST = 20_000


class Stance(models.TextChoices):
    """Where a comment stands, if it takes a side."""

    FOR = "for", _("for it")
    AGAINST = "against", _("against it")


class Comment(models.Model):
    """Somebody said something about a thing; replies go one level deep."""

    thing_kind = models.CharField(max_length=24)
    thing_id = models.BigIntegerField()
    project_id: models.BigIntegerField[int | None, int | None] = models.BigIntegerField(null=True)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="comments")
    text = models.TextField(max_length=LONGEST)
    stance = models.CharField(max_length=8, choices=Stance.choices, blank=True)
    reply_to = models.ForeignKey("self", null=True, on_delete=models.CASCADE, related_name="replies")
    at = models.DateTimeField(default=clock.now)
    edited_at = models.DateTimeField(null=True)
    hidden_reason = models.CharField(max_length=280, blank=True)

    class Meta:
        indexes = [models.Index(fields=["thing_kind", "thing_id", "id"], name="comments_on_thing")]

    def __str__(self) -> str:
        return self.text[:60]

    @property
    def thing(self) -> Ref:
        """What the comment is about."""
        return Ref(self.thing_kind, self.thing_id)


class Wording(models.Model):
    """What a comment said before it was edited; everybody may read it."""

    comment = models.ForeignKey(Comment, on_delete=models.CASCADE, related_name="wordings")
    text = models.TextField()
    until = models.DateTimeField(default=clock.now)

    def __str__(self) -> str:
        return self.text[:60]
