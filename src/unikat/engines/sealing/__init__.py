"""Hash chains, signatures and proofs that last for years."""

from .archive import OPENSSL, ArchiveRefused, PageTexts, write_archive
from .canonical import NotCanonical, canonical_json, read_canonical
from .chain import BrokenChain, Link, chain, chained, follow, head_of
from .keys import KeyRefused, fingerprint, generate_key, load_key, public_pem, sign, store_key
from .manifest import FileSeal, Manifest, NoManifest, is_safe_name
from .people import SealedPerson, names_file, new_salt
from .unpacking import Limits, Problem
from .verify import Verdict, verify_archive

__all__ = [
    "OPENSSL",
    "ArchiveRefused",
    "BrokenChain",
    "FileSeal",
    "KeyRefused",
    "Limits",
    "Link",
    "Manifest",
    "NoManifest",
    "NotCanonical",
    "PageTexts",
    "Problem",
    "SealedPerson",
    "Verdict",
    "canonical_json",
    "chain",
    "chained",
    "fingerprint",
    "follow",
    "generate_key",
    "head_of",
    "is_safe_name",
    "load_key",
    "names_file",
    "new_salt",
    "public_pem",
    "read_canonical",
    "sign",
    "store_key",
    "verify_archive",
    "write_archive",
]
