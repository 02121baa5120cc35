"""The sources of an imported document and the library: which are known there already, and under which key."""

from collections import Counter
from collections.abc import Mapping

from articles.content import Content
from references.matching import Match, find


def matches(content: Content) -> dict[str, Match]:
    """For each key of the content that the library knows or may know: its record there, and how that was found.

    One whose `doubt` is empty is the same source; the others are to be told, and never tied.
    """
    found = find([source.csl for source in content.references])
    return {source.key: match for source, match in zip(content.references, found, strict=True) if match}


def tied(found: Mapping[str, Match]) -> dict[str, str]:
    """The keys of sources that surely are a record of the library → its key. Two that match one record are not sure."""
    sure = {key: match.key for key, match in found.items() if not match.doubt}
    count = Counter(sure.values())
    return {key: held for key, held in sure.items() if count[held] == 1}
