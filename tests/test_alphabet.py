"""The order of titles, and the letter that each is looked up under."""

import pytest

from articles.alphabet import by_letter, letter_of, sort_key


@pytest.mark.parametrize(
    ("title", "letter"),
    [
        ("Ankle", "A"),
        ("ankle", "A"),
        ("Élan", "E"),
        ("Ångström", "A"),
        ("Øre", "O"),
        ("Œdema", "O"),
        ("łokieć", "L"),
        ("“Frozen” shoulder", "F"),
        ("  (Knee)", "K"),
        ("10 minutes a day", "0–9"),
        ("¿Dónde?", "D"),
        ("колено", "\u041a"),
        ("ركبة", "ر"),
        ("ﬁne", "F"),
        ("…", "0–9"),
        ("", "0–9"),
    ],
)
def test_the_letter_of_a_title(title: str, letter: str) -> None:
    assert letter_of(title) == letter


def test_accents_and_case_do_not_move_a_title() -> None:
    titles = ["zest", "Elbow", "élan", "Elan", "ELAN b", "Ankle", "“Back” pain"]
    assert sorted(titles, key=sort_key) == ["Ankle", "“Back” pain", "Elan", "élan", "ELAN b", "Elbow", "zest"]


def test_every_title_stands_under_one_letter_and_no_letter_is_empty() -> None:
    titles = ["Élan", "elbow", "10 minutes", "Ankle", "3 things"]
    assert by_letter(titles, str) == [
        ("0–9", ["10 minutes", "3 things"]),
        ("A", ["Ankle"]),
        ("E", ["Élan", "elbow"]),
    ]
    assert by_letter([], str) == []
