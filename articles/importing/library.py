"""The sources of an imported document and the library: which are known there already, and under which key."""

from articles.content import Content
from references.matching import Match, find


def matches(content: Content) -> dict[str, Match]:
    """For each key of the content that the library knows or may know: its record there, and how that was found.

    One whose `doubt` is empty is the same source; the others are to be told, and never tied.
    """
    found = find([source.csl for source in content.references])
    return {source.key: match for source, match in zip(content.references, found, strict=True) if match}
