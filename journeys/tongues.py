"""Which words of a page are in the wrong language: interface texts by the catalogue, content by its small words."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from babel.messages.pofile import read_po

CATALOGUE = Path(__file__).parent.parent / "src/unikat/locale/de/LC_MESSAGES/django.po"

#: Everything that is read on a page, with the language it claims to be in; a choice in a list cannot claim any.
READ = """() => {
  const said = [];
  const tell = (element, text) => {
    const clean = (text || '').replace(/\\u00ad/g, '').replace(/\\s+/g, ' ').trim();
    if (clean) said.push([element.closest('option') ? '' : element.closest('[lang]').lang, clean]);
  };
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const element = texts.currentNode.parentElement;
    if (!element.closest('script, style, noscript, textarea')) tell(element, texts.currentNode.data);
  }
  for (const name of ['aria-label', 'aria-description', 'title', 'alt', 'placeholder'])
    for (const element of document.body.querySelectorAll(`[${name}]`)) tell(element, element.getAttribute(name));
  return said;
}"""
SMALL = {
    "de": re.compile(
        r"\b(und|oder|nicht|ist|der|die|das|den|ein|eine|einen|für|mit|ohne|wird|sich|auf|zum|zur|im|vom|beim|ich|wir)\b"
    ),
    "en": re.compile(r"\b(the|and|of|with|is|are|for|not|your|you|to|without|has|this)\b"),
}
#: Words of the demo that are the translation of something else by chance.
ALIKE = {"Extras"}
QUOTED = re.compile("[„“].*?[“”]")
HOLE = re.compile(r"%\(\w+\)[sd]|%[sd]")


def _texts(message):
    """Source and translation, each singular and plural, as pairs."""
    ids = message.id if isinstance(message.id, tuple) else (message.id,)
    strings = message.string if isinstance(message.string, tuple) else (message.string,)
    return list(zip(ids, strings, strict=False))


@cache
def _known():
    """All interface texts by language."""
    with CATALOGUE.open("rb") as file:
        pairs = [pair for message in read_po(file) if message.id for pair in _texts(message)]
    return {"en": {english for english, _ in pairs}, "de": {german for _, german in pairs}}


@cache
def _foreign(language):
    """The plain texts and the patterns that only the other language has."""
    other = _known()["en" if language == "de" else "de"] - _known()[language]
    plain = {text.replace("%%", "%") for text in other if not HOLE.search(text)}
    holed = [text for text in other if HOLE.search(text) and len(HOLE.sub("", text)) > 8]
    return plain, re.compile("|".join(_pattern(text) for text in holed))


def _pattern(text):
    return "(?:" + ".+?".join(re.escape(piece.replace("%%", "%")) for piece in HOLE.split(text)) + ")"


def strangers(said, language):
    """What a page says in the wrong language."""
    plain, holed = _foreign(language)
    found = []
    for claimed, text in said:
        if claimed in (language, "") and text not in ALIKE and (text in plain or holed.fullmatch(text)):
            found.append(f"interface text in the other language: {text}")
        elif claimed in SMALL and _small(text, claimed) < _small(text, "en" if claimed == "de" else "de"):
            found.append(f"claims to be {claimed}: {text[:120]}")
    return sorted(set(found))


def _small(text, language):
    return len(SMALL[language].findall(QUOTED.sub("", text).lower()))
