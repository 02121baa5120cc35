"""Trying what a form of the desk asks for, and what to say where it can't be done."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from django.http import HttpRequest

from articles.desk.forms import DeskForm
from articles.models import Edition
from articles.refusal import Refused

Done = TypeVar("Done")


@dataclass(frozen=True)
class Problem:
    """Why a form was not carried out: a sentence of refusal, or the ids of its fields with their errors."""

    status: int
    sentence: str = ""
    links: tuple[tuple[str, str], ...] = ()


def attempt(form: DeskForm, deed: Callable[[], Done]) -> Done | Problem:
    """Do the deed if the form is valid. Whatever is in the way is returned, and nothing was changed then."""
    if not form.is_valid():
        return Problem(422, links=tuple(form.error_links()))
    try:
        return deed()
    except Refused as refused:
        return Problem(409, sentence=str(refused))


def key_of_kept(request: HttpRequest, seen: Edition) -> str:
    """Under which a browser keeps what is typed about an edition: the message of success lets it forget all of it."""
    return f"{request.user.pk}:{seen.digest}"
