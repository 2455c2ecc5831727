"""The throw-away PostgreSQL server works while it is needed and is gone afterwards."""

import os
import re
import socket

import psycopg
import pytest

from unikat.cli import postgres


@pytest.fixture(autouse=True)
def _a_server_is_here() -> None:
    """Elsewhere `./unikat test --database postgresql` installs one, or says what to type."""
    if postgres._find_programs() is None:
        if os.environ.get("CI") == "true":
            pytest.fail("PostgreSQL must be installed in CI")
        pytest.skip("PostgreSQL is not installed")


@pytest.mark.slow
def test_the_server_answers_and_is_gone_even_after_an_error() -> None:
    with pytest.raises(ZeroDivisionError), postgres.throw_away_server() as address:  # noqa: PT012
        with psycopg.connect(address) as connection:
            answer = connection.execute("select current_user, current_setting('listen_addresses')").fetchone()
        assert answer == ("unikat", "127.0.0.1")
        raise ZeroDivisionError
    port = int(re.search(r":(\d+)/", address).group(1))
    with socket.socket() as probe:
        assert probe.connect_ex(("127.0.0.1", port)) != 0
