"""The written matrix of access is what the server does: every route, every role, every answer."""

from __future__ import annotations

import logging

import pytest
from django.urls import resolve

from access import matrix, sent, stage

pytestmark = pytest.mark.django_db
METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")


@pytest.fixture(autouse=True)
def _quiet(monkeypatch):
    """Thousands of refusals are meant here."""
    monkeypatch.setattr(logging.getLogger("django.request"), "disabled", True)


def test_every_route_is_in_the_matrix_and_every_row_is_a_route(world):
    named = {matrix.route_of(world.address(row.address)) for row in matrix.rows()}
    assert sorted(matrix.routes() - named) == []
    assert sorted(named - matrix.routes()) == []


def test_no_row_stands_twice():
    told = [(row.method, row.address) for row in matrix.rows()]
    assert sorted({each for each in told if told.count(each) > 1}) == []


@pytest.mark.parametrize("role", matrix.ROLES)
def test_every_cell_is_the_answer(world, role):
    wrong = {}
    for row in matrix.rows():
        with stage.undone():
            answer = matrix.told(sent.ask(world.client(role), row.method, row.address, world))
        if answer != row.answers[role]:
            wrong[f"{row.method} {row.address}"] = f"{answer}, written {row.answers[role]}"
    assert wrong == {}


@pytest.mark.parametrize("role", ["visitor", "steward"])
def test_no_other_method_does_anything(world, role):
    written = {(row.method, row.address) for row in matrix.rows()}
    answered = {}
    for address in sorted({address for _method, address in written}):
        for method in METHODS:
            if (method, address) not in written:
                with stage.undone():
                    status = sent.ask(world.client(role), method, address, world).status_code
                if status not in (404, 405):
                    answered[f"{method} {address}"] = status
    assert answered == {}


def test_a_missing_route_and_a_wrong_row_are_seen(world, monkeypatch, tmp_path):
    page = matrix.PAGE.read_text()
    rules = "| `GET /rules/` | 200 |\n"
    assert rules in page
    (tmp_path / "access.md").write_text(page.replace(rules, ""))
    monkeypatch.setattr(matrix, "PAGE", tmp_path / "access.md")
    named = {matrix.route_of(world.address(row.address)) for row in matrix.rows()}
    assert matrix.routes() - named == {matrix.route_of("/rules/")}
    assert resolve("/rules/").url_name == "rules"
