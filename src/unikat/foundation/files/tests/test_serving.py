"""Serving: only past the permission check, never as a page of ours, in parts if asked."""

import pytest
from asgiref.sync import async_to_sync

from unikat.foundation.files import actions
from unikat.foundation.files.models import Blob
from unikat.foundation.files.storing import store
from unikat.foundation.files.views import disposition
from unikat.foundation.ledger.models import Visibility


def body(answer):
    return b"".join(answer.streaming_content) if answer.streaming else answer.content


@pytest.fixture
def pdf(keep, samples):
    return keep(samples.pdf, "Prüf bericht.pdf")


def test_a_download_with_all_its_guards(pdf, samples, client_of):
    answer = client_of().get(pdf.url)
    assert (answer.status_code, body(answer)) == (200, samples.pdf)
    headers = {name: answer[name] for name in answer.headers if name not in ("Vary", "Content-Language")}
    assert headers == {
        "Content-Encoding": "identity",
        "Content-Type": "application/pdf",
        "Content-Length": str(len(samples.pdf)),
        "Content-Disposition": "attachment; filename=\"Pr_f_bericht.pdf\"; filename*=UTF-8''Pr%C3%BCf%20bericht.pdf",
        "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; sandbox",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Referrer-Policy": "same-origin",
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
        "ETag": f'"{pdf.blob_id}"',
        "Accept-Ranges": "bytes",
        "Cache-Control": "public, max-age=600",
    }


@pytest.mark.parametrize("name", ['a\r\nSet-Cookie: a=b".pdf', "a\u2028b.pdf", '";x="y.pdf', "../x.pdf"])
def test_no_name_ends_the_header(name):
    told = disposition("pdf", name)
    assert not set(told) & set("\r\n\\\u2028")
    assert told.count('"') == 2


def test_pictures_and_drawings_show_in_the_page_papers_do_not(keep, samples, client_of):
    kinds = [
        client_of().get(keep(content, name).url)["Content-Disposition"].split(";")[0]
        for content, name in (
            (samples.svg, "a.svg"),
            (samples.png, "a.png"),
            (samples.stl, "a.stl"),
            (samples.pdf, "a.pdf"),
        )
    ]
    assert kinds == ["inline", "inline", "attachment", "attachment"]


def test_strangers_get_nothing_of_what_is_private(pdf, feldhase, cast, client_of):
    feldhase.is_public = False
    feldhase.save()
    found = {
        who: client_of(who and cast[who]).get(pdf.url).status_code for who in (None, "ida", "mei", "oskar")
    }
    assert found == {None: 404, "ida": 404, "mei": 200, "oskar": 200}
    assert client_of(cast["oskar"]).get(pdf.url)["Cache-Control"] == "private, max-age=600"


def test_narrowed_and_unattached_files(keep, samples, cast, client_of):
    files = [
        keep(samples.pdf, "team.pdf", "ida", visibility=Visibility.TEAM),
        keep(samples.pdf, "own.pdf", "ida", visibility=Visibility.PRIVATE),
        keep(samples.pdf, "draft.pdf", "ida", about=None),
    ]
    found = {
        who: [client_of(who and cast[who]).get(file.url).status_code for file in files]
        for who in (None, "lena", "mei", "ida")
    }
    assert found == {None: [404] * 3, "lena": [404] * 3, "mei": [200, 404, 404], "ida": [200] * 3}


def test_other_numbers_names_and_roles_lead_nowhere(keep, pdf, samples, client_of):
    model = keep(samples.stl, "a.stl")
    actions.make_shape(model.blob_id)
    visitor = client_of()
    shape = f"/files/{model.pk}/shape"
    paths = [f"{shape}/model/", f"{shape}/paper/", f"{shape}/source/", f"{shape}/__class__/",
             f"/files/{pdf.pk}/shape/model/", f"/files/{pdf.pk}/other.pdf", "/files/99999/a.pdf",
             f"/files/{pdf.pk}/..%2f..%2funikat.sqlite3"]  # fmt: skip
    assert [visitor.get(path).status_code for path in paths] == [200, 200, 404, 404, 404, 404, 404, 404]
    assert visitor.post(pdf.url).status_code == 405


def test_an_unchanged_file_is_not_sent_again(pdf, client_of):
    tag = f'"{pdf.blob_id}"'
    known = [
        client_of().get(pdf.url, headers={"if-none-match": value}) for value in (tag, f'"x", W/{tag}', '"x"')
    ]
    assert [(answer.status_code, len(body(answer))) for answer in known] == [(304, 0), (304, 0), (200, 15)]


@pytest.mark.parametrize(
    ("asked", "status", "got"),
    [
        ("bytes=1-3", 206, b"PDF"),
        ("bytes=10-", 206, b"%EOF\n"),
        ("bytes=-5", 206, b"%EOF\n"),
        ("bytes=10-9999", 206, b"%EOF\n"),
        ("bytes=15-", 416, b""),
        ("bytes=-0", 416, b""),
        ("bytes=5-2", 416, b""),
        ("bytes=-", 200, b"%PDF-1.7\n%%EOF\n"),
        ("lines=1-2", 200, b"%PDF-1.7\n%%EOF\n"),
        ("bytes=0-1,3-4", 200, b"%PDF-1.7\n%%EOF\n"),
        (f"bytes={'9' * 5000}-", 200, b"%PDF-1.7\n%%EOF\n"),
    ],
)
def test_parts_of_a_file(pdf, client_of, asked, status, got):
    answer = client_of().get(pdf.url, headers={"range": asked, "accept-encoding": "gzip"})
    assert (answer.status_code, body(answer)) == (status, got)


def test_a_part_comes_as_counted_and_only_of_the_same_content(pdf, client_of):
    asked = {"range": "bytes=1-3", "accept-encoding": "gzip", "if-range": f'"{pdf.blob_id}"'}
    answer = client_of().get(pdf.url, headers=asked)
    told = answer["Content-Range"], answer["Content-Length"], answer["Content-Encoding"], body(answer)
    assert told == ("bytes 1-3/15", "3", "identity", b"PDF")
    assert client_of().get(pdf.url, headers={**asked, "if-range": '"old"'}).status_code == 200


def test_a_missing_content_is_not_found(pdf, client_of):
    store()._place(pdf.blob_id).unlink()
    assert client_of().get(pdf.url).status_code == 404


@pytest.mark.django_db(transaction=True)
def test_served_by_an_asynchronous_server_too(pdf, async_client):
    pdf.name = "report.pdf"
    pdf.save()

    async def served():
        answer = await async_client.get(pdf.url)
        return b"".join([piece async for piece in answer.streaming_content])

    assert async_to_sync(served)() == b"%PDF-1.7\n%%EOF\n"


def test_a_file_arrives_as_it_is_counted_whatever_the_browser_can_unpack(pdf, client_of, cast):
    answer = client_of(cast["ida"]).get(pdf.url, headers={"Accept-Encoding": "gzip, br"})
    told = (answer["Content-Encoding"], answer["Content-Length"], b"".join(answer.streaming_content))
    assert told == ("identity", str(pdf.blob.size), b"%PDF-1.7\n%%EOF\n")


def test_an_archive_that_the_house_made_is_a_download(pdf, client_of):
    Blob.objects.update(kind="zip")
    answer = client_of().get(pdf.url)
    assert (answer["Content-Type"], answer["Content-Disposition"][:10]) == ("application/zip", "attachment")
