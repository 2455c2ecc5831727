"""Findings name exactly what is odd, with a reason that is true."""

from hypothesis import given, settings

from unikat.engines.configuring.checking import Finding, findings
from unikat.engines.configuring.expressions import parse
from unikat.engines.configuring.model import Group, Model, Rule
from unikat.engines.configuring.tests.brute import configurations, models, options_alike


def expected(model):
    every = configurations(model)
    if not every:
        return {("contradiction", ())}
    found = set()
    for group in model.groups:
        for option in group.options:
            if not any(option.code in chosen for chosen in every):
                found.add(("dead", (option.code,)))
            elif all(option.code in chosen for chosen in every) and (
                group.kind != "one" or len(group.options) > 1
            ):
                found.add(("always", (option.code,)))
    for rule in model.rules:
        others = {other.code for other in model.rules} - {rule.code}
        if all(rule.expression.holds(chosen) for chosen in configurations(model, rules=others)):
            found.add(("redundant", (rule.code,)))
    return found


def still_true(model, finding):
    left = configurations(model, rules=finding.rules, groups=finding.groups)
    if finding.kind == "redundant":
        rule = next(rule for rule in model.rules if rule.code == finding.codes[0])
        return all(rule.expression.holds(chosen) for chosen in left)
    return {
        "contradiction": not left,
        "dead": not any(chosen >= {*finding.codes} for chosen in left),
        "always": all(chosen >= {*finding.codes} for chosen in left),
    }[finding.kind]


@settings(max_examples=80, deadline=None)
@given(models())
def test_findings(model):
    found = findings(model)
    assert {(finding.kind, finding.codes) for finding in found} == expected(model)
    assert [finding for finding in found if not still_true(model, finding)] == []
    for finding in found:
        for rule in finding.rules:
            less = tuple(other for other in finding.rules if other != rule)
            assert not still_true(model, Finding(finding.kind, finding.codes, less, finding.groups))


def test_one_of_each():
    groups = (
        Group("motor", "one", options_alike(["small", "large"])),
        Group("extras", "several", options_alike(["hook", "roof", "horn"])),
    )
    rules = (
        Rule("R1", parse("hook => small")),
        Rule("R2", parse("large => roof")),
        Rule("R3", parse("small => roof")),
        Rule("R4", parse("!(hook & large)")),
        Rule("R5", parse("horn => !roof")),
        Rule("R6", parse("hook | !hook")),
    )
    assert findings(Model(groups, rules)) == (
        Finding("always", ("roof",), ("R2", "R3"), ("motor",)),
        Finding("dead", ("horn",), ("R2", "R3", "R5"), ("motor",)),
        Finding("redundant", ("R1",), ("R4",), ("motor",)),
        Finding("redundant", ("R4",), ("R1",), ("motor",)),
        Finding("redundant", ("R6",), (), ()),
    )


def test_a_contradiction_is_the_only_finding():
    model = Model(
        (Group("g", "optional", options_alike(["a", "b"])),),
        (Rule("R1", parse("a | b")), Rule("R2", parse("!a")), Rule("R3", parse("b => a"))),
    )
    assert findings(model) == (Finding("contradiction", (), ("R1", "R2", "R3"), ()),)
