"""Options and rules as JSON."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from ninja import Router

from unikat.journey.options import queries
from unikat.journey.projects.queries import project_or_404

router = Router(tags=["options"])


@router.get("/projects/{project}/options/")
def read_options(request: HttpRequest, project: str) -> dict[str, Any]:
    """Groups with their options, and rules with their decisions."""
    found = project_or_404(project, request.user)
    return {
        **queries.draft_of(found),
        "decisions": {rule.code: rule.decision.reference for rule in queries.rules_of(found)},
    }
