"""FeatureIDE XML, XCSP tables and DIMACS are read with place and reason of every fault."""

import pytest

from unikat.engines.configuring.feature_edition import compile_features
from unikat.engines.configuring.features import FeatureGroup, Table
from unikat.engines.configuring.languages import LanguageError, Remark, read, write_uvl

FEATUREIDE = """<?xml version="1.0"?>
<featureModel>
  <struct>
    <and name="car" abstract="true" mandatory="true">
      <alt mandatory="true" name="motor"><feature name="m35"/><feature name="m70"/></alt>
      <or name="extras"><feature name="winch"/><feature name="roof"/><description>all</description></or>
      <feature name="horn"/><wheel/>
    </and>
  </struct>
  <constraints>
    <rule><description>d</description><imp><var>m70</var><not><var>winch</var></not></imp></rule>
    <rule><disj><var>horn</var><conj><var>roof</var><eq><var>m35</var><var>winch</var></eq></conj></disj></rule>
    <rule><atmost1><var>horn</var><var>roof</var><var>m70</var></atmost1></rule>
  </constraints>
</featureModel>"""
XCSP = """<instance><presentation format="XCSP 2.1"/>
<domains><domain name="D0" nbValues="3">0..2</domain><domain name="D1" nbValues="2">4 -1</domain></domains>
<variables><variable name="x" domain="D0"/><variable name="y" domain="D1"/><variable name="z" domain="D1"/></variables>
<relations><relation name="R0" arity="2" semantics="supports">0 4|1 -1|2 4|9 9</relation>
<relation name="R1" arity="2" semantics="conflicts">4 4</relation></relations>
<constraints><constraint name="C0" arity="2" scope="x y" reference="R0"/>
<constraint name="C1" arity="2" scope="y z" reference="R1"/>
<constraint name="C2" scope="x y" reference="global:allDifferent"/></constraints></instance>"""
DIMACS = "c 1 motor\nc 2 winch roof\np cnf 3 2\n1 -2 0\n2\n3 0\n"


def told(text, name):
    return read(text.encode(), name)


def count(reading):
    return compile_features(reading.model).count({})


def test_featureide():
    reading = told(FEATUREIDE, "car.xml")
    assert reading.model.names == ("car", "motor", "extras", "horn", "m35", "m70", "winch", "roof")
    assert set(reading.model.groups) == {
        FeatureGroup(0, 1, 1, (1,)),
        FeatureGroup(0, 0, 2, (2, 3)),
        FeatureGroup(1, 1, 1, (4, 5)),
        FeatureGroup(2, 1, 2, (6, 7)),
    }
    assert reading.remarks == (Remark(7, 29, "<wheel>"),)
    # By hand: horn without m70 and roof (winch or no extras); or roof without horn, winch exactly with m35.
    assert count(reading) == 2 + 1


def test_xcsp():
    reading = told(XCSP, "range.xml")
    assert reading.model.tables == (
        Table((0, 1), ((1, 4), (2, 5), (3, 4)), True, "C0"),
        Table((1, 2), ((4, 6),), False, "C1"),
    )
    assert reading.remarks == (Remark(8, 1, "the constraint 'global:allDifferent'"),)
    assert count(reading) == 2 * 1 + 1 * 2


def test_dimacs():
    reading = told(DIMACS, "car.dimacs")
    assert reading.model.names == ("", "motor", "winch roof", "x3")
    assert count(reading) == 4


def test_alternatives_are_found_again_among_the_clauses_of_dimacs():
    pairs = "".join(f"-{one} -{other} 0\n" for one in range(1, 5) for other in range(one + 1, 5))
    model = told(f"p cnf 6 9\n{pairs}1 2 3 4 5 0\n-5 -6 0\n-4 -5 0\n", "a.cnf").model
    assert model.groups == (FeatureGroup(0, 0, 2, (5, 6)), FeatureGroup(0, 0, 1, (1, 2, 3, 4)))
    assert model.clauses == ((2, 3, 4, 5, 6), (-6, -7), (-5, -6))
    # One of four with at most the sixth beside it, or the fifth with one of the first three or none.
    assert compile_features(model).count({}) == 4 * 2 + 3 + 1


@pytest.mark.parametrize(("text", "name"), [(FEATUREIDE, "a.xml"), (XCSP, "a.xml"), (DIMACS, "a.cnf")])
def test_written_as_uvl_each_keeps_its_count(text, name):
    reading = told(text, name)
    again = read(write_uvl(reading.model).encode(), "a.uvl")
    assert (count(again), again.remarks) == (count(reading), ())


ROOT = '<featureModel><struct><feature name="a"/></struct><constraints><rule>'


@pytest.mark.parametrize(
    ("text", "name", "key", "line", "column"),
    [
        ("<a>", "a.xml", "broken-xml", 1, 4),
        ("<other/>", "a.xml", "unknown-language", 1, 1),
        ('<!DOCTYPE a [<!ENTITY b "c">]>\n<a>&b;</a>', "a.xml", "entities", 1, 13),
        ("<a>" * 300, "a.xml", "too-deep", 1, 601),
        ("<featureModel/>", "a.xml", "expected", 1, 1),
        (f"{ROOT}<var>b</var></rule></constraints></featureModel>", "a.xml", "unknown-feature", 1, 70),
        (f"{ROOT}<imp><var>a</var></imp></rule></constraints></featureModel>", "a.xml", "expected", 1, 70),
        (
            f"{ROOT}{'<not>' * 150}<var>a</var>{'</not>' * 150}</rule></constraints></featureModel>",
            "a.xml",
            "too-deep",
            1,
            64,
        ),
        (XCSP.replace("0..2", "0..900000"), "a.xml", "too-many-features", 2, 10),
        (XCSP.replace("9 9<", "9 9 9<"), "a.xml", "bad-row", 6, 14),
        (XCSP.replace("0 4|", "0 x|"), "a.xml", "unexpected", 4, 12),
        ("1 2 0", "a.dimacs", "expected", 1, 1),
        ("p cnf 2 1\n1 3 0", "a.dimacs", "unknown-feature", 2, 3),
        ("p cnf 2 1\n1 two 0", "a.dimacs", "unexpected", 2, 3),
        ("p cnf 2 1\n1 2", "a.dimacs", "expected", 2, 1),
        ("p cnf 99999999 1", "a.dimacs", "too-many-features", 1, 7),
        ("p cnf 2 1\n1 " + "9" * 5000 + " 0", "a.dimacs", "unexpected", 2, 3),
        ("features", "a.txt", "unknown-language", 1, 1),
    ],
)
def test_faults_have_a_place(text, name, key, line, column):
    with pytest.raises(LanguageError) as caught:
        told(text, name)
    assert (caught.value.key, caught.value.line, caught.value.column) == (key, line, column)
    assert len(str(caught.value)) < 200


def test_bytes_that_are_no_text_have_a_place():
    with pytest.raises(LanguageError) as caught:
        read(b"features\n\tr\xff", "a.uvl")
    assert (caught.value.key, caught.value.line, caught.value.column) == ("no-text", 2, 3)
