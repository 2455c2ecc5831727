"""Pages about wishes."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from unikat.foundation.ledger.queries import thread_of
from unikat.foundation.ledger.refusal import Refused
from unikat.foundation.people.doors import me
from unikat.foundation.talk.pages import conversation
from unikat.foundation.ui import thread
from unikat.foundation.ui.pages import page
from unikat.journey.projects.models import Feature
from unikat.journey.projects.queries import project_or_404
from unikat.journey.projects.rules import why_closed, why_closed_lately
from unikat.journey.wishes import actions, queries, rules
from unikat.journey.wishes.forms import MergeForm, UndoForm, WishForm
from unikat.journey.wishes.models import Wish


@require_safe
def wish_list(request: HttpRequest, project: str) -> HttpResponse:
    """All wishes, and the field to say one's own."""
    found = project_or_404(project, request.user)
    state, order = request.GET.get("state", ""), request.GET.get("order", "newest")
    shown = queries.wish_page(found, state=state, order=order, after=request.GET.get("after", ""))
    context = {
        "project": found,
        "here": "wish",
        "wishes": shown,
        "counts": queries.wish_counts(found),
        "state": state,
        "order": order,
        "form": WishForm(initial={"title": request.GET.get("title", "")}),
        "closed": (why_closed if request.user.is_authenticated else why_closed_lately)(
            found, Feature.WISHING
        ),
    }
    return page(request, "wishes/list.html", context, fragment="more" if request.GET.get("after") else None)


@require_safe
def similar(request: HttpRequest, project: str) -> HttpResponse:
    """Wishes like the one being typed."""
    found = project_or_404(project, request.user)
    text = request.GET.get("title", "")[:300].strip()
    alike = queries.similar_to(found, text, request.user) if len(text) >= 4 else []
    return page(
        request, "wishes/similar.html", {"project": found, "alike": alike, "text": text}, fragment="similar"
    )


@login_required
def make(request: HttpRequest, project: str) -> HttpResponse:
    """Tell the wish; what is typed stays when something is missing."""
    found = project_or_404(project, request.user)
    form = WishForm(request.POST or None, initial={"title": request.GET.get("title", "")})
    if request.method == "POST" and form.is_valid():
        try:
            return redirect(actions.make_wish(actor=me(request), project=found, **form.cleaned_data))
        except Refused as refusal:
            refusal.show_in(form)
    context = {"project": found, "here": "wish", "form": form}
    return page(request, "wishes/make.html", context, status=422 if form.errors else 200)


@require_safe
def detail(request: HttpRequest, project: str, number: int) -> HttpResponse:
    """One wish: who said it, what became of it, what people say."""
    found = project_or_404(project, request.user)
    wish = queries.wish_or_404(found, number)
    way = thread_of(wish.thing, request.user)
    context = {
        "project": found,
        "here": "wish",
        "wish": wish,
        "decision": queries.decision_of(wish),
        "way": way,
        "stations": thread.chain(way.cards, here="wish"),
        "joined": list(wish.merged.select_related("author", "project")),
        "mergings": [m for m in queries.open_mergings(wish) if rules.may_agree_merging(request.user, m)],
        **_may(request, wish),
        "conversation": conversation(request, wish.thing, found),
    }
    return page(request, "wishes/detail.html", context)


def _may(request: HttpRequest, wish: Wish) -> dict[str, object]:
    return {
        "supported": queries.is_supported_by(wish, request.user),
        "may_support": rules.may_support(request.user, wish),
        "may_decide": wish.state == "open" and rules.may_decide(request.user, wish.project, wish.area),
        "may_undo": rules.may_undo_merge(request.user, wish),
        "merge_form": MergeForm(),
    }


@require_POST
@login_required
def support(request: HttpRequest, project: str, number: int) -> HttpResponse:
    """Want it too, or no longer."""
    wish = queries.wish_or_404(project_or_404(project, request.user), number)
    act = actions.withdraw_support if request.POST.get("withdraw") else actions.support_wish
    act(actor=me(request), wish=wish)
    return redirect(wish)


@require_POST
@login_required
def merge(request: HttpRequest, project: str, number: int) -> HttpResponse:
    """Propose that two wishes are the same."""
    found = project_or_404(project, request.user)
    wish = queries.wish_or_404(found, number)
    form = MergeForm(request.POST)
    if form.is_valid():
        try:
            into = queries.wish_or_404(found, form.cleaned_data["into"])
            actions.propose_merge(actor=me(request), wish=wish, into=into, why=form.cleaned_data["why"])
            return redirect(wish)
        except Http404:
            form.add_error("into", _("There is no wish with this number."))
        except Refused as refusal:
            refusal.show_in(form)
    context = {"project": found, "here": "wish", "wish": wish, "form": form}
    return page(request, "wishes/merge.html", context, status=422)


@require_POST
@login_required
def answer_merge(request: HttpRequest, project: str, number: int) -> HttpResponse:
    """The author says whether the wishes are the same."""
    wish = queries.wish_or_404(project_or_404(project, request.user), number)
    merging = queries.open_mergings(wish).first()
    if merging is None:
        raise Http404
    act = actions.agree_merge if request.POST.get("agree") == "yes" else actions.refuse_merge
    act(actor=me(request), merging=merging)
    return redirect(wish)


@require_POST
@login_required
def undo_merge(request: HttpRequest, project: str, number: int) -> HttpResponse:
    """Part two wishes again."""
    wish = queries.wish_or_404(project_or_404(project, request.user), number)
    form = UndoForm(request.POST)
    if not form.is_valid():
        raise Refused(" ".join(map(str, form.errors["why"])), field="why")
    actions.undo_merge(actor=me(request), wish=wish, why=form.cleaned_data["why"])
    return redirect(wish)
