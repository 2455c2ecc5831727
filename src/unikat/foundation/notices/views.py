"""The page behind the bell."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from unikat.foundation.ledger import things
from unikat.foundation.notices import actions, queries
from unikat.foundation.people.models import Person
from unikat.foundation.ui.pages import number_in, page

SHOWN = 40


@login_required
def notice_list(request: HttpRequest) -> HttpResponse:
    """What needs you first, then what happened."""
    assert isinstance(request.user, Person)
    notices = queries.notices_for(request.user)
    if (after := number_in(request, "after")) is not None:
        notices = notices.filter(pk__lt=after)
    shown = list(notices[: SHOWN + 1])
    cards = things.cards([notice.thing for notice in shown], request.user)
    told = [(notice, cards[notice.thing]) for notice in shown[:SHOWN] if notice.thing in cards]
    context = {
        "needed": [pair for pair in told if pair[0].needs_you and pair[0].read_at is None],
        "others": [pair for pair in told if not pair[0].needs_you or pair[0].read_at is not None],
        "after": shown[SHOWN - 1].pk if len(shown) > SHOWN else "",
    }
    return page(request, "notices/list.html", context)


@login_required
@require_POST
def read(request: HttpRequest) -> HttpResponse:
    """Everything, or one notice, is read."""
    assert isinstance(request.user, Person)
    ids = [int(value) for value in request.POST.getlist("notice") if value.isdecimal() and len(value) <= 18]
    actions.mark_read(actor=request.user, notices=ids or None)
    return redirect("notices")
