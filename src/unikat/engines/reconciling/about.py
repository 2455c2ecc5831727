"""What a folder says about the whole: its name, a sentence for strangers, its licence."""

import re
from dataclasses import dataclass
from pathlib import Path

from unikat.engines.reconciling.columns import Language

MOST_LETTERS = 200_000
PROMISE = 280
#: What the texts of licences say about themselves; the first that is found holds.
LICENCES = (
    (r"TAPR Open Hardware License\s+Version 1\.0", "TAPR-OHL-1.0"),
    (r"CERN Open Hardware Licence Version 2 - Strongly Reciprocal", "CERN-OHL-S-2.0"),
    (r"CERN Open Hardware Licence Version 2 - Weakly Reciprocal", "CERN-OHL-W-2.0"),
    (r"CERN Open Hardware Licence Version 2 - Permissive", "CERN-OHL-P-2.0"),
    (r"CERN (?:OHL|Open Hardware Licence) v(?:ersion )?1\.2", "CERN-OHL-1.2"),
    (r"Solderpad Hardware Licen[cs]e v(?:ersion )?2\.1", "SHL-2.1"),
    (r"Attribution-ShareAlike 4\.0 International", "CC-BY-SA-4.0"),
    (r"Attribution 4\.0 International", "CC-BY-4.0"),
    (r"CC0 1\.0 Universal", "CC0-1.0"),
    (r"GNU GENERAL PUBLIC LICENSE\s+Version 3", "GPL-3.0-only"),
    (r"Apache License\s+Version 2\.0", "Apache-2.0"),
    (r"^MIT License", "MIT"),
)
_GERMAN = frozenset(("der", "die", "das", "und", "ist", "ein", "eine", "für", "mit", "von", "nicht"))
_ENGLISH = frozenset(("the", "and", "is", "a", "an", "for", "with", "of", "not", "that", "to"))


@dataclass(frozen=True)
class About:
    """Name, title and promise as the folder's own README has them; the licence as its text says, or empty.

    The name is what stands before a dash or colon of the title, if that is short enough to be called.
    """

    name: str
    title: str
    promise: str
    language: Language
    licence: str
    licence_file: str
    readme: str


def read_about(root: Path, files: list[str]) -> About:
    """What README and licence files at the top of a folder say; without them, its own name."""
    top = sorted(file for file in files if "/" not in file)
    readme = next((file for file in top if re.match(r"(?i)(readme|liesmich)(\.|$)", file)), "")
    text = _text(root / readme) if readme else ""
    licence, licence_file = _licence(root, top)
    heading = re.search(r"^#\s+(.+?)\s*#*$", text, re.MULTILINE)
    title = (_bare(heading[1]) if heading else "") or root.name
    name = re.split(r"\s[-–—|]\s|:\s", title)[0]
    return About(
        (name if len(name) > 1 else title)[:80],
        title,
        _promise(text),
        _language(text),
        licence,
        licence_file,
        readme,
    )


def _text(path: Path) -> str:
    return path.read_bytes()[:MOST_LETTERS].decode("utf-8", "replace")


def _licence(root: Path, top: list[str]) -> tuple[str, str]:
    for file in top:
        if re.match(r"(?i)(licen[cs]e|lizenz|copying)", file) or re.search(r"(?i)licen[cs]e", file):
            text = _text(root / file)[:4000]
            for pattern, spdx in LICENCES:
                if re.search(pattern, text):
                    return spdx, file
    return "", ""


def _promise(text: str) -> str:
    """The whole sentences that open the first paragraph, at most 280 letters."""
    paragraphs = [" ".join(block.split()) for block in re.split(r"\n\s*\n", text)]
    prose = next((_bare(block) for block in paragraphs if re.match(r"[A-Za-zÄÖÜäöü*_\[]", block)), "")
    said = ""
    for sentence in re.findall(r".+?[.!?](?=\s|$)", prose):
        if len(said) + len(sentence) > PROMISE:
            break
        said += sentence
    return said.strip()


def _bare(markdown: str) -> str:
    """The text without the signs of Markdown: links by their words, no stars."""
    return re.sub(r"[*_`]{1,3}", "", re.sub(r"!?\[([^\]]*)\]\([^)]*\)", r"\1", markdown)).strip()


def _language(text: str) -> Language:
    words = re.findall(r"[a-zäöü]+", text.casefold())
    german, english = (sum(word in known for word in words) for known in (_GERMAN, _ENGLISH))
    return "de" if german > english else "en"
