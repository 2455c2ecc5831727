"""Bring the catalogues of translated texts up to date with the sources, and say what is missing."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from unikat.cli.checkout import checkout

LANGUAGES = ("de",)
"""English needs no catalogue: it is the language of the sources."""

METHODS = [
    ("**/tests/**", "ignore"),
    ("**/migrations/**", "ignore"),
    ("cli/**", "ignore"),
    ("**/templates/**.html", "jinja2"),
    ("**/templates/**.txt", "jinja2"),
    ("**.py", "python"),
]
OPTIONS = {
    "**/templates/**.html": {"newstyle_gettext": "true", "trim_blocks": "true", "lstrip_blocks": "true"},
    "**/templates/**.txt": {"newstyle_gettext": "true", "trim_blocks": "true", "lstrip_blocks": "true"},
}
KEYWORDS = {
    **DEFAULT_KEYWORDS,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext_lazy": (1, 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext_lazy": ((1, "c"), 2, 3),
}


def arguments(parser: argparse.ArgumentParser) -> None:
    """Nothing to choose."""


def run(chosen: argparse.Namespace) -> int:
    """Write the .po and .mo files anew; fails while a text has no translation."""
    package = checkout() / "src" / "unikat"
    sources = template(package)
    for language in LANGUAGES:
        update(package, language, sources)
    left = [doubt for language in LANGUAGES for doubt in doubts(package, language, sources)]
    print(*left, f"{len(sources)} texts, {len(left)} left to translate.", sep="\n")
    return 1 if left else 0


def po_file(package: Path, language: str) -> Path:
    """Where a language's catalogue is, in Django's layout."""
    return package / "locale" / language / "LC_MESSAGES" / "django.po"


def template(package: Path) -> Catalog:
    """Every text of the sources, with the files that use it."""
    catalog = Catalog(project="Unikat", domain="django", fuzzy=False)
    found = extract_from_dir(package, METHODS, OPTIONS, KEYWORDS, comment_tags=("Translators:",))
    for file, _line, text, comments, context in sorted(found, key=lambda one: (one[0], one[1])):
        # Without line numbers, so that moving a text does not touch the catalogue.
        catalog.add(text, locations=[(file, 0)], auto_comments=comments, context=context)
    return catalog


def read(file: Path, language: str) -> Catalog:
    """A language's catalogue; an empty one where there is none yet."""
    if not file.exists():
        return Catalog(locale=language, domain="django", project="Unikat", fuzzy=False)
    with file.open("rb") as source:
        return read_po(source, locale=language, domain="django")


def update(package: Path, language: str, sources: Catalog) -> None:
    """Take over new texts, drop unused ones, and compile."""
    file = po_file(package, language)
    catalog = read(file, language)
    created = catalog.creation_date
    catalog.update(sources, no_fuzzy_matching=True)
    catalog.creation_date = created
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("wb") as target:
        write_po(target, catalog, width=110, ignore_obsolete=True, include_lineno=False)
    file.with_suffix(".mo").write_bytes(_compiled(catalog))


def doubts(package: Path, language: str, sources: Catalog) -> Iterator[str]:
    """What keeps a language from being complete and fresh, one sentence each."""
    file = po_file(package, language)
    catalog = read(file, language)
    known = {_key(message): message for message in catalog if message.id}
    used = {_key(message): message for message in sources if message.id}
    for key, message in used.items():
        where = message.locations[0][0] if message.locations else "?"
        if key not in known:
            yield f"{language}: not in the catalogue: {message.id!r} ({where})"
        elif not _is_translated(known[key]):
            yield f"{language}: not translated: {message.id!r} ({where})"
    for key in known.keys() - used.keys():
        yield f"{language}: no longer used: {known[key].id!r}"
    compiled = file.with_suffix(".mo")
    if not compiled.exists() or compiled.read_bytes() != _compiled(catalog):
        yield f"{language}: django.mo is not made from django.po; run ./unikat texts"


def _key(message: Message) -> tuple[str | None, str]:
    text = message.id if isinstance(message.id, str) else message.id[0]
    return message.context, text


def _is_translated(message: Message) -> bool:
    strings = message.string or ""
    return not message.fuzzy and (bool(strings) if isinstance(strings, str) else all(strings))


def _compiled(catalog: Catalog) -> bytes:
    target = BytesIO()
    write_mo(target, catalog)
    return target.getvalue()
