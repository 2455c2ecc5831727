"""What the configurator shows for one set of choices: each option's state, cost and reason, and the car's figures."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from unikat.engines import configuring
from unikat.foundation.ui.words import say
from unikat.journey.cars.models import Car
from unikat.journey.cars.queries import existing
from unikat.journey.options.models import Edition, Option, OptionGroup, Rule
from unikat.journey.options.queries import compiled, groups_of, rules_in
from unikat.journey.parts.queries import AxleLoads, axle_loads_for, roll_up_for
from unikat.journey.projects.models import Project


@dataclass(frozen=True)
class Figures:
    """Price in cents with VAT, mass in grams, days until all parts are there, axle loads per load case."""

    price_cents: int
    mass_g: int | None
    lead_days: int
    slowest: Option | None
    axles: tuple[AxleLoads, ...]


@dataclass(frozen=True)
class Standing:
    """Why an option is forced or blocked: the rules with their decisions, and the choices they follow from."""

    rules: tuple[Rule, ...] = ()
    choices: tuple[Option, ...] = ()
    groups: tuple[OptionGroup, ...] = ()
    ways_out: tuple[tuple[tuple[Option, ...], str], ...] = ()


@dataclass(frozen=True)
class OptionRow:
    """One option as the page shows it."""

    option: Option
    state: str
    input: str
    price_cents: int
    standing: Standing | None = None
    query: str = ""


@dataclass(frozen=True)
class Choice:
    """Everything the page shows for one set of choices."""

    choices: Mapping[str, bool]
    groups: tuple[tuple[OptionGroup, tuple[OptionRow, ...]], ...]
    chosen: frozenset[str]
    completed: frozenset[str]
    count: int | None
    all_cars: int | None
    complete: bool
    consistent: bool
    conflict: Standing | None
    figures: Figures | None
    relatives: tuple[tuple[Car, tuple[Option, ...]], ...]
    twin: Car | None
    query: str
    changes: tuple[tuple[tuple[Option, ...], tuple[Option, ...], str], ...] = field(default=())


def choices_from(edition: Edition, codes: Iterable[str]) -> dict[str, bool]:
    """The known codes among these, as choices; what this edition does not have is left out."""
    wanted = set(codes)
    return {option.code: True for option in compiled(edition).model.options if option.code in wanted}


def query_of(codes: Iterable[str]) -> str:
    """The choices as the address of the page: it can be shared, and undone by going back."""
    return urlencode([("c", code) for code in sorted(codes)])


def figures_of(edition: Edition, codes: frozenset[str]) -> Figures:
    """Price, mass, lead time and axle loads of one complete car."""
    rolled = roll_up_for(edition.project, codes)
    options = Option.objects.filter(project=edition.project, code__in=codes).order_by("-lead_days", "pk")
    slowest = options.filter(lead_days__gt=0).first()
    return Figures(
        existing.price_of(edition, codes),
        rolled.mass_g if rolled else None,
        existing.lead_days_of(edition, codes),
        slowest,
        tuple(axle_loads_for(edition.project, codes)),
    )


class _Page:
    """One reading of groups, options and rules, shared by all rows of a page."""

    def __init__(self, edition: Edition, choices: Mapping[str, bool]) -> None:
        self.edition, self.choices = edition, choices
        self.session = compiled(edition)
        self.groups = [group for group in groups_of(edition.project) if self._offers(group)]
        self.options = {option.code: option for group in self.groups for option in group.options.all()}
        self.rules = {rule.code: rule for rule in rules_in(edition)}
        self.prices = {option.code: option.price for option in self.session.model.options}

    def _offers(self, group: OptionGroup) -> bool:
        return any(offered.code == group.code for offered in self.session.model.groups)

    def named(self, codes: Iterable[str]) -> tuple[Option, ...]:
        """The options of these codes, in the order of the page."""
        wanted = set(codes)
        return tuple(option for code, option in self.options.items() if code in wanted)

    def standing(
        self, explanation: configuring.Explanation, ways: tuple[tuple[tuple[Option, ...], str], ...] = ()
    ) -> Standing:
        """An explanation in the words of the project's rules."""
        rules = tuple(self.rules[code] for code in explanation.rules if code in self.rules)
        groups = tuple(group for group in self.groups if group.code in explanation.groups)
        return Standing(rules, self.named(explanation.choices), groups, ways)

    def ways_to(self, code: str, choices: Mapping[str, bool]) -> tuple[tuple[tuple[Option, ...], str], ...]:
        """The smallest sets of choices to give up for an option, each with the address that does it."""
        return tuple(
            (self.named(way.give_up), query_of((set(choices) - way.give_up) | {code}))
            for way in self.session.ways_out(choices, code)[:3]
        )


