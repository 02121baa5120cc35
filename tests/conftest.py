"""Shared fixtures."""

import os

os.environ.setdefault("DEMO", "true")
