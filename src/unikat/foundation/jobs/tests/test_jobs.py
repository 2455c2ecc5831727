"""Jobs: after commit, again after a failure, every night only once."""

from datetime import timedelta

import pytest
from django.utils import timezone

from unikat.foundation.jobs import actions, job, schedule
from unikat.foundation.jobs.models import Night, Run, RunState

done: list[int] = []


@job(retries=1)
def remember(number):
    """Keep a number, or fail at 13."""
    if number == 13:
        raise ValueError("thirteen")
    done.append(number)


@pytest.fixture(autouse=True)
def _nothing_done():
    done.clear()


def test_a_job_waits_for_the_commit_and_runs_once(db, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks() as callbacks:
        remember.later(7)
    assert Run.objects.count() == 0
    callbacks[0]()
    assert actions.run_waiting() == 1
    actions.do_run(Run.objects.get().pk)
    assert (done, Run.objects.get().state) == ([7], RunState.DONE)


def test_a_failure_is_tried_again_and_then_told(db):
    run = actions.ask(function=remember.name, ids=[13])
    assert actions.do_run(run.pk).state == RunState.WAITING
    run = actions.do_run(run.pk)
    assert (run.state, run.attempts, run.problem) == (RunState.FAILED, 2, "ValueError: thirteen")
    assert actions.run_again(run=run).state == RunState.WAITING


def test_two_schedulers_hand_out_a_night_once(db, monkeypatch, django_capture_on_commit_callbacks):
    monkeypatch.setattr(schedule, "nightlies", {})
    monkeypatch.setattr(actions, "nightlies", {"sweep": schedule.Nightly("sweep", 0, remember)})
    assert [actions.tick(), actions.tick()] == [["sweep"], []]
    Night.objects.update(last_on=timezone.localdate() - timedelta(days=1))
    assert actions.tick() == ["sweep"]


def test_only_operators_see_the_jobs(cast, client_of):
    cast["oskar"].is_staff = True
    cast["oskar"].save()
    found = [client_of(person).get("/operator/jobs/").status_code for person in (None, cast["mei"], cast["oskar"])]
    assert found == [404, 404, 200]
