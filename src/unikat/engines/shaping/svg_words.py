"""What may stand in a drawing: the allowed elements, attributes and values of SVG 1.1 and 2."""

import re

SVG = "http://www.w3.org/2000/svg"
XLINK = "http://www.w3.org/1999/xlink"
XML = "http://www.w3.org/XML/1998/namespace"


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


ELEMENTS = _words(
    "svg g defs symbol use title desc path rect circle ellipse line polyline polygon text tspan textPath"
    " linearGradient radialGradient stop pattern clipPath mask marker switch"
)
"""Left out on purpose: script, foreignObject, image, style, animations, filters (costly), links."""

UNWRAPPED = frozenset({"a"})
"""Elements that become a plain group: what they show stays, what they do goes."""

PROPERTIES = _words(
    "alignment-baseline baseline-shift clip-path clip-rule color color-interpolation direction display"
    " dominant-baseline fill fill-opacity fill-rule font-family font-size font-size-adjust font-stretch"
    " font-style font-variant font-weight letter-spacing marker-end marker-mid marker-start mask opacity"
    " overflow paint-order shape-rendering stop-color stop-opacity stroke stroke-dasharray stroke-"
    " dashoffset stroke-linecap stroke-linejoin stroke-miterlimit stroke-opacity stroke-width text-anchor"
    " text-decoration text-rendering vector-effect visibility word-spacing writing-mode"
)
"""Presentation properties: allowed as attributes, and taken out of `style` into attributes."""

ATTRIBUTES = PROPERTIES | _words(
    "id version viewBox width height x y x1 y1 x2 y2 cx cy r rx ry fx fy fr dx dy d points rotate"
    " transform preserveAspectRatio gradientUnits gradientTransform spreadMethod offset patternUnits"
    " patternContentUnits patternTransform clipPathUnits maskUnits maskContentUnits markerUnits"
    " markerWidth markerHeight refX refY orient pathLength textLength lengthAdjust startOffset role aria-"
    " label"
)

_NAME = re.compile(r"[A-Za-z_][\w.:-]{0,127}")
_URL = re.compile(r"url\(\s*(['\"]?)#([A-Za-z_][\w.:-]{0,127})\1\s*\)")
_FORBIDDEN = re.compile(r"url\s*\(|javascript:|expression\s*\(|@import|[\\<>&{}]|/\*", re.IGNORECASE)


def is_name(value: str) -> bool:
    """Whether a value can be an id."""
    return _NAME.fullmatch(value) is not None


def own_reference(value: str) -> str | None:
    """The id in `#id`, or None for any address outside the drawing."""
    value = value.strip()
    return value[1:] if value.startswith("#") and is_name(value[1:]) else None


def allowed_value(value: str) -> tuple[str, tuple[str, ...]] | None:
    """A value fit to stand in the drawing and the ids it refers to, or None."""
    references = tuple(found[2] for found in _URL.finditer(value))
    if _FORBIDDEN.search(_URL.sub("", value)):
        return None
    return _URL.sub(lambda found: f"url(#{found[2]})", value), references
