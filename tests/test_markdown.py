"""Markdown as editors write it: what readers see of it, and that nothing typed is lost, slow or out of order."""

import re
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.content import Source
from articles.rendering.citations import Citing, Numbering
from articles.rendering.markdown import images_in, render_blocks, render_inline, render_tight

SHA = "0123456789abcdef" * 4


def source(key: str, citation: str) -> Source:
    return Source(key=key, csl={}, citation=citation, printed=f"{citation}.")


SOURCES = {"nhs-2024": source("nhs-2024", "NHS, 2024"), "smith-2020": source("smith-2020", "Smith & Co, 2020")}


def printed(text: str) -> str:
    """The text as a preview prints it: citations are not linked."""
    return render_blocks(text, Citing(SOURCES)).replace("\n", "")


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("plain", "<p>plain</p>"),
        ("*soft* **strong** `code`", "<p><em>soft</em> <strong>strong</strong> <code>code</code></p>"),
        ("one\n\ntwo", "<p>one</p><p>two</p>"),
        ("one  \ntwo", "<p>one<br />two</p>"),
        ("- one\n- two", "<ul><li>one</li><li>two</li></ul>"),
        ("3. three\n4. four", '<ol start="3"><li>three</li><li>four</li></ol>'),
        ("> quoted", "<blockquote><p>quoted</p></blockquote>"),
        ("***", "<hr />"),
        ("5 < 6 & 7 > 2", "<p>5 &lt; 6 &amp; 7 &gt; 2</p>"),
        ("<b>raw</b>", "<p>&lt;b&gt;raw&lt;/b&gt;</p>"),
        ("    indented", "<p>indented</p>"),
        ("```\nfenced\n```", "<p><code>fenced</code></p>"),
        ("[note]: all of it", "<p>[note]: all of it</p>"),
        ("https://nhs.uk is text", "<p>https://nhs.uk is text</p>"),
        ("", ""),
    ],
)
def test_what_is_understood(text: str, html: str) -> None:
    assert printed(text) == html


@pytest.mark.parametrize(
    ("address", "href"),
    [
        ("https://nhs.uk/knee?a=1&b=2#c", "https://nhs.uk/knee?a=1&amp;b=2#c"),
        ("HTTPS://NHS.uk/", "https://NHS.uk/"),
        ("<https://nhs.uk/two words>", "https://nhs.uk/two%20words"),
        ("https://münchen.de/ü", "https://xn--mnchen-3ya.de/%C3%BC"),
        ("mailto:help@nhs.uk", "mailto:help@nhs.uk"),
        ("tel:111", "tel:111"),
        ("#get-help", "#get-help"),
    ],
)
def test_links_that_are_allowed(address: str, href: str) -> None:
    assert printed(f"[words]({address})") == f'<p><a href="{href}">words</a></p>'


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "data:text/html,x",
        "/admin/",
        "//evil.example",
        "ftp://x.org",
        "https://nhs.uk@evil.example/",
        "http://[",
        "http://",
        "https:nhs.uk",
        "mailto:",
        "tel:alert",
        "#",
    ],
)
def test_links_that_lead_elsewhere_stay_as_they_were_typed(address: str) -> None:
    assert printed(f"[*words*]({address})") == f"<p>[<em>words</em>]({address})</p>"


def test_a_link_without_words_is_named_by_its_address() -> None:
    assert printed("[](https://nhs.uk)") == '<p><a href="https://nhs.uk">https://nhs.uk</a></p>'
    assert printed("[\u200b](https://nhs.uk)").count("https://nhs.uk") == 2


def test_no_link_stands_inside_another() -> None:
    assert printed("[a <https://one.org> b](https://two.org)").count("<a ") == 1


def test_images_we_store_are_shown_and_others_become_their_words() -> None:
    text = f"![A *bent* knee [@nhs-2024]](media:{SHA}) ![elsewhere](https://evil.example/x.png) ![](media:nonsense)"
    image = f'<img class="figure" src="/media/{SHA}" alt="A bent knee [@nhs-2024]" loading="lazy" />'
    assert printed(text) == f"<p>{image} elsewhere </p>"
    assert images_in(text) == [(SHA, "A bent knee [@nhs-2024]")]


def test_images_named_in_code_are_no_images() -> None:
    assert images_in(f"`![alt](media:{SHA})` \\![alt](media:{SHA})") == []


def test_citations_are_linked_and_numbered_across_texts() -> None:
    citing = Citing(SOURCES, Numbering())
    first = render_inline("See [@nhs-2024, p. 3; @smith-2020].", citing)
    second = render_inline("And [@nhs-2024].", citing)
    assert first == (
        'See <span class="citation">(<a href="#ref-nhs-2024" id="cite-nhs-2024-1">NHS, 2024, p. 3</a>; '
        '<a href="#ref-smith-2020" id="cite-smith-2020-1">Smith &amp; Co, 2020</a>)</span>.'
    )
    assert second == 'And <span class="citation">(<a href="#ref-nhs-2024" id="cite-nhs-2024-2">NHS, 2024</a>)</span>.'


