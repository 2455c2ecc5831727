"""Comments are no things of their own: they stand in the ledger under the thing they are about."""

from django.utils.translation import gettext_lazy as _

from unikat.foundation.ledger.things import register_deeds

register_deeds(
    {
        "talk.say": _("said something"),
        "talk.edit": _("changed a comment"),
        "talk.hide": _("hid a comment"),
        "talk.show": _("showed a comment again"),
    }
)
