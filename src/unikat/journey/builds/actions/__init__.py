"""Things that happen in workshops and builds."""

from unikat.journey.builds.actions.booking import add_bay, book_days, open_workshop
from unikat.journey.builds.actions.crews import invite_crew, pass_of, revoke_pass
from unikat.journey.builds.actions.guides import add_module, add_step
from unikat.journey.builds.actions.signing import finish_build, read_values, sign_off

__all__ = [
    "add_bay",
    "add_module",
    "add_step",
    "book_days",
    "finish_build",
    "invite_crew",
    "open_workshop",
    "pass_of",
    "read_values",
    "revoke_pass",
    "sign_off",
]
