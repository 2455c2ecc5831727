"""What a person types about parts, revisions and bill lines."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from unikat.foundation.files.forms import UploadsField
from unikat.journey.parts.models import Make, Part
from unikat.journey.projects.models import Area, Project


class PartForm(forms.Form):
    """A new part."""

    number = forms.RegexField(
        r"^[A-Za-z0-9][A-Za-z0-9._+-]{0,58}$",
        label=_("Number"),
        help_text=_("Letters, digits, dots and dashes, for example FH-320-004."),
    )
    name_de = forms.CharField(label=_("Name, German"), max_length=160)
    name_en = forms.CharField(label=_("Name, English"), max_length=160, required=False)
    make = forms.ChoiceField(label=_("Where it comes from"), choices=Make.choices)
    area = forms.ChoiceField(label=_("Area of the car"), required=False, choices=[("", "–"), *Area.choices])
    material = forms.CharField(label=_("Material"), max_length=80, required=False)
    supplier = forms.CharField(label=_("Supplier"), max_length=160, required=False)
    lead_days = forms.IntegerField(label=_("Lead time in days"), min_value=0, max_value=999, required=False)
    safety_critical = forms.BooleanField(label=_("Safety depends on it"), required=False)

    def facts(self) -> dict[str, Any]:
        """The cleaned input as the action takes it."""
        data = dict(self.cleaned_data)
        return {"name": (data.pop("name_de"), data.pop("name_en")), **data}


class RevisionForm(forms.Form):
    """A new revision of a part with its files."""

    note_de = forms.CharField(label=_("What is new, German"), max_length=600)
    note_en = forms.CharField(label=_("What is new, English"), max_length=600, required=False)
    mass = forms.DecimalField(label=_("Mass in g"), min_value=0, max_value=10_000_000, required=False)
    cost = forms.DecimalField(
        label=_("Cost in € without VAT"), min_value=0, max_value=1_000_000, decimal_places=2, required=False
    )
    files = UploadsField(  # type: ignore[assignment]
        label=_("Files"),
        required=False,
        help_text=_("STEP, STL, glTF, PDF or pictures. A STEP file becomes a 3D view."),
    )

    def facts(self) -> dict[str, Any]:
        """The cleaned input as the action takes it."""
        data = self.cleaned_data
        return {
            "note": (data["note_de"], data["note_en"]),
            "mass_g": None if data["mass"] is None else int(data["mass"]),
            "cost_cents": None if data["cost"] is None else int(data["cost"] * 100),
            "uploads": data["files"],
        }


class LineForm(forms.Form):
    """So many of a part in this assembly."""

    child = forms.ModelChoiceField(label=_("Part"), queryset=Part.objects.none(), to_field_name="number")
    quantity = forms.CharField(label=_("Quantity"), max_length=24, initial="1", help_text=_("4, 1/3 or 0.5"))
    unit = forms.CharField(label=_("Unit"), max_length=8, initial="pcs")
    condition = forms.CharField(
        label=_("Only if"),
        max_length=400,
        required=False,
        help_text=_("Option codes, for example winch | tow-bar."),
    )
    place_de = forms.CharField(label=_("Where it sits, German"), max_length=160, required=False)
    place_en = forms.CharField(label=_("Where it sits, English"), max_length=160, required=False)

    def __init__(self, *args: Any, project: Project, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["child"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = Part.objects.filter(project=project).order_by("number")

    def facts(self) -> dict[str, Any]:
        """The cleaned input as the action takes it."""
        data = dict(self.cleaned_data)
        return {"place": (data.pop("place_de"), data.pop("place_en")), **data}
