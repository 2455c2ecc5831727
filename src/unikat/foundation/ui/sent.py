"""What a machine may send: strict JSON with nothing in it that was not asked for."""

from __future__ import annotations

import json
from typing import Any, cast

from django.http import HttpRequest
from ninja import Schema
from ninja.errors import HttpError
from ninja.parser import Parser
from pydantic import ConfigDict


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
                raise HttpError(
                    400, "A text holds a sign that cannot be kept: NUL, or half of a surrogate pair."
                )
            if isinstance(value, dict):
                waiting += [*value.keys(), *value.values()]
            elif isinstance(value, list):
                waiting += value
        return cast(dict[str, Any], body)


def _no_number(name: str) -> Any:
    raise ValueError(name)


def _is_text(value: str) -> bool:
    return "\0" not in value and not any("\ud800" <= sign <= "\udfff" for sign in value)
