"""Axle loads of a vehicle with two axles, from its mass, its centre of gravity and what it carries."""

from collections.abc import Iterable
from fractions import Fraction

from .bills import BillFault, Quantity
from .rolling import round_half_up


def axle_loads(
    mass_g: int,
    cog_x_mm: Quantity,
    front_axle_x_mm: Quantity,
    wheelbase_mm: Quantity,
    loads: Iterable[tuple[int, Quantity]] = (),
) -> tuple[int, int]:
    """Split the masses over both axles (front_g, rear_g) by the lever rule, standing level.

    x points to the rear, in mm; `loads` are further masses (g) at their x: people, luggage, weight on a tow
    ball. A load behind the rear axle takes weight off the front, so front_g can fall below zero: the vehicle
    would tip. The rear is rounded half up and the front is the rest, so both always add up to the whole mass.
    Raises BillFault unless the wheelbase is above zero.
    """
    if wheelbase_mm <= 0:
        raise BillFault("The wheelbase must be above zero.")
    masses = [(mass_g, cog_x_mm), *loads]
    moment = sum((Fraction(mass) * (x - front_axle_x_mm) for mass, x in masses), Fraction(0))
    rear_g = round_half_up(moment / wheelbase_mm)
    return sum(mass for mass, _ in masses) - rear_g, rear_g
