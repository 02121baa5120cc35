"""How a difference is shown to the clinician who has to judge it."""

import pytest

from articles.compare import Difference, Kind, Subject
from articles.segments import segments
from articles.templatetags.differences import marked


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
