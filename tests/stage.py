"""The environment of the tests, set before Django reads its settings."""

import os

os.environ.setdefault("DEMO", "true")
os.environ.setdefault("MAIL_IN_BACKGROUND", "false")  # so that a test sees what was sent
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")  # the synchronous browser API runs an event loop of its own
