"""The front matter of a Markdown file: YAML between two lines of dashes, read with limits."""

import datetime
import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

import yaml
from django.utils.translation import gettext as _

from articles.importing.lines import LeftOut, UnreadableDocument

_FENCED = re.compile(r"\ufeff?---[ \t]*\r?\n(?P<yaml>.*?)(?:^|\n)(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL)
_FIELD = re.compile(r"^[A-Za-z_][\w -]{0,40}:(?:\s|$)", re.MULTILINE)
_LARGEST = 20_000
_DEEPEST = 5
_LONGEST_SHOWN = 300

_LABELS = {
    "By": ("author", "authors", "by", "byline", "writer", "writers", "written by"),
    "Medically reviewed by": ("reviewer", "reviewers", "reviewed by", "medical reviewer", "medically reviewed by"),
    "Reviewed on": ("reviewed", "reviewed on", "review date", "date reviewed", "medically reviewed"),
    "Last reviewed": ("last reviewed", "lastreviewed", "last medically reviewed", "lastmedicallyreviewed"),
    "Published": ("date", "published", "publication date", "date published", "datepublished", "published on", "created"),
    "Updated": ("updated", "modified", "last updated", "lastmod", "lastupdated", "date modified", "datemodified"),
}
"""What a field becomes as a line of the article, which the grammar of claims reads."""

_LABEL_OF = {name: label for label, names in _LABELS.items() for name in names}
_LANGUAGE = ("lang", "language", "locale")


class FrontMatter(NamedTuple):
    """The fields, and the text below them. Without front matter there are no fields."""

    fields: Mapping[str, Any]
    body: str


class _OwnTypes(yaml.SafeLoader):
    """Safe types only, and dates as they were typed: 2025-02-30 is for the editor to see."""


_OwnTypes.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag in ("tag:yaml.org,2002:null", "tag:yaml.org,2002:merge")]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def split(text: str) -> FrontMatter:
    """The fields above a text. Raises UnreadableDocument for YAML that is broken, too large or refers to itself."""
    found = _FENCED.match(text)
    if not found or not _FIELD.search(found["yaml"]):
        return FrontMatter({}, text)
    if len(found["yaml"]) > _LARGEST:
        raise _refused(_("it is longer than an article's can be"))
    try:
        for depth in _depths(found["yaml"]):
            if depth > _DEEPEST:
                raise _refused(_("it is nested too deeply"))
        fields = yaml.load(found["yaml"], Loader=_OwnTypes)  # noqa: S506 - a SafeLoader of fewer types
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        if isinstance(error, UnreadableDocument):
            raise
        line = getattr(getattr(error, "problem_mark", None), "line", None)
        where = _("line %(line)d is no YAML") % {"line": line + 2} if line is not None else _("it is no YAML")
        raise _refused(where) from error
    if not isinstance(fields, dict):
        return FrontMatter({}, text)
    return FrontMatter({str(name): value for name, value in fields.items()}, text[found.end() :])


def _refused(why: str) -> UnreadableDocument:
    return UnreadableDocument(
        _("The front matter can't be read: %(why)s. Nothing was imported. Mend it, or leave it away.") % {"why": why}
    )


def _depths(text: str) -> Iterator[int]:
    depth = 0
    for event in yaml.parse(text, Loader=yaml.SafeLoader):
        if isinstance(event, yaml.AliasEvent):
            raise _refused(_("it refers to itself (“*”), which is not allowed"))
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        yield depth


class Told(NamedTuple):
    """What front matter says: the document's own title, language and slug, lines about its making, and all the rest."""

    title: str = ""
    language: str = ""
    slug: str = ""
    lines: tuple[str, ...] = ()
    left_out: tuple[LeftOut, ...] = ()


def told(fields: Mapping[str, Any]) -> Told:
    said = Told()
    for name, value in fields.items():
        plain = " ".join(re.sub(r"(?<=[a-z])(?=[A-Z])|[_-]", " ", name).casefold().split())
        words = _words(value)
        if plain == "title" and not said.title:
            said = said._replace(title=words)
        elif plain in _LANGUAGE and re.fullmatch(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*", words):
            said = said._replace(language=words.replace("_", "-"))
        elif plain == "slug" and re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", words.strip("/")):
            said = said._replace(slug=words.strip("/"))
        elif (label := _LABEL_OF.get(plain) or _LABEL_OF.get(plain.replace(" ", ""))) and words:
            words = words if label not in ("Published", "Updated", "Reviewed on", "Last reviewed") else _day(words)
            said = said._replace(lines=(*said.lines, f"{label}: {words}"))
        elif words:
            shown = f"{name}: {words}"[:_LONGEST_SHOWN]
            reason = _("The front matter says this. An article has no place for it.")
            said = said._replace(left_out=(*said.left_out, LeftOut(shown, reason)))
    return said


def _day(words: str) -> str:
    """A moment by its day: "2025-11-03T09:00:00Z" as "2025-11-03"."""
    return re.sub(r"(?<=^\d{4}-\d\d-\d\d)[T ]\d.*", "", words)


def _words(value: Any) -> str:  # noqa: ANN401 - YAML is of any shape
    """A value as one line: several people are joined by commas, and of a mapping all values are said."""
    if isinstance(value, Mapping):
        if named := value.get("name"):
            rest = ", ".join(_words(item) for key, item in value.items() if key != "name" and item is not None)
            return ", ".join(filter(None, (_words(named), rest)))
        return ", ".join(f"{key}: {_words(item)}" for key, item in value.items())
    if isinstance(value, list):
        return _joined([_words(item) for item in value if item is not None])
    if isinstance(value, datetime.date):
        return value.isoformat()
    return "" if value is None else " ".join(str(value).split())


def _joined(words: list[str]) -> str:
    """"A; B and C": degrees follow commas, so people are parted by semicolons where one has any."""
    return ("; " if any("," in item for item in words) else ", ").join(filter(None, words))
