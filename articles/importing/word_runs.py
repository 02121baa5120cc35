"""Words inside a paragraph of Word → inline HTML: looks, links, notes, symbols, images, fields."""

from collections.abc import Callable
from dataclasses import dataclass, field
from html import escape

from django.utils.translation import gettext as _
from lxml import etree

from articles.images import ImageRefused, Picture, rewrite
from articles.importing.word_fields import Fields, is_contents, simple
from articles.importing.word_notes import Notes
from articles.importing.word_package import Package
from articles.importing.word_styles import Style, Styles, looks_of
from articles.importing.word_symbols import symbol, with_symbols
from articles.importing.word_told import Told, tell_contents
from articles.importing.word_xml import DRAWING, MATH, VML, R, W, attr, switch, val, words_of

_LOOKS = (("bold", "strong"), ("italic", "em"), ("raised", "sup"))
_SILENT = {
    W + each for each in ("pPr", "rPr", "sdtPr", "sdtEndPr", "rt", "rubyPr", "delText", "delInstrText", "fldData")
}
_TEXT_BOX = W + "txbxContent"


@dataclass
class Runs:
    """Reads the words of paragraphs. `boxes` are the text boxes met, whose paragraphs the body reads afterwards."""

    package: Package
    styles: Styles
    notes: Notes
    told: Told
    fields: Fields = field(default_factory=Fields)
    boxes: list[etree._Element] = field(default_factory=list)
    pictures: dict[str, Picture] = field(default_factory=dict)

    def html(self, paragraph: etree._Element, style: Style) -> str:
        """The paragraph's words as inline HTML, without a heading's own bold."""
        base = style._replace(bold=None, italic=None) if style.level or style.quote else style
        return "".join(self._inside(paragraph, base))

    def _inside(self, parent: etree._Element, style: Style) -> list[str]:
        pieces: list[str] = []
        for child in parent:
            read = _READERS.get(str(child.tag))
            if read:
                pieces.append(read(self, child, style))
            elif child.tag not in _SILENT:
                pieces += self._inside(child, style)
        return pieces

    def _run(self, run: etree._Element, style: Style) -> str:
        properties = run.find(W + "rPr")
        looks = self._looks(properties, style)
        if looks.hidden or looks.struck:
            if words := words_of(run):
                hidden = _(
                    "This text is hidden in Word, so it was left out. If it belongs to the article, show it there."
                )
                struck = _("These words are struck through, so they were left out. Check that nothing is missing.")
                self.told.tell(words, hidden if looks.hidden else struck)
            self._keep_fields(run)
            return ""
        inside = "".join(self._inside(run, looks))
        if not inside:
            return ""
        for name, tag in _LOOKS:
            if getattr(looks, name) and inside.strip():
                inside = f"<{tag}>{inside}</{tag}>"
        address = self.fields.address
        return f'<a href="{escape(address)}">{inside}</a>' if address else inside

    def _looks(self, properties: etree._Element | None, style: Style) -> Style:
        """The style with what a character style and then the run itself say."""
        if properties is None:
            return style
        named = val(properties, "rStyle")
        by_name = self.styles[named]._asdict() if named else {}
        for name, own in looks_of(properties).items():
            said = own if own is not None else by_name.get(name)
            if said is not None:
                style = style._replace(**{name: said})
        fonts = properties.find(W + "rFonts")
        return style._replace(font=attr(fonts, "ascii") or style.font) if fonts is not None else style

    def _keep_fields(self, run: etree._Element) -> None:
        for mark in run.iter(W + "fldChar"):
            self.fields.mark(mark)

    def _text(self, element: etree._Element, style: Style) -> str:
        if self.fields.contents:
            tell_contents(self.told)
        if self.fields.silent or self.fields.contents:
            return ""
        return escape(with_symbols(element.text or "", style.font).replace("\xad", ""), quote=False)

    def _maths(self, element: etree._Element, style: Style) -> str:
        words = "".join(each.text or "" for each in element.iter(MATH + "t"))
        self.told.tell(words, _("This formula was read as plain text. Check it."))
        return escape(words, quote=False)

    def _space(self, element: etree._Element, style: Style) -> str:
        return " "

    def _hyphen(self, element: etree._Element, style: Style) -> str:
        return "-"

    def _nothing(self, element: etree._Element, style: Style) -> str:
        return ""

    def _break(self, element: etree._Element, style: Style) -> str:
        return " " if attr(element, "type") in ("page", "column") else "<br>"

    def _symbol(self, element: etree._Element, style: Style) -> str:
        code = attr(element, "char")
        found = symbol(attr(element, "font"), int(code, 16)) if code and len(code) <= 6 and _is_hex(code) else None
        if found and found.known:
            return escape(found.text)
        self.told.tell(
            f"{attr(element, 'font')} {code}", _("This symbol is not known. Look what it was in the document.")
        )
        return "\N{REPLACEMENT CHARACTER}"

    def _mark(self, element: etree._Element, style: Style) -> str:
        self.fields.mark(element)
        return ""

    def _instruct(self, element: etree._Element, style: Style) -> str:
        self.fields.instruct(element)
        return ""

    def _simple_field(self, element: etree._Element, style: Style) -> str:
        if is_contents(simple(element)):
            tell_contents(self.told)
            return ""
        return "".join(self._inside(element, style))

    def _link(self, element: etree._Element, style: Style) -> str:
        inside = "".join(self._inside(element, style))
        link = self.package.links.get(element.get(R + "id") or "")
        if link and link.outside and link.target.lower().startswith(("http://", "https://")) and inside.strip():
            return f'<a href="{escape(link.target)}">{inside}</a>'
        return inside

    def _note(self, element: etree._Element, style: Style) -> str:
        return self.notes.cited(element, "endnote" if element.tag == W + "endnoteReference" else "footnote")

    def _box(self, element: etree._Element, style: Style) -> str:
        self.boxes.append(element)
        return ""

    def _alternatives(self, element: etree._Element, style: Style) -> str:
        """The same thing for newer and for older programs: one of the two."""
        chosen = element[0] if len(element) else element
        return "".join(self._inside(chosen, style))

    def _content_control(self, element: etree._Element, style: Style) -> str:
        if switch(element.find(W + "sdtPr"), "showingPlcHdr"):
            self.told.tell(
                words_of(element), _("Nothing was filled in here: this is what Word shows until somebody does.")
            )
            return ""
        return "".join(self._inside(element, style))

    def _drawing(self, element: etree._Element, style: Style) -> str:
        described = next(element.iter("{*}docPr"), None)
        alt = "" if described is None else described.get("descr") or described.get("title") or ""
        shown = [self._image(blip, alt) for blip in element.iter(DRAWING + "blip")]
        inside = [box for box in element.iter(_TEXT_BOX)]
        self.boxes += [box for box in inside if not any(above in inside for above in box.iterancestors(_TEXT_BOX))]
        data = next(element.iter(DRAWING + "graphicData"), None)
        if not shown and not inside and data is not None:
            kind = (data.get("uri") or "").rpartition("/")[2]
            if kind in ("chart", "diagram", "chartex"):
                self.told.tell(alt or kind, _("Charts and diagrams can't be read. Add a picture of it in the article."))
        return "".join(shown)

    def _old_drawing(self, element: etree._Element, style: Style) -> str:
        self.boxes += list(element.iter(_TEXT_BOX))
        for each in element.iter("{*}textpath"):
            self.told.tell(each.get("string") or "", _("This is decorative text, as a watermark is."))
        shape = next(element.iter(VML + "shape"), None)
        alt = "" if shape is None else shape.get("alt") or ""
        return "".join(self._image(each, alt) for each in element.iter(VML + "imagedata"))

    def _embedded(self, element: etree._Element, style: Style) -> str:
        self.told.tell(
            _("An embedded file"), _("Files inside a document are not read. Add what it says to the article.")
        )
        return ""

    def _image(self, element: etree._Element, alt: str) -> str:
        name = element.get(R + "embed") or element.get(R + "id") or ""
        link = self.package.links.get(name)
        told = ": ".join(filter(None, (_("Image"), alt)))
        if link is None or link.outside:
            self.told.tell(told, _("The image is not in the file. It was not fetched. Add it to the article by hand."))
            return ""
        data = self.package.image(link.target)
        try:
            picture = rewrite(data)
        except ImageRefused as refused:
            self.told.tell(told, str(refused) if data else _("The image is missing or too large. Add it by hand."))
            return ""
        self.pictures[picture.sha256] = picture
        return f'<img src="media:{picture.sha256}" alt="{escape(alt)}">'


def _is_hex(code: str) -> bool:
    return all(each in "0123456789abcdefABCDEF" for each in code)


_READERS: dict[str, Callable[[Runs, etree._Element, Style], str]] = {
    W + "r": Runs._run,
    W + "t": Runs._text,
    MATH + "oMath": Runs._maths,
    W + "tab": Runs._space,
    W + "ptab": Runs._space,
    W + "noBreakHyphen": Runs._hyphen,
    W + "softHyphen": Runs._nothing,
    W + "br": Runs._break,
    W + "cr": Runs._break,
    W + "sym": Runs._symbol,
    W + "fldChar": Runs._mark,
    W + "instrText": Runs._instruct,
    W + "fldSimple": Runs._simple_field,
    W + "hyperlink": Runs._link,
    W + "footnoteReference": Runs._note,
    W + "endnoteReference": Runs._note,
    _TEXT_BOX: Runs._box,
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent": Runs._alternatives,
    W + "sdt": Runs._content_control,
    W + "drawing": Runs._drawing,
    W + "pict": Runs._old_drawing,
    W + "object": Runs._embedded,
}
