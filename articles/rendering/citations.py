"""Citations such as `[@nhs-2024, p. 3; @bcmj-2024]` in Markdown, printed as "(NHS, 2024, p. 3; BCMJ, 2024)".

`[-@nhs-2024]` prints the year alone.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict

from articles.content import CITATION, Citation, Source, citations_in
from articles.rendering.addresses import citation_anchor, reference_anchor


@dataclass
class Numbering:
    """What has been printed so far on one page: how often each key was cited, and how many tables there are."""

    cited: Counter[str] = field(default_factory=Counter)
    tables: int = 0


@dataclass(frozen=True)
class Citing:
    """The sources that a text may cite, by key. Without numbering, as in a preview, citations are not linked."""

    sources: Mapping[str, Source]
    numbering: Numbering | None = None

    def table_name(self) -> str:
        """A name for the next table, each its own, as somebody hears it who can't see the page."""
        if self.numbering is None:
            return _("Table")
        self.numbering.tables += 1
        return _("Table %(number)d") % {"number": self.numbering.tables}


def add_citations(parser: MarkdownIt) -> None:
    """Teach a parser citations. Its `env` must then hold a Citing under "citing"."""
    parser.inline.ruler.before("link", "citation", _read)
    parser.add_render_rule("citation", _print)


def _read(state: StateInline, silent: bool) -> bool:
    if not state.src.startswith(("[@", "[-@"), state.pos):
        return False
    match = CITATION.match(state.src, state.pos, state.posMax)
    if not match:
        return False
    if not silent:
        token = state.push("citation", "", 0)
        token.content = match[0]
        token.meta["named"] = bool(match["named"])
        token.meta["citations"] = [citation for citation in citations_in(match["items"]) if citation.key]
    state.pos = match.end()
    return True


def _print(_renderer: object, tokens: Sequence[Token], index: int, _options: OptionsDict, env: EnvType) -> str:
    token, citing = tokens[index], env["citing"]
    citations: list[Citation] = token.meta["citations"]
    known = [citation for citation in citations if citation.key in citing.sources]
    unknown = [citation for citation in citations if citation.key not in citing.sources]
    printed = [_unknown(citation) for citation in unknown]
    if known:
        links = format_html_join("; ", "{}", ((_link(citation, citing, token.meta["named"]),) for citation in known))
        printed.insert(0, format_html('<span class="citation">({})</span>', links))
    return mark_safe(" ".join(printed)) if printed else format_html("{}", token.content)  # joins escaped parts


def _link(citation: Citation, citing: Citing, named: bool) -> SafeString:
    """The link to a source, without its name where the sentence has it already."""
    name_and_year = citing.sources[citation.key].citation
    words = ", ".join(filter(None, (name_and_year.rpartition(", ")[2] if named else name_and_year, citation.locator)))
    if citing.numbering is None:
        return format_html("{}", words)
    citing.numbering.cited[citation.key] += 1
    anchor = citation_anchor(citation.key, citing.numbering.cited[citation.key])
    return format_html('<a href="#{}" id="{}">{}</a>', reference_anchor(citation.key), anchor, words)


def _unknown(citation: Citation) -> SafeString:
    words = ", ".join(filter(None, (citation.key, citation.locator)))
    return format_html('<span class="citation citation-unknown">[@{}]</span>', words)
