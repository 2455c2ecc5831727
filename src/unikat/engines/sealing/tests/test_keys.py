"""Keys: the vector of RFC 8032, and files that must not hold a sealing key."""

import pytest
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1
from cryptography.hazmat.primitives.asymmetric.ec import generate_private_key as other_kind
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from unikat.engines.sealing import (
    KeyRefused,
    fingerprint,
    generate_key,
    load_key,
    public_pem,
    sign,
    store_key,
)


def test_the_signature_is_that_of_rfc_8032_section_7_1(tools):
    assert sign(b"", tools.key).hex() == (
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd"
        "25bf5f0595bbe24655141438e7a100b"
    )
    assert public_pem(tools.key) == (
        b"-----BEGIN PUBLIC KEY-----\n"
        b"MCowBQYDK2VwAyEA11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=\n"
        b"-----END PUBLIC KEY-----\n"
    )


def test_a_stored_key_is_private_never_overwritten_and_comes_back(tmp_path):
    key, path = generate_key(), tmp_path / "seal.pem"
    store_key(key, path)
    assert path.stat().st_mode & 0o777 == 0o600
    assert fingerprint(load_key(path).public_key()) == fingerprint(key.public_key())
    with pytest.raises(KeyRefused, match="never overwritten"):
        store_key(generate_key(), path)


def test_files_that_are_no_private_sealing_key_are_refused(tmp_path):
    path = tmp_path / "seal.pem"
    with pytest.raises(KeyRefused, match="cannot be read: No such file"):
        load_key(path)
    store_key(generate_key(), path)
    path.chmod(0o640)
    with pytest.raises(KeyRefused, match=r"may be read by others \(mode 0640\); set it to 0600"):
        load_key(path)
    path.write_bytes(b"django-insecure-secret")
    path.chmod(0o600)
    with pytest.raises(KeyRefused, match="no readable private key"):
        load_key(path)
    path.write_bytes(other_kind(SECP256R1()).private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    with pytest.raises(KeyRefused, match="another kind than Ed25519"):
        load_key(path)
