"""Jobs: with the act that asks, again after a failure, every night only once, found again when lost."""

import os
import subprocess
import sys
from datetime import timedelta

import pytest
from django.db import transaction
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


def outcome(run):
    run.refresh_from_db()
    return run.state, run.attempts, run.problem


def test_a_job_is_asked_for_together_with_the_act_and_runs_once(db):
    with transaction.atomic():
        remember.later(6)
        transaction.set_rollback(True)
    remember.later(7)
    assert [str(run) for run in Run.objects.all()] == [f"{remember.name}(7)"]
    assert [actions.run_waiting(), actions.run_waiting()] == [1, 0]
    actions.do_run(Run.objects.get().pk)
    assert (done, Run.objects.get().state) == ([7], RunState.DONE)


def test_called_plainly_it_runs_now(db):
    remember(3)
    assert (done, Run.objects.count()) == ([3], 0)


def test_the_worker_is_called_only_after_the_commit(db, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks() as callbacks:
        remember.later(7)
    assert len(callbacks) == 1


def test_a_failure_is_tried_again_later_and_then_told(db):
    run = actions.ask(function=remember.name, ids=[13])
    assert actions.run_waiting() == 1
    assert outcome(run) == (RunState.WAITING, 1, "ValueError: thirteen")
    assert run.due_at > timezone.now()
    Run.objects.update(due_at=timezone.now())
    assert actions.run_waiting() == 1
    assert outcome(run) == (RunState.FAILED, 2, "ValueError: thirteen")
    actions.run_again(run=run)
    assert outcome(run) == (RunState.WAITING, 0, "ValueError: thirteen")


@pytest.mark.parametrize("function", ["unikat.foundation.jobs.gone:away", "os:getcwd", "nonsense"])
def test_what_is_no_job_of_this_version_fails_in_words(db, function):
    run = actions.ask(function=function, ids=["x"])
    actions.run_waiting()
    assert outcome(run)[:2] == (RunState.FAILED, 1)


def test_a_run_that_another_worker_began_is_left_alone(db):
    run = actions.ask(function=remember.name, ids=[1])
    Run.objects.update(state=RunState.RUNNING, begun_at=timezone.now())
    actions.do_run(run.pk)
    assert (done, actions.run_waiting()) == ([], 0)


def test_what_was_lost_with_its_worker_is_handed_out_again(db, django_capture_on_commit_callbacks):
    long_ago = timezone.now() - actions.LOST_AFTER - timedelta(minutes=1)
    actions.ask(function=remember.name, ids=[1])
    Run.objects.update(state=RunState.RUNNING, begun_at=long_ago, due_at=long_ago)
    Night.objects.bulk_create(Night(name=name, last_on=timezone.localdate()) for name in schedule.nightlies)
    with django_capture_on_commit_callbacks() as callbacks:
        actions.tick()
        actions.tick()
    assert (len(callbacks), actions.run_waiting(), done) == (1, 1, [1])


def test_two_schedulers_hand_out_a_night_once(db, monkeypatch):
    monkeypatch.setattr(actions, "nightlies", {"sweep": schedule.Nightly("sweep", 0, remember)})
    assert [actions.tick(), actions.tick()] == [["sweep"], []]
    Night.objects.update(last_on=timezone.localdate() - timedelta(days=1))
    assert actions.tick() == ["sweep"]
    assert Run.objects.count() == 2


def test_a_night_waits_for_its_hour(db, monkeypatch):
    monkeypatch.setattr(actions, "nightlies", {"sweep": schedule.Nightly("sweep", 24, remember)})
    assert actions.tick() == []


def test_a_new_process_knows_the_nights(tmp_path):
    code = (
        "import django; django.setup(); from unikat.foundation.jobs.schedule import nightlies\n"
        "print(sorted(nightlies))"
    )
    known = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "unikat.conf.settings",
        "PYTHONPATH": os.pathsep.join(sys.path),
    }
    told = subprocess.run([sys.executable, "-c", code], env=known, capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "['forget done jobs', 'scrub files']"


def test_done_jobs_are_forgotten_and_failed_ones_kept(db):
    old = timezone.now() - actions.KEPT_FOR - timedelta(days=1)
    for state in (RunState.DONE, RunState.FAILED):
        Run.objects.create(function="x", state=state, finished_at=old)
    Run.objects.create(function="y", state=RunState.DONE, finished_at=timezone.now())
    actions.forget_done()
    assert sorted(Run.objects.values_list("function", "state")) == [("x", "failed"), ("y", "done")]


def test_only_operators_see_the_jobs_and_try_again(cast, client_of):
    cast["oskar"].is_staff = True
    cast["oskar"].save()
    run = Run.objects.create(
        function=remember.name, ids=[1], state=RunState.FAILED, problem="ValueError: <b>"
    )
    people = (None, cast["mei"], cast["oskar"])
    assert [client_of(person).get("/operator/jobs/").status_code for person in people] == [404, 404, 200]
    again = f"/operator/jobs/{run.pk}/again/"
    assert [client_of(person).post(again).status_code for person in people] == [404, 404, 302]
    assert outcome(run)[0] == RunState.WAITING
    assert "ValueError: &lt;b&gt;" in client_of(cast["oskar"]).get("/operator/jobs/").content.decode()
