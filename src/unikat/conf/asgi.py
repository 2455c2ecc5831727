"""The server's entry."""

import os

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "unikat.conf.settings")
_django = get_asgi_application()

from unikat.conf.bodies import limited  # noqa: E402 - the settings come first

application = limited(_django)
