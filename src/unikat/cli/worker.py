"""Do the background jobs that pages and actions leave behind, and those of the night."""

from __future__ import annotations

import argparse
import logging
import threading
import time

from django.core.management import call_command
from django.db import DatabaseError, connection

from unikat.cli import database, folder

EVERY = 60.0
"""Seconds between two looks at the clock for nightly jobs."""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Where the jobs are."""
    folder.add_option(parser)


def run(chosen: argparse.Namespace) -> int:
    """Work until asked to stop; the job in hand is finished first."""
    folder.open_folder(chosen.data)
    database.load_settings()
    threading.Thread(target=_watch_the_clock, daemon=True).start()
    call_command("db_worker", queue_name="*", verbosity=0)
    return 0


def _watch_the_clock() -> None:
    """Hand out nightly jobs; several workers may do so, each job is still handed out once a night."""
    from unikat.foundation.jobs.actions import tick

    while True:
        try:
            tick()
        except DatabaseError:
            logging.getLogger("unikat").exception("The nightly jobs could not be looked at; trying again.")
        finally:
            connection.close()
        time.sleep(EVERY)
