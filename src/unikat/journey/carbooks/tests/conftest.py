"""Ida's finished car."""

import pytest

from unikat.journey.builds.actions import finish_build
from unikat.journey.builds.tests.conftest import build, guide, place, signed_build  # noqa: F401 - fixtures
from unikat.journey.cars.models import Car
from unikat.journey.cars.tests.conftest import car, offer  # noqa: F401 - fixtures


@pytest.fixture(autouse=True)
def _own_places(settings, tmp_path):
    settings.KEYS, settings.BLOBS = tmp_path / "keys", str(tmp_path / "blobs")


@pytest.fixture
def built(signed_build, cast):  # noqa: F811
    """The car as it stands."""
    finish_build(actor=cast["ida"], build=signed_build)
    return Car.objects.select_related("project", "owner", "edition").get()


@pytest.fixture
def archive_of(tmp_path):
    """The archive of a book, as somebody downloaded it."""
    from unikat.foundation.files.storing import store

    def download(book):
        path = tmp_path / book.archive.name
        with store().open(book.archive.blob_id) as content:
            path.write_bytes(content.read())
        return path

    return download
