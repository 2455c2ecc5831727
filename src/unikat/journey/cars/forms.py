"""What a person types to reserve a car."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from unikat.journey.cars.models import LONGEST_NAME


class ReserveForm(forms.Form):
    """A name for the car, and the word that one means it."""

    name = forms.CharField(
        label=_("What is your car called?"),
        max_length=LONGEST_NAME,
        help_text=_("It will stand on the type plate."),
    )
    sure = forms.BooleanField(label=_("I want exactly this car. Nobody else will get it."))
