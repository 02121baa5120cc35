"""The editors' screens, in the Django admin: importing them here registers them."""

from articles.admin import (
    article,
    checklist,
    concerns,
    corrections,
    notices,
    people,
    promotions,
    records,
    references,
    register,
    reviewer,
    topics,
)

__all__ = [
    "article",
    "checklist",
    "concerns",
    "corrections",
    "notices",
    "people",
    "promotions",
    "records",
    "references",
    "register",
    "reviewer",
    "topics",
]
