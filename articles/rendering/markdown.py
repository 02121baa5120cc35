"""Markdown to HTML: CommonMark with tables and citations, without raw HTML, and without parts nobody here needs.

Nothing an editor typed is lost: what is not understood, or nested too deeply, is printed as text. The HTML is balanced
and escaped, but it is the sanitiser that has the last word about it.
"""

from collections.abc import Sequence

from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.token import Token

from articles.rendering.citations import Citing, add_citations
from articles.rendering.tables import add_tables
from articles.rendering.tokens import adapt, shift_headings, stored_images

_DEEPEST = 12
"""Levels of quotes and lists, two a list, below which their marks are printed as text."""

# Left out: definitions of links apart from the text, whose lines would vanish, and code blocks, which an indented
# paragraph of a pasted document would become.
_LEFT_OUT = ["reference", "code", "fence", "html_block", "html_inline"]


def render_blocks(text: str, citing: Citing, top: int = 3) -> SafeString:
    """Paragraphs, lists, tables and headings; the highest heading becomes h`top`, and no level is skipped."""
    tokens = _parse(text, citing)
    shift_headings(tokens, top)
    return _render(tokens, citing)


def render_tight(text: str, citing: Citing, top: int = 4) -> SafeString:
    """As `render_blocks`, but a lone paragraph comes without its <p>: for list items and table cells."""
    tokens = _parse(text, citing)
    if [token.type for token in tokens] == ["paragraph_open", "inline", "paragraph_close"]:
        return _render(tokens[1:2], citing)
    shift_headings(tokens, top)
    return _render(tokens, citing)


def render_inline(text: str, citing: Citing) -> SafeString:
    """Words, links and citations only; marks of blocks are printed as text."""
    tokens = _PARSER.parseInline(text, {"citing": citing})
    return _render(adapt(tokens), citing)


def images_in(text: str) -> list[tuple[str, str]]:
    """The stored images that the text shows, as (sha256, alternative text), in order."""
    return stored_images(_parse(text, Citing({})))


def inline_tokens(text: str) -> list[list[Token]]:
    """The tokens of each paragraph, heading, list item and table cell, as typed, for checks that read the words."""
    tokens = _PARSER.parse(text, {"citing": Citing({})})
    return [token.children or [] for token in tokens if token.type == "inline"]


def _parse(text: str, citing: Citing) -> list[Token]:
    return adapt(_PARSER.parse(text, {"citing": citing}))


def _render(tokens: Sequence[Token], citing: Citing) -> SafeString:
    # Safe for a template: the renderer escapes, and the sanitiser reads the whole page afterwards.
    return mark_safe(str(_PARSER.renderer.render(tokens, _PARSER.options, {"citing": citing})).strip())


class _Parser(MarkdownIt):
    """Addresses are judged when tokens are adapted, where links and images can be treated apart."""

    def validateLink(self, url: str) -> bool:  # noqa: N802 - the parser's name and signature
        return True

    def normalizeLink(self, url: str) -> str:  # noqa: N802 - the parser's name
        return url


def _print_deep_as_text(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A block rule: what is nested too deeply becomes one paragraph (the parser itself would drop it)."""
    if silent or state.level < _DEEPEST:
        return False
    line = start + 1
    while line < end and (state.isEmpty(line) or state.sCount[line] >= state.blkIndent):
        line += 1
    state.push("paragraph_open", "p", 1)
    token = state.push("inline", "", 0)
    token.content = state.getLines(start, line, state.blkIndent, False).strip()
    token.map, token.children = [start, line], []
    state.push("paragraph_close", "p", -1)
    state.line = line
    return True


def _build_parser() -> MarkdownIt:
    parser = _Parser("commonmark", {"html": False, "maxNesting": 100}).disable(_LEFT_OUT)
    parser.block.ruler.before("table", "deep", _print_deep_as_text)
    add_tables(parser)
    add_citations(parser)
    return parser


_PARSER = _build_parser()
