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
    """Something that an editor must look at: it has no place, or its place is in doubt. `reason` is a sentence.

    `kept` tells that the whole line stands in the content all the same; what is not kept stands nowhere else.
    """

    line: int
    text: Text
    reason: Text
    kept: bool = False


class Placed(Part):
    """Where in the content a line stands: paths such as "lead" or "sections[2].exercises[0].how"."""

    line: int
    places: tuple[str, ...]


class LeftOut(Part):
    """What the reader left out on purpose: navigation, a page header, an image that is not in the file."""

    text: Text
    reason: Text


class Imported(Part):
    content: Content
    claims: tuple[Claim, ...] = ()
    promotions: tuple[Promotion, ...] = ()
    unplaced: tuple[Unplaced, ...] = ()
    placed: tuple[Placed, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
