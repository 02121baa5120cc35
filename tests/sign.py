"""Signing in one step, for tests of something else: prepared, and signed with a password and a code."""

from collections.abc import Mapping, Sequence

from django.contrib.auth.models import User

from articles import evidence, preparing, workflow
from articles.checklist import Answer, questions_for
from articles.competence import Outside
from articles.models import Edition, Review


def approve(
    edition: Edition,
    by: User,
    *,
    digest: str,
    scope: str,
    interests: str,
    answers: Mapping[str, str] | None = None,
    outside: Sequence[Outside] = (),
    only_asked: bool = False,
) -> Review:
    pending = preparing.begin_approval(
        edition,
        by,
        digest=digest,
        scope=scope,
        interests=interests,
        answers=yes_to_all(edition) if answers is None else answers,
        outside=outside,
        only_asked=only_asked,
    )
    return workflow.approve(pending, by, evidence.of_code())


def renew(
    edition: Edition,
    by: User,
    *,
    digest: str,
    interests: str,
    outside: Sequence[Outside] = (),
    only_asked: bool = False,
) -> Review:
    pending = preparing.begin_renewal(
        edition,
        by,
        digest=digest,
        interests=interests,
        answers=yes_to_all(edition),
        outside=outside,
        only_asked=only_asked,
    )
    return workflow.renew(pending, by, evidence.of_code())


def revoke(edition: Edition, by: User, *, note: str) -> Review:
    return workflow.revoke(preparing.begin_revocation(edition, by, note=note), by, evidence.of_code())


def yes_to_all(edition: Edition) -> dict[str, str]:
    return dict.fromkeys(questions_for(edition.article), Answer.YES.value)
