"""Words, spelling and snippets, without a database."""

from collections import Counter

import pytest

from articles.search import spelling
from articles.search.snippets import Marks, marked, snippet
from articles.search.words import STOP, root, words_of


class TestSpelling:
    VOCABULARY = Counter(
        {"shoulder": 5, "knee": 9, "need": 4, "tennis": 1, "physio": 2, "back": 8, "pain": 9, "sciatica": 1, "bark": 1}
    ) + Counter(dict.fromkeys(STOP, 1))

    @pytest.mark.parametrize(
        ("typed", "meant", "sure"),
        [
            ("sholder", "shoulder", True),
            ("shouldr", "shoulder", True),
            ("nee", "knee", True),
            ("tenis", "tennis", True),
            ("fisio", "physio", True),
            ("siatica", "sciatica", True),
            ("kan", "can", True),
            ("backpain", "back pain", True),
            ("bavk", "back", False),
            ("shouldre", "shoulder", True),
            ("dennis", "tennis", False),
        ],
    )
    def test_the_nearest_word(self, typed: str, meant: str, sure: bool) -> None:
        found = spelling.corrected(typed, self.VOCABULARY)
        assert found is not None
        assert (" ".join(found.words), found.sure) == (meant, sure)

    @pytest.mark.parametrize("typed", ["x", "12", "20245", "quetzalcoatl", "كتف", "👍"])
    def test_none_is_near(self, typed: str) -> None:
        assert spelling.corrected(typed, self.VOCABULARY) is None


def marks(*words: str) -> Marks:
    return Marks({root(word) for word in words})


class TestSnippets:
    def test_are_whole_sentences_with_what_was_searched_for_marked(self) -> None:
        html = "<p>Rest first. Your <strong>knees</strong> may creak &amp; swell. Then walk.</p><p>Nothing else.</p>"
        expected = "Your <mark>knees</mark> may creak &amp; swell. Then walk."
        assert snippet(html, marks("knee")) == expected
        assert snippet(html, marks("wrist")) == "Rest first. Your knees may creak &amp; swell. Then walk."
        assert snippet("", marks("knee")) == ""

    def test_hold_no_markup_of_the_article(self) -> None:
        html = "<p>Type &lt;script&gt;alert(1)&lt;/script&gt; &amp;amp; <em>alert</em>.</p>"
        found = snippet(html, marks("alert", "amp"))
        assert found == (
            "Type &lt;script&gt;<mark>alert</mark>(1)&lt;/script&gt; &amp;<mark>amp</mark>; <mark>alert</mark>."
        )

    def test_come_from_red_flags_only_if_nothing_else_says_as_much(self) -> None:
        card = '<section class="care-cards"><h3>Call 999 if:</h3><ul><li>A bone sticks out.</li></ul></section>'
        assert snippet(f"{card}<p>The bone heals.</p>", marks("bone")) == "The <mark>bone</mark> heals."
        assert snippet(f"{card}<p>It heals.</p>", marks("bone")) == "Call 999 if: A <mark>bone</mark> sticks out."

    def test_keep_what_leads_to_an_item(self) -> None:
        html = "<p>Do not do this:</p><ul><li>Bend your knee fast.<ul><li>Twist an elbow.</li></ul></li></ul>"
        assert str(snippet(html, marks("knee"))).startswith("Do not do this: Bend your <mark>knee</mark>")
        assert str(snippet(html, marks("elbow"))).startswith("Do not do this: Twist an <mark>elbow</mark>")

    def test_keep_the_name_of_their_part_and_the_heading_of_their_list(self) -> None:
        """An approved "don't" or "stop if" must never read like advice."""
        html = (
            '<div class="stop"><p class="label">Stop if</p><p>Your knee swells.</p><ul><li>Elbows lock.</li></ul></div>'
            '<h3>Don’t</h3><ul class="donts"><li class="dont"><strong>Run</strong>: on a sore ankle</li></ul>'
            '<p class="goal"><span class="label">Goal</span> Loosens the wrist.</p>'
        )
        assert snippet(html, marks("knee")) == "Stop if: Your <mark>knee</mark> swells."
        assert snippet(html, marks("elbow")) == "Stop if: <mark>Elbows</mark> lock."
        assert snippet(html, marks("ankle")) == "Don’t: Run: on a sore <mark>ankle</mark>"
        assert snippet(html, marks("wrist")) == "Loosens the <mark>wrist</mark>."

    def test_mark_words_with_apostrophes_accents_and_beginnings(self) -> None:
        assert marked("Jumper’s knée", marks("jumper", "knee")) == "<mark>Jumper’s</mark> <mark>knée</mark>"
        assert marked("shoulders", Marks((), "should")) == "<mark>shoulders</mark>"
        assert marked("ألم الركبة", marks("الركبة")) == "ألم <mark>الركبة</mark>"


def test_words_are_folded() -> None:
    assert words_of("Jumper’s KNÉE_pain: 2–3 × Straße, naïve") == [
        "jumpers",
        "knee",
        "pain",
        "2",
        "3",
        "strasse",
        "naive",
    ]
    assert words_of("👍 \x00 !!!") == []
    same = (("exercises", "exercising", "exercise"), ("knees", "knee"), ("stretches", "stretched"), ("bodies", "body"))
    for forms in same:
        assert len({root(form) for form in forms}) == 1, forms
    assert root("bus") == "bus"
    assert root("pain") != root("pan")
