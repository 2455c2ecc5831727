"""Pages of workshops, builds, the guide and the crew."""

from unikat.journey.builds.views.building import crew, detail, finish, revoke
from unikat.journey.builds.views.guiding import code, enter, guide, sign, step
from unikat.journey.builds.views.places import book, choose_workshop, workshop, workshop_list

__all__ = [
    "book",
    "choose_workshop",
    "code",
    "crew",
    "detail",
    "enter",
    "finish",
    "guide",
    "revoke",
    "sign",
    "step",
    "workshop",
    "workshop_list",
]
