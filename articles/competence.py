"""Which parts of an article a clinician vouches for: all of it, all but some parts, or only parts.

A statement says it with `outside` (parts that another specialty has to check) or `only` (nothing but these parts).
"""

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from articles import rules
from articles.blocks import blocks, holds
from articles.models import Edition
from articles.refusal import Refused, require
from articles.roles import Person
from reviewers.models import Specialty


class Outside(NamedTuple):
    """A part that is outside a clinician's competence, and the slug of the specialty that has to check it."""

    place: str
    specialty: str


def stated(edition: Edition, by: Person, outside: Sequence[Outside], *, only_asked: bool) -> dict[str, Any]:
    """What the statement says of competence. Raises Refused for parts or specialties that are none."""
    parts = parts_asked_of(by, edition)
    if parts:
        require(
            only_asked and not outside, _("You were asked about some parts only. Confirm that you judge just those.")
        )
        return {"only": _labelled(edition, parts)}
    require(not only_asked, _("You were asked about the whole article, not about parts of it."))
    own = rules.specialties_for(by, edition)
    known = set(Specialty.objects.values_list("slug", flat=True))
    for part in outside:
        require(part.specialty in known, _("Choose the specialty that has to check the parts that you named."))
        require(
            part.specialty not in own, _("That is your own specialty. Choose the one that has to check these parts.")
        )
    labelled = _labelled(edition, [part.place for part in outside])
    everything = {block.place for block in blocks(edition.get_content()) if "." not in block.place}
    if everything <= {part.place for part in outside}:
        raise Refused(_("You named every part. Return the edition instead, and say who should read it."))
    specialties = [part.specialty for part in outside]
    return {"outside": [part | {"specialty": slug} for part, slug in zip(labelled, specialties, strict=True)]}


def parts_asked_of(by: Person, edition: Edition) -> list[str]:
    """The places that this clinician is asked about, if it is not the whole article."""
    own = rules.specialties_for(by, edition)
    if set(own) & set(edition.required_specialties):
        return []
    asked = edition.requests.filter(specialty__slug__in=own).values_list("parts", flat=True)
    return sorted({place for parts in asked for place in parts})


def vouches_for(statement: dict[str, Any], place: str) -> bool:
    """Whether a statement covers the part at this place."""
    only = [part["place"] for part in statement.get("only", ())]
    if only and not any(holds(part, place) for part in only):
        return False
    outside = [part["place"] for part in statement.get("outside", ())]
    return not any(holds(part, place) or holds(place, part) for part in outside)


def _labelled(edition: Edition, places: Iterable[str]) -> list[dict[str, str]]:
    known = dict(blocks(edition.get_content()))
    for place in places:
        require(place in known, _("This edition has no part “%(place)s”. Open it again.") % {"place": place})
    return [{"place": place, "label": known[place]} for place in places]
