"""What was pasted from Word, Google Docs or a page: the HTML beside the text keeps lists, tables and emphasis."""

import re

from articles.importing.html_lines import lines_of_html
from articles.importing.html_page import read_page
from articles.importing.lines import Document, Kind, UnreadableDocument
from articles.importing.markdown_text import read_markdown
from articles.importing.plain_text import read_text
from articles.importing.rows_of_text import text_of

_PAGE = re.compile(r"\s*(?:<!doctype html|<html[\s>])", re.IGNORECASE)
_HEADING = re.compile(r"^#{1,6} \S", re.MULTILINE)
_FRONT_MATTER = re.compile(r"\s*---\r?\n[A-Za-z_]+:")
# An editor of source puts its colours on the clipboard: the text itself is what was meant.
_SOURCE = re.compile(r"white-space\s*:\s*pre(?!-)[^\"']*\"|font-family\s*:[^;\"]*(?:monospace|Consolas|Menlo)[^>]*white-space", re.IGNORECASE)
_AS_MUCH = 0.9


def read_clipboard(text: str, html: str) -> Document:
    """Raises UnreadableDocument for what can't be read at all."""
    if html.strip() and not _SOURCE.search(html[:2000]):
        try:
            document = _read_html(html)
        except UnreadableDocument:
            if not text.strip():
                raise
        else:
            if _letters(document.text) + sum(_letters(item.text) for item in document.left_out) >= _AS_MUCH * _letters(text):
                return document
    if _PAGE.match(text):
        return read_page(text)
    if _FRONT_MATTER.match(text) or (_HEADING.search(text) and "\n\n" in text.replace("\r\n", "\n")):
        return read_markdown(text)
    return read_text(text)


def _read_html(html: str) -> Document:
    lines, pictures, left_out = lines_of_html(html)
    title = next((line.words for line in lines if line.kind is Kind.HEADING and line.level == 1), "")
    return Document(lines, text_of(lines), title, pictures=pictures, left_out=left_out)


def _letters(text: str) -> int:
    return sum(character.isalnum() for character in text)
