"""Small charts drawn on the server as SVG, styled by class, readable in both themes and on paper.

All functions are pure: figures and ready-made texts in, markup out. Every chart has a `label` that says the
finding. Scales start at zero. Red marks the one thing meant, blue dashes what was before or is aimed at.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, pi, sin

from django.templatetags.static import static
from markupsafe import Markup

#: The field of a line chart, in its own units.
LEFT, RIGHT, TOP, FLOOR = 48.0, 428.0, 44.0, 244.0


@dataclass(frozen=True)
class Bar:
    """One row of a bar chart; `shown` is the value as read, `note` stands at the end of the row."""

    name: str
    value: float
    shown: str
    note: str = ""
    meant: bool = False


@dataclass(frozen=True)
class Step:
    """One station of a funnel; `lost` says in words what stayed behind before it."""

    station: str
    name: str
    value: int
    shown: str
    lost: str = ""


@dataclass(frozen=True)
class Share:
    """One group: its part of the people and its part of the whole, both in percent and as read."""

    name: str
    people: float
    work: float
    people_shown: str
    work_shown: str


@dataclass(frozen=True)
class Gauge:
    """A measured value between its limits, drawn, and whether it lies inside."""

    drawing: Markup
    ok: bool
    shown: str
    unit: str


def _n(value: float) -> str:
    return f"{value:.1f}".rstrip("0").rstrip(".")


def _join(parts: Sequence[Markup]) -> Markup:
    return Markup("").join(parts)


def _svg(classes: str, box: str, label: str, parts: Sequence[Markup]) -> Markup:
    start = Markup('<svg class="chart{}" viewBox="{}" role="img" aria-label="{}">').format(
        classes, box, label
    )
    return start + _join(parts) + Markup("</svg>")


def _text(x: float, y: float, text: str, classes: str = "", anchor: str = "start") -> Markup:
    return Markup('<text class="{}" x="{}" y="{}" text-anchor="{}">{}</text>').format(
        classes, _n(x), _n(y), anchor, text
    )


def _path(d: str, classes: str) -> Markup:
    return Markup('<path class="{}" d="{}"/>').format(classes, d)


def bars(rows: Sequence[Bar], *, top: float | None = None) -> Markup:
    """Rows with a bar each, against `top` (the largest value if not given); text stays text."""
    most = max([row.value for row in rows], default=0) if top is None else top
    drawn = []
    for row in rows:
        width = 100 * row.value / most if most else 0
        bar = Markup(
            '<svg class="chart" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">'
            '<rect class="c-area" width="100" height="10"/><rect class="{}" width="{}" height="10"/></svg>'
        ).format("c-red" if row.meant else "c-bar", _n(min(100, max(0, width))))
        drawn.append(
            Markup(
                '<li><span>{}</span><span class="fair__bar">{}<span class="mono">{}</span></span>'
                '<span class="fair__n">{}</span></li>'
            ).format(row.name, bar, row.shown, row.note)
        )
    return Markup('<ol class="fair">') + _join(drawn) + Markup("</ol>")


def line(
    values: Sequence[float],
    *,
    label: str,
    names: Sequence[str],
    unit: str,
    target: tuple[float, str] | None = None,
    before: Sequence[float] = (),
    before_name: str = "",
) -> Markup:
    """Values over time, one step each, above zero; a target or an earlier run is dashed in blue."""
    highest = _round_up(max([*values, *before, target[0] if target else 0, 0]))

    def spot(points: Sequence[float], index: int) -> tuple[float, float]:
        return _x(index, len(points)), FLOOR - (FLOOR - TOP) * points[index] / highest

    def run(points: Sequence[float]) -> str:
        return "M" + "L".join("{} {}".format(*map(_n, spot(points, i))) for i in range(len(points)))

    parts = _axes(highest, unit, names)
    if target:
        level = spot([target[0]], 0)[1]
        parts.append(_path(f"M{_n(LEFT)} {_n(level)}H{_n(RIGHT)}", "c-blue"))
        parts.append(_text(RIGHT, level - 8, target[1], "t-blue", "end"))
    if before:
        parts.append(_path(run(before), "c-blue"))
        parts.append(_text(LEFT + 8, spot(before, 0)[1] - 8, before_name, "t-blue"))
    if values:
        x, y = spot(values, len(values) - 1)
        parts.append(_path(run(values), "c-line"))
        parts.append(Markup('<circle class="c-dot" cx="{}" cy="{}" r="6"/>').format(_n(x), _n(y)))
    return _svg("", "0 0 440 280", label, parts)


def _x(index: int, count: int) -> float:
    return LEFT + (RIGHT - LEFT) * (index / (count - 1) if count > 1 else 0)


def _axes(highest: float, unit: str, names: Sequence[str]) -> list[Markup]:
    parts = [_text(LEFT, 22, unit, "c-soft")]
    for quarter in range(1, 5):
        level = FLOOR - (FLOOR - TOP) * quarter / 4
        parts.append(_path(f"M{_n(LEFT)} {_n(level)}H{_n(RIGHT)}", "c-grid"))
        parts.append(_text(LEFT - 8, level + 4, _n(highest * quarter / 4), "c-num c-soft", "end"))
    parts.append(_path(f"M{_n(LEFT)} {_n(TOP)}V{_n(FLOOR)}H{_n(RIGHT)}", "c-axis"))
    for index, name in enumerate(names):
        anchor = "start" if index == 0 else "end" if index == len(names) - 1 else "middle"
        parts.append(_text(_x(index, len(names)), FLOOR + 24, name, "c-soft", anchor))
    return parts


def _round_up(value: float) -> float:
    if value <= 0:
        return 4
    size = 10.0 ** (len(str(int(value))) - 1)
    return next(step * size for step in (1, 2, 4, 8, 10, 20) if step * size >= value)


def funnel(steps: Sequence[Step], *, label: str) -> Markup:
    """From the first station to the last: how many got there, and what stayed behind; on phones a trail."""
    if not steps:
        return Markup("")
    width, line_at, depth = 1200.0, 64.0, 150.0
    pace = width / len(steps)
    most = max(step.value for step in steps) or 1
    heights = [line_at + depth * step.value / most for step in steps]
    edge = f"M0 {_n(heights[0])}"
    for index, height in enumerate(heights):
        if index:
            bend = index * pace - pace / 4
            edge += f"C{_n(bend)} {_n(heights[index - 1])} {_n(bend)} {_n(height)} "
            edge += f"{_n(index * pace)} {_n(height)}"
        edge += f"H{_n((index + (0.5 if index < len(steps) - 1 else 1)) * pace)}"
    parts = [
        _path(f"{edge}V{_n(line_at)}H0Z", "c-area"),
        _path(edge, "c-line"),
        _path(f"M0 {_n(line_at)}H{_n(width)}", "c-thread"),
    ]
    for index, step in enumerate(steps):
        at = index * pace
        parts.append(_knot(step.station, at - 2, line_at - 13))
        parts.append(_text(at, 34, step.shown, "c-big"))
        parts.append(_text(at + 24 * len(step.shown) + 8, 34, step.name, "c-name"))
        if step.lost and index:
            parts.append(_path(f"M{_n(at - pace / 4)} {_n(heights[index] + 10)}V242", "c-grid"))
            parts.append(_text(at - pace / 4 + 6, 260, step.lost, "c-soft"))
    return _svg(" chart--funnel", "-4 0 1204 290", label, parts) + _drops(steps)


def _knot(station: str, x: float, y: float) -> Markup:
    return Markup('<use class="c-knot" href="{}#s-{}" x="{}" y="{}" width="26" height="26"/>').format(
        static("ui/icons.svg"), station, _n(x), _n(y)
    )


def _drops(steps: Sequence[Step]) -> Markup:
    rows = [
        Markup(
            '<li><svg class="knot" aria-hidden="true"><use href="{}#s-{}"/></svg><p><b>{}</b>{}{}</p></li>'
        ).format(
            static("ui/icons.svg"),
            step.station,
            step.shown,
            step.name,
            Markup('<br><span class="c-loss">{}</span>').format(step.lost) if step.lost else "",
        )
        for step in steps
    ]
    return Markup('<ol class="trail drops">') + _join(rows) + Markup("</ol>")


def clock(
    typical: float, *, promised: int, shown: str, words: str, label: str, most: float | None = None
) -> Markup:
    """A clock with an hour per promised day: the hand is the typical answer, the arc ends at `most`."""
    cx, cy = 220.0, 206.0

    def at(value: float, radius: float) -> tuple[str, str]:
        turn = 2 * pi * min(value / promised, 0.9999)
        return _n(cx + radius * sin(turn)), _n(cy - radius * cos(turn))

    parts = [Markup('<circle class="c-axis" cx="220" cy="206" r="150"/>')]
    for hour in range(promised):
        (x1, y1), (x2, y2), (xt, yt) = at(hour, 150), at(hour, 134), at(hour, 172)
        parts.append(_path(f"M{x1} {y1}L{x2} {y2}", "c-axis"))
        parts.append(_text(float(xt), float(yt) + 5, str(hour or promised), "c-num", "middle"))
    if most:
        x, y = at(most, 116)
        parts.append(_path(f"M220 90A116 116 0 {int(most > promised / 2)} 1 {x} {y}", "c-spread"))
        parts.append(Markup('<circle class="c-bar" cx="{}" cy="{}" r="5"/>').format(x, y))
    x, y = at(typical, 142)
    parts.append(_path(f"M220 206L{x} {y}", "c-thread c-hand"))
    parts.append(Markup('<circle class="c-red" cx="220" cy="206" r="8"/>'))
    parts.append(_text(208, 176, shown, "c-big", "end"))
    parts.append(_text(208, 196, words, "c-soft", "end"))
    return _svg(" dial", "0 0 440 400", label, parts)


def shares(groups: Sequence[Share], *, people: str, work: str, label: str) -> Markup:
    """Two bars joined by bands: which part of the people does which part of the work; up to three groups."""
    parts = [_text(0, -8, people, "c-soft"), _text(0, 184, work, "c-soft")]
    above = below = written = 0.0
    for number, group in enumerate(groups, start=1):
        top, low = 4.4 * group.people, 4.4 * group.work
        band = f"M{_n(above)} 52L{_n(above + top)} 52L{_n(below + low)} 132L{_n(below)} 132Z"
        parts.append(_path(band, f"sh-link sh-link--{number}"))
        for x, y, width in ((above, 28, top), (below, 134, low)):
            rect = Markup('<rect class="sh{}" x="{}" y="{}" width="{}" height="22"/>')
            parts.append(rect.format(number, _n(x + 0.8), y, _n(max(1.5, width - 1.6))))
        # A narrow group's figure needs room of its own, so each starts right of the one before.
        written = max(above + top / 2 - 10, written + 44) if number > 1 else 0.0
        parts.append(_text(min(written, 400), 18, group.people_shown, "c-num"))
        parts.append(_text(below + low, 184, group.work_shown, "c-num", "end"))
        above, below = above + top, below + low
    return _svg(" shares", "0 -26 440 218", label, parts)


def gauge(value: float, *, low: float, high: float, shown: str, unit: str, label: str) -> Gauge:
    """A value on a scale three tolerances wide, its window in the middle; the needle stops at the ends."""
    span = (high - low) or 1.0
    first, last = low - span, high + span

    def x(number: float) -> float:
        return 10 + 340 * (min(last, max(first, number)) - first) / (last - first)

    needle = x(value)
    drawing = Markup(
        '<svg class="gauge" viewBox="0 0 360 64" role="img" aria-label="{}">'
        '<path class="g-track" d="M10 34H350M10 28v12M350 28v12"/>'
        '<rect class="g-ok" x="{}" y="24" width="{}" height="20"/>'
        '<path class="g-now" d="M{} 20l-8-14h16ZM{} 20h3v28h-3Z"/>{}{}</svg>'
    ).format(
        label,
        _n(x(low)),
        _n(x(high) - x(low)),
        _n(needle),
        _n(needle - 1.5),
        _text(x(low), 62, _n(low), "", "middle"),
        _text(x(high), 62, _n(high), "", "middle"),
    )
    return Gauge(drawing, low <= value <= high, shown, unit)
