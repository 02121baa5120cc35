"""Proof: the digest of an edition, signed statements, and the log that chains them.

Everything here can be done again from outside with SHA-256, RFC 8785 and JOSE; docs/proof.md says how.
"""

import hashlib
import json
from datetime import UTC, datetime
from typing import Any

import rfc8785
from django.contrib.auth.models import User
from django.db import connection
from joserfc import jws
from joserfc.errors import JoseError
from joserfc.jwk import OKPKey

from articles import evidence, keys
from articles.models import Edition, LogEntry, Review

REVIEW_FORMAT = "medgo2u.review/2"
EVENT_FORMAT = "medgo2u.event/1"
LOG_FORMAT = "medgo2u.log/2"
_BEFORE_EVIDENCE = ("medgo2u.review/1", "medgo2u.log/1")  # records made before evidence was kept stay verifiable
NO_ENTRY = "0" * 64
_LOG_LOCK = 6_340_721  # any number that no other advisory lock of this database uses


class ProofError(Exception):
    """Something does not match what was signed. The message says what and where."""


def sha256(text: str) -> str:
    """SHA-256 of the text's UTF-8 bytes, in hexadecimal."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def digest_of(content: str, html: str) -> str:
    """The one digest over an edition's canonical content and its html."""
    return sha256(f"medgo2u.edition/1\n{sha256(content)}\n{sha256(html)}\n")


def circumstances_of(edition: Edition) -> str:
    """SHA-256 over what was frozen with an edition and decides who may approve it."""
    return sha256(
        spell(
            {
                "language": edition.language,
                "required_specialties": edition.required_specialties,
                "contributors": edition.contributors,
                "revision": edition.revision_number,
                "submitted_by": edition.submitted_by_id,
                "submitted_at": timestamp(edition.submitted_at),
            }
        )
    )


def spell(statement: dict[str, Any]) -> str:
    """The statement's canonical JSON text (RFC 8785): what is signed and hashed."""
    return rfc8785.dumps(statement).decode("utf-8")


def timestamp(moment: datetime) -> str:
    """The moment in UTC to the second, as statements spell it: 2026-01-31T12:00:00Z."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def sign(text: str) -> str:
    """A compact JWS (RFC 7515, alg Ed25519 of RFC 9864) whose payload is the text."""
    key = keys.signing_key()
    header = {"alg": "Ed25519", "kid": key.as_dict()["kid"]}
    return jws.serialize_compact(header, text.encode("utf-8"), key, algorithms=["Ed25519"])


def check_signature(text: str, signature: str) -> None:
    """Raises ProofError unless the signature is by one of the site's keys over exactly this text."""
    known = {jwk["kid"]: jwk for jwk in keys.public_keys()}
    try:
        kid = jws.extract_compact(signature.encode("ascii")).headers().get("kid")
        if kid not in known:
            raise ProofError(f"it is signed with an unknown key ({kid})")
        signed = jws.deserialize_compact(signature, OKPKey.import_key(known[kid]), algorithms=["Ed25519"])
    except (JoseError, ValueError) as error:
        raise ProofError("its signature is not valid") from error
    if signed.payload != text.encode("utf-8"):
        raise ProofError("its signature is over another text")


def check_edition(edition: Edition) -> None:
    """Raises ProofError unless the edition's digest is that of its content and html."""
    if digest_of(edition.content, edition.html) != edition.digest:
        raise ProofError(f"{edition}: content or html is not what the digest was made of")


def review_statement(review: Review) -> dict[str, Any]:
    """What the columns of a review say, as its statement has to say it."""
    return {
        "decision": review.decision,
        "scope": review.scope,
        "article": str(review.edition.article.uid),
        "edition": review.edition.number,
        "digest": review.digest,
        "circumstances": circumstances_of(review.edition),
        "interests": review.interests,
        "note": review.note,
        "at": timestamp(review.at),
    }


def check_review(review: Review) -> None:
    """Raises ProofError unless the review is signed, says what its columns say, and is of its edition's digest."""
    try:
        check_signature(review.statement, review.signature)
        stated = review.stated()
        _check_evidence(review, stated)
    except ProofError as error:
        raise ProofError(f"{review}, review {review.pk}: {error}") from error
    said = review_statement(review).items() <= stated.items()
    who = stated.get("reviewer", {})
    is_theirs = who.get("regulator") == review.reviewer.regulator_id and who.get("id") == review.reviewer_id
    if not said or not is_theirs or review.digest != review.edition.digest:
        raise ProofError(f"{review}, review {review.pk}: the record does not say what was signed")


