"""The four articles of the demo: which document each comes from, and how far its story goes."""

from pathlib import Path
from typing import NamedTuple

_DOCUMENTS = Path(__file__).parent / "documents"


class DemoArticle(NamedTuple):
    """One article: its document, what the import screen asks for, and the specialty its reviewer needs."""

    slug: str
    title: str
    specialty: str

    @property
    def document(self) -> Path:
        return _DOCUMENTS / f"{self.slug}.txt"


PUBLISHED = DemoArticle(
    "lower-back-pain", "Lower back pain: gentle exercises that help", "Musculoskeletal physiotherapy"
)
"""Published in its second edition; `second_edition.py` holds what changed."""

IN_REVIEW = DemoArticle(
    "frozen-shoulder", "Frozen shoulder: how to keep your arm moving", "Musculoskeletal physiotherapy"
)

RETURNED = DemoArticle("ankle-sprain", "Ankle sprain: from the first days to sport", "Sport and exercise physiotherapy")

RETURN_NOTE = (
    "Thank you, this is clear and careful. Please say in the first section what to do if the ankle was sprained "
    "before, and add that the balance exercise is not for people who fall easily. I will then look at it again."
)

DRAFT = DemoArticle("tennis-elbow", "Tennis elbow: easing the pain", "Musculoskeletal physiotherapy")
"""A draft with honest mistakes for the checks to find. None of them would harm a reader who acted on it."""
