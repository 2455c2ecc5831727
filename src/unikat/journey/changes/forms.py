"""What a person types to propose, review and close a change."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from unikat.journey.changes import queries
from unikat.journey.changes.models import Change, Verdict
from unikat.journey.parts.models import Part, Revision
from unikat.journey.projects.models import Project


class ChangeForm(forms.Form):
    """A proposal: drafts, at most one line of the bill, and the reason."""

    title = forms.CharField(label=_("What changes?"), max_length=120)
    why = forms.CharField(label=_("Why?"), max_length=5000, widget=forms.Textarea(attrs={"rows": 4}))
    answers = forms.CharField(
        label=_("What does it answer?"),
        max_length=80,
        required=False,
        help_text=_(
            "A wish, a decision, an entry or a build step, for example W-014, D-006, C-001/1 or 4.12."
        ),
    )
    revisions = forms.ModelMultipleChoiceField(
        label=_("Drafts it proposes"), queryset=Revision.objects.none(), required=False
    )
    parent = forms.ModelChoiceField(
        label=_("Bill: in the assembly"), queryset=Part.objects.none(), required=False
    )
    child = forms.ModelChoiceField(label=_("Bill: the part"), queryset=Part.objects.none(), required=False)
    quantity = forms.CharField(
        label=_("Bill: quantity"), max_length=24, required=False, help_text=_("Empty takes the line out.")
    )
    condition = forms.CharField(label=_("Bill: only if"), max_length=400, required=False)

    language = forms.ChoiceField(label=_("Written in"), choices=settings.LANGUAGES)

    def __init__(self, *args: Any, project: Project, change: Change | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.change = change
        if change:
            del self.fields["answers"]
        self.fields["language"].initial = (get_language() or "de")[:2]
        parts = Part.objects.filter(project=project).order_by("number")
        for name, queryset in (
            ("revisions", queries.proposable_for(project, change)),
            ("parent", parts),
            ("child", parts),
        ):
            field = self.fields[name]
            assert isinstance(field, forms.ModelChoiceField)
            field.queryset = queryset

    def facts(self) -> dict[str, Any]:
        """The cleaned input as the action takes it."""
        data = self.cleaned_data
        edits = []
        if data["parent"] and data["child"]:
            edits = [{name: data[name] for name in ("parent", "child", "quantity", "condition")}]
        if self.change:
            edits += queries.further_edits(self.change)
        return {
            "title": data["title"],
            "why": data["why"],
            "language": data["language"],
            "revisions": list(data["revisions"]),
            "bill_edits": edits,
        }


class ReviewForm(forms.Form):
    """Yes, or what is missing."""

    verdict = forms.ChoiceField(
        label=_("What do you say?"), choices=Verdict.choices, widget=forms.RadioSelect
    )
    text = forms.CharField(
        label=_("In words"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )


class ClosingForm(forms.Form):
    """The reason for a no."""

    reason = forms.CharField(label=_("Why not?"), max_length=1000, widget=forms.Textarea(attrs={"rows": 2}))
