import pytest

from unikat.engines.shaping import Limits, Product, Use, scan_step
from unikat.engines.shaping.part21 import decode
from unikat.engines.shaping.tests.solids import FOOTER, HEADER, StepText, bomb_step, box_step, pair_step


def codes(scan):
    return [problem.code for problem in scan.problems]


def with_line(content, line):
    return content.replace(b"ENDSEC;\nEND-", line + b"\nENDSEC;\nEND-")


def test_a_box_is_told_from_its_text():
    scan = scan_step(box_step())
    assert (scan.schema, scan.unit, scan.instances, codes(scan)) == ("AUTOMOTIVE_DESIGN", "mm", 1, [])
    (product,) = scan.products
    assert product == Product(product.key, "box", "box")
    assert scan.roots == (product.key,)


def test_an_assembly_counts_its_uses(tmp_path):
    path = tmp_path / "pair.step"
    path.write_bytes(pair_step())
    scan = scan_step(path)
    box, pair = scan.products
    assert (box.name, pair.name) == ("box", "pair")
    assert scan.uses == (Use(pair.key, box.key, 2),)
    assert (scan.roots, scan.instances, codes(scan)) == ((pair.key,), 3, [])


@pytest.mark.parametrize(
    ("unit", "expected"),
    [("SI_UNIT($,.METRE.)", "m"), ("SI_UNIT(.CENTI.,.METRE.)", "cm")],
)
def test_units(unit, expected):
    assert scan_step(box_step(unit=unit)).unit == expected


def test_an_inch_defined_by_metres_is_an_inch():
    text = StepText()
    metre = text.add("(LENGTH_UNIT()NAMED_UNIT(*)SI_UNIT($,.METRE.))")
    ratio = text.add(f"LENGTH_MEASURE_WITH_UNIT(LENGTH_MEASURE(0.0254),{metre})")
    inch = text.add(f"(CONVERSION_BASED_UNIT('INCH',{ratio})LENGTH_UNIT()NAMED_UNIT($))")
    text.add(f"(GEOMETRIC_REPRESENTATION_CONTEXT(3)GLOBAL_UNIT_ASSIGNED_CONTEXT(({inch})))")
    assert scan_step(text.bytes()).unit == "inch"


def test_a_bomb_is_counted_exactly_and_refused():
    content = bomb_step(levels=7, each=100)
    assert len(content) < 62_000
    scan = scan_step(content)
    assert scan.instances == sum(100**level for level in range(8))
    assert codes(scan) == ["instances"]


def test_the_cap_counts_expanded_parts():
    assert codes(scan_step(bomb_step(2, 10), Limits(instances=111))) == []
    assert codes(scan_step(bomb_step(2, 10), Limits(instances=110))) == ["instances"]


@pytest.mark.parametrize("hidden", [b"NEXT_ASSEMBLY_/**/USAGE_OCCURRENCE", b"next_assembly_usage_occurrence"])
def test_a_bomb_does_not_hide_behind_spelling(hidden):
    content = bomb_step(7, 10)
    if b"/**/" in hidden:
        content = content.replace(b"=NEXT", b"= /* #1=PRODUCT('); */ NEXT")
    else:
        content = content.replace(b"NEXT_ASSEMBLY_USAGE_OCCURRENCE", hidden)
    assert codes(scan_step(content)) == ["instances"]


def test_a_bomb_of_complex_instances_is_counted():
    content = bomb_step(7, 10)
    content = content.replace(
        b"=NEXT_ASSEMBLY_USAGE_OCCURRENCE('1','','',", b"=(NEXT_ASSEMBLY_USAGE_OCCURRENCE()X('',"
    ).replace(b",$);", b",$));")
    assert codes(scan_step(content)) == ["instances"]


def test_a_bomb_of_mapped_shapes_is_counted():
    text = StepText()
    axes, context = text.axes(), text.context()
    shape = text.add(f"SHAPE_REPRESENTATION('',({axes}),{context})")
    for _ in range(7):
        source = text.add(f"REPRESENTATION_MAP({axes},{shape})")
        items = [text.add(f"MAPPED_ITEM('',{source},{axes})") for _ in range(10)]
        shape = text.add(f"SHAPE_REPRESENTATION('',({','.join(items)}),{context})")
    assert scan_step(text.bytes()).instances == sum(10**level for level in range(8))


def test_words_in_strings_are_only_words():
    name = "#7=NEXT_ASSEMBLY_USAGE_OCCURRENCE(#1,#2); it''s /* "
    scan = scan_step(box_step(name=name))
    assert [product.name for product in scan.products] == [
        "#7=NEXT_ASSEMBLY_USAGE_OCCURRENCE(#1,#2); it's /*"
    ]
    assert (scan.uses, codes(scan)) == ((), [])


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "zero-bytes"),
        (b" \n", "zero-bytes"),
        (b"<html>", "not-step"),
        (b"x" * 100_000, "not-step"),
        (box_step()[: len(box_step()) // 2], "truncated"),
        (box_step().replace(b"END-ISO-10303-21;", b""), "truncated"),
        (box_step()[:-3], "truncated"),
        ((HEADER + "#1=A('" + "x" * 300_000).encode(), "truncated"),
        ((HEADER + "/*" + FOOTER).encode(), "truncated"),
        (with_line(box_step(), b"#9999=DOCUMENT_FILE('wheel.stp','','',#1,'','');"), "external"),
        (with_line(box_step(), b"ENDSEC;REFERENCE;#7=<wheel.stp#1>;"), "external"),
        (with_line(box_step(), b"#9998=NEXT_ASSEMBLY_USAGE_OCCURRENCE('','','',#1,#1,$);"), "cyclic"),
    ],
)
def test_refused(content, code):
    assert codes(scan_step(content)) == [code]


def test_a_chain_of_assemblies_ends_somewhere():
    assert codes(scan_step(bomb_step(levels=300, each=1))) == ["deep"]


def test_a_reference_tells_the_name_of_the_missing_file():
    scan = scan_step(with_line(box_step(), b"#9999=DOCUMENT_FILE('wheel.stp','','',#1,'','');"))
    assert scan.problems[0].sentence == (
        "The file refers to other files (wheel.stp); export it with everything inside."
    )


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        (rb"T\X\FCr", "Tür"),
        (rb"T\X2\00FC\X0\r", "Tür"),
        (rb"\X4\0001F697\X0\ ", "🚗"),
        (rb"\S\|", "ü"),
        ("Tür".encode(), "Tür"),
        ("Tür".encode("latin-1"), "Tür"),
        (b"it''s", "it's"),
        (b"a\x00b\xe2\x80\xaec", "abc"),
    ],
)
def test_strings(raw, text):
    assert decode(raw) == text
