"""Images that come in: read, written anew without metadata, and named by the hash of the bytes that are kept."""

import hashlib
import io
from typing import NamedTuple

from django.conf import settings
from django.contrib.auth.models import User
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from PIL import Image as Pillow
from PIL import ImageOps

from articles.drawings import DrawingRefused, looks_like_drawing, redraw
from articles.models import Image

_FORMATS = {"JPEG": ("jpg", "image/jpeg"), "PNG": ("png", "image/png"), "WEBP": ("webp", "image/webp")}
"""Pictures that are taken in, by what Pillow finds in the bytes: their extension and type."""

DRAWING = "image/svg+xml"
"""The type of a drawing. Its address carries a policy of its own: opened by itself, it runs and loads nothing."""

_MEGABYTE = 1024 * 1024


class Picture(NamedTuple):
    """An image written anew: its bytes, their SHA-256 in hexadecimal, how its file ends, and its size in pixels."""

    sha256: str
    data: bytes
    extension: str
    content_type: str
    width: int
    height: int


class ImageRefused(Exception):
    """The file is no image that we take; the message is a sentence for the person who sent it. Nothing was kept."""


def store(upload: "UploadedFile[bytes]", by: User) -> Image:
    """Keep the image, or return the same one kept before. Raises ImageRefused."""
    if upload.size is None or upload.size > settings.IMAGE_MAX_BYTES:
        raise ImageRefused(
            _("The image is larger than %(limit)d MB. Make it smaller and try again.")
            % {"limit": settings.IMAGE_MAX_BYTES // _MEGABYTE}
        )
    return keep(rewrite(upload.read()), by)


def keep(picture: Picture, by: User) -> Image:
    """Keep an image that was written anew, or return the same one kept before."""
    image, _created = Image.objects.get_or_create(
        sha256=picture.sha256,
        defaults={
            "file": ContentFile(picture.data, name=f"{picture.sha256}.{picture.extension}"),
            "content_type": picture.content_type,
            "width": picture.width,
            "height": picture.height,
            "uploaded_by": by,
        },
    )
    return image


def rewrite(data: bytes) -> Picture:
    """The image as it may be kept. Raises ImageRefused."""
    if looks_like_drawing(data):
        try:
            drawing = redraw(data)
        except DrawingRefused as refused:
            raise ImageRefused(str(refused)) from refused
        return _picture(drawing.data, "svg", DRAWING, (drawing.width, drawing.height))
    kind, picture = _decode(data)
    return _picture(_encode(picture, kind), *_FORMATS[kind], picture.size)


def _picture(data: bytes, extension: str, content_type: str, size: tuple[int, int]) -> Picture:
    return Picture(hashlib.sha256(data).hexdigest(), data, extension, content_type, *size)


def _decode(data: bytes) -> tuple[str, Pillow.Image]:
    """The format and the first picture in the bytes, upright."""
    try:
        with Pillow.open(io.BytesIO(data), formats=list(_FORMATS)) as opened:
            if opened.width * opened.height > settings.IMAGE_MAX_PIXELS:
                raise ImageRefused(
                    _("The image is %(width)d by %(height)d pixels, which is too large. Make it smaller and try again.")
                    % {"width": opened.width, "height": opened.height}
                )
            kind = "JPEG" if opened.format == "MPO" else str(opened.format)  # MPO: a JPEG with more pictures behind it
            return kind, ImageOps.exif_transpose(opened)
    except ImageRefused:
        raise
    except Exception as error:  # decoders raise whatever comes along on bytes that were made to harm them
        raise ImageRefused(
            _("The file is not a JPEG, PNG or WebP image, or an SVG drawing, that can be read.")
        ) from error


def _encode(picture: Pillow.Image, kind: str) -> bytes:
    """The pixels and nothing else: a new picture carries no camera, place, comment or thumbnail."""
    has_transparency = kind != "JPEG" and picture.has_transparency_data
    bare = picture.convert("RGBA" if has_transparency else "RGB")
    bare.info = {}
    written = io.BytesIO()
    bare.save(written, format=kind, quality=88)
    return written.getvalue()
