"""Handing out jobs, doing them, and trying again."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta
from pkgutil import resolve_name
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django_tasks import task
from django_tasks_db.models import DBTaskResult

from unikat.foundation.jobs.models import Night, Run, RunState
from unikat.foundation.jobs.schedule import Job, job, nightlies, nightly

log = logging.getLogger("unikat.jobs")
#: A failed job waits this long before its second, third, fourth try.
PATIENCE = (timedelta(seconds=10), timedelta(minutes=2), timedelta(minutes=20), timedelta(hours=2))
#: A run begun or due so long ago was lost with its worker.
LOST_AFTER = timedelta(hours=1)
#: Done runs are forgotten after this; failed ones stay until somebody tries them again.
KEPT_FOR = timedelta(days=30)


@task()
def work(run_id: int) -> None:
    """What the worker does: one run, with its outcome kept for the operator."""
    do_run(run_id)


@transaction.atomic
def ask(*, function: str, ids: list[Any]) -> Run:
    """Write down what is to be done, with the act that asks for it; the worker is called after commit."""
    run = Run.objects.create(function=function, ids=ids)
    _hand_out(run)
    return run


def _hand_out(run: Run, after: datetime | None = None) -> None:
    """Call the worker after commit; a backend that cannot wait leaves a later try to the next `tick`."""
    if after is None:
        transaction.on_commit(lambda: work.enqueue(run.pk))
    elif work.get_backend().supports_defer:
        transaction.on_commit(lambda: work.using(run_after=after).enqueue(run.pk))


def do_run(run_id: int) -> None:
    """Do a run that is due, unless another worker has it; a failure is kept in words and tried again."""
    now = timezone.now()
    due = Run.objects.filter(pk=run_id, state=RunState.WAITING, due_at__lte=now)
    if not due.update(state=RunState.RUNNING, begun_at=now, attempts=F("attempts") + 1):
        return
    run, found = Run.objects.get(pk=run_id), None
    try:
        found = _job(run.function)
        found(*run.ids)
    except Exception as error:  # whatever a job raises is told to the operator
        log.exception("job %s failed", run)
        run.problem = f"{type(error).__name__}: {error}"[:400]
        _try_again_or_give_up(run, found)
    else:
        run.state, run.finished_at, run.problem = RunState.DONE, timezone.now(), ""
        run.save()


def _job(name: str) -> Job:
    found = resolve_name(name)
    if not isinstance(found, Job):
        raise TypeError(f"{name} is no job")
    return found


def _try_again_or_give_up(run: Run, found: Job | None) -> None:
    if found is None or run.attempts > found.retries:
        run.state, run.finished_at = RunState.FAILED, timezone.now()
        run.save()
        if found and found.given_up:
            found.given_up(*run.ids)
        return
    run.state = RunState.WAITING
    run.due_at = timezone.now() + PATIENCE[min(run.attempts, len(PATIENCE)) - 1]
    run.save()
    _hand_out(run, after=run.due_at)


@transaction.atomic
def run_again(*, run: Run) -> Run:
    """The operator asks for another try of a failed run."""
    run.state, run.attempts, run.due_at, run.finished_at = RunState.WAITING, 0, timezone.now(), None
    run.save()
    _hand_out(run)
    return run


def run_waiting() -> int:
    """Do everything that is due, in this process (tests, seeds, the shell); returns how many."""
    done = 0
    while (
        run := Run.objects.filter(state=RunState.WAITING, due_at__lte=timezone.now()).order_by("pk").first()
    ):
        do_run(run.pk)
        done += 1
    return done


def tick() -> list[str]:
    """Hand out the nightly jobs whose hour has come, each once whoever asks; find lost runs again."""
    now = timezone.localtime()
    ripe = [name for name, each in nightlies.items() if now.hour >= each.hour]
    begun = [name for name in ripe if _take_night(name, now)]
    lost = Run.objects.filter(state=RunState.RUNNING, begun_at__lt=now - LOST_AFTER)
    lost.update(state=RunState.WAITING)
    for run in Run.objects.filter(state=RunState.WAITING, due_at__lt=now - LOST_AFTER)[:100]:
        run.due_at = now
        run.save(update_fields=["due_at"])
        _hand_out(run)
    return begun


@transaction.atomic
def _take_night(name: str, now: datetime) -> bool:
    Night.objects.get_or_create(name=name)
    if not Night.objects.filter(name=name).exclude(last_on=now.date()).update(last_on=now.date()):
        return False
    nightlies[name].job.later()
    return True


@nightly("forget done jobs", hour=4)
@job(retries=1)
def forget_done() -> None:
    """Forget what was done long ago."""
    before = timezone.now() - KEPT_FOR
    Run.objects.filter(state=RunState.DONE, finished_at__lt=before).delete()
    DBTaskResult.objects.finished().filter(finished_at__lt=before).delete()
