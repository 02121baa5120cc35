"""The reader of Word documents (.docx): checked, without open changes or comments, then read as HTML is."""

from collections import Counter
from collections.abc import Iterator

from django.conf import settings
from django.utils.translation import gettext as _
from lxml import etree

from articles.importing.html_lines import lines_of_html
from articles.importing.lines import Document, Kind, Line, UnreadableDocument
from articles.importing.recognising import mark_of
from articles.importing.vocabulary import Mark
from articles.importing.word_changes import refuse_open
from articles.importing.word_html import Body, refuse_huge
from articles.importing.word_notes import Notes
from articles.importing.word_numbering import Numbering
from articles.importing.word_package import Package, open_package
from articles.importing.word_runs import Runs
from articles.importing.word_styles import Styles
from articles.importing.word_told import Told
from articles.importing.word_xml import W, attr, words_of

_LANGUAGES = {"en-gb": "en-GB", "cy-gb": "cy", "cy": "cy"}
_CLEARLY = 0.9
_FURNITURE = ("header", "footer")
_EMBEDDED = ("oleObject", "package", "control")


def read_word(data: bytes) -> Document:
    """The document's lines. Raises UnreadableDocument, with a sentence, for what can't or should not be read."""
    package = open_package(data)
    root, footnotes, endnotes = package.body(), package.part("footnotes"), package.part("endnotes")
    notes = [each for each in (footnotes, endnotes) if each is not None]
    for each in (root, *notes):
        refuse_huge(each)
    refuse_open(root, notes, package.part("comments"))
    told = Told()
    styles = Styles(package.part("styles"))
    cited = Notes(footnotes, endnotes, told, may_list=not _has_references(root))
    body = Body(Runs(package, styles, cited, told), styles, Numbering(package.part("numbering")))
    html = "".join([*body.html(_body_of(root)), cited.listed()])
    if len(html) > settings.IMPORT_MAX_WORD_HTML:
        raise UnreadableDocument(
            _("This Word document holds more text than an article can have. Nothing was imported. Import it in parts.")
        )
    cited.tell_uncited()
    _tell_furniture(package, told)
    lines, pictures, left_out = lines_of_html(f"<div>{html}</div>", body.runs.pictures)
    title = _title(body)
    lines = _title_first(lines, title)
    return Document(
        lines=lines,
        text="\n".join(line.text for line in lines),
        title=title,
        language=_language(root, styles),
        pictures=pictures,
        left_out=(*told.left_out(), *left_out),
    )


def _body_of(root: etree._Element) -> etree._Element:
    body = root.find(W + "body")
    if body is None:
        raise UnreadableDocument(_("This Word document has no text. Nothing was imported."))
    return body


def _has_references(root: etree._Element) -> bool:
    paragraphs = (Line(0, Kind.HEADING, words_of(paragraph)) for paragraph in root.iter(W + "p"))
    return any(line.text and mark_of(line) is Mark.REFERENCES for line in paragraphs)


def _title(body: Body) -> str:
    """The Title style's words, or those of the only Heading 1 if it is the first heading and heads no known part."""
    if body.title:
        return body.title
    levels = [level for level, _words in body.heads]
    if levels.count(1) != 1 or levels[0] != 1 or len(levels) < 2:
        return ""
    words = body.heads[0][1]
    return "" if mark_of(Line(0, Kind.HEADING, words)) else words


def _title_first(lines: list[Line], title: str) -> list[Line]:
    """The lines with that of the title in front, where what stands above it can't take its place."""
    folded = " ".join(title.split()).casefold()
    at = next((i for i, line in enumerate(lines) if line.kind is Kind.HEADING and line.words.casefold() == folded), 0)
    if not title or not at:
        return lines
    moved = [lines[at], *lines[:at], *lines[at + 1 :]]
    return [line._replace(number=number) for number, line in enumerate(moved, 1)]


def _language(root: etree._Element, styles: Styles) -> str:
    """The language of nearly all words, if it is one that no program assumes by itself; else nothing."""
    spoken: Counter[str] = Counter()
    for run in root.iter(W + "r"):
        said = attr(language, "val") if (language := run.find(f"{W}rPr/{W}lang")) is not None else ""
        spoken[(said or styles.language).casefold()] += len(words_of(run))
    clear = [name for name, letters in spoken.items() if letters > _CLEARLY * spoken.total()]
    return _LANGUAGES.get(clear[0], "") if clear else ""


def _tell_furniture(package: Package, told: Told) -> None:
    """Page headers and footers, and what the document only points to or carries in its pockets."""
    for words in _furniture(package):
        told.tell(words, _("This stands at the top or foot of each page in Word, not in the article."))
    for link in package.links.values():
        if link.kind in _EMBEDDED and not link.outside:
            told.tell(
                link.target.rpartition("/")[2],
                _("Files inside a document are not read. Add what it says to the article."),
            )
        elif link.outside and link.kind not in ("hyperlink", "image"):
            told.tell(link.target, _("The document points to a file elsewhere. It was not fetched."))


def _furniture(package: Package) -> Iterator[str]:
    for link in package.links.values():
        if link.kind in _FURNITURE and not link.outside and (root := package.named(link.target)) is not None:
            words = words_of(root)
            if any(character.isalpha() for character in words):  # a page number alone says nothing
                yield words
