"""For any two contents: nothing that changed is invisible, neither in the drawn list nor in the article itself."""

from collections import Counter

from hypothesis import example, given, settings
from hypothesis import strategies as st

from articles.compare import Difference, Kind, Subject, differences
from articles.content import Content, canonical
from articles.rendering.body import render_body
from articles.rendering.html_tree import parse, words_in
from articles.rendering.in_place import changes_in_place
from articles.segments import segments
from articles.templatetags.differences import marked, what_happened
from tests.contents import neighbours
from tests.drawn import before_and_now, character_of, has_ink, is_made_of, pieces, root_of

texts = st.lists(
    st.sampled_from(
        [*"aA-–'’ \t\n", "  ", "\u00a0", "\u200b", "\u202e", "\u2028", "\u0301", "\ufe0f", "\u0430", "l1", "[…]"]
    )
    | st.sampled_from(["word ", "another " * 60, "<ins>", "[space]"])
    | st.characters(exclude_categories=["Cs"], exclude_characters="\x00\r"),
    max_size=12,
).map("".join)


def drawn(old: str, new: str) -> str:
    return marked(Difference(Kind.CHANGED, Subject.OTHER, "lead", "Lead", segments(old, new)))


@settings(deadline=None, max_examples=40)
@given(texts, texts)
@example("a b", "a  b")
@example("a", "a ")
@example("a ", "a\n")
@example("10-15", "10–15")
@example("I", "l")
@example("\u200b", "")
@example(" ", "  ")
def test_before_and_now_can_be_told_from_what_is_drawn(old: str, new: str) -> None:
    """Changed text is never left out, and what is drawn for an invisible character tells which one it is."""
    if old == new:
        return
    html = drawn(old, new)
    before, now = before_and_now(html)
    assert is_made_of(old, before), (before, html)
    assert is_made_of(new, now), (now, html)
    assert [text for op, text in pieces(html) if op], html
    for element in root_of(html).iter("ins", "del"):
        for child in element.xpath(".//*[@class='visually-hidden']"):
            child.drop_tree()
        assert has_ink(element.text_content()), html


@settings(deadline=None, max_examples=40)
@given(neighbours())
def test_every_changed_field_is_drawn_with_its_words(pair: tuple[Content, Content]) -> None:
    old, new = pair
    found = differences(old, new)
    assert bool(found) == (canonical(old) != canonical(new))
    for difference in found:
        html = marked(difference)
        assert any(op for op, _text in pieces(html)), (difference, html)
        assert what_happened(difference)
        before, now = before_and_now(html)
        assert is_made_of(difference.before, before), html
        assert is_made_of(difference.after, now), html


def seen(html: str) -> list[tuple[object, ...]]:
    """All that the comparison promises to tell apart: words with their looks, links, images."""
    return [tuple(word.what) for word in words_in(parse(html))]


def words_of(html: str, hidden: str) -> str:
    """The words before (hidden: ins) or now (hidden: del), and the images; without what the comparison wrote itself."""
    root = root_of(html)
    for element in root.xpath(f".//{hidden}|.//*[@class='visually-hidden' or @class='sign-name' or @class='target']"):
        element.drop_tree()
    for element in root.xpath(".//*[@class='unseen']"):
        element.text = character_of(element.text_content())
        element.drop_tag()
    for element in root.xpath(".//img"):
        element.tail = f"\u2063{element.get('src')}{element.get('alt')}\u2063{element.tail or ''}"
    return "".join(root.text_content().split())


def targets(html: str) -> Counter[str]:
    return Counter(word.what.text for word in words_in(parse(html)) if word.what.kind == "target")


@settings(deadline=None, max_examples=40)
@given(neighbours())
def test_in_place_all_that_changed_is_marked_and_both_articles_can_be_read(pair: tuple[Content, Content]) -> None:
    old, new = (str(render_body(content)) for content in pair)
    html = str(changes_in_place(old, new))
    marks = root_of(html).xpath(".//ins|.//del")
    if seen(old) != seen(new):
        assert marks, html
    if old == new:
        assert not marks, html
    told = {op: " ".join(text for found, text in pieces(html) if found == op) for op in ("ins", "del")}
    for target in targets(new) - targets(old):
        assert f"leads to {target}]" in told["ins"]
    for target in targets(old) - targets(new):
        assert f"leads to {target}]" in told["del"]
    assert words_of(html, "del") == words_of(new, "none")
    assert words_of(html, "ins") == words_of(old, "none")
