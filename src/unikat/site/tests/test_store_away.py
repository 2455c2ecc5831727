"""While the store of files does not answer, nothing typed is lost."""

import socket

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from unikat.journey.parts.actions import add_part


@pytest.fixture
def _away(settings, monkeypatch):
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "only-for-tests")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        settings.S3_ENDPOINT = f"http://127.0.0.1:{probe.getsockname()[1]}"
    settings.BLOBS = "s3://unikat/files"


@pytest.mark.usefixtures("_away")
def test_a_form_with_a_file_comes_back_as_it_was_typed(feldhase, cast, client_of):
    part = add_part(actor=cast["mei"], project=feldhase, number="FH-320", name=("Tür", ""))
    drawing = SimpleUploadedFile("d.svg", b"<svg xmlns='http://www.w3.org/2000/svg'><path d='M0 0h9'/></svg>")
    form = {"note_de": "Leichter geworden.", "mass": "412", "files": drawing}
    answer = client_of(cast["mei"]).post(f"{part.get_absolute_url()}revise/", form)
    html = answer.content.decode()
    assert (answer.status_code, html.count("Leichter geworden."), html.count('value="412"')) == (422, 1, 1)
    assert html.count("Dateien sind gerade nicht zu erreichen.") == 1
    assert part.revisions.count() == 0