def _check_evidence(review: Review, stated: dict[str, Any]) -> None:
    if not review.evidence and stated["format"] in _BEFORE_EVIDENCE:
        return
    if stated["format"] != REVIEW_FORMAT:
        raise ProofError("its statement has another format")
    try:
        method = evidence.check(review.evidence, review.statement)
    except evidence.EvidenceError as error:
        raise ProofError(str(error)) from error
    if method == evidence.Method.SIGNED_IN and review.decision != Review.Decision.RETURN:
        raise ProofError("it was not signed with a second factor")


def append(
    kind: LogEntry.Kind, *, edition: Edition, by: User, at: datetime, statement: str = "", review: Review | None = None
) -> LogEntry:
    """Append one signed entry to the log; call it inside the transaction of the deed.

    `statement` is what becomes public. Without it (a return), only the hash of the review's statement is in the log.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOG_LOCK])
    last = LogEntry.objects.order_by("-seq").first()
    seq, previous = (last.seq + 1, last.entry_hash) if last else (1, NO_ENTRY)
    entry = {
        "format": LOG_FORMAT,
        "seq": seq,
        "previous": previous,
        "kind": str(kind),
        "statement_sha256": sha256(review.statement if review else statement),
        "evidence_sha256": sha256(review.evidence) if review else "",
        "by": by.pk,
        "at": timestamp(at),
    }
    spelt = spell(entry)
    return LogEntry.objects.create(
        seq=seq,
        previous=previous,
        kind=kind,
        statement=statement,
        entry=spelt,
        entry_hash=sha256(spelt),
        signature=sign(spelt),
        at=at,
        edition=edition,
        review=review,
        by=by,
    )


def check_log_entry(entry: LogEntry) -> None:
    """Raises ProofError unless the entry is signed, whole, and says what its columns say."""
    try:
        check_signature(entry.entry, entry.signature)
    except ProofError as error:
        raise ProofError(f"log entry {entry.seq}: {error}") from error
    spoken = entry.review.statement if entry.review else entry.statement
    told = json.loads(entry.entry)
    columns = {
        "format": LOG_FORMAT,
        "seq": entry.seq,
        "previous": entry.previous,
        "kind": entry.kind,
        "statement_sha256": sha256(spoken),
        "evidence_sha256": sha256(entry.review.evidence) if entry.review else "",
        "by": entry.by_id,
        "at": timestamp(entry.at),
    }
    if told.get("format") in _BEFORE_EVIDENCE:
        columns |= {"format": told["format"]}
        del columns["evidence_sha256"]
    if told != columns or sha256(entry.entry) != entry.entry_hash:
        raise ProofError(f"log entry {entry.seq}: the record does not say what was signed")
    public = "" if entry.kind == LogEntry.Kind.RETURN else spoken
    decision = entry.review.decision if entry.review else None
    if entry.statement != public or decision != (entry.kind if entry.kind in Review.Decision.values else None):
        raise ProofError(f"log entry {entry.seq}: its statement or review is not the one that was signed")
    named = json.loads(spoken)
    if (named.get("article"), named.get("edition"), named.get("digest")) != (
        str(entry.edition.article.uid),
        entry.edition.number,
        entry.edition.digest,
    ):
        raise ProofError(f"log entry {entry.seq}: it is about another edition")


def check_state(edition: Edition, log: list[LogEntry]) -> None:
    """Raises ProofError unless the log (this edition's entries, in order) tells of the state that the edition is in."""
    told = {
        LogEntry.Kind.PUBLISH: Edition.State.PUBLISHED,
        LogEntry.Kind.REINSTATE: Edition.State.PUBLISHED,
        LogEntry.Kind.SUPERSEDE: Edition.State.SUPERSEDED,
        LogEntry.Kind.WITHDRAW: Edition.State.WITHDRAWN,
        LogEntry.Kind.RETURN: Edition.State.RETURNED,
    }
    moves = [told[LogEntry.Kind(entry.kind)] for entry in log if entry.kind in told]
    state = Edition.State(edition.state)
    if state in told.values() and (not moves or moves[-1] != state):
        raise ProofError(f"{edition}: the log does not tell that it is {state.label.lower()}")
    if state not in told.values() and moves:
        raise ProofError(f"{edition}: the log tells that it is {moves[-1].label.lower()}, and it is not")
    if state == Edition.State.WITHDRAWN:
        _check_withdrawal(edition, log)


def withdrawal_statement(edition: Edition) -> dict[str, str]:
    """What a withdrawn edition tells readers, as the log's statement has to say it."""
    return {
        "withdrawn_as": edition.withdrawn_as,
        "reason": edition.withdrawal_reason,
        "successor": str(edition.successor.uid) if edition.successor else "",
    }


def _check_withdrawal(edition: Edition, log: list[LogEntry]) -> None:
    last = [entry for entry in log if entry.kind == LogEntry.Kind.WITHDRAW][-1]
    if not withdrawal_statement(edition).items() <= json.loads(last.statement).items():
        raise ProofError(f"{edition}: it does not say of its withdrawal what the log says")