def choice_of(project: Project, edition: Edition, choices: Mapping[str, bool]) -> Choice:
    """The whole page for these choices; contradicting ones are named, and nothing is decided for the person."""
    page = _Page(edition, choices)
    state = page.session.state(choices)
    conflict = None if state.consistent else page.session.conflict(choices)
    completion = page.session.complete(choices, by="price") if state.consistent else None
    completed = completion.chosen if completion else frozenset()
    groups = tuple(
        (
            group,
            tuple(
                _row(page, group, option, state)
                for option in group.options.all()
                if option.code in page.prices
            ),
        )
        for group in page.groups
    )
    holders = existing.taken(project)
    twin = holders.get(existing.fingerprint_of(completed)) if state.complete else None
    return Choice(
        choices=choices,
        groups=groups,
        chosen=state.chosen,
        completed=completed,
        count=None if state.count is None else state.count - existing.taken_matching(edition, choices),
        all_cars=page.session.state({}).count,
        complete=state.complete,
        consistent=state.consistent,
        conflict=page.standing(conflict) if conflict else None,
        figures=figures_of(edition, completed) if completed else None,
        relatives=tuple(
            (car, page.named(differing)) for car, differing in existing.nearest_relatives(project, completed)
        ),
        twin=twin,
        query=query_of(choices),
        changes=_free_neighbours(page, completed, [car.codes for car in holders.values()]) if twin else (),
    )


def _free_neighbours(
    page: _Page, codes: frozenset[str], taken: list[frozenset[str]]
) -> tuple[tuple[tuple[Option, ...], tuple[Option, ...], str], ...]:
    """The smallest changes that make a taken car unique: what goes, what comes, and the address."""
    changes = page.session.nearest_free(codes, taken)
    return tuple(
        (page.named(codes - change.chosen), page.named(change.chosen - codes), query_of(change.chosen))
        for change in changes[:3]
    )


def sentences_against(edition: Edition, codes: frozenset[str]) -> list[str]:
    """Everything that keeps exactly these options from being a car: unanswered questions, then broken rules."""
    page = _Page(edition, {})
    picked = {group.code: sum(o.code in codes for o in group.options.all()) for group in page.groups}
    unmet = [
        _("%(group)s: choose exactly one.") % {"group": say(group, "name").text}
        for group in page.groups
        if (group.kind == "one" and picked[group.code] != 1)
        or (group.kind == "optional" and picked[group.code] > 1)
    ]
    broken = [page.rules[rule.code] for rule in page.session.model.rules if not rule.expression.holds(codes)]
    return unmet + [f"{say(rule, 'sentence').text} ({rule.decision.reference})" for rule in broken]


def _row(page: _Page, group: OptionGroup, option: Option, state: configuring.State) -> OptionRow:
    here = state[option.code]
    picked = next((o.code for o in group.options.all() if state[o.code].status in ("chosen", "forced")), None)
    price = page.prices[option.code]
    if group.kind != "several" and picked and picked != option.code:
        price -= page.prices[picked]
    kind = "checkbox" if group.kind == "several" else "radio"
    switchable = group.kind != "several" and here.status == "blocked" and here.choosable
    if here.status in ("free", "chosen") or switchable:
        shown = "chosen" if here.status == "chosen" else "free"
        return OptionRow(option, shown, kind, price)
    if not state.consistent:
        # Nothing follows from choices that contradict; the page says so once, not at every option.
        return OptionRow(option, "blocked", kind, price)
    if here.status == "forced":
        return OptionRow(
            option, "forced", kind, price, page.standing(page.session.explain(page.choices, option.code))
        )
    others = (
        {code: True for code in page.choices if code not in {o.code for o in group.options.all()}}
        if group.kind != "several"
        else dict(page.choices)
    )
    explanation = page.session.explain(others, option.code)
    return OptionRow(
        option, "blocked", kind, price, page.standing(explanation, page.ways_to(option.code, others))
    )
