"""How a difference is shown to the clinician who has to judge it."""

import pytest

from articles.compare import Difference, Kind, Subject, _citations, differences
from articles.content import SafetyNote, Section
from articles.rendering.in_place import changes_in_place
from articles.segments import segments
from articles.templatetags.differences import marked
from tests.conftest import complete_content


def shown(old: str, new: str) -> str:
    return marked(Difference(Kind.CHANGED, Subject.OTHER, "lead", "Lead", segments(old, new)))


def test_two_doses_are_never_read_as_one() -> None:
    lines = shown("3", "5").split("</span>")
    assert lines[:2] == ['<span class="line">Before: <del>3</del>', '<span class="line">Now: <ins>5</ins>']


def test_a_changed_word_is_marked_and_named_inside_its_sentence() -> None:
    html = shown("Lift both heels slowly.", "Lift both toes slowly.")
    assert html.startswith("Lift both <del>")
    assert '<span class="visually-hidden">Removed: </span>heels<span' in html
    assert '<span class="visually-hidden">Added: </span>toes<span' in html
    assert html.endswith("</ins> slowly.")


@pytest.mark.parametrize("offset", range(1, 12))
def test_far_unchanged_text_is_left_out_between_words(offset: int) -> None:
    """A cut inside a number would show another number."""
    far = "y" * offset + " 1234567890" * 40 + " " + "y" * offset
    html = shown(f"old {far} one", f"new {far} two")
    unchanged = html.split("</ins>")[1].split("<del>")[0]
    shown_words = unchanged.replace('<span class="left-out">[…]</span>', "[…]").split()
    assert set(shown_words) == {"1234567890", "[…]", "y" * offset}
    assert len(unchanged) < len(far)


def test_near_unchanged_text_stays() -> None:
    near = "a word " * 20
    assert shown(f"{near}old", f"{near}new").startswith(near)


def test_a_moved_pair_without_names_is_told_by_numbers() -> None:
    """Two tips that have no label: their order is all that changed, and it shows."""
    tips = (SafetyNote(text="Rest."), SafetyNote(text="Walk."))
    old, new = (
        complete_content(sections=(Section(heading="Safe", safety_notes=notes),)) for notes in (tips, tips[::-1])
    )
    (difference,) = differences(old, new)
    assert (difference.kind, difference.before, difference.after) == (Kind.MOVED, "1.\n2.", "2.\n1.")


def test_what_eyes_miss_is_named() -> None:
    html = shown("Hold for 5 seconds, 10-15 times.", "Hold for 5\u00a0seconds, 10\u201315 times.")
    assert '<span class="unseen">[no-break space]</span>' in html
    assert '10-<span class="sign-name">[hyphen-minus]</span>15' in html
    assert '10\u2013<span class="sign-name">[en dash]</span>15' in html


def test_nothing_typed_becomes_an_element_in_a_comparison() -> None:
    html = changes_in_place("<p>One.</p>", '<p>&lt;script&gt; &lt;ins class="went"&gt; <script>x()</script></p>')
    assert "<script" not in html
    assert "&lt;script&gt;" in html
    assert html.count("<ins") == html.count("</ins>") == 1


def test_a_source_named_in_the_sentence_stays_the_same_source() -> None:
    assert _citations("The NHS [-@nhs-2024] says") == _citations("The NHS [@nhs-2024] says")
