"""One door: what was meant by these words, as far as this viewer may see it.

The SQL is put together from fixed pieces only; every word and every id goes in as a parameter.
"""

# ruff: noqa: S608

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any, Protocol

from django.db import connection

from unikat.foundation.ledger import things
from unikat.foundation.ledger.things import Card, Ref, Viewer
from unikat.foundation.search.folding import fold, words_of

LONGEST_QUESTION = 200
#: Trigrams find parts of compounds, but not words of one or two letters.
SHORTEST_WORD = 3


class InProject(Protocol):
    """Anything with a project's id."""

    @property
    def pk(self) -> Any: ...


@dataclass(frozen=True)
class Hit:
    """Something found, with its card for this viewer."""

    card: Card


def find(
    question: str,
    viewer: Viewer,
    *,
    project: InProject | None = None,
    kinds: Collection[str] | None = None,
    limit: int = 20,
    any_word: bool = False,
) -> list[Hit]:
    """The best hits for all words of a question (or any of them), only what the viewer may see."""
    words = [word for word in words_of(question[:LONGEST_QUESTION]) if len(word) >= SHORTEST_WORD]
    place = (None if project is None else project.pk, sorted(kinds or ()), limit * 2)
    whole = fold(question[:LONGEST_QUESTION]).strip()
    is_number = not any_word and any(sign.isdigit() for sign in whole)
    refs = _in_titles(whole, *place) if is_number or not words else []
    if words:
        ask = _in_postgresql if connection.vendor == "postgresql" else _in_sqlite
        refs = list(dict.fromkeys([*refs, *ask(words, *place, any_word)]))
    cards = things.cards(refs, viewer)
    return [Hit(cards[ref]) for ref in refs if ref in cards][:limit]


def _where(project_id: int | None, kinds: list[str]) -> tuple[str, list[Any]]:
    clauses: str = ""
    values: list[Any] = []
    if project_id is not None:
        clauses += " AND thing.project_id = %s"
        values.append(project_id)
    if kinds:
        clauses += f" AND thing.thing_kind IN ({', '.join(['%s'] * len(kinds))})"
        values += kinds
    return clauses, values


def _ask(sql: str, values: list[Any]) -> list[Ref]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return [Ref(kind, id_) for kind, id_ in cursor.fetchall()]


def _in_titles(text: str, project_id: int | None, kinds: list[str], limit: int) -> list[Ref]:
    """Numbers such as W-014, 4.12 or N° 03: the titles that begin with them."""
    if len(text) < 2:
        return []
    where, values = _where(project_id, kinds)
    pattern = text.replace("!", "!!").replace("%", "!%").replace("_", "!_") + "%"
    sql = (
        "SELECT thing.thing_kind, thing.thing_id FROM search_findable AS thing "
        f"WHERE thing.title LIKE %s ESCAPE '!'{where} ORDER BY thing.id DESC LIMIT %s"
    )
    return _ask(sql, [pattern, *values, limit])


def _in_sqlite(
    words: list[str], project_id: int | None, kinds: list[str], limit: int, any_word: bool
) -> list[Ref]:
    """FTS5 with trigrams: each word is a quoted phrase, so no operator of the query language gets through."""
    where, values = _where(project_id, kinds)
    match = (" OR " if any_word else " AND ").join(f'"{word}"' for word in words)
    sql = (
        "SELECT thing.thing_kind, thing.thing_id FROM search_words "
        "JOIN search_findable AS thing ON thing.id = search_words.rowid "
        f"WHERE search_words MATCH %s{where} ORDER BY bm25(search_words, 4.0, 1.0), thing.id DESC LIMIT %s"
    )
    return _ask(sql, [match, *values, limit])


def _in_postgresql(
    words: list[str], project_id: int | None, kinds: list[str], limit: int, any_word: bool
) -> list[Ref]:
    """Full text by prefixes; parts inside a compound are found by pattern where the words alone find nothing."""
    where, values = _where(project_id, kinds)
    joined = (" | " if any_word else " & ").join(f"{word}:*" for word in words)
    vector = "to_tsvector('simple', thing.title || ' ' || thing.text)"
    sql = (
        "SELECT thing.thing_kind, thing.thing_id FROM search_findable AS thing "
        f"WHERE {vector} @@ to_tsquery('simple', %s){where} "
        f"ORDER BY ts_rank({vector}, to_tsquery('simple', %s)) DESC, thing.id DESC LIMIT %s"
    )
    found = _ask(sql, [joined, *values, joined, limit])
    if found:
        return found
    glue = " OR " if any_word else " AND "
    patterns = glue.join(["(thing.title || ' ' || thing.text) LIKE %s"] * len(words))
    sql = (
        "SELECT thing.thing_kind, thing.thing_id FROM search_findable AS thing "
        f"WHERE ({patterns}){where} ORDER BY thing.id DESC LIMIT %s"
    )
    return _ask(sql, [*(f"%{word}%" for word in words), *values, limit])
