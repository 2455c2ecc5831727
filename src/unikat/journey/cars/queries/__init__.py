"""Questions about cars and about choices."""

from unikat.journey.cars.queries.choices import (
    Choice,
    OptionRow,
    Standing,
    choice_of,
    choices_from,
    figures_of,
    query_of,
)
from unikat.journey.cars.queries.drawing import (
    layers,
    not_in,
    options_of,
    relatives_of,
    thread_of_car,
    wishes_behind,
)
from unikat.journey.cars.queries.existing import (
    car_or_404,
    configuration_or_404,
    fingerprint_of,
    lead_days_of,
    nearest_relatives,
    price_of,
    taken,
    taken_matching,
)
from unikat.journey.cars.rules import visible_cars

__all__ = [
    "Choice",
    "OptionRow",
    "Standing",
    "car_or_404",
    "choice_of",
    "choices_from",
    "configuration_or_404",
    "figures_of",
    "fingerprint_of",
    "layers",
    "lead_days_of",
    "nearest_relatives",
    "not_in",
    "options_of",
    "price_of",
    "query_of",
    "relatives_of",
    "taken",
    "taken_matching",
    "thread_of_car",
    "visible_cars",
    "wishes_behind",
]
