"""How files are handed in: several at once, each checked later by its content."""

from __future__ import annotations

from typing import Any

from django import forms


class Uploads(forms.ClearableFileInput):
    """Several files at once."""

    allow_multiple_selected = True


class UploadsField(forms.FileField):
    """A list of files."""

    widget = Uploads

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        """Every chosen file, or an empty list."""
        chosen = data if isinstance(data, (list, tuple)) else [data]
        return [super(UploadsField, self).clean(each, initial) for each in chosen if each]
