"""What programs send: texts no longer than the house keeps, and bilingual ones in pairs."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from ninja import Schema
from pydantic import Field

Language = Literal["de", "en"]
Line = Annotated[str, Field(min_length=1, max_length=120)]
NoLine = Annotated[str, Field(max_length=120)]
Paragraph = Annotated[str, Field(min_length=1, max_length=2000)]
NoParagraph = Annotated[str, Field(max_length=2000)]
Page = Annotated[str, Field(min_length=1, max_length=8000)]
NoPage = Annotated[str, Field(max_length=8000)]


def in_pairs(sent: Schema, *names: str) -> dict[str, Any]:
    """What was sent, as actions take it: `title` is (title_de, title_en)."""
    facts: dict[str, Any] = sent.dict()
    pairs = {name: (facts.pop(f"{name}_de"), facts.pop(f"{name}_en")) for name in names}
    return {**pairs, **facts}
