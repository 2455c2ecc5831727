"""The database of a running Unikat: made, brought up to date, looked into."""

from __future__ import annotations

import hashlib
import os

import django
from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.db.utils import DatabaseError

from unikat.cli.problem import Problem


def load_settings(*, demo: bool | None = None) -> None:
    """Make Django ready with the settings that the environment names."""
    if demo is not None:
        os.environ["UNIKAT_DEMO"] = "1" if demo else "0"
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "unikat.conf.settings")
    try:
        django.setup()
    except ImproperlyConfigured as error:
        raise Problem(str(error)) from error


def migrate() -> None:
    """Make the tables, or bring them up to date."""
    try:
        call_command("migrate", interactive=False, verbosity=0)
    except DatabaseError as error:
        where = settings.DATABASES["default"]
        raise Problem(f"the database {where['NAME']} cannot be used: {str(error).strip()}") from error


def is_untouched() -> bool:
    """Whether nobody has an account yet, which is how a new database looks."""
    from unikat.foundation.people.models import Person

    return not Person.objects.exists()


def collect_static() -> None:
    """Gather styles, scripts and pictures under hashed names; skipped while none of them has changed."""
    stamp = settings.STATIC_ROOT / ".gathered"
    key = _static_key()
    if stamp.exists() and stamp.read_text() == key:
        return
    call_command("collectstatic", interactive=False, verbosity=0, clear=True)
    stamp.write_text(key)


def _static_key() -> str:
    digest = hashlib.sha256()
    for finder in get_finders():
        for name, storage in finder.list(ignore_patterns=[]):
            digest.update(f"{name} {storage.size(name)} {storage.get_modified_time(name)}\n".encode())
    return digest.hexdigest()
