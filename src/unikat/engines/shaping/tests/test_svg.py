import pytest

from unikat.engines.shaping import Unreadable, clean_svg

OPEN = "<svg xmlns='http://www.w3.org/2000/svg' xmlns:xlink='http://www.w3.org/1999/xlink'>"
KEPT = '<svg xmlns="http://www.w3.org/2000/svg"'


def clean(inner):
    return clean_svg(f"{OPEN}{inner}</svg>".encode()).decode()


def kept(inner):
    return f"{KEPT}>{inner}</svg>" if inner else f"{KEPT}/>"


@pytest.mark.parametrize(
    ("inner", "left"),
    [
        ("<script>alert(1)</script>", ""),
        ("<g><script href='x.js'/></g>", "<g/>"),
        ("<foreignObject><div xmlns='http://www.w3.org/1999/xhtml'>x</div></foreignObject>", ""),
        ("<html xmlns='http://www.w3.org/1999/xhtml'/>", ""),
        ("<style>@import url(http://x)</style>", ""),
        ("<image href='http://x/y.png'/>", ""),
        ("<animate attributeName='href' to='javascript:alert(1)'/>", ""),
        ("<set attributeName='onload' to='alert(1)'/>", ""),
        ("<g onload='alert(1)' ONCLICK='x'/>", "<g/>"),
        ("<a href='javascript:alert(1)'><path d='M0 0'/></a>", '<g><path d="M0 0"/></g>'),
        ("<use xlink:href='http://x/y.svg#a'/>", "<use/>"),
        ("<use xlink:href='data:image/svg+xml,x'/>", "<use/>"),
        ("<path fill='url(http://x/#a)' d='M0 0'/>", '<path d="M0 0"/>'),
        ("<path fill='u\\72l(x)' d='M0 0'/>", '<path d="M0 0"/>'),
        ("<path style='fill:url(http://x);stroke:#000;behavior:url(x)'/>", '<path stroke="#000"/>'),
        ("<g style='position:fixed;top:0'/>", "<g/>"),
        ("<g id='x&quot; onload=&quot;'/>", "<g/>"),
        ("<g xmlns:inkscape='urn:i' inkscape:label='x'><inkscape:grid/></g>", "<g/>"),
    ],
)
def test_what_acts_or_leads_away_is_left_out(inner, left):
    assert clean(inner) == kept(left)


@pytest.mark.parametrize(
    "inner",
    [
        '<path d="M0 0L1 1" stroke="#000" stroke-width=".5"/>',
        '<defs><linearGradient id="a"><stop offset="0"/></linearGradient></defs><rect fill="url(#a)"/>',
        '<symbol id="s" viewBox="0 0 1 1"/><use href="#s" x="1"/>',
        '<text x="1">24 ± 2 Nm &lt; 30 &amp; so on</text>',
        "<title>Half door</title>",
    ],
)
def test_drawing_stays(inner):
    assert clean(inner) == kept(inner)


def test_style_becomes_attributes_and_cleaning_twice_changes_nothing():
    once = clean("<path style='fill: none !important; stroke-width:2px'/>")
    assert once == kept('<path fill="none" stroke-width="2px"/>')
    assert clean_svg(once.encode()).decode() == once


def test_a_plain_doctype_is_dropped():
    content = f"<?xml version='1.0'?><!DOCTYPE svg PUBLIC '-//W3C//DTD SVG 1.1//EN' 'x.dtd'>{OPEN}</svg>"
    assert clean_svg(content.encode()) == kept("").encode()


BILLION = "<!DOCTYPE svg [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;'>]>"
LADDER = "".join(f"<g id='l{i}'><use href='#l{i + 1}'/><use href='#l{i + 1}'/></g>" for i in range(30))


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (BILLION + OPEN + "&b;</svg>", "svg-entities"),
        ("<!DOCTYPE svg [<!ENTITY % p SYSTEM 'http://x'> %p;]>" + OPEN + "</svg>", "svg-entities"),
        (OPEN, "not-svg"),
        ("", "not-svg"),
        ("<html/>", "not-svg"),
        ("<svg/>", "not-svg"),
        ("<?xml version='1.0' encoding='nonsense'?>" + OPEN + "</svg>", "not-svg"),
        (OPEN + "<g>" * 50_000 + "</g>" * 50_000 + "</svg>", "svg-too-much"),
        (OPEN + "<g/>" * 60_000 + "</svg>", "svg-too-much"),
        (OPEN + " " * (2 << 20) + "</svg>", "svg-too-much"),
        (OPEN + LADDER + "</svg>", "svg-too-much"),
        (OPEN + "<g id='a'><use href='#a'/></g></svg>", "svg-too-much"),
        (OPEN + "<pattern id='p'><rect fill='url(#p)'/></pattern></svg>", "svg-too-much"),
    ],
)
def test_refused(content, code):
    answer = clean_svg(content.encode())
    assert isinstance(answer, Unreadable)
    assert answer.code == code
