"""The note of an imported revision: where it stands in the lists, and what these say that has no other place."""

from __future__ import annotations

from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from unikat.engines.reconciling import Item

#: Most letters of a note.
NOTE = 600
#: Columns of lists as people call them.
COLUMNS: dict[str, str | Promise] = {
    "number": gettext_lazy("Part number"),
    "name": gettext_lazy("Name"),
    "quantity": gettext_lazy("Quantity"),
    "description": gettext_lazy("Description"),
    "version": gettext_lazy("Version"),
    "process": gettext_lazy("Process"),
    "material": gettext_lazy("Material"),
    "finish": gettext_lazy("Finish"),
    "details": gettext_lazy("Details"),
    "supplier": gettext_lazy("Supplier"),
    "maker": gettext_lazy("Maker"),
    "mpn": gettext_lazy("Maker’s number"),
    "address": gettext_lazy("Address"),
    "lead": gettext_lazy("Lead time"),
    "cost": gettext_lazy("Cost each"),
    "total": gettext_lazy("Total cost"),
    "notes": gettext_lazy("Notes"),
}


def note_of(item: Item) -> tuple[str, str]:
    """The note in German and in English, as long as it is; what the list says stays in the list's own words."""
    return _in("de", item), _in("en", item)


def _in(language: str, item: Item) -> str:
    with translation.override(language):
        name = item.source.rpartition("/")[2]
        if item.row is None:
            return _("From the file %(file)s, which no list names.") % {"file": name}
        said = [_("From %(file)s, row %(row)s.") % {"file": name, "row": item.row}]
        if item.under:
            said.append(_("Below the heading “%(heading)s”.") % {"heading": item.under})
        said += [f"{COLUMNS[role]}: {text.rstrip('.')}." for role, text in item.told]
        return " ".join(said)
