"""What a person types in and around a build."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from unikat.foundation.ledger import clock
from unikat.journey.builds.models import Check, Module, Step
from unikat.journey.parts.models import Part
from unikat.journey.projects.models import Project

FAR = timedelta(days=3653)


class StepForm(forms.Form):
    """A new step of the guide."""

    module = forms.ModelChoiceField(label=_("Module"), queryset=Module.objects.none())
    number = forms.RegexField(r"^\d{1,2}\.\d{1,3}$", label=_("Number"), help_text=_("For example 4.13."))
    title_de = forms.CharField(label=_("Title, German"), max_length=120)
    title_en = forms.CharField(label=_("Title, English"), max_length=120, required=False)
    text_de = forms.CharField(
        label=_("What to do, German"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )
    text_en = forms.CharField(
        label=_("What to do, English"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    minutes = forms.IntegerField(label=_("Minutes"), min_value=1, max_value=600)
    people = forms.IntegerField(label=_("People"), min_value=1, max_value=8, initial=1)
    screws = forms.IntegerField(label=_("Screws to measure"), min_value=0, max_value=40, initial=0)
    target = forms.DecimalField(
        label=_("Torque in Nm"), min_value=Decimal("0.1"), max_value=2000, required=False
    )
    tolerance = forms.DecimalField(label=_("Tolerance in Nm"), min_value=0, max_value=200, required=False)
    condition = forms.CharField(
        label=_("Only for cars with"),
        max_length=400,
        required=False,
        help_text=_("Option codes, for example winch | tow-bar."),
    )
    parts = forms.ModelMultipleChoiceField(
        label=_("Parts it needs"), queryset=Part.objects.none(), required=False
    )
    is_gate = forms.BooleanField(label=_("Nothing after it before it is signed"), required=False)

    def __init__(self, *args: Any, project: Project, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = (
            ("module", Module.objects.filter(project=project)),
            ("parts", Part.objects.filter(project=project)),
        )
        for name, queryset in own:
            field = self.fields[name]
            assert isinstance(field, forms.ModelChoiceField)
            field.queryset = queryset

    def clean(self) -> dict[str, Any]:
        """Torque and tolerance belong together."""
        data = super().clean() or {}
        if (data.get("target") is None) != (data.get("tolerance") is None):
            self.add_error("tolerance", _("Torque and tolerance belong together."))
        return data

    def facts(self) -> dict[str, Any]:
        """The cleaned input as the action takes it; torque in thousandths of a newton metre."""
        data = dict(self.cleaned_data)
        pairs = {name: (data.pop(f"{name}_de"), data.pop(f"{name}_en")) for name in ("title", "text")}
        target, tolerance = data.pop("target"), data.pop("tolerance")
        if target is not None:
            data |= {"check_kind": Check.TORQUE, "unit": "Nm"}
            data |= {"target": int(target * 1000), "tolerance": int(tolerance * 1000)}
        return {**pairs, **data}


class WorkshopForm(forms.Form):
    """A new workshop."""

    name = forms.CharField(label=_("Name of the workshop"), max_length=80)
    slug = forms.SlugField(label=_("Short address"), max_length=40, help_text=_("For example chemnitz."))
    city = forms.CharField(label=_("City"), max_length=80)
    address = forms.CharField(label=_("Street"), max_length=160, required=False)
    time_zone = forms.CharField(label=_("Time zone"), max_length=40, initial="Europe/Berlin")
    bays = forms.IntegerField(label=_("Bays"), min_value=1, max_value=20, initial=1)
    opens_on = forms.DateField(
        label=_("Opens on"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )

    def clean_opens_on(self) -> date:
        """A day that a calendar can show."""
        day: date = self.cleaned_data["opens_on"]
        if abs(day - clock.today()) > FAR:
            raise forms.ValidationError(_("Choose a day within ten years."))
        return day

    def facts(self) -> dict[str, Any]:
        """The cleaned input as the action takes it."""
        data = dict(self.cleaned_data)
        return {"bays": [f"{n}" for n in range(1, data.pop("bays") + 1)], **data}


class BayForm(forms.Form):
    """One more bay."""

    name = forms.CharField(label=_("Name of the bay"), max_length=40)


class ModuleForm(forms.Form):
    """A new chapter of the guide."""

    number = forms.IntegerField(label=_("Number"), min_value=1, max_value=99)
    title_de = forms.CharField(label=_("Title, German"), max_length=80)
    title_en = forms.CharField(label=_("Title, English"), max_length=80, required=False)


class DaysForm(forms.Form):
    """Days in the calendar of a workshop."""

    days = forms.MultipleChoiceField(
        label=_("Days"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": _("%(value)s is not free any more. Choose other days.")},
    )

    def __init__(self, *args: Any, choices: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["days"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = choices


class FriendForm(forms.Form):
    """A friend to invite."""

    name = forms.CharField(label=_("First name"), max_length=60)
    skills = forms.CharField(
        label=_("What can they do?"),
        max_length=160,
        required=False,
        help_text=_("For example: welding, electrics, making coffee."),
    )


class SignForm(forms.Form):
    """Values, a second person, a note."""

    second = forms.ChoiceField(label=_("Who looks at it with you?"), required=False)
    note = forms.CharField(label=_("Anything to remember?"), max_length=500, required=False)

    def __init__(self, *args: Any, step: Step, names: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.value_names = [f"value{n}" for n in range(step.wanted_values)]
        for place, name in enumerate(self.value_names, start=1):
            label = (
                _("Screw %(place)s, %(unit)s")
                if step.check_kind == Check.TORQUE
                else _("Value %(place)s, %(unit)s")
            )
            self.fields[name] = forms.CharField(
                label=label % {"place": place, "unit": step.unit},
                max_length=12,
                widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
            )
        self.order_fields([*self.value_names, "second", "note"])
        if not step.needs_second:
            del self.fields["second"]
        else:
            field = self.fields["second"]
            assert isinstance(field, forms.ChoiceField)
            field.choices = [("", "–"), *((name, name) for name in names)]

    @property
    def typed(self) -> list[str]:
        """The values as they were typed, in their order."""
        return [self.cleaned_data[name] for name in self.value_names]
