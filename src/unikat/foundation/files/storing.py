"""Where contents lie: a local folder by default, S3 by setting. Both know a content by its SHA-256 only."""

from __future__ import annotations

import base64
import logging
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from io import BufferedReader, RawIOBase
from pathlib import Path
from typing import Any, BinaryIO, Protocol
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext as _

from unikat.foundation.ledger.refusal import Refused

log = logging.getLogger("unikat.files")
PIECE = 1 << 16


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


class StoreAway(Refused):
    """The place where contents are kept does not answer just now (shown as 503)."""

    status = 503

    def __init__(self) -> None:
        super().__init__(
            _("Files are out of reach just now. Everything else works; try again in a few minutes.")
        )


class S3Store:
    """A bucket (`s3://bucket/prefix`); boto3 is asked for only where this is set.

    A bucket that does not answer is given up soon, so that no page waits for it, and told as `StoreAway`.
    """

    def __init__(self, address: str, endpoint: str = "") -> None:
        try:
            import boto3
            from botocore.config import Config
        except ModuleNotFoundError as error:
            said = "UNIKAT_BLOBS names an S3 store; install what it needs: pip install unikat[s3]"
            raise ImproperlyConfigured(said) from error
        parts = urlsplit(address)
        self.bucket, self.prefix = parts.netloc, parts.path.strip("/")
        # Stores of one's own know buckets by path, and not every newer checksum.
        style = "path" if endpoint else "auto"
        patience = Config(
            connect_timeout=3,
            read_timeout=20,
            retries={"mode": "standard", "total_max_attempts": 2},
            s3={"addressing_style": style},
            request_checksum_calculation="when_required",
            response_checksum_validation="when_required",
        )
        self.client: Any = boto3.client("s3", endpoint_url=endpoint or None, config=patience)

    def _place(self, digest: str) -> dict[str, str]:
        return {"Bucket": self.bucket, "Key": f"{self.prefix}/{digest[:2]}/{digest}".lstrip("/")}

    def put(self, digest: str, source: Path) -> None:
        """Upload with the checksum, so that the store refuses a damaged content."""
        if self.has(digest):
            return
        checksum = base64.b64encode(bytes.fromhex(digest)).decode()
        with source.open("rb") as content, _asking():
            self.client.put_object(**self._place(digest), Body=content, ChecksumSHA256=checksum)

    def open(self, digest: str) -> BinaryIO:
        """Read a content as it comes, from any place on."""
        size = self._size(digest)
        if size is None:
            raise FileNotFoundError(digest)

        def ask(first: int) -> Any:
            return self.client.get_object(**self._place(digest), Range=f"bytes={first}-")["Body"]

        return BufferedReader(_Remote(ask, size), PIECE)

    def has(self, digest: str) -> bool:
        """The content is there."""
        return self._size(digest) is not None

    def _size(self, digest: str) -> int | None:
        from botocore.exceptions import ClientError

        with _asking():
            try:
                return int(self.client.head_object(**self._place(digest))["ContentLength"])
            except ClientError as error:
                if error.response["ResponseMetadata"]["HTTPStatusCode"] == 404:
                    return None
                raise

    def free_bytes(self) -> int | None:
        """A bucket does not say."""
        return None


class _Remote(RawIOBase):
    """A content in a bucket: `ask` opens it at a byte, once for each place that is read from."""

    def __init__(self, ask: Callable[[int], Any], size: int) -> None:
        self.ask, self.size, self.at = ask, size, 0
        self.body: Any = None

    def readable(self) -> bool:
        """Yes."""
        return True

    def seekable(self) -> bool:
        """Yes: another place is asked for anew."""
        return True

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        """Go to a byte; nothing is asked for before it is read."""
        place = offset + {os.SEEK_SET: 0, os.SEEK_CUR: self.at, os.SEEK_END: self.size}[whence]
        if place != self.at:
            self._leave()
        self.at = place
        return place

    def readinto(self, target: Any) -> int:
        """The next bytes, none at the end."""
        if self.at >= self.size:
            return 0
        with _asking():
            if self.body is None:
                self.body = self.ask(self.at)
            piece = self.body.read(len(target))
        target[: len(piece)] = piece
        self.at += len(piece)
        return len(piece)

    def close(self) -> None:
        """Let the connection go."""
        self._leave()
        super().close()

    def _leave(self) -> None:
        if self.body is not None:
            self.body.close()
        self.body = None


@contextmanager
def _asking() -> Iterator[None]:
    """Whatever goes wrong between us and the bucket is one thing for people, and one line for the operator."""
    from botocore.exceptions import BotoCoreError, ClientError

    try:
        yield
    except (BotoCoreError, ClientError) as error:
        log.error("the store of files does not do its work: %s", error)
        raise StoreAway from error


@lru_cache(maxsize=4)
def _store_at(address: str, endpoint: str) -> Store:
    return S3Store(address, endpoint) if address.startswith("s3://") else LocalStore(Path(address))


def store() -> Store:
    """The store of this server; ImproperlyConfigured where its library is missing."""
    return _store_at(str(settings.BLOBS), settings.S3_ENDPOINT)
