"""Pages of workshops, builds, the guide and the crew."""

from unikat.journey.builds.views.building import crew, detail, finish, revoke
from unikat.journey.builds.views.guiding import add_module, add_step, code, enter, guide, sign, step
from unikat.journey.builds.views.places import (
    add_bay,
    book,
    choose_workshop,
    open_workshop,
    workshop,
    workshop_list,
)

__all__ = [
    "add_bay",
    "add_module",
    "add_step",
    "book",
    "choose_workshop",
    "code",
    "crew",
    "detail",
    "enter",
    "finish",
    "guide",
    "open_workshop",
    "revoke",
    "sign",
    "step",
    "workshop",
    "workshop_list",
]
