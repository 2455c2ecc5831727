"""The product's settings, with one bare page beside the product's own."""

from pathlib import Path

from unikat.conf.settings import *  # noqa: F403
from unikat.conf.settings import MIDDLEWARE, TEMPLATES

MIDDLEWARE = ["bench.ground.counting.counting", *MIDDLEWARE]
ROOT_URLCONF = "bench.ground.doors"
TEMPLATES[0]["DIRS"] = [*TEMPLATES[0]["DIRS"], str(Path(__file__).parent / "templates")]
