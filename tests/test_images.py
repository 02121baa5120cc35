"""Images that editors bring in: written anew, named by their bytes, and nothing else gets through."""

import hashlib
import io

import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image as Pillow
from pytest_django.fixtures import Settings

from articles.models import Image
from tests.conftest import make_person, signed_in

UPLOAD = "/admin/markdown/upload/"


def picture(kind: str = "PNG", size: tuple[int, int] = (20, 10), tail: bytes = b"") -> bytes:
    written = io.BytesIO()
    exif = Pillow.Exif()
    exif[0x010E] = "taken at home"
    Pillow.new("RGB", size, "teal").save(written, format=kind, exif=exif)
    return written.getvalue() + tail


def sent(data: bytes, name: str = "picture.png", content_type: str = "image/png") -> dict[str, SimpleUploadedFile]:
    return {"image": SimpleUploadedFile(name, data, content_type)}


@pytest.mark.parametrize(
    ("kind", "content_type"), [("PNG", "image/png"), ("JPEG", "image/jpeg"), ("WEBP", "image/webp")]
)
def test_a_picture_is_kept_without_its_metadata(editor: User, kind: str, content_type: str) -> None:
    answer = signed_in(editor).post(UPLOAD, sent(picture(kind, tail=b"<script>alert(1)</script>")))
    image = Image.objects.get()
    with image.file.open() as file:
        data = file.read()
    assert answer.json() == {"image_code": f"![](media:{image.sha256})"}
    assert hashlib.sha256(data).hexdigest() == image.sha256
    assert b"taken at home" not in data
    assert b"<script>" not in data
    assert (image.content_type, image.width, image.height, image.uploaded_by) == (content_type, 20, 10, editor)


def test_the_same_picture_twice_is_kept_once(editor: User) -> None:
    client = signed_in(editor)
    first, second = (client.post(UPLOAD, sent(picture())).json() for _time in range(2))
    assert first == second
    assert Image.objects.count() == 1


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"<html><script>alert(1)</script></html>",
        b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>',
        b"GIF89a" + b"\x00" * 40,
        picture()[:40],
        b"\x89PNG\r\n\x1a\n" + b"junk" * 20,
    ],
    ids=["empty", "html", "svg", "gif", "cut off", "junk"],
)
def test_what_is_no_picture_is_refused(editor: User, data: bytes) -> None:
    answer = signed_in(editor).post(UPLOAD, sent(data, "x.gif", "image/gif"))
    assert answer.status_code == 400
    assert answer.json()["error"]
    assert not Image.objects.exists()


def test_too_many_pixels_and_bytes_are_refused(editor: User, settings: Settings) -> None:
    settings.IMAGE_MAX_PIXELS = 199
    assert "too large" in signed_in(editor).post(UPLOAD, sent(picture())).json()["error"]
    settings.IMAGE_MAX_BYTES = 10
    assert "larger than" in signed_in(editor).post(UPLOAD, sent(picture())).json()["error"]
    assert not Image.objects.exists()


def test_no_file_and_no_post_are_answered_plainly(editor: User) -> None:
    client = signed_in(editor)
    assert client.post(UPLOAD).status_code == 400
    assert client.get(UPLOAD).status_code == 405


@pytest.mark.parametrize("role", ["publisher", "register clerk", "administrator"])
def test_not_without_the_role(db: None, role: str) -> None:
    assert signed_in(make_person("other", role)).post(UPLOAD, sent(picture())).status_code == 403
    assert not Image.objects.exists()


def test_not_by_strangers(db: None) -> None:
    assert Client().post(UPLOAD, sent(picture())).status_code == 403
    assert not Image.objects.exists()
