"""What a person types about groups, options, rules and editions."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from unikat.foundation.ledger.things import Ref
from unikat.journey.options.models import GroupKind, OptionGroup
from unikat.journey.parts.models import Part
from unikat.journey.projects.models import Project
from unikat.journey.wishes.models import Decision


def _project_field(form: forms.Form, name: str, queryset: Any) -> None:
    field = form.fields[name]
    assert isinstance(field, forms.ModelChoiceField)
    field.queryset = queryset


class GroupForm(forms.Form):
    """A new question to the buyer."""

    code = forms.SlugField(label=_("Code"), max_length=40)
    kind = forms.ChoiceField(label=_("How many"), choices=GroupKind.choices)
    name_de = forms.CharField(label=_("Name, German"), max_length=80)
    name_en = forms.CharField(label=_("Name, English"), max_length=80, required=False)


class OptionForm(forms.Form):
    """A new answer, and the parts it brings."""

    group = forms.ModelChoiceField(label=_("Group"), queryset=OptionGroup.objects.none())
    code = forms.SlugField(
        label=_("Code"), max_length=40, help_text=_("It stays for ever, for example half-door.")
    )
    name_de = forms.CharField(label=_("Name, German"), max_length=80)
    name_en = forms.CharField(label=_("Name, English"), max_length=80, required=False)
    note_de = forms.CharField(label=_("One line about it, German"), max_length=280, required=False)
    note_en = forms.CharField(label=_("One line about it, English"), max_length=280, required=False)
    price = forms.DecimalField(label=_("Price with VAT, €"), max_digits=9, decimal_places=2, initial=0)
    lead_days = forms.IntegerField(label=_("Days longer"), min_value=0, max_value=365, initial=0)
    parts = forms.ModelMultipleChoiceField(
        label=_("Parts it brings"),
        queryset=Part.objects.none(),
        required=False,
        help_text=_("The red thread leads from these parts to the option."),
    )

    def __init__(self, *args: Any, project: Project, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _project_field(self, "group", OptionGroup.objects.filter(project=project))
        _project_field(self, "parts", Part.objects.filter(project=project).order_by("number"))

    def facts(self) -> dict[str, Any]:
        """The cleaned input as the action takes it."""
        data = self.cleaned_data
        return {
            "group": data["group"],
            "code": data["code"],
            "name": (data["name_de"], data["name_en"]),
            "note_de": data["note_de"],
            "note_en": data["note_en"],
            "price_cents": int(data["price"] * 100),
            "lead_days": data["lead_days"],
            "brings": tuple(Ref("part", part.pk) for part in data["parts"]),
        }


class RuleForm(forms.Form):
    """What goes together: a sentence, a formula, and the decision behind it."""

    code = forms.CharField(label=_("Code"), max_length=12, help_text=_("For example R4."))
    sentence_de = forms.CharField(label=_("The rule as a sentence, German"), max_length=280)
    sentence_en = forms.CharField(label=_("The rule as a sentence, English"), max_length=280, required=False)
    formula = forms.CharField(
        label=_("Formula"), max_length=400, help_text=_("For example winch => front-frame, or !(a & b).")
    )
    decision = forms.ModelChoiceField(label=_("Decision behind it"), queryset=Decision.objects.none())

    def __init__(self, *args: Any, project: Project, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        made = Decision.objects.filter(project=project, made_at__isnull=False)
        _project_field(self, "decision", made.order_by("-number"))

    def facts(self) -> dict[str, Any]:
        """The cleaned input as the action takes it."""
        data = self.cleaned_data
        sentence = (data["sentence_de"], data["sentence_en"])
        return {"sentence": sentence, **{name: data[name] for name in ("code", "formula", "decision")}}


class RetireForm(forms.Form):
    """Why a rule goes."""

    why = forms.CharField(label=_("Why is it no longer needed?"), max_length=280)


class ReleaseForm(forms.Form):
    """The price and the time of a car without any option."""

    base_price = forms.DecimalField(
        label=_("Base price with VAT, €"), max_digits=9, decimal_places=2, min_value=0
    )
    base_lead_days = forms.IntegerField(label=_("Days until all parts are there"), min_value=1, max_value=730)
