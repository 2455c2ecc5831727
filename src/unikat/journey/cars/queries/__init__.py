"""Questions about cars and about choices."""

from unikat.journey.cars.queries.choices import (
    Choice,
    OptionRow,
    Standing,
    choice_of,
    choices_from,
    figures_of,
    query_of,
    sentences_against,
)
from unikat.journey.cars.queries.drawing import (
    bill_of,
    layers,
    not_in,
    options_of,
    relatives_of,
    revisions_of,
    thread_of_car,
    wishes_behind,
)
from unikat.journey.cars.queries.existing import (
    car_or_404,
    car_page,
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
    "bill_of",
    "car_or_404",
    "car_page",
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
    "revisions_of",
    "sentences_against",
    "taken",
    "taken_matching",
    "thread_of_car",
    "visible_cars",
    "wishes_behind",
]
