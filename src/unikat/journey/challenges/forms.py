"""What a person types to open, enter, vote and judge."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from unikat.foundation.files.forms import UploadsField
from unikat.foundation.people.models import Person
from unikat.journey.challenges.models import Consent
from unikat.journey.projects.models import Project
from unikat.journey.wishes.models import Decision

GRADES = [(str(grade), str(grade)) for grade in range(1, 6)]


class ChallengeForm(forms.Form):
    """A brief with its dates and its jury."""

    title_de = forms.CharField(label=_("Title, German"), max_length=120)
    title_en = forms.CharField(label=_("Title, English"), max_length=120, required=False)
    brief_de = forms.CharField(
        label=_("Brief, German"), max_length=8000, widget=forms.Textarea(attrs={"rows": 6})
    )
    brief_en = forms.CharField(
        label=_("Brief, English"), max_length=8000, required=False, widget=forms.Textarea(attrs={"rows": 6})
    )
    decision = forms.ModelChoiceField(
        label=_("It follows from"), queryset=Decision.objects.none(), required=False
    )
    check_up_at = forms.DateTimeField(
        label=_("Check-up"),
        required=False,
        help_text=_("A day on which everybody looks at the drafts and says what is missing."),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )
    entries_until = forms.DateTimeField(
        label=_("Entries until"),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )
    votes_until = forms.DateTimeField(
        label=_("Votes until"),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )
    jury = forms.ModelMultipleChoiceField(
        label=_("Jury"), queryset=Person.objects.none(), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, project: Project, host: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        team = Person.objects.filter(memberships__project=project).exclude(pk=host.pk).distinct()
        made = Decision.objects.filter(project=project, made_at__isnull=False).order_by("-number")
        for name, queryset in (("decision", made), ("jury", team)):
            field = self.fields[name]
            assert isinstance(field, forms.ModelChoiceField)
            field.queryset = queryset

    def facts(self) -> dict[str, Any]:
        """The cleaned input as the action takes it."""
        data = dict(self.cleaned_data)
        pairs = {name: (data.pop(f"{name}_de"), data.pop(f"{name}_en")) for name in ("title", "brief")}
        return {**pairs, **data}


class EntryForm(forms.Form):
    """A design with its files."""

    title = forms.CharField(label=_("What is your design called?"), max_length=120)
    text = forms.CharField(
        label=_("How does it work?"), max_length=8000, widget=forms.Textarea(attrs={"rows": 5})
    )
    files = UploadsField(  # type: ignore[assignment]
        label=_("Pictures, drawings, models"),
        required=False,
        help_text=_("SVG, PNG, JPEG, STEP, STL or glTF. At least one."),
    )
    consent = forms.ChoiceField(
        label=_("If it does not win, it may"),
        choices=Consent.choices,
        widget=forms.RadioSelect,
        initial=Consent.SHOW,
    )

    language = forms.ChoiceField(label=_("Written in"), choices=settings.LANGUAGES)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["language"].initial = (get_language() or "de")[:2]

    def facts(self) -> dict[str, Any]:
        """The cleaned input as the action takes it."""
        data = dict(self.cleaned_data)
        return {"uploads": data.pop("files"), **data}


class BallotForm(forms.Form):
    """Three questions about one entry."""

    meets = forms.TypedChoiceField(choices=GRADES, coerce=int)
    appeal = forms.TypedChoiceField(choices=GRADES, coerce=int)
    own = forms.BooleanField(required=False)


class ScoreForm(forms.Form):
    """The jury's four criteria."""

    novelty = forms.TypedChoiceField(label=_("New"), choices=GRADES, coerce=int)
    usefulness = forms.TypedChoiceField(label=_("Useful"), choices=GRADES, coerce=int)
    feasibility = forms.TypedChoiceField(label=_("Can be made"), choices=GRADES, coerce=int)
    elaboration = forms.TypedChoiceField(label=_("Worked out"), choices=GRADES, coerce=int)
    words = forms.CharField(
        label=_("Your reason"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
