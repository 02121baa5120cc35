"""Drawings as SVG: shapes get in, written anew; whatever else an SVG can hold is named and refused."""

from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.test import Client

from articles.drawings import DrawingRefused, redraw
from articles.models import Image
from tests.conftest import signed_in
from tests.test_images import UPLOAD, sent

OPEN = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 320 200"'
OURS = Path(__file__).resolve().parent.parent / "articles" / "demo" / "drawings"


def svg(inside: str = '<path d="M0 0L9 9"/>', attributes: str = "") -> bytes:
    return f"{OPEN}{attributes}>{inside}</svg>".encode()


TYPED = b"""\xef\xbb\xbf<?xml version="1.0" encoding="UTF-8"?>
<!-- drawn at home -->
<s:svg xmlns:s="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" version="1.1"
  viewBox="0,0 320  200.0" width="100px" fill="none">
  <s:title>A knee &amp; a <![CDATA[<foot>]]></s:title>
  <s:g stroke='#1C5A53' stroke-width="3px" transform="rotate(-5 1 1) scale(2)">
    <s:circle cx=".5" cy="-1" r="4"></s:circle>
    <s:polyline points="0,0 1,1
      2,2" stroke-linecap="round" opacity="0.5"/>
  </s:g>
</s:svg>"""
KEPT = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 320 200" width="320" height="200" fill="none">'
    "<title>A knee &amp; a &lt;foot&gt;</title>"
    '<g stroke="#1C5A53" stroke-width="3px" transform="rotate(-5 1 1) scale(2)"><circle cx=".5" cy="-1" r="4"/>'
    '<polyline points="0,0 1,1 2,2" stroke-linecap="round" opacity="0.5"/></g></svg>\n'
)


def test_a_drawing_is_spelt_anew_and_its_spelling_stays() -> None:
    drawing = redraw(TYPED)
    assert (drawing.data.decode(), drawing.width, drawing.height) == (KEPT, 320, 200)
    assert redraw(drawing.data) == drawing


BOMB = '<!DOCTYPE svg [<!ENTITY a "x"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'


