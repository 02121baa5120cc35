"""The vocabulary of a Word document's XML: names, attributes, on and off, and the plain words of an element."""

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
VML = "{urn:schemas-microsoft-com:vml}"

_OFF = ("0", "false", "off", "none")
_SPACES = {W + "tab": " ", W + "br": " ", W + "cr": " ", W + "noBreakHyphen": "-"}


def attr(element: etree._Element, name: str) -> str:
    """An attribute in Word's own namespace, or an empty text."""
    return element.get(W + name) or ""


def val(parent: etree._Element | None, name: str) -> str:
    """`w:val` of the child of this name, or an empty text."""
    child = parent.find(W + name) if parent is not None else None
    return attr(child, "val") if child is not None else ""


def switch(parent: etree._Element | None, name: str) -> bool | None:
    """A property that is on or off, such as bold; None where nothing is said of it."""
    child = parent.find(W + name) if parent is not None else None
    if child is None:
        return None
    return attr(child, "val").lower() not in _OFF


def words_of(element: etree._Element, *, with_deleted: bool = False) -> str:
    """The plain words inside, with single spaces."""
    pieces = []
    for inner in element.iter(etree.Element):
        if inner.tag == W + "t" or (with_deleted and inner.tag == W + "delText"):
            pieces.append(inner.text or "")
        elif inner.tag == W + "p":
            pieces.append(" ")
        else:
            pieces.append(_SPACES.get(str(inner.tag), ""))
    return " ".join("".join(pieces).split())
