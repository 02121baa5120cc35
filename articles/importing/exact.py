"""What an import makes of content that is given as it is: no grammar reads it, nothing in it is a claim."""

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _

from articles.content import Content
from articles.images import Picture
from articles.importing.exact_limits import refuse_unholdable
from articles.importing.lines import Document, Exact
from articles.importing.result import Imported, LeftOut, Unplaced
from articles.models import Image
from articles.rendering.body import used_images


def take_exact(document: Document, exact: Exact, title: str = "") -> Imported:
    """The content as it is. A title that the caller gives goes before its own. Raises UnreadableDocument."""
    content = exact.content.model_copy(update={"title": title}) if title else exact.content
    refuse_unholdable(content)
    return Imported(
        content=content,
        placed=exact.placed,
        unplaced=tuple(_missing_images(content, document)),
        left_out=tuple(LeftOut(text=item.text, reason=item.reason) for item in document.left_out),
    )


def _missing_images(content: Content, document: Document) -> Iterator[Unplaced]:
    """The images that the text shows and this site does not have: the page would show only their descriptions."""
    used = dict(used_images(content))
    if not used:
        return
    held = {*Image.objects.filter(sha256__in=used).values_list("sha256", flat=True), *_named(document.pictures)}
    for sha256, alt in used.items():
        if sha256 not in held:
            line = next((line.number for line in document.lines if sha256 in line.text), 1)
            reason = _("This site does not have this image. Upload it, or take it out of the text.")
            yield Unplaced(line=line, text=f"![{alt}](media:{sha256})", reason=reason, kept=True)


def _named(pictures: Iterable[Picture]) -> Iterator[str]:
    for picture in pictures:
        yield picture.sha256
