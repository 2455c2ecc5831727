"""Where contents lie: a local folder by default, S3 by setting. Both know a content by its SHA-256 only."""

from __future__ import annotations

import base64
import os
import shutil
import tempfile
from functools import lru_cache
from pathlib import Path
from typing import Any, BinaryIO, Protocol
from urllib.parse import urlsplit

from django.conf import settings


class Store(Protocol):
    """Keeps contents by hash."""

    def put(self, digest: str, source: Path) -> None:
        """Keep the content of a file; keeping it twice is one content."""

    def open(self, digest: str) -> BinaryIO:
        """Read a content from its beginning; FileNotFoundError if it is not there."""

    def has(self, digest: str) -> bool:
        """The content is there."""

    def free_bytes(self) -> int | None:
        """Room left, if the store knows."""


class LocalStore:
    """A folder, two letters deep; a content appears whole or not at all."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def _place(self, digest: str) -> Path:
        return self.folder / digest[:2] / digest

    def put(self, digest: str, source: Path) -> None:
        """Copy beside the place, sync, and move into it in one step."""
        place = self._place(digest)
        if place.exists():
            return
        place.parent.mkdir(parents=True, exist_ok=True)
        half = place.with_name(f".{digest}.{os.getpid()}.{os.urandom(4).hex()}")
        with half.open("wb") as target, source.open("rb") as content:
            shutil.copyfileobj(content, target, 1 << 20)
            target.flush()
            os.fsync(target.fileno())
        half.replace(place)

    def open(self, digest: str) -> BinaryIO:
        """Read a content."""
        return self._place(digest).open("rb")

    def has(self, digest: str) -> bool:
        """The content is there."""
        return self._place(digest).exists()

    def free_bytes(self) -> int | None:
        """Room on the disk of the folder."""
        self.folder.mkdir(parents=True, exist_ok=True)
        return shutil.disk_usage(self.folder).free


class S3Store:
    """A bucket (`s3://bucket/prefix`); boto3 is asked for only where this is set."""

    def __init__(self, address: str) -> None:
        import boto3  # type: ignore[import-not-found]  # an optional extra

        parts = urlsplit(address)
        self.bucket, self.prefix = parts.netloc, parts.path.strip("/")
        self.client: Any = boto3.client("s3", endpoint_url=os.environ.get("UNIKAT_S3_ENDPOINT") or None)

    def _key(self, digest: str) -> str:
        return f"{self.prefix}/{digest[:2]}/{digest}".lstrip("/")

    def put(self, digest: str, source: Path) -> None:
        """Upload with the checksum, so that the store refuses a damaged content."""
        if self.has(digest):
            return
        with source.open("rb") as content:
            checksum = base64.b64encode(bytes.fromhex(digest)).decode()
            self.client.put_object(
                Bucket=self.bucket, Key=self._key(digest), Body=content, ChecksumSHA256=checksum
            )

    def open(self, digest: str) -> BinaryIO:
        """Read a content through a temporary file, so that it can be read from any place."""
        if not self.has(digest):
            raise FileNotFoundError(digest)
        target = tempfile.TemporaryFile()  # noqa: SIM115 - whoever asked closes it
        self.client.download_fileobj(self.bucket, self._key(digest), target)
        target.seek(0)
        return target

    def has(self, digest: str) -> bool:
        """The content is there."""
        found = self.client.list_objects_v2(Bucket=self.bucket, Prefix=self._key(digest), MaxKeys=1)
        return bool(found.get("KeyCount"))

    def free_bytes(self) -> int | None:
        """A bucket does not say."""
        return None


@lru_cache(maxsize=4)
def _store_at(address: str) -> Store:
    return S3Store(address) if address.startswith("s3://") else LocalStore(Path(address))


def store() -> Store:
    """The store of this server."""
    return _store_at(str(settings.BLOBS))
