"""A printed sheet read back: its words, its pages, and how small its smallest print is."""

import io

from pypdf import PdfReader


def read(data: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(data))


def words(pdf: PdfReader) -> str:
    return " ".join(pages(pdf))


def pages(pdf: PdfReader) -> list[str]:
    """The words of each page, with single spaces."""
    return [" ".join(page.extract_text().split()) for page in pdf.pages]


def smallest_print(pdf: PdfReader) -> float:
    """In points. Text is drawn at a size, under two matrices that may scale it."""
    sizes: list[float] = []
    for page in pdf.pages:
        page.extract_text(
            visitor_text=lambda text, cm, tm, _font, size: (
                sizes.append(size * abs(tm[3]) * abs(cm[3])) if text.strip() else None
            )
        )
    return round(min(sizes), 1)
