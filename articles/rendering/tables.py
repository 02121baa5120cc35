"""Tables in Markdown: no cell is lost, and each says what it heads and how it is called."""

from collections.abc import Sequence

from django.utils.html import format_html
from markdown_it import MarkdownIt
from markdown_it.rules_block.table import escapedSplit
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict


def add_tables(parser: MarkdownIt) -> None:
    """Let a parser read tables. Its `env` must then hold a Citing under "citing", which names them."""
    parser.enable("table")
    parser.core.ruler.after("block", "tables", _improve)
    parser.add_render_rule("table_open", _open)
    parser.add_render_rule("table_close", _close)


def _improve(state: StateCore) -> None:
    """Adapt the tokens of tables before the words in their cells are read."""
    lines = state.src.split("\n")
    cells: list[Token] = []
    for index, token in enumerate(state.tokens):
        if token.type == "tr_open":
            row, cells = token, []
        elif token.type in ("th_open", "td_open"):
            _describe(token, state.tokens[index + 1], state.tokens[index + 2])
            cells.append(state.tokens[index + 1])
        elif token.type == "tr_close" and row.map:
            _keep_extra(cells, lines[row.map[0]])


def _describe(opening: Token, words: Token, closing: Token) -> None:
    """Say what a head cell heads; an empty one heads nothing. Alignment goes: it would be a style."""
    opening.attrs = {}
    if opening.tag == "th" and words.content:
        opening.attrs = {"scope": "col"}
    elif opening.tag == "th":
        opening.tag = closing.tag = "td"


def _keep_extra(cells: list[Token], line: str) -> None:
    """Print what stands beyond the last column, which the parser drops, in the last cell."""
    texts = escapedSplit(line.strip().lstrip("> \t"))
    texts = texts[1:] if texts[0] == "" else texts
    extra = [text.strip() for text in texts[len(cells) :] if text.strip()]
    if cells and extra:
        cells[-1].content = " | ".join([cells[-1].content, *extra])


def _open(_renderer: object, _tokens: Sequence[Token], _index: int, _options: OptionsDict, env: EnvType) -> str:
    """A wide table scrolls in a box, which can be reached by keyboard and has a name."""
    box = '<div class="table-scroll" tabindex="0" role="region" aria-label="{}"><table>'
    return format_html(box, env["citing"].table_name())


def _close(_renderer: object, _tokens: Sequence[Token], _index: int, _options: OptionsDict, _env: EnvType) -> str:
    return "</table></div>"
