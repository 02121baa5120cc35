"""Content goes out as Markdown and comes in again as it was, whatever is in it; and people may edit it between."""

import json
import re
from typing import Any

import pytest
import yaml
from hypothesis import given, settings

from articles.content import (
    Content,
    Dose,
    DoseKind,
    Exercise,
    NoteKind,
    Question,
    SafetyNote,
    Section,
    SectionKind,
    Source,
    Urgency,
    canonical,
)
from articles.exporting.markdown import to_markdown
from articles.importing.document import import_document
from articles.importing.exported_markdown import is_exact, read_exact
from articles.importing.incoming import from_json, to_json
from articles.importing.lines import Exact, UnreadableDocument
from articles.importing.read import read_file
from tests.contents import contents, nasty_contents


def read(text: str) -> Content:
    exact = read_exact(text).exact
    assert isinstance(exact, Exact)
    return exact.content


def comes_back(content: Content) -> None:
    written = to_markdown(content, "knee-pain")
    assert is_exact(written)
    again = read(written)
    assert again == content
    assert canonical(again) == canonical(content)
    assert read("\ufeff" + written.replace("\n", "\r\n")) == content


@settings(max_examples=60, deadline=None)
@given(contents)
def test_any_content_comes_back(content: Content) -> None:
    comes_back(content)


@settings(max_examples=150, deadline=None)
@given(nasty_contents)
def test_texts_that_look_like_the_form_come_back(content: Content) -> None:
    comes_back(content)


KNEE = Content(
    title="Knee pain",
    lead="Rest helps [@nhs-2024].",
    sections=(
        Section(
            kind=SectionKind.EXERCISES,
            heading="Exercises",
            exercises=(
                Exercise(
                    name="Leg raise",
                    goal="Strength.",
                    how="Lie down.\n\n::: lift\n\nHold.",
                    dose=Dose(
                        kind=DoseKind.NUMBERS, hold_seconds=5, repetitions_from=10, repetitions_to=15, per_side=True
                    ),
                ),
            ),
        ),
        Section(
            kind=SectionKind.SAFETY,
            heading="Get help",
            safety_notes=(
                SafetyNote(kind=NoteKind.RED_FLAG, urgency=Urgency.EMERGENCY, text="Call 999 if it is cold."),
            ),
        ),
    ),
    faq=(Question(question="How long?", answer="Six weeks."),),
    references=(
        Source(key="nhs-2024", csl={"title": "Knee"}, citation="NHS, 2024", printed="NHS. (2024). <i>Knee</i>."),
    ),
)
WRITTEN = to_markdown(KNEE, "knee-pain")


def test_what_is_written_reads_well() -> None:
    expected = """---
format: medgo2u.content/1
slug: "knee-pain"
language: "en-GB"
title: "Knee pain"
byline: ""
description: ""
change_note: ""
---

::: lead

Rest helps [@nhs-2024].

:::

:::::: {.section kind=exercises}

## Exercises

::::: {.exercise dose=numbers hold-seconds=5 repetitions-from=10 repetitions-to=15 per-side=true}

### Leg raise

::: goal

Strength.

:::

:::: how

Lie down.

::: lift

Hold.

::::

:::::

::::::
"""
    assert WRITTEN.startswith(expected)
    assert ':::: {.section kind=safety}\n\n## Get help\n\n::: {.note kind="red flag" urgency=emergency}' in WRITTEN
    assert yaml.safe_load(WRITTEN.split("---\n")[1])["title"] == "Knee pain"
    found = read_exact(WRITTEN)
    assert (found.title, found.slug, found.language) == ("Knee pain", "knee-pain", "en-GB")


