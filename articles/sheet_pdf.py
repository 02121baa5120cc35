"""The sheet as a PDF that screen readers can read (PDF/UA-1), by WeasyPrint where it is installed.

Nothing is fetched: pictures come out of our storage by the hash of their bytes, and everything else is refused.
"""

import hashlib
import logging
import re
from threading import Lock

from django.conf import settings
from django.template.loader import render_to_string

from articles.models import Edition, Image
from articles.nation import nation
from articles.sheet import Sheet

try:
    import weasyprint
    from weasyprint.urls import URLFetcher, URLFetcherResponse
except (ImportError, OSError):  # an extra; OSError: it is there, but Pango, which it draws with, is not
    weasyprint, URLFetcher = None, object

logger = logging.getLogger(__name__)

IS_AVAILABLE = weasyprint is not None
_ONE_AT_A_TIME = Lock()  # Pango has crashed under several threads; and so no more than one processor is kept busy
_STYLES = settings.BASE_DIR / "static" / "css" / "sheet_pdf.css"


class _OwnPictures(URLFetcher):  # type: ignore[misc]  # untyped, or not there
    """Answers with the pictures of one edition, and with nothing else."""

    def __init__(self, edition: Edition) -> None:
        super().__init__()
        self._edition = edition

    def fetch(self, url: str, _headers: object = None) -> "URLFetcherResponse":
        """Raises ValueError for everything that is not a picture of the edition as it was approved."""
        address = re.fullmatch(re.escape(settings.SITE_URL) + r"/media/([0-9a-f]{64})", url)
        image = address and Image.objects.filter(sha256=address[1], edition_images__edition=self._edition).first()
        if not image:
            raise ValueError("no picture of this article")
        with image.file.open("rb") as file:
            data = file.read()
        if hashlib.sha256(data).hexdigest() != image.sha256:
            logger.error("Image %s is not shown: its bytes are not those that were approved.", image.sha256)
            raise ValueError("not the bytes that were approved")
        return URLFetcherResponse(url, data, {"Content-Type": image.content_type})


def written(sheet: Sheet, edition: Edition) -> bytes:
    """The bytes of the PDF; the same sheet makes the same bytes. Only to be called where IS_AVAILABLE."""
    context = {"sheet": sheet, "page": sheet.page, "language": edition.language, "nation": nation()}
    site = {"publisher": settings.PUBLISHER_NAME, "demo": settings.DEMO}
    html = render_to_string("articles/exercises_pdf.html", {**context, **site})
    fetcher = _OwnPictures(edition)
    document = weasyprint.HTML(string=html, base_url=f"{settings.SITE_URL}/", url_fetcher=fetcher)
    styles = weasyprint.CSS(string=_STYLES.read_text(encoding="utf-8"), url_fetcher=fetcher)
    with _ONE_AT_A_TIME:
        pdf: bytes = document.write_pdf(stylesheets=[styles], pdf_variant="pdf/ua-1")
    return pdf
