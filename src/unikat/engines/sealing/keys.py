"""Ed25519 keys that seal archives: made once, kept in a file of their own that only its owner may read.

A sealing key is never the web server's secret key: what is sealed must stay checkable when that one is
changed, and nobody who learns that one may seal.
"""

import hashlib
import os
import stat
from pathlib import Path

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
    load_pem_public_key,
)


class KeyRefused(ValueError):
    """The file is no sealing key, or others may read it; the message says what to do."""


def generate_key() -> Ed25519PrivateKey:
    """A new sealing key."""
    return Ed25519PrivateKey.generate()


def store_key(key: Ed25519PrivateKey, path: Path) -> None:
    """Write the key to a new file that only its owner may read; raises `KeyRefused` if the file exists."""
    pem = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError as error:
        raise KeyRefused(f"{path} exists already; a sealing key is never overwritten") from error
    with os.fdopen(handle, "wb") as file:
        file.write(pem)


def load_key(path: Path) -> Ed25519PrivateKey:
    """The sealing key in `path`; raises `KeyRefused` if it is none or if others may read it."""
    try:
        with path.open("rb") as file:
            mode = stat.S_IMODE(os.fstat(file.fileno()).st_mode)
            pem = file.read(10_000)
    except OSError as error:
        raise KeyRefused(f"{path} cannot be read: {error.strerror}") from error
    if mode & 0o077:
        raise KeyRefused(f"{path} may be read by others (mode {mode:04o}); set it to 0600")
    try:
        key = load_pem_private_key(pem, password=None)
    except (ValueError, TypeError, UnsupportedAlgorithm) as error:
        raise KeyRefused(f"{path} holds no readable private key") from error
    if not isinstance(key, Ed25519PrivateKey):
        raise KeyRefused(f"{path} holds a key of another kind than Ed25519")
    return key


def sign(manifest: bytes, key: Ed25519PrivateKey) -> bytes:
    """The signature over exactly these bytes, 64 bytes long; the same bytes and key always give the same."""
    return key.sign(manifest)


def public_pem(key: Ed25519PrivateKey) -> bytes:
    """The public half of the key, in the form OpenSSL reads."""
    return key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)


def read_public_pem(pem: bytes) -> Ed25519PublicKey:
    """The public key in `pem`; raises `KeyRefused` if it is none or written in an unusual way."""
    try:
        key = load_pem_public_key(pem)
    except (ValueError, UnsupportedAlgorithm) as error:
        raise KeyRefused("not a readable public key") from error
    if not isinstance(key, Ed25519PublicKey):
        raise KeyRefused("a key of another kind than Ed25519")
    if key.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo) != pem:
        raise KeyRefused("more in the file than the public key")
    return key


def fingerprint(key: Ed25519PublicKey) -> str:
    """SHA-256 of the public key (DER, SubjectPublicKeyInfo) as 64 hex digits: what an owner publishes."""
    return hashlib.sha256(key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)).hexdigest()
