"""Files in an S3 store, against a server on loopback that speaks S3."""

import base64
import hashlib
import io
import socket
import sys
import time

import boto3
import pytest
from django.core.exceptions import ImproperlyConfigured
from moto.server import ThreadedMotoServer

from unikat.foundation.files import actions
from unikat.foundation.files.actions.shapes import keep_blob
from unikat.foundation.files.models import Blob, StoredFile
from unikat.foundation.files.storing import S3Store, StoreAway, _store_at, store
from unikat.foundation.ledger.refusal import Refused


class Careful:
    """Looks at the checksum of what arrives, as Amazon's S3 does and the server of the tests does not."""

    def __init__(self, app):
        self.app = app

    def __call__(self, environ, start_response):
        told = environ.get("HTTP_X_AMZ_CHECKSUM_SHA256")
        if told:
            body = environ["wsgi.input"].read(int(environ["CONTENT_LENGTH"]))
            environ["wsgi.input"] = io.BytesIO(body)
            if base64.b64encode(hashlib.sha256(body).digest()).decode() != told:
                start_response("400 Bad Request", [("Content-Type", "application/xml")])
                return [b"<Error><Code>BadDigest</Code></Error>"]
        return self.app(environ, start_response)


@pytest.fixture(scope="module")
def server():
    """The address of the store."""
    running = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    running.start()
    running._server.app = Careful(running._server.app)
    host, port = running.get_host_and_port()
    yield f"http://{host}:{port}"
    running.stop()


@pytest.fixture
def bucket(server, settings, monkeypatch):
    """A bucket of its own that the settings name; gives a client to look into it."""
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "only-for-tests")
    monkeypatch.setenv("AWS_DEFAULT_REGION", "us-east-1")
    _store_at.cache_clear()
    settings.BLOBS, settings.S3_ENDPOINT = "s3://unikat/files", server
    client = boto3.client("s3", endpoint_url=server)
    client.create_bucket(Bucket="unikat")
    yield client
    for one in client.list_objects_v2(Bucket="unikat").get("Contents", ()):
        client.delete_object(Bucket="unikat", Key=one["Key"])
    client.delete_bucket(Bucket="unikat")
    _store_at.cache_clear()


