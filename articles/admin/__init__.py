"""The editors' screens, in the Django admin: importing them here registers them."""

from articles.admin import (
    article,
    checklist,
    notices,
    people,
    promotions,
    records,
    references,
    register,
    reviewer,
    synonyms,
)

__all__ = [
    "article",
    "checklist",
    "notices",
    "people",
    "promotions",
    "records",
    "references",
    "register",
    "reviewer",
    "synonyms",
]
