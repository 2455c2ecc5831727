"""Signing steps: measured, by two where two are needed, each only once."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from unikat.foundation.ledger import clock
from unikat.foundation.ledger.actions import tell
from unikat.foundation.ledger.models import LinkKind
from unikat.foundation.ledger.refusal import NotAllowed, Refused, Taken
from unikat.foundation.notices.actions import notify
from unikat.foundation.people.models import Person
from unikat.foundation.ui import words
from unikat.journey.builds import queries, rules
from unikat.journey.builds.models import Build, BuildState, Check, CrewPass, SignOff, Step
from unikat.journey.cars.actions import finish_build_of

Signer = Person | CrewPass
#: 24, 24.5 or 24,5: what a wrench shows, at most to the thousandth that is kept.
TYPED = re.compile(r"\s*(\d{1,5}(?:[.,]\d{1,3})?)\s*", re.ASCII)


def read_values(step: Step, typed: Sequence[str]) -> list[int]:
    """What a person typed, as thousandths of the step's unit; 24,5 and 24.5 mean the same."""
    _check_number(step, typed)
    values = []
    for place, text in enumerate(typed, start=1):
        read = TYPED.fullmatch(text)
        if read is None:
            said = _("Value %(place)s: type a number such as 24.5.") % {"place": place}
            raise Refused(said, field="values")
        values.append(int(Decimal(read.group(1).replace(",", ".")) * 1000))
    return values


def _check_number(step: Step, values: Sequence[object]) -> None:
    """As many values as screws; none for a step that is only ticked."""
    if len(values) == step.wanted_values:
        return
    if step.wanted_values == 0:
        raise Refused(_("Nothing is measured in this step."), field="values")
    raise Refused(
        _("%(wanted)s values are needed, one for each screw.") % {"wanted": step.wanted_values},
        field="values",
    )


def _check_values(step: Step, values: Sequence[int]) -> None:
    """Refuse what lies outside the tolerance, with how far and what to do."""
    if step.target is None or step.tolerance is None:
        return
    for place, value in enumerate(values, start=1):
        off = abs(value - step.target) - step.tolerance
        if off <= 0:
            continue
        told = words.number(Decimal(off) / 1000, 3 if off % 100 else 1)
        facts = {"place": place, "off": told, "unit": step.unit}
        if step.check_kind != Check.TORQUE:
            said = _(
                "Value %(place)s is %(off)s %(unit)s outside of what is allowed. Set it again and measure."
            )
        elif value > step.target:
            said = _("Screw %(place)s: %(off)s %(unit)s too tight. Loosen, tighten again.")
        else:
            said = _("Screw %(place)s: %(off)s %(unit)s too loose. Tighten further.")
        raise Refused(said % facts, field="values")


def _check_turn(build: Build, step: Step) -> None:
    """The step belongs to this car, and no safety gate before it is open."""
    if step.pk not in {own.pk for own in queries.steps_of(build)}:
        raise Refused(_("This step does not belong to this car."))
    gate = queries.gate_before(build, step)
    if gate is not None:
        raise Refused(_("First %(step)s: it protects everything after it.") % {"step": gate.number})


@transaction.atomic
def sign_off(
    *, actor: Signer, build: Build, step: Step, values: Sequence[int] = (), second: str = "", note: str = ""
) -> SignOff:
    """Sign a step of a build with its values in thousandths; a second try tells who signed it before."""
    if not rules.may_sign(actor, build):
        raise NotAllowed(_("Owner, coach and invited friends sign the steps of their build."))
    _check_turn(build, step)
    _check_number(step, values)
    _check_values(step, values)
    other = _second(actor, build, step, second)
    try:
        with transaction.atomic():
            signed = SignOff.objects.create(
                build=build,
                step=step,
                step_version=step.version,
                actor_kind=actor.actor_kind,
                actor_name=actor.actor_name,
                person_id=actor.actor_person_id,
                second_name=other,
                values=list(values),
                note=note.strip()[:500],
            )
    except IntegrityError as error:
        before = SignOff.objects.get(build=build, step=step)
        said = _("%(name)s signed this step on %(moment)s.") % {
            "name": before.actor_name,
            "moment": words.moment(before.at),
        }
        raise Taken(said) from error
    tell(
        actor=actor,
        verb="step.sign",
        about=step.thing,
        project_id=build.car.project_id,
        facts={"car": build.car.number, "values": list(values), "second": other},
        led_to=[(LinkKind.SIGNED, build.car.thing)],
    )
    return signed


def _second(actor: Signer, build: Build, step: Step, second: str) -> str:
    """The second person: named from this build's crew, and somebody else."""
    if not step.needs_second:
        return ""
    names = queries.names_of_crew(build)
    if second not in names or second == actor.actor_name:
        raise Refused(_("Two people sign this step. Who looks at it with you?"), field="second")
    return second


@transaction.atomic
def finish_build(*, actor: Person, build: Build) -> Build:
    """All steps are signed: the build is finished, the car stands."""
    if not rules.leads(actor, build):
        raise NotAllowed(_("The owner and the coach finish a build."))
    left = queries.open_steps(build)
    if left:
        raise Refused(
            _("%(count)s steps are open, the next is %(step)s.")
            % {"count": len(left), "step": left[0].number}
        )
    moment = clock.now()
    booked = Build.objects.filter(pk=build.pk, state=BuildState.BOOKED)
    if not booked.update(state=BuildState.FINISHED, finished_at=moment):
        raise Taken(_("This build is finished already."))
    build.state, build.finished_at = BuildState.FINISHED, moment
    tell(actor=actor, verb="build.finish", about=build.thing, project_id=build.car.project_id)
    finish_build_of(actor=actor, car=build.car)
    notify(
        people=[build.car.owner_id],
        about=build.thing,
        verb="build.finish",
        text_de=f"{build.car.reference} „{build.car.name}“ ist fertig.",
        text_en=f"{build.car.reference} “{build.car.name}” is finished.",
    )
    return build
