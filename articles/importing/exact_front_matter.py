"""The front matter of the exact Markdown form: a few texts by name, in YAML."""

from collections.abc import Sequence
from typing import NoReturn

import yaml
from django.utils.translation import gettext as _

from articles.importing.lines import UnreadableDocument

_MOST_LINES = 200


def read_front_matter(raw: Sequence[str]) -> tuple[dict[str, tuple[str, int]], int]:
    """Name → text and number of its line, and the index of the line below. Raises UnreadableDocument."""
    end = next((index for index in range(1, min(len(raw), _MOST_LINES)) if raw[index].rstrip() == "---"), None)
    if raw[0].rstrip() != "---" or end is None:
        refuse(1, _("the front matter has to stand between two lines of three hyphens"))
    text = "\n".join(raw[1:end])
    try:
        _refuse_nested(text)
        root, held = yaml.compose(text, Loader=yaml.SafeLoader), yaml.safe_load(text)
    except UnreadableDocument:
        raise
    except yaml.MarkedYAMLError as error:
        refuse(error.problem_mark.line + 2 if error.problem_mark else 1, _("the front matter is not YAML"))
    except (yaml.YAMLError, RecursionError, ValueError):
        refuse(1, _("the front matter can't be read as YAML"))
    if not isinstance(root, yaml.MappingNode) or not isinstance(held, dict):
        refuse(1, _("the front matter has to give names with their texts"))
    found: dict[str, tuple[str, int]] = {}
    for key, _node in root.value:
        number = key.start_mark.line + 2
        given = held.get(key.value)
        if key.value in found:
            refuse(number, _("“%s” stands in the front matter twice") % key.value)
        if not isinstance(given, str):
            refuse(number, _("“%s” must be text: put it in quotation marks") % key.value)
        found[key.value] = (given, number)
    return found, end + 1


def _refuse_nested(text: str) -> None:
    """Stop at the first thing that is no name and no text, before it can take time: lists in lists, references."""
    depth = 0
    for event in yaml.parse(text, Loader=yaml.SafeLoader):
        depth += isinstance(event, yaml.MappingStartEvent)
        if depth > 1 or isinstance(event, yaml.SequenceStartEvent | yaml.AliasEvent):
            line = event.start_mark.line if event.start_mark else 0
            refuse(line + 2, _("only names with their texts can stand in the front matter"))


def refuse(number: int, reason: str) -> NoReturn:
    raise UnreadableDocument(
        _("Line %(number)d: %(reason)s. Nothing was imported. Mend the line, or export the article again.")
        % {"number": number, "reason": reason}
    )
