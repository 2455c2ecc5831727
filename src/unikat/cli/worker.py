"""Do the background jobs that pages and actions leave behind."""

from __future__ import annotations

import argparse

from django.core.management import call_command

from unikat.cli import database, folder


def arguments(parser: argparse.ArgumentParser) -> None:
    """Where the jobs are."""
    folder.add_option(parser)


def run(chosen: argparse.Namespace) -> int:
    """Work until asked to stop; the job in hand is finished first."""
    folder.open_folder(chosen.data)
    database.load_settings()
    call_command("db_worker", queue_name="*", verbosity=0)
    return 0
