"""Options are offered, rules name their decision, an edition is released as it stands and never changes."""

import pytest
from django.utils import translation

from unikat.foundation.ledger.models import Entry
from unikat.foundation.ledger.queries import ancestors, descendants
from unikat.foundation.ledger.refusal import NotAllowed, Refused, Taken
from unikat.foundation.search.queries import find
from unikat.journey.options import actions, queries
from unikat.journey.options.models import Edition, Option, OptionGroup, Rule
from unikat.journey.parts.actions import add_part
from unikat.journey.wishes.actions import make_decision


def release(cast, project):
    return actions.release_edition(actor=cast["oskar"], project=project, base_price_cents=2_000_000)


def test_an_option_comes_from_its_parts(groups, feldhase, cast):
    part = add_part(actor=cast["mei"], project=feldhase, number="FH-9", name=("Winde", ""))
    group = OptionGroup.objects.get(code="extras")
    option = actions.add_option(
        actor=cast["mei"], group=group, code="hook", name=("Haken", "Hook"), brings=(part.thing,)
    )
    assert (ancestors(option.thing), option.position) == ([part.thing], 3)
    assert [hit.card.title for hit in find("Haken", None)] == ["Haken"]


def test_a_rule_hangs_between_its_decision_and_its_options(groups, rule, decision):
    made = rule("R1", "winch => steel")
    assert (ancestors(made.thing), descendants(made.thing)) == (
        [decision.thing],
        sorted([groups["steel"].thing, groups["winch"].thing]),
    )


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"formula": "winch =>"}, "formula"),
        ({"formula": "winch => gold"}, "formula"),
        ({"formula": ""}, "formula"),
        ({"sentence": "  "}, "sentence_de"),
        ({"code": "R1"}, "code"),
    ],
)
def test_a_rule_is_refused_at_its_field(groups, rule, facts, field):
    rule("R1", "winch => steel")
    with pytest.raises(Refused) as refused:
        rule(**{"code": "R2", "formula": "winch => steel", **facts})
    assert (refused.value.field, Rule.objects.count()) == (field, 1)


def test_no_rule_rests_on_a_draft(groups, rule, feldhase, cast):
    draft = make_decision(
        actor=cast["mei"],
        project=feldhase,
        outcome="accept",
        title=("x", ""),
        sentence=("y", ""),
        deciders=[cast["oskar"]],
    )
    with pytest.raises(Refused) as refused:
        rule("R1", "winch => steel", decision=draft)
    assert refused.value.field == "decision"


@pytest.mark.parametrize("code", ["35kW", "Winde_2", "hook_2", "-hook", ""])
def test_a_code_the_engine_cannot_read_never_gets_in(groups, cast, client, code):
    group = OptionGroup.objects.get(code="extras")
    with pytest.raises(Refused) as refused:
        actions.add_option(actor=cast["mei"], group=group, code=code, name=("x", ""))
    assert (refused.value.field, Option.objects.count()) == ("code", 4)
    assert client.get("/p/feldhase/options/").status_code == 200


def test_codes_exist_once(groups, feldhase, cast):
    with pytest.raises(Taken):
        actions.add_group(actor=cast["mei"], project=feldhase, code="wheels", kind="one", name=("x", ""))
    with pytest.raises(Taken):
        actions.add_option(
            actor=cast["mei"], group=OptionGroup.objects.get(code="extras"), code="steel", name=("x", "")
        )
    assert (OptionGroup.objects.count(), Option.objects.count()) == (2, 4)


