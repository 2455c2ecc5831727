"""The demo story with somebody for every role, told once for all of them; what a test does to it is taken back."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from django.db import transaction
from django.test import override_settings


@pytest.fixture(scope="package")
def world(django_db_setup, django_db_blocker):
    """The Feldhase, with all its files, gone afterwards."""
    from access import stage

    with (
        django_db_blocker.unblock(),
        tempfile.TemporaryDirectory() as folder,
        override_settings(BLOBS=f"{folder}/blobs", KEYS=Path(folder, "keys")),
        transaction.atomic(),
    ):
        yield stage.set_up()
        transaction.set_rollback(True)