def test_citations_in_a_preview_lead_nowhere() -> None:
    assert printed("[@nhs-2024]") == '<p><span class="citation">(NHS, 2024)</span></p>'


def test_unknown_keys_stand_out_beside_known_ones() -> None:
    assert printed("[@nhs-2024; @nhs-2042, p. 1]") == (
        '<p><span class="citation">(NHS, 2024)</span> '
        '<span class="citation citation-unknown">[@nhs-2042, p. 1]</span></p>'
    )


@pytest.mark.parametrize("text", ["\\[@nhs-2024]", "`[@nhs-2024]`", "[@nhs-2024", "[@;]", "@nhs-2024", "[nhs-2024]"])
def test_what_only_looks_like_a_citation_stays_as_it_was_typed(text: str) -> None:
    assert "citation" not in printed(text)
    assert re.sub("<[^>]*>", "", printed(text)) == text.strip("\\`")


def test_headings_start_at_the_level_they_are_given_and_skip_none() -> None:
    text = "### deep\n\n# up\n\n### skips\n\n## back\n\n###### far"
    assert printed(text) == "<h3>deep</h3><h3>up</h3><h4>skips</h4><h4>back</h4><h5>far</h5>"
    below_question = render_blocks(text, Citing({}), top=5)
    assert re.findall("<h.>", below_question) == ["<h5>", "<h5>", "<h6>", "<h6>", "<h6>"]


def test_an_empty_heading_is_no_heading() -> None:
    assert "<h" not in printed("#\n\n## &nbsp;\n\n### ![](media:" + SHA + ")")


def test_tables_have_a_name_and_heads_and_no_style() -> None:
    table = "| What | |\n|:--|--:|\n| a | b |"
    html = render_blocks(f"{table}\n\n{table}", Citing({}, Numbering())).replace("\n", "")
    assert html.count('<th scope="col">What</th><td></td>') == 2
    assert re.findall('aria-label="([^"]*)"', html) == ["Table 1", "Table 2"]
    assert "style" not in html


@pytest.mark.parametrize("quote", ["", "> ", "> > "])
def test_cells_beyond_the_last_column_are_kept(quote: str) -> None:
    lines = ("a | b", "-|-", "1|2|3|4", "| 5 | 6 \\| 7 |")
    html = printed("\n".join(quote + line for line in lines))
    assert "<td>1</td><td>2 | 3 | 4</td>" in html
    assert "<td>5</td><td>6 | 7</td>" in html


def test_a_lone_paragraph_in_a_list_item_or_cell_has_no_box() -> None:
    assert render_tight("one *two*", Citing({})) == "one <em>two</em>"
    assert render_tight("one\n\ntwo", Citing({})) == "<p>one</p>\n<p>two</p>"


def test_what_is_nested_too_deeply_is_printed_as_text() -> None:
    quoted = printed("> " * 30 + "the last word\n" + "> " * 30 + "and another\n\nafter")
    assert quoted.count("<blockquote>") == quoted.count("</blockquote>") == 12
    assert "the last word" in quoted
    assert "and another" in quoted
    assert quoted.endswith("<p>after</p>")
    listed = printed("".join(f"{'  ' * level}- item {level}\n" for level in range(40)))
    assert re.findall(r"item (\d+)", listed) == [str(level) for level in range(40)]


LONG = {
    "dashes": "- " * 800,
    "brackets": "[" * 3200,
    "quotes": "> " * 5000 + "x",
    "image brackets": "![" * 5000,
    "every mark": "*_~[](`" * 3000,
    "emphasis": "*a **b " * 3000,
    "links that don't end": "[a](b" * 4000,
    "citations that don't end": "[@a " * 4000,
    "ticks": "".join("`" * number + "a" for number in range(150)),
    "autolinks that don't end": "<http://a" * 4000,
    "a wide table": "|a" * 150 + "\n" + "|-" * 150 + "\n" + "|b\n" * 150,
    "lists in lists": "".join(" " * (2 * level) + "- a\n" for level in range(300)),
    "quotes in lists": "".join("> - " * level + "x\n" for level in range(60)),
    "a long host": "[a](http://" + "a." * 10000 + "!)",
    "a long address": "<" + "a" * 10000 + "@" + "b." * 5000 + ">",
}


@pytest.mark.parametrize("text", LONG.values(), ids=LONG)
def test_texts_that_slow_other_parsers_down_take_no_time(text: str) -> None:
    start = process_time()
    printed(text)
    assert process_time() - start < 2  # each takes less than 0.3 s


@settings(max_examples=80, deadline=None)
@given(
    st.lists(st.sampled_from(["- ", "> ", "1. ", "  ", "\n", "# ", "|", "-|-\n", "\t", "*", "[", "](", ")", "`"])).map(
        lambda marks: "".join(f"{mark}w{index}" for index, mark in enumerate(marks))
    )
)
def test_no_word_is_lost(text: str) -> None:
    kept = render_blocks(text, Citing(SOURCES))
    for word in re.findall(r"w\d+", text):
        assert re.search(rf"{word}(?!\d)", kept)
