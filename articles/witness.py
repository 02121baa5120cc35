"""The outside witness: keeps the heads of the log that we send, so that a log cut short or forged can be told.

A head is one line of canonical JSON (RFC 8785); its `signature` is a compact JWS over the other members.
"""

import email
import email.policy
import json
import re
from collections.abc import Iterator
from datetime import date
from http.client import HTTPMessage
from typing import IO, Any
from urllib.request import HTTPRedirectHandler, Request, build_opener

import rfc8785
from django.conf import settings
from django.core.mail import EmailMessage
from django.db import IntegrityError, transaction
from django.utils import timezone

from articles import proof
from articles.models import LogEntry, Witnessed

HEAD_FORMAT = "medgo2u.head/1"
_MEMBERS = {"format", "site", "seq", "hash", "at", "signature"}
_PATIENCE = 10  # seconds


class NotWitnessed(Exception):
    """The head did not arrive everywhere. The message says where and why."""


def send_head() -> bool:
    """Send today's head, unless it was sent. Whether anything was sent. Raises NotWitnessed.

    The day is claimed first, so that two runs don't send two. It is given back if the head arrived nowhere.
    """
    head = LogEntry.objects.order_by("-seq").first()
    if head is None or not (settings.WITNESS_EMAIL or settings.WITNESS_URL):
        return False
    claimed = _claim(timezone.localdate(), head)
    if claimed is None:
        return False
    line = head_line(head)
    failures, ways = [], [(settings.WITNESS_URL, _post), (settings.WITNESS_EMAIL, _mail)]
    wanted = [(to, send) for to, send in ways if to]
    for to, send in wanted:
        try:
            send(to, line)
        except Exception as error:  # a mail backend may raise anything, and one way must not stop the other
            failures.append(f"{to}: {error}")
    if len(failures) == len(wanted):
        claimed.delete()
    if failures:
        raise NotWitnessed("The head of the log could not be sent to the witness. " + "; ".join(failures))
    return True


def head_line(head: LogEntry) -> str:
    """What the witness keeps of this entry."""
    said = {
        "format": HEAD_FORMAT,
        "site": settings.SITE_URL,
        "seq": head.seq,
        "hash": head.entry_hash,
        "at": proof.timestamp(timezone.now()),
    }
    return proof.spell({**said, "signature": proof.sign(proof.spell(said))})


def problems(kept: bytes) -> Iterator[str]:
    """One sentence for each head in what the witness kept that does not verify or that our log does not hold."""
    heads, unreadable = _heads(kept)
    for line in unreadable:
        yield f"witness: this head can't be read: {line[:80]}"
    if not heads and not unreadable:
        yield "witness: there is no head of a log in this file"
    last = LogEntry.objects.order_by("-seq").first()
    for head in heads:
        yield from _problems_of(head, last.seq if last else 0)


def count(kept: bytes) -> int:
    """How many different heads the witness kept."""
    return len(_heads(kept)[0])


def _claim(day: date, head: LogEntry) -> Witnessed | None:
    try:
        with transaction.atomic():
            return Witnessed.objects.create(day=day, seq=head.seq, entry_hash=head.entry_hash)
    except IntegrityError:
        return None


def _mail(to: str, line: str) -> None:
    EmailMessage(f"The head of the log of {settings.SITE_URL}", line + "\n", to=[to]).send()


class _NoRedirects(HTTPRedirectHandler):
    """A head goes where the settings say, and nowhere else: a redirect is an error."""

    def redirect_request(
        self, req: Request, fp: IO[bytes], code: int, msg: str, headers: HTTPMessage, newurl: str
    ) -> None:
        return None


def _post(to: str, line: str) -> None:
    request = Request(  # noqa: S310 - the settings let only https through, and http in the demo
        to, data=f"{line}\n".encode(), headers={"Content-Type": "application/json"}, method="POST"
    )
    build_opener(_NoRedirects).open(request, timeout=_PATIENCE).close()


def _heads(kept: bytes) -> tuple[list[dict[str, Any]], list[str]]:
    """The heads, each once, and the lines that look like one and can't be read."""
    heads: dict[str, dict[str, Any]] = {}
    unreadable = []
    for line in _lines(kept):
        if HEAD_FORMAT not in line:
            continue
        try:
            head = json.loads(line[line.index("{") :])
            if not isinstance(head, dict) or set(head) != _MEMBERS or type(head["seq"]) is not int:
                raise ValueError
            heads[json.dumps(head, sort_keys=True)] = head
        except ValueError:
            unreadable.append(line)
    return list(heads.values()), unreadable


def _lines(kept: bytes) -> Iterator[str]:
    """The lines of a file of heads, of one saved e-mail or of a mailbox (mbox), decoded as mail is."""
    for part in re.split(rb"(?m)^From .*\n", kept):
        message = email.message_from_bytes(part.lstrip(), policy=email.policy.default)
        if "subject" not in message and "content-type" not in message:  # a bare line of JSON reads like a header too
            yield from part.decode(errors="replace").splitlines()
            continue
        body = message.get_body(("plain",))
        yield from (body.get_content() if body else "").splitlines()


def _problems_of(head: dict[str, Any], last: int) -> Iterator[str]:
    named = f"witness: entry {head['seq']}, sent at {head['at']}"
    try:
        said = {name: value for name, value in head.items() if name != "signature"}
        proof.check_signature(proof.spell(said), str(head["signature"]))
    except (proof.ProofError, rfc8785.CanonicalizationError) as error:
        yield f"{named}: {error}"
        return
    entry = LogEntry.objects.filter(seq=head["seq"]).first()
    if head["seq"] > last:
        yield f"{named}: the log ends at entry {last}, so its end was cut off"
    elif entry is None or entry.entry_hash != head["hash"]:
        yield f"{named}: the log has another entry there, so it was forged from there or before"
