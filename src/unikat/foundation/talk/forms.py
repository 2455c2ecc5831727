"""What a person types into a discussion."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from unikat.foundation.talk.models import Stance


class CommentForm(forms.Form):
    """A comment on a thing, or a reply to one."""

    text = forms.CharField(
        label=_("Say something about it"),
        help_text=_("With an example or a measure you help most."),
        widget=forms.Textarea(attrs={"rows": 3}),
        strip=False,
    )
    stance = forms.ChoiceField(
        label=_("Are you for or against it?"), required=False, choices=[("", _("neither")), *Stance.choices]
    )
    kind = forms.CharField(widget=forms.HiddenInput, max_length=24)
    id = forms.IntegerField(widget=forms.HiddenInput)
    reply_to = forms.IntegerField(widget=forms.HiddenInput, required=False)
    next = forms.CharField(widget=forms.HiddenInput, required=False, max_length=400)


class HideForm(forms.Form):
    """Why a comment is folded away."""

    reason = forms.CharField(label=_("Why? Everybody will read it."), max_length=280, required=False)


class RewordForm(forms.Form):
    """One's own words, put differently."""

    text = forms.CharField(label=_("Your words"), widget=forms.Textarea(attrs={"rows": 5}), strip=False)