@pytest.mark.parametrize(
    ("old", "new", "path", "value"),
    [
        ('title: "Knee pain"', "title: Sore knees", "title", "Sore knees"),
        ("Six weeks.", "Eight weeks.", "faq.0.answer", "Eight weeks."),
        ("hold-seconds=5", "hold-seconds=8", "sections.0.exercises.0.dose.hold_seconds", 8),
        ("::: question\n\n### How long?\n\nSix", "::: question\n### How long?\nSix", "faq.0.answer", "Six weeks."),
        ("kind=safety}", 'kind="safety" }', "sections.1.kind", "safety"),
        (
            "::: question",
            "::: question\n### Why?\nBecause.\n:::\n\n::: question",
            "faq",
            [{"question": "Why?", "answer": "Because."}, {"question": "How long?", "answer": "Six weeks."}],
        ),
    ],
)
def test_people_may_edit_what_is_written(old: str, new: str, path: str, value: object) -> None:
    assert WRITTEN.count(old) == 1
    found: Any = read(WRITTEN.replace(old, new)).model_dump(mode="json")
    for step in path.split("."):
        found = found[int(step) if step.isdigit() else step]
    assert found == value


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        (" urgency=emergency", "", "“urgency” is missing"),
        ('kind="red flag" ', "", "“kind” is missing"),
        ("hold-seconds=5", "hold-seconds=soon", "dose.hold_seconds"),
        ("hold-seconds=5", "hold-seconds=5 hold-seconds=50", "twice"),
        ("hold-seconds=5", "hold=5", "“hold” is not known"),
        ("repetitions-to=15", "repetitions-to=5", "from a smaller number"),
        ("kind=safety", "kind=dangers", "kind: "),
        ("### Leg raise", "Leg raise", "a heading “### …” is missing"),
        ("::: lead\n\nRest helps [@nhs-2024].\n\n:::", "Rest helps.", "outside of every block"),
        ("::: lead\n", "::: leed\n", "“leed” can't stand here"),
        ("::: lead\n", "::: {.lead\n", "not understood"),
        ("\n\n:::::\n\n::::::\n", "\n", "has no end"),
        ('"title": "Knee"', '"title": Knee', "not JSON"),
        ('"title": "Knee"', '"title": 1.5', "without floats"),
        ('"title": "Knee"', '"title": NaN', "NaN"),
        ('"title": "Knee"', '"title": "a", "title": "b"', "twice"),
        ('"title": "Knee"', '"title": ' + "[" * 100_000, "can't be read"),
        ('title: "Knee pain"', "title: 2024", "put it in quotation marks"),
        ('title: "Knee pain"', "title: &a x\nbyline: *a", "only names"),
        ('title: "Knee pain"', "title: !!python/object:os.system x", "can't be read|not YAML"),
        ('title: "Knee pain"', "title: " + "[" * 100_000, "only names"),
        ('title: "Knee pain"', 'title: "Knee pain"\ntitle: "Other"', "twice"),
        ('title: "Knee pain"', 'titel: "Knee pain"', "“titel” is not known"),
        ("content/1", "content/2", "only the format"),
    ],
)
def test_a_broken_form_is_told_with_its_line(old: str, new: str, says: str) -> None:
    broken = WRITTEN.replace(old, new, 1)
    assert broken != WRITTEN
    with pytest.raises(UnreadableDocument, match=says) as refused:
        read(broken)
    line = re.match(r"Line (\d+): ", str(refused.value))
    assert line is not None
    at = broken[: WRITTEN.index(old)].count("\n") + 1
    if says not in ("has no end", "without floats"):
        assert abs(int(line[1]) - at) <= 2, str(refused.value)


def test_every_line_that_says_something_has_its_place() -> None:
    imported = import_document(read_exact(WRITTEN))
    assert imported.content == KNEE
    assert (imported.claims, imported.unplaced) == ((), ())
    places = {line: places[0] for line, places in ((each.line, each.places) for each in imported.placed)}
    lines = WRITTEN.split("\n")
    assert places[lines.index("Strength.") + 1] == "sections[0].exercises[0].goal"
    assert places[lines.index("## Get help") + 1] == "sections[1].heading"
    assert places[lines.index("Call 999 if it is cold.") + 1] == "sections[1].safety_notes[0].text"
    assert {line.number for line in read_exact(WRITTEN).lines} == set(places)


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('title: "Knee pain"', f'title: "{"a" * 201}"', "more than 200 characters"),
        ("### Leg raise", f"### {'a' * 201}", "more than 200 characters"),
        ('"title": "Knee"', '"author": "x"', "names or a year"),
        ('"title": "Knee"', '"author": [{"family": 5}]', "names or a year"),
        ('"title": "Knee"', '"issued": {"date-parts": [[99999]]}', "names or a year"),
        ('key="nhs-2024"', 'key="NHS 2024"', "has a key"),
        ("::::: {.reference", "WRITTEN TWICE", "twice"),
    ],
)
def test_what_no_draft_can_hold_is_told(old: str, new: str, says: str) -> None:
    text = WRITTEN.replace(old, new, 1)
    if new == "WRITTEN TWICE":
        text = to_markdown(KNEE.model_copy(update={"references": KNEE.references * 2}))
    with pytest.raises(UnreadableDocument, match=says):
        import_document(read_exact(text))


def test_it_may_wait_on_the_import_screen() -> None:
    found = read_exact(WRITTEN)
    again = from_json(json.loads(json.dumps(to_json(found))))
    assert (again.exact, again.lines, again.text, again.slug) == (found.exact, found.lines, WRITTEN, "knee-pain")


def test_a_file_in_the_exact_form_is_recognised_by_what_it_says() -> None:
    for name in ("knee.md", "knee.markdown", "knee.txt", ""):
        assert read_file(name, WRITTEN.encode()).exact is not None
    assert not is_exact("---\ntitle: Knee\n---\n\nformat: medgo2u.content/1")