@pytest.fixture
def away(bucket, settings):
    """The store does not answer any more."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        settings.S3_ENDPOINT = f"http://127.0.0.1:{probe.getsockname()[1]}"


def keys(client):
    return [one["Key"] for one in client.list_objects_v2(Bucket="unikat").get("Contents", ())]


def source(tmp_path, content):
    path = tmp_path / "source"
    path.write_bytes(content)
    return path, hashlib.sha256(content).hexdigest()


def test_a_content_is_kept_once_under_its_hash(bucket, tmp_path):
    path, digest = source(tmp_path, b"content")
    assert (type(store()), store().has(digest), store().free_bytes()) == (S3Store, False, None)
    store().put(digest, path)
    first = bucket.head_object(Bucket="unikat", Key=f"files/{digest[:2]}/{digest}")["LastModified"]
    store().put(digest, path)
    assert (store().has(digest), keys(bucket)) == (True, [f"files/{digest[:2]}/{digest}"])
    assert bucket.head_object(Bucket="unikat", Key=keys(bucket)[0])["LastModified"] == first
    with store().open(digest) as content:
        assert content.read() == b"content"
    with pytest.raises(FileNotFoundError):
        store().open("0" * 64)


def test_a_content_is_read_from_any_place(bucket, tmp_path):
    whole = bytes(range(256)) * 1200
    path, digest = source(tmp_path, whole)
    store().put(digest, path)
    with store().open(digest) as content:
        assert (content.seek(300_000), content.read(10)) == (300_000, whole[300_000:300_010])
        assert (content.seek(5), content.read(3), content.tell()) == (5, whole[5:8], 8)
        assert (content.seek(-4, 2), content.read()) == (len(whole) - 4, whole[-4:])
        assert (content.seek(0, 2), content.read()) == (len(whole), b"")
    path, digest = source(tmp_path, b"")
    store().put(digest, path)
    assert store().open(digest).read() == b""


def test_damaged_bytes_are_refused_by_the_store(bucket, tmp_path):
    path, _digest = source(tmp_path, b"damaged on the way")
    with pytest.raises(StoreAway):
        store().put(hashlib.sha256(b"as it was").hexdigest(), path)
    assert keys(bucket) == []


def test_uploads_of_one_content_are_one_object(bucket, keep, samples):
    first, second = keep(samples.pdf, "a.pdf"), keep(samples.pdf, "b.pdf", who="lena")
    assert first.blob_id == second.blob_id
    assert keys(bucket) == [f"files/{first.blob_id[:2]}/{first.blob_id}"]


def test_files_are_served_whole_and_in_ranges(bucket, keep, samples, client_of):
    body = samples.pdf + b"x" * 100_000
    kept = keep(body, "plan.pdf")
    whole = client_of().get(kept.url)
    assert (whole.status_code, b"".join(whole.streaming_content)) == (200, body)
    part = client_of().get(kept.url, headers={"Range": "bytes=90000-90009"})
    assert (part.status_code, part["Content-Range"]) == (206, f"bytes 90000-90009/{len(body)}")
    assert b"".join(part.streaming_content) == body[90_000:90_010]


def test_what_is_gone_from_the_bucket_is_a_404_and_found_at_night(bucket, keep, samples, client_of):
    kept = keep(samples.pdf, "plan.pdf")
    actions.scrub()
    bucket.delete_object(Bucket="unikat", Key=keys(bucket)[0])
    assert client_of().get(kept.url).status_code == 404
    with pytest.raises(actions.Damaged):
        actions.scrub()


def test_wrong_bytes_in_the_bucket_are_found_at_night(bucket, keep, samples):
    keep(samples.pdf, "plan.pdf")
    bucket.put_object(Bucket="unikat", Key=keys(bucket)[0], Body=b"something else")
    with pytest.raises(actions.Damaged):
        actions.scrub()


def test_a_picture_is_shaped_out_of_the_bucket(bucket, keep, samples):
    kept = keep(samples.png, "photo.png")
    actions.make_shape(kept.blob_id)
    kept = StoredFile.objects.get()
    assert (kept.state, len(keys(bucket))) == ("ready", 2)


def test_while_the_store_is_away_files_say_so_and_pages_work(bucket, keep, samples, client_of, request):
    kept = keep(samples.pdf, "plan.pdf")
    request.getfixturevalue("away")
    began = time.monotonic()
    answer = client_of().get(kept.url)
    assert time.monotonic() - began < 10
    sentence = "Dateien sind gerade nicht zu erreichen."
    assert (answer.status_code, answer.content.decode().count(sentence)) == (503, 1)
    assert [client_of().get(page).status_code for page in ("/p/feldhase/", "/p/feldhase/parts/")] == [
        200,
        200,
    ]


def test_while_the_store_is_away_an_upload_is_refused_and_leaves_nothing(away, keep, samples, tmp_path):
    with pytest.raises(Refused) as refused:
        keep(samples.pdf, "plan.pdf")
    assert (refused.value.status, StoredFile.objects.count(), Blob.objects.count()) == (503, 0, 0)
    path, digest = source(tmp_path, b"content")
    with pytest.raises(StoreAway):
        store().put(digest, path)


def test_without_its_extra_the_server_says_what_to_install(settings, monkeypatch):
    monkeypatch.setitem(sys.modules, "boto3", None)
    _store_at.cache_clear()
    settings.BLOBS = "s3://unikat/files"
    with pytest.raises(ImproperlyConfigured, match=r"pip install unikat\[s3\]"):
        store()
    _store_at.cache_clear()


def test_keeping_writes_the_row_after_the_bytes(bucket, tmp_path, db):
    path, digest = source(tmp_path, b"%PDF-1.7\n")
    assert keep_blob(path, "pdf").sha256 == digest
    assert keys(bucket) == [f"files/{digest[:2]}/{digest}"]
