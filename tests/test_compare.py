"""What a reviewer is shown as changed: nothing that changed may be invisible, and what can harm comes first."""

import time
from collections import Counter
from collections.abc import Iterable, Iterator
from enum import StrEnum

from hypothesis import given, settings

from articles.compare import Difference, Kind, Subject, differences
from articles.content import Content, Exercise, Part, SafetyNote, Section, Source, canonical
from articles.segments import Op, Segment, segments
from tests.conftest import complete_content
from tests.contents import PartType, contents, neighbours, words

WHOLE = complete_content()


def with_part(path: str, **changes: object) -> Content:
    """The complete content with the part at a path such as "sections.2.exercises.0" changed, values as in JSON."""
    return _changed(WHOLE, path.split(".") if path else [], changes)


def _changed(part: PartType, path: list[str], changes: dict[str, object]) -> PartType:
    if not path:
        return type(part).model_validate({**dict(part), **changes})
    field, *rest = path
    value = getattr(part, field)
    if isinstance(value, Part):
        return part.model_copy(update={field: _changed(value, rest, changes)})
    index = int(rest[0])
    rows = (*value[:index], _changed(value[index], rest[1:], changes), *value[index + 1 :])
    return part.model_copy(update={field: rows})


def only(old: Content, new: Content) -> Difference:
    (difference,) = differences(old, new)
    return difference


@settings(deadline=None, max_examples=120)
@given(neighbours())
def test_whatever_changed_is_shown(pair: tuple[Content, Content]) -> None:
    old, new = pair
    assert bool(differences(old, new)) == (canonical(old) != canonical(new))


@settings(deadline=None, max_examples=60)
@given(contents)
def test_equal_contents_have_no_difference(content: Content) -> None:
    assert differences(content, Content.model_validate_json(canonical(content))) == []


@settings(deadline=None, max_examples=120)
@given(neighbours())
def test_every_word_that_came_or_went_is_marked(pair: tuple[Content, Content]) -> None:
    old, new = (Counter(" ".join(texts_in(content.model_dump())).split()) for content in pair)
    shown = [difference for difference in differences(*pair) if difference.kind != Kind.MOVED]
    assert new - old <= words_of(shown, Op.ADDED)
    assert old - new <= words_of(shown, Op.REMOVED)


def texts_in(value: object) -> Iterator[str]:
    """All texts of a content that prose is made of; values of lists and flags are looked at elsewhere."""
    if isinstance(value, str) and not isinstance(value, StrEnum):
        yield value
    elif isinstance(value, dict):
        for name, inner in value.items():
            yield from texts_in(inner) if name != "csl" else ()
    elif isinstance(value, tuple):
        for inner in value:
            yield from texts_in(inner)


def words_of(shown: list[Difference], op: Op) -> Counter[str]:
    return Counter(
        word
        for difference in shown
        for segment in difference.segments
        if segment.op == op
        for word in segment.text.split()
    )


@settings(deadline=None, max_examples=120)
@given(words, words)
def test_segments_make_both_texts(old: str, new: str) -> None:
    assert joined(segments(old, new), Op.EQUAL, Op.ADDED) == new
    assert joined(segments(old, new), Op.EQUAL, Op.REMOVED) == old


def joined(parts: Iterable[Segment], *ops: Op) -> str:
    return "".join(part.text for part in parts if part.op in ops)


def test_a_changed_word_is_marked_and_the_rest_is_not() -> None:
    assert segments("Hold for 5 seconds.", "Hold for 15 seconds.") == (
        (Op.EQUAL, "Hold for "), (Op.REMOVED, "5 "), (Op.ADDED, "15 "), (Op.EQUAL, "seconds."),
    )  # fmt: skip


def test_two_texts_with_little_in_common_are_not_mixed() -> None:
    old, new = "Lie on your back and rest the leg.", "Stand behind a chair. Lift both heels, then lower the weight."
    assert segments(old, new) == ((Op.REMOVED, old), (Op.ADDED, new))


def test_segments_of_long_and_monotonous_texts_come_quickly() -> None:
    texts = ["a " * 25000, "a " * 24000 + "b ", "a b " * 12000, "a\n" * 25000, "word " * 10 + "\n" + "b c " * 12000]
    start = time.process_time()
    for old in texts:
        for new in texts:
            assert joined(segments(old, new), Op.EQUAL, Op.ADDED) == new
    assert time.process_time() - start < 10


def test_an_article_of_usual_length_rewritten_throughout_is_compared_quickly() -> None:
    text = " ".join(f"the word{number % 400} of" for number in range(2500))
    start = time.process_time()
    only(complete_content(lead=text), complete_content(lead=text.replace("of", "in").replace("word1", "term1")))
    assert time.process_time() - start < 3


