"""Citations and references: each finds the other, is spelt right, and leads somewhere."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from articles.checks.findings import Finding, error, warning
from articles.content import CITATION, CITATION_KEY, Content, Passage, citations_in, cited_keys, passages

# What opens like a citation: "[@...", "[-@...", "[see @nhs-2024". Brackets followed by an address are links.
_OPENED = re.compile(r"\[(?:-?@|[^\[\]\n@]{0,40}\s-?@(?=[a-z_:.-]*\d))(?![^\[\]\n]*\]\()[^\[\]\n]*\]?")


def citations_are_spelt_right(content: Content) -> Iterator[Finding]:
    for passage in passages(content):
        for found in _OPENED.finditer(passage.text):
            if not passage.markdown:
                message = _("“{text}” would be shown as it stands: this field takes no citations.").format(
                    text=found[0]
                )
                advice = _("Move the citation into a text that takes Markdown.")
                yield error(content, "citation-not-allowed", passage.place, message, advice)
            elif not _is_well_formed(found[0]):
                message = _("“{text}” is not a citation that can be read.").format(text=found[0])
                advice = _("Write [@key], or [@key, p. 3; @other-key]. Keys have small letters, figures and hyphens.")
                yield error(content, "malformed-citation", passage.place, message, advice)


def _is_well_formed(text: str) -> bool:
    found = CITATION.fullmatch(text)
    if not found:
        return False
    citations = citations_in(found["items"])
    names_one = not found["named"] or len(citations) == 1
    return names_one and all(CITATION_KEY.fullmatch(citation.key) for citation in citations)


def citations_match_references(content: Content) -> Iterator[Finding]:
    known = {source.key for source in content.references}
    for passage in passages(content):
        for key in _keys_of(passage):
            if key not in known and CITATION_KEY.fullmatch(key):
                message = _("The citation [@{key}] matches no reference of this article.").format(key=key)
                advice = _("Add the source to the article's references, or correct the key.")
                yield error(content, "unknown-citation", passage.place, message, advice)


def _keys_of(passage: Passage) -> list[str]:
    """The keys that a passage cites, each once."""
    if not passage.markdown:
        return []
    groups = (found["items"] for found in CITATION.finditer(passage.text))
    return list(dict.fromkeys(citation.key for group in groups for citation in citations_in(group)))


def references_are_cited(content: Content) -> Iterator[Finding]:
    cited = set(cited_keys(content))
    for index, source in enumerate(content.references):
        if source.key not in cited:
            message = _("No text cites this reference.")
            advice = _("Cite it as [@{key}] where it supports the text, or remove it.").format(key=source.key)
            yield warning(content, "reference-never-cited", f"references[{index}]", message, advice)


def references_have_links(content: Content) -> Iterator[Finding]:
    for index, source in enumerate(content.references):
        if not (source.url or source.csl.get("URL") or source.csl.get("DOI")):
            message = _("Readers cannot follow this reference: it has no link and no DOI.")
            advice = _("Add the address or the DOI to the reference in the library.")
            yield warning(content, "reference-without-link", f"references[{index}]", message, advice)
