"""Questions about options: in their order, findings as sentences, at a price that does not grow."""

from django.utils import translation

from unikat.engines import configuring
from unikat.journey.options import actions, queries
from unikat.journey.options.models import OptionGroup


def test_groups_and_options_in_their_order(groups, feldhase):
    found = [(group.code, [one.code for one in group.options.all()]) for group in queries.groups_of(feldhase)]
    assert found == [("wheels", ["steel", "spoke"]), ("extras", ["winch", "tow-bar"])]


def test_rules_in_force_with_their_decisions(groups, rule, feldhase, cast):
    rule("R1", "winch => steel")
    actions.retire_rule(actor=cast["mei"], rule=rule("R2", "tow-bar => steel"), why="x")
    [made] = queries.rules_of(feldhase)
    assert (made.code, made.decision.reference, queries.codes_of(made)) == ("R1", "D-001", {"winch", "steel"})


def test_findings_are_sentences(groups, rule, feldhase):
    rule("R1", "tow-bar", "Jedes Auto hat eine Kupplung.")
    rule("R2", "winch => tow-bar", "Die Winde braucht die Kupplung.")
    findings = configuring.findings(queries.model_of(queries.draft_of(feldhase)))
    with translation.override("de"):
        assert queries.told(feldhase, findings) == [
            "Kupplung ist immer dabei, obwohl die Gruppe eine Wahl lässt. R1: Jedes Auto hat eine Kupplung.",
            "Die Regel R2 sagt, was andere schon sagen. R1: Jedes Auto hat eine Kupplung.",
        ]


def test_pages_cost_the_same_however_much_there_is(groups, rule, feldhase, cast, client_of, costs):
    clients = [client_of(), client_of(cast["mei"])]
    names = ("options/", "editions/")
    paths = ["/p/feldhase/options/", "/p/feldhase/options/winch/"]
    paths += [f"/api/v1/projects/feldhase/{name}" for name in names]
    group = OptionGroup.objects.get(code="extras")

    def grow(first, count):
        for number in range(first, first + count):
            actions.add_option(actor=cast["mei"], group=group, code=f"o{number}", name=(f"O{number}", ""))
            rule(f"X{number}", f"winch => o{number}")
            rule(f"Y{number}", f"winch => o{number} | spoke")
        actions.release_edition(actor=cast["oskar"], project=feldhase, base_price_cents=1)

    grow(0, 3)
    few = costs(clients, paths)
    grow(3, 27)
    assert costs(clients, paths) == few
