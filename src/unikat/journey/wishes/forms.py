"""What a person may type about a wish, and into its answer."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from unikat.foundation.people.models import Person
from unikat.foundation.ui.keys import whole
from unikat.journey.projects.models import Area, Membership, Project, Role
from unikat.journey.wishes.models import Outcome, Wish, WishState


class WishForm(forms.Form):
    """A wish, in the words of the one who has it."""

    title = forms.CharField(
        label=_("What should your car be able to do?"),
        max_length=120,
        help_text=_("Say what you want to do, not how it is to be built. German or English, we find both."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "aria-controls": "similar"}),
    )
    text = forms.CharField(
        label=_("Tell the story behind it"),
        max_length=20_000,
        help_text=_("When did you miss it? A number or a place helps most."),
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    area = forms.ChoiceField(
        label=_("Area of the car"), required=False, choices=[("", _("I do not know")), *Area.choices]
    )
    language = forms.ChoiceField(label=_("Written in"), choices=settings.LANGUAGES)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["language"].initial = (get_language() or "de")[:2]


class MergeForm(forms.Form):
    """Which wish is the same, and why."""

    into = forms.CharField(
        label=_("Number of the other wish"), help_text=_("For example W-014."), max_length=12
    )
    why = forms.CharField(label=_("What is the same?"), max_length=280, required=False)

    def clean_into(self) -> int:
        """W-014, w 14 and 14 all mean the same wish."""
        digits = self.cleaned_data["into"].upper().removeprefix("W").strip(" -")
        number = whole(digits)
        if number is None:
            raise forms.ValidationError(_("Type a wish's number, for example W-014."))
        return number


class UndoForm(forms.Form):
    """Why two wishes part again."""

    why = forms.CharField(label=_("Why?"), max_length=280, required=False)


class DecisionForm(forms.Form):
    """An answer and its reasons, in German and, if possible, in English."""

    outcome = forms.ChoiceField(label=_("Answer"), choices=Outcome.choices, widget=forms.RadioSelect)
    title_de = forms.CharField(label=_("Title, German"), max_length=120)
    title_en = forms.CharField(label=_("Title, English"), max_length=120, required=False)
    sentence_de = forms.CharField(
        label=_("What will be done, German"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )
    sentence_en = forms.CharField(
        label=_("What will be done, English"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    pro_de = forms.CharField(label=_("What speaks for it, German"), max_length=2000, required=False)
    pro_en = forms.CharField(label=_("What speaks for it, English"), max_length=2000, required=False)
    con_de = forms.CharField(label=_("What speaks against it, German"), max_length=2000, required=False)
    con_en = forms.CharField(label=_("What speaks against it, English"), max_length=2000, required=False)
    open_de = forms.CharField(label=_("What stays open, German"), max_length=2000, required=False)
    open_en = forms.CharField(label=_("What stays open, English"), max_length=2000, required=False)
    area = forms.ChoiceField(
        label=_("Area of the car"), required=False, choices=[("", _("The whole car")), *Area.choices]
    )
    wishes = forms.ModelMultipleChoiceField(
        label=_("Wishes it answers"), queryset=Wish.objects.none(), required=False
    )
    deciders = forms.ModelMultipleChoiceField(
        label=_("Who decides with you"),
        queryset=Person.objects.none(),
        required=False,
        help_text=_("They are asked. The decision counts when all have agreed."),
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, project: Project, writer: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        waiting = Wish.objects.filter(project=project, state=WishState.OPEN).order_by("-number")
        deciding = Membership.objects.filter(
            project=project, role__in=[Role.ENGINEER, Role.DESIGNER, Role.STEWARD]
        )
        for name, queryset in (
            ("wishes", waiting.select_related("project")),
            ("deciders", Person.objects.filter(pk__in=deciding.values("person")).exclude(pk=writer.pk)),
        ):
            field = self.fields[name]
            assert isinstance(field, forms.ModelMultipleChoiceField)
            field.queryset = queryset

    def facts(self) -> dict[str, Any]:
        """The cleaned input as the action takes it."""
        data = self.cleaned_data
        pairs = {
            name: (data[f"{name}_de"], data[f"{name}_en"]) for name in ("title", "sentence", "pro", "con")
        }
        return {
            **pairs,
            "open_point": (data["open_de"], data["open_en"]),
            **{name: data[name] for name in ("outcome", "area", "wishes", "deciders")},
        }
