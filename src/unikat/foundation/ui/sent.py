"""What machines may send: strict JSON with nothing in it that was not asked for, and texts no longer than we keep."""

from __future__ import annotations

import json
from typing import Annotated, Any, Literal, cast

from django.http import HttpRequest
from django.utils.datastructures import MultiValueDict
from ninja import Schema
from ninja.errors import HttpError
from ninja.parser import Parser
from pydantic import ConfigDict, Field

Language = Literal["de", "en"]
Line = Annotated[str, Field(min_length=1, max_length=120)]
NoLine = Annotated[str, Field(max_length=120)]
Paragraph = Annotated[str, Field(min_length=1, max_length=2000)]
NoParagraph = Annotated[str, Field(max_length=2000)]
Page = Annotated[str, Field(min_length=1, max_length=8000)]
NoPage = Annotated[str, Field(max_length=8000)]

#: JSON writes a day, a moment and a word from a list as text, so these are read as such.
Written = Field(strict=False)
_NO_TEXT = "A text holds a sign that cannot be kept: NUL, or half of a surrogate pair."


def in_pairs(sent: Schema, *names: str) -> dict[str, Any]:
    """What was sent, as actions take it: `title` is (title_de, title_en)."""
    facts: dict[str, Any] = sent.dict()
    pairs = {name: (facts.pop(f"{name}_de"), facts.pop(f"{name}_en")) for name in names}
    return {**pairs, **facts}


class Sent(Schema):
    """The body of an act: its own fields only, each of its own type."""

    model_config = ConfigDict(strict=True, extra="forbid")


class StrictParser(Parser):
    """JSON whose texts every database can keep: no NUL, no half of a sign."""

    def parse_body(self, request: HttpRequest) -> dict[str, Any]:
        """The body as values; HttpError 400 with a sentence for anything else."""
        try:
            body = json.loads(request.body, parse_constant=_no_number)
        except (ValueError, RecursionError) as error:
            raise HttpError(
                400, "The body is not JSON that can be read, or it is nested too deeply."
            ) from error
        waiting: list[Any] = [body]
        while waiting:
            value = waiting.pop()
            if isinstance(value, str) and not _is_text(value):
                raise HttpError(400, _NO_TEXT)
            if isinstance(value, dict):
                waiting += [*value.keys(), *value.values()]
            elif isinstance(value, list):
                waiting += value
        return cast(dict[str, Any], body)

    def parse_querydict(
        self, data: MultiValueDict[str, Any], list_fields: list[str], request: HttpRequest
    ) -> dict[str, Any]:
        """The fields of an address or a form."""
        if not all(_is_text(str(value)) for _name, values in data.lists() for value in values):
            raise HttpError(400, _NO_TEXT)
        return super().parse_querydict(data, list_fields, request)


def _no_number(name: str) -> Any:
    raise ValueError(name)


def _is_text(value: str) -> bool:
    return "\0" not in value and not any("\ud800" <= sign <= "\udfff" for sign in value)
