"""The body of an article as HTML: what an edition freezes, and what a clinician approves.

The same content gives the same bytes, whoever asks and in whatever language their screens are, while the setting
NATION, which names whom to call, stays as it is. The HTML carries no
address of ours, only places in itself, other people's addresses, and images by the hash of their bytes.
"""

import re
from collections.abc import Mapping

from django.template.loader import render_to_string
from django.utils import translation
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from articles.content import Content, Source, passages
from articles.rendering import parts
from articles.rendering.citations import Citing, Numbering
from articles.rendering.markdown import images_in, render_blocks
from articles.rendering.sanitize import sanitize

_LINE_ENDS = re.compile(r"[ \t]*\n[ \t\n]*")
"""Where templates indent, and where parts that are empty leave blank lines."""


def render_body(content: Content) -> SafeString:
    """The whole body, sanitised. Empty parts print nothing. Never raises for content that is incomplete or hostile."""
    with translation.override(content.language):
        html = render_to_string("articles/body/body.html", _context(content))
        return sanitize(_LINE_ENDS.sub("\n", html).strip())


def render_fragment(text: str, sources: Mapping[str, Source]) -> SafeString:
    """One Markdown text, for a preview beside its field: citations are printed, but lead nowhere."""
    return sanitize(render_blocks(text, Citing(sources)))


def used_images(content: Content) -> list[tuple[str, str]]:
    """The stored images that the text shows, as (sha256, alternative text), each pair once, in reading order."""
    texts = [passage.text for passage in passages(content) if passage.markdown]
    return list(dict.fromkeys(image for text in texts for image in images_in(text)))


def _context(content: Content) -> dict[str, object]:
    """What the template prints. The order matters: citations are numbered as they are read, and listed at the end."""
    sources: dict[str, Source] = {}
    for source in content.references:
        sources.setdefault(source.key, source)
    citing = Citing(sources, Numbering())
    lead = render_blocks(content.lead, citing, top=2)
    cards = parts.care_cards(content, citing)
    sections = parts.sections(content, citing, has_help=bool(cards))
    questions = parts.questions(content, citing)
    disclaimer = render_blocks(content.disclaimer, citing)
    references = parts.references(content, citing)
    return {
        "lead": lead,
        "care_cards": cards,
        "contents": _contents(sections, has_faq=bool(questions), has_references=bool(references)),
        "sections": sections,
        "questions": questions,
        "references": references,
        "disclaimer": disclaimer,
    }


def _contents(sections: list[parts.SectionPart], *, has_faq: bool, has_references: bool) -> list[tuple[str, str]]:
    """The entries of the contents list as (id, words)."""
    entries = [(section.anchor, section.heading) for section in sections]
    if has_faq:
        entries.append(("faq", _("Frequently asked questions")))
    if has_references:
        entries.append(("references", _("References")))
    return entries
