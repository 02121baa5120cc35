"""What an import gives: the content, and beside it everything that is no content."""

import datetime
from enum import StrEnum

from articles.content import Content, Part
from articles.texts import Text


class ClaimKind(StrEnum):
    BYLINE = "byline"
    REVIEWER = "reviewer"
    REVIEWED_ON = "reviewed on"
    PUBLISHED = "published"
    MODIFIED = "modified"
    LAST_REVIEWED = "last reviewed"
    BIOGRAPHY = "biography"


class Claim(Part):
    """What the document says about its own making. Unverified: kept as history, never stored as a review.

    `label` and `text` are as printed, `date` is the day that the text names, where that is beyond doubt.
    """

    line: int
    kind: ClaimKind
    label: Text
    text: Text
    date: datetime.date | None = None


class PromotionKind(StrEnum):
    BOOKING = "booking"
    RECRUITING = "recruiting"


class Promotion(Part):
    """A call to book or to join, with the numbers of its lines."""

    kind: PromotionKind
    heading: Text = ""
    text: Text
    lines: tuple[int, ...]


class Unplaced(Part):
    """Something that an editor must look at: it has no place, or its place is in doubt. `reason` is a sentence."""

    line: int
    text: Text
    reason: Text


class Imported(Part):
    content: Content
    claims: tuple[Claim, ...] = ()
    promotions: tuple[Promotion, ...] = ()
    unplaced: tuple[Unplaced, ...] = ()
