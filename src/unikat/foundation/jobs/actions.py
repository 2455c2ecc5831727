"""Handing out jobs, doing them, and trying again."""

from __future__ import annotations

import logging
from datetime import timedelta
from pkgutil import resolve_name
from typing import Any

from django.db import transaction
from django.utils import timezone
from django_tasks import task

from unikat.foundation.jobs.models import Night, Run, RunState
from unikat.foundation.jobs.schedule import Job, nightlies

log = logging.getLogger("unikat.jobs")
#: A failed job waits this long before its second, third, fourth try.
PATIENCE = (timedelta(seconds=10), timedelta(minutes=2), timedelta(minutes=20), timedelta(hours=2))


@task()
def work(run_id: int) -> None:
    """What the worker does: one run, with its outcome kept for the operator."""
    do_run(run_id)


def ask(*, function: str, ids: list[Any]) -> Run:
    """Write down what is to be done and hand it to the worker."""
    run = Run.objects.create(function=function, ids=ids)
    work.enqueue(run.pk)
    return run


def do_run(run_id: int) -> Run:
    """Do a run that waits; a failure is kept in words and tried again, as often as its job allows."""
    run = Run.objects.get(pk=run_id)
    if run.state != RunState.WAITING:
        return run
    job: Job = resolve_name(run.function)
    run.attempts += 1
    try:
        job(*run.ids)
    except Exception as error:  # noqa: BLE001 - whatever a job raises is told to the operator, never swallowed
        log.exception("job %s failed", run)
        run.problem = f"{type(error).__name__}: {error}"[:400]
        _try_again_or_give_up(run, job)
    else:
        run.state, run.finished_at, run.problem = RunState.DONE, timezone.now(), ""
    run.save()
    return run


def _try_again_or_give_up(run: Run, job: Job) -> None:
    if run.attempts > job.retries:
        run.state, run.finished_at = RunState.FAILED, timezone.now()
        return
    pause = PATIENCE[min(run.attempts, len(PATIENCE)) - 1]
    work.using(run_after=timezone.now() + pause).enqueue(run.pk)


@transaction.atomic
def run_again(*, run: Run) -> Run:
    """The operator asks for another try of a failed run."""
    run.state, run.attempts, run.finished_at = RunState.WAITING, 0, None
    run.save()
    transaction.on_commit(lambda: work.enqueue(run.pk))
    return run


def run_waiting() -> int:
    """Do everything that waits, in this process (tests, imports from the shell); returns how many."""
    done = 0
    while (run := Run.objects.filter(state=RunState.WAITING, attempts=0).order_by("pk").first()) is not None:
        do_run(run.pk)
        done += 1
    return done


def tick() -> list[str]:
    """Hand out the nightly jobs whose hour has come; two schedulers at once hand out each only once."""
    now = timezone.localtime()
    begun = []
    for nightly in nightlies.values():
        if now.hour < nightly.hour:
            continue
        Night.objects.get_or_create(name=nightly.name)
        open_nights = Night.objects.filter(name=nightly.name).exclude(last_on=now.date())
        if open_nights.update(last_on=now.date()):
            nightly.job.later()
            begun.append(nightly.name)
    return begun
