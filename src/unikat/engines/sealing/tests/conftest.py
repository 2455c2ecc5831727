"""One small car book, sealed with the first key of RFC 8032, for all tests of this engine."""

import io
import zipfile
from types import SimpleNamespace

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from unikat.engines.sealing import PageTexts, SealedPerson, write_archive

SEED = bytes.fromhex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60")
KEY = Ed25519PrivateKey.from_private_bytes(SEED)
IDA = SealedPerson("Ida Çelik", "00112233445566778899aabbccddeeff")
LENA = SealedPerson("Lena", "ffeeddccbbaa99887766554433221100")
EVENTS = [
    {"kind": "sign-off", "step": "4.12", "torque_mNm": [24000, 24500, 23500, 24500], "by": IDA.key},
    {"kind": "photo", "file": "photos/hinge.jpg", "by": LENA.key, "note": "Türen gehen auf \U0001f600"},
    {"kind": "accepted", "ok": True, "remarks": None, "nested": {"\ufb33": 1, "\U0001f600": 2, "é": 3}},
]
FILES = {
    "photos/hinge.jpg": b"\xff\xd8 a face \xff\xd9",
    "plate.svg": b"<svg xmlns='http://www.w3.org/2000/svg'/>",
}
TEXTS = PageTexts("Das Autobuch von N° 02.", "The car book of N° 02.")


def sealed(**changes) -> bytes:
    facts = {
        "title": "Feldhase N° 02",
        "created": "2027-05-16T13:40:00Z",
        "events": EVENTS,
        "files": FILES,
        "key": KEY,
        "texts": TEXTS,
        "people": (IDA, LENA),
        "removable": ("photos/hinge.jpg",),
    }
    target = io.BytesIO()
    write_archive(target, **{**facts, **changes})
    return target.getvalue()


def contents(archive: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(archive)) as opened:
        return {name: opened.read(name) for name in opened.namelist()}


def packed(files: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> io.BytesIO:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", method) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    target.seek(0)
    return target


@pytest.fixture(scope="session")
def book() -> bytes:
    return sealed()


@pytest.fixture
def unpacked(book) -> dict[str, bytes]:
    return contents(book)


@pytest.fixture(scope="session")
def tools() -> SimpleNamespace:
    return SimpleNamespace(sealed=sealed, contents=contents, packed=packed, key=KEY, ida=IDA, lena=LENA)
