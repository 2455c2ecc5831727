"""One cast for all tests."""

from __future__ import annotations

import re
import sqlite3
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import translation


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """On SQLite a test that commits is cleaned up by deleting every row, which the ledger's guards would refuse."""
    from django.db import connection

    if connection.vendor == "sqlite":
        with django_db_blocker.unblock(), connection.cursor() as cursor:
            for table in ("ledger_entry", "ledger_link", "ledger_retraction"):
                cursor.execute(f"DROP TRIGGER IF EXISTS {table}_stays")


@pytest.fixture(autouse=True)
def _anew():
    """Every test begins in the language of the house and with nothing kept, whatever the one before it asked for."""
    translation.activate("de")
    cache.clear()


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


@pytest.fixture
def costs():
    """How many queries each of these addresses takes, for each of these clients."""

    def cost(client, path):
        client.get(path)  # what is compiled once per process does not count
        with CaptureQueriesContext(connection) as seen:
            assert client.get(path).status_code == 200, path
        return len(seen)

    return lambda clients, paths: {path: [cost(client, path) for client in clients] for path in paths}


@pytest.fixture
def walk():
    """All rows of a list of the API, page after page."""

    def rows(client, path, name, **asked):
        found, after = [], None
        while after != "":
            page = client.get(path, asked | ({"after": after} if after else {})).json()
            found += page[name]
            after = page["after"] or ""
        return found

    return rows


@pytest.fixture
def headings():
    """The first headings of pages as a person reads them, in German and in English."""

    def heading(client, path, language):
        html = client.get(path, headers={"Accept-Language": language}).content.decode()
        found = re.search(r"<h1[^>]*>(.*?)</h1>", html, re.DOTALL)
        return re.sub(r"<[^>]+>", "", found[1]).strip() if found else html

    return lambda client, paths: {
        path: tuple(heading(client, path, language) for language in ("de", "en")) for path in paths
    }


@pytest.fixture
def problem():
    """What an answer of the API complains about: status and type of a problem, or the whole answer."""

    def told(answer):
        if answer["Content-Type"] != "application/problem+json":
            return answer.status_code, answer.content
        assert answer.json()["status"] == answer.status_code
        return answer.status_code, answer.json()["title"]

    return told


@pytest.fixture
def at_once(transactional_db, tmp_path):
    """Lets many act at the same moment, each over a connection of their own; gives what came of it, refusals included.

    SQLite's tests live in memory, where nobody can meet anybody: here they move into a file, as in real life.
    """
    from django.db import connection, connections

    from unikat.foundation.ledger.refusal import Refused

    usual, name = connections["default"], connection.settings_dict["NAME"]
    if connection.vendor == "sqlite":
        name = str(tmp_path / "race.sqlite3")
        connection.ensure_connection()
        with sqlite3.connect(name) as file:
            connection.connection.backup(file)
        file.close()

    def connect():
        connections["default"] = own = connections.create_connection("default")
        own.settings_dict = {**own.settings_dict, "NAME": name}

    def act_at_once(*acts):
        gate = threading.Barrier(len(acts))

        def one(act):
            connect()
            try:
                gate.wait(30)
                return act()
            except Refused as refusal:
                return refusal
            finally:
                connections["default"].close()

        with ThreadPoolExecutor(len(acts)) as pool:
            return list(pool.map(one, acts))

    connect()
    yield act_at_once
    connections["default"].close()
    connections["default"] = usual
