"""A store of its own for each test, and files to put in."""

import io
from types import SimpleNamespace

import pytest
from django.core.files.base import ContentFile
from PIL import Image

from unikat.engines.shaping.tests.solids import binary_stl, box_step, box_triangles
from unikat.foundation.files.actions import keep_file


@pytest.fixture(autouse=True)
def _own_store(settings, tmp_path):
    settings.BLOBS = str(tmp_path / "blobs")
    settings.READY_MADE = []


@pytest.fixture
def kept_on_disk(settings):
    """The names of all contents in the store."""
    from pathlib import Path

    return lambda: sorted(path.name for path in Path(settings.BLOBS).rglob("*") if path.is_file())


@pytest.fixture(scope="session")
def samples():
    """One harmless file of some kinds."""
    picture = io.BytesIO()
    image = Image.new("RGB", (1280, 960), (180, 30, 30))
    exif = Image.Exif()
    exif[0x010E] = "taken at home"
    image.save(picture, "PNG", exif=exif)
    return SimpleNamespace(
        step=box_step(),
        stl=binary_stl(box_triangles()),
        png=picture.getvalue(),
        pdf=b"%PDF-1.7\n%%EOF\n",
        svg=b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script><path d='M0 0h9'/></svg>",
    )


@pytest.fixture
def keep(cast, feldhase):
    """Keep a content about the Feldhase for somebody."""

    def keep(content, name, who="mei", **facts):
        facts = {"about": feldhase.thing, "project_id": feldhase.pk, **facts}
        return keep_file(actor=cast[who], upload=ContentFile(content), name=name, **facts)

    return keep
