"""What a steward types about a project, its team and its road."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from unikat.foundation.people.models import Person
from unikat.journey.projects.models import Area, Feature, Phase, Project, Role


class DescribeForm(forms.ModelForm[Project]):
    """What a project is, and by which rules it is open."""

    class Meta:
        model = Project
        fields = [
            *("name", "promise_de", "promise_en", "brief_de", "brief_en"),
            *("hardware_licence", "text_licence", "car_limit", "answer_days", "is_public"),
        ]
        labels = {
            "name": _("Name"),
            "promise_de": _("In two sentences, German"),
            "promise_en": _("In two sentences, English"),
            "brief_de": _("The brief, German"),
            "brief_en": _("The brief, English"),
            "hardware_licence": _("Licence of drawings and parts"),
            "text_licence": _("Licence of texts and pictures"),
            "car_limit": _("Cars at most"),
            "answer_days": _("Days until a wish is answered"),
            "is_public": _("Everybody may read this project"),
        }
        help_texts = {
            "brief_de": _("What the car is for, what it must not become. Markdown."),
            "hardware_licence": _("An SPDX name, for example CERN-OHL-S-2.0."),
        }

    def clean_hardware_licence(self) -> str:
        """The licence by its SPDX name."""
        return _known_licence(self.cleaned_data["hardware_licence"])

    def clean_text_licence(self) -> str:
        """The licence by its SPDX name."""
        return _known_licence(self.cleaned_data["text_licence"])


def _known_licence(text: str) -> str:
    from license_expression import get_spdx_licensing  # reads its list of licences, so only when asked

    found = get_spdx_licensing().validate(text)
    if found.errors:
        raise forms.ValidationError(
            _("%(text)s is no SPDX name. CERN-OHL-S-2.0 and CC-BY-SA-4.0 are usual here."),
            params={"text": text},
        )
    return text


class OpenForm(DescribeForm):
    """A new project: where it is found, by which letters its numbers begin, and what it is."""

    slug = forms.SlugField(
        label=_("Address"), max_length=40, help_text=_("Small letters and dashes; it stays for ever.")
    )
    code = forms.CharField(
        label=_("Letters of its numbers"),
        max_length=6,
        validators=[RegexValidator(r"^[A-Z]{2,6}$", _("Two to six capital letters, for example FH."))],
        help_text=_("Two to six capital letters, for example FH."),
    )
    field_order = ["name", "slug", "code"]

    def facts(self) -> dict[str, Any]:
        """The cleaned input as the action takes it."""
        data = dict(self.cleaned_data)
        pairs = {name: (data.pop(f"{name}_de"), data.pop(f"{name}_en")) for name in ("promise", "brief")}
        return {**data, **pairs}


class RoleForm(forms.Form):
    """Who does what, in which areas of the car."""

    person = forms.CharField(
        label=_("Whose role"),
        max_length=40,
        help_text=_("The last part of the address of their page, for example mei."),
    )
    role = forms.ChoiceField(label=_("Role"), choices=Role.choices)
    areas = forms.MultipleChoiceField(
        label=_("Areas of the car"),
        choices=Area.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("None means the whole car."),
    )

    def clean_person(self) -> Person:
        """The person with this handle."""
        handle = self.cleaned_data["person"].strip().lower()
        person = Person.objects.filter(handle=handle, is_active=True).first()
        if person is None:
            raise forms.ValidationError(_("Nobody here is called %(handle)s."), params={"handle": handle})
        return person


class PhaseForm(forms.ModelForm[Phase]):
    """A stretch of the road and what it opens."""

    features = forms.MultipleChoiceField(
        label=_("What it opens"),
        choices=Feature.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    class Meta:
        model = Phase
        fields = ["title_de", "title_en", "note_de", "note_en", "features", "opens_on", "closes_on"]
        labels = {
            "title_de": _("Title, German"),
            "title_en": _("Title, English"),
            "note_de": _("One line about it, German"),
            "note_en": _("One line about it, English"),
            "opens_on": _("From"),
            "closes_on": _("Until"),
        }
        help_texts = {"closes_on": _("Empty means: open end.")}
        widgets = {
            "opens_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            "closes_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        }

    def facts(self) -> dict[str, Any]:
        """The cleaned input as the action takes it."""
        data = dict(self.cleaned_data)
        pairs = {name: (data.pop(f"{name}_de"), data.pop(f"{name}_en")) for name in ("title", "note")}
        return {**data, **pairs}
