"""The articles of the demo: which document each comes from, and how far its story goes."""

from pathlib import Path
from typing import NamedTuple

from articles.demo import people
from articles.demo.people import Clinician

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

JUMPERS_KNEE = DemoArticle(
    "patellar-tendinopathy", "Jumper's knee: patellar tendon pain", "Sport and exercise physiotherapy"
)
NECK = DemoArticle("neck-pain", "Neck pain: gentle exercises that help", "Musculoskeletal physiotherapy")
HEEL = DemoArticle("plantar-heel-pain", "Heel pain in the morning: plantar fasciitis", "Podiatry")
KNEE = DemoArticle(
    "knee-pain-osteoarthritis", "Knee pain and arthritis: exercises to stay moving", "Musculoskeletal physiotherapy"
)

CHECKED_ONCE: tuple[tuple[DemoArticle, Clinician], ...] = (
    (JUMPERS_KNEE, people.MORGAN),
    (NECK, people.NIA),
    (HEEL, people.ROBIN),
    (KNEE, people.NIA),
)
"""Published in their first edition, and who approved each. Nobody has more than two: an app shows three codes a minute,
and one of them went into adding it."""

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

EVERY = (PUBLISHED, *(article for article, _clinician in CHECKED_ONCE), IN_REVIEW, RETURNED, DRAFT)
