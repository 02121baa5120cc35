"""The sanitiser by itself: what it keeps, what it takes, and what it makes of characters nobody sees."""

import pytest

from articles.rendering.invisible import without_invisible
from articles.rendering.sanitize import only_italics, sanitize

SHA = "0123456789abcdef" * 4


@pytest.mark.parametrize(
    "html",
    [
        '<p class="dose"><span class="label">Dose</span> Do <em>3</em> <strong>sets</strong>.</p>',
        '<section class="section section-safety" id="s-4-safety"><h2>Safety</h2></section>',
        '<a href="#ref-nhs-2024" id="cite-nhs-2024-1">NHS, 2024</a>',
        '<a href="https://nhs.uk/?a=1&amp;b=2">x</a>',
        '<a href="mailto:help@nhs.uk">x</a>',
        '<a href="tel:111">x</a>',
        '<a href="#cite-nhs-2024-1" aria-label="back">1</a>',
        f'<img class="figure" src="/media/{SHA}" alt="A knee">',
        '<nav class="contents" aria-labelledby="contents"><h2 id="contents">On this page</h2></nav>',
        (
            '<div class="table-scroll" tabindex="0" role="region" aria-label="Table 1"><table class="benefits">'
            '<thead><tr><th scope="col">a</th></tr></thead><tbody><tr><td>b</td></tr></tbody></table></div>'
        ),
        '<ol start="3"><li>x<br>y</li></ol>',
        (
            '<p class="figures" aria-hidden="true"><time class="hold" datetime="PT5S">hold 5 seconds</time> · '
            '<data class="times" value="15">10 to 15 times</data> · <span class="side">each side</span></p>'
        ),
        "<p>5 &lt; 6 &amp; 7</p>",
        "",
    ],
)
def test_our_own_html_passes_unchanged(html: str) -> None:
    assert sanitize(html) == html


@pytest.mark.parametrize(
    ("html", "left"),
    [
        ("<script>alert(1)</script>", "alert(1)"),
        ("<p onclick=alert(1)>x</p>", "<p>x</p>"),
        ("<p style='color:red'>x</p>", "<p>x</p>"),
        ("<p class='dose banner'>x</p>", '<p class="dose">x</p>'),
        ("<p class='banner'>x</p>", "<p>x</p>"),
        ("<span class='care-cards'>x</span>", "<span>x</span>"),  # a name of ours on a tag it does not belong to
        ("<p id='get-help'>x</p>", "<p>x</p>"),
        ("<h2 id='main'>x</h2>", "<h2>x</h2>"),
        ("<h1>x</h1>", "x"),
        ("<a href='javascript:alert(1)'>x</a>", "<a>x</a>"),
        ("<a href='/admin/'>x</a>", "<a>x</a>"),
        ("<a href='https://ok.example' target=_blank ping=//evil.example>x</a>", '<a href="https://ok.example">x</a>'),
        ("<img src='https://evil.example/x.png' alt=x>", '<img alt="x">'),
        ("<img src='/media/../admin/' alt=x>", '<img alt="x">'),
        ("<div role=alert tabindex=-1 aria-hidden=true>x</div>", "<div>x</div>"),
        ("<p aria-hidden=true>aria-hidden='true'</p>", "<p>aria-hidden='true'</p>"),
        ("<p class='dose figures' aria-hidden=true>x</p>", '<p class="dose figures">x</p>'),
        ("<time datetime='PT5S'>x</time><data value='1e5'>y</data>", '<time datetime="PT5S">x</time><data>y</data>'),
        ("<!-- x --><p>y</p>", "<p>y</p>"),
        ("<p>never <b>closed", "<p>never closed</p>"),
        ("<iframe src=x></iframe><input name=y>x", "x"),
    ],
)
def test_everything_else_goes_and_the_words_stay(html: str, left: str) -> None:
    assert sanitize(html) == left


@pytest.mark.parametrize(
    ("hidden", "seen"),
    [
        ("Repeat \u202e01\u202c times", "Repeat 01 times"),
        ("Repeat &#x202e;01&#8236; times", "Repeat 01 times"),
        ("Repeat 1\u200b0 times", "Repeat 10 times"),
        ("Repeat 1&#x2060;0 times", "Repeat 10 times"),
        ("Repeat 1\u200d0 times", "Repeat 10 times"),
        ("Repeat 1&zwj;0 times", "Repeat 10 times"),
        ("Repeat 10\u2028 20\x0b30 times", "Repeat 10  20 30 times"),
        ("Repeat 10\U000e0020\U000e0030 times\x07", "Repeat 10 times"),
        ("&amp;#x202e;01", "&amp;#x202e;01"),  # the words "&#x202e;", not the character
        ("\U0001f469\u200d\u2695\ufe0f naïve e\u0301", "\U0001f469\u200d\u2695\ufe0f naïve e\u0301"),
        ("\u0645\u06cc\u200c\u062e", "\u0645\u06cc\u200c\u062e"),  # Persian needs its joiner
    ],
)
def test_characters_that_nobody_sees(hidden: str, seen: str) -> None:
    assert sanitize(f"<p>{hidden}</p>") == f"<p>{seen}</p>"


def test_what_hid_inside_an_address_does_not_make_a_new_one() -> None:
    assert sanitize("<a href='java\u200bscript:alert(1)'>x</a>") == "<a>x</a>"
    assert sanitize("<a href='java&#x200b;script:alert(1)'>x</a>") == "<a>x</a>"
    assert "<script" not in sanitize("<scr\u200bipt>alert(1)</scr\u200bipt>")


def test_hiding_once_more_changes_nothing() -> None:
    text = "a\u200d\u200d5\ufe0f\ufe0f\u202e\u200c\u00ad\u200d5"
    assert without_invisible(without_invisible(text)) == without_invisible(text) == "a55"


def test_an_entry_of_the_list_keeps_its_italics_alone() -> None:
    assert only_italics("NHS. <i>Knee &amp; hip</i>.</li></ol><h1>x</h1>") == "NHS. <i>Knee &amp; hip</i>.x"
    assert only_italics("<i id=get-help class=lead onclick=x>x</i>") == "<i>x</i>"
    assert only_italics("<i>never closed") == "<i>never closed</i>"
