"""Reviews and reviewers are told from records. Text that claims one could say anything, so it is refused."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from articles.checks.findings import Finding, error
from articles.checks.prose import sentences
from articles.content import Content

_CHECKED = r"(?:approved|checked|endorsed|fact-checked|reviewed|signed off|verified|vetted)"
_TEXT = r"(?:articles?|content|guides?|information|leaflets?|pages?)"
_IS = r"(?:are|has been|have been|is|was|were)"
_PERSON = r"(?:dr|doctor|professor|prof|mr|mrs|ms|miss|mx)\b\.? (?-i:[A-Z])"
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b"
)
_DAY = rf"(?:\d{{1,2}}[./-]\d|\d{{1,2}}(?:st|nd|rd|th)? (?:of )?{_MONTH}|{_MONTH} \d)"
_DATE = rf"(?:{_DAY}|\d{{4}})"

# "Have your plan reviewed by your physiotherapist" claims nothing about this article, so the patterns look for the
# form of a label, a date, a named person, or the article as what was reviewed.
_CLAIMS = [
    r"(?:medically|clinically)[- ](?:checked|fact-checked|reviewed|verified)",
    r"(?:doctor|expert|physician)[- ]reviewed",
    r"^(?:last )?reviewed (?:by|on)\b",
    rf"^(?:date |last |next )?(?:{_CHECKED}|(?:clinical |medical )?review(?:er|ers)?)(?: by| date| due| on)?\s*:",
    rf"^{_CHECKED} by (?-i:[A-Z][a-z]+ [A-Z][a-z]+,)",
    r"^about (?:our|the) (?:clinical |medical )?reviewers?",
    rf"{_CHECKED} by:? (?:the )?{_PERSON}",
    rf"(?:last reviewed|next review|review date|review due):? (?:due |in |on )?{_DATE}",
    rf"reviewed:? (?:on )?{_DAY}",
    rf"(?:all|our|these|the|this) (?:\w+ ){{0,2}}{_TEXT} {_IS} (?:\w+ ){{0,2}}{_CHECKED}",
    rf"(?:article|content|guide|leaflet|page),? (?:\w+ )?{_CHECKED} (?:by|on)",
]
_CLAIM = re.compile(rf"(?<!\w)(?:{'|'.join(_CLAIMS)})", re.IGNORECASE)
_CLAIM_IN_BYLINE = re.compile(r"\b(?:approv|check|endors|review|verif)\w*", re.IGNORECASE)


def claimed_review(text: str) -> str:
    """The words of a text outside of an article, such as a promotion's, that claim a review; empty if none do."""
    found = _CLAIM.search(text)
    return found[0] if found else ""


def reviews_are_not_typed(content: Content) -> Iterator[Finding]:
    for passage, sentence in sentences(content):
        pattern = _CLAIM_IN_BYLINE if passage.place == "byline" else _CLAIM
        if found := pattern.search(sentence.text):
            message = _("“{claim}” claims a review.").format(claim=found[0])
            advice = _("Remove it: who reviewed an article and when is shown from the record, and cannot be typed.")
            yield error(content, "typed-review", passage.place, message, advice)
