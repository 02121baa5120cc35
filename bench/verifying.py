"""What it costs to verify an article's proof each time its page is built, beside the rest of the page.

    DEMO=true .venv/bin/python -m bench.verifying

Needs a loaded demo (make demo). Prints one ratio, both sides measured in turn in the same run.
"""

import os
import time
from collections.abc import Callable
from statistics import median

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "medgo2u.settings")
django.setup()

from django.test import Client

from articles.models import Edition
from articles.standing import published_standing

ROUNDS = 200


def seconds(deed: Callable[[], object]) -> float:
    begun = time.perf_counter()
    deed()
    return time.perf_counter() - begun


def main() -> None:
    edition = Edition.objects.listed().select_related("article").latest("number")
    address, client = edition.article.get_absolute_url(), Client(SERVER_NAME="localhost")
    pages, proofs = [], []
    for _round in range(ROUNDS):
        pages.append(seconds(lambda: client.get(address)))
        proofs.append(seconds(lambda: published_standing(edition)))
    page, proof = median(pages), median(proofs)
    print(f"page {page * 1000:.1f} ms, of which the proof {proof * 1000:.1f} ms: {proof / page:.0%}")


if __name__ == "__main__":
    main()
