"""What a person may type about themselves."""

from __future__ import annotations

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from unikat.foundation.people.models import Person


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
