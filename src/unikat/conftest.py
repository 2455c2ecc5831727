"""One cast for all tests."""

from __future__ import annotations

import pytest
from django.test import Client


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """On SQLite a test that commits is cleaned up by deleting every row, which the ledger's guards would refuse."""
    from django.db import connection

    if connection.vendor == "sqlite":
        with django_db_blocker.unblock(), connection.cursor() as cursor:
            for table in ("ledger_entry", "ledger_link", "ledger_retraction"):
                cursor.execute(f"DROP TRIGGER IF EXISTS {table}_stays")


@pytest.fixture
def cast(db):
    """The people of the story by handle."""
    from unikat.foundation.people import seed

    return seed.join()


@pytest.fixture
def feldhase(cast):
    """The project with its team, its road not planned: everything is open."""
    from unikat.journey.projects.actions import give_role, open_project

    oskar = cast["oskar"]
    project = open_project(
        actor=oskar,
        slug="feldhase",
        code="FH",
        name="Feldhase",
        promise=("Ein leichter elektrischer Rallye-Buggy.", "A light electric rally buggy."),
        brief=("Leicht, offen, reparierbar.", "Light, open, repairable."),
    )
    for handle, role in (("mei", "engineer"), ("jonas", "designer"), ("tariq", "coach"), ("tariq", "keeper")):
        give_role(actor=oskar, project=project, person=cast[handle], role=role)
    give_role(actor=oskar, project=project, person=cast["vera"], role="inspector")
    return project


@pytest.fixture
def client_of():
    """A browser without JavaScript in which a person is signed in (None: a visitor)."""

    def sign_in(person=None):
        client = Client()
        if person is not None:
            client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return sign_in