@pytest.mark.parametrize(
    ("data", "named"),
    [
        (svg("<script>alert(1)</script>"), "“script”"),
        (svg('<script href="https://evil.example/x.js"/>'), "“script”"),
        (svg('<h:script xmlns:h="http://www.w3.org/1999/xhtml">alert(1)</h:script>'), "xhtml}script"),
        (svg(attributes=' onload="alert(1)"'), "“onload”"),
        (svg('<path d="M0 0" onclick="alert(1)"/>'), "“onclick”"),
        (svg('<g ONMOUSEOVER="alert(1)"/>'), "“ONMOUSEOVER”"),
        (svg('<a href="javascript:alert(1)"><path d="M0 0"/></a>'), "“a”"),
        (svg('<path d="M0 0" href="https://evil.example/"/>'), "“href”"),
        (svg('<use href="#x"/>'), "“use”"),
        (svg('<g xmlns:x="http://www.w3.org/1999/xlink" x:href="data:text/html,x"/>'), "xlink}href"),
        (svg('<image href="https://evil.example/pixel.png"/>'), "“image”"),
        (svg('<foreignObject><div xmlns="http://www.w3.org/1999/xhtml">x</div></foreignObject>'), "“foreignObject”"),
        (svg("<style>@import url(https://evil.example/x.css)</style>"), "“style”"),
        (svg('<path d="M0 0" style="fill:url(https://evil.example/)"/>'), "“style”"),
        (svg('<path d="M0 0" class="x"/>'), "“class”"),
        (svg('<path d="M0 0" id="main"/>'), "“id”"),
        (svg('<path d="M0 0" fill="url(https://evil.example/#a)"/>'), "“url(https://evil.example/#a)”"),
        (svg('<path d="M0 0" fill="context-fill"/>'), "“fill”"),
        (svg('<path d="M0 0&#34; onload=&#34;alert(1)"/>'), "“d”"),
        (svg('<path d="M0 0" stroke-width="calc(1px)"/>'), "“stroke-width”"),
        (svg('<path d="M0 0" transform="translate(1) url(x)"/>'), "“transform”"),
        (svg('<path d="M0 0"><animate attributeName="d" to="M1 1"/></path>'), "“animate” inside “path”"),
        (svg('<set attributeName="href" to="javascript:alert(1)"/>'), "“set”"),
        (svg("<g><text>Call us</text></g>"), "“text”"),
        (svg("Call us <path d='M0 0'/>"), "text"),
        (svg("<path d='M0 0'/>Call us"), "text"),
        (svg("<title><script>alert(1)</script></title>"), "“script” inside “title”"),
        (svg("<filter><feImage href='x'/></filter>"), "“filter”"),
        (svg("<svg viewBox='0 0 1 1'/>"), "“svg”"),
        (svg("<g>" * 30 + "</g>" * 30), "groups"),
        (svg('<path d="M0 0"/>' * 2001), "too many parts"),
        (svg('<path d="' + "M0 0" * 30_000 + '"/>'), "100 kB"),
        (svg("<title>Nothing</title>"), "empty"),
        (svg().replace(b'viewBox="0 0 320 200"', b""), "“viewBox”"),
        (svg().replace(b"320", b"99999"), "“viewBox”"),
        (svg().replace(b"320", b"1e9"), "“viewBox”"),
        (svg().replace(b"320", b"0"), "“viewBox”"),
        (b"<html><script>alert(1)</script></html>", "“html”"),
        (b'<svg xmlns="http://evil.example" viewBox="0 0 1 1"/>', "evil.example}svg"),
        (BOMB.encode() + svg("<title>&b;</title>"), "DOCTYPE"),
        (b'<!doctype svg SYSTEM "file:///etc/passwd">' + svg(), "DOCTYPE"),
        (b'<?xml-stylesheet href="https://evil.example/x.css"?>' + svg(), "“<?”"),
        ((BOMB + svg("<title>&b;</title>").decode()).encode("utf-16"), "UTF-8"),
        (svg("<title>&b;</title>"), "whole SVG"),
        (b'<?xml version="1.0" encoding="UTF-7"?>' + svg("+ADw-script+AD4-"), "text"),
        (svg("<title>\x00</title>"), "whole SVG"),
        (svg()[:-3], "whole SVG"),
    ],
)  # fmt: skip
def test_anything_but_shapes_is_named_and_refused(data: bytes, named: str) -> None:
    with pytest.raises(DrawingRefused) as refused:
        redraw(data)
    assert named in str(refused.value)


def test_an_editor_brings_a_drawing_in(editor: User) -> None:
    client = signed_in(editor)
    answer = client.post(UPLOAD, sent(TYPED, "knee.png", "image/png")).json()  # the bytes say what it is
    image = Image.objects.get()
    assert answer == {"image_code": f"![](media:{image.sha256})"}
    assert (image.content_type, image.width, image.height) == ("image/svg+xml", 320, 200)
    assert str(image.file.name).endswith(f"{image.sha256}.svg")
    shown = client.get(f"/media/{image.sha256}")
    assert shown.content.decode() == KEPT
    assert shown.headers["Content-Type"] == "image/svg+xml"
    assert shown.headers["X-Content-Type-Options"] == "nosniff"
    assert shown.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert Client().get(f"/media/{image.sha256}").status_code == 404
    assert "“script”" in client.post(UPLOAD, sent(svg("<script/>"))).json()["error"]
    assert Image.objects.count() == 1


def test_our_own_drawings_are_small_shapes_of_one_size() -> None:
    files = sorted(OURS.glob("*.svg"))
    assert len(files) >= 12
    for file in files:
        data = file.read_bytes()
        drawing = redraw(data)
        assert (drawing.data, drawing.width, drawing.height) == (data, 320, 200), file.name
        assert len(data) < 2_000, file.name
        assert b"<title>" in data, file.name