@pytest.mark.parametrize(
    ("formulas", "said"),
    [
        (["!winch"], "Winde lässt sich nie wählen. R1: Satz 1."),
        (["winch => steel", "winch => !steel"], "Winde lässt sich nie wählen. R1: Satz 1. R2: Satz 2."),
        (["steel", "!steel"], "Die Regeln widersprechen sich. R1: Satz 1. R2: Satz 2."),
    ],
)
def test_contradictions_and_dead_options_stop_a_release_with_their_reasons(
    groups, rule, feldhase, cast, formulas, said
):
    for number, formula in enumerate(formulas, start=1):
        rule(f"R{number}", formula, f"Satz {number}.")
    with pytest.raises(Refused) as refused, translation.override("de"):
        release(cast, feldhase)
    assert refused.value.message == f"Diese Ausgabe kann nicht freigegeben werden. {said}"
    assert Edition.objects.count() == 0


def test_nothing_is_not_released(feldhase, cast):
    with pytest.raises(Refused):
        release(cast, feldhase)
    assert Edition.objects.count() == 0


def test_an_edition_stays_as_it_was_released(groups, rule, feldhase, cast):
    made = rule("R1", "winch => steel")
    first = release(cast, feldhase)
    data = Edition.objects.get().data
    assert data == {
        "groups": [
            {
                "code": "wheels",
                "kind": "one",
                "options": [
                    {"code": "steel", "price": 0, "lead_days": 0},
                    {"code": "spoke", "price": 48_000, "lead_days": 0},
                ],
            },
            {
                "code": "extras",
                "kind": "several",
                "options": [
                    {"code": "winch", "price": 90_000, "lead_days": 0},
                    {"code": "tow-bar", "price": 35_000, "lead_days": 0},
                ],
            },
        ],
        "rules": [{"code": "R1", "formula": "winch => steel"}],
    }
    actions.retire_rule(actor=cast["mei"], rule=made, why="Neue Nabe.")
    group = OptionGroup.objects.get(code="extras")
    actions.add_option(actor=cast["mei"], group=group, code="hook", name=("Haken", ""))
    second = release(cast, feldhase)
    assert [(edition.number, edition.state) for edition in Edition.objects.order_by("number")] == [
        (1, "replaced"),
        (2, "released"),
    ]
    assert (Edition.objects.get(pk=first.pk).data, second.data["rules"]) == (data, [])
    blocked = [
        code
        for code, one in queries.compiled(first).state({"winch": True}).options.items()
        if one.status == "blocked"
    ]
    assert blocked == ["spoke"]


def test_a_retired_rule_binds_nothing_and_says_why(groups, rule, feldhase, cast, decision):
    made = rule("R1", "!winch")
    with pytest.raises(Refused) as refused:
        actions.retire_rule(actor=cast["mei"], rule=made, why=" ")
    assert refused.value.field == "why"
    actions.retire_rule(actor=cast["mei"], rule=made, why="Neue Nabe.")
    with pytest.raises(Taken):
        actions.retire_rule(actor=cast["mei"], rule=made, why="Noch einmal.")
    assert (list(queries.rules_of(feldhase)), descendants(decision.thing)) == ([], [])
    entry = Entry.objects.get(verb="rule.retire")
    assert (entry.facts, entry.project_id) == ({"why": "Neue Nabe."}, feldhase.pk)
    assert release(cast, feldhase).number == 1


@pytest.mark.parametrize("handle", ["ida", "tariq", "vera", "lena"])
def test_strangers_write_nothing(groups, rule, feldhase, cast, handle):
    made, who = rule("R1", "winch => steel"), {"actor": cast[handle]}
    for act, facts in (
        (actions.add_group, {"project": feldhase, "code": "x", "kind": "one", "name": ("x", "")}),
        (actions.add_option, {"group": OptionGroup.objects.first(), "code": "x", "name": ("x", "")}),
        (actions.retire_rule, {"rule": made, "why": "x"}),
        (actions.release_edition, {"project": feldhase, "base_price_cents": 1}),
    ):
        with pytest.raises(NotAllowed):
            act(**who, **facts)
    with pytest.raises(NotAllowed):
        rule("R2", "winch => steel", **who)
    assert (Option.objects.count(), Rule.objects.count(), Edition.objects.count()) == (4, 1, 0)
