"""The server's entry."""

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "unikat.conf.settings")
django.setup(set_prefix=False)

from unikat.conf.answering import Server  # noqa: E402 - needs the settings

application = Server()
