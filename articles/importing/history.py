"""What a document claims about its own past, in words for editors. It is history, never a review, and never public."""

import datetime
from collections.abc import Iterable, Mapping
from typing import Any

from django.template.defaultfilters import date as printed
from django.utils.translation import gettext as _

from articles.importing.result import ClaimKind


def worded(claims: Iterable[Mapping[str, Any]]) -> list[str]:
    """A sentence for each claim about dates and reviewers, as `Import.claims` holds them, in the order of the text."""
    held = list(claims)
    reviewed_on = next((_when(claim) for claim in held if claim["kind"] == ClaimKind.REVIEWED_ON), "")
    has_reviewer = any(claim["kind"] == ClaimKind.REVIEWER for claim in held)
    return [
        sentence for claim in held if (sentence := _sentence(claim, reviewed_on=reviewed_on, has_reviewer=has_reviewer))
    ]


def _sentence(claim: Mapping[str, Any], *, reviewed_on: str, has_reviewer: bool) -> str:
    said = {"name": claim["text"], "on": _when(claim), "reviewed_on": reviewed_on}
    match claim["kind"]:
        case ClaimKind.PUBLISHED:
            return _("First published %(on)s, according to the publisher.") % said
        case ClaimKind.MODIFIED:
            return _("Last changed %(on)s, according to the publisher.") % said
        case ClaimKind.REVIEWER if reviewed_on:
            return (
                _("Reviewed by %(name)s on %(reviewed_on)s, according to the publisher. This site has not checked it.")
                % said
            )
        case ClaimKind.REVIEWER:
            return _("Reviewed by %(name)s, according to the publisher. This site has not checked it.") % said
        case ClaimKind.REVIEWED_ON if has_reviewer:
            return ""  # said with the reviewer
        case ClaimKind.REVIEWED_ON | ClaimKind.LAST_REVIEWED:
            return _("Reviewed on %(on)s, according to the publisher. This site has not checked it.") % said
    return ""


def _when(claim: Mapping[str, Any]) -> str:
    """The day that the claim names, or its own words where no day is beyond doubt (a year alone, say)."""
    try:
        return printed(datetime.date.fromisoformat(claim.get("date") or ""), "j F Y")
    except ValueError:
        return str(claim["text"])
