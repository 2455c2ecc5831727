"""Crediting: contributions to shares of a pool, exact to the cent and explained per person."""

from .sharing import (
    Contribution,
    CreditFault,
    Formula,
    Reason,
    Row,
    Statement,
    largest_remainder,
    shares,
)

__all__ = [
    "Contribution",
    "CreditFault",
    "Formula",
    "Reason",
    "Row",
    "Statement",
    "largest_remainder",
    "shares",
]
