"""What a person types to open a project, to hand out roles and to plan the road."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from unikat.foundation.people.models import Person
from unikat.journey.projects.models import Area, Feature, Role


def is_spdx(text: str) -> None:
    """Refuse what is no SPDX licence expression."""
    from license_expression import get_spdx_licensing  # reads its list of licences, so only when asked

    if get_spdx_licensing().validate(text).errors:
        raise forms.ValidationError(
            _("%(text)s is no SPDX name. CERN-OHL-S-2.0 and CC-BY-SA-4.0 are usual here."),
            params={"text": text},
        )


class DescribeForm(forms.Form):
    """What a vehicle is, and by which rules it is open."""

    name = forms.CharField(label=_("Name of the vehicle"), max_length=80)
    promise_de = forms.CharField(label=_("In one sentence, German"), max_length=280)
    promise_en = forms.CharField(label=_("In one sentence, English"), max_length=280, required=False)
    brief_de = forms.CharField(
        label=_("Brief, German"), max_length=8000, widget=forms.Textarea(attrs={"rows": 6})
    )
    brief_en = forms.CharField(
        label=_("Brief, English"), max_length=8000, required=False, widget=forms.Textarea(attrs={"rows": 6})
    )
    hardware_licence = forms.CharField(
        label=_("Licence of drawings and parts"),
        max_length=40,
        initial="CERN-OHL-S-2.0",
        help_text=_("An SPDX name."),
        validators=[is_spdx],
    )
    text_licence = forms.CharField(
        label=_("Licence of texts and pictures"),
        max_length=40,
        initial="CC-BY-SA-4.0",
        help_text=_("An SPDX name."),
        validators=[is_spdx],
    )
    car_limit = forms.IntegerField(label=_("Cars at most"), min_value=1, max_value=1_000_000, required=False)
    answer_days = forms.IntegerField(
        label=_("Days until a wish has its answer"), min_value=1, max_value=365, initial=14
    )
    is_public = forms.BooleanField(label=_("Everybody may read this project"), required=False, initial=True)


class ProjectForm(DescribeForm):
    """A new open vehicle: where it is found, with which letters its numbers begin, and what it is."""

    slug = forms.SlugField(
        label=_("Address"),
        max_length=40,
        help_text=_("Small letters, digits and dashes, for example field-hare."),
    )
    code = forms.RegexField(
        r"^[A-Z0-9]{1,6}$",
        label=_("Code"),
        help_text=_("One to six capital letters or digits; part numbers begin with it."),
    )
    field_order = ["name", "slug", "code"]

    def facts(self) -> dict[str, Any]:
        """The cleaned input as the action takes it."""
        data = dict(self.cleaned_data)
        pairs = {name: (data.pop(f"{name}_de"), data.pop(f"{name}_en")) for name in ("promise", "brief")}
        return {**pairs, **data}


class RoleForm(forms.Form):
    """Somebody's role, for the whole car or for some areas of it."""

    person = forms.ModelChoiceField(
        label=_("Who"),
        queryset=Person.objects.filter(is_active=True),
        to_field_name="handle",
        widget=forms.TextInput(attrs={"autocapitalize": "none", "spellcheck": "false"}),
        help_text=_("The handle as it stands in the address of their page, for example mei."),
        error_messages={"invalid_choice": _("Nobody here has this handle.")},
    )
    role = forms.ChoiceField(label=_("Role"), choices=Role.choices)
    areas = forms.MultipleChoiceField(
        label=_("Areas of the car"),
        choices=Area.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("None means the whole car."),
    )


class PhaseForm(forms.Form):
    """A stretch of the road and what it opens."""

    position = forms.IntegerField(label=_("Place on the road"), min_value=1, max_value=99)
    title_de = forms.CharField(label=_("Title, German"), max_length=60)
    title_en = forms.CharField(label=_("Title, English"), max_length=60, required=False)
    note_de = forms.CharField(label=_("One line about it, German"), max_length=120, required=False)
    note_en = forms.CharField(label=_("One line about it, English"), max_length=120, required=False)
    opens_on = forms.DateField(
        label=_("First day"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    closes_on = forms.DateField(
        label=_("Last day"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("Empty: open end."),
    )
    features = forms.MultipleChoiceField(
        label=_("What it opens"), choices=Feature.choices, required=False, widget=forms.CheckboxSelectMultiple
    )

    def facts(self) -> dict[str, Any]:
        """The cleaned input as the action takes it."""
        data = dict(self.cleaned_data)
        pairs = {name: (data.pop(f"{name}_de"), data.pop(f"{name}_en")) for name in ("title", "note")}
        return {**pairs, **data}
