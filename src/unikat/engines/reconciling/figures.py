"""Lead times and prices: taken only where the head of the column names a unit that we count in."""

from decimal import Decimal, InvalidOperation

from unikat.engines.reconciling.doubts import Doubt
from unikat.engines.reconciling.rows import PartList, Row

DAYS = {
    **dict.fromkeys(("d", "day", "days", "tage", "t"), 1),
    **dict.fromkeys(("wk", "wks", "week", "weeks", "woche", "wochen", "w"), 7),
}
EUROS = {"eur", "€", "euro"}


def lead_days(one: PartList, row: Row) -> int | None:
    """The lead time of a row in days, if its column says in what it counts."""
    figure = _figure(row.cells.get("lead", ""))
    unit = DAYS.get(one.head.units.get("lead", ""))
    return None if figure is None or unit is None else int(figure * unit)


def cost_cents(one: PartList, row: Row) -> int | None:
    """What one piece costs in cents, if its column counts in euros; nothing is converted."""
    figure = _figure(row.cells.get("cost", ""))
    return None if figure is None or one.head.units.get("cost", "") not in EUROS else round(figure * 100)


def odd_figures(one: PartList) -> list[Doubt]:
    """One doubt for each column whose figures were left where they are, at its first row."""
    found = []
    for role, kind, known in (("cost", "cost-not-taken", EUROS), ("lead", "lead-time-not-taken", set(DAYS))):
        unit = one.head.units.get(role, "")
        rows = [row for row in one.rows if row.cells.get(role, "").strip("0., ")]
        unread = [row for row in rows if unit not in known or _figure(row.cells[role]) is None]
        if unread:
            facts = {"unit": unit, "count": str(len(unread)), "text": unread[0].cells[role]}
            found.append(Doubt(one.source, unread[0].row, kind, facts=facts))
    return found


def _figure(text: str) -> Decimal | None:
    bare = text.strip().removeprefix("€").removesuffix("€").strip()
    try:
        figure = Decimal(bare.replace(",", "."))
    except InvalidOperation:
        return None
    return figure if figure.is_finite() and 0 <= figure <= 1_000_000 else None
