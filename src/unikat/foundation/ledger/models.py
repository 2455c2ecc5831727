"""What the ledger remembers: entries and links. Both are only ever added to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal, Protocol

from django.conf import settings
from django.db import models
from django.db.models import Q

from unikat.foundation.ledger import clock
from unikat.foundation.ledger.things import Ref

ActorKind = Literal["person", "pass", "system"]


class Actor(Protocol):
    """Whoever acts: a person, a crew pass (a guest bound to one build), or the system with a named reason."""

    @property
    def actor_kind(self) -> ActorKind:
        """What sort of actor this is."""

    @property
    def actor_name(self) -> str:
        """The name that stands in the ledger."""

    @property
    def actor_person_id(self) -> int | None:
        """The person's id, if a person acts."""


@dataclass(frozen=True)
class System:
    """The system itself acting, for a named reason."""

    reason: str
    actor_kind: ActorKind = "system"
    actor_person_id: int | None = None

    @property
    def actor_name(self) -> str:
        """The reason stands where a person's name would."""
        return self.reason


class Visibility(models.TextChoices):
    """Who may read an entry."""

    PUBLIC = "public"
    TEAM = "team"
    SEALED = "sealed"
    PRIVATE = "private"


class Entry(models.Model):
    """Somebody did something to a thing at a moment. Never changed, never removed."""

    at = models.DateTimeField(default=clock.now, db_index=True)
    actor_kind = models.CharField(max_length=8)
    actor_person = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+", db_constraint=True
    )
    actor_name = models.CharField(max_length=120)
    verb = models.CharField(max_length=60)
    thing_kind = models.CharField(max_length=24)
    thing_id = models.BigIntegerField()
    project_id: models.BigIntegerField[int | None, int | None] = models.BigIntegerField(null=True)
    facts = models.JSONField(default=dict)
    visibility = models.CharField(max_length=8, choices=Visibility.choices, default=Visibility.PUBLIC)
    sealed_until = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["thing_kind", "thing_id", "id"], name="entry_of_thing"),
            models.Index(fields=["project_id", "id"], name="entry_of_project"),
            models.Index(fields=["actor_person", "id"], name="entry_of_person"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(visibility="sealed") | Q(sealed_until__isnull=False), name="sealed_has_an_end"
            )
        ]

    def __str__(self) -> str:
        return f"{self.actor_name}: {self.verb} {self.thing_kind} {self.thing_id}"

    @property
    def thing(self) -> Ref:
        """What the entry is about."""
        return Ref(self.thing_kind, self.thing_id)


class LinkKind(models.TextChoices):
    """How one thing came from another. The arrow always points from cause to consequence."""

    JOINED = "joined", "wish -> the wish it was merged into"
    ANSWERED = "answered", "wish -> decision"
    CALLED = "called", "decision -> challenge"
    ENTERED = "entered", "challenge -> entry"
    ASKED = "asked", "decision, wish, step or entry -> change"
    DRAWN = "drawn", "entry, decision or change -> part revision or part"
    RELEASED = "released", "change -> part revision"
    REVISED = "revised", "part revision -> part"
    OFFERED = "offered", "part -> option"
    RULED = "ruled", "decision -> rule"
    BOUND = "bound", "rule -> option"
    BUILT = "built", "part or option -> build step"
    CHOSEN = "chosen", "option -> car"
    FITTED = "fitted", "part revision -> car"
    SIGNED = "signed", "build step -> car"
    SEALED = "sealed", "car -> car book"


class Link(models.Model):
    """One thing came from another. Retracted by a later entry, never erased."""

    kind = models.CharField(max_length=12, choices=LinkKind.choices)
    source_kind = models.CharField(max_length=24)
    source_id = models.BigIntegerField()
    target_kind = models.CharField(max_length=24)
    target_id = models.BigIntegerField()
    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="links")

    class Meta:
        indexes = [
            models.Index(fields=["source_kind", "source_id"], name="link_source"),
            models.Index(fields=["target_kind", "target_id"], name="link_target"),
        ]

    def __str__(self) -> str:
        return f"{self.source_kind} {self.source_id} -{self.kind}-> {self.target_kind} {self.target_id}"

    @property
    def source(self) -> Ref:
        """The cause."""
        return Ref(self.source_kind, self.source_id)

    @property
    def target(self) -> Ref:
        """The consequence."""
        return Ref(self.target_kind, self.target_id)


class Retraction(models.Model):
    """A link that no longer holds, and the entry that says why."""

    link = models.OneToOneField(Link, on_delete=models.PROTECT, related_name="retraction")
    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="retractions")

    def __str__(self) -> str:
        return f"retracted: {self.link}"


def ref(thing: Any) -> Ref:
    """The reference of a model instance that carries its registered kind as `kind_name`."""
    return Ref(thing.kind_name, thing.pk)
