"""What we remember of jobs: each run with its outcome, and which night was worked."""

from __future__ import annotations

from django.db import models
from django.utils import timezone


class RunState(models.TextChoices):
    """Where a run is."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


class Run(models.Model):
    """One thing to do later: a function by its dotted name, with its ids."""

    function = models.CharField(max_length=160)
    ids = models.JSONField(default=list)
    state = models.CharField(max_length=8, choices=RunState.choices, default=RunState.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    problem = models.CharField(max_length=400, blank=True)
    asked_at = models.DateTimeField(default=timezone.now)
    due_at = models.DateTimeField(default=timezone.now)
    begun_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["state", "-id"], name="runs_by_state"),
            models.Index(fields=["state", "due_at"], name="runs_due"),
        ]

    def __str__(self) -> str:
        return f"{self.function}({', '.join(map(str, self.ids))})"


class Night(models.Model):
    """The last day on which a nightly job was handed out; the row is its lock."""

    name = models.CharField(max_length=60, primary_key=True)
    last_on = models.DateField(null=True)

    def __str__(self) -> str:
        return self.name
