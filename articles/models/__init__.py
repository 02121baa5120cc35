"""The tables of the articles room."""

from articles.models.draft import (
    FAQ,
    Article,
    ArticleReference,
    Benefit,
    Exercise,
    FormerSlug,
    Revision,
    SafetyNote,
    Section,
)
from articles.models.edition import Edition, EditionImage, EditionReference
from articles.models.image import Image
from articles.models.imported import Import
from articles.models.promotion import Promotion
from articles.models.review import LogEntry, Review, ReviewRequest

__all__ = [
    "FAQ",
    "Article",
    "ArticleReference",
    "Benefit",
    "Edition",
    "EditionImage",
    "EditionReference",
    "Exercise",
    "FormerSlug",
    "Image",
    "Import",
    "LogEntry",
    "Promotion",
    "Review",
    "ReviewRequest",
    "Revision",
    "SafetyNote",
    "Section",
]
