"""A real server starts only as one: with a secret of its own, without the demo, its cookies over TLS only."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ASKED = (
    "import json; from django.conf import settings as s; s.DEBUG; "
    "print(json.dumps([s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE, s.SECURE_SSL_REDIRECT, s.DEBUG, s.DEMO, "
    "s.SESSION_COOKIE_HTTPONLY, s.SECURE_HSTS_SECONDS > 0]))"
)


def settings(root: Path, **environment: str) -> tuple[int, str]:
    """How the settings load with this environment: exit code and last line."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("UNIKAT_")}
    told = {"DJANGO_SETTINGS_MODULE": "unikat.conf.settings", "PYTHONPATH": str(root / "src")}
    done = subprocess.run(
        [sys.executable, "-c", ASKED], env={**kept, **told, **environment}, capture_output=True, text=True
    )
    return done.returncode, (done.stdout or done.stderr).strip().splitlines()[-1]


def test_a_real_server_keeps_its_cookies_to_tls(root):
    code, told = settings(root, UNIKAT_PRODUCTION="1", UNIKAT_SECRET_KEY="x" * 50)
    assert (code, told) == (0, "[true, true, true, false, false, true, true]")


def test_a_real_server_has_no_demo(root):
    code, told = settings(root, UNIKAT_PRODUCTION="1", UNIKAT_SECRET_KEY="x" * 50, UNIKAT_DEMO="1")
    assert code == 1
    assert told.endswith("The demo (UNIKAT_DEMO) cannot be switched on in production.")


def test_a_real_server_needs_a_secret(root):
    code, told = settings(root, UNIKAT_PRODUCTION="1")
    assert code == 1
    assert "UNIKAT_SECRET_KEY" in told