def test_a_changed_dose_is_shown_as_plain_values() -> None:
    new = with_part("sections.2.exercises.0.dose", hold_seconds=30, sets=None, per_side=True)
    shown = [(item.kind, item.label, item.before, item.after) for item in differences(WHOLE, new)]
    assert shown == [
        (Kind.CHANGED, "Exercise ‘Heel raise’, dose, seconds to hold", "3", "30"),
        (Kind.REMOVED, "Exercise ‘Heel raise’, dose, sets", "2", ""),
        (Kind.CHANGED, "Exercise ‘Heel raise’, dose, on each side", "no", "yes"),
    ]


def test_what_can_harm_comes_first() -> None:
    whole = with_part("sections.2.exercises.0.dose", sets=9)
    flags = (WHOLE.sections[3].safety_notes[0], WHOLE.sections[3].safety_notes[1].model_copy(update={"text": "No."}))
    sections = (*whole.sections[:3], whole.sections[3].model_copy(update={"safety_notes": flags}), whole.sections[4])
    new = whole.model_copy(update={"title": "Ankles", "disclaimer": "See [@nhs-2024].", "sections": sections})
    assert [(item.subject, item.place) for item in differences(WHOLE, new)] == [
        (Subject.DOSE, "sections[2].exercises[0].dose.sets"),
        (Subject.RED_FLAG, "sections[3].safety_notes[1].text"),
        (Subject.CITATION, "disclaimer"),
        (Subject.OTHER, "title"),
    ]


def test_a_section_inserted_before_others_leaves_them_alone() -> None:
    new = complete_content(sections=(Section(heading="Before", body="New text."), *WHOLE.sections))
    assert [(item.kind, item.label, item.after) for item in differences(WHOLE, new)] == [
        (Kind.ADDED, "Section ‘Before’", "Before"),
        (Kind.ADDED, "Section ‘Before’, text", "New text."),
    ]


def test_a_renamed_section_is_recognised_by_its_place() -> None:
    difference = only(WHOLE, with_part("sections.1", heading="Why exercise helps"))
    assert (difference.kind, difference.place) == (Kind.CHANGED, "sections[1].heading")
    assert joined(difference.segments, Op.EQUAL) == "exercise helps"


def test_moved_sections_are_shown_by_their_names() -> None:
    sections = WHOLE.sections
    difference = only(WHOLE, complete_content(sections=(sections[1], sections[0], *sections[2:])))
    assert (difference.kind, difference.label) == (Kind.MOVED, "Sections")
    assert difference.after.startswith("How exercise helps\nWhat a sprain is\n")


def test_a_removed_exercise_is_shown_with_all_it_said() -> None:
    shown = differences(WHOLE, with_part("sections.2", exercises=()))
    assert {item.kind for item in shown} == {Kind.REMOVED}
    assert shown[0].label == "Exercise ‘Heel raise’"
    assert "Stand behind a chair. Lift both heels slowly." in [item.before for item in shown]
    assert "12" in [item.before for item in shown]


def test_rows_without_a_name_are_recognised_by_what_they_say() -> None:
    notes = [SafetyNote(text=text) for text in ("Rest.", "Walk.", "Sleep.")]
    old, new = with_part("sections.3", safety_notes=notes), with_part("sections.3", safety_notes=notes[1:])
    assert [item.before for item in differences(old, new)] == ["", "Rest."]


def test_an_added_exercise_that_says_nothing_is_shown_too() -> None:
    nothing = (*WHOLE.sections[2].exercises, Exercise(name=""))
    difference = only(WHOLE, with_part("sections.2", exercises=nothing))
    assert difference.label == "Exercise 2 of section ‘Exercises for the ankle’"


def test_a_changed_link_is_shown() -> None:
    old = complete_content(lead="Ask [your surgery](https://example.org/a).")
    difference = only(old, complete_content(lead="Ask [your surgery](https://example.org/b)."))
    assert "https://example.org/b" in joined(difference.segments, Op.ADDED)


def test_a_library_record_that_prints_the_same_is_shown() -> None:
    source = WHOLE.references[0]
    for csl in ({**source.csl, "volume": 1}, {**source.csl, "volume": "1"}, {**source.csl, "volume": True}):
        other = with_part("references.0", csl=csl)
        assert only(WHOLE, other).label == "Reference ‘nhs-2024’, library record"
        assert only(WHOLE, other).subject == Subject.CITATION
    one, true = with_part("references.0", csl={"a": 1}), with_part("references.0", csl={"a": True})
    assert differences(one, true)


def test_sources_with_other_order_are_shown() -> None:
    other = Source(key="who-2020", csl={}, citation="WHO, 2020", printed="WHO. (2020).")
    ends = (*WHOLE.references, other)
    difference = only(complete_content(references=ends), complete_content(references=ends[::-1]))
    assert (difference.kind, difference.subject) == (Kind.MOVED, Subject.CITATION)


def test_a_long_text_added_at_the_end_leaves_the_rest_as_it_was() -> None:
    old = "Rest the ankle for two days. "
    new = old + "Then begin to move it. " * 20
    first, *_rest = segments(old, new)
    assert (first.op, first.text) == (Op.EQUAL, old)
