"""What a person types in and around a build."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from unikat.journey.builds.models import Check, Step


class DaysForm(forms.Form):
    """Days in the calendar of a workshop."""

    days = forms.MultipleChoiceField(label=_("Days"), widget=forms.CheckboxSelectMultiple)

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
        self.value_names = (
            [] if step.check_kind == Check.TICK else [f"value{n}" for n in range(max(1, step.screws))]
        )
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
