"""What a person may type about themselves."""

from __future__ import annotations

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from unikat.foundation.people.models import Person, Tier


class AboutForm(forms.ModelForm):  # type: ignore[type-arg]
    """Name, one line, language."""

    language = forms.ChoiceField(label=_("Language of mails"), choices=settings.LANGUAGES)

    class Meta:
        model = Person
        fields = ("name", "about", "language")
        labels = {"name": _("Name"), "about": _("One line about you")}


class FirstForm(forms.Form):
    """Who the first steward is."""

    name = forms.CharField(label=_("Your name"), max_length=80)
    email = forms.EmailField(label=_("Your e-mail address"))


class TrustForm(forms.Form):
    """How well somebody is known here."""

    tier = forms.TypedChoiceField(
        label=_("Trust"), choices=[each for each in Tier.choices if each[0] != Tier.GUEST], coerce=int
    )
