"""What a person types to reserve a car."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class ReserveForm(forms.Form):
    """A name for the car, and the word that one means it."""

    name = forms.CharField(
        label=_("What is your car called?"), max_length=60, help_text=_("It will stand on the type plate.")
    )
    sure = forms.BooleanField(label=_("I want exactly this car. Nobody else will get it."))
