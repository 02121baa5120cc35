"""What has to hold before a clinician decides: asked when a statement is fixed, and asked again when it is signed.

Each guard raises Refused with a sentence for the person who tried, or proof.ProofError for an edition that is not what
its digest was made of.
"""

import secrets

from django.contrib.auth.models import User
from django.utils.translation import gettext as _

from articles import comments, compare, proof, requests, rules, standing
from articles.blocks import blocks, value_at
from articles.models import Article, Edition, Review
from articles.refusal import Refused, require


def last_approved(article: Article) -> Edition | None:
    """The newest edition of the article that was ever fully approved, or None."""
    return article.editions.ever_approved().order_by("-number").first()


def open_for_decision(edition: Edition, by: User, digest: str) -> Edition:
    """The edition, locked. Who decides on what nobody claimed claims it by that."""
    edition = locked(edition)
    if edition.state != Edition.State.IN_REVIEW:
        raise Refused(not_any_more(edition))
    _require_may_decide(edition, by, digest)
    reviewer = rules.reviewer_of(by)
    if edition.reviews.filter(reviewer=reviewer).exists():
        raise Refused(_("You have already decided on this edition. Nothing was changed."))
    requests.take(edition, by)
    return edition


def open_for_renewal(edition: Edition, by: User, digest: str) -> Edition:
    edition = locked(edition)
    require(edition.state == Edition.State.PUBLISHED, not_any_more(edition))
    _require_may_decide(edition, by, digest)
    require_no_open_comments(edition, by)
    return edition


def require_no_open_comments(edition: Edition, by: User) -> None:
    """Nobody signs that a text may go to readers while they still ask for another one. Returning it stays free."""
    sentence = comments.refusal_to_approve(edition, by)
    if sentence:
        raise Refused(sentence)


def require_own_approval(edition: Edition, by: User) -> None:
    reviewer = rules.reviewer_of(by)
    last = edition.reviews.filter(reviewer=reviewer).order_by("log_entry__seq").last() if reviewer else None
    if last is None or last.decision not in (Review.Decision.APPROVE, Review.Decision.RENEW):
        raise Refused(_("You have no approval of this edition to revoke."))


def _require_may_decide(edition: Edition, by: User, digest: str) -> None:
    if not secrets.compare_digest(digest.encode(), edition.digest.encode()):
        raise Refused(_("What you read is not this edition any more. Open it again, read it, and then decide."))
    proof.check_edition(edition)
    sentence = rules.refusal_to_decide(by, edition)
    if sentence:
        raise Refused(sentence)


def base_of_small_change(edition: Edition, by: User) -> Edition:
    """The checked edition whose whole approval this one may rest on. Raises Refused if the change is not small."""
    base = last_approved(edition.article)
    whole = _("Read the whole article and approve the whole.")
    if base is None or not set(rules.specialties_for(by, edition)) <= set(base.required_specialties):
        raise Refused(_("Your specialty has not approved an earlier edition of this article.") + " " + whole)
    require(
        base.withdrawn_as != Edition.WithdrawnAs.UNSAFE,
        _("The last approved edition was withdrawn as unsafe.") + " " + whole,
    )
    require_checked(base, _("The last approved edition has no valid approval any more.") + " " + whole)
    reasons = [*compare.needs_whole(base.get_content(), edition.get_content()), *_changed_for_others(base, edition)]
    if reasons:
        raise Refused(
            _("“Changes only” is not enough here: %(reasons)s.") % {"reasons": "; ".join(reasons)} + " " + whole
        )
    return base


def _changed_for_others(base: Edition, edition: Edition) -> list[str]:
    """Changed parts that a clinician behind the base had left to another specialty, as parts of a sentence."""
    content = edition.get_content()
    unchanged = [value_at(content, block.place) for block in blocks(content)]
    changed = []
    for check in standing.standing_of(base).whole:
        read = check.review.edition.get_content()
        for part in check.stated.get("outside", ()):
            if value_at(read, part["place"]) not in unchanged:
                changed.append(_("a part that another specialty checked (%(label)s)") % {"label": part["label"]})
    return changed


def require_checked(edition: Edition, sentence: str) -> None:
    try:
        stands = standing.standing_of(edition)
    except proof.ProofError as error:
        raise Refused(_("The proof of this edition's review fails: %(error)s.") % {"error": error}) from error
    require(stands.is_checked, sentence)


def locked(edition: Edition) -> Edition:
    return Edition.objects.select_for_update().get(pk=edition.pk)


def not_any_more(edition: Edition) -> str:
    return _(
        "Edition %(number)s is %(state)s by now, so nothing was changed. Reload the page to see where it stands."
    ) % {
        "number": edition.number,
        "state": edition.get_state_display().lower(),
    }


def written(note: str) -> str:
    note = note.strip()
    require(note, _("Write a sentence that says why."))
    return note
