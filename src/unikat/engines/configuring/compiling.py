"""A network compiled into a decomposed choice diagram under a budget, by several orders of families in turn."""

from __future__ import annotations

from unikat.engines.configuring.diagram import Node
from unikat.engines.configuring.network import Network
from unikat.engines.configuring.orders import elimination_weights
from unikat.engines.configuring.searching import BudgetError, Order, Search

MOST_STEPS = 15_000_000
"""Looks at parts of constraints that one compilation may take, some seconds; counted, not timed, so that it always ends
alike."""

ORDERS = {"short": Order(0.0), "busy": Order(1.0), "apart": Order(1.0, busy=0.0), "both": Order(3.0)}
"""By short open rules (tables), also by what cuts the rest apart (kit cars), by that only (large sparse models), by both."""
MANY_FAMILIES = 300
"""From here on models are sparse: cutting apart comes first."""


def compiled(network: Network, most_steps: int = MOST_STEPS) -> tuple[Node, ...] | None:
    """The diagram, parts before wholes and the root last, or None if no configuration exists.

    Raises BudgetError when no order of families gets through in its share of the steps; the same network always gives
    the same diagram.
    """
    if network.contradiction:
        return None
    if not network.sizes:
        return ()  # nothing to decide
    weights = elimination_weights(len(network.sizes), network.scopes)
    race: tuple[tuple[str, float], ...] = (("busy", 1.0), ("apart", 0.3))
    if network.tables:
        race = (("short", 1.0), ("apart", 0.3))
    elif len(network.sizes) > MANY_FAMILIES:
        race = (("apart", 0.3), ("both", 0.3), ("busy", 0.3))
    for name, share in race:
        search = Search(network, weights, ORDERS[name], int(most_steps * share))
        try:
            root = search.root()
        except BudgetError:
            continue
        return None if root is None else tuple(search.diagram.nodes[: root + 1])
    raise BudgetError
