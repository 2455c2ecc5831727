"""Things that happen to cars: chosen, reserved, cancelled, built."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from unikat.engines import configuring
from unikat.foundation.ledger import clock
from unikat.foundation.ledger.actions import retract_links, tell
from unikat.foundation.ledger.models import Actor, LinkKind
from unikat.foundation.ledger.queries import links_to
from unikat.foundation.ledger.refusal import NotAllowed, Refused, Taken
from unikat.foundation.people.models import Person
from unikat.foundation.search.actions import keep_findable
from unikat.journey.cars import queries, rules
from unikat.journey.cars.models import FINISHED, HOLDING, LONGEST_NAME, Car, CarState, Configuration
from unikat.journey.options.models import Edition, Option
from unikat.journey.options.queries import compiled, current_edition
from unikat.journey.projects.actions import next_number
from unikat.journey.projects.models import Project


@transaction.atomic
def save_configuration(
    *, actor: Person | None, edition: Edition, choices: Mapping[str, bool]
) -> Configuration:
    """Keep choices under a link that cannot be guessed; nobody else learns of it."""
    known = {option.code for option in compiled(edition).model.options}
    if not set(choices) <= known:
        raise Refused(_("These choices name options that this edition does not have."))
    return Configuration.objects.create(
        project=edition.project,
        edition=edition,
        token=secrets.token_urlsafe(12),
        choices={code: True for code, wanted in sorted(choices.items()) if wanted},
        person=actor if actor and actor.pk else None,
    )


@transaction.atomic
def reserve_car(*, actor: Person, project: Project, chosen: Iterable[str], name: str) -> Car:
    """Reserve a complete choice. The database guarantees that no other car of the project is the same."""
    if not rules.may_reserve(actor, project):
        raise NotAllowed(_("Members reserve cars while ordering is open."))
    edition = current_edition(project)
    if edition is None:
        raise Refused(_("There is no edition to choose from yet."))
    codes = _complete(edition, chosen)
    car = _numbered(actor, edition, codes, _called(name))
    options = Option.objects.filter(project=project, code__in=codes)
    tell(
        actor=actor,
        verb="car.reserve",
        about=car.thing,
        project_id=project.pk,
        facts={"number": car.number, "fingerprint": car.fingerprint},
        came_from=[(LinkKind.CHOSEN, option.thing) for option in options],
    )
    keep_findable(
        thing=car.thing, project_id=project.pk, title=f"{car.reference} {car.name}", text=actor.name
    )
    return car


def _called(name: str) -> str:
    called = name.strip() or _("Nameless")
    if len(called) > LONGEST_NAME:
        raise Refused(_("A name has at most %(most)s letters.") % {"most": LONGEST_NAME}, field="name")
    return called


def _numbered(owner: Person, edition: Edition, codes: frozenset[str], name: str) -> Car:
    """The car with the next number of its series; the number's lock lets one after the other through."""
    project = edition.project
    number = next_number(project, "car")
    holding = Car.objects.filter(project=project, state__in=HOLDING)
    if project.car_limit and holding.count() >= project.car_limit:
        raise Taken(_("All cars of this series are taken."))
    try:
        with transaction.atomic():
            return Car.objects.create(
                project=project,
                number=number,
                name=name,
                owner=owner,
                edition=edition,
                chosen=sorted(codes),
                fingerprint=configuring.fingerprint(codes),
                price_cents=queries.price_of(edition, codes),
            )
    except IntegrityError as error:
        raise Taken(
            _("This car exists already. Change one thing, and it is yours alone."), field="chosen"
        ) from error


def _complete(edition: Edition, chosen: Iterable[str]) -> frozenset[str]:
    """The codes of a complete, valid choice; refused with the rules that stand against it."""
    session = compiled(edition)
    codes = frozenset(chosen)
    unknown = sorted(codes - {option.code for option in session.model.options})
    if unknown:
        raise Refused(_("There is no option %(codes)s.") % {"codes": ", ".join(unknown)}, field="chosen")
    if not session.admits(codes):
        raise Refused(" ".join(queries.sentences_against(edition, codes)), field="chosen")
    return codes


@transaction.atomic
def cancel_car(*, actor: Person, car: Car) -> Car:
    """Give a reservation back; the number is retired, the fingerprint is free again."""
    if not rules.may_cancel(actor, car):
        raise NotAllowed(_("The owner or a steward cancels a car, until its build begins."))
    _move(car, CarState.RESERVED, CarState.CANCELLED, _("This car is not reserved any more."))
    retract_links(
        actor=actor,
        verb="car.cancel",
        about=car.thing,
        links=links_to(car.thing),
        why="cancelled",
        project_id=car.project_id,
    )
    return car


@transaction.atomic
def begin_build_of(*, actor: Actor, car: Car) -> Car:
    """The car's build days are booked; from now on it is being built."""
    _move(car, CarState.RESERVED, CarState.BUILDING, _("Only a reserved car goes into the workshop."))
    return car


@transaction.atomic
def finish_build_of(*, actor: Actor, car: Car) -> Car:
    """All steps are signed: the car stands. What it was built of is kept for ever, whatever changes later."""
    amounts, revisions = queries.bill_of(car), queries.revisions_of(car)
    _move(car, CarState.BUILDING, CarState.BUILT, _("Only a car in the workshop can be finished."))
    car.built_at = clock.now()
    car.save(update_fields=["built_at"])
    tell(
        actor=actor,
        verb=FINISHED,
        about=car.thing,
        project_id=car.project_id,
        facts={"bill": {number: str(amount) for number, amount in sorted(amounts.items())}},
        came_from=[(LinkKind.FITTED, revision.thing) for revision in revisions],
    )
    return car


def _move(car: Car, before: CarState, after: CarState, otherwise: str) -> None:
    """Take a car from one state to the next; whoever comes second is told."""
    if not Car.objects.filter(pk=car.pk, state=before).update(state=after):
        raise Refused(otherwise)
    car.state = after
