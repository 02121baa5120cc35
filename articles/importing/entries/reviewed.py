"""When a page was last looked at: "Last reviewed 2021", "Updated May 2022"."""

import re

from articles.importing.entries.years import YEAR, date_parts

_DAY = rf"(?:[0-9]{{1,2}}(?:st|nd|rd|th)?\s)?(?:[^\W\d_]{{3,9}}\.?,?\s)?(?:[0-9]{{1,2}},?\s)?{YEAR}"
_REVIEWED = re.compile(
    rf"(?P<before>[.,;]\s*)?[(\[]?\b(?:(?:page |content |medically |clinically )?(?:last )(?:reviewed|updated"
    rf"|modified|revised|edited)"
    rf"|(?:page |content |medically |clinically )?(?:reviewed|updated|revised|amended|posted)"
    rf"|(?P<published>(?:first )?published))(?: by [^.;,()]{{2,60}},?)?(?: on"
    rf"| in)?:?\s(?P<day>{_DAY})(?!\s[^\W\d_]{{3,9}}\s[0-9]|[0-9])[)\]]?\.?"
    rf"|\s[(\[](?:blog|blog ?post|video|podcast|leaflet|booklet|poster|press release|news(?:paper)? article"
    rf"|abstract|letter),\s(?P<noted>{_DAY})[)\]]",
    re.IGNORECASE,
)


def take_reviewed(text: str) -> tuple[str, list[int]]:
    """The text without the days on which its page was reviewed, and the latest of them, or that on which it
    was published, as year, month and day."""
    days: list[list[int]] = []
    first: list[list[int]] = []

    def without(found: re.Match[str]) -> str:
        (first if found["published"] or found["noted"] else days).append(date_parts(found["day"] or found["noted"]))
        return ". " if found["before"] else " "

    shorter = _REVIEWED.sub(without, text)
    if not (days or first) or not re.search(r"[^\W\d_]{3}", shorter):
        return text, []
    return re.sub(r"([.?!])\s*\.", r"\1", " ".join(shorter.split())).strip(" ,;"), max(first or days)
