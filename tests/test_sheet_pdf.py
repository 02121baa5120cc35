"""The sheet as a PDF: tagged and named for screen readers, with the words of the page, and nothing fetched for it."""

import io
from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone
from pypdf import PdfReader
from pypdf.generic import DictionaryObject

from articles import sheet_pdf, workflow
from articles.content import Section
from articles.models import Edition, Image
from tests.paper import pages, read, smallest_print, words
from tests.reading import ADDRESS, page
from tests.showcase import picture
from tests.test_sheet import with_three_exercises

PDF = f"{ADDRESS}exercises.pdf"
CHOSEN = f"{PDF}?exercise=1&exercise=3&size=large"
MEDIA = "http://localhost:8000/media/"


@pytest.fixture
def on_paper(published: Edition, publish_next: Callable[..., Edition], editor: User) -> Edition:
    """Version 2, with three exercises, and a picture in the first."""
    first, standing, *others = with_three_exercises().sections
    shown = standing.exercises[0].model_copy(
        update={"how": f"Lift both heels.\n\n![A foot on a step](media:{picture(editor).sha256})"}
    )
    standing = standing.model_copy(update={"exercises": (shown, *standing.exercises[1:])})
    sections: tuple[Section, ...] = (first, standing, *others)
    return publish_next(sections=sections)


def pictures_in(pdf: PdfReader) -> set[str]:
    return {image.name for each in pdf.pages for image in each.images}


def alternative_texts(pdf: PdfReader) -> set[str]:
    """The words for pictures."""
    objects = (pdf.get_object(number) for number in range(1, int(str(pdf.trailer["/Size"]))))
    return {str(each["/Alt"]) for each in objects if isinstance(each, DictionaryObject) and "/Alt" in each}


def test_a_pdf_that_screen_readers_can_read(client: Client, on_paper: Edition) -> None:
    answer = client.get(CHOSEN)
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.headers["Content-Disposition"] == 'inline; filename="ankle-sprain-exercises.pdf"'
    assert answer.headers["X-Robots-Tag"] == "noindex"
    assert answer.headers["Cache-Control"] == "no-cache"
    pdf = read(answer.content)
    root = pdf.root_object
    told = {name: str(root[name]) for name in ("/MarkInfo", "/Lang", "/ViewerPreferences")}
    assert told == {
        "/MarkInfo": "{'/Marked': True}",
        "/Lang": "en-GB",
        "/ViewerPreferences": "{'/DisplayDocTitle': True}",
    }
    assert "/StructTreeRoot" in root
    assert b'pdfuaid:part="1"' in root["/Metadata"].get_data()  # type: ignore[attr-defined]  # a stream
    assert pdf.metadata is not None
    assert pdf.metadata.title == "My exercises: Ankle sprain"

    today = timezone.localdate()
    on = f"{today.day} {today:%B} {today.year}"
    text = words(pdf)
    for part in (
        f"Checked by Clinician, Physiotherapist (HCPC PH000001, fictional), on {on}.",
        f"From MedGo2U, version 2, printed on {on}.",
        f"Check localhost:8000{ADDRESS} for changes.",
        "Call 999 or go to A&E now if:",
        "The ankle has changed shape.",
        "Hold on to a chair (NHS, 2024).",
        "Use a mat.",
        "1. Heel raise",
        "2. Ankle circles",
    ):
        assert part in text
    assert "Knee bend" not in text
    assert all(f"version 2. Checked by Clinician on {on}." in each for each in pages(pdf))
    assert smallest_print(pdf) >= 16
    assert smallest_print(read(client.get(f"{PDF}?exercise=1&size=normal").content)) >= 12


def test_pictures_come_from_our_storage_and_nothing_else_is_fetched(
    client: Client, on_paper: Edition, editor: User
) -> None:
    pdf = read(client.get(CHOSEN).content)
    assert len(pictures_in(pdf)) == 1
    assert "A foot on a step" in alternative_texts(pdf)
    fetcher = sheet_pdf._OwnPictures(on_paper)
    own = f"{MEDIA}{Image.objects.get().sha256}"
    assert fetcher.fetch(own).read().startswith(b"\x89PNG")
    of_another_article = f"{MEDIA}{picture(editor, 'red').sha256}"
    for address in (of_another_article, *NOT_OURS):
        with pytest.raises(ValueError, match="no picture of this article"):
            fetcher.fetch(address)

    image = Image.objects.earliest("pk")
    image.file.storage.delete(str(image.file))
    image.file.storage.save(str(image.file), io.BytesIO(b"\x89PNG but not the bytes that were approved"))
    assert not pictures_in(read(client.get(CHOSEN).content))


NOT_OURS = (
    *("file:///etc/passwd", "https://example.org/x.png", "data:text/plain,hello", "/elsewhere/x.png"),
    *(MEDIA, f"{MEDIA}{'0' * 64}", f"{MEDIA}../admin/", "http://localhost:8000@evil.example/media/"),
)


def test_the_same_sheet_makes_the_same_bytes_until_it_is_unsafe(
    client: Client, on_paper: Edition, editor: User
) -> None:
    first = client.get(CHOSEN)
    assert client.get(CHOSEN).content == first.content
    assert client.get(CHOSEN, headers={"if-none-match": first.headers["ETag"]}).status_code == 304
    wrong = client.get(f"{PDF}?size=large")
    assert wrong.status_code == 422
    assert "You have not chosen an exercise yet. Tick at least one." in wrong.content.decode()
    workflow.withdraw(on_paper, editor, as_="unsafe", reason="One exercise may do harm.")
    gone = client.get(CHOSEN)
    assert (gone.status_code, gone.headers["Content-Type"]) == (410, "text/html; charset=utf-8")


def test_where_weasyprint_is_missing_nothing_is_offered(
    client: Client, published: Edition, monkeypatch: pytest.MonkeyPatch
) -> None:
    sheet = f"{ADDRESS}exercises/?exercise=1"
    offered = "//button[@formaction] | //a[contains(@href, '.pdf')]"
    assert len(page(client, sheet).xpath(offered)) == 2
    monkeypatch.setattr(sheet_pdf, "IS_AVAILABLE", False)
    assert not page(client, sheet).xpath(offered)
    assert client.get(PDF).status_code == 404
