"""The page behind the bell."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from unikat.foundation.ledger import things
from unikat.foundation.notices import actions, queries
from unikat.foundation.people.models import Person
from unikat.foundation.ui.keys import key_of, whole
from unikat.foundation.ui.pages import page

SHOWN = 40


@require_safe
@login_required
def notice_list(request: HttpRequest) -> HttpResponse:
    """What needs you first, then what happened."""
    assert isinstance(request.user, Person)
    notices = queries.notices_for(request.user)
    if (key := key_of(request)) is not None:
        notices = notices.filter(pk__lt=key)
    shown = list(notices[: SHOWN + 1])
    cards = things.cards([notice.thing for notice in shown], request.user)
    told = [(notice, cards[notice.thing]) for notice in shown[:SHOWN] if notice.thing in cards]
    context = {
        "needed": [pair for pair in told if pair[0].needs_you and pair[0].read_at is None],
        "others": [pair for pair in told if not pair[0].needs_you or pair[0].read_at is not None],
        "after": shown[SHOWN - 1].pk if len(shown) > SHOWN else "",
    }
    return page(request, "notices/list.html", context)


@require_POST
@login_required
def read(request: HttpRequest) -> HttpResponse:
    """Everything, or one notice, is read."""
    assert isinstance(request.user, Person)
    named = request.POST.getlist("notice")
    ids = [key for value in named if (key := whole(value)) is not None]
    actions.mark_read(actor=request.user, notices=ids if named else None)
    return redirect("notices")
